//! More text of the same kind: the same sentences with other names, so that the words around a name are learned and not the name.

use std::collections::HashMap;

use super::corpus::{Annotated, Entities, Mark};
use super::learn::Settings;
use super::random::Random;
use crate::gazetteer::{Gazetteer, Level, NameKind, fold};
use crate::tagger::Entity;
use crate::tagger::lexicon::{Classes, GIVEN_NAMES, SURNAMES, WORDS};

/// The texts, and copies of ours with other names; some are written in capitals or small letters throughout.
pub(super) fn augment(texts: &[Annotated], settings: &Settings, gazetteer: &Gazetteer) -> Vec<Annotated> {
    let names = Names::new(gazetteer);
    let mut random = Random::new(2);
    let mut all = texts.to_vec();
    for _ in 0..settings.copies {
        for text in texts.iter().filter(|text| text.ours) {
            let mut copy = renamed(text, &names, gazetteer, &mut random);
            match random.below(100) {
                0..4 => copy.text.make_ascii_uppercase(),
                4..7 => copy.text.make_ascii_lowercase(),
                _ => {}
            }
            all.push(copy);
        }
    }
    all
}

/// Names to choose from, by what they name.
struct Names {
    countries: Vec<String>,
    states: Vec<String>,
    counties: Vec<String>,
    /// All settlements; those of more than 1,000 and more than 100,000 inhabitants.
    settlements: [Vec<String>; 3],
    /// Settlements of one word in the United States: surnames, most of them.
    words: Vec<String>,
    given: Vec<String>,
    surnames: Vec<String>,
}

impl Names {
    fn new(gazetteer: &Gazetteer) -> Self {
        let mut names = Self {
            countries: Vec::new(),
            states: Vec::new(),
            counties: Vec::new(),
            settlements: [const { Vec::new() }; 3],
            words: Vec::new(),
            given: capitalised(&GIVEN_NAMES),
            surnames: capitalised(&SURNAMES),
        };
        for id in gazetteer.places() {
            let place = gazetteer.place(id);
            // A comma or a bracket is no part of a name in running text.
            if !place.name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '.')) {
                continue;
            }
            let name = place.name.to_owned();
            match place.level {
                Level::Country => names.countries.push(name),
                Level::Admin1 if place.country == Some("US") => names.states.push(name),
                Level::Admin2 if place.name.ends_with(" County") => names.counties.push(name),
                Level::Settlement => {
                    let inhabitants = gazetteer.population(id);
                    let folded = fold(&name);
                    if place.country == Some("US")
                        && !name.contains(' ')
                        && !WORDS.contains(&folded)
                        && Classes::of(&folded) == Classes::default()
                    {
                        names.words.push(name.clone());
                    }
                    if inhabitants > 100_000 {
                        names.settlements[2].push(name.clone());
                    }
                    if inhabitants > 1_000 {
                        names.settlements[1].push(name.clone());
                    }
                    names.settlements[0].push(name);
                }
                _ => {}
            }
        }
        names
    }

    fn settlement(&self, random: &mut Random) -> String {
        let list = &self.settlements[random.below(3)];
        pick(list, random)
    }

    fn surname(&self, random: &mut Random) -> String {
        pick(if random.chance(0.5) { &self.surnames } else { &self.words }, random)
    }
}

/// In an order that is the same every time.
fn capitalised(words: &std::collections::HashSet<String>) -> Vec<String> {
    let mut words: Vec<String> = words
        .iter()
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect();
    words.sort_unstable();
    words
}

fn pick(list: &[String], random: &mut Random) -> String {
    if list.is_empty() { String::new() } else { list[random.below(list.len())].clone() }
}

/// The abbreviations that stand behind a town.
const STATES: [&str; 40] = [
    "Ala.", "Ariz.", "Ark.", "Calif.", "Colo.", "Conn.", "Del.", "Fla.", "Ga.", "Ill.", "Ind.", "Kan.",
    "Ky.", "La.", "Md.", "Mass.", "Mich.", "Minn.", "Miss.", "Mo.", "Mont.", "Neb.", "Nev.", "N.H.", "N.J.",
    "N.M.", "N.Y.", "N.C.", "N.D.", "Okla.", "Ore.", "Pa.", "R.I.", "S.C.", "S.D.", "Tenn.", "Vt.", "Va.",
    "Wash.", "W.Va.",
];
const POSTAL: [&str; 20] = [
    "AL", "AZ", "CA", "CO", "CT", "FL", "GA", "IL", "KY", "MA", "MD", "MI", "NC", "NJ", "NY", "OH", "PA",
    "TN", "TX", "VA",
];
const ROADS: [&str; 22] = [
    "Street",
    "Street",
    "Street",
    "Road",
    "Road",
    "Avenue",
    "Avenue",
    "Drive",
    "Lane",
    "Boulevard",
    "St.",
    "Rd.",
    "Ave.",
    "Dr.",
    "Blvd.",
    "Parkway",
    "Highway",
    "Pike",
    "Court",
    "Way",
    "Place",
    "Freeway",
];
const WATERS: [&str; 16] = [
    "River",
    "Creek",
    "Lake",
    "Valley",
    "Mountain",
    "Mountains",
    "Island",
    "Bay",
    "Falls",
    "Hills",
    "Springs",
    "Forest",
    "Township",
    "Park",
    "Wilderness",
    "Beach",
];

/// A copy of a text with other names in the same places; the same name becomes the same other one.
fn renamed(text: &Annotated, names: &Names, gazetteer: &Gazetteer, random: &mut Random) -> Annotated {
    let mut known: HashMap<String, String> = HashMap::new();
    let mut plain = String::with_capacity(text.text.len());
    let mut marks = Vec::with_capacity(text.marks.len());
    let mut at = 0;
    for mark in &text.marks {
        plain.push_str(&text.text[at..mark.range.start]);
        let old = &text.text[mark.range.clone()];
        let new = match mark.entities.single() {
            _ if old.contains('\n') => old.to_owned(),
            Some(Entity::Person) => person(old, names, &mut known, random),
            Some(entity) => {
                if let Some(new) = known.get(old) {
                    new.clone()
                } else {
                    let new = renamed_once(old, entity, names, gazetteer, random);
                    let is_upper =
                        old.chars().any(char::is_uppercase) && !old.chars().any(char::is_lowercase);
                    let new = if is_upper && old.len() > 3 { new.to_uppercase() } else { new };
                    known.insert(old.to_owned(), new.clone());
                    new
                }
            }
            None => old.to_owned(),
        };
        let start = plain.len();
        plain.push_str(&new);
        marks.push(Mark { range: start..plain.len(), entities: mark.entities, nested: mark.nested });
        at = mark.range.end;
    }
    plain.push_str(&text.text[at..]);
    Annotated { text: plain, marks, outside: Entities::default(), ours: true }
}

/// Word by word: "J. Carter" and "Carter" stay the same man.
fn person(old: &str, names: &Names, known: &mut HashMap<String, String>, random: &mut Random) -> String {
    let words: Vec<String> = old
        .split(' ')
        .map(|word| {
            let plain = word.chars().all(char::is_alphabetic) && word.chars().any(char::is_lowercase);
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            if !plain || !capital {
                return word.to_owned();
            }
            known
                .entry(word.to_owned())
                .or_insert_with(|| match random.below(10) {
                    0..3 => word.to_owned(),
                    _ if GIVEN_NAMES.contains(&fold(word)) => pick(&names.given, random),
                    _ => names.surname(random),
                })
                .clone()
        })
        .collect();
    words.join(" ")
}

fn renamed_once(
    old: &str,
    entity: Entity,
    names: &Names,
    gazetteer: &Gazetteer,
    random: &mut Random,
) -> String {
    match entity {
        Entity::Place => place(old, names, gazetteer, random),
        Entity::Facility if is_road(old) => road(names, random),
        Entity::Facility | Entity::Organisation => leading(old, names, gazetteer, random),
        _ => old.to_owned(),
    }
}

fn is_road(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default();
    ROADS.contains(&last) || (last.bytes().all(|byte| byte.is_ascii_digit()) && !last.is_empty())
}

fn road(names: &Names, random: &mut Random) -> String {
    let number = if random.chance(0.7) { 1 + random.below(99) } else { 100 + random.below(4000) };
    let state = STATES[random.below(STATES.len())];
    let postal = POSTAL[random.below(POSTAL.len())];
    match random.below(24) {
        0 => format!("Highway {number}"),
        1 => format!("U.S. {number}"),
        2 => format!("US-{number}"),
        3 => format!("U.S. Highway {number}"),
        4 => format!("Interstate {number}"),
        5 => format!("I-{number}"),
        6 => format!("Route {number}"),
        7 => format!("County Road {number}"),
        8 => format!("{postal} {number}"),
        9 => format!("{state} {number}"),
        10 => format!("State Route {number}"),
        11 => format!("A{number}"),
        12 => format!("{} {number}", if random.chance(0.5) { "CR" } else { "FM" }),
        other => {
            let direction = ["North ", "South ", "East ", "West ", "N. ", "S. ", "E. ", "W. "];
            let before = if other < 16 { direction[random.below(direction.len())] } else { "" };
            let name = match random.below(4) {
                0 => names.settlement(random),
                1 => pick(&names.given, random),
                _ => names.surname(random),
            };
            format!("{before}{name} {}", ROADS[random.below(ROADS.len())])
        }
    }
}

fn place(old: &str, names: &Names, gazetteer: &Gazetteer, random: &mut Random) -> String {
    if STATES.contains(&old) {
        return STATES[random.below(STATES.len())].to_owned();
    }
    if POSTAL.contains(&old) {
        return POSTAL[random.below(POSTAL.len())].to_owned();
    }
    if old.ends_with(" County") {
        return pick(&names.counties, random);
    }
    if let Some((_, noun)) = old.rsplit_once(' ')
        && WATERS.contains(&noun)
        && random.chance(0.7)
    {
        let name = if random.chance(0.5) { names.settlement(random) } else { names.surname(random) };
        return format!("{name} {}", WATERS[random.below(WATERS.len())]);
    }
    let Some(hit) = gazetteer.lookup(old).next().filter(|hit| hit.kind != NameKind::Abbreviation) else {
        return old.to_owned();
    };
    match gazetteer.level(hit.place) {
        Level::Country if random.chance(0.5) => pick(&names.countries, random),
        Level::Admin1 if gazetteer.place(hit.place).country == Some("US") => pick(&names.states, random),
        Level::Settlement | Level::Admin2 if random.chance(0.5) => names.settlement(random),
        _ => old.to_owned(),
    }
}

/// Another place at the start of a longer name.
fn leading(old: &str, names: &Names, gazetteer: &Gazetteer, random: &mut Random) -> String {
    let words: Vec<&str> = old.split(' ').collect();
    if words.len() < 2 || random.chance(0.3) {
        return old.to_owned();
    }
    if let Some(county) = words.iter().position(|word| *word == "County").filter(|at| *at > 0 && *at < 3) {
        return format!("{} {}", pick(&names.counties, random), words[county + 1..].join(" "))
            .trim_end()
            .to_owned();
    }
    for count in (1..words.len().min(4)).rev() {
        let name = words[..count].join(" ");
        let is_town = gazetteer.lookup(&name).next().is_some_and(|hit| {
            gazetteer.level(hit.place) == Level::Settlement && hit.kind == NameKind::Preferred
        });
        if is_town && Classes::of(&fold(&name)) == Classes::default() {
            let rest = words[count..].join(" ");
            return format!("{} {rest}", names.settlement(random));
        }
    }
    old.to_owned()
}
