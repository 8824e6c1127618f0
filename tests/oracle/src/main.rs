//! Conditions in CQL2 that are made up at random mean the same here and to the `cql2` crate: each is asked of features that are
//! made up too, in text and in JSON.
//!
//! Usage: oracle [CASES]

use std::cell::Cell;
use std::fmt::Write as _;
use std::process::ExitCode;
use std::str::FromStr;

use cql2::Expr;
use dateline::cql::{Row, Schema, Value, parse_json, parse_text};
use dateline::feature::{MOVEMENT, PropertyType};
use dateline::geometry::Crs;
use geo::Geometry;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value as Json, json};

/// Conditions asked unless told otherwise; each of [`FEATURES`] features.
const CASES: u32 = 4000;
const FEATURES: usize = 6;

fn main() -> ExitCode {
    let cases = std::env::args().nth(1).and_then(|number| number.parse().ok()).unwrap_or(CASES);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let features = prop::collection::vec(feature(), FEATURES);
    let answers = Cell::new(0);
    match runner.run(&(condition(), features), |(text, features)| same(&text, &features, &answers)) {
        Ok(()) => {
            let (all, answers) = (cases as usize * FEATURES, answers.get());
            println!(
                "{cases} conditions mean the same to both, in text and in JSON, {answers} of {all} times they were asked"
            );
            // If the other reader has hardly an answer, this proves nothing.
            if answers * 10 >= all * 7 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn same(text: &str, features: &[Json], answers: &Cell<usize>) -> Result<(), TestCaseError> {
    let schema = Schema { properties: &MOVEMENT, spatial: true, crs: Crs::Crs84 };
    let other =
        Expr::from_str(text).map_err(|error| TestCaseError::fail(format!("{text}: cql2: {error}")))?;
    let json = other.to_json().map_err(|error| TestCaseError::fail(format!("{text}: cql2: {error}")))?;
    let own = parse_text(text, schema).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
    let from_json =
        parse_json(&json, schema).map_err(|error| TestCaseError::fail(format!("{json}: {error}")))?;
    for feature in features {
        // It has no answer where arithmetic meets a null.
        let Ok(expected) = other.clone().matches(Some(feature)) else { continue };
        answers.set(answers.get() + 1);
        let row = Feature::new(feature);
        for (expression, written) in [(&own, text), (&from_json, json.as_str())] {
            let found = expression.holds(&row) == Some(true);
            prop_assert!(
                found == expected,
                "{written}\nis {found} here and {expected} to cql2 of\n{feature}"
            );
        }
    }
    Ok(())
}

/// A feature as a row.
struct Feature<'f> {
    json: &'f Json,
    geometry: Option<Geometry<f64>>,
}

impl<'f> Feature<'f> {
    fn new(json: &'f Json) -> Self {
        let geometry: geojson::Geometry =
            serde_json::from_value(json["geometry"].clone()).expect("it was made up as one");
        Self { json, geometry: geometry.try_into().ok() }
    }
}

impl Row for Feature<'_> {
    fn value(&self, property: usize) -> Value<'_> {
        let property = &MOVEMENT[property];
        let value = &self.json["properties"][property.name];
        match (property.of, value) {
            (PropertyType::Date, Json::String(text)) => Value::Day(day(text)),
            (_, Json::String(text)) => Value::Text(text),
            (_, Json::Number(number)) => number.as_f64().map_or(Value::Null, Value::Number),
            (_, Json::Bool(value)) => Value::Boolean(*value),
            (_, Json::Array(items)) => Value::List(items.iter().filter_map(Json::as_str).collect()),
            _ => Value::Null,
        }
    }

    fn geometry(&self) -> Option<&Geometry<f64>> {
        self.geometry.as_ref()
    }
}

/// Days since 1970 of the made-up dates, which are all in January 2015.
fn day(date: &str) -> i32 {
    16_436 + date.rsplit('-').next().and_then(|day| day.parse::<i32>().ok()).expect("a date was made up") - 1
}

/// Few values, so that they meet often.
fn feature() -> impl Strategy<Value = Json> {
    let maybe = |words: &'static [&'static str]| prop::option::of(prop::sample::select(words));
    let number = || prop::option::of(0..6_i32);
    let ids = prop::collection::vec(prop::sample::select(["a", "b", "c"].as_slice()), 0..3);
    (
        (maybe(TEXTS), maybe(TEXTS), any::<bool>()),
        (number(), number()),
        (prop::option::of(1..9_u32), prop::option::of(1..9_u32)),
        ids,
        geometry(),
    )
        .prop_map(|(texts, numbers, days, ids, geometry)| {
            let date = |day: Option<u32>| day.map(|day| format!("2015-01-{day:02}"));
            json!({
                "type": "Feature",
                "geometry": geometry,
                "properties": {
                    "origin": texts.0, "destination": texts.1, "hedged": texts.2,
                    "length_km": numbers.0, "reported_km": numbers.1,
                    "event_start": date(days.0), "event_end": date(days.1),
                    "documents": ids,
                },
            })
        })
}

const TEXTS: &[&str] = &["Homs", "homs", "Hama", "Zürich", "Zurich", "a%b", "it's", ""];

fn geometry() -> impl Strategy<Value = Json> {
    let at = || (-3..=3_i32, -3..=3_i32).prop_map(|(x, y)| json!([x, y]));
    prop_oneof![
        at().prop_map(|at| json!({"type": "Point", "coordinates": at})),
        (at(), at())
            .prop_filter("a line has two ends", |(a, b)| a != b)
            .prop_map(|(a, b)| json!({"type": "LineString", "coordinates": [a, b]})),
    ]
}

/// A condition in text.
fn condition() -> impl Strategy<Value = String> {
    let test = prop_oneof![compared(), texts(), membership(), spatial(), temporal(), lists(), nulls()];
    test.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| format!("NOT ({inner})")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| joined(&parts, " AND ")),
            prop::collection::vec(inner, 2..4).prop_map(|parts| joined(&parts, " OR ")),
        ]
    })
}

fn joined(parts: &[String], word: &str) -> String {
    parts.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(word)
}

fn number() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        (0..6_i32).prop_map(|number| number.to_string()),
        prop::sample::select(["length_km", "reported_km", "2.5"].as_slice()).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        (inner.clone(), prop::sample::select(["+", "-", "*"].as_slice()), inner)
            .prop_map(|(one, sign, other)| format!("({one} {sign} {other})"))
    })
}

fn sign() -> impl Strategy<Value = &'static str> {
    prop::sample::select(["=", "<>", "<", "<=", ">", ">="].as_slice())
}

fn compared() -> impl Strategy<Value = String> {
    prop_oneof![
        (number(), sign(), number()).prop_map(|(one, sign, other)| format!("{one} {sign} {other}")),
        (number(), any::<bool>(), 0..4_i32, 0..4_i32).prop_map(|(of, not, low, more)| {
            format!("{of} {}BETWEEN {low} AND {}", if not { "NOT " } else { "" }, low + more)
        }),
        any::<bool>().prop_map(|value| format!("hedged = {value}")),
    ]
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(TEXTS).prop_map(quoted),
        prop::sample::select(["origin", "destination"].as_slice()).prop_map(str::to_owned),
    ]
}

fn texts() -> impl Strategy<Value = String> {
    let folded = (text(), text(), prop::sample::select(["", "CASEI", "ACCENTI"].as_slice()));
    let pattern = prop::sample::select(["H%", "%m_", "Homs", "%", "_ürich", "a\\%b", "h%s"].as_slice());
    prop_oneof![
        (folded, sign()).prop_map(|((one, other, fold), sign)| {
            if fold.is_empty() {
                format!("{one} {sign} {other}")
            } else {
                format!("{fold}({one}) {sign} {fold}({other})")
            }
        }),
        (prop::sample::select(["origin", "destination"].as_slice()), any::<bool>(), pattern)
            .prop_map(|(of, not, pattern)| format!("{of} {}LIKE '{pattern}'", if not { "NOT " } else { "" })),
    ]
}

fn membership() -> impl Strategy<Value = String> {
    let numbers = prop::collection::vec(0..6_i32, 1..4);
    let words = prop::collection::vec(prop::sample::select(TEXTS), 1..4);
    prop_oneof![
        // No arithmetic: to the other reader the zero of 0 * -1 is not in a list with 0.
        (prop::sample::select(["length_km", "reported_km"].as_slice()), any::<bool>(), numbers).prop_map(
            |(of, not, list)| {
                let list = list.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                format!("{of} {}IN ({list})", if not { "NOT " } else { "" })
            }
        ),
        words.prop_map(|list| {
            format!("origin IN ({})", list.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
        }),
    ]
}

fn spatial() -> impl Strategy<Value = String> {
    let relation = prop::sample::select(
        ["INTERSECTS", "DISJOINT", "WITHIN", "CONTAINS", "TOUCHES", "CROSSES", "OVERLAPS", "EQUALS"]
            .as_slice(),
    );
    let corner = || (-3..=2_i32, -3..=2_i32);
    let shape = prop_oneof![
        (corner(), 1..4_i32, 1..4_i32).prop_map(|((west, south), width, height)| {
            let (east, north) = (west + width, south + height);
            format!(
                "POLYGON(({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))"
            )
        }),
        corner().prop_map(|(x, y)| format!("POINT({x} {y})")),
        (corner(), 1..4_i32, -2..=2_i32).prop_map(|((x, y), right, up)| format!(
            "LINESTRING({x} {y}, {} {})",
            x + right,
            y + up
        )),
    ];
    (relation, shape).prop_map(|(relation, shape)| format!("S_{relation}(geometry, {shape})"))
}

fn temporal() -> impl Strategy<Value = String> {
    let date = || (1..9_u32).prop_map(|day| format!("DATE('2015-01-{day:02}')"));
    let property = || prop::sample::select(["event_start", "event_end"].as_slice());
    let relation = prop::sample::select(["BEFORE", "AFTER", "EQUALS", "DISJOINT", "INTERSECTS"].as_slice());
    let of_spans = prop::sample::select(
        ["BEFORE", "AFTER", "DURING", "DISJOINT", "INTERSECTS", "STARTS", "FINISHES"].as_slice(),
    );
    prop_oneof![
        (property(), sign(), date()).prop_map(|(of, sign, date)| format!("{of} {sign} {date}")),
        (relation, property(), date()).prop_map(|(relation, of, date)| format!("T_{relation}({of}, {date})")),
        (of_spans, property(), 1..6_u32, 1..4_u32).prop_map(|(relation, of, first, more)| {
            format!("T_{relation}({of}, INTERVAL('2015-01-{first:02}', '2015-01-{:02}'))", first + more)
        }),
    ]
}

fn lists() -> impl Strategy<Value = String> {
    let relation = prop::sample::select(["EQUALS", "CONTAINS", "CONTAINEDBY", "OVERLAPS"].as_slice());
    let ids = prop::collection::vec(prop::sample::select(["a", "b", "c"].as_slice()), 1..4);
    (relation, ids).prop_map(|(relation, ids)| {
        let mut list = String::new();
        for id in ids {
            let _ = write!(list, "{}'{id}'", if list.is_empty() { "" } else { ", " });
        }
        format!("A_{relation}(documents, ({list}))")
    })
}

fn nulls() -> impl Strategy<Value = String> {
    let property = prop::sample::select(["origin", "length_km", "event_start"].as_slice());
    (property, any::<bool>()).prop_map(|(of, not)| format!("{of} IS {}NULL", if not { "NOT " } else { "" }))
}
