use super::{Mention, find, find_by_name};
use crate::document::is_english;
use crate::gazetteer::Gazetteer;
use crate::segment::Segmented;

/// What finds the mentions of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recogniser {
    /// The trained tagger, which reads English.
    Tagger,
    /// The names of the gazetteer alone.
    Gazetteer,
}

impl Recogniser {
    /// What reads a language; a text of unknown language is read as English.
    ///
    /// ```
    /// use dateline::mention::Recogniser;
    ///
    /// assert_eq!(Recogniser::of(Some("en-GB")), Recogniser::Tagger);
    /// assert_eq!(Recogniser::of(Some("ar")), Recogniser::Gazetteer);
    /// assert_eq!(Recogniser::of(None), Recogniser::Tagger);
    /// ```
    #[must_use]
    pub fn of(language: Option<&str>) -> Self {
        if language.is_none_or(is_english) { Self::Tagger } else { Self::Gazetteer }
    }

    /// The word used in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tagger => "tagger",
            Self::Gazetteer => "gazetteer",
        }
    }
}

/// The place mentions of a text in text order, found by what reads its language.
#[must_use]
pub fn recognise(
    recogniser: Recogniser,
    text: &str,
    segmented: &Segmented,
    gazetteer: &Gazetteer,
) -> Vec<Mention> {
    match recogniser {
        Recogniser::Tagger => find(text, segmented, gazetteer),
        Recogniser::Gazetteer => find_by_name(text, segmented, gazetteer),
    }
}
