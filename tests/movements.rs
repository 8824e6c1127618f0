//! Reads the movements of sentences and short texts of our own and counts how many are right.

#![expect(clippy::panic, clippy::print_stdout, reason = "a test that reports its figures")]

use std::{collections::BTreeSet, ops::Range};

use dateline::{
    document::{DateBasis, Document},
    gazetteer::Level,
    geometry::Position,
    mention::Kind,
    movement::{self, Account, NamedPlace, Stop},
    segment,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Entry {
    text: String,
    #[serde(default)]
    date: Option<jiff::civil::Date>,
    places: Vec<GoldPlace>,
    movements: Vec<Gold>,
    /// Set aside: never looked at while rules were tuned.
    #[serde(default)]
    held_out: bool,
}

#[derive(Deserialize)]
struct GoldPlace {
    surface: String,
    kind: Kind,
    id: String,
    name: String,
    level: String,
    lon: f64,
    lat: f64,
    country: Option<String>,
}

/// A movement as a reader of the text would write it down.
#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Gold {
    mode: movement::Mode,
    origin: BTreeSet<String>,
    via: BTreeSet<String>,
    destination: BTreeSet<String>,
    count: Option<u64>,
    unit: Option<String>,
    reported_km: Option<f64>,
    polarity: movement::Polarity,
}

fn level(word: &str) -> Level {
    match word {
        "region" => Level::Region,
        "country" => Level::Country,
        "admin1" => Level::Admin1,
        "admin2" => Level::Admin2,
        "settlement" => Level::Settlement,
        "site" => Level::Site,
        "natural" => Level::Natural,
        other => panic!("no such level: {other}"),
    }
}

impl Entry {
    fn accounts(&self) -> Vec<Account> {
        let published = self.date.map(|date| (date, DateBasis::Given));
        let document = Document::new(None, published, None, self.text.clone());
        let segmented = segment::segment(&document.text);
        let mut from = 0;
        let mut places = Vec::new();
        for place in &self.places {
            let start =
                from + self.text[from..].find(&place.surface).expect("the surface stands in the text");
            let range: Range<usize> = start..start + place.surface.len();
            from = range.end;
            places.push(NamedPlace {
                sentence: segmented
                    .sentences
                    .iter()
                    .position(|sentence| sentence.range.end > start)
                    .expect("the gold is well formed"),
                range,
                kind: place.kind,
                stop: Stop {
                    place_id: place.id.clone(),
                    name: place.name.clone(),
                    precision: place.level.clone(),
                    position: Position::new(place.lon, place.lat),
                    country: place.country.clone(),
                },
                country: place.country.clone(),
                level: level(&place.level),
            });
        }
        movement::read(&document, &segmented, &places, &[])
    }

    fn read(&self) -> Vec<Gold> {
        let accounts = self.accounts();
        movement::join(&accounts).iter().filter_map(|journey| union(journey)).collect()
    }
}

/// What joined accounts say; none when they name no place.
fn union(accounts: &[Account]) -> Option<Gold> {
    let all = || accounts.iter();
    let names = |stops: fn(&Account) -> &Vec<movement::Slot<Stop>>| -> BTreeSet<String> {
        all().flat_map(stops).map(|stop| stop.value.name.clone()).collect()
    };
    let counts = || all().filter_map(|account| account.count.as_ref()).map(|count| &count.value);
    let count = counts().find(|count| count.number.is_some()).or_else(|| counts().next());
    let movement = Gold {
        mode: all().next()?.mode,
        origin: names(|account| &account.origins),
        via: names(|account| &account.vias),
        destination: names(|account| &account.destinations),
        count: count.and_then(|count| count.number),
        unit: count.map(|count| count.unit.clone()),
        reported_km: all().find_map(|account| account.reported_distance.as_ref()).map(|slot| slot.value.km),
        polarity: all().next()?.polarity,
    };
    (!movement.origin.is_empty() || !movement.via.is_empty() || !movement.destination.is_empty())
        .then_some(movement)
}

#[derive(Default)]
struct Score {
    found: usize,
    right: usize,
    wanted: usize,
}

impl Score {
    fn add(&mut self, found: &BTreeSet<String>, wanted: &BTreeSet<String>) {
        self.found += found.len();
        self.wanted += wanted.len();
        self.right += found.intersection(wanted).count();
    }
    fn precision(&self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }
    fn recall(&self) -> f64 {
        self.right as f64 / self.wanted.max(1) as f64
    }
}

/// Detection and roles over one part of the gold; prints what went wrong unless that part is set aside.
fn evaluate(entries: &[&Entry], explain: bool) -> (Score, String) {
    let mut detection = Score::default();
    let mut roles: [Score; 3] = Default::default();
    let (mut details, mut detail_total) = ([0usize; 5], 0u32);
    for entry in entries {
        let mut left = entry.read();
        let mut problems = Vec::new();
        detection.found += left.len();
        detection.wanted += entry.movements.len();
        for wanted in &entry.movements {
            let same = |found: &Gold| {
                found.mode == wanted.mode
                    && (found.origin.intersection(&wanted.origin).count() > 0
                        || found.destination.intersection(&wanted.destination).count() > 0
                        || (wanted.origin.is_empty()
                            && wanted.destination.is_empty()
                            && found.via == wanted.via))
            };
            let Some(at) = left.iter().position(same) else {
                problems.push(format!("missed {wanted:?}"));
                roles[0].wanted += wanted.origin.len();
                roles[1].wanted += wanted.via.len();
                roles[2].wanted += wanted.destination.len();
                continue;
            };
            let found = left.remove(at);
            detection.right += 1;
            roles[0].add(&found.origin, &wanted.origin);
            roles[1].add(&found.via, &wanted.via);
            roles[2].add(&found.destination, &wanted.destination);
            detail_total += 1;
            details[0] += usize::from(found.count == wanted.count);
            details[1] += usize::from(found.unit == wanted.unit);
            details[2] += usize::from(found.reported_km == wanted.reported_km);
            details[3] += usize::from(found.polarity == wanted.polarity);
            if found == *wanted {
                details[4] += 1;
            } else {
                problems.push(format!("found  {found:?}\n  wanted {wanted:?}"));
            }
        }
        for found in left {
            problems.push(format!("false  {found:?}"));
            roles[0].found += found.origin.len();
            roles[1].found += found.via.len();
            roles[2].found += found.destination.len();
        }
        if explain && !problems.is_empty() {
            println!("{}\n  {}", entry.text, problems.join("\n  "));
        }
    }
    let share = |count: usize| count as f64 / f64::from(detail_total.max(1));
    let line = |name: &str, score: &Score| {
        format!("{name} {:.3}/{:.3} ({} of {})", score.precision(), score.recall(), score.right, score.wanted)
    };
    let report = format!(
        "precision/recall: {}, {}, {}, {}; right: count {:.2}, unit {:.2}, distance {:.2}, polarity {:.2}, all {:.2}",
        line("movements", &detection),
        line("origins", &roles[0]),
        line("vias", &roles[1]),
        line("destinations", &roles[2]),
        share(details[0]),
        share(details[1]),
        share(details[2]),
        share(details[3]),
        share(details[4]),
    );
    (detection, report)
}

fn gold() -> Vec<Entry> {
    include_str!("gold/movements.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("the gold is well formed"))
        .collect()
}

#[test]
fn movements_of_the_gold_are_found_and_few_others() {
    let entries = gold();
    let seen: Vec<&Entry> = entries.iter().filter(|entry| !entry.held_out).collect();
    let (score, report) = evaluate(&seen, true);
    println!("{report}");
    assert!(score.precision() >= 0.9, "{report}");
    assert!(score.recall() >= 0.75, "{report}");
}

#[test]
fn movements_of_the_part_set_aside_are_found_and_few_others() {
    let entries = gold();
    let held: Vec<&Entry> = entries.iter().filter(|entry| entry.held_out).collect();
    let (score, report) = evaluate(&held, std::env::var_os("DATELINE_SHOW_HELD_OUT").is_some());
    println!("{report}");
    assert!(score.precision() >= 0.9, "{report}");
    assert!(score.recall() >= 0.75, "{report}");
}
