//! The main job, with the bundled gazetteer: five reports in, the right places and the flight path out.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails the test that calls it")]

use std::collections::BTreeSet;

use dateline::document::{DateBasis, Document, ReadOptions};
use dateline::feature::MentionRecord;
use dateline::gazetteer::Gazetteer;
use dateline::geometry::Position;
use dateline::mention::Kind;
use dateline::movement::{self, DistanceCheck, GeometryStatus, Mode, Movement, Polarity};
use dateline::pipeline::{Parsed, parse};
use jiff::civil::{Date, date};

fn seeds() -> Vec<Parsed> {
    let mut files: Vec<_> = std::fs::read_dir("seeds").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let options = ReadOptions::default();
    let documents =
        files.iter().flat_map(|file| options.read_path(file).map(Result::unwrap).collect::<Vec<_>>());
    documents.map(|document| parse(document, Gazetteer::bundled())).collect()
}

fn told(text: &str, published: Option<Date>) -> Parsed {
    let published = published.map(|date| (date, DateBasis::Given));
    parse(Document::new(None, published, None, text.to_owned()), Gazetteer::bundled())
}

fn movements(parsed: &[Parsed]) -> Vec<Movement> {
    let accounts: Vec<_> = parsed.iter().flat_map(|parsed| parsed.accounts.clone()).collect();
    movement::derive(&accounts, Gazetteer::bundled())
}

fn missiles(parsed: &[Parsed]) -> Movement {
    let derived = |movement: &Movement| {
        movement.mode == Mode::Missile && movement.geometry_status != GeometryStatus::Reference
    };
    let mut found: Vec<_> = movements(parsed).into_iter().filter(derived).collect();
    assert_eq!(found.len(), 1, "one journey of missiles is told");
    found.remove(0)
}

/// The mention of a surface in a text; the first one.
fn mention<'p>(parsed: &'p Parsed, surface: &str) -> &'p MentionRecord {
    let found = parsed.mentions.iter().find(|mention| mention.surface == surface);
    found.unwrap_or_else(|| panic!("{surface} is no mention; found {:?}", surfaces(parsed)))
}

fn surfaces(parsed: &Parsed) -> Vec<&str> {
    parsed.mentions.iter().map(|mention| mention.surface.as_str()).collect()
}

#[test]
fn names_of_the_region_and_of_power_resolve_to_the_right_ids() {
    // GeoNames ids; the two seats of power are our own rows.
    for (text, surface, id) in [
        ("Shells fell near Homs.", "Homs", "169577"),
        ("Rebels near Hama said so.", "Hama", "170017"),
        ("A tank burned near Idlib.", "Idlib", "169389"),
        ("Helicopters were seen in Morek.", "Morek", "166640"),
        ("They keep a base in the Syrian coastal city of Tartus.", "Tartus", "163345"),
        ("The president stayed in Damascus.", "Damascus", "170654"),
        ("Warships crossed the Caspian Sea.", "Caspian Sea", "dateline:caspian-sea"),
        ("A carrier entered the Mediterranean.", "Mediterranean", "363196"),
        ("Fighting went on in Syria.", "Syria", "163843"),
        ("Snow fell in Russia.", "Russia", "2017370"),
        ("Troops stayed in Iraq.", "Iraq", "99237"),
        ("The jets flew over Iran.", "Iran", "130758"),
        ("A plane entered Turkey.", "Turkey", "298795"),
        ("They fled to Jordan.", "Jordan", "248816"),
        ("Talks were held in Baghdad.", "Baghdad", "98182"),
        ("He reports from Moscow.", "Moscow", "524901"),
        ("She flew to Washington.", "Washington", "4140963"),
        ("He stayed in Paris.", "Paris", "2988507"),
        ("The Pentagon denied it.", "Pentagon", "dateline:pentagon"),
        ("The Kremlin denied it.", "Kremlin", "dateline:kremlin"),
        ("The White House denied it.", "White House", "4140704"),
    ] {
        let parsed = told(text, None);
        assert_eq!(mention(&parsed, surface).place_id.as_deref(), Some(id), "{text}");
    }
}

#[test]
fn words_around_a_name_choose_between_the_town_and_its_province() {
    let parsed = told("The raids hit the provinces of Homs and Hama. Two tanks burned near Idlib.", None);
    let ids = ["Homs", "Hama", "Idlib"].map(|surface| mention(&parsed, surface).place_id.as_deref());
    assert_eq!(ids, [Some("169575"), Some("170015"), Some("169389")]);
    let parsed = told("Clashes went on in Idlib province.", None);
    assert_eq!(mention(&parsed, "Idlib").place_id.as_deref(), Some("169387"));
}

#[test]
fn people_organisations_and_ordinary_words_are_no_places() {
    let text = "Share\n\nDefense Secretary Ash Carter told Vladimir Putin so, and Carter left. Matthew Chance and Josh Earnest \
                listened. John Kerry spoke to the Security Council; Kerry said the Islamic State fought the Free Syrian Army.";
    let parsed = told(text, None);
    let places: Vec<_> = parsed
        .mentions
        .iter()
        .filter(|mention| mention.kind != Kind::Embedded)
        .map(|mention| &mention.surface)
        .collect();
    assert!(places.is_empty(), "{places:?}");
}

#[test]
fn every_mention_says_where_it_stands() {
    for parsed in seeds() {
        let characters: Vec<char> = parsed.document.text.chars().collect();
        for mention in &parsed.mentions {
            let surface: String = characters[mention.start..mention.end].iter().collect();
            assert_eq!(surface, mention.surface);
            let sentence: Vec<char> = mention.sentence.chars().collect();
            let inside = mention.start - mention.sentence_start..mention.end - mention.sentence_start;
            assert_eq!(sentence[inside].iter().collect::<String>(), mention.surface);
        }
    }
}

#[test]
fn the_reports_name_these_places_and_no_others() {
    let parsed = seeds();
    let names: BTreeSet<&str> = parsed
        .iter()
        .flat_map(|parsed| &parsed.mentions)
        .filter_map(|mention| mention.name.as_deref())
        .collect();
    let expected = [
        "Baghdad",
        "Caspian Sea",
        "Damascus",
        "France",
        "Hama",
        "Homs",
        "Idlib",
        "Iran",
        "Iraq",
        "Jordan",
        "Kremlin",
        "Mediterranean Sea",
        "Middle East",
        "Moscow",
        "Murak",
        "North Atlantic Ocean",
        "Paris",
        "Pentagon",
        "Russia",
        "Saudi Arabia",
        "Syria",
        "Tartus",
        "Turkey",
        "United Kingdom",
        "United States",
        "Washington",
        "White House",
    ];
    assert_eq!(names, BTreeSet::from(expected));
}

#[test]
fn the_missile_path_agrees_with_the_reports() {
    let path = missiles(&seeds());
    assert_eq!(path.origin.as_deref(), Some("Caspian Sea"));
    assert_eq!(path.via.as_deref(), Some("Iran; Iraq"));
    assert_eq!(path.destination.as_deref(), Some("Syria"));
    assert_eq!((path.count, path.carriers, path.targets), (Some(26), Some(4), Some(11)));
    assert_eq!(path.carrier_unit.as_deref(), Some("warship"));
    assert_eq!((path.reported_km, path.reported_qualifier.as_deref()), (Some(1610.0), Some("nearly")));
    assert_eq!(
        (path.event_start.as_deref(), path.event_end.as_deref()),
        (Some("2015-10-07"), Some("2015-10-07"))
    );
    assert!(path.date_basis.is_some());
    assert_eq!(path.distance_check, DistanceCheck::Possible);
    assert_ne!(path.polarity, Polarity::Denied);
    assert!(path.documents.len() >= 2, "the launch and the distance stand in two reports");

    let territories: Vec<_> =
        path.segments.iter().filter_map(|segment| segment.territory.as_deref()).collect();
    assert_eq!(territories, ["Caspian Sea", "Iran", "Iraq", "Syria"]);
    assert!(path.segments.iter().all(|segment| segment.in_text));
    let length = path.length_km.unwrap();
    assert!((1_300.0..1_550.0).contains(&length), "{length}");
    // The corner where Iran, Iraq and Turkey meet.
    let corner = Position::new(44.31, 36.94);
    let nearest = path
        .lines
        .iter()
        .flatten()
        .map(|&point| dateline::geometry::distance_km(point, corner))
        .fold(f64::MAX, f64::min);
    assert!(nearest < 30.0, "the line bends {nearest} km from the corner");
    for slot in ["origin", "via", "destination", "count", "carriers", "targets", "reported_distance", "date"]
    {
        assert!(path.evidence.iter().any(|evidence| evidence.slot == slot), "no evidence for {slot}");
    }
}

#[test]
fn the_plain_great_circle_stands_beside_the_path_and_disagrees() {
    let all = movements(&seeds());
    let path = missiles(&seeds());
    let yardstick = all.iter().find(|movement| path.alternatives.contains(&movement.id)).unwrap();
    assert_eq!(yardstick.geometry_status, GeometryStatus::Reference);
    assert!(!yardstick.consistent_with_text);
    let contradicting = yardstick.contradicting.as_deref().unwrap();
    assert!(contradicting.contains("Turkey") && contradicting.contains("Azerbaijan"), "{contradicting}");
    assert!(yardstick.length_km < path.length_km);
}

#[test]
fn without_the_overflown_states_the_line_is_another() {
    let with = told(
        "Four warships in the Caspian Sea launched 26 rockets at targets in Syria. The missiles had to pass through the \
         airspace of Iran and Iraq to reach Syria.",
        None,
    );
    let without = told("Four warships in the Caspian Sea launched 26 rockets at targets in Syria.", None);
    let (with, without) = (missiles(&[with]), missiles(&[without]));
    assert_eq!((with.via.as_deref(), without.via.as_deref()), (Some("Iran; Iraq"), None));
    assert!(with.length_km > without.length_km);
    assert!(
        without
            .segments
            .iter()
            .any(|segment| segment.territory.as_deref() == Some("Turkey") && !segment.in_text)
    );
}

#[test]
fn another_sea_and_another_state_give_another_line() {
    let parsed = told(
        "On Monday two destroyers in the Red Sea fired 12 cruise missiles at 5 targets in Libya. The missiles passed over \
         Egypt, the ministry said, and flew about 1,500 kilometres.",
        Some(date(2021, 3, 10)),
    );
    let path = missiles(&[parsed]);
    assert_eq!(path.origin.as_deref(), Some("Red Sea"));
    assert_eq!(path.via.as_deref(), Some("Egypt"));
    assert_eq!(path.destination.as_deref(), Some("Libya"));
    assert_eq!((path.count, path.carriers, path.targets), (Some(12), Some(2), Some(5)));
    assert_eq!(path.event_start.as_deref(), Some("2021-03-08"));
    let territories: Vec<_> =
        path.segments.iter().filter_map(|segment| segment.territory.as_deref()).collect();
    assert_eq!(territories, ["Red Sea", "Egypt", "Libya"]);
}

#[test]
fn a_document_without_a_date_has_none() {
    let parsed = told("Jets struck Homs on Wednesday.", None);
    let homs = mention(&parsed, "Homs");
    assert_eq!((&homs.published, &homs.event_start), (&None, &None));
    assert_eq!(homs.time_text.as_deref(), Some("Wednesday"));
    let dated = told("Jets struck Homs on Wednesday.", Some(date(2015, 10, 1)));
    assert_eq!(mention(&dated, "Homs").event_start.as_deref(), Some("2015-09-30"));
}
