//! What is kept, and that it comes back.

mod opening;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::date;
use proptest::prelude::*;
use rusqlite::Connection;

use super::*;
use crate::correction::{Action, Correction, JourneyEdit};
use crate::document::{DateBasis, Document};
use crate::feature::testing::{self, ToyAtlas};
use crate::feature::{Changes, Derived, MentionRecord, places_and_regions};
use crate::geometry::Position;
use crate::mention::Kind;
use crate::movement::{Account, Count, Evidence, Mode, Movement, Polarity, Slot, Stop};
use crate::pipeline::Parsed;

/// A folder that is gone after the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let name =
            format!("dateline-store-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn provenance() -> Provenance {
    Provenance { model: "rules 1".to_owned(), gazetteer: "2026-01".to_owned() }
}

fn mention(document: &Document, start: usize, position: Option<Position>) -> MentionRecord {
    MentionRecord {
        document_title: document.title.clone(),
        published: document.published.map(|day| day.to_string()),
        confidence: position.map(|_| 0.875),
        precision_ucdp: Some(1),
        event_start: Some("2015-10-07".to_owned()),
        negated: true,
        dateline: true,
        surface: document.text.get(start..start + 4).unwrap_or("Homs").to_owned(),
        ..testing::mention(&document.id, start, "Homs", position)
    }
}

fn account(document: &Document, position: Position) -> Account {
    let evidence = Evidence {
        slot: "origin".to_owned(),
        document_id: document.id.clone(),
        start: 0,
        end: 4,
        text: "fled".to_owned(),
        sentence: document.text.clone(),
        why: "a verb of motion".to_owned(),
    };
    let stop = Stop {
        place_id: "169577".to_owned(),
        name: "Homs".to_owned(),
        precision: "settlement".to_owned(),
        position,
        country: Some("SY".to_owned()),
    };
    Account {
        document_id: document.id.clone(),
        mode: Mode::Road,
        trigger: evidence.clone(),
        count: Some(Slot {
            value: Count { number: Some(3), unit: "bus".to_owned(), qualifier: None },
            evidence: evidence.clone(),
        }),
        carriers: None,
        operator: None,
        targets: None,
        origins: vec![Slot { value: stop, evidence: evidence.clone() }],
        vias: vec![],
        destinations: vec![],
        reported_distance: None,
        date: None,
        polarity: Polarity::Affirmed,
        hedge: Some(evidence),
        definite: false,
    }
}

fn parsed(text: &str) -> Parsed {
    let day = (date(2015, 10, 7), DateBasis::Given);
    let document = Document::new(Some("Report".to_owned()), Some(day), None, text.to_owned());
    let homs = Position::new(36.72339, 34.72682);
    let mentions = vec![mention(&document, 0, Some(homs)), mention(&document, 5, None)];
    Parsed { accounts: vec![account(&document, homs)], mentions, document }
}

/// What two mentions of Homs and one of Syria come to.
fn derived(movements: Vec<Movement>) -> Derived {
    let homs = Some(Position::new(36.72339, 34.72682));
    let syria = Some(Position::new(38.5, 35.0));
    let mentions = [("Homs", homs), ("Homs", homs), ("Syria", syria)]
        .map(|(name, position)| testing::mention("a", 0, name, position));
    let (places, regions) = places_and_regions([("a", mentions.as_slice())], &ToyAtlas);
    Derived {
        places: Changes::new(places),
        regions: Changes::new(regions),
        movements: Changes::new(movements),
    }
}

fn count(store: &Store, sql: &str) -> i64 {
    store.connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn what_goes_in_comes_out_after_a_restart() {
    let folder = Folder::new();
    let corpus = [parsed("Homs Hama"), parsed("Hama Homs")];
    let mut store = Store::open(folder.file("a.gpkg")).unwrap();
    assert_eq!(store.insert(&corpus, &provenance()).unwrap(), [Outcome::Added, Outcome::Added]);
    drop(store);
    let store = Store::open(folder.file("a.gpkg")).unwrap();
    assert_eq!(store.load().unwrap(), corpus);
    assert_eq!(store.documents().unwrap()[1], corpus[1].document);
}

#[test]
fn coordinates_come_back_as_a_position_without_a_place() {
    let mut store = Store::in_memory().unwrap();
    let mut report = parsed("36.2N 37.1E");
    report.mentions = vec![MentionRecord {
        place_id: None,
        name: None,
        feature_class: None,
        feature_code: None,
        radius_km: Some(11.12),
        ..mention(&report.document, 0, Some(Position::new(37.1, 36.2)))
    }];
    store.insert(std::slice::from_ref(&report), &provenance()).unwrap();
    assert_eq!(store.load().unwrap(), [report]);
    assert_eq!(count(&store, "SELECT count(*) FROM mentions"), 1);
    assert_eq!(count(&store, "SELECT count(*) FROM unlocated"), 0);
}

#[test]
fn the_same_report_twice_is_one_document() {
    let mut store = Store::in_memory().unwrap();
    let report = parsed("Homs Hama");
    let outcomes = store.insert(&[report.clone(), report.clone()], &provenance()).unwrap();
    assert_eq!(outcomes, [Outcome::Added, Outcome::AlreadyThere]);
    assert_eq!(store.insert(std::slice::from_ref(&report), &provenance()).unwrap(), [Outcome::AlreadyThere]);
    assert_eq!(store.load().unwrap(), [report]);
}

#[test]
fn a_document_that_cannot_be_kept_does_not_stop_its_batch() {
    let mut store = Store::in_memory().unwrap();
    let (before, mut bad, after) = (parsed("Homs one"), parsed("Homs two"), parsed("Homs three"));
    bad.mentions.push(bad.mentions[0].clone());
    let outcomes = store.insert(&[before.clone(), bad, after.clone()], &provenance()).unwrap();
    assert!(matches!(&outcomes[..], [Outcome::Added, Outcome::Refused(_), Outcome::Added]), "{outcomes:?}");
    assert_eq!(store.load().unwrap(), [before, after]);
}

#[test]
fn deleting_a_document_takes_all_that_came_from_it() {
    let mut store = Store::in_memory().unwrap();
    let (gone, kept) = (parsed("Homs gone"), parsed("Hama kept"));
    store.insert(&[gone.clone(), kept.clone()], &provenance()).unwrap();
    assert!(store.delete(&gone.document.id).unwrap());
    assert!(!store.delete(&gone.document.id).unwrap());
    assert_eq!(store.load().unwrap(), [kept]);
    assert_eq!(count(&store, "SELECT count(*) FROM rtree_mentions_geom"), 1);
    assert_eq!(count(&store, "SELECT count(*) FROM accounts"), 1);
}

#[test]
fn mentions_keep_the_order_of_the_text_whether_located_or_not() {
    let mut store = Store::in_memory().unwrap();
    let mut report = parsed("Homs Hama Homs Hama");
    let at = |lon| Some(Position::new(lon, 35.0));
    report.mentions = [None, at(36.0), None, at(37.0)]
        .into_iter()
        .enumerate()
        .map(|(number, position)| mention(&report.document, 5 * number, position))
        .collect();
    store.insert(std::slice::from_ref(&report), &provenance()).unwrap();
    assert_eq!(store.load().unwrap(), [report]);
}

#[test]
fn the_spatial_index_and_the_bounds_follow_the_mentions() {
    let mut store = Store::in_memory().unwrap();
    store.insert(&[parsed("Homs Hama")], &provenance()).unwrap();
    assert_eq!(
        count(&store, "SELECT count(*) FROM rtree_mentions_geom WHERE minx < 36.8 AND maxx > 36.7"),
        1
    );
    assert_eq!(
        count(
            &store,
            "SELECT min_x = 36.72339 AND max_y = 34.72682 FROM gpkg_contents WHERE table_name = 'mentions'"
        ),
        1
    );
}

#[test]
fn derived_features_are_replaced_and_known_to_be_current() {
    let mut store = Store::in_memory().unwrap();
    store.insert(&[parsed("Homs Hama")], &provenance()).unwrap();
    assert!(store.derived_is_stale().unwrap());
    let movement = Movement {
        hedged: true,
        documents: vec!["a".to_owned(), "b".to_owned()],
        length_km: Some(133.25),
        ..testing::movement("m", vec![vec![Position::new(36.7, 34.7), Position::new(36.6, 35.9)]])
    };
    let derived = derived(vec![movement]);
    for _ in 0..2 {
        store.replace_derived(&derived, &provenance()).unwrap();
    }
    assert!(!store.derived_is_stale().unwrap());
    for (table, features) in [("places", 2), ("regions", 1), ("movements", 1)] {
        assert_eq!(count(&store, &format!("SELECT count(*) FROM rtree_{table}_geom")), features, "{table}");
    }
    let (hedged, documents, length): (bool, String, f64) = store
        .connection
        .query_row("SELECT hedged, documents, length_km FROM movements", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    assert_eq!((hedged, documents.as_str(), length), (true, r#"["a","b"]"#, 133.25));
    assert_eq!(store.movements(&provenance()).unwrap(), derived.movements.now);
    let newer = Provenance { model: "rules 2".to_owned(), ..provenance() };
    assert!(store.movements(&newer).unwrap().is_empty(), "another program draws them anew");
    store.insert(&[parsed("Hama and Idlib")], &provenance()).unwrap();
    assert!(store.movements(&provenance()).unwrap().is_empty(), "what is stale is derived anew");
}

#[test]
fn changes_of_what_is_derived_come_to_the_same_as_writing_it_whole() {
    let homs = Some(Position::new(36.7, 34.7));
    let of = |mentions: &[MentionRecord], movements| {
        let (places, regions) = places_and_regions([("a", mentions)], &ToyAtlas);
        let (places, regions) = (Changes::new(places), Changes::new(regions));
        Derived { places, regions, movements: Changes::new(movements) }
    };
    let line = |north: f64| vec![vec![Position::new(36.7, 34.7), Position::new(36.6, north)]];
    let mention = |start, name| testing::mention("a", start, name, homs);
    let mut store = Store::in_memory().unwrap();
    store.insert(&[parsed("Homs Hama")], &provenance()).unwrap();
    assert!(store.derived_is_stale().unwrap());
    let first = of(&[mention(0, "Homs"), mention(9, "Syria")], vec![testing::movement("m", line(35.0))]);
    let mut second = of(&[mention(0, "Homs"), mention(9, "Homs")], vec![testing::movement("n", line(35.9))]);
    second.places.gone = vec!["syria".to_owned()];
    second.regions.gone = vec!["syria".to_owned()];
    second.movements.gone = vec!["m".to_owned()];
    store.update_derived(&[first, second.clone()], &provenance()).unwrap();
    assert!(!store.derived_is_stale().unwrap());
    let mut whole = Store::in_memory().unwrap();
    whole.replace_derived(&second, &provenance()).unwrap();
    for (table, columns) in
        [("places", "id, mentions, geom"), ("regions", "id, mentions"), ("movements", "id, method, geom")]
    {
        let rows = |store: &Store| -> Vec<String> {
            let sql = format!(
                "SELECT json_array({}) FROM {table} ORDER BY id",
                columns.replace("geom", "hex(geom)")
            );
            let mut rows = store.connection.prepare(&sql).unwrap();
            rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        assert_eq!(rows(&store), rows(&whole), "{table}");
        let indexed = format!("SELECT count(*) FROM rtree_{table}_geom");
        assert_eq!(count(&store, &indexed), count(&whole, &indexed), "{table}");
    }
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
}

#[test]
fn a_journey_without_a_line_has_no_geometry() {
    let mut store = Store::in_memory().unwrap();
    let movements = Changes::new(vec![testing::movement("m", vec![])]);
    store.replace_derived(&Derived { movements, ..Derived::default() }, &provenance()).unwrap();
    assert_eq!(count(&store, "SELECT count(*) FROM movements WHERE geom IS NULL"), 1);
}

#[test]
fn every_property_of_a_record_has_its_column() {
    let keys = |record: serde_json::Value| {
        record.as_object().unwrap().keys().cloned().collect::<std::collections::BTreeSet<_>>()
    };
    let columns = |table: &schema::Table| table.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    let report = parsed("Homs Hama");
    let json = serde_json::to_value(&report.mentions[0]).unwrap();
    let mut of_mentions = keys(json);
    of_mentions.insert("model_version".to_owned());
    assert_eq!(of_mentions, columns(&schema::MENTIONS));
    let derived = derived(vec![]);
    assert_eq!(keys(serde_json::to_value(&derived.places.now[0]).unwrap()), columns(&schema::PLACES));
    assert_eq!(keys(serde_json::to_value(&derived.regions.now[0]).unwrap()), columns(&schema::REGIONS));
    let movement = testing::movement("m", vec![]);
    assert_eq!(keys(serde_json::to_value(movement).unwrap()), columns(&schema::MOVEMENTS));
}

#[test]
fn corrections_come_back_as_they_were_and_go_with_their_document() {
    let report = parsed("Homs Hama");
    let edit =
        JourneyEdit { count: Some(3), origins: Some(vec!["syria".to_owned()]), ..JourneyEdit::default() };
    let actions = [
        Action::Place("syria".to_owned()),
        Action::Kind(Kind::Region),
        Action::NoPlace,
        Action::Mention(Kind::Embedded, None),
        Action::Mention(Kind::Literal, Some("homs".to_owned())),
        Action::Reject,
        Action::Edit(Box::new(edit)),
    ];
    let corrections: Vec<Correction> = actions
        .into_iter()
        .enumerate()
        .map(|(number, action)| Correction {
            id: format!("deed {number}"),
            at: "2026-01-01T00:00:00Z".to_owned(),
            by: (number > 2).then(|| "somebody".to_owned()),
            document_id: report.document.id.clone(),
            start: 0,
            end: 4,
            surface: "Homs".to_owned(),
            action,
        })
        .collect();
    let mut store = Store::in_memory().unwrap();
    store.insert(std::slice::from_ref(&report), &provenance()).unwrap();
    store.correct(&corrections, &[], std::slice::from_ref(&report), &provenance()).unwrap();
    assert_eq!(store.corrections().unwrap(), corrections);
    store.correct(&[], &["deed 0".to_owned()], &[], &provenance()).unwrap();
    assert_eq!(store.corrections().unwrap(), corrections[1..]);
    assert_eq!(store.load().unwrap(), std::slice::from_ref(&report));
    assert!(store.delete(&report.document.id).unwrap());
    assert!(store.corrections().unwrap().is_empty());
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
}

#[test]
fn a_text_that_changed_under_way_is_found() {
    let mut store = Store::in_memory().unwrap();
    store.insert(&[parsed("Homs Hama")], &provenance()).unwrap();
    assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
    store.connection.execute_batch("UPDATE documents SET text = replace(text, 'Hama', 'Hame')").unwrap();
    let faults = store.check().unwrap().faults;
    assert!(faults.iter().any(|fault| fault.contains("its text is not what it was")), "{faults:?}");
    store.connection.execute_batch("UPDATE accounts SET account = '{'").unwrap();
    let faults = store.check().unwrap().faults;
    assert!(faults.iter().any(|fault| fault.contains("cannot read")), "{faults:?}");
}

#[test]
fn the_style_that_a_person_chose_is_left_in_use() {
    let store = Store::in_memory().unwrap();
    let used =
        "SELECT group_concat(styleName) FROM layer_styles WHERE f_table_name = 'places' AND useAsDefault";
    let used = || -> String { store.connection.query_row(used, [], |row| row.get(0)).unwrap() };
    assert_eq!(used(), "Dateline");
    store
        .connection
        .execute_batch(
            "UPDATE layer_styles SET useAsDefault = 0;
             INSERT INTO layer_styles (f_table_name, styleName, useAsDefault) VALUES ('places', 'mine', 1);",
        )
        .unwrap();
    styles::put(&store.connection).unwrap();
    assert_eq!(used(), "mine");
    assert_eq!(count(&store, "SELECT count(*) FROM layer_styles"), 5);
}

fn any_position() -> impl Strategy<Value = Position> {
    (-180.0..=180.0_f64, -90.0..=90.0_f64).prop_map(|(lon, lat)| Position::new(lon, lat))
}

prop_compose! {
    fn any_mention(document: Document, start: usize)(
        position in prop::option::of(any_position()),
        kind in prop::sample::select(Kind::ALL.to_vec()),
        surface in any::<String>(),
        optional in prop::option::of(any::<String>()),
        number in prop::option::of(any::<f64>().prop_filter("a number", |number| !number.is_nan())),
        small in prop::option::of(any::<u8>()),
        flags in any::<[bool; 4]>(),
    ) -> MentionRecord {
        MentionRecord {
            kind,
            surface,
            time_text: optional.clone(),
            name: optional,
            confidence: number,
            radius_km: number,
            precision_ucdp: small,
            hedged: flags[0],
            negated: flags[1],
            dateline: flags[2],
            corrected: flags[3],
            ..mention(&document, start, position)
        }
    }
}

prop_compose! {
    fn any_parsed()(
        title in prop::option::of(any::<String>()),
        text in any::<String>(),
        source in prop::option::of(any::<String>()),
        day in prop::option::of(0_i16..4000),
        number in 0_usize..6,
    )(
        mentions in {
            let published = day.map(|year| (date(year, 1 + (year % 12) as i8, 28), DateBasis::FrontMatter));
            let document = Document::new(title, published, source, text);
            (0..number).map(|start| any_mention(document.clone(), start)).collect::<Vec<_>>()
                .prop_map(move |mentions| (document.clone(), mentions))
        },
        positions in prop::collection::vec(any_position(), 0..3),
    ) -> Parsed {
        let (document, mentions) = mentions;
        let accounts = positions.into_iter().map(|position| account(&document, position)).collect();
        Parsed { document, mentions, accounts }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_replaced_reads_as_if_it_had_been_added_so(
        (old, new) in any_parsed().prop_flat_map(|old| {
            let document = old.document.clone();
            let mentions: Vec<_> = (0..4).map(|start| any_mention(document.clone(), start)).collect();
            (Just(old), mentions.prop_map(move |mentions| Parsed {
                accounts: vec![account(&document, Position::new(1.0, 2.0))],
                document: document.clone(),
                mentions,
            }))
        })
    ) {
        let other = parsed("Homs Hama");
        let mut store = Store::in_memory().unwrap();
        store.insert(&[old, other.clone()], &provenance()).unwrap();
        let newer = Provenance { model: "rules 2".to_owned(), ..provenance() };
        prop_assert_eq!(store.ids(Some(&newer)).unwrap().len(), 2);
        // One that is not there changes nothing.
        store.replace(&[new.clone(), parsed("Hama Homs")], &newer).unwrap();
        prop_assert_eq!(store.ids(Some(&newer)).unwrap(), [other.document.id.clone()]);
        prop_assert_eq!(store.load().unwrap(), vec![new, other]);
    }

    #[test]
    fn any_corpus_comes_back_exactly(mut corpus in prop::collection::vec(any_parsed(), 0..5)) {
        corpus.sort_by(|a, b| a.document.id.cmp(&b.document.id));
        corpus.dedup_by(|a, b| a.document.id == b.document.id);
        let mut store = Store::in_memory().unwrap();
        let outcomes = store.insert(&corpus, &provenance()).unwrap();
        prop_assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Added), "{:?}", outcomes);
        prop_assert_eq!(store.load().unwrap(), corpus);
    }
}

#[test]
fn what_is_wrong_in_a_store_is_found() {
    let parsed = parsed("Homs Hama");
    for (damage, expected) in [
        ("DELETE FROM documents", "1 of mentions belong to documents that are not there"),
        ("UPDATE mentions SET \"end\" = 1000", "1 of mentions lie outside of their text"),
        ("DELETE FROM rtree_mentions_geom", "1 of mentions are missing from their spatial index"),
        ("INSERT INTO rtree_mentions_geom VALUES (99, 0, 0, 0, 0)", "has 1 that are not there"),
        ("UPDATE documents SET id = 'x'; UPDATE mentions SET document_id = 'x'", "not that of their content"),
    ] {
        let mut store = Store::in_memory().unwrap();
        store.insert(std::slice::from_ref(&parsed), &provenance()).unwrap();
        assert_eq!(store.check().unwrap().faults, [""; 0]);
        store.connection.execute_batch(damage).unwrap();
        let faults = store.check().unwrap().faults;
        assert!(faults.iter().any(|fault| fault.contains(expected)), "{damage}: {faults:?}");
    }
}
