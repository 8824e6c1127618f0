//! Stores asked, looked at and copied by command.

use std::fs;

use dateline::store::Store;

use crate::support::{Answer, Program};

/// A folder with a store of two reports.
fn reports() -> Program {
    let program = Program::new();
    program.file("one.txt", "Shells fell on Homs and Idlib on Monday.");
    program.file("two.txt", "A convoy reached Aleppo.");
    let answer = program.run(&["ingest", "one.txt", "two.txt"]);
    assert_eq!(answer.code, Some(0), "{answer:?}");
    program
}

fn names(answer: &Answer) -> Vec<String> {
    let name = |feature: &geojson::Feature| feature.property("name").unwrap().as_str().unwrap().to_owned();
    answer.features().iter().map(name).collect()
}

#[test]
fn a_query_without_conditions_exports_all_and_conditions_are_those_of_the_api() {
    let program = reports();
    let all = program.run(&["query", "mentions"]);
    assert_eq!(all.code, Some(0), "{all:?}");
    assert_eq!(all.err, "3 features of mentions in dateline.gpkg\n");
    assert!(all.out.contains("\"attribution\":\"Places: GeoNames"));
    let mut found = names(&all);
    found.sort();
    assert_eq!(found, ["Aleppo", "Homs", "Idlib"]);
    let some = program.run(&["query", "mentions", "filter=name LIKE 'I%' OR name = 'Homs'", "sortby=-name"]);
    assert_eq!(names(&some), ["Idlib", "Homs"]);
    let one = program.run(&["query", "mentions", "bbox=36.9,36,37.5,36.5", "properties=name,country"]);
    assert_eq!(names(&one), ["Aleppo"]);
    assert_eq!(one.features()[0].properties.as_ref().unwrap().len(), 2);
    let first = program.run(&["query", "mentions", "sortby=name", "--limit", "1"]);
    assert_eq!(names(&first), ["Aleppo"]);
}

#[test]
fn the_ending_of_the_file_says_the_format() {
    let program = reports();
    for (file, begin) in [
        ("all.csv", &b"longitude,latitude,id,"[..]),
        ("all.kml", b"<?xml"),
        ("all.fgb", b"fgb\x03"),
        ("all.geojsonl", b"\x1e{\"type\":\"Feature\""),
        ("all.json", b"{\"type\":\"FeatureCollection\""),
        ("all.gpkg", b"SQLite format 3\0"),
    ] {
        let answer = program.run(&["query", "mentions", "--out", file]);
        assert_eq!((answer.code, answer.out.as_str()), (Some(0), ""), "{answer:?}");
        let written = fs::read(program.folder().join(file)).unwrap();
        assert!(written.starts_with(begin), "{file}");
    }
    let answer = program.run(&["query", "mentions", "--out", "all.xyz"]);
    assert_eq!(answer.code, Some(2));
    assert!(answer.err.contains("all.xyz names no format") && answer.err.contains("--format"), "{answer:?}");
    assert!(!program.folder().join("all.xyz").exists());
}

#[test]
fn a_question_that_is_none_is_refused_as_the_api_refuses_it() {
    let program = reports();
    for (question, expected) in [
        ("countri=SY", "bbox, datetime"),
        ("bbox=1,2,3", "west,south,east,north"),
        ("filter=nam = 'x'", "name"),
        ("Syria", "NAME=VALUE"),
        ("limit=5", "--limit"),
    ] {
        let answer = program.run(&["query", "mentions", question]);
        assert_eq!((answer.code, answer.out.as_str()), (Some(2), ""), "{question}");
        assert!(answer.err.contains(expected), "{question}: {}", answer.err);
    }
    let answer = program.run(&["query", "mentions", "--store", "none.gpkg"]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.err.starts_with("error: there is no store none.gpkg\nhint: "), "{}", answer.err);
    assert!(!program.folder().join("none.gpkg").exists());
}

#[test]
fn a_copy_is_a_store_and_takes_no_other_files_place() {
    let program = reports();
    let answer = program.run(&["backup", "copy.gpkg"]);
    assert_eq!(answer.code, Some(0), "{answer:?}");
    assert_eq!(answer.err, "2 documents with 3 mentions copied to copy.gpkg\n");
    let copy = program.folder().join("copy.gpkg");
    assert_eq!(Store::open_read_only(&copy).unwrap().load().unwrap().len(), 2);
    let again = program.run(&["backup", "copy.gpkg"]);
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("copy.gpkg is there already") && again.err.contains("--overwrite"));
    assert_eq!(program.run(&["backup", "--overwrite", "copy.gpkg"]).code, Some(0));
    let elsewhere = program.run(&["backup", "no/folder/copy.gpkg"]);
    assert!(elsewhere.err.contains("cannot write no/folder/copy.gpkg"), "{elsewhere:?}");
    let rest = fs::read_dir(program.folder()).unwrap();
    let rest =
        rest.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with(".dateline-"));
    assert_eq!(rest.count(), 0, "nothing is left of what was not finished");
}

#[test]
fn a_damaged_store_is_told_from_a_whole_one_and_not_copied() {
    let program = reports();
    let whole = program.run(&["check"]);
    assert_eq!(
        (whole.code, whole.err.as_str()),
        (Some(0), "dateline.gpkg is whole: 2 documents, 3 mentions\n")
    );
    let path = program.folder().join("dateline.gpkg");
    let mut bytes = fs::read(&path).unwrap();
    // Behind the first page, which says what the file is.
    let middle = bytes.len() / 2;
    bytes[middle..middle + middle / 2].fill(0x55);
    fs::write(&path, bytes).unwrap();
    let damaged = program.run(&["check"]);
    assert_eq!(damaged.code, Some(1), "{damaged:?}");
    assert!(damaged.err.starts_with("error: "), "{}", damaged.err);
    let copied = program.run(&["backup", "copy.gpkg"]);
    assert_eq!(copied.code, Some(1), "{copied:?}");
    assert!(!program.folder().join("copy.gpkg").exists());
}

#[test]
fn a_part_of_a_store_goes_out_as_a_geopackage_of_its_own() {
    let program = reports();
    let answer = program.run(&[
        "query",
        "mentions",
        "country=SY",
        "properties=name,confidence,hedged",
        "--out",
        "part.gpkg",
    ]);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), "3 features of mentions in dateline.gpkg\n"));
    let part = rusqlite::Connection::open(program.folder().join("part.gpkg")).unwrap();
    let one = |sql: &str| -> String { part.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(
        one("SELECT group_concat(name) FROM (SELECT name FROM mentions ORDER BY name)"),
        "Aleppo,Homs,Idlib"
    );
    assert_eq!(one("SELECT typeof(confidence) || typeof(hedged) FROM mentions LIMIT 1"), "realinteger");
    assert_eq!(one("SELECT count(*) || '' FROM rtree_mentions_geom"), "3");
    assert_eq!(one("SELECT geometry_type_name FROM gpkg_geometry_columns"), "POINT");
    assert!(one("SELECT description FROM gpkg_contents").contains("GeoNames"));
    assert_eq!(one("SELECT (min_x > 35 AND max_x < 40) || '' FROM gpkg_contents"), "1");
    let piped = program.command(&["query", "mentions", "--format", "gpkg"]).output().unwrap();
    assert!(piped.status.success() && piped.stdout.starts_with(b"SQLite format 3\0"), "{:?}", piped.stderr);
}

#[test]
fn a_copy_takes_no_place_that_is_written_to_and_nothing_of_the_old_store_is_taken_for_its_part() {
    let program = reports();
    let itself = program.run(&["backup", "--overwrite", "dateline.gpkg"]);
    assert_eq!(itself.code, Some(1));
    assert!(itself.err.contains("dateline.gpkg is the store itself"), "{itself:?}");
    let other = program.folder().join("other.gpkg");
    let held = Store::open(&other).unwrap();
    let refused = program.run(&["backup", "--overwrite", "other.gpkg"]);
    assert!(refused.err.contains("other.gpkg is in use by another Dateline"), "{refused:?}");
    drop(held);
    // As a crash leaves it.
    fs::write(program.folder().join("other.gpkg-wal"), "not of the copy").unwrap();
    assert_eq!(program.run(&["backup", "--overwrite", "other.gpkg"]).code, Some(0));
    assert!(!program.folder().join("other.gpkg-wal").exists());
    assert_eq!(program.run(&["check", "--store", "other.gpkg"]).code, Some(0));
}
