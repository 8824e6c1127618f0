use std::io::Read;
use std::process::Stdio;

use crate::support::Program;

const REPORT: &str = "A convoy drove from Homs to Idlib on Wednesday.\n";

#[test]
fn a_text_becomes_a_feature_collection_and_nothing_else() {
    let program = Program::new();
    program.file("a.txt", REPORT);
    let answer = program.run(&["parse", "a.txt"]);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    let surfaces: Vec<_> = answer
        .features()
        .iter()
        .map(|feature| feature.property("surface").unwrap().as_str().unwrap().to_owned())
        .collect();
    assert_eq!(surfaces, ["Homs", "Idlib"]);
}

#[test]
fn standard_input_reads_like_a_file() {
    let program = Program::new();
    program.file("a.txt", REPORT);
    let file = program.run(&["parse", "a.txt"]);
    let input = program.run_with(&["parse", "-"], REPORT.as_bytes());
    assert_eq!(input.code, Some(0));
    assert_eq!(input.out, file.out);
}

#[test]
fn a_sequence_has_one_feature_per_line() {
    let program = Program::new();
    program.file("a.txt", REPORT);
    let answer = program.run(&["parse", "--format", "geojsonseq", "a.txt"]);
    assert_eq!(answer.out.lines().count(), 2);
    for line in answer.out.lines() {
        let line = line.strip_prefix('\u{1e}').unwrap();
        line.parse::<geojson::Feature>().unwrap();
    }
}

#[test]
fn only_the_kinds_that_were_asked_for_are_printed() {
    let program = Program::new();
    program.file("a.txt", "Syrian troops entered Homs.\n");
    let kinds = |argument: &str| -> Vec<String> {
        let features = program.run(&["parse", "--kind", argument, "a.txt"]).features();
        features
            .iter()
            .map(|feature| feature.property("kind").unwrap().as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(kinds("demonym"), ["demonym"]);
    assert_eq!(kinds("literal"), ["literal"]);
    assert_eq!(kinds("demonym,literal"), ["demonym", "literal"]);
    assert_eq!(program.run(&["parse", "--kind", "city", "a.txt"]).code, Some(2));
}

#[test]
fn coordinates_are_features_at_the_point_they_give() {
    let program = Program::new();
    program
        .file("a.txt", "The ship sank at 34°30′N 35°12′E off Tartus.\nThe team met at 37S BA 12345 67890.\n");
    let features = program.run(&["parse", "a.txt"]).features();
    let sunk = &features[0];
    assert_eq!(sunk.property("surface").unwrap(), "34°30′N 35°12′E");
    assert_eq!(sunk.property("place_id"), Some(&serde_json::Value::Null));
    let geometry = serde_json::to_value(sunk.geometry.as_ref().unwrap()).unwrap();
    assert_eq!(geometry, serde_json::json!({"type": "Point", "coordinates": [35.2, 34.5]}));
    assert_eq!(features.last().unwrap().property("surface").unwrap(), "37S BA 12345 67890");
}

#[test]
fn movements_are_printed_instead_of_mentions() {
    let program = Program::new();
    program.file("a.txt", REPORT);
    let features = program.run(&["parse", "--movements", "a.txt"]).features();
    let ends: Vec<_> = features
        .iter()
        .map(|feature| {
            ["origin", "destination"].map(|end| feature.property(end).unwrap().as_str().unwrap().to_owned())
        })
        .collect();
    assert!(ends.contains(&["Homs".to_owned(), "Idlib".to_owned()]), "{ends:?}");
}

#[test]
fn what_cannot_be_read_is_reported_and_the_rest_is_printed() {
    let program = Program::new();
    program.file("good.txt", REPORT);
    program.file("empty.txt", "");
    program.file("binary.txt", [0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0]);
    program.file("folder/.keep", "");
    let answer = program.run(&["parse", "missing.txt", "empty.txt", "binary.txt", "folder", "good.txt"]);
    assert_eq!(answer.code, Some(1));
    assert_eq!(answer.features().len(), 2);
    let errors: Vec<&str> = answer.err.lines().collect();
    assert_eq!(errors.len(), 4, "{}", answer.err);
    for (error, name) in errors.iter().zip(["missing.txt", "empty.txt", "binary.txt", "folder"]) {
        assert!(error.starts_with(&format!("error: {name}: ")), "{error}");
    }
}

#[test]
fn latin_1_bytes_are_read_as_what_they_are() {
    let program = Program::new();
    program.file("a.txt", b"Le convoi a quitt\xe9 Homs pour Idlib, d'apr\xe8s l'arm\xe9e.\n");
    let answer = program.run(&["parse", "a.txt"]);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    let sentence = answer.features()[0].property("sentence").unwrap().to_string();
    assert!(sentence.contains("quitté"), "{sentence}");
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let program = Program::new();
    // More than a pipe holds, so that writing must notice.
    program.file("a.txt", REPORT.repeat(2_000));
    let mut child =
        program.command(&["parse", "a.txt"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn what_the_caller_knows_of_a_text_moves_its_places() {
    let program = Program::new();
    program.file("a.txt", "The fair in Paris was closed on Monday.\n");
    let place = |arguments: &[&str]| {
        let answer = program.run(&[&["parse", "a.txt"], arguments].concat());
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{arguments:?}");
        let features = answer.features();
        features.first().map(|paris| paris.property("country").unwrap().as_str().unwrap().to_owned())
    };
    assert_eq!(place(&[]).as_deref(), Some("FR"));
    assert_eq!(place(&["--near", "-95.55,33.66", "--country", "US"]).as_deref(), Some("US"));
    // The caller's word is one clue: it does not move what has no namesake there.
    assert_eq!(place(&["--country", "SY"]).as_deref(), Some("FR"));
    assert_eq!(place(&["--min-confidence", "1"]), None);
    let answer = program.run(&["parse", "a.txt", "--country", "ZZ"]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.err.contains("ZZ"), "{}", answer.err);
}

#[test]
fn an_explanation_lists_the_candidates_with_what_speaks() {
    let program = Program::new();
    program.file("a.txt", REPORT);
    let answer = program.run(&["parse", "--explain", "a.txt"]);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    let homs = answer.out.find("\"Homs\" at 20-24").unwrap();
    assert!(answer.out[homs..].contains("1. ") && answer.out[homs..].contains("its usual name"));
}
