//! Finding a place by what somebody types.

use std::cmp::Reverse;
use std::collections::HashMap;

use fst::automaton::{Automaton, Str};
use fst::{IntoStreamer, Streamer};

use super::{Gazetteer, Hit, typos};
use crate::gazetteer::fold::{ARTICLE, fold, is_article};
use crate::gazetteer::{Level, NameKind, PlaceId};
use crate::geometry::{Position, distance_km};

/// Names shorter than this, in characters, are neither completed nor corrected: half the world begins with an "A".
const SHORTEST: usize = 3;
/// From this length on, in characters, two typos are forgiven.
const LONG: usize = 8;
/// Nobody types longer names than this many characters.
const LONGEST: usize = 100;

/// What may stand behind the name of an area: "Homs Governorate" is known as Homs.
const KINDS_OF_AREA: [&str; 10] = [
    "county",
    "department",
    "district",
    "governorate",
    "oblast",
    "prefecture",
    "province",
    "raion",
    "region",
    "state",
];

/// How a name that was found is like the one that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same, but for case, marks and the like (see [`fold`](crate::gazetteer::fold()))
    Same,
    /// It begins with what was asked for
    Begins,
    /// It differs by this many typos
    Typos(u8),
}

impl Likeness {
    /// The word used in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Begins => "begins",
            Self::Typos(_) => "typos",
        }
    }

    /// By how many typos it differs.
    #[must_use]
    pub const fn typos(self) -> u8 {
        match self {
            Self::Same | Self::Begins => 0,
            Self::Typos(typos) => typos,
        }
    }
}

/// A place that was found by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The place.
    pub place: PlaceId,
    /// How it came by the name.
    pub kind: NameKind,
    /// How the name is like the one that was asked for.
    pub likeness: Likeness,
}

impl Found {
    /// What is a place's name comes before what only tells of it.
    fn rank(self) -> (Likeness, bool) {
        (self.likeness, matches!(self.kind, NameKind::Demonym | NameKind::Postal))
    }
}

impl Gazetteer {
    /// The places that somebody who types a name may mean, the likeliest first; each once.
    ///
    /// 1. Places of the same name (behind that of an area may stand "Province" and the like), then of names that begin so
    ///    (from 3 characters), then of names one typo away, or two from 8 characters on. Each step is taken only where those
    ///    before it leave room.
    /// 2. Among equals the more important place comes first. With `near`, a place gives up importance with distance: at 300 km
    ///    it needs about a hundred times the inhabitants of one on the spot.
    /// 3. With `country`, an ISO 3166-1 alpha-2 code, only its places count.
    /// 4. "Paris, Texas" and "Tripoli, Lebanon" ask for what lies in the country or first-level area behind the comma.
    ///
    /// Costs microseconds where the name is known, some milliseconds where typos are looked for.
    ///
    /// ```
    /// use dateline::gazetteer::Gazetteer;
    ///
    /// let gazetteer = Gazetteer::bundled();
    /// let first = |name| gazetteer.place(gazetteer.search(name, None, None, 10)[0].place);
    /// assert_eq!(first("paris").country, Some("FR"));
    /// assert_eq!(first("Damasucs").name, "Damascus");
    /// ```
    #[must_use]
    pub fn search(
        &self,
        name: &str,
        near: Option<Position>,
        country: Option<&str>,
        limit: usize,
    ) -> Vec<Found> {
        if let Some((name, within)) = name.rsplit_once(',') {
            let found = self.search_within(name, within, near, country, limit);
            if !found.is_empty() {
                return found;
            }
        }
        let folded = fold(name);
        let length = folded.chars().count();
        let mut found = Harvest { gazetteer: self, country, best: HashMap::new() };
        if length == 0 || length > LONGEST {
            return Vec::new();
        }
        let area = folded.rsplit_once(' ').filter(|(_, kind)| KINDS_OF_AREA.contains(kind));
        for (number, layer) in self.layers.iter().enumerate() {
            if let Some(value) = layer.names.get(&folded) {
                found.take(number, value.value(), Likeness::Same, |_| true);
            }
            if let Some(value) = area.and_then(|(name, _)| layer.names.get(name)) {
                found.take(number, value.value(), Likeness::Same, |place| {
                    matches!(self.level(place), Level::Admin1 | Level::Admin2)
                });
            }
        }
        if length >= SHORTEST && found.best.len() < limit {
            let beginning = beginning(&folded);
            for (number, layer) in self.layers.iter().enumerate() {
                let mut stream = layer.names.search(Str::new(&beginning).starts_with()).into_stream();
                while let Some((key, value)) = stream.next() {
                    if key != folded.as_bytes() {
                        found.take(number, value.value(), Likeness::Begins, |_| true);
                    }
                }
            }
        }
        if length >= SHORTEST && found.best.len() < limit {
            let most = if length >= LONG { 2 } else { 1 };
            for (number, layer) in self.layers.iter().enumerate() {
                typos::within(&layer.names, &folded, most, &mut |typos, value| {
                    found.take(number, value, Likeness::Typos(typos), |_| true);
                });
            }
        }
        let mut found: Vec<Found> = found.best.into_values().collect();
        found.sort_by_cached_key(|found| {
            let likelihood = (self.likelihood(*found, near) * 1000.0) as i64;
            (found.rank(), Reverse(likelihood), found.place)
        });
        found.truncate(limit);
        found
    }

    /// "Paris, Texas": the places of the first name that lie in a country or first-level area of the second.
    fn search_within(
        &self,
        name: &str,
        within: &str,
        near: Option<Position>,
        country: Option<&str>,
        limit: usize,
    ) -> Vec<Found> {
        let areas: Vec<PlaceId> = self
            .lookup(within)
            .map(|hit| hit.place)
            .filter(|&place| matches!(self.level(place), Level::Country | Level::Admin1))
            .collect();
        if areas.is_empty() {
            return Vec::new();
        }
        // Of a name that hundreds bear the one that is asked for may be the last.
        let mut found = self.search(name, near, country, usize::MAX);
        found.retain(|found| {
            found.likeness == Likeness::Same && areas.iter().any(|&area| self.is_within(found.place, area))
        });
        found.truncate(limit);
        found
    }

    /// Whether a place lies in a country or first-level area, by its codes.
    fn is_within(&self, place: PlaceId, area: PlaceId) -> bool {
        match self.level(area) {
            Level::Country => self.country_of(place) == self.country_of(area),
            _ => place != area && self.admin1(place) == Some(area),
        }
    }

    /// The places whose names differ from this one by a typo, the most important first. Costs about a millisecond.
    #[must_use]
    pub fn misspelt(&self, name: &str) -> Vec<Hit> {
        let folded = fold(name);
        let mut found = Vec::new();
        for (number, layer) in self.layers.iter().enumerate() {
            typos::within(&layer.names, &folded, 1, &mut |_, value| {
                found.extend(self.hits_in(number, value));
            });
        }
        found.sort_unstable_by_key(|hit| (hit.place, hit.kind));
        found.dedup_by_key(|hit| hit.place);
        self.sort_by_importance(&mut found);
        found
    }

    /// The logarithm of importance, which fades with the square of the distance beyond the first 30 km. What is only another
    /// name of one place counts half of what is the name of another.
    fn likelihood(&self, found: Found, near: Option<Position>) -> f64 {
        let importance = self.importance(found.place);
        let share = if found.kind == NameKind::Alternate { 0.5 } else { 1.0 };
        let away = near.map_or(0.0, |near| distance_km(near, self.position(found.place)));
        (importance as f64 * share).ln_1p() - 2.0 * (away / 30.0).ln_1p()
    }
}

/// The beginning of a folded name that goes on: what stood last is an article then, if it is written like one.
fn beginning(folded: &str) -> String {
    match folded.rsplit_once(' ') {
        Some((words, last)) if is_article(last) => format!("{words} {ARTICLE}"),
        _ => folded.to_owned(),
    }
}

/// Every place once, by the best of its names.
struct Harvest<'g> {
    gazetteer: &'g Gazetteer,
    country: Option<&'g str>,
    best: HashMap<PlaceId, Found>,
}

impl Harvest<'_> {
    fn take(&mut self, layer: usize, value: u64, likeness: Likeness, is_meant: impl Fn(PlaceId) -> bool) {
        for hit in self.gazetteer.hits_in(layer, value).filter(|hit| is_meant(hit.place)) {
            if self.country.is_some() && self.gazetteer.country_of(hit.place) != self.country {
                continue;
            }
            let found = Found { place: hit.place, kind: hit.kind, likeness };
            let best = self.best.entry(hit.place).or_insert(found);
            if found.rank() < best.rank() {
                *best = found;
            }
        }
    }
}
