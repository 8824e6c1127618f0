use geo::{Geometry, Point};
use proptest::prelude::*;

use super::{CqlError, Row, Schema, Value, parse_json, parse_text};
use crate::feature::{Property, PropertyType};
use crate::geometry::Crs;

const fn property(name: &'static str, of: PropertyType) -> Property {
    Property { name, of, nullable: true, title: "" }
}

const PROPERTIES: [Property; 8] = [
    property("name", PropertyType::Text),
    property("country", PropertyType::Text),
    property("population", PropertyType::Integer),
    property("hedged", PropertyType::Boolean),
    property("start", PropertyType::Date),
    property("end", PropertyType::Date),
    property("documents", PropertyType::Ids),
    property("unknown", PropertyType::Number),
];
const SCHEMA: Schema<'static> = Schema { properties: &PROPERTIES, spatial: true, crs: Crs::Crs84 };

/// Homs, from 30 September to 7 October 2015.
struct Homs(Geometry<f64>);

impl Row for Homs {
    fn value(&self, property: usize) -> Value<'_> {
        match property {
            0 => Value::Text("Ḥimş"),
            1 => Value::Text("SY"),
            2 => Value::Number(775_404.0),
            3 => Value::Boolean(false),
            4 => Value::Day(16_708),
            5 => Value::Day(16_715),
            6 => Value::List(vec!["a", "b"]),
            _ => Value::Null,
        }
    }

    fn geometry(&self) -> Option<&Geometry<f64>> {
        Some(&self.0)
    }
}

fn homs() -> Homs {
    Homs(Point::new(36.72, 34.73).into())
}

fn holds(text: &str) -> Option<bool> {
    parse_text(text, SCHEMA).unwrap_or_else(|error| panic!("{text}: {error}")).holds(&homs())
}

fn error(text: &str) -> CqlError {
    parse_text(text, SCHEMA).map(|_expression| text).unwrap_err()
}

#[test]
fn every_kind_of_condition_holds_or_does_not() {
    for text in [
        "country = 'SY'",
        "country <> 'IQ' AND population > 500000",
        "\"population\" >= 775404 and population <= 775404.0",
        "country = 'IQ' OR NOT hedged",
        "NOT (country = 'IQ' OR hedged)",
        "hedged = false",
        "name LIKE 'Ḥ%' AND name NOT LIKE 'ḥ%'",
        "name LIKE '_im_'",
        "country LIKE '%' AND country LIKE 'S%Y' AND NOT country LIKE 'S%YY'",
        "CASEI(ACCENTI(name)) LIKE casei('HIM%')",
        "ACCENTI(name) = 'Hims'",
        "CASEI(country) IN (CASEI('sy'), CASEI('iq'))",
        "CASEI('Straße') = CASEI('STRASSE')",
        "country IN ('SY') AND country NOT IN ('IQ','TR')",
        "population BETWEEN 7e5 AND 8e5 AND population NOT BETWEEN 1 AND 2",
        "unknown IS NULL AND name IS NOT NULL AND geometry IS NOT NULL",
        "population / 1000 > 775 AND population - 4 = 775400 AND -population < 0",
        "2 + 3 * 2 ^ 2 = 14 AND (2 + 3) * 2 = 10 AND 7 % 4 = 3 AND 7 DIV 2 = 3 AND 10 - 4 - 3 = 3",
        "start = DATE('2015-09-30') AND end > DATE('2015-10-01')",
        "start = '2015-09-30' AND end = TIMESTAMP('2015-10-07T05:42:00Z')",
        "TIMESTAMP('2015-10-07T05:42:00Z') < TIMESTAMP('2015-10-07T05:43:00+00:00')",
        "S_INTERSECTS(geometry, BBOX(35, 34, 38, 37))",
        "S_WITHIN(geometry, POLYGON((36 34,37 34,37 35,36 35,36 34)))",
        "S_CONTAINS(POLYGON((36 34,37 34,37 35,36 35,36 34)), geometry)",
        "S_DISJOINT(geometry, LINESTRING(0 0, 1 1)) AND S_EQUALS(geometry, POINT(36.72 34.73))",
        "S_TOUCHES(POLYGON((0 0,1 0,1 1,0 0)), LINESTRING(1 0, 2 0))",
        "S_CROSSES(LINESTRING(0 0,2 2), LINESTRING(0 2,2 0))",
        "S_OVERLAPS(POLYGON((0 0,2 0,2 2,0 2,0 0)), POLYGON((1 1,3 1,3 3,1 3,1 1)))",
        "S_INTERSECTS(POINT(179 0), BBOX(170, -10, -170, 10)) AND S_DISJOINT(geometry, BBOX(170, -90, -170, 90))",
        "S_INTERSECTS(geometry, GEOMETRYCOLLECTION(POINT(0 0), MULTIPOINT((36.72 34.73))))",
        "T_INTERSECTS(INTERVAL(start, end), INTERVAL('2015-10-07', '..'))",
        "T_AFTER(end, DATE('2015-10-06')) AND T_BEFORE(start, TIMESTAMP('2015-10-01T00:00:00Z'))",
        "T_DURING(INTERVAL(start, end), INTERVAL('..', DATE('2015-10-08')))",
        "T_CONTAINS(INTERVAL('..', '..'), INTERVAL(start, end)) AND T_EQUALS(INTERVAL(start, end), INTERVAL('2015-09-30','2015-10-07'))",
        "T_MEETS(INTERVAL(start, end), INTERVAL('2015-10-07','2015-10-09')) AND T_METBY(INTERVAL(start, end), INTERVAL('2015-09-01','2015-09-30'))",
        "T_STARTS(INTERVAL(start, end), INTERVAL(start,'..')) AND T_FINISHES(INTERVAL(start, end), INTERVAL('..',end))",
        "T_STARTEDBY(INTERVAL(start, end), INTERVAL(start,'2015-10-01')) AND T_FINISHEDBY(INTERVAL(start, end), INTERVAL('2015-10-01',end))",
        "T_OVERLAPS(INTERVAL(start, end), INTERVAL('2015-10-01','2015-10-09')) AND T_OVERLAPPEDBY(INTERVAL(start, end), INTERVAL('2015-09-01','2015-10-01'))",
        "T_DISJOINT(start, end)",
        "A_CONTAINS(documents, ('a')) AND A_CONTAINEDBY(documents, ('a','b','c'))",
        "A_EQUALS(('b','a'), documents) AND A_OVERLAPS(documents, ('x','b')) AND NOT A_OVERLAPS(documents, ())",
        "TRUE AND NOT FALSE",
    ] {
        assert_eq!(holds(text), Some(true), "{text}");
        assert_eq!(holds(&format!("NOT ({text})")), Some(false), "{text}");
    }
}

#[test]
fn what_is_asked_of_a_null_is_not_known() {
    for text in ["unknown = 1", "NOT unknown = 1", "unknown BETWEEN 1 AND 2", "unknown IN (1)", "1 / 0 = 1"] {
        assert_eq!(holds(text), None, "{text}");
    }
    assert_eq!(holds("unknown = 1 AND country = 'IQ'"), Some(false));
    assert_eq!(holds("unknown = 1 OR country = 'SY'"), Some(true));
    assert_eq!(holds("unknown = 1 OR country = 'IQ'"), None);
    assert_eq!(holds("country IN ('SY', country)"), Some(true));
}

#[test]
fn an_error_says_where_and_what_was_expected() {
    for (text, message) in [
        ("", "at character 1: the filter ends; expected a property, a value or a condition"),
        ("country", "at character 1: country is not true or false; expected a condition"),
        ("country = ", "at character 11: the filter ends; expected a property, a value or a condition"),
        ("contry = 'SY'", "at character 1: there is no property \"contry\"; expected country"),
        ("population = 'many'", "at character 14: the text \"many\"; expected a number"),
        ("'é' = population", "at character 7: the property population; expected a text"),
        (
            "country = 'SY' AND",
            "at character 19: the filter ends; expected a property, a value or a condition",
        ),
        ("country = 'SY' country", "at character 16: \"country\"; expected AND, OR or the end"),
        ("country = 'SY", "at character 11: the text does not end; expected a closing quotation mark '"),
        ("start > 'soon'", "at character 9: \"soon\" is no date; expected a date such as 2015-10-07"),
        ("start > DATE('2015-13-01')", "at character 14: \"2015-13-01\" is no date; expected 2015-10-07"),
        ("hedged > true", "at character 1: true and false have no order; expected = or <>"),
        (
            "near(country)",
            "at character 1: NEAR is no condition; expected a comparison, or a function that begins with S_, T_ or A_",
        ),
        ("documents = 'a'", "at character 1: documents is a list; expected a single value"),
        ("S_INTERSECTS(geometry)", "at character 1: S_INTERSECTS of 1 arguments; expected 2"),
        ("country = 'SY' & hedged", "at character 16: '&'; expected a property, a value or an operator"),
        (
            "T_AFTER(INTERVAL('2016-01-01','2015-01-01'), start)",
            "at character 9: the interval ends before it begins; expected the earlier end first",
        ),
    ] {
        assert_eq!(error(text).to_string(), message);
    }
    assert!(error("S_WITHIN(geometry, POLYGON((0 0)").reason.contains("ends"));
    assert!(
        error("S_WITHIN(geometry, POINT(x y))")
            .to_string()
            .starts_with("at character 20: this is no geometry")
    );
    assert!(error("S_WITHIN(geometry, BBOX(1,2,3))").expected.contains("four numbers"));
    assert!(error("S_WITHIN(geometry, POLYGON((35 34,38 34)))").reason.contains("three corners"));
    assert!(error("S_WITHIN(geometry, POINT EMPTY)").reason.contains("without a point"));
}

#[test]
fn json_says_the_same_as_text() {
    for (json, text) in [
        (r#"{"op":"=","args":[{"property":"country"},"SY"]}"#, "country = 'SY'"),
        (r#"{"op":"and","args":[true,{"op":"not","args":[{"property":"hedged"}]}]}"#, "TRUE AND NOT hedged"),
        (r#"{"op":"in","args":[{"property":"country"},["SY","IQ"]]}"#, "country IN ('SY','IQ')"),
        (r#"{"op":"between","args":[{"property":"population"},1,2]}"#, "population BETWEEN 1 AND 2"),
        (r#"{"op":"isNull","args":[{"property":"unknown"}]}"#, "unknown IS NULL"),
        (
            r#"{"op":"like","args":[{"op":"casei","args":[{"property":"name"}]},{"op":"casei","args":["ḤI%"]}]}"#,
            "CASEI(name) LIKE CASEI('ḤI%')",
        ),
        (
            r#"{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":[36.72,34.73]}]}"#,
            "S_INTERSECTS(geometry, POINT(36.72 34.73))",
        ),
        (
            r#"{"op":"s_within","args":[{"property":"geometry"},{"bbox":[35,34,38,37]}]}"#,
            "S_WITHIN(geometry, BBOX(35,34,38,37))",
        ),
        (
            r#"{"op":"t_during","args":[{"interval":[{"property":"start"},{"property":"end"}]},{"interval":["2015-09-01",".."]}]}"#,
            "T_DURING(INTERVAL(start,end), INTERVAL('2015-09-01','..'))",
        ),
        (
            r#"{"op":"t_after","args":[{"property":"start"},{"date":"2015-09-01"}]}"#,
            "T_AFTER(start, DATE('2015-09-01'))",
        ),
        (
            r#"{"op":"a_contains","args":[{"property":"documents"},["a","b"]]}"#,
            "A_CONTAINS(documents, ('a','b'))",
        ),
        (
            r#"{"op":">","args":[{"op":"+","args":[{"property":"population"},1]},{"op":"div","args":[7,2]}]}"#,
            "population + 1 > 7 DIV 2",
        ),
    ] {
        let read = parse_json(json, SCHEMA).unwrap_or_else(|error| panic!("{json}: {error}"));
        let expected = parse_text(text, SCHEMA).unwrap();
        assert_eq!(format!("{read:?}"), format!("{expected:?}"), "{json}");
    }
}

#[test]
fn an_error_in_json_says_where_by_a_pointer() {
    for (json, start) in [
        (
            r#"{"op":"and","args":[true,{"op":"=","args":[{"property":"x"},1]}]}"#,
            "at /args/1/args/0: there is no property \"x\"",
        ),
        (r#"{"op":"="}"#, "at the top: = without args"),
        (r#"{"op":1}"#, "at the top: op is no text"),
        ("[", "at character "),
        (r#"{"op":"not","args":[null]}"#, "at /args/0: null"),
        (r#"{"op":"not","args":[{"type":"Point"}]}"#, "at /args/0: this is no geometry"),
        (r#"{"what":1}"#, "at the top: this object is nothing that is known"),
    ] {
        let error = parse_json(json, SCHEMA).map(|_expression| json).unwrap_err().to_string();
        assert!(error.starts_with(start), "{error}");
    }
}

#[test]
fn depth_and_size_are_bounded() {
    let deep = |depth: usize| format!("{}hedged{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse_text(&deep(60), SCHEMA).is_ok());
    assert!(error(&deep(70)).reason.contains("deep"));
    assert!(error(&format!("1{} > 0", " + 1".repeat(1_000))).reason.contains("deep"));
    assert!(error(&format!("hedged{}", " OR hedged".repeat(10_000))).reason.contains("bytes"));
    assert!(parse_text(&format!("hedged{}", " OR hedged".repeat(1_000)), SCHEMA).is_ok());
    let json = format!("{}true{}", r#"{"op":"not","args":["#.repeat(70), "]}".repeat(70));
    assert!(parse_json(&json, SCHEMA).unwrap_err().reason.contains("recursion"));
}

#[test]
fn where_features_must_be_follows_from_the_condition() {
    let bounds = |text: &str| parse_text(text, SCHEMA).unwrap().0.bounds();
    assert_eq!(bounds("hedged AND S_WITHIN(geometry, BBOX(1,2,3,4))"), Some(vec![[1.0, 2.0, 3.0, 4.0]]));
    assert_eq!(
        bounds("S_CONTAINS(BBOX(1,2,3,4), geometry) OR S_EQUALS(geometry, POINT(5 6))")
            .map(|boxes| boxes.len()),
        Some(2)
    );
    assert_eq!(bounds("hedged OR S_WITHIN(geometry, BBOX(1,2,3,4))"), None);
    assert_eq!(bounds("NOT S_WITHIN(geometry, BBOX(1,2,3,4))"), None);
    assert_eq!(bounds("S_DISJOINT(geometry, BBOX(1,2,3,4))"), None);
    assert_eq!(bounds("S_INTERSECTS(geometry, BBOX(170,2,-170,4))").map(|boxes| boxes.len()), Some(2));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "(country|population|hedged|start|S_WITHIN|INTERVAL|POINT|AND|OR|NOT|IN|LIKE|BETWEEN|IS NULL|'|\"|\\(|\\)|,|=|<|>|\\+|-|\\*|\\^|[0-9.e]| |é|\\PC){0,30}") {
        if let Ok(expression) = parse_text(&text, SCHEMA) {
            expression.holds(&homs());
        }
        let _ = parse_json(&text, SCHEMA);
    }

    #[test]
    fn a_pattern_agrees_with_a_slow_and_simple_matcher(text in "[ab]{0,8}", pattern in "[ab%_]{0,6}") {
        fn is_like(text: &[u8], pattern: &[u8]) -> bool {
            match pattern.split_first() {
                None => text.is_empty(),
                Some((b'%', rest)) => (0..=text.len()).any(|from| is_like(&text[from..], rest)),
                Some((letter, rest)) => {
                    text.first().is_some_and(|own| *letter == b'_' || own == letter) && is_like(&text[1..], rest)
                }
            }
        }
        let expected = is_like(text.as_bytes(), pattern.as_bytes());
        prop_assert_eq!(super::pattern::Pattern::new(&pattern).is_like(&text), expected);
    }
}
