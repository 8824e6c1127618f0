//! What went wrong with each span, and why it likely did.

use std::ops::Range;

use crate::mention::{Kind, Likeness};

/// Why a span is wrong or missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ErrorClass {
    /// A prediction and a mark overlap, but are not the same span
    Boundary,
    /// The words look like somebody's name
    Person,
    /// The words look like an organisation, or like a part of its name
    Organisation,
    /// The words are ordinary ones as well
    CommonWord,
    /// Predicted where nothing is marked, for no such reason
    OtherSpurious,
    /// Marked but not predicted, for no such reason
    Missed,
}

impl ErrorClass {
    /// All classes, in the order in which they are listed to people.
    pub const ALL: [Self; 6] = [
        Self::Boundary,
        Self::Person,
        Self::Organisation,
        Self::CommonWord,
        Self::OtherSpurious,
        Self::Missed,
    ];

    /// The word used in tables, arguments and help.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Boundary => "boundary",
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::CommonWord => "common-word",
            Self::OtherSpurious => "other-spurious",
            Self::Missed => "missed",
        }
    }
}

/// The class of one error. `overlaps` tells whether the span shares a character with something of the other side, `predicted` is the
/// kind of a prediction and none of a mark that was missed, `likeness` what the words and their neighbours look like.
pub(super) fn classify(overlaps: bool, predicted: Option<Kind>, likeness: Option<Likeness>) -> ErrorClass {
    match likeness {
        _ if overlaps => ErrorClass::Boundary,
        Some(Likeness::Person) => ErrorClass::Person,
        _ if predicted == Some(Kind::Embedded) => ErrorClass::Organisation,
        Some(Likeness::Organisation) => ErrorClass::Organisation,
        Some(Likeness::CommonWord) => ErrorClass::CommonWord,
        None if predicted.is_some() => ErrorClass::OtherSpurious,
        None => ErrorClass::Missed,
    }
}

/// A prediction that is not the span of a mark, a mark that is not the span of a prediction, or both together where they overlap
/// and are taken for each other.
#[derive(Clone, Debug, PartialEq)]
pub struct RecognitionError {
    /// The text it is in.
    pub document: String,
    /// Why, as far as can be told.
    pub class: ErrorClass,
    /// The kind of the prediction; none where there is none.
    pub predicted: Option<Kind>,
    /// What is marked: the name that the corpus gives the mark, "demonym" where it gives none but the words are one, or
    /// nothing; none where nothing is marked.
    pub marked: Option<Option<String>>,
    /// The words in their context: those of the prediction, or of the mark where there is no prediction.
    pub excerpt: Excerpt,
    /// The words of the mark, where there is a prediction as well.
    pub marked_words: Option<String>,
}

/// Words in their context, on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// What stands before them.
    pub before: String,
    /// The words.
    pub words: String,
    /// What stands behind them.
    pub after: String,
}

/// So many characters of context stand on each side.
const CONTEXT: usize = 40;

impl Excerpt {
    /// Cuts a span (bytes) out of a text; white space of any kind becomes a blank.
    pub(super) fn new(text: &str, range: &Range<usize>) -> Self {
        let start = text[..range.start].char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        let end = text[range.end..].char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| range.end + at);
        Self {
            before: on_one_line(&text[start..range.start]),
            words: on_one_line(&text[range.clone()]),
            after: on_one_line(&text[range.end..end]),
        }
    }
}

/// Text with every white space and control character as a blank.
pub(super) fn on_one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_reason_that_holds_is_the_class() {
        let person = Some(Likeness::Person);
        assert_eq!(classify(true, Some(Kind::Literal), person), ErrorClass::Boundary);
        assert_eq!(classify(false, Some(Kind::Literal), person), ErrorClass::Person);
        assert_eq!(
            classify(false, Some(Kind::Embedded), Some(Likeness::CommonWord)),
            ErrorClass::Organisation
        );
        assert_eq!(classify(false, None, Some(Likeness::CommonWord)), ErrorClass::CommonWord);
        assert_eq!(classify(false, Some(Kind::Literal), None), ErrorClass::OtherSpurious);
        assert_eq!(classify(false, None, None), ErrorClass::Missed);
    }

    #[test]
    fn an_excerpt_has_forty_characters_on_each_side_and_one_line() {
        let text = format!("{}Homs\n\tfell{}", "é".repeat(50), "x".repeat(50));
        let start = text.find("Homs").unwrap();
        let excerpt = Excerpt::new(&text, &(start..start + 4));
        assert_eq!(excerpt.before, "é".repeat(40));
        assert_eq!(excerpt.words, "Homs");
        assert_eq!(excerpt.after, format!("  fell{}", "x".repeat(34)));
        let short = Excerpt::new("Homs", &(0..4));
        assert_eq!((short.before.as_str(), short.after.as_str()), ("", ""));
    }
}
