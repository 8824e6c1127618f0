//! A writer that is killed at any moment loses nothing that it had acknowledged.

#![expect(clippy::unwrap_used, reason = "what fails in a helper fails the test")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs, io};

use dateline::document::Document;
use dateline::feature::MentionRecord;
use dateline::geometry::Position;
use dateline::mention::Kind;
use dateline::pipeline::Parsed;
use dateline::store::{Outcome, Provenance, Store};

const STORE: &str = "DATELINE_TEST_STORE";
const KILLS: usize = 20;

fn mention(document_id: &str, start: usize) -> MentionRecord {
    let located = !start.is_multiple_of(3);
    MentionRecord {
        id: format!("{document_id}-{start}-{}", start + 1),
        document_id: document_id.to_owned(),
        document_title: None,
        published: None,
        sentence: "The convoy passed Homs.".to_owned(),
        sentence_start: 0,
        start,
        end: start + 1,
        surface: "Homs".to_owned(),
        kind: Kind::Literal,
        place_id: None,
        name: None,
        feature_class: None,
        feature_code: None,
        country: None,
        admin1: None,
        admin2: None,
        confidence: None,
        precision_ucdp: None,
        precision_acled: None,
        radius_km: None,
        event_start: None,
        event_end: None,
        event_time: None,
        time_precision: None,
        time_source: None,
        time_text: None,
        time_basis: None,
        hedged: false,
        negated: false,
        dateline: false,
        corrected: false,
        position: located.then(|| Position::new(36.7 + start as f64 / 100.0, 34.7)),
    }
}

/// Not a test of its own: what the test below starts and kills. It adds documents for ever, and says so after each.
#[test]
#[ignore = "runs as a child process that never ends by itself"]
fn writer_that_never_ends() {
    let Some(path) = env::var_os(STORE) else { return };
    let mut store = Store::open(path).unwrap();
    let provenance = Provenance { model: "none".to_owned(), gazetteer: "none".to_owned() };
    let mut number = store.documents().unwrap().len();
    loop {
        let document = Document::new(None, None, None, format!("Report {number}"));
        let mentions = (0..20).map(|start| mention(&document.id, start)).collect();
        let id = document.id.clone();
        let outcomes = store.insert(&[Parsed { document, mentions, accounts: vec![] }], &provenance).unwrap();
        assert_eq!(outcomes, [Outcome::Added]);
        writeln!(io::stdout(), "acknowledged {id}").unwrap();
        number += 1;
    }
}

/// Starts a writer, kills it after some acknowledgements, and gives back all that it acknowledged.
fn killed_after(store: &Path, acknowledgements: usize) -> Vec<String> {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "writer_that_never_ends", "--ignored", "--nocapture"])
        .env(STORE, store)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut acknowledged = Vec::new();
    let mut note = |line: String| {
        // The test harness may have begun a line of its own.
        acknowledged.extend(line.split_once("acknowledged ").map(|(_, id)| id.to_owned()));
        acknowledged.len()
    };
    for line in lines.by_ref() {
        if note(line) == acknowledgements {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    for line in lines {
        note(line);
    }
    acknowledged
}

#[test]
fn every_acknowledged_document_survives_a_kill() {
    let folder = env::temp_dir().join(format!("dateline-crash-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("a.gpkg");
    let mut acknowledged = BTreeSet::new();
    for round in 0..KILLS {
        acknowledged.extend(killed_after(&path, 1 + round * 7 % 13));
        let corpus = Store::open_read_only(&path).unwrap().load().unwrap();
        let found: BTreeSet<String> = corpus.iter().map(|parsed| parsed.document.id.clone()).collect();
        assert_eq!(found.len(), corpus.len(), "a document is there twice");
        assert!(acknowledged.is_subset(&found), "after {} kills", round + 1);
        for parsed in &corpus {
            let starts: Vec<usize> = parsed.mentions.iter().map(|mention| mention.start).collect();
            assert_eq!(starts, (0..20).collect::<Vec<_>>(), "a document is whole or not there");
        }
    }
    assert!(acknowledged.len() >= KILLS);
    let connection = rusqlite::Connection::open(&path).unwrap();
    let verdict: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    drop(connection);
    fs::remove_dir_all(folder).unwrap();
}
