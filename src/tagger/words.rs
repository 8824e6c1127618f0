//! The tokens of a text with their folded forms, made once and shared by all rules.

use std::ops::Range;

use crate::gazetteer::fold_words;
use crate::segment::{Segmented, Shape, Token};

/// A text with its tokens; rules ask it by token number.
pub(crate) struct Words<'t> {
    pub(crate) text: &'t str,
    pub(crate) segmented: &'t Segmented,
    /// All folded tokens one after the other, to spare an allocation for each.
    folded: String,
    ends: Vec<usize>,
    /// Per sentence: written in capitals where others are not, so that capitals say nothing.
    headline: Vec<bool>,
}

impl<'t> Words<'t> {
    pub(crate) fn new(text: &'t str, segmented: &'t Segmented) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut ends = Vec::with_capacity(segmented.tokens.len());
        for token in &segmented.tokens {
            // A token of several words ("Côte d’Ivoire" is none, but OCR glues) is kept with its blanks.
            let mut first = true;
            fold_words(&text[token.range.clone()], |word| {
                if !std::mem::take(&mut first) {
                    folded.push(' ');
                }
                folded.push_str(word);
            });
            ends.push(folded.len());
        }
        let headline = segmented
            .sentences
            .iter()
            .map(|sentence| is_headline(&segmented.tokens[sentence.tokens.clone()]));
        Self { text, segmented, headline: headline.collect(), folded, ends }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn token(&self, at: usize) -> &Token {
        &self.segmented.tokens[at]
    }

    pub(crate) fn shape(&self, at: usize) -> Shape {
        self.token(at).shape
    }

    /// The token as it is written.
    pub(crate) fn surface(&self, at: usize) -> &'t str {
        &self.text[self.token(at).range.clone()]
    }

    /// A run of tokens as it is written.
    pub(crate) fn span(&self, tokens: &Range<usize>) -> &'t str {
        &self.text[self.token(tokens.start).range.start..self.token(tokens.end - 1).range.end]
    }

    /// The token folded; empty for punctuation.
    pub(crate) fn folded(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.folded[start..self.ends[at]]
    }

    /// The tokens of the sentence that a token stands in.
    pub(crate) fn sentence(&self, at: usize) -> Range<usize> {
        self.segmented.sentences[self.token(at).sentence].tokens.clone()
    }

    /// The token before, within the sentence.
    pub(crate) fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|before| self.sentence(at).contains(before))
    }

    /// The token behind, within the sentence.
    pub(crate) fn after(&self, at: usize) -> Option<usize> {
        Some(at + 1).filter(|after| self.sentence(at).contains(after))
    }

    /// Folded form of the token before; empty at the start of the sentence.
    pub(crate) fn folded_before(&self, at: usize) -> &str {
        self.before(at).map_or("", |before| self.folded(before))
    }

    /// Folded form of the token behind; empty at the end of the sentence.
    pub(crate) fn folded_after(&self, at: usize) -> &str {
        self.after(at).map_or("", |after| self.folded(after))
    }

    /// Whether a token is written with a capital.
    pub(crate) fn is_capitalised(&self, at: usize) -> bool {
        matches!(self.shape(at), Shape::Capitalised | Shape::Upper | Shape::Initial)
    }

    /// Whether a token is the first word of its sentence, quotes and dashes aside.
    pub(crate) fn starts_sentence(&self, at: usize) -> bool {
        (self.sentence(at).start..at).all(|before| self.shape(before) == Shape::Punctuation)
    }

    /// Whether the sentence is written in title case or capitals throughout.
    pub(crate) fn in_headline(&self, at: usize) -> bool {
        self.headline[self.token(at).sentence]
    }

    /// Whether two neighbouring tokens touch: "U.S." and "-" in "U.S.-led".
    pub(crate) fn touches(&self, left: usize, right: usize) -> bool {
        self.token(left).range.end == self.token(right).range.start
    }

    pub(crate) fn is_hyphen(&self, at: usize) -> bool {
        matches!(self.surface(at), "-" | "‐" | "‑" | "–")
    }

    pub(crate) fn is_possessive(&self, at: usize) -> bool {
        matches!(self.surface(at), "'s" | "’s" | "'" | "’" | "'S" | "’S")
    }
}

/// Seven words in ten with a capital, of four at least: a headline in title case or capitals.
fn is_headline(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| !matches!(token.shape, Shape::Punctuation | Shape::Number));
    let (mut all, mut capital) = (0, 0);
    for token in words {
        all += 1;
        capital += usize::from(matches!(token.shape, Shape::Capitalised | Shape::Upper | Shape::Initial));
    }
    all >= 4 && 10 * capital >= 7 * all
}
