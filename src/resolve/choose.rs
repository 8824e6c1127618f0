//! Two passes: what is certain by itself first, the rest in its light.

use std::collections::HashMap;

use super::Resolution;
use crate::candidate::{Candidate, Clue};
use crate::gazetteer::{Gazetteer, Level, PlaceId, fold};
use crate::geometry::{Position, distance_km};
use crate::mention::{Mention, Qualifier};

/// Chooses a place for each mention; none where it has no candidate.
///
/// 1. Country and area: candidates in countries and first-level areas that the document names gain by how often it does.
/// 2. Container: "Paris, Texas" and "Morek, Hama province" mean what lies in the larger place.
/// 3. Nearness: candidates near the places that the first pass is sure of gain.
/// 4. One sense per document: mentions of one name asked for in the same way share their choice, unless a container speaks.
///
/// The clues are added to the candidates, which are left in order, the best first. Cost: mentions x candidates x sure places.
pub fn choose(
    text: &str,
    mentions: &[Mention],
    candidates: &mut [Vec<Candidate>],
    gazetteer: &Gazetteer,
) -> Vec<Option<Resolution>> {
    add_named_areas(candidates, gazetteer);
    add_containers(text, mentions, candidates, gazetteer);
    add_nearness(candidates, gazetteer);
    for list in candidates.iter_mut() {
        // Stable: equal scores stay in the gazetteer's order of importance.
        list.sort_by(|a, b| b.score().total_cmp(&a.score()));
    }
    one_sense(text, mentions, candidates)
}

/// How sure the first pass must be of a place to let others lean on it.
const SURE: f64 = 0.8;

fn best(candidates: &[Candidate]) -> Option<(&Candidate, f64)> {
    let best = candidates.iter().max_by(|a, b| a.score().total_cmp(&b.score()))?;
    let total: f64 = candidates.iter().map(|candidate| (candidate.score() - best.score()).exp()).sum();
    Some((best, 1.0 / total))
}

fn add_named_areas(candidates: &mut [Vec<Candidate>], gazetteer: &Gazetteer) {
    let mut countries: HashMap<String, f64> = HashMap::new();
    let mut areas: HashMap<PlaceId, f64> = HashMap::new();
    for (winner, sure) in candidates.iter().filter_map(|list| best(list)) {
        match gazetteer.level(winner.place) {
            Level::Country => {
                if let Some(iso) = gazetteer.place(winner.place).country {
                    *countries.entry(iso.to_owned()).or_default() += sure;
                }
            }
            Level::Admin1 => *areas.entry(winner.place).or_default() += sure,
            _ => {}
        }
    }
    for candidate in candidates.iter_mut().flatten() {
        let level = gazetteer.level(candidate.place);
        if matches!(level, Level::Country | Level::Region) {
            continue;
        }
        let named = gazetteer.place(candidate.place).country.and_then(|iso| countries.get(iso));
        // Grows with every naming, but ever slower: the tenth says little that the third has not.
        candidate.add(Clue::Country, named.map_or(0.0, |count| 1.5 + (1.0 + count).ln()));
        if level != Level::Admin1 {
            let named = gazetteer.admin1(candidate.place).and_then(|area| areas.get(&area));
            candidate.add(Clue::Area, named.map_or(0.0, |count| 1.5 + (1.0 + count).ln()));
        }
    }
}

fn add_containers(
    text: &str,
    mentions: &[Mention],
    candidates: &mut [Vec<Candidate>],
    gazetteer: &Gazetteer,
) {
    for index in 1..mentions.len() {
        let (left, right) = (&mentions[index - 1], &mentions[index]);
        let between = text.get(left.range.end..right.range.start).unwrap_or_default();
        if left.sentence != right.sentence || between.trim() != "," {
            continue;
        }
        let (before, rest) = candidates.split_at_mut(index);
        let inner = &mut before[index - 1];
        for candidate in inner.iter_mut() {
            if rest[0].iter().any(|outer| contains(gazetteer, outer.place, candidate.place)) {
                candidate.add(Clue::Container, 8.0);
            }
        }
        let inner = &before[index - 1];
        for outer in &mut rest[0] {
            if inner.iter().any(|candidate| contains(gazetteer, outer.place, candidate.place)) {
                outer.add(Clue::Container, 3.0);
            }
        }
    }
}

/// Whether a country or first-level area holds a place of a lower level, by the gazetteer's codes.
fn contains(gazetteer: &Gazetteer, outer: PlaceId, inner: PlaceId) -> bool {
    match gazetteer.level(outer) {
        Level::Country => {
            gazetteer.level(inner) > Level::Country
                && gazetteer.place(outer).country == gazetteer.place(inner).country
        }
        Level::Admin1 => gazetteer.level(inner) > Level::Admin1 && gazetteer.admin1(inner) == Some(outer),
        _ => false,
    }
}

fn add_nearness(candidates: &mut [Vec<Candidate>], gazetteer: &Gazetteer) {
    let mut sure: Vec<(PlaceId, Position)> = candidates
        .iter()
        .filter_map(|list| best(list))
        .filter(|(winner, confidence)| {
            *confidence >= SURE && !matches!(gazetteer.level(winner.place), Level::Country | Level::Region)
        })
        .map(|(winner, _)| (winner.place, gazetteer.place(winner.place).position))
        .collect();
    sure.sort_by_key(|(place, _)| *place);
    sure.dedup_by_key(|(place, _)| *place);
    for list in candidates.iter_mut().filter(|list| list.len() > 1) {
        for candidate in list {
            if gazetteer.level(candidate.place) == Level::Country {
                continue;
            }
            let here = gazetteer.place(candidate.place).position;
            let others = sure.iter().filter(|(place, _)| *place != candidate.place);
            let nearest = others.map(|(_, there)| distance_km(here, *there)).fold(f64::INFINITY, f64::min);
            candidate.add(Clue::Nearness, 2.5 * (-nearest / 150.0).exp());
        }
    }
}

fn one_sense(text: &str, mentions: &[Mention], candidates: &[Vec<Candidate>]) -> Vec<Option<Resolution>> {
    let mut senses: HashMap<(String, Option<Qualifier>), Resolution> = HashMap::new();
    let own: Vec<Option<(Resolution, bool)>> = candidates
        .iter()
        .map(|list| {
            let (winner, confidence) = best(list)?;
            let contained = winner.evidence.iter().any(|evidence| evidence.clue == Clue::Container);
            Some((Resolution { place: winner.place, confidence }, contained))
        })
        .collect();
    let key = |mention: &Mention| (fold(&text[mention.name.clone()]), mention.qualifier);
    for (mention, choice) in mentions.iter().zip(&own) {
        if let Some((resolution, _)) = choice {
            senses
                .entry(key(mention))
                .and_modify(|sense| {
                    if resolution.confidence > sense.confidence {
                        *sense = *resolution;
                    }
                })
                .or_insert(*resolution);
        }
    }
    mentions
        .iter()
        .zip(own)
        .map(|(mention, choice)| {
            let (resolution, contained) = choice?;
            Some(if contained {
                resolution
            } else {
                senses.get(&key(mention)).copied().unwrap_or(resolution)
            })
        })
        .collect()
}
