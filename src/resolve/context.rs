//! What the rest of the document says of a candidate.

use std::collections::HashMap;

use super::likely::Likely;
use crate::candidate::{Candidate, Clue};
use crate::document::Home;
use crate::gazetteer::{Gazetteer, Level, PlaceId, fold, on_sphere};
use crate::mention::{Mention, Qualifier};

/// Mean radius of the Earth in kilometres (IUGG): nearness asks for no more than a sphere.
const EARTH_RADIUS_KM: f64 = 6371.0088;

/// How sure a choice must be for others to be near it.
const SURE: f64 = 0.6;

/// Names so many mentions before and behind are looked at for company.
const AROUND: usize = 10;
/// Of each so many candidates, if they are likelier than this.
const MOST_COMPANIONS: usize = 12;
const LEAST_COMPANION: f64 = 1e-6;
/// A place as far off as this, on the unit sphere, is no company.
const NO_COMPANION: f64 = 0.05;

/// What is asked of the place of a candidate again and again.
#[derive(Clone, Copy)]
struct Facts<'g> {
    place: PlaceId,
    level: Level,
    country: Option<&'g str>,
    /// Its first-level area, or itself where it is one.
    admin1: Option<PlaceId>,
    is_capital: bool,
    /// On the unit sphere.
    at: [f64; 3],
}

impl<'g> Facts<'g> {
    fn new(gazetteer: &'g Gazetteer, place: PlaceId) -> Self {
        let level = gazetteer.level(place);
        let admin1 = if level == Level::Admin1 { Some(place) } else { gazetteer.admin1(place) };
        let is_capital = gazetteer.code(place) == "PPLC";
        Self {
            place,
            level,
            country: gazetteer.country_of(place),
            admin1,
            is_capital,
            at: on_sphere(gazetteer.position(place)),
        }
    }

    /// Whether a country or first-level area holds a place of a lower level, by the gazetteer's codes.
    fn contains(&self, inner: &Self) -> bool {
        match self.level {
            Level::Country => inner.level > Level::Country && self.country == inner.country,
            Level::Admin1 => inner.level > Level::Admin1 && inner.admin1 == Some(self.place),
            _ => false,
        }
    }

    /// Whether it lies somewhere: countries and seas are too large to be near anything.
    fn is_spot(&self) -> bool {
        !matches!(self.level, Level::Country | Level::Region)
    }
}

/// The facts of every candidate; those of a name once, however often it is mentioned.
fn facts_of<'g>(
    groups: &[usize],
    candidates: &[Vec<Candidate>],
    gazetteer: &'g Gazetteer,
) -> Vec<Vec<Facts<'g>>> {
    let mut latest: Vec<Option<usize>> = vec![None; candidates.len()];
    let mut all: Vec<Vec<Facts>> = Vec::with_capacity(candidates.len());
    for (index, (list, &group)) in candidates.iter().zip(groups).enumerate() {
        let places = |list: &[Candidate]| list.iter().map(|candidate| candidate.place).collect::<Vec<_>>();
        // "Homs" and "Homs province" have the same folded name, and other candidates.
        let known = latest[group].replace(index).filter(|&known| places(&candidates[known]) == places(list));
        all.push(match known {
            Some(known) => all[known].clone(),
            None => list.iter().map(|candidate| Facts::new(gazetteer, candidate.place)).collect(),
        });
    }
    all
}

/// Kilometres along the great circle between two points of the unit sphere.
pub(super) fn apart_km(one: [f64; 3], other: [f64; 3]) -> f64 {
    let chord = one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt();
    2.0 * EARTH_RADIUS_KM * (chord / 2.0).min(1.0).asin()
}

/// The candidates of a document with all that they are asked for in both passes.
pub(super) struct Context<'t, 'g> {
    text: &'t str,
    mentions: &'t [Mention],
    facts: Vec<Vec<Facts<'g>>>,
    /// Of each mention, which name it has: mentions of one name do not speak for each other, but by [`Clue::Sense`].
    groups: Vec<usize>,
    /// The same, apart by what the words ask for: "Homs" and "Homs province".
    senses: Vec<usize>,
    home: Option<[f64; 3]>,
    country: Option<&'g str>,
}

/// The choice that a name brings into its document: of its mentions the surest.
#[derive(Clone, Copy)]
struct Voice<'g> {
    facts: Facts<'g>,
    sure: f64,
    /// How often the name stands in the document.
    count: f64,
}

impl<'t, 'g> Context<'t, 'g> {
    pub(super) fn new(
        text: &'t str,
        mentions: &'t [Mention],
        candidates: &[Vec<Candidate>],
        gazetteer: &'g Gazetteer,
        home: &'g Home,
    ) -> Self {
        let mut groups = HashMap::new();
        let mut senses: HashMap<(usize, Option<Qualifier>), usize> = HashMap::new();
        let (of_group, of_sense): (Vec<usize>, Vec<usize>) = mentions
            .iter()
            .map(|mention| {
                let next = groups.len();
                let group = *groups.entry(fold(&text[mention.name.clone()])).or_insert(next);
                let next = senses.len();
                (group, *senses.entry((group, mention.qualifier)).or_insert(next))
            })
            .unzip();
        let facts = facts_of(&of_group, candidates, gazetteer);
        let country = home.country.as_deref();
        let home = home.near.map(on_sphere);
        Self { text, mentions, facts, groups: of_group, senses: of_sense, home, country }
    }

    /// Adds what stands beside each mention, and what the caller says, which both passes see.
    pub(super) fn add_given(&self, candidates: &mut [Vec<Candidate>]) {
        for index in 1..self.mentions.len() {
            if !self.is_set_inside(index - 1, index) {
                continue;
            }
            let (inner, outer) = (&self.facts[index - 1], &self.facts[index]);
            for (candidate, facts) in candidates[index - 1].iter_mut().zip(inner) {
                let inside = outer.iter().any(|outer| outer.contains(facts));
                candidate.add(Clue::Inside, f64::from(inside));
            }
            for (candidate, facts) in candidates[index].iter_mut().zip(outer) {
                let contains = inner.iter().any(|inner| facts.contains(inner));
                candidate.add(Clue::Contains, f64::from(contains));
            }
        }
        for (candidate, facts) in candidates.iter_mut().flatten().zip(self.facts.iter().flatten()) {
            candidate
                .add(Clue::HomeCountry, f64::from(self.country.is_some() && self.country == facts.country));
            if let Some(home) = self.home.filter(|_| facts.is_spot()) {
                candidate.add(Clue::HomeNear, falling(apart_km(home, facts.at), 150.0));
            }
        }
    }

    /// "Paris, Texas", "Morek in Hama province", "Wilmington (Delaware)".
    fn is_set_inside(&self, left: usize, right: usize) -> bool {
        let (left, right) = (&self.mentions[left], &self.mentions[right]);
        let between = self.text.get(left.range.end..right.range.start).unwrap_or_default();
        left.sentence == right.sentence && matches!(between.trim(), "," | "in" | ", in" | "(")
    }

    /// Adds what the choices of the first pass say.
    pub(super) fn add_light(&self, candidates: &mut [Vec<Candidate>], likely: &[Likely]) {
        let voices = self.voices(likely);
        let named = Named::new(&voices);
        let senses = self.best_of_senses(likely);
        let meanings = self.meanings(likely);
        let dateline = self.mentions.iter().position(|mention| mention.dateline);
        for (index, list) in candidates.iter_mut().enumerate() {
            let group = self.groups[index];
            // A candidate without a rival is chosen whatever is said of it, but its likelihood is asked for.
            let others = || voices.iter().enumerate().filter(move |(other, _)| *other != group);
            let spots: Vec<[f64; 3]> = others()
                .filter_map(|(_, voice)| *voice)
                .filter(|voice| voice.sure >= SURE && voice.facts.is_spot())
                .map(|voice| voice.facts.at)
                .collect();
            let own = voices[group];
            let beside = self.beside(index, &voices);
            let companions = self.companions(index, &meanings);
            let written =
                dateline.map(|dateline| self.groups[dateline]).filter(|&dateline| dateline != group);
            let written = written.and_then(|dateline| voices[dateline]);
            for (candidate, facts) in list.iter_mut().zip(&self.facts[index]) {
                let sense = senses.get(&(self.senses[index], facts.place));
                if facts.is_spot() {
                    candidate.add(Clue::Companions, how_many_near(facts.at, &companions));
                }
                candidate.add(Clue::Sense, sense.map_or(0.0, |best| best.of_others(index)));
                named.add(candidate, facts, own.as_ref());
                add_neighbours(candidate, facts, &beside);
                if !facts.is_spot() {
                    continue;
                }
                let nearest =
                    spots.iter().map(|spot| chord_squared(*spot, facts.at)).fold(f64::INFINITY, f64::min);
                if nearest.is_finite() {
                    let nearest = 2.0 * EARTH_RADIUS_KM * (nearest.sqrt() / 2.0).min(1.0).asin();
                    candidate.add(Clue::FairlyNear, falling(nearest, 1000.0));
                }
                if let Some(written) = written.filter(|written| written.facts.is_spot()) {
                    let away = apart_km(written.facts.at, facts.at);
                    candidate.add(Clue::Dateline, written.sure * falling(away, 150.0));
                }
            }
        }
    }

    /// What each name brings into the document.
    fn voices(&self, likely: &[Likely]) -> Vec<Option<Voice<'g>>> {
        let mut voices: Vec<Option<Voice>> = vec![None; self.groups.iter().max().map_or(0, |most| most + 1)];
        for (index, likely) in likely.iter().enumerate() {
            let Some((best, sure)) = likely.best() else { continue };
            let facts = self.facts[index][best];
            let voice = &mut voices[self.groups[index]];
            let count = voice.map_or(1.0, |voice| voice.count + 1.0);
            *voice = Some(match *voice {
                Some(voice) if voice.sure >= sure => Voice { count, ..voice },
                _ => Voice { facts, sure, count },
            });
        }
        voices
    }

    /// What each mention could mean: where its likeliest candidates are, each with the fourth root of its likelihood.
    fn meanings(&self, likely: &[Likely]) -> Vec<Vec<([f64; 3], f64)>> {
        let of_one = |(facts, likely): (&Vec<Facts<'g>>, &Likely)| {
            let mut spots: Vec<([f64; 3], f64)> = facts
                .iter()
                .zip(&likely.shares)
                .filter(|(facts, share)| facts.is_spot() && **share > LEAST_COMPANION)
                .map(|(facts, share)| (facts.at, share.sqrt().sqrt()))
                .collect();
            spots.sort_by(|(_, a), (_, b)| b.total_cmp(a));
            spots.truncate(MOST_COMPANIONS);
            // From south to north, so that those far off are passed over together.
            spots.sort_by(|([.., a], _), ([.., b], _)| a.total_cmp(b));
            spots
        };
        self.facts.iter().zip(likely).map(of_one).collect()
    }

    /// What the other names around a mention could mean, of each name once.
    fn companions<'m>(
        &self,
        index: usize,
        meanings: &'m [Vec<([f64; 3], f64)>],
    ) -> Vec<&'m [([f64; 3], f64)]> {
        let around = index.saturating_sub(AROUND)..(index + AROUND + 1).min(self.mentions.len());
        let mut known = vec![self.groups[index]];
        let mut companions = Vec::with_capacity(2 * AROUND);
        for other in around {
            if !known.contains(&self.groups[other]) {
                known.push(self.groups[other]);
                companions.push(meanings[other].as_slice());
            }
        }
        companions
    }

    /// The names beside a mention in its sentence.
    fn beside(&self, index: usize, voices: &[Option<Voice<'g>>]) -> Vec<Voice<'g>> {
        let sentence = self.mentions[index].sentence;
        let before = index.checked_sub(1);
        let beside = before.into_iter().chain([index + 1]).filter(|&other| {
            self.mentions.get(other).is_some_and(|mention| mention.sentence == sentence)
                && self.groups[other] != self.groups[index]
        });
        beside.filter_map(|other| voices[self.groups[other]]).collect()
    }

    /// Of each sense and place, how likely its surest two mentions have it.
    fn best_of_senses(&self, likely: &[Likely]) -> HashMap<(usize, PlaceId), BestTwo> {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for &sense in &self.senses {
            *counts.entry(sense).or_default() += 1;
        }
        let mut best: HashMap<(usize, PlaceId), BestTwo> = HashMap::new();
        for (index, likely) in likely.iter().enumerate().filter(|(index, _)| counts[&self.senses[*index]] > 1)
        {
            for (facts, &share) in self.facts[index].iter().zip(&likely.shares) {
                best.entry((self.senses[index], facts.place)).or_default().add(index, share);
            }
        }
        best
    }
}

/// The two highest of some shares, with whose the highest is.
#[derive(Clone, Copy, Default)]
struct BestTwo {
    first: f64,
    whose: usize,
    second: f64,
}

impl BestTwo {
    fn add(&mut self, whose: usize, share: f64) {
        if share > self.first {
            (self.second, self.first, self.whose) = (self.first, share, whose);
        } else {
            self.second = self.second.max(share);
        }
    }

    /// The highest that is not one's own.
    const fn of_others(self, own: usize) -> f64 {
        if self.whose == own { self.second } else { self.first }
    }
}

/// How much each country and first-level area is named, and how much lies in it.
struct Named<'g> {
    countries: HashMap<&'g str, f64>,
    areas: HashMap<PlaceId, f64>,
    in_country: HashMap<&'g str, f64>,
    in_area: HashMap<PlaceId, f64>,
    spots: f64,
}

impl<'g> Named<'g> {
    fn new(voices: &[Option<Voice<'g>>]) -> Self {
        let mut named = Self {
            countries: HashMap::new(),
            areas: HashMap::new(),
            in_country: HashMap::new(),
            in_area: HashMap::new(),
            spots: 0.0,
        };
        for Voice { facts, sure, count } in voices.iter().copied().flatten() {
            match (facts.level, facts.country) {
                (Level::Country, Some(country)) => {
                    *named.countries.entry(country).or_default() += sure * count;
                }
                (Level::Admin1, _) => *named.areas.entry(facts.place).or_default() += sure * count,
                _ => {}
            }
            if facts.is_spot() {
                named.spots += sure;
                if let Some(country) = facts.country {
                    *named.in_country.entry(country).or_default() += sure;
                }
                if let Some(area) = facts.admin1 {
                    *named.in_area.entry(area).or_default() += sure;
                }
            }
        }
        named
    }

    /// Adds what is named of a candidate; `own` is what its own name brought in, which does not count.
    fn add(&self, candidate: &mut Candidate, facts: &Facts, own: Option<&Voice>) {
        if matches!(facts.level, Level::Country | Level::Region) {
            return;
        }
        let own_spot = own.filter(|own| own.facts.is_spot());
        let spots = self.spots - own_spot.map_or(0.0, |own| own.sure);
        let share = |all: f64, is_own: bool| {
            let others = all - own_spot.filter(|_| is_own).map_or(0.0, |own| own.sure);
            // As if there were one more, elsewhere: of a single other place little is to be learned.
            if others > 1e-6 { others / (spots + 1.0) } else { 0.0 }
        };
        if let Some(country) = facts.country {
            let is_own = own
                .is_some_and(|own| own.facts.level == Level::Country && own.facts.country == Some(country));
            let named = if is_own { None } else { self.countries.get(country) };
            candidate.add(Clue::CountryNamed, named.map_or(0.0, |count| (1.0 + count).ln()));
            if facts.is_capital {
                candidate.add(Clue::CapitalNamed, named.map_or(0.0, |count| count.min(1.0)));
            }
            let all = self.in_country.get(country).copied().unwrap_or_default();
            let is_own = own_spot.is_some_and(|own| own.facts.country == Some(country));
            candidate.add(Clue::CountryShare, share(all, is_own));
        }
        if let Some(area) = facts.admin1.filter(|_| facts.level != Level::Admin1) {
            let is_own = own.is_some_and(|own| own.facts.place == area);
            let named = if is_own { None } else { self.areas.get(&area) };
            candidate.add(Clue::AreaNamed, named.map_or(0.0, |count| (1.0 + count).ln()));
        }
        if let Some(area) = facts.admin1 {
            let all = self.in_area.get(&area).copied().unwrap_or_default();
            let is_own = own_spot.is_some_and(|own| own.facts.admin1 == Some(area));
            candidate.add(Clue::AreaShare, share(all, is_own));
        }
    }
}

/// "Homs and Hama provinces": what lies beside it.
fn add_neighbours(candidate: &mut Candidate, facts: &Facts, beside: &[Voice]) {
    if beside.is_empty() || matches!(facts.level, Level::Country | Level::Region) {
        return;
    }
    let share = |is_same: &dyn Fn(&Facts) -> bool| {
        beside.iter().filter(|voice| is_same(&voice.facts)).map(|voice| voice.sure).sum::<f64>()
            / beside.len() as f64
    };
    let is_peer = |other: &Facts| other.level == facts.level && other.country == facts.country;
    candidate.add(Clue::Peers, share(&is_peer));
    candidate.add(Clue::Neighbours, share(&|other| other.admin1.is_some() && other.admin1 == facts.admin1));
}

/// See [`Clue::Companions`].
fn how_many_near(at: [f64; 3], companions: &[&[([f64; 3], f64)]]) -> f64 {
    let nearest = |spots: &&[([f64; 3], f64)]| {
        // Farther off than some 300 km nothing is left to add, and most are, by their latitude alone.
        let south = spots.partition_point(|(spot, _)| spot[2] < at[2] - NO_COMPANION);
        let around = spots[south..].iter().take_while(|(spot, _)| spot[2] <= at[2] + NO_COMPANION);
        let near = around.filter_map(|(spot, likely)| {
            let chord = chord_squared(*spot, at);
            (chord < NO_COMPANION * NO_COMPANION)
                .then(|| likely * falling(chord.sqrt() * EARTH_RADIUS_KM, 50.0))
        });
        near.fold(0.0, f64::max)
    };
    (1.0 + companions.iter().map(nearest).sum::<f64>()).ln()
}

fn chord_squared(one: [f64; 3], other: [f64; 3]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum()
}

/// Falls from 1 to 1/e over some kilometres.
fn falling(away_km: f64, reach_km: f64) -> f64 {
    (-away_km / reach_km).exp()
}
