//! Cuts a block into tokens.
//!
//! 1. A word is a run of letters, digits and the marks attached to them.
//! 2. An apostrophe between two of them stays inside (`Sana'a`, `don't`), but the possessive is its own token (`Russia` `’s`).
//! 3. A stop stays inside between single letters (`U.S.`), between digits (`4.5`) and in names of sites (`example.org`), and at
//!    the end of an abbreviation. A comma stays inside a number where it groups digits (`1,610`), a colon between digits (`10:30`).
//! 4. Every other character that is not white space is a token; a run of the same one is one token (`...`, `--`).

use std::ops::Range;

use super::{
    abbreviation,
    character::{is_apostrophe, is_attached, is_blank},
    model::{Shape, Token},
};

/// Appends the tokens of `block`; their sentence is not yet known and stays 0.
pub fn tokenize(text: &str, block: Range<usize>, tokens: &mut Vec<Token>) {
    let scanner = Scanner { text: &text[..block.end] };
    let first = tokens.len();
    let mut at = block.start;
    while let Some(character) = scanner.char_at(at) {
        if is_blank(character) {
            at += character.len_utf8();
            continue;
        }
        let previous = tokens[first..].last();
        let (end, shape) = if character.is_alphanumeric() {
            let before = previous.map(|token| &text[token.range.clone()]);
            let end = scanner.word_end(at, before);
            (end, shape_of(&text[at..end]))
        } else if is_apostrophe(character)
            && previous.is_some_and(|token| token.range.end == at && token.shape != Shape::Punctuation)
            && scanner.is_possessive(at + character.len_utf8())
        {
            (at + character.len_utf8() + 1, Shape::Lower)
        } else {
            (scanner.symbol_end(at, character), Shape::Punctuation)
        };
        tokens.push(Token { range: at..end, shape, sentence: 0 });
        at = end;
    }
}

/// Reads forward in a text that ends where the block ends.
struct Scanner<'t> {
    text: &'t str,
}

impl Scanner<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
            Some(_) => self.text[at..].chars().next(),
            None => None,
        }
    }

    fn byte_at(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or_default()
    }

    fn is_word_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(|character| character.is_alphanumeric() || is_attached(character))
    }

    /// Whether an `s` that ends its word stands here.
    fn is_possessive(&self, at: usize) -> bool {
        matches!(self.byte_at(at), b's' | b'S') && !self.is_word_at(at + 1)
    }

    /// Past the run of one symbol and the marks attached to it.
    fn symbol_end(&self, start: usize, symbol: char) -> usize {
        let mut at = start + symbol.len_utf8();
        while let Some(character) = self.char_at(at) {
            if character != symbol && !is_attached(character) {
                break;
            }
            at += character.len_utf8();
        }
        at
    }

    /// Past the word that starts here, its abbreviation stop included.
    fn word_end(&self, start: usize, before: Option<&str>) -> usize {
        if let Some(end) = self.dotted_end(start) {
            return end;
        }
        let mut at = start;
        while let Some(character) = self.char_at(at) {
            let length = character.len_utf8();
            let inside = character.is_ascii_alphanumeric()
                || self.joins(at, character)
                || (!character.is_ascii() && (character.is_alphanumeric() || is_attached(character)));
            if !inside {
                break;
            }
            at += length;
        }
        // No abbreviation is longer; the limit keeps the look-up off long words.
        let is_stopped = self.byte_at(at) == b'.' && self.byte_at(at + 1) != b'.';
        if is_stopped
            && at - start <= 8
            && abbreviation::takes_stop(&self.text[start..at], before, &self.text[at + 1..])
        {
            at += 1;
        }
        at
    }

    /// Whether a mark inside a word keeps its two sides together. The side before it is part of the word.
    fn joins(&self, at: usize, mark: char) -> bool {
        if is_apostrophe(mark) {
            let after = at + mark.len_utf8();
            return self.char_at(after).is_some_and(char::is_alphanumeric) && !self.is_possessive(after);
        }
        if !matches!(mark, '.' | ',' | ':') {
            return false;
        }
        let (before, after) = (self.byte_at(at.wrapping_sub(1)), self.byte_at(at + 1));
        match mark {
            '.' if after.is_ascii_digit() => before.is_ascii_digit(),
            '.' => after.is_ascii_lowercase() && before.is_ascii_alphanumeric(),
            ':' => before.is_ascii_digit() && after.is_ascii_digit(),
            // Groups of three digits, and of two where another group follows, as in India: 1,610 and 12,34,567.
            _ => {
                let digits = (1..=4).take_while(|&offset| self.byte_at(at + offset).is_ascii_digit()).count();
                before.is_ascii_digit() && (digits == 3 || (digits == 2 && self.byte_at(at + 3) == b','))
            }
        }
    }

    /// Past letters that each have a stop: `U.S.`, `a.m.`, `U.S`, also `Ph.D.`; none where this is no such word.
    fn dotted_end(&self, start: usize) -> Option<usize> {
        let mut at = start;
        let mut letters = 0;
        if self.byte_at(start).is_ascii_uppercase()
            && self.byte_at(start + 1).is_ascii_lowercase()
            && self.byte_at(start + 2) == b'.'
            && self.byte_at(start + 3).is_ascii_uppercase()
            && self.byte_at(start + 4) == b'.'
        {
            (at, letters) = (start + 3, 1);
        }
        while let Some(letter) = self.char_at(at).filter(|character| character.is_alphabetic()) {
            let next = at + letter.len_utf8();
            if self.byte_at(next) == b'.' {
                letters += 1;
                at = next + 1;
            } else if letters > 0 && !self.is_word_at(next) {
                return Some(next);
            } else {
                break;
            }
        }
        (letters > 1).then_some(at)
    }
}

/// What the letters of a word look like.
fn shape_of(word: &str) -> Shape {
    let (mut upper, mut lower, mut letters) = (0, 0, 0);
    for (index, character) in word.chars().enumerate() {
        if index == 0 && character.is_numeric() {
            return Shape::Number;
        }
        if character.is_uppercase() {
            upper += 1;
        } else if character.is_lowercase() {
            lower += 1;
        }
        letters += usize::from(character.is_alphabetic());
    }
    match (upper, lower) {
        (0, 0) => Shape::Uncased,
        (0, _) => Shape::Lower,
        (1, 0) if letters == 1 => Shape::Initial,
        (2.., 0) if upper == letters => Shape::Upper,
        _ => Shape::Capitalised,
    }
}
