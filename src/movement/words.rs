//! A sentence as the reader of movements sees it: words, numbers and punctuation, with each resolved place as one item.

use std::ops::Range;

use super::{Stop, number};
use crate::{gazetteer::Level, mention::Kind, segment::Sentence};

/// A resolved mention of a place, as the stages before have left it.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedPlace {
    /// Bytes in the document text.
    pub range: Range<usize>,
    /// Index into [`crate::segment::Segmented::sentences`].
    pub sentence: usize,
    /// What the mention does with its place.
    pub kind: Kind,
    /// The place as a stop of a journey.
    pub stop: Stop,
    /// ISO 3166-1 alpha-2 code of the country it is or lies in.
    pub country: Option<String>,
    /// Where it stands in the hierarchy.
    pub level: Level,
}

/// What an item of a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Starts with a small letter
    Word,
    /// Starts with a capital letter
    Capital,
    /// Starts with a digit
    Number,
    /// A comma
    Comma,
    /// Any other mark that ends a clause
    Break,
    /// A resolved place: index into [`View::places`]
    Place(usize),
}

/// A word, number, comma, mark or place of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Bytes in the document text.
    pub range: Range<usize>,
    /// The words in lower case.
    pub lower: String,
    pub sort: Sort,
    /// Followed by an apostrophe and s, which stands in no item.
    pub possessive: bool,
    /// Tied to the item before by a hyphen: "flying" in "low-flying" is no verb.
    pub joined: bool,
}

/// One sentence.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub text: &'a str,
    pub places: &'a [NamedPlace],
    pub sentence: Range<usize>,
    pub items: Vec<Item>,
}

impl<'a> View<'a> {
    /// Cuts a sentence. `places` are those of the sentence, in text order; embedded ones stay the words they are.
    pub(super) fn new(text: &'a str, sentence: &Sentence, places: &'a [NamedPlace]) -> Self {
        let mut view = Self { text, places, sentence: sentence.range.clone(), items: Vec::new() };
        let mut at = sentence.range.start;
        for (index, place) in places.iter().enumerate() {
            if place.kind == Kind::Embedded || place.range.start < at || place.range.end > sentence.range.end
            {
                continue;
            }
            view.cut(at..place.range.start);
            let joined = view.touches_hyphen(place.range.start);
            let words = &text[place.range.clone()];
            let owned = words.ends_with("'s") || words.ends_with("\u{2019}s");
            let (end, possessive) = match possessive_after(&text[place.range.end..sentence.range.end]) {
                Some(length) => (place.range.end + length, true),
                None => (place.range.end, owned),
            };
            view.items.push(Item {
                range: place.range.clone(),
                lower: words.to_lowercase(),
                sort: Sort::Place(index),
                possessive,
                joined,
            });
            at = end;
        }
        view.cut(at..sentence.range.end);
        view
    }

    /// Whether the byte before is a hyphen.
    fn touches_hyphen(&self, start: usize) -> bool {
        self.text[..start].ends_with('-')
    }

    fn cut(&mut self, range: Range<usize>) {
        let text = &self.text[range.clone()];
        let mut rest = text.char_indices().peekable();
        while let Some((start, first)) = rest.next() {
            if !first.is_alphanumeric() {
                let sort = match first {
                    ',' => Sort::Comma,
                    ';' | ':' | '(' | ')' | '[' | ']' | '\u{2013}' | '\u{2014}' | '!' | '?' | '|' => {
                        Sort::Break
                    }
                    // Two hyphens, or one with a space before, are a dash.
                    '-' if text[..start].ends_with([' ', '-']) => Sort::Break,
                    _ => continue,
                };
                let start = range.start + start;
                self.push(start..start + first.len_utf8(), sort, false);
                continue;
            }
            let mut end = start + first.len_utf8();
            let mut possessive = false;
            while let Some(&(at, next)) = rest.peek() {
                let after = text[at + next.len_utf8()..].chars().next();
                let digit_follows = after.is_some_and(|c| c.is_ascii_digit());
                let letter_follows = after.is_some_and(char::is_alphanumeric);
                let goes_on = next.is_alphanumeric()
                    // Inside a number, an abbreviation, an aircraft type.
                    || (matches!(next, ',' | '.') && digit_follows && first.is_ascii_digit())
                    || (next == '.' && letter_follows && at - start == first.len_utf8())
                    || (next == '-' && digit_follows && first.is_alphabetic())
                    || (matches!(next, '\'' | '\u{2019}') && letter_follows);
                if let Some(length) = possessive_after(&text[at..]) {
                    possessive = true;
                    for _ in 0..text[at..at + length].chars().count() {
                        rest.next();
                    }
                    break;
                }
                if !goes_on {
                    break;
                }
                end = at + next.len_utf8();
                rest.next();
            }
            let sort = if first.is_ascii_digit() {
                Sort::Number
            } else if first.is_uppercase() {
                Sort::Capital
            } else {
                Sort::Word
            };
            let start = range.start + start;
            let end = range.start + end;
            self.push(start..end, sort, possessive);
        }
    }

    fn push(&mut self, range: Range<usize>, sort: Sort, possessive: bool) {
        let joined = self.touches_hyphen(range.start);
        let lower = self.text[range.clone()].to_lowercase().replace('\u{2019}', "'");
        self.items.push(Item { range, lower, sort, possessive, joined });
    }

    /// The words of an item in lower case, empty beyond the ends of the sentence.
    pub(super) fn word(&self, at: usize) -> &str {
        self.items.get(at).map_or("", |item| &item.lower)
    }

    /// The word before `at`, empty at the start.
    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// The lower-case words of a run of items.
    pub(super) fn words(&self, run: Range<usize>) -> Vec<&str> {
        self.items[run].iter().map(|item| item.lower.as_str()).collect()
    }

    /// The place that stands at an item.
    pub(super) fn place(&self, at: usize) -> Option<&'a NamedPlace> {
        match self.items.get(at)?.sort {
            Sort::Place(index) => self.places.get(index),
            _ => None,
        }
    }

    /// Bytes from the first to the last item of a run that is not empty.
    pub(super) fn bytes(&self, run: Range<usize>) -> Range<usize> {
        let last = run.end.saturating_sub(1).max(run.start);
        self.items[run.start].range.start..self.items[last].range.end
    }

    /// Whether the item is a number in digits or words.
    pub(super) fn is_number(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| {
            matches!(item.sort, Sort::Word | Sort::Capital | Sort::Number) && number::is_number(&item.lower)
        })
    }

    /// Whether the item is a comma or another mark.
    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.items.get(at).is_none_or(|item| matches!(item.sort, Sort::Comma | Sort::Break))
    }
}

/// How many bytes of a possessive ending `text` starts with.
fn possessive_after(text: &str) -> Option<usize> {
    for ending in ["'s", "\u{2019}s"] {
        if let Some(rest) = text.strip_prefix(ending)
            && !rest.starts_with(char::is_alphanumeric)
        {
            return Some(ending.len());
        }
    }
    // "the rebels' convoy": the plural keeps only the apostrophe.
    for ending in ["'", "\u{2019}"] {
        if let Some(rest) = text.strip_prefix(ending)
            && rest.starts_with(' ')
        {
            return Some(ending.len());
        }
    }
    None
}
