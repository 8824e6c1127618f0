//! What people put right, over HTTP and by command.

use std::fs;

use serde_json::{Value, json};

use crate::serve::Server;
use crate::support::Program;

const REPORT: &str = "Shells fell on Homs on Monday, people in Paris said. The old granary was not hit. \
                      Three buses went from Homs to Hama on Tuesday.";
/// Of GeoNames: Paris in Texas.
const PARIS_TEXAS: &str = "4717560";

/// An answer: its status, its `Location`, its body.
struct Answer {
    status: u16,
    location: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_no_json| panic!("{}", self.body))
    }

    /// The path of what was written, without the host.
    fn path(&self) -> &str {
        &self.location[self.location.find("/corrections").unwrap()..]
    }
}

fn ask(server: &Server, method: &str, path: &str, body: &str) -> Answer {
    let whole = server.ask(method, path, body);
    let (head, body) = whole.split_once("\r\n\r\n").unwrap();
    let location = head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or_default();
    Answer {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        location: location.to_owned(),
        body: body.to_owned(),
    }
}

/// A server over one report, with the id of the document.
fn reported(program: &Program) -> (Server, String) {
    program.file("report.txt", REPORT);
    assert_eq!(program.run(&["ingest", "report.txt"]).code, Some(0));
    let server = Server::start(program, &["--no-seeds"]);
    let documents = ask(&server, "GET", "/documents", "").json();
    let id = documents["documents"][0]["id"].as_str().unwrap().to_owned();
    (server, id)
}

/// The surfaces of all mentions of the document with the countries of their places.
fn mentions(server: &Server, id: &str) -> Vec<(String, Value, bool)> {
    let document = ask(server, "GET", &format!("/documents/{id}"), "").json();
    let mentions = document["mentions"].as_array().unwrap().iter().map(|mention| {
        let properties = &mention["properties"];
        let surface = properties["surface"].as_str().unwrap().to_owned();
        (surface, properties["country"].clone(), properties["corrected"] == true)
    });
    mentions.collect()
}

fn id_of(server: &Server, document: &str, surface: &str) -> String {
    let document = ask(server, "GET", &format!("/documents/{document}"), "").json();
    let all = document["mentions"].as_array().unwrap().clone();
    let found = all.iter().find(|mention| mention["properties"]["surface"] == surface).unwrap();
    found["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_place_is_put_right_holds_when_the_text_is_read_again_and_is_undone() {
    let program = Program::new();
    let (server, document) = reported(&program);
    let before = mentions(&server, &document);
    assert!(before.contains(&("Paris".to_owned(), json!("FR"), false)), "{before:?}");
    let paris = format!("/collections/mentions/items/{}", id_of(&server, &document, "Paris"));
    let body = json!({"place_id": PARIS_TEXAS, "by": "an editor"}).to_string();
    let put = ask(&server, "PATCH", &paris, &body);
    assert_eq!(put.status, 200, "{}", put.body);
    assert_eq!(put.json()["properties"]["country"], "US");
    assert_eq!(put.json()["properties"]["confidence"], 1.0);
    let places = ask(&server, "GET", "/collections/places/items?f=json", "").json();
    let names: Vec<_> =
        places["features"].as_array().unwrap().iter().map(|place| &place["properties"]["country"]).collect();
    assert!(names.contains(&&json!("US")) && !names.contains(&&json!("FR")), "{names:?}");
    let listed = ask(&server, "GET", put.path(), "").json();
    assert_eq!(listed["corrections"][0]["by"], "an editor");
    assert_eq!(listed["corrections"][0]["surface"], "Paris");

    server.stop();
    let again = program.run(&["reparse", "--all"]);
    assert_eq!(again.code, Some(0), "{again:?}");
    let server = Server::start(&program, &["--no-seeds"]);
    assert!(mentions(&server, &document).contains(&("Paris".to_owned(), json!("US"), true)));
    let undone = ask(&server, "DELETE", put.path(), "");
    assert_eq!(undone.status, 204, "{}", undone.body);
    assert_eq!(mentions(&server, &document), before);
    assert_eq!(ask(&server, "DELETE", put.path(), "").status, 404);
}

#[test]
fn mentions_are_taken_away_added_and_called_of_another_kind() {
    let program = Program::new();
    let (server, document) = reported(&program);
    let start = REPORT.find("old granary").unwrap();
    let body = json!({"start": start, "end": start + 11, "kind": "facility"}).to_string();
    let added = ask(&server, "POST", &format!("/documents/{document}/mentions"), &body);
    assert_eq!(added.status, 201, "{}", added.body);
    assert_eq!(added.json()["properties"]["sentence"], "The old granary was not hit.");
    assert_eq!(added.json()["geometry"], Value::Null);
    let id = added.json()["id"].as_str().unwrap().to_owned();
    let placed = ask(
        &server,
        "PATCH",
        &format!("/collections/unlocated/items/{id}"),
        &json!({"place_id": PARIS_TEXAS}).to_string(),
    );
    assert_eq!((placed.status, &placed.json()["properties"]["kind"]), (200, &json!("facility")));
    assert_eq!(placed.json()["geometry"]["type"], "Point");

    let homs = format!("/collections/mentions/items/{}", id_of(&server, &document, "Homs"));
    let kind = ask(&server, "PATCH", &homs, r#"{"kind": "region"}"#);
    assert_eq!(kind.json()["properties"]["kind"], "region");
    let gone = ask(&server, "PATCH", &homs, r#"{"not_a_place": true}"#);
    assert_eq!((gone.status, gone.body.as_str()), (204, ""));
    assert_eq!(ask(&server, "GET", &homs, "").status, 404);
    assert_eq!(ask(&server, "DELETE", gone.path(), "").status, 204);
    assert_eq!(ask(&server, "GET", &homs, "").json()["properties"]["kind"], "region");
}

#[test]
fn a_journey_is_told_otherwise_follows_a_corrected_place_and_is_rejected() {
    let program = Program::new();
    let (server, document) = reported(&program);
    let journeys = |server: &Server| {
        let all = ask(server, "GET", "/collections/movements/items?f=json", "").json();
        all["features"].as_array().unwrap().clone()
    };
    let before = journeys(&server);
    assert_eq!(before.len(), 1, "{before:?}");
    assert_eq!(before[0]["properties"]["count"], 3);
    let path = format!("/collections/movements/items/{}", before[0]["id"].as_str().unwrap());
    let edited = ask(&server, "PATCH", &path, r#"{"set": {"count": 5, "event_start": "2015-10-06"}}"#);
    assert!(matches!(edited.status, 200 | 204), "{}", edited.body);
    let after = journeys(&server);
    assert_eq!(
        (&after[0]["properties"]["count"], &after[0]["properties"]["event_end"]),
        (&json!(5), &json!("2015-10-06"))
    );

    let hama = format!("/collections/mentions/items/{}", id_of(&server, &document, "Hama"));
    ask(&server, "PATCH", &hama, &json!({"place_id": PARIS_TEXAS}).to_string());
    let moved = journeys(&server);
    assert_eq!((&moved[0]["properties"]["destination"], moved.len()), (&json!("Paris"), 1));
    assert!(moved[0]["properties"]["length_km"].as_f64().unwrap() > 5000.0);

    let path = format!("/collections/movements/items/{}", moved[0]["id"].as_str().unwrap());
    let rejected = ask(&server, "PATCH", &path, r#"{"rejected": true}"#);
    assert_eq!(rejected.status, 204, "{}", rejected.body);
    assert_eq!(journeys(&server).len(), 0);
    assert_eq!(ask(&server, "DELETE", rejected.path(), "").status, 204);
    assert_eq!(journeys(&server), moved);
}

#[test]
fn what_cannot_be_corrected_is_named_and_changes_nothing() {
    let program = Program::new();
    let (server, document) = reported(&program);
    let before = mentions(&server, &document);
    let homs = format!("/collections/mentions/items/{}", id_of(&server, &document, "Homs"));
    for (method, path, body, status, words) in [
        ("PATCH", homs.as_str(), r#"{"place_id": "nowhere"}"#, 400, "no place"),
        ("PATCH", &homs, r#"{"kind": "city"}"#, 400, "city"),
        ("PATCH", &homs, "{}", 400, "nothing to correct"),
        ("PATCH", &homs, r#"{"rejected": true}"#, 400, "of movements"),
        ("PATCH", &homs, "[", 400, "body"),
        ("PATCH", &homs, r#"{"place": "homs"}"#, 400, "unknown field"),
        ("PATCH", "/collections/mentions/items/nobody", r#"{"not_a_place": true}"#, 404, "nobody"),
        ("PATCH", "/collections/places/items/170654", r#"{"not_a_place": true}"#, 405, "mentions"),
        ("POST", &format!("/documents/{document}/mentions"), r#"{"start": 5, "end": 900}"#, 400, "at most"),
        (
            "POST",
            &format!("/documents/{document}/mentions"),
            r#"{"start": 5, "end": 5}"#,
            400,
            "before the end",
        ),
        ("POST", "/documents/nobody/mentions", r#"{"start": 5, "end": 9}"#, 404, "nobody"),
        ("POST", "/corrections", r#"{"action": "place"}"#, 400, "correction 1"),
        ("POST", "/corrections", "", 400, "empty"),
    ] {
        let answer = ask(&server, method, path, body);
        assert_eq!(answer.status, status, "{method} {path} {body}: {}", answer.body);
        assert!(answer.body.contains(words), "{method} {path} {body}: {}", answer.body);
    }
    assert_eq!(mentions(&server, &document), before);
    assert_eq!(ask(&server, "GET", "/corrections", "").json()["corrections"], json!([]));
}

#[test]
fn corrections_go_from_one_store_to_another_and_become_a_file_to_be_judged_by() {
    let program = Program::new();
    let (server, document) = reported(&program);
    let paris = format!("/collections/mentions/items/{}", id_of(&server, &document, "Paris"));
    ask(&server, "PATCH", &paris, &json!({"place_id": PARIS_TEXAS}).to_string());
    let corrected = mentions(&server, &document);
    let lines = ask(&server, "GET", "/corrections?f=jsonl", "").body;
    server.stop();
    let written = program.run(&["corrections", "--out", "corrections.jsonl"]);
    assert_eq!((written.code, written.err.as_str()), (Some(0), "1 correction of dateline.gpkg\n"));
    assert_eq!(fs::read_to_string(program.folder().join("corrections.jsonl")).unwrap(), lines);

    let unknown = lines.replace(&document, "nobody");
    program.file("more.jsonl", format!("{lines}{unknown}\nno correction\n"));
    program.run(&["ingest", "report.txt", "--store", "other.gpkg"]);
    let taken = program.run(&["corrections", "--import", "more.jsonl", "--store", "other.gpkg"]);
    assert_eq!(taken.code, Some(1));
    assert!(taken.err.contains("more.jsonl:2: there is no document \"nobody\""), "{}", taken.err);
    assert!(taken.err.contains("more.jsonl:4: expected a correction"), "{}", taken.err);
    assert!(taken.err.ends_with("1 correction added to other.gpkg; 2 failed\n"), "{}", taken.err);
    let again = program.run(&["corrections", "--import", "corrections.jsonl", "--store", "other.gpkg"]);
    assert_eq!(again.err, "0 corrections added to other.gpkg; 1 was already there\n");
    let server = Server::start(&program, &["--no-seeds", "--store", "other.gpkg"]);
    assert_eq!(mentions(&server, &document), corrected);
    server.stop();

    let gold = program.run(&["corrections", "--gold"]);
    assert!(gold.out.contains("\"geonameid\":4717560"), "{gold:?}");
    program.file("gold.jsonl", &gold.out);
    let judged = program.run(&["eval", "gold.jsonl"]);
    assert_eq!(judged.code, Some(0), "{judged:?}");
}
