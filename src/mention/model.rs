use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::geometry::Position;

/// What a mention does with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The place itself: "in Homs"
    Literal,
    /// The government or people for the place: "Moscow said"
    Metonymic,
    /// A people or an adjective: "Syrian", "Iraqis"
    Demonym,
    /// A building, base or site: "the Pentagon"
    Facility,
    /// A part or surrounding: "north-western Syria"
    Region,
    /// Inside another name: "University of Homs"
    Embedded,
}

impl Kind {
    /// All kinds, in the order in which they are listed to people.
    pub const ALL: [Self; 6] =
        [Self::Literal, Self::Facility, Self::Region, Self::Metonymic, Self::Demonym, Self::Embedded];

    /// The word used in records, filters and help: lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Literal => "literal",
            Self::Metonymic => "metonymic",
            Self::Demonym => "demonym",
            Self::Facility => "facility",
            Self::Region => "region",
            Self::Embedded => "embedded",
        }
    }
}

/// What the words around a name ask of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// "Hama province", "provinces of Homs and Hama", "Nevada County"
    Area,
    /// "the city of Tartus", "the coastal city of", "town", "village"
    Settlement,
}

/// Where a text itself says that something is, by its coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Written {
    /// Degrees on WGS 84, longitude first.
    pub position: Position,
    /// How far away the place may be for all that is written, in kilometres.
    pub radius_km: f64,
}

/// A span of the text that names a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Bytes in the document text.
    pub range: Range<usize>,
    /// The part of `range` that is the bare name to look up: without direction words ("north-western") and possessives.
    pub name: Range<usize>,
    /// Index into [`crate::segment::Segmented::sentences`].
    pub sentence: usize,
    /// What it does with its place.
    pub kind: Kind,
    /// What the words around it ask of the place.
    pub qualifier: Option<Qualifier>,
    /// Governed by a hedge: "apparently", "reportedly", "could not confirm".
    pub hedged: bool,
    /// Governed by a negation: "denied", "did not".
    pub negated: bool,
    /// In a dateline: where the text was written.
    pub dateline: bool,
    /// Where it is, for coordinates; they are a mention without a name, which no gazetteer decides.
    pub written: Option<Written>,
}

impl Mention {
    /// A name that means its place, of which nothing else is known; `range` is in bytes.
    #[must_use]
    pub fn literal(range: Range<usize>, sentence: usize) -> Self {
        Self {
            name: range.clone(),
            range,
            sentence,
            kind: Kind::Literal,
            qualifier: None,
            hedged: false,
            negated: false,
            dateline: false,
            written: None,
        }
    }
}
