//! Which files are opened, what of others is refused, and what becomes of older ones.

use super::*;

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
