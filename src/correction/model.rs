use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::mention::Kind;
use crate::movement::{Mode, Polarity};
use crate::segment::CharIndex;

/// What somebody put right at a span of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Flat", into = "Flat")]
pub struct Correction {
    /// One deed, which is undone as one; a journey that several documents tell of is corrected in each of them.
    pub id: String,
    /// When, RFC 3339.
    pub at: String,
    /// Who, where that is known.
    pub by: Option<String>,
    /// The document.
    pub document_id: String,
    /// First Unicode character of the span: of a mention, or of the words that a journey was read from.
    pub start: usize,
    /// One past its last Unicode character.
    pub end: usize,
    /// The words of the span.
    pub surface: String,
    /// What is right.
    pub action: Action,
}

/// What is right.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The mention means this place of the gazetteer.
    Place(String),
    /// The mention is of this kind.
    Kind(Kind),
    /// The words name no place.
    NoPlace,
    /// The words are a mention of this kind, and mean this place where it is known.
    Mention(Kind, Option<String>),
    /// No journey is told here.
    Reject,
    /// The journey told here is so.
    Edit(Box<JourneyEdit>),
}

/// What is otherwise than the text was read; what is null stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JourneyEdit {
    /// How it moves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// Whether the text says it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub polarity: Option<Polarity>,
    /// How many moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Of what, in the singular.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count_unit: Option<String>,
    /// How many carried or launched them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carriers: Option<u64>,
    /// Of what, in the singular.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carrier_unit: Option<String>,
    /// How many targets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub targets: Option<u64>,
    /// Whose, as an ISO 3166-1 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// Gazetteer ids of the origins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origins: Option<Vec<String>>,
    /// Gazetteer ids of the territories passed, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vias: Option<Vec<String>>,
    /// Gazetteer ids of the destinations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destinations: Option<Vec<String>>,
    /// First day, RFC 3339; alone, also the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_start: Option<String>,
    /// Last day, inclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_end: Option<String>,
}

impl JourneyEdit {
    fn places(&self) -> impl Iterator<Item = &String> {
        [&self.origins, &self.vias, &self.destinations].into_iter().flatten().flatten()
    }
}

impl Action {
    /// The word used in records.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Place(_) => "place",
            Self::Kind(_) => "kind",
            Self::NoPlace => "no_place",
            Self::Mention(..) => "mention",
            Self::Reject => "reject",
            Self::Edit(_) => "edit",
        }
    }

    /// Whether it is about a journey, and not about a mention.
    #[must_use]
    pub const fn is_of_journey(&self) -> bool {
        matches!(self, Self::Reject | Self::Edit(_))
    }
}

impl Correction {
    /// Says what is wrong with it for a document of a gazetteer, in words; nothing where it can be applied.
    pub fn check(&self, document: &Document, gazetteer: &Gazetteer) -> Result<(), String> {
        let Self { start, end, surface, .. } = self;
        if start >= end {
            return Err(format!("start is {start} and end {end}; expected a start before the end"));
        }
        let characters = CharIndex::new(&document.text);
        let (from, to) = (characters.byte_of(*start), characters.byte_of(*end));
        if characters.char_of(to) != *end {
            let last = characters.char_of(document.text.len());
            return Err(format!(
                "end is {end}; expected at most {last}, where the text of the document ends"
            ));
        }
        let found = &document.text[from..to];
        if found != surface {
            return Err(format!(
                "surface is {surface:?}; expected {found:?}, the words from {start} to {end}"
            ));
        }
        let places: Vec<&String> = match &self.action {
            Action::Place(id) => vec![id],
            Action::Mention(_, id) => id.iter().collect(),
            Action::Edit(edit) => edit.places().collect(),
            Action::Kind(_) | Action::NoPlace | Action::Reject => Vec::new(),
        };
        if let Some(unknown) = places.into_iter().find(|id| gazetteer.find(id).is_none()) {
            return Err(format!("there is no place {unknown:?} in the gazetteer"));
        }
        if let Action::Edit(edit) = &self.action {
            let days = [("event_start", &edit.event_start), ("event_end", &edit.event_end)];
            for (name, day) in days {
                if let Some(text) = day.as_ref().filter(|day| day.parse::<jiff::civil::Date>().is_err()) {
                    return Err(format!("{name} is {text:?}; expected year-month-day, such as 2015-10-07"));
                }
            }
        }
        Ok(())
    }
}

/// A correction as it is written: flat, without what is null.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Flat {
    id: String,
    at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    document_id: String,
    start: usize,
    end: usize,
    surface: String,
    action: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<Kind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    set: Option<JourneyEdit>,
}

impl From<Correction> for Flat {
    fn from(correction: Correction) -> Self {
        let Correction { id, at, by, document_id, start, end, surface, action } = correction;
        let word = action.as_str().to_owned();
        let (place_id, kind, set) = match action {
            Action::Place(place) => (Some(place), None, None),
            Action::Kind(kind) => (None, Some(kind), None),
            Action::Mention(kind, place) => (place, Some(kind), None),
            Action::NoPlace | Action::Reject => (None, None, None),
            Action::Edit(edit) => (None, None, Some(*edit)),
        };
        Self { id, at, by, document_id, start, end, surface, action: word, place_id, kind, set }
    }
}

impl TryFrom<Flat> for Correction {
    type Error = String;

    fn try_from(flat: Flat) -> Result<Self, String> {
        let Flat { id, at, by, document_id, start, end, surface, action, place_id, kind, set } = flat;
        let action = match (action.as_str(), place_id, kind, set) {
            ("place", Some(place), None, None) => Action::Place(place),
            ("kind", None, Some(kind), None) => Action::Kind(kind),
            ("no_place", None, None, None) => Action::NoPlace,
            ("mention", place, Some(kind), None) => Action::Mention(kind, place),
            ("reject", None, None, None) => Action::Reject,
            ("edit", None, None, Some(edit)) => Action::Edit(Box::new(edit)),
            (word, ..) => {
                return Err(format!(
                    "action is {word:?}; expected place with place_id, kind with kind, no_place, mention with kind and perhaps \
                     place_id, reject, or edit with set"
                ));
            }
        };
        Ok(Self { id, at, by, document_id, start, end, surface, action })
    }
}
