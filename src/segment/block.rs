//! Cuts a text into blocks: stretches that no sentence crosses.
//!
//! An empty line always ends a block. A single line end is a space where the text is wrapped by hand, and ends the block where
//! lines are paragraphs, headlines or list items. Which of the two it is follows from the whole text:
//!
//! 1. A text is wrapped when at least a third of its single line ends are followed by a lower-case letter without a full stop
//!    before; nine tenths of the lines continued like that are no longer than its width.
//! 2. A line that begins with a bullet or a list number starts a block.
//! 3. A line that begins in lower case, or follows a comma, continues the one before.
//! 4. Any other line of a wrapped text continues the one before if its first word had found no room there.
//! 5. Any other line of a text that is not wrapped starts a block.

use std::ops::Range;

use super::character::{is_blank, is_closer, is_stop};

/// Lines longer than this, in characters, are paragraphs: nobody wraps so wide.
const WIDEST: usize = 160;

/// A stretch of text that no sentence crosses.
pub struct Block {
    /// Bytes in the text.
    pub range: Range<usize>,
    /// Number of the run of lines between empty lines, from 0.
    pub paragraph: usize,
}

/// All blocks in order. Linear in the text; memory only for the blocks.
pub fn blocks(text: &str) -> Vec<Block> {
    let width = wrap_width(text);
    let mut blocks: Vec<Block> = Vec::new();
    let mut paragraph = 0;
    let mut before: Option<Line> = None;
    for line in lines(text) {
        let Some(line) = line else {
            before = None;
            continue;
        };
        match (&before, blocks.last_mut()) {
            (Some(before), Some(block)) if !before.ends_before(&line, width) => {
                block.range.end = line.range.end;
            }
            (before, last) => {
                if before.is_none() && last.is_some() {
                    paragraph += 1;
                }
                blocks.push(Block { range: line.range.clone(), paragraph });
            }
        }
        before = Some(line);
    }
    blocks
}

/// The width, in characters, at which a text is wrapped by hand; none where it is not.
fn wrap_width(text: &str) -> Option<usize> {
    let mut lengths = [0_usize; WIDEST + 1];
    let (mut ends, mut continued) = (0_usize, 0_usize);
    let mut before: Option<Line> = None;
    for line in lines(text) {
        if let (Some(before), Some(line)) = (&before, &line) {
            ends += 1;
            if line.opens == Opens::Lower && !before.complete && before.length <= WIDEST {
                continued += 1;
                lengths[before.length] += 1;
            }
        }
        before = line;
    }
    if continued == 0 || continued * 3 < ends {
        return None;
    }
    let mut seen = 0;
    lengths.iter().position(|count| {
        seen += count;
        seen * 10 >= continued * 9
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Opens {
    /// A lower-case letter.
    Lower,
    /// A bullet or a list number; whether a lower-case letter follows.
    Item { lower: bool },
    /// Anything else.
    Other,
}

/// What is known of a line that is not empty.
struct Line {
    /// Bytes, without the white space around.
    range: Range<usize>,
    /// Characters.
    length: usize,
    /// Characters of its first word.
    first_word: usize,
    opens: Opens,
    /// Ends with a full stop or the like.
    complete: bool,
    /// Ends with a comma.
    comma: bool,
}

impl Line {
    fn new(line: &str, start: usize) -> Self {
        let closed = line.trim_end_matches(is_closer);
        Self {
            range: start..start + line.len(),
            // Longer lines are all alike, and a line of 50 MB need not be counted.
            length: line.chars().take(WIDEST + 1).count(),
            first_word: line.chars().take(WIDEST).take_while(|&character| !is_blank(character)).count(),
            opens: opens(line),
            complete: closed.ends_with(|character| is_stop(character) || matches!(character, ':' | ';')),
            comma: closed.ends_with([',', '،', '、']),
        }
    }

    /// Whether no sentence goes from this line into the next.
    fn ends_before(&self, next: &Self, width: Option<usize>) -> bool {
        match next.opens {
            // "- and": a dash that happened to start a line
            Opens::Item { lower } => !lower || self.complete || matches!(self.opens, Opens::Item { .. }),
            Opens::Lower => false,
            Opens::Other if self.comma => false,
            // A little room is allowed for, because not everyone wraps greedily.
            Opens::Other => width.is_none_or(|width| {
                self.length > width + width / 4 || (self.length + 1 + next.first_word) * 20 < width * 17
            }),
        }
    }
}

fn opens(line: &str) -> Opens {
    let first = line.chars().next().unwrap_or(' ');
    let rest = if matches!(first, '•' | '◦' | '▪' | '●' | '‣' | '·') {
        return Opens::Item { lower: false };
    } else if matches!(first, '-' | '*' | '+' | '–' | '—') {
        &line[first.len_utf8()..]
    } else if first.is_ascii_digit() {
        let number = line.trim_start_matches(|character: char| character.is_ascii_digit());
        match number.strip_prefix(['.', ')']) {
            Some(rest) if line.len() - number.len() <= 2 => rest,
            _ => return Opens::Other,
        }
    } else {
        return if first.is_lowercase() { Opens::Lower } else { Opens::Other };
    };
    if rest.starts_with(is_blank) {
        Opens::Item { lower: rest.trim_start_matches(is_blank).starts_with(char::is_lowercase) }
    } else {
        Opens::Other
    }
}

/// The lines of a text; none stands for an empty one.
fn lines(text: &str) -> impl Iterator<Item = Option<Line>> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len())).map(move |end| {
        let line = &text[start..end];
        let trimmed = line.trim_start_matches(is_blank);
        let at = end - trimmed.len();
        start = end + 1;
        let trimmed = trimmed.trim_end_matches(is_blank);
        (!trimmed.is_empty()).then(|| Line::new(trimmed, at))
    })
}
