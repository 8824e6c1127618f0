//! From dated texts to lines: two reports that each tell half of a missile flight become one path that agrees with both.
//!
//! The world is drawn in boxes here: a sea in the east, a land of two states to cross, a third state that must not be.

#![expect(clippy::unwrap_used, reason = "a test stops where its world is not as drawn")]

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use dateline::{
    document::{DateBasis, Document},
    gazetteer::Level,
    geometry::Position,
    mention::Kind,
    movement::{
        self, Account, Atlas, DistanceCheck, GeometryStatus, Mode, Movement, NamedPlace, Polarity, Stop,
        Territory,
    },
    segment::{self, Segmented},
    time::{Interval, Precision, TimeExpression},
};
use geo::{MultiPolygon, Rect, coord};
use jiff::civil::{Date, date};

struct Place {
    name: &'static str,
    country: Option<&'static str>,
    level: Level,
    bounds: [f64; 4],
}

/// West, south, east, north. Between the sea and Westmark lie Norland in the north, Midland and Sudland in the south.
const WORLD: &[Place] = &[
    Place { name: "Amber Sea", country: None, level: Level::Region, bounds: [48., 36., 54., 44.] },
    Place { name: "Norland", country: Some("NO"), level: Level::Country, bounds: [36., 38., 48., 44.] },
    Place { name: "Midland", country: Some("MI"), level: Level::Country, bounds: [44., 30., 48., 38.] },
    Place { name: "Sudland", country: Some("SU"), level: Level::Country, bounds: [40., 30., 44., 37.] },
    Place { name: "Westmark", country: Some("WE"), level: Level::Country, bounds: [34., 32., 40., 38.] },
    Place { name: "Farland", country: Some("FA"), level: Level::Country, bounds: [60., 50., 90., 60.] },
    Place { name: "Grey Gulf", country: None, level: Level::Region, bounds: [40., 24., 48., 30.] },
];

fn stop(place: &Place) -> Stop {
    let [west, south, east, north] = place.bounds;
    Stop {
        place_id: format!("test:{}", place.name),
        name: place.name.to_owned(),
        precision: if place.level == Level::Country { "country" } else { "region" }.to_owned(),
        position: Position::new(f64::midpoint(west, east), f64::midpoint(south, north)),
        country: place.country.map(str::to_owned),
    }
}

struct Boxes;

impl Boxes {
    fn territory(place: &Place) -> Territory {
        let [west, south, east, north] = place.bounds;
        let area = Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north }).to_polygon();
        Territory {
            place_id: format!("test:{}", place.name),
            name: place.name.to_owned(),
            country: place.country.map(str::to_owned),
            area: Arc::new(MultiPolygon::new(vec![area])),
        }
    }
}

impl Atlas for Boxes {
    fn area(&self, place_id: &str) -> Option<Arc<MultiPolygon<f64>>> {
        let place = WORLD.iter().find(|place| place_id == format!("test:{}", place.name))?;
        Some(Self::territory(place).area)
    }

    fn country(&self, iso: &str) -> Option<Territory> {
        WORLD.iter().find(|place| place.country == Some(iso)).map(Self::territory)
    }

    fn territories(&self, [west, south, east, north]: [f64; 4]) -> Vec<Territory> {
        let meets = |place: &&Place| {
            let [w, s, e, n] = place.bounds;
            w <= east && west <= e && s <= north && south <= n
        };
        WORLD.iter().filter(meets).map(Self::territory).collect()
    }
}

/// Every name of the world in the text, with "-ish" for adjectives ("Farlandish").
fn named(text: &str, segmented: &Segmented) -> Vec<NamedPlace> {
    let mut found: BTreeMap<usize, NamedPlace> = BTreeMap::new();
    for place in WORLD {
        for (start, _) in text.match_indices(place.name) {
            let adjective =
                text[start..].strip_prefix(place.name).is_some_and(|rest| rest.starts_with("ish"));
            let length = place.name.len() + if adjective { 3 } else { 0 };
            let range: Range<usize> = start..start + length;
            found.insert(
                start,
                NamedPlace {
                    sentence: segmented
                        .sentences
                        .iter()
                        .position(|sentence| sentence.range.end > start)
                        .unwrap(),
                    range,
                    kind: if adjective { Kind::Demonym } else { Kind::Literal },
                    stop: stop(place),
                    country: place.country.map(str::to_owned),
                    level: place.level,
                },
            );
        }
    }
    found.into_values().collect()
}

fn read(text: &str, published: Date, days: &[(&str, Date)]) -> Vec<Account> {
    let document = Document::new(None, Some((published, DateBasis::Given)), None, text.to_owned());
    let segmented = segment::segment(&document.text);
    let times: Vec<TimeExpression> = days
        .iter()
        .map(|(words, day)| {
            let start = text.find(words).unwrap();
            TimeExpression {
                range: start..start + words.len(),
                sentence: segmented.sentences.iter().position(|sentence| sentence.range.end > start).unwrap(),
                interval: Some(Interval::days(*day, *day, Precision::Day)),
                basis: format!("{words} on or before {published}"),
            }
        })
        .collect();
    movement::read(&document, &segmented, &named(text, &segmented), &times)
}

const DAY: Date = date(2031, 5, 14);

/// Tells where from, where to, and over what.
const FIRST: &str = "Three Farlandish corvettes in the Amber Sea fired 14 rockets at rebel camps in Westmark, the \
    minister told a broadcaster on Wednesday. The raid seemingly needed the consent of Midland and Sudland, as the \
    rockets had to fly through their airspace to reach Westmark.";

/// Tells how many targets, and how far.
const SECOND: &str = "Alongside the aircraft, three corvettes of the coastal flotilla took part, the admiral said, \
    adding that the corvettes had carried out 14 cruise missile strikes against 9 targets. The missiles flew nearly \
    1,500 kilometres before hitting targets in Westmark.";

fn flight() -> Vec<Movement> {
    let mut accounts = read(FIRST, DAY, &[("Wednesday", DAY)]);
    accounts.extend(read(SECOND, DAY, &[]));
    movement::derive(&accounts, &Boxes)
}

#[test]
fn two_reports_of_one_flight_become_one_path_that_agrees_with_both() {
    let movements = flight();
    assert_eq!(movements.len(), 2, "{movements:#?}");
    let path = &movements[0];
    assert_eq!(path.mode, Mode::Missile);
    assert_eq!(path.origin.as_deref(), Some("Amber Sea"));
    assert_eq!(path.via.as_deref(), Some("Midland; Sudland"));
    assert_eq!(path.destination.as_deref(), Some("Westmark"));
    assert_eq!((path.count, path.count_unit.as_deref()), (Some(14), Some("cruise missile")));
    assert_eq!((path.carriers, path.carrier_unit.as_deref()), (Some(3), Some("corvette")));
    assert_eq!((path.targets, path.operator.as_deref()), (Some(9), Some("FA")));
    assert_eq!((path.reported_km, path.reported_qualifier.as_deref()), (Some(1500.), Some("nearly")));
    assert_eq!(
        (path.event_start.as_deref(), path.event_end.as_deref()),
        (Some("2031-05-14"), Some("2031-05-14"))
    );
    assert!(path.date_basis.as_deref().unwrap().ends_with("the day on which it was told"));
    assert_eq!(path.polarity, Polarity::Reported);
    assert!(path.hedged);
    assert_eq!(path.documents.len(), 2);
    assert_eq!(
        movement::describe(path),
        "14 cruise missiles, from the Amber Sea over Midland and Sudland to Westmark, 14 May 2031"
    );
}

#[test]
fn the_path_stays_over_the_named_territories_and_its_segments_add_up() {
    let path = &flight()[0];
    assert_eq!(path.geometry_status, GeometryStatus::Derived, "{}", path.method);
    assert!(path.consistent_with_text);
    let territories: Vec<&str> =
        path.segments.iter().filter_map(|segment| segment.territory.as_deref()).collect();
    assert_eq!(territories, ["Amber Sea", "Midland", "Sudland", "Westmark"]);
    assert!(path.segments.iter().all(|segment| segment.in_text));
    let total: f64 = path.segments.iter().map(|segment| segment.length_km).sum();
    assert!((total - path.length_km.unwrap()).abs() < 0.1, "{total} {:?}", path.length_km);
    assert!(path.length_km > path.great_circle_km);
}

#[test]
fn the_great_circle_stands_beside_it_and_names_what_contradicts_the_text() {
    let movements = flight();
    let (path, reference) = (&movements[0], &movements[1]);
    assert_eq!(reference.geometry_status, GeometryStatus::Reference);
    assert!(!reference.consistent_with_text);
    assert_eq!(reference.contradicting.as_deref(), Some("Norland"));
    assert_eq!(path.alternatives, std::slice::from_ref(&reference.id));
    assert_eq!(reference.alternatives, std::slice::from_ref(&path.id));
}

#[test]
fn the_distance_told_is_possible_between_areas_and_never_confirmed() {
    let path = &flight()[0];
    assert_eq!(path.distance_check, DistanceCheck::Possible);
    let (least, most) = (path.feasible_min_km.unwrap(), path.feasible_max_km.unwrap());
    assert!(least < path.length_km.unwrap() && path.length_km.unwrap() < most, "{least} {most}");
    assert!((path.discrepancy_km.unwrap() - (1500. - path.length_km.unwrap())).abs() < 0.01);
}

#[test]
fn without_a_route_in_the_text_the_line_is_the_geodesic_and_says_what_it_crosses() {
    let text = FIRST.split(". ").next().unwrap().to_owned() + ".";
    let movements = movement::derive(&read(&text, DAY, &[]), &Boxes);
    assert_eq!(movements.len(), 1);
    let path = &movements[0];
    assert_eq!(path.length_km, path.great_circle_km);
    let norland =
        path.segments.iter().find(|segment| segment.territory.as_deref() == Some("Norland")).unwrap();
    assert!(!norland.in_text);
    assert_eq!(path.via, None);
    assert_eq!(path.event_start, None, "the publication date is no date of the event");
}

#[test]
fn another_sea_and_another_state_give_another_path() {
    let text = "A submarine in the Grey Gulf launched six missiles over Midland at Norland.";
    let movements = movement::derive(&read(text, DAY, &[]), &Boxes);
    let path = &movements[0];
    let territories: Vec<&str> =
        path.segments.iter().filter_map(|segment| segment.territory.as_deref()).collect();
    assert_eq!(territories, ["Grey Gulf", "Midland", "Norland"], "{}", path.method);
    assert_eq!(path.count, Some(6));
}

#[test]
fn a_route_through_territories_that_do_not_touch_has_no_line_and_says_why() {
    let text = "A submarine in the Grey Gulf launched six missiles over Farland at Norland.";
    let movements = movement::derive(&read(text, DAY, &[]), &Boxes);
    assert_eq!(movements[0].geometry_status, GeometryStatus::None);
    assert!(movements[0].lines.is_empty());
    assert!(
        movements[0].method.starts_with("No line stays inside Grey Gulf, Farland and Norland"),
        "{}",
        movements[0].method
    );
    assert_eq!(movements[1].geometry_status, GeometryStatus::Reference);
}

#[test]
fn numbers_that_clash_never_join_and_are_linked_as_alternatives() {
    let mut accounts = read(FIRST, DAY, &[("Wednesday", DAY)]);
    let other = "Three Farlandish corvettes in the Amber Sea fired 40 rockets at Westmark on Wednesday.";
    accounts.extend(read(other, DAY, &[("Wednesday", DAY)]));
    let movements = movement::derive(&accounts, &Boxes);
    let told: Vec<&Movement> =
        movements.iter().filter(|movement| movement.geometry_status == GeometryStatus::Derived).collect();
    assert_eq!(told.len(), 2);
    assert!(told[0].alternatives.contains(&told[1].id));
    assert!(told[1].alternatives.contains(&told[0].id));
}

#[test]
fn a_denied_journey_and_one_with_a_single_end_are_listed_without_a_line() {
    let text = "The army denied that tanks had crossed from Norland into Midland. Later two Farlandish warplanes \
        entered Sudland, it said.";
    let movements = movement::derive(&read(text, DAY, &[]), &Boxes);
    let told: Vec<_> =
        movements.iter().map(|movement| (movement.mode, movement.polarity, movement.lines.len())).collect();
    assert!(told.contains(&(Mode::Road, Polarity::Denied, 0)), "{told:?}");
    assert!(told.contains(&(Mode::Flight, Polarity::Reported, 0)), "{told:?}");
}

#[test]
fn the_order_in_which_documents_come_in_does_not_matter() {
    let forth = flight();
    let mut accounts = read(SECOND, DAY, &[]);
    accounts.extend(read(FIRST, DAY, &[("Wednesday", DAY)]));
    assert_eq!(forth, movement::derive(&accounts, &Boxes));
    assert_eq!(forth[0].id, movement::derive(&accounts, &Boxes)[0].id);
}

#[test]
fn every_slot_is_backed_by_the_words_of_the_text() {
    let movements = flight();
    for slot in [
        "origin",
        "via",
        "destination",
        "count",
        "carriers",
        "targets",
        "operator",
        "reported_distance",
        "date",
        "hedge",
        "mode",
    ] {
        assert!(movements[0].evidence.iter().any(|evidence| evidence.slot == slot), "{slot}");
    }
    for evidence in &movements[0].evidence {
        let text = if FIRST.contains(&evidence.sentence) { FIRST } else { SECOND };
        let words: String = text.chars().skip(evidence.start).take(evidence.end - evidence.start).collect();
        assert_eq!(words, evidence.text);
    }
}
