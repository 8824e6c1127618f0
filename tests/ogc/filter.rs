//! Part 3 (OGC 19-079r2): filtering, with the conformance classes of CQL2 (OGC 21-065r2).

use serde_json::{Value, json};

use super::core::parameter;
use super::server::Server;
use super::{COLLECTIONS, Requirement};

pub const REQUIREMENTS: &[Requirement] = &[
    ("/req/queryables/get-queryables-op", |server| {
        for name in COLLECTIONS {
            server.ok(&format!("/collections/{name}/queryables"));
        }
    }),
    ("/req/queryables/get-queryables-response", |server| {
        for name in COLLECTIONS {
            let answer = server.ok(&format!("/collections/{name}/queryables"));
            assert_eq!(answer.header("content-type"), "application/schema+json");
            let schema = answer.json();
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
            assert_eq!(schema["type"], "object");
            assert!(schema["$id"].as_str().unwrap().ends_with(&format!("/collections/{name}/queryables")));
        }
    }),
    ("/req/queryables/queryables-link", |server| {
        let rel = "http://www.opengis.net/def/rel/ogc/1.0/queryables";
        for name in COLLECTIONS {
            assert_eq!(server.ok(&format!("/collections/{name}")).links(rel).len(), 1);
        }
    }),
    ("/req/filter/filter-param", |server| {
        assert_eq!(parameter(server, "filter")["schema"]["type"], "string");
        assert!(matched(server, "kind='literal'") > 0);
    }),
    ("/req/filter/filter-lang-param", |server| {
        let languages = parameter(server, "filter-lang")["schema"]["enum"].clone();
        assert_eq!(languages, json!(["cql2-text", "cql2-json"]));
        server.refused("/collections/mentions/items?filter-lang=sql&filter=TRUE", "filter-lang");
    }),
    ("/req/filter/filter-crs-wgs84", |server| {
        assert!(matched(server, "S_INTERSECTS(geometry,BBOX(35,32,43,38))") > 0);
    }),
    ("/req/filter/filter-crs-param", |server| {
        let filter = escaped("S_INTERSECTS(geometry,BBOX(32,35,38,43))");
        let crs = "http://www.opengis.net/def/crs/EPSG/0/4326";
        let path = format!("/collections/mentions/items?limit=1&filter={filter}&filter-crs={crs}");
        let found = server.ok(&path).json()["numberMatched"].as_u64().unwrap();
        assert_eq!(found, matched(server, "S_INTERSECTS(geometry,BBOX(35,32,43,38))"));
    }),
    ("/req/filter/mixing-expressions", |server| {
        let filter = escaped("kind='literal'");
        let path = format!("/collections/mentions/items?limit=10000&country=SY&filter={filter}");
        let features = server.ok(&path).features();
        assert!(!features.is_empty());
        for feature in features {
            assert_eq!(feature["properties"]["kind"], "literal");
            assert_eq!(feature["properties"]["country"], "SY");
        }
    }),
    ("/req/features-filter/filter-response", |server| {
        let features = server.ok("/collections/mentions/items?limit=10000").features();
        for (filter, holds) in CASES {
            let expected = features.iter().filter(|feature| holds(&feature["properties"])).count() as u64;
            assert_eq!(matched(server, filter), expected, "{filter}");
        }
    }),
    ("/req/cql2-json/cql2-json", |server| {
        let filter = json!({"op": "and", "args": [
            {"op": "=", "args": [{"property": "country"}, "SY"]},
            {"op": "in", "args": [{"property": "kind"}, ["literal", "region"]]},
        ]});
        let path = format!(
            "/collections/mentions/items?filter-lang=cql2-json&filter={}",
            escaped(&filter.to_string())
        );
        let found = server.ok(&path).json()["numberMatched"].as_u64().unwrap();
        assert_eq!(found, matched(server, "country='SY' AND kind IN ('literal','region')"));
    }),
    ("/req/cql2-text/cql2-text", |server| {
        for filter in ["kind=", "knd='literal'", "kind='literal' AND", "start LIKE 'a%'", "start = 'many'"] {
            server.refused(&format!("/collections/mentions/items?filter={}", escaped(filter)), "filter");
        }
    }),
];

/// A filter, and what it says in other words.
type Case = (&'static str, fn(&Value) -> bool);

const CASES: &[Case] = &[
    ("start > 1000 AND \"end\" <= 2000", |p| number(p, "start") > 1000.0 && number(p, "end") <= 2000.0),
    ("confidence BETWEEN 0.5 AND 0.96", |p| (0.5..=0.96).contains(&number(p, "confidence"))),
    ("surface LIKE 'S%' OR surface LIKE '_raq'", |p| {
        let surface = p["surface"].as_str().unwrap();
        surface.starts_with('S') || (surface.ends_with("raq") && surface.chars().count() == 4)
    }),
    ("CASEI(surface) IN (CASEI('SYRIA'),CASEI('Russia'))", |p| {
        ["syria", "russia"].contains(&p["surface"].as_str().unwrap().to_lowercase().as_str())
    }),
    ("admin1 IS NULL", |p| p["admin1"].is_null()),
    ("NOT hedged AND negated = FALSE", |p| p["hedged"] == false && p["negated"] == false),
    ("event_start = DATE('2015-10-07')", |p| p["event_start"] == "2015-10-07"),
    ("T_BEFORE(event_end,DATE('2015-10-01'))", |p| {
        p["event_end"].as_str().is_some_and(|day| day < "2015-10-01")
    }),
    ("\"end\" - start >= 8", |p| number(p, "end") - number(p, "start") >= 8.0),
    ("surface = name", |p| p["surface"] == p["name"]),
    ("NOT (country = 'SY')", |p| p["country"].as_str().is_some_and(|country| country != "SY")),
];

fn number(properties: &Value, name: &str) -> f64 {
    properties[name].as_f64().unwrap_or(f64::NAN)
}

fn matched(server: &Server, filter: &str) -> u64 {
    let path = format!("/collections/mentions/items?limit=1&filter={}", escaped(filter));
    server.ok(&path).json()["numberMatched"].as_u64().unwrap()
}

fn escaped(text: &str) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap();
    text.bytes().flat_map(|byte| ['%', digit(byte >> 4), digit(byte & 15)]).collect()
}
