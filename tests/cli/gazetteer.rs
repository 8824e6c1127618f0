use crate::support::{Answer, Program};

fn run(arguments: &[&str]) -> Answer {
    Program::new().run(&[&["gazetteer"], arguments].concat())
}

/// The columns of the first line.
fn first_line(answer: &Answer) -> Vec<&str> {
    answer.out.lines().next().unwrap().split('\t').collect()
}

fn property(feature: &geojson::Feature, key: &str) -> String {
    feature.property(key).unwrap().as_str().unwrap().to_owned()
}

fn is_point(feature: &geojson::Feature) -> bool {
    matches!(feature.geometry.as_ref().unwrap().value, geojson::GeometryValue::Point { .. })
}

#[test]
fn a_search_is_the_same_in_both_formats() {
    for more in [&[][..], &["--near", "-95.5,33.7"], &["--country", "us", "--limit", "3"]] {
        let text = run(&[&["search", "Paris"], more].concat());
        assert_eq!((text.code, text.err.as_str()), (Some(0), ""));
        let geojson = run(&[&["search", "Paris", "--format", "geojson"], more].concat());
        assert_eq!((geojson.code, geojson.err.as_str()), (Some(0), ""));
        let listed: Vec<_> =
            text.out.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect();
        let features = geojson.features();
        let ids = features.iter().map(|feature| match feature.id.as_ref().unwrap() {
            geojson::feature::Id::String(id) => id.clone(),
            geojson::feature::Id::Number(number) => panic!("{number}"),
        });
        assert_eq!(ids.collect::<Vec<_>>(), listed);
    }
    let misspelt = run(&["search", "Damasucs", "--format", "geojson"]).features();
    assert_eq!(["name", "matched"].map(|key| property(&misspelt[0], key)), ["Damascus", "typos"]);
}

#[test]
fn a_name_that_no_place_has_fails_and_is_still_a_collection() {
    let text = run(&["search", "Qxzvwkjhq"]);
    assert_eq!((text.code, text.out.as_str()), (Some(1), ""));
    assert_eq!(text.err, "no place has a name like \"Qxzvwkjhq\"\n");
    let geojson = run(&["search", "Qxzvwkjhq", "--format", "geojson"]);
    assert_eq!((geojson.code, geojson.features().len()), (Some(1), 0));
    assert_eq!(geojson.err, text.err);
}

#[test]
fn the_nearest_places_come_with_what_holds_the_position() {
    let text = run(&["nearest", "36.72", "34.73", "--limit", "2"]);
    assert_eq!((text.code, text.err.as_str()), (Some(0), "in Homs, Syria\n"));
    assert_eq!(text.out.lines().count(), 2);
    assert_eq!((first_line(&text)[1], first_line(&text)[6]), ("Homs", "0.8 km"));
    let geojson = run(&["nearest", "36.72", "34.73", "--limit", "2", "--format", "geojson"]);
    assert_eq!((geojson.code, geojson.err.as_str()), (Some(0), ""));
    let features = geojson.features();
    assert_eq!((features.len(), property(&features[0], "name").as_str()), (2, "Homs"));
    assert!(features[0].property("distance_km").unwrap().as_f64().unwrap() < 1.0);
    let collection: serde_json::Value = geojson.out.parse().unwrap();
    assert_eq!(collection["country"]["name"], "Syria");
    assert_eq!(collection["admin1"]["name"], "Homs");
}

#[test]
fn one_place_is_shown_as_rows_as_a_point_and_as_its_area() {
    let text = run(&["show", "163843"]);
    assert_eq!((text.code, text.err.as_str()), (Some(0), ""));
    assert!(text.out.starts_with("id           163843\nname         Syria\n"), "{}", text.out);
    let feature = |more: &[&str]| -> geojson::Feature {
        let answer = run(&[&["show", "--format", "geojson"], more].concat());
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
        answer.out.parse().unwrap()
    };
    assert!(is_point(&feature(&["163843"])));
    assert!(!is_point(&feature(&["163843", "--area"])));
    assert!(is_point(&feature(&["169577", "--area"])), "a city without an area keeps its point");
    assert_eq!(property(&feature(&["dateline:caspian-sea"]), "name"), "Caspian Sea");
}

#[test]
fn an_id_that_no_place_has_is_named_in_both_formats() {
    for format in ["text", "geojson"] {
        let answer = run(&["show", "nobody", "--format", format]);
        assert_eq!((answer.code, answer.out.as_str()), (Some(1), ""));
        assert_eq!(answer.err, "no place has the id \"nobody\"\n");
    }
}

#[test]
fn what_cannot_be_asked_is_refused_with_what_can() {
    for (arguments, told) in [
        (&["nearest", "181", "0"][..], "expected degrees from -180 to 180"),
        (&["nearest", "0", "-90.5"], "expected degrees from -90 to 90"),
        (&["nearest", "NaN", "0"], "expected degrees"),
        (&["nearest", "east", "0"], "expected degrees"),
        (&["nearest", "36.72"], "<LAT>"),
        (&["search", "Paris", "--near", "33.7,-95.5"], "expected degrees from -90 to 90"),
        (&["search", "Paris", "--near", "Texas"], "expected longitude,latitude"),
        (&["search", "Paris", "--country", "France"], "expected two letters"),
        (&["search", "Paris", "--limit", "0"], "--limit"),
        (&["search", "Paris", "--format", "csv"], "text, geojson"),
        (&["show", "163843", "--area"], "hint: add --format geojson"),
    ] {
        let answer = run(arguments);
        assert_eq!((answer.code, answer.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(answer.err.contains(told), "{arguments:?}: {}", answer.err);
    }
}

#[test]
fn an_import_tells_what_became_of_every_file_and_its_pack_is_read_with() {
    let program = Program::new();
    program.file("camps.csv", "name,lat,lon\nZokolabad,36.0,37.0\nBad,99,37.0\n");
    program.file("report.txt", "Shells fell on Zokolabad overnight.");
    let answer =
        program.run(&["gazetteer", "import", "camps.csv", "--output", "camps.gaz", "--skipped", "bad.tsv"]);
    assert_eq!((answer.code, answer.out.as_str()), (Some(1), ""));
    assert!(
        answer.err.contains("camps.csv (table): 1 row taken, 1 skipped (1 no position)"),
        "{}",
        answer.err
    );
    assert!(answer.err.contains("camps.gaz: 1 place, "), "{}", answer.err);
    let bad = std::fs::read_to_string(program.folder().join("bad.tsv")).unwrap();
    assert!(bad.starts_with("camps.csv\t3\tlatitude is \"99\""), "{bad}");

    assert!(program.run(&["parse", "report.txt"]).features().is_empty());
    let found = program.run(&["parse", "--gazetteer", "camps.gaz", "report.txt"]).features();
    assert_eq!(found[0].property("country").unwrap(), "SY");
    let answer = program.run(&["gazetteer", "info", "--gazetteer", "camps.gaz"]);
    assert!(answer.out.contains("yours   camps.csv (table, 1 row)"), "{}", answer.out);
}

#[test]
fn a_list_of_skipped_rows_never_takes_the_place_of_what_is_read_or_written() {
    let program = Program::new();
    let table = "name,lat,lon\nZokolabad,36.0,37.0\n";
    program.file("camps.csv", table);
    for skipped in ["camps.csv", "./camps.csv", "own.gaz"] {
        let answer = program.run(&["gazetteer", "import", "camps.csv", "--skipped", skipped]);
        assert_eq!(answer.code, Some(1));
        assert!(answer.err.contains("is read or written here already"), "{}", answer.err);
        assert_eq!(std::fs::read_to_string(program.folder().join("camps.csv")).unwrap(), table);
    }
}

#[test]
fn what_is_no_pack_is_refused_by_its_name() {
    let program = Program::new();
    program.file("letter.txt", "Dear editor");
    let answer = program.run(&["parse", "--gazetteer", "letter.txt", "letter.txt"]);
    assert_eq!((answer.code, answer.out.as_str()), (Some(1), ""));
    assert!(answer.err.contains("letter.txt: not a gazetteer pack\nhint: "), "{}", answer.err);
    let answer = program.run(&["gazetteer", "search", "London", "--country", "UK"]);
    assert!(answer.err.contains("no country has the code \"UK\""), "{}", answer.err);
}
