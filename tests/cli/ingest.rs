use std::fs;
use std::path::Path;

use dateline::store::Store;

use crate::support::Program;

const REPORT: &str = "A convoy drove from Homs to Idlib on Wednesday.\n";

fn seeds() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").display().to_string()
}

#[test]
fn a_folder_is_added_once() {
    let program = Program::new();
    let first = program.run(&["ingest", &seeds()]);
    assert_eq!((first.code, first.out.as_str()), (Some(0), ""));
    assert!(first.err.starts_with("Added 5 documents with "), "{}", first.err);
    let second = program.run(&["ingest", &seeds()]);
    assert_eq!(second.code, Some(0));
    assert_eq!(second.err, "Added 0 documents with 0 mentions to dateline.gpkg; 5 were already there\n");
    let corpus = Store::open_read_only(program.folder().join("dateline.gpkg")).unwrap().load().unwrap();
    assert_eq!(corpus.len(), 5);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_added() {
    let program = Program::new();
    program.file("a.txt", REPORT);
    program.file("empty.txt", " \n");
    let answer = program.run(&["ingest", "--store", "my.gpkg", "missing.txt", "empty.txt", "a.txt"]);
    assert_eq!(answer.code, Some(1));
    let lines: Vec<&str> = answer.err.lines().collect();
    assert!(lines[0].starts_with("error: missing.txt: "), "{}", lines[0]);
    assert!(lines[1].starts_with("error: empty.txt: "), "{}", lines[1]);
    assert!(
        lines[2].starts_with("Added 1 document with ") && lines[2].ends_with(" to my.gpkg; 2 failed"),
        "{}",
        lines[2]
    );
}

#[test]
fn the_given_date_is_kept_with_its_basis() {
    let program = Program::new();
    let answer = program.run_with(&["ingest", "--date", "2015-10-07", "-"], REPORT.as_bytes());
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    let documents =
        Store::open_read_only(program.folder().join("dateline.gpkg")).unwrap().documents().unwrap();
    assert_eq!(documents[0].published.unwrap().to_string(), "2015-10-07");
    assert_eq!(documents[0].published_basis, Some(dateline::document::DateBasis::Given));
}

#[test]
fn a_document_without_a_date_keeps_none() {
    let program = Program::new();
    program.run_with(&["ingest", "-"], REPORT.as_bytes());
    let documents =
        Store::open_read_only(program.folder().join("dateline.gpkg")).unwrap().documents().unwrap();
    assert_eq!(documents[0].published, None);
}

#[test]
fn a_file_that_is_no_store_is_left_alone() {
    let program = Program::new();
    program.file("a.txt", REPORT);
    program.file("notes.gpkg", REPORT.repeat(100));
    let answer = program.run(&["ingest", "--store", "notes.gpkg", "a.txt"]);
    assert_eq!(answer.code, Some(1));
    assert_eq!(
        answer.err,
        "error: notes.gpkg is not a GeoPackage\nhint: choose another file with --store FILE\n"
    );
    assert_eq!(fs::read_to_string(program.folder().join("notes.gpkg")).unwrap(), REPORT.repeat(100));
}

#[test]
fn a_store_that_is_being_written_is_refused() {
    let program = Program::new();
    program.file("a.txt", REPORT);
    let _writer = Store::open(program.folder().join("dateline.gpkg")).unwrap();
    let answer = program.run(&["ingest", "a.txt"]);
    assert_eq!(answer.code, Some(1));
    assert!(
        answer.err.starts_with("error: dateline.gpkg is in use by another Dateline (process "),
        "{}",
        answer.err
    );
}

#[test]
fn texts_that_an_older_version_read_are_read_again() {
    let program = Program::new();
    program.file("a.txt", "The fair in Paris was closed.\n");
    program.file("b.txt", "A bridge fell in Homs.\n");
    program.run(&["ingest", "a.txt", "--country", "US", "--near", "-95.55,33.66"]);
    program.run(&["ingest", "b.txt"]);
    let answer = program.run(&["reparse"]);
    assert_eq!(answer.err, "Read 0 documents of dateline.gpkg again; 2 were up to date\n");

    let path = program.folder().join("dateline.gpkg");
    let mentions = |sql: &str| -> Vec<(String, Option<String>, String)> {
        let store = rusqlite::Connection::open(&path).unwrap();
        let mut select = store.prepare(sql).unwrap();
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    let all = "SELECT id, country, model_version FROM mentions ORDER BY country";
    let before = mentions(all);
    assert_eq!(
        before.iter().map(|(_, country, _)| country.as_deref()).collect::<Vec<_>>(),
        [Some("SY"), Some("US")]
    );
    let store = rusqlite::Connection::open(&path).unwrap();
    store.execute_batch("UPDATE documents SET model_version = '0.0.9'").unwrap();
    drop(store);
    let answer = program.run(&["reparse"]);
    let told = "Read 2 documents of dateline.gpkg again: 0 new mentions, 0 gone, 0 with another place\n";
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), told));
    assert_eq!(mentions(all), before);

    let answer = program.run(&["reparse", "--all", "--min-confidence", "1"]);
    assert!(answer.err.contains("2 with another place"), "{}", answer.err);
    assert!(mentions(all).is_empty());
    let answer = program.run(&["reparse", "--store", "none.gpkg"]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.err.contains("none.gpkg") && !program.folder().join("none.gpkg").exists());
}
