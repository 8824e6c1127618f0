//! Candidates out of the gazetteer, with the clues that a mention carries by itself.

use super::variant::{Variant, bearers};
use super::{Candidate, Clue};
use crate::gazetteer::{Gazetteer, Level, NameKind, PlaceId, Renown};
use crate::geometry::{Position, distance_km};
use crate::mention::{Kind, Mention, Qualifier};

/// At most this many candidates are weighed for a mention; the gazetteer lists the most important first.
const MOST_CANDIDATES: usize = 40;

/// The middle of a province is no farther from the capital that it lies around.
const AROUND_CAPITAL_KM: f64 = 100.0;

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
        // "Syrian" is the people, whatever village is called so.
        .filter(|(hit, _)| mention.kind != Kind::Demonym || !any_demonym || hit.kind == NameKind::Demonym)
        .take(MOST_CANDIDATES)
        .map(|(hit, variant)| {
            let mut candidate =
                Candidate { place: hit.place, name_kind: hit.kind, evidence: Vec::with_capacity(12) };
            match variant {
                Variant::Exact => {}
                Variant::Rewritten => candidate.add(Clue::Rewritten, 1.0),
                Variant::Misspelt => candidate.add(Clue::Misspelt, 1.0),
                Variant::Nested => candidate.add(Clue::Nested, 1.0),
            }
            candidate
        })
        .collect();
    add_clues(mention, &mut candidates, gazetteer);
    candidates
}

/// What is known of the candidates before anything else in the text is looked at.
fn add_clues(mention: &Mention, candidates: &mut [Candidate], gazetteer: &Gazetteer) {
    let settlements = candidates.iter().filter(|candidate| is_town(gazetteer, candidate.place));
    let most = settlements.clone().map(|town| gazetteer.population(town.place)).max().unwrap_or_default();
    let seated: Vec<PlaceId> = settlements
        .filter(|town| is_seat(gazetteer, town.place))
        .filter_map(|town| gazetteer.admin1(town.place))
        .collect();
    // "Moskau" is the capital and not the province around it, which is another than the capital's own.
    let capitals: Vec<Position> = candidates
        .iter()
        .filter(|candidate| is_capital(gazetteer, candidate.place))
        .map(|capital| gazetteer.position(capital.place))
        .collect();
    let names_country = candidates.iter().any(|candidate| gazetteer.level(candidate.place) == Level::Country);
    for (number, candidate) in candidates.iter_mut().enumerate() {
        let place = candidate.place;
        let level = gazetteer.level(place);
        let is_capital = is_capital(gazetteer, place) && (is_usual(candidate.name_kind) || !names_country);
        candidate.add(Clue::Capital, f64::from(is_capital));
        add_importance(candidate, gazetteer, most);
        candidate.add(Clue::First, f64::from(number == 0));
        match candidate.name_kind {
            NameKind::Preferred => candidate.add(Clue::Preferred, 1.0),
            NameKind::Historic => candidate.add(Clue::Historic, 1.0),
            NameKind::Abbreviation | NameKind::Postal => candidate.add(Clue::Abbreviation, 1.0),
            NameKind::Demonym => candidate.add(Clue::Demonym, 1.0),
            NameKind::Alternate => {}
        }
        match (mention.qualifier, level) {
            (None, _) => {}
            (Some(Qualifier::Area), Level::Admin1 | Level::Admin2)
            | (Some(Qualifier::Settlement), Level::Settlement) => candidate.add(Clue::Asked, 1.0),
            (Some(_), _) => candidate.add(Clue::NotAsked, 1.0),
        }
        let has_seat = || {
            let here = gazetteer.position(place);
            seated.contains(&place)
                || capitals.iter().any(|capital| distance_km(*capital, here) < AROUND_CAPITAL_KM)
        };
        let namesake = mention.qualifier.is_none() && level == Level::Admin1 && has_seat();
        candidate.add(Clue::Namesake, f64::from(namesake));
        let governs = level == Level::Country || self::is_capital(gazetteer, place);
        candidate.add(Clue::Speaks, f64::from(mention.kind == Kind::Metonymic && governs));
        candidate.add(Clue::Facility, f64::from(mention.kind == Kind::Facility && level == Level::Site));
    }
}

/// Whether a place is called so by itself: "Mexico" is rather the country than its capital.
const fn is_usual(kind: NameKind) -> bool {
    matches!(kind, NameKind::Preferred | NameKind::Abbreviation)
}

/// Whether a town is that of a country's or first-level area's government.
fn is_seat(gazetteer: &Gazetteer, town: PlaceId) -> bool {
    matches!(gazetteer.code(town), "PPLA" | "PPLC")
}

fn is_capital(gazetteer: &Gazetteer, place: PlaceId) -> bool {
    gazetteer.level(place) == Level::Settlement && gazetteer.code(place) == "PPLC"
}

fn is_town(gazetteer: &Gazetteer, place: PlaceId) -> bool {
    gazetteer.level(place) == Level::Settlement
}

/// Its rank and inhabitants; `most` are those of the largest settlement of the name.
fn add_importance(candidate: &mut Candidate, gazetteer: &Gazetteer, most: u64) {
    let logarithm = |inhabitants: u64| ((inhabitants + 1) as f64).ln() / 10.0;
    let place = candidate.place;
    let population = gazetteer.population(place);
    let level = match gazetteer.level(place) {
        // Known only from a user's own data, as one of the many.
        Level::Region | Level::Natural if gazetteer.renown(place) == Renown::Unknown => Clue::Unknown,
        Level::Region => Clue::Region,
        Level::Country => Clue::Country,
        Level::Admin1 => Clue::FirstLevel,
        Level::Admin2 => Clue::SecondLevel,
        Level::Natural => Clue::Natural,
        Level::Site if gazetteer.stands_for(place).is_some() => Clue::SeatOfPower,
        Level::Site => Clue::Site,
        Level::Settlement => {
            candidate.add(Clue::Neighbourhood, f64::from(gazetteer.code(place) == "PPLX"));
            candidate.add(Clue::Inhabitants, logarithm(population));
            candidate.add(Clue::NoInhabitants, f64::from(population == 0));
            return candidate.add(Clue::Share, logarithm(population) - logarithm(most));
        }
    };
    candidate.add(level, 1.0);
    candidate.add(Clue::AreaInhabitants, logarithm(population));
}
