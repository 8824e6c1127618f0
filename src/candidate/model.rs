use crate::gazetteer::{NameKind, PlaceId};

/// What speaks for or against a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Clue {
    /// How large or high-ranking the place is
    Renown,
    /// How it came by the name
    Name,
    /// Its name is only like the words of the mention: written out, misspelt, or inside them
    Variant,
    /// "province of", "city of" ask for its level, or for another
    Qualifier,
    /// A town and its own province share the name: bare, it means the town
    Namesake,
    /// Its country is named in the document
    Country,
    /// Its first-level area is named in the document
    Area,
    /// What is named right behind it contains it: "Paris, Texas"
    Container,
    /// It is near other places of the document
    Nearness,
}

/// One clue with its weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// What speaks.
    pub clue: Clue,
    /// In natural-log units: for when positive, against when negative.
    pub weight: f64,
}

/// A place that a mention could mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The place.
    pub place: PlaceId,
    /// How it came by the name.
    pub name_kind: NameKind,
    /// All clues, for explanation; their sum is the score.
    pub evidence: Vec<Evidence>,
}

impl Candidate {
    /// The sum of the weights.
    #[must_use]
    pub fn score(&self) -> f64 {
        self.evidence.iter().map(|evidence| evidence.weight).sum()
    }

    /// Adds a clue, unless it says nothing.
    pub(crate) fn add(&mut self, clue: Clue, weight: f64) {
        if weight.abs() > 1e-9 {
            self.evidence.push(Evidence { clue, weight });
        }
    }
}
