use serde_json::{Value, json};

use crate::support::Program;

const TEXT: &str = "At the café near Idlib, Syrian troops left Homs; no one knows Xqzwvkj.";

/// A line with the marks of the words, in characters, at these latitudes on the meridian of Homs.
fn line(id: &str, text: &str, marks: &[(&str, f64, &str)]) -> String {
    let marks: Vec<Value> = marks
        .iter()
        .map(|(words, latitude, label)| {
            let start = text[..text.find(words).unwrap()].chars().count();
            let end = start + words.chars().count();
            json!({ "start": start, "end": end, "surface": words, "lat": latitude, "lon": 36.72, "type": label })
        })
        .collect();
    format!("{}\n", json!({ "doc_id": id, "text": text, "toponyms": marks }))
}

/// Homs is right, Idlib is 20 degrees off, nobody finds Xqzwvkj, and "Syrian" is marked by a corpus that marks demonyms.
fn gold(id: &str) -> String {
    let marks = [
        ("Homs", 34.73, "town"),
        ("Idlib", 56.0, "town"),
        ("Syrian", 35.0, "demonym"),
        ("Xqzwvkj", 1.0, "town"),
    ];
    line(id, TEXT, &marks)
}

fn json_of(program: &Program, arguments: &[&str]) -> Value {
    let answer = program.run(arguments);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    serde_json::from_str(&answer.out).unwrap()
}

#[test]
fn figures_are_told_with_demonyms_and_without() {
    let program = Program::new();
    program.file("a.jsonl", gold("1") + &gold("2"));
    program.file("b.jsonl", gold("3"));
    let figures = json_of(&program, &["eval", "--format", "json", "a.jsonl", "b.jsonl"]);
    assert_eq!(figures["files"][0]["file"], "a.jsonl");
    let exact = |figures: &Value, mode: &str| figures[mode]["recognition_exact"].clone();
    let all = &figures["all"];
    let with = exact(all, "with_demonyms");
    assert_eq!((&with["right"], &with["predicted"], &with["marked"]), (&json!(9), &json!(9), &json!(12)));
    let without = exact(all, "without_demonyms");
    assert_eq!(
        (&without["right"], &without["predicted"], &without["marked"]),
        (&json!(6), &json!(6), &json!(9))
    );
    assert_eq!(without["precision"], 1.0);
    // Of Homs, Idlib and Xqzwvkj one is found and in its place; the ceiling is the same.
    let end_to_end = &all["without_demonyms"]["end_to_end_161"];
    assert_eq!((&end_to_end["right"], &end_to_end["marked"]), (&json!(3), &json!(9)));
    assert_eq!(all["without_demonyms"]["ceiling"]["points"]["reached"], 3);
    assert_eq!(
        all["with_demonyms"]["by_type"]["town"]["exact"],
        json!({"reached": 6, "total": 9, "ratio": 6.0 / 9.0})
    );
    // Why Xqzwvkj is passed over is for the recogniser to say; that it is, and once a text, is counted in some class.
    let errors = all["with_demonyms"]["errors"].as_object().unwrap();
    let count = |side: &str| errors.values().filter_map(|class| class[side].as_u64()).sum::<u64>();
    assert_eq!((count("predicted"), count("marked")), (0, 3));
}

#[test]
fn tables_have_a_row_for_each_file_and_for_all() {
    let program = Program::new();
    program.file("a.jsonl", gold("1"));
    program.file("b.jsonl", gold("2"));
    let answer = program.run(&["eval", "a.jsonl", "b.jsonl"]);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    let rows: Vec<&str> = answer.out.lines().skip(2).take(6).collect();
    assert_eq!(
        rows.iter()
            .map(|row| row.split_whitespace().collect::<Vec<_>>())
            .map(|row| row[..6].join(" "))
            .collect::<Vec<_>>(),
        [
            "a.jsonl with 1 4 3 1.0000",
            "a.jsonl without 1 3 2 1.0000",
            "b.jsonl with 1 4 3 1.0000",
            "b.jsonl without 1 3 2 1.0000",
            "all with 2 8 6 1.0000",
            "all without 2 6 4 1.0000",
        ]
    );
    assert!(answer.out.contains("Marks of each type"), "{}", answer.out);
}

#[test]
fn only_the_kinds_that_were_asked_for_are_predicted() {
    let program = Program::new();
    program.file("a.jsonl", gold("1"));
    let figures = json_of(&program, &["eval", "--kinds", "demonym", "--format", "json", "a.jsonl"]);
    assert_eq!(figures["all"]["with_demonyms"]["recognition_exact"]["predicted"], 1);
    assert_eq!(figures["all"]["without_demonyms"]["recognition_exact"]["predicted"], 0);
}

#[test]
fn what_is_predicted_makes_a_gold_file_that_it_agrees_with_wholly() {
    let program = Program::new();
    program.file("a.jsonl", gold("2") + &gold("1"));
    let answer = program.run(&["eval", "--predictions", "out.jsonl", "a.jsonl"]);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    let written = std::fs::read_to_string(program.folder().join("out.jsonl")).unwrap();
    let mut lines: Vec<Value> = written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["doc_id"], &lines[1]["doc_id"]), (&json!("2"), &json!("1")));
    let idlib = &lines[0]["toponyms"][0];
    assert_eq!(
        (&idlib["start"], &idlib["surface"], &idlib["type"]),
        (&json!(17), &json!("Idlib"), &json!("literal"))
    );
    for line in &mut lines {
        line["text"] = json!(TEXT);
    }
    program.file("again.jsonl", lines.iter().map(Value::to_string).collect::<Vec<_>>().join("\n"));
    let figures = json_of(&program, &["eval", "--format", "json", "again.jsonl"]);
    let with = &figures["all"]["with_demonyms"];
    assert_eq!(with["recognition_exact"]["f1"], 1.0);
    assert_eq!(with["end_to_end"]["mean_km"], 0.0);
    assert_eq!(with["same_geonames_id"]["ratio"], 1.0);
}

#[test]
fn marks_are_resolved_and_those_without_a_place_are_wrong() {
    let program = Program::new();
    program.file("a.jsonl", gold("1"));
    let figures = json_of(&program, &["eval", "--gold-mentions", "--format", "json", "a.jsonl"]);
    let without = &figures["all"]["without_demonyms"];
    assert_eq!((&without["resolution"]["count"], &without["unresolved"]), (&json!(3), &json!(1)));
    assert_eq!(without["resolution"]["accuracy_161"], 1.0 / 3.0);
    let choices =
        without["reliability"].as_array().unwrap().iter().map(|band| band["count"].as_u64().unwrap());
    assert_eq!(choices.collect::<Vec<_>>().len(), 10);
    let answer = program.run(&["eval", "--gold-mentions", "a.jsonl"]);
    assert!(answer.out.contains("0.9 to 1.0"), "{}", answer.out);
}

#[test]
fn errors_are_printed_one_a_line() {
    let program = Program::new();
    let text = "In Mason County, Ohio,\nnobody has seen Xqzwvkj.";
    program.file("a.jsonl", line("d", text, &[("Mason", 39.0, "county"), ("Xqzwvkj", 0.0, "town")]));
    let errors = |classes: &str| {
        let answer = program.run(&["eval", "--errors", classes, "a.jsonl"]);
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
        answer.out
    };
    assert_eq!(
        errors("missed"),
        "a.jsonl\td\tmissed\tmarked as town\tIn Mason County, Ohio, nobody has seen [Xqzwvkj].\t-\n"
    );
    assert_eq!(
        errors("boundary"),
        "a.jsonl\td\tboundary\tpredicted as literal\tIn [Mason County], Ohio, nobody has seen Xqzwvkj.\tMason\n"
    );
    // Ohio is not marked.
    assert_eq!(errors("all").lines().count(), 3);
    let one = program.run(&["eval", "--errors", "all", "--examples", "0", "a.jsonl"]);
    assert_eq!(one.out, "");
    assert_eq!(program.run(&["eval", "--errors", "spelling", "a.jsonl"]).code, Some(2));
}

#[test]
fn what_is_no_gold_file_is_refused_with_its_line() {
    let program = Program::new();
    let refused = |content: String, words: &str| {
        program.file("a.jsonl", content);
        let answer = program.run(&["eval", "--predictions", "out.jsonl", "a.jsonl"]);
        assert_eq!((answer.code, answer.out.as_str()), (Some(1), ""));
        assert!(answer.err.starts_with("error: a.jsonl:2: "), "{}", answer.err);
        assert!(answer.err.contains(words), "{}", answer.err);
        assert!(!program.folder().join("out.jsonl").exists());
    };
    refused(gold("1") + &gold("1"), r#"the doc_id "1" is that of line 1"#);
    refused(gold("1") + &gold("2").replace("café", "bistro"), "expected the surface");
    refused(gold("1") + &gold("2").replace(" Xqzwvkj.", ""), "expected a span inside its");
    refused(gold("1") + "{\n", "expected an object {doc_id, text, toponyms}");
}

#[test]
fn predictions_of_two_texts_of_one_name_are_refused_and_nothing_is_written() {
    let program = Program::new();
    program.file("a.jsonl", gold("1"));
    program.file("b.jsonl", gold("1"));
    program.file("out.jsonl", "as it was");
    let answer = program.run(&["eval", "--predictions", "out.jsonl", "a.jsonl", "b.jsonl"]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.err.contains(r#"the doc_id "1" is in a.jsonl and in b.jsonl"#), "{}", answer.err);
    assert_eq!(std::fs::read_to_string(program.folder().join("out.jsonl")).unwrap(), "as it was");
    let over = program.run(&["eval", "--predictions", "./a.jsonl", "a.jsonl"]);
    assert_eq!(over.code, Some(1));
    assert!(over.err.contains("is a file that is read here already"), "{}", over.err);
    let nowhere = program.run(&["eval", "--predictions", "none/out.jsonl", "a.jsonl"]);
    assert!(nowhere.err.contains("there is no folder none"), "{}", nowhere.err);
}

#[test]
fn time_expressions_are_judged_by_their_own_marks() {
    let program = Program::new();
    let line = |text: &str, words: &str, day: &str| {
        let start = text.find(words).unwrap();
        let end = start + words.len();
        let mark = json!({ "start": start, "end": end, "first": day, "last": day, "precision": "day" });
        format!("{}\n", json!({ "text": text, "date": "2015-10-08", "times": [mark] }))
    };
    let right = line("The mill burned on Monday.", "Monday", "2015-10-05");
    let wrong = line("The mill burned on Tuesday.", "on Tuesday", "2015-10-05");
    program.file("a.jsonl", right.clone() + &wrong);
    program.file("b.jsonl", right);
    let figures = json_of(&program, &["eval", "--time", "--format", "json", "a.jsonl", "b.jsonl"]);
    assert_eq!(figures["files"][0]["file"], "a.jsonl");
    let right = |name: &str| figures["all"][name]["right"].clone();
    assert_eq!((&figures["all"]["documents"], right("exact")), (&json!(3), json!(2)));
    assert_eq!((right("overlap"), right("interval")), (json!(3), json!(2)));
    let table = program.run(&["eval", "--time", "a.jsonl"]);
    let row = table.out.lines().find(|row| row.contains("interval")).unwrap();
    assert_eq!(row.split_whitespace().collect::<Vec<_>>()[..6], ["a.jsonl", "interval", "2", "2", "2", "1"]);
    let misses = program.run(&["eval", "--time", "--misses", "a.jsonl"]);
    assert_eq!(misses.out, "a.jsonl\t2\ton Tuesday\t2015-10-05\tday\tTuesday\t2015-10-06\tday\n");
    program.file("c.jsonl", "{}\n");
    let refused = program.run(&["eval", "--time", "c.jsonl"]);
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.err.starts_with("error: c.jsonl:1: expected an object {text, date, times}"),
        "{}",
        refused.err
    );
    assert_eq!(program.run(&["eval", "--time", "--coverage", "a.jsonl"]).code, Some(2));
}

#[test]
fn coverage_stands_alone() {
    let program = Program::new();
    program.file("a.jsonl", gold("1"));
    let answer = program.run(&["eval", "--coverage", "a.jsonl"]);
    assert_eq!(answer.code, Some(0));
    assert!(answer.out.starts_with("a.jsonl  points 0.5000 (2 of 4)"), "{}", answer.out);
    assert_eq!(program.run(&["eval", "--coverage", "--gold-mentions", "a.jsonl"]).code, Some(2));
    assert_eq!(program.run(&["eval", "--misses", "a.jsonl"]).code, Some(2));
}

#[test]
fn journeys_are_judged_from_plain_text_and_those_set_aside_apart() {
    let program = Program::new();
    let text = "The ferry sailed from Naples to Palermo.";
    let stop = |name: &str| {
        let start = text.find(name).unwrap();
        json!({ "start": start, "end": start + name.len(), "text": name })
    };
    let journey = json!({
        "mode": "sea", "polarity": "affirmed", "hedged": false,
        "origins": [stop("Naples")], "destinations": [stop("Palermo")],
    });
    let seen = json!({ "id": "1", "text": text, "movements": [journey] });
    let held = json!({ "id": "2", "text": "Nobody went.", "held_out": true, "movements": [] });
    program.file("gold.jsonl", format!("{seen}\n{held}\n"));
    let figures = json_of(&program, &["eval", "--movements", "--format", "json", "gold.jsonl"]);
    let journeys = &figures["all"]["seen"]["journeys"];
    assert_eq!((&journeys["right"], &journeys["predicted"]), (&json!(1), &json!(1)));
    assert_eq!(figures["all"]["seen"]["destinations"]["recall"], 1.0);
    assert_eq!(figures["all"]["held_out"]["documents"], 1);
    let tables = program.run(&["eval", "--movements", "gold.jsonl"]);
    assert!(tables.out.contains("distance checks"), "{}", tables.out);
    program.file("broken.jsonl", "{}\n");
    let broken = program.run(&["eval", "--movements", "broken.jsonl"]);
    assert!(
        broken.err.contains("broken.jsonl:1: expected an object {id, text, movements}"),
        "{}",
        broken.err
    );
}
