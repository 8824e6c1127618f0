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

/// Refused with this error, and not a byte of the folder is changed.
fn assert_refused(path: &Path, expected: impl Fn(&StoreError) -> bool) {
    let folder = path.parent().unwrap();
    let listing = || {
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| (fs::read(&path).unwrap(), path))
            .collect();
        files.sort();
        files
    };
    let before = listing();
    let error = Store::open(path).unwrap_err();
    assert!(expected(&error), "{error}");
    assert_eq!(listing(), before);
}

#[test]
fn a_file_of_another_kind_is_refused_and_left_as_it_is() {
    let folder = Folder::new();
    fs::write(folder.file("a.gpkg"), "Four buses left Homs for Idlib.\n".repeat(100)).unwrap();
    assert_refused(&folder.file("a.gpkg"), |error| matches!(error, StoreError::NotAGeoPackage { .. }));
}

#[test]
fn a_plain_database_is_refused_and_left_as_it_is() {
    let folder = Folder::new();
    let other = Connection::open(folder.file("a.gpkg")).unwrap();
    other.execute_batch("CREATE TABLE mine (a)").unwrap();
    drop(other);
    assert_refused(&folder.file("a.gpkg"), |error| matches!(error, StoreError::NotAGeoPackage { .. }));
}

#[test]
fn a_geopackage_of_somebody_else_is_refused_and_left_as_it_is() {
    let folder = Folder::new();
    let other = Connection::open(folder.file("a.gpkg")).unwrap();
    other.pragma_update(None, "application_id", schema::APPLICATION_ID).unwrap();
    other.execute_batch("CREATE TABLE roads (a)").unwrap();
    drop(other);
    assert_refused(&folder.file("a.gpkg"), |error| matches!(error, StoreError::Foreign { .. }));
}

#[test]
fn a_store_of_a_newer_version_is_refused_and_left_as_it_is() {
    let folder = Folder::new();
    let store = Store::open(folder.file("a.gpkg")).unwrap();
    schema::set_meta(&store.connection, "schema_version", "7").unwrap();
    drop(store);
    assert_refused(&folder.file("a.gpkg"), |error| matches!(error, StoreError::Newer { found: 7, .. }));
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
fn nothing_is_acknowledged_once_the_file_is_gone_or_another() {
    let folder = Folder::new();
    let path = folder.file("a.gpkg");
    let mut store = Store::open(&path).unwrap();
    store.insert(&[parsed("Homs Hama")], &provenance()).unwrap();
    fs::rename(&path, folder.file("b.gpkg")).unwrap();
    let error = store.insert(&[parsed("Hama Homs")], &provenance()).unwrap_err();
    assert!(matches!(error, StoreError::Gone { .. }), "{error}");
    fs::write(&path, "another").unwrap();
    assert!(matches!(store.delete("x").unwrap_err(), StoreError::Gone { .. }));
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

#[test]
fn a_store_of_an_older_version_is_read_and_brought_forward() {
    let third = "ALTER TABLE documents DROP COLUMN home_lon;
                 ALTER TABLE documents DROP COLUMN home_lat;
                 ALTER TABLE documents DROP COLUMN home_country;
                 ALTER TABLE mentions DROP COLUMN model_version;
                 ALTER TABLE unlocated DROP COLUMN model_version;";
    let second = "ALTER TABLE mentions DROP COLUMN event_time;
                  ALTER TABLE mentions DROP COLUMN time_precision;
                  ALTER TABLE mentions DROP COLUMN time_source;
                  ALTER TABLE unlocated DROP COLUMN event_time;
                  ALTER TABLE unlocated DROP COLUMN time_precision;
                  ALTER TABLE unlocated DROP COLUMN time_source;";
    let first = "ALTER TABLE documents DROP COLUMN language_basis;
                 ALTER TABLE mentions DROP COLUMN dateline;
                 ALTER TABLE unlocated DROP COLUMN dateline;";
    let fourth = "DROP TABLE corrections;
                  DELETE FROM gpkg_contents WHERE table_name IN ('corrections', 'layer_styles');
                  DROP TABLE layer_styles;";
    let fifth = "DROP TABLE gpkg_metadata_reference;
                 DROP TABLE gpkg_metadata;
                 DELETE FROM gpkg_extensions WHERE extension_name = 'gpkg_metadata';";
    is_brought_forward("1", &format!("{first}{second}{third}{fourth}{fifth}"));
    is_brought_forward("2", &format!("{second}{third}{fourth}{fifth}"));
    is_brought_forward("3", &format!("{third}{fourth}{fifth}"));
    is_brought_forward("4", &format!("{fourth}{fifth}"));
    is_brought_forward("5", fifth);
}

/// Files of every past version, of one report. Version 4 as Dateline wrote it then, the older ones out of it by taking back what each
/// version added.
#[test]
fn a_file_of_every_past_version_opens_and_is_brought_forward() {
    let folder = Folder::new();
    let mut texts = Vec::new();
    for version in 1..SCHEMA_VERSION {
        let packed = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/stores/v{version}.gpkg.zst"));
        let bytes = zstd::decode_all(fs::File::open(&packed).unwrap()).unwrap();
        let path = folder.file(&format!("v{version}.gpkg"));
        fs::write(&path, &bytes).unwrap();
        let read = Store::open_read_only(&path).unwrap();
        let old = read.load().unwrap();
        assert_eq!((old.len(), old[0].mentions.len(), old[0].accounts.len()), (1, 6, 1), "version {version}");
        assert!(read.corrections().unwrap().is_empty());
        drop(read);
        assert_eq!(fs::read(&path).unwrap(), bytes, "reading leaves it as it is");
        let mut store = Store::open(&path).unwrap();
        assert_eq!(store.load().unwrap(), old);
        assert_eq!(store.check().unwrap().faults, Vec::<String>::new());
        store.insert(&[parsed("Homs Hama")], &provenance()).unwrap();
        drop(store);
        texts.push(Store::open(&path).unwrap().load().unwrap()[0].document.text.clone());
    }
    texts.dedup();
    assert_eq!(texts.len(), 1);
}

/// Takes the tables back to a version, reads them as they are, and opens them for writing.
fn is_brought_forward(version: &str, taken_back: &str) {
    let folder = Folder::new();
    let path = folder.file("a.gpkg");
    let mut in_french = parsed("Homs Hama");
    in_french.document = in_french.document.in_language(Some("fr".to_owned()));
    let mut corpus = [in_french, parsed("Hama Homs")];
    for mention in corpus.iter_mut().flat_map(|parsed| &mut parsed.mentions) {
        mention.dateline = false;
        // What an older store cannot tell of a mention, but for the day that answers questions.
        (mention.event_time, mention.time_precision) = (None, None);
        mention.time_source = Some("event".to_owned());
    }
    corpus[1].mentions[0].event_start = None;
    corpus[1].mentions[0].time_source = Some("publication".to_owned());
    let mut store = Store::open(&path).unwrap();
    store.insert(&corpus, &provenance()).unwrap();
    store.connection.execute_batch(taken_back).unwrap();
    schema::set_meta(&store.connection, "schema_version", version).unwrap();
    drop(store);
    assert_eq!(Store::open_read_only(&path).unwrap().load().unwrap(), corpus);
    let store = Store::open(&path).unwrap();
    assert_eq!(schema::meta(&store.connection, "schema_version").unwrap().as_deref(), Some("6"));
    assert_eq!(store.load().unwrap(), corpus);
}

#[test]
fn a_second_writer_is_refused_and_a_reader_is_not() {
    let folder = Folder::new();
    let path = folder.file("a.gpkg");
    let mut writer = Store::open(&path).unwrap();
    writer.insert(&[parsed("Homs Hama")], &provenance()).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::InUse { holder: Some(_), .. }), "{error}");
    assert_eq!(Store::open_read_only(&path).unwrap().load().unwrap().len(), 1);
    drop(writer);
    Store::open(&path).unwrap();
}

#[test]
fn a_new_store_is_known_by_its_first_bytes_while_it_is_open() {
    let folder = Folder::new();
    let _store = Store::open(folder.file("a.gpkg")).unwrap();
    assert_eq!(&fs::read(folder.file("a.gpkg")).unwrap()[68..72], b"GPKG");
}

#[test]
fn a_change_that_was_cut_short_is_taken_back() {
    let folder = Folder::new();
    let (path, killed) = (folder.file("s.gpkg"), folder.file("killed.gpkg"));
    drop(Store::open(&path).unwrap());
    let mut connection = Connection::open(&path).unwrap();
    // One page of cache: what is written goes to the file before the end of the change.
    connection.pragma_update(None, "cache_size", 1).unwrap();
    let change = connection.transaction().unwrap();
    change
        .execute_batch("DELETE FROM dateline_meta; CREATE TABLE half AS SELECT randomblob(100000) AS half")
        .unwrap();
    // What a kill leaves is the file and its journal.
    fs::copy(&path, &killed).unwrap();
    fs::copy(folder.file("s.gpkg-journal"), folder.file("killed.gpkg-journal")).unwrap();
    drop(change);
    assert!(matches!(Store::open_read_only(&killed), Err(StoreError::CutShort { .. })));
    let store = Store::open(&killed).unwrap();
    assert!(!store.connection.table_exists(None, "half").unwrap());
    drop(store);
    assert!(Store::open_read_only(&killed).is_ok());
}

#[test]
fn an_empty_file_becomes_a_store() {
    let folder = Folder::new();
    fs::write(folder.file("a.gpkg"), "").unwrap();
    assert!(Store::open(folder.file("a.gpkg")).unwrap().load().unwrap().is_empty());
}

#[test]
fn a_missing_folder_is_named() {
    let error = Store::open("/nowhere/at/all/a.gpkg").unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot write /nowhere/at/all/a.gpkg.lock, which keeps two programs from writing to one store"
    );
}

#[test]
fn a_closed_store_is_one_plain_file() {
    let folder = Folder::new();
    let mut store = Store::open(folder.file("a.gpkg")).unwrap();
    store.insert(&[parsed("Homs Hama")], &provenance()).unwrap();
    drop(store);
    let header = fs::read(folder.file("a.gpkg")).unwrap();
    assert_eq!(&header[18..20], [1, 1], "the header says whether readers need a write-ahead log");
    assert!(!folder.file("a.gpkg-wal").exists());
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
