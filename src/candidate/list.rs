//! Candidates out of the gazetteer, with the clues that a mention carries by itself.

use super::variant::{Variant, bearers};
use super::{Candidate, Clue};
use crate::gazetteer::{Gazetteer, Level, NameKind, PlaceId, Renown};
use crate::mention::{Kind, Mention, Qualifier};

/// At most this many candidates are weighed for a mention; the gazetteer lists the most important first.
const MOST_CANDIDATES: usize = 40;

/// The places that a mention could mean: those of its name, the most important first, then those of a name like it; empty when
/// the gazetteer has none, and for coordinates, which say themselves where they are.
#[must_use]
pub fn list(text: &str, mention: &Mention, gazetteer: &Gazetteer) -> Vec<Candidate> {
    if mention.written.is_some() {
        return Vec::new();
    }
    let name = &text[mention.name.clone()];
    let bearers = bearers(name, gazetteer);
    let any_demonym = bearers.iter().any(|(hit, _)| hit.kind == NameKind::Demonym);
    let mut candidates: Vec<Candidate> = bearers
        .into_iter()
        .filter(|(hit, _)| {
            // "Syrian" is the people, whatever village is called so; "US" is an abbreviation, but "us" no name at all.
            (mention.kind != Kind::Demonym || !any_demonym || hit.kind == NameKind::Demonym)
                && (hit.kind != NameKind::Abbreviation || name.chars().any(char::is_uppercase))
        })
        .take(MOST_CANDIDATES)
        .map(|(hit, variant)| {
            let mut candidate =
                Candidate { place: hit.place, name_kind: hit.kind, evidence: Vec::with_capacity(4) };
            candidate.add(Clue::Variant, variant_weight(variant));
            candidate
        })
        .collect();
    let towns: Vec<PlaceId> = candidates
        .iter()
        .map(|candidate| candidate.place)
        .filter(|&place| gazetteer.level(place) == Level::Settlement && gazetteer.population(place) >= 20_000)
        .collect();
    for candidate in &mut candidates {
        candidate.add(Clue::Renown, renown(gazetteer, candidate.place));
        candidate.add(Clue::Name, name_weight(candidate.name_kind));
        candidate.add(Clue::Qualifier, qualifier_weight(mention.qualifier, gazetteer.level(candidate.place)));
        let namesake = mention.qualifier.is_none()
            && gazetteer.level(candidate.place) == Level::Admin1
            && towns.iter().any(|&town| gazetteer.admin1(town) == Some(candidate.place));
        candidate.add(Clue::Namesake, if namesake { -4.0 } else { 0.0 });
    }
    candidates
}

/// How likely a place is to be in the news, by rank and inhabitants alone.
fn renown(gazetteer: &Gazetteer, place: PlaceId) -> f64 {
    let inhabitants = 0.6 * ((gazetteer.population(place) + 1) as f64).ln();
    match gazetteer.level(place) {
        // Known only from a user's own data, as one of the many.
        Level::Region | Level::Natural if gazetteer.renown(place) == Renown::Unknown => 2.0,
        Level::Country => 12.0,
        Level::Region => 11.0,
        Level::Admin1 => 8.5,
        Level::Admin2 => 5.0,
        Level::Natural => 7.0,
        Level::Site if gazetteer.place(place).stands_for.is_some() => 10.0,
        Level::Site => 4.0,
        Level::Settlement if gazetteer.place(place).code == "PPLC" => inhabitants + 1.5,
        // A neighbourhood is meant less often than a town of its size.
        Level::Settlement if gazetteer.place(place).code == "PPLX" => inhabitants - 2.0,
        Level::Settlement => inhabitants,
    }
}

fn name_weight(kind: NameKind) -> f64 {
    match kind {
        NameKind::Preferred | NameKind::Abbreviation | NameKind::Postal => 1.0,
        NameKind::Alternate | NameKind::Historic => 0.0,
        NameKind::Demonym => 2.0,
    }
}

fn variant_weight(variant: Variant) -> f64 {
    match variant {
        Variant::Exact => 0.0,
        Variant::Rewritten => -1.0,
        Variant::Misspelt | Variant::Nested => -2.0,
    }
}

fn qualifier_weight(qualifier: Option<Qualifier>, level: Level) -> f64 {
    match (qualifier, level) {
        (None, _) => 0.0,
        (Some(Qualifier::Area), Level::Admin1 | Level::Admin2)
        | (Some(Qualifier::Settlement), Level::Settlement) => 6.0,
        (Some(_), _) => -3.0,
    }
}
