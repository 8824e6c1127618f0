//! How many journeys, roles and checks are right.

use std::ops::AddAssign;

use crate::eval::{Recognition, Share};

/// Journeys found, and what was read of them. A journey that is found where none is, or not found, counts with all its slots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DetectedJourneys {
    /// Texts.
    pub documents: usize,
    /// Journeys: right is the same mode with an end in common, or a stop on the way where no end is marked.
    pub journeys: Recognition,
    /// Where from.
    pub origins: Recognition,
    /// Over or through what.
    pub vias: Recognition,
    /// Where to.
    pub destinations: Recognition,
    /// What moves: right is the same number and the same last word of the unit.
    pub counts: Recognition,
    /// What carries or launches it, compared in the same way.
    pub carriers: Recognition,
    /// Whose it is.
    pub operators: Recognition,
    /// When.
    pub dates: Recognition,
    /// Distances: right within one per cent.
    pub distances: Recognition,
    /// Distances that were compared with the places, with the answer that is marked.
    pub checks: Recognition,
    /// Of the journeys that are right, those with the marked polarity.
    pub polarity: Share,
    /// Of the journeys that are right, those hedged as they are marked.
    pub hedges: Share,
}

impl DetectedJourneys {
    /// Name and figures of each sort of thing that is found.
    #[must_use]
    pub fn listed(&self) -> [(&'static str, Recognition); 10] {
        [
            ("journeys", self.journeys),
            ("origins", self.origins),
            ("vias", self.vias),
            ("destinations", self.destinations),
            ("counts", self.counts),
            ("carriers", self.carriers),
            ("operators", self.operators),
            ("dates", self.dates),
            ("distances", self.distances),
            ("distance_checks", self.checks),
        ]
    }

    /// Name and figures of what every journey has.
    #[must_use]
    pub fn shares(&self) -> [(&'static str, Share); 2] {
        [("polarity", self.polarity), ("hedges", self.hedges)]
    }
}

impl AddAssign for DetectedJourneys {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.journeys += other.journeys;
        self.origins += other.origins;
        self.vias += other.vias;
        self.destinations += other.destinations;
        self.counts += other.counts;
        self.carriers += other.carriers;
        self.operators += other.operators;
        self.dates += other.dates;
        self.distances += other.distances;
        self.checks += other.checks;
        self.polarity += other.polarity;
        self.hedges += other.hedges;
    }
}

/// The figures of texts, those set aside apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JourneyFigures {
    /// Of the texts that rules may be tuned on.
    pub seen: DetectedJourneys,
    /// Of those set aside.
    pub held_out: DetectedJourneys,
}

impl JourneyFigures {
    /// Those of all texts.
    #[must_use]
    pub fn all(&self) -> DetectedJourneys {
        let mut all = self.seen;
        all += self.held_out;
        all
    }
}

impl AddAssign for JourneyFigures {
    fn add_assign(&mut self, other: Self) {
        self.seen += other.seen;
        self.held_out += other.held_out;
    }
}
