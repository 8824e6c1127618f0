//! The gazetteer as somebody asks it who geocodes a name, a position or an id.

use axum::http::StatusCode;
use serde_json::json;

use super::*;

/// The keys of every feature, in the order in which they are written.
const KEYS: [&str; 11] = [
    "name",
    "level",
    "feature_class",
    "feature_code",
    "country",
    "admin1",
    "admin2",
    "population",
    "radius_km",
    "stands_for",
    "has_area",
];

fn service() -> Router {
    router(state(&[], &[]))
}

async fn ask(path: &str) -> Got {
    let got = get(&service(), path).await;
    assert_eq!((got.status, got.header("content-type")), (StatusCode::OK, "application/geo+json"), "{path}");
    got
}

/// The properties of the first feature.
async fn first(path: &str) -> Value {
    ask(path).await.json()["features"][0]["properties"].clone()
}

#[tokio::test]
async fn the_likeliest_place_of_a_name_comes_first_and_what_is_asked_beside_changes_it() {
    let paris = ask("/gazetteer?q=Paris").await;
    assert_eq!(paris.json()["features"][0]["properties"]["country"], "FR");
    assert_eq!(paris.json()["numberReturned"], 10);
    assert_eq!(paris.link("self").unwrap(), "http://127.0.0.1:8080/gazetteer?q=Paris");
    assert_eq!(first("/gazetteer?q=Paris&near=-95.5,33.7").await["admin1"], "Texas");
    for country in ["US", "us"] {
        let got = ask(&format!("/gazetteer?q=Paris&country={country}&limit=3")).await.json();
        let features = got["features"].as_array().unwrap();
        assert_eq!(features.len(), 3);
        assert!(features.iter().all(|feature| feature["properties"]["country"] == "US"));
    }
}

#[tokio::test]
async fn a_found_place_tells_how_it_was_found() {
    let told = |found: Value| ["name", "matched", "typos", "name_kind"].map(|key| found[key].clone());
    assert_eq!(
        told(first("/gazetteer?q=damascus").await),
        ["Damascus".into(), "same".into(), json!(0), "preferred".into()]
    );
    assert_eq!(
        told(first("/gazetteer?q=Damasucs").await),
        ["Damascus".into(), "typos".into(), json!(1), "preferred".into()]
    );
    assert_eq!(
        told(first("/gazetteer?q=%D8%AF%D9%85%D8%B4%D9%82").await)[..3],
        ["Damascus".into(), "same".into(), json!(0)]
    );
    assert_eq!(first("/gazetteer?q=Alepp").await["matched"], "begins");
    assert_eq!(first("/gazetteer?q=Zaire").await["name_kind"], "historic");
}

#[tokio::test]
async fn no_place_of_a_name_is_an_empty_collection() {
    for query in ["q=Qxzvwkjhq", "q=Paris&country=XX", "q=%3F!"] {
        let got = ask(&format!("/gazetteer?{query}")).await.json();
        assert_eq!((&got["type"], &got["features"]), (&json!("FeatureCollection"), &json!([])), "{query}");
        assert_eq!(got["numberReturned"], 0);
    }
}

#[tokio::test]
async fn every_feature_has_every_key_and_flat_values() {
    for (path, own) in [
        ("/gazetteer?q=San&limit=1000", &["matched", "typos", "name_kind"][..]),
        ("/gazetteer/nearest?lon=0&lat=0&limit=100", &["distance_km"]),
        ("/gazetteer/nearest?lon=36.7&lat=34.7&limit=100", &["distance_km"]),
    ] {
        let got = ask(path).await.json();
        let features = got["features"].as_array().unwrap();
        assert_eq!(features.len(), 100, "above the maximum is the maximum");
        let mut keys: Vec<_> = KEYS.iter().chain(own).copied().collect();
        keys.sort_unstable();
        for feature in features {
            let properties = feature["properties"].as_object().unwrap();
            let mut found: Vec<_> = properties.keys().map(String::as_str).collect();
            found.sort_unstable();
            assert_eq!(found, keys, "{feature}");
            assert!(properties.values().all(|value| !value.is_object() && !value.is_array()), "{feature}");
            assert!(properties.values().all(|value| value != "" && *value != json!("0")), "{feature}");
            assert_ne!(properties["population"], 0, "unknown is null");
            assert_eq!(feature["geometry"]["type"], "Point");
            assert!(feature["id"].is_string());
        }
    }
}

#[tokio::test]
async fn a_position_has_its_nearest_places_and_its_country() {
    let got = ask("/gazetteer/nearest?lon=36.72&lat=34.73&limit=5").await.json();
    assert_eq!(got["country"], json!({"id": "163843", "name": "Syria"}));
    assert_eq!(got["admin1"]["name"], "Homs");
    let away: Vec<f64> = got["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|feature| feature["properties"]["distance_km"].as_f64().unwrap())
        .collect();
    assert!(away.len() == 5 && away.is_sorted() && away[4] < 20.0, "{away:?}");
    let sea = ask("/gazetteer/nearest?lon=-180&lat=-60").await.json();
    assert_eq!((&sea["country"], &sea["admin1"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn a_place_is_found_by_its_id_however_that_is_escaped() {
    for (path, id, name) in [
        ("169577", "169577", "Homs"),
        ("dateline:caspian-sea", "dateline:caspian-sea", "Caspian Sea"),
        ("dateline%3Acaspian%2Dsea", "dateline:caspian-sea", "Caspian Sea"),
        ("geonames-admin2%3AUS%2ETX.471", "geonames-admin2:US.TX.471", "Walker County"),
    ] {
        let got = ask(&format!("/gazetteer/{path}")).await;
        let body = got.json();
        assert_eq!((&body["type"], &body["id"]), (&json!("Feature"), &json!(id)));
        assert_eq!(body["properties"]["name"], name);
        assert_eq!(body["properties"].as_object().unwrap().len(), KEYS.len());
        assert_eq!(got.link("self").unwrap(), format!("http://127.0.0.1:8080/gazetteer/{path}"));
    }
}

#[tokio::test]
async fn an_area_is_drawn_where_it_is_asked_for_and_there_is_one() {
    let geometry = async |path: &str| ask(path).await.json()["geometry"]["type"].clone();
    assert_eq!(geometry("/gazetteer/163843").await, "Point");
    assert_eq!(geometry("/gazetteer/163843?geometry=point").await, "Point");
    assert_eq!(geometry("/gazetteer/163843?geometry=area").await, "MultiPolygon");
    let homs = ask("/gazetteer/169577?geometry=area").await.json();
    assert_eq!(
        (&homs["geometry"]["type"], &homs["properties"]["has_area"]),
        (&json!("Point"), &json!(false))
    );
}

#[tokio::test]
async fn an_id_that_no_place_has_is_404() {
    for id in ["nobody", "99999999999", "dateline:nowhere", "near"] {
        let got = get(&service(), &format!("/gazetteer/{id}")).await;
        assert_eq!(
            (got.status, got.header("content-type")),
            (StatusCode::NOT_FOUND, "application/problem+json")
        );
        assert!(got.json()["detail"].as_str().unwrap().contains(id));
    }
}

#[tokio::test]
async fn a_bad_value_is_400_and_named() {
    let router = service();
    for (path, parameter, expected) in [
        ("", "q", "name of a place"),
        ("?q=", "q", "1 to 200 characters"),
        ("?q=%20%20", "q", "1 to 200 characters"),
        ("?q=Paris&near=Texas", "near", "longitude,latitude"),
        ("?q=Paris&near=1", "near", "longitude,latitude"),
        ("?q=Paris&near=1,2,3", "near", "longitude,latitude"),
        ("?q=Paris&near=33.7,-95.5", "near", "-90 to 90"),
        ("?q=Paris&near=inf,0", "near", "degrees"),
        ("?q=Paris&country=France", "country", "ISO 3166-1"),
        ("?q=Paris&country=F1", "country", "ISO 3166-1"),
        ("?q=Paris&limit=0", "limit", "from 1 to 100"),
        ("?q=Paris&limit=-1", "limit", "from 1 to 100"),
        ("?q=Paris&limit=ten", "limit", "from 1 to 100"),
        ("?q=Paris&q=Homs", "q", "once"),
        ("?q=Paris&lang=fr", "lang", "q, near, country, limit"),
        ("?q=Paris&f=csv", "f", "geojson"),
        ("/nearest", "lon", "-180 to 180"),
        ("/nearest?lon=1", "lat", "-90 to 90"),
        ("/nearest?lon=181&lat=0", "lon", "-180 to 180"),
        ("/nearest?lon=0&lat=-90.1", "lat", "-90 to 90"),
        ("/nearest?lon=NaN&lat=0", "lon", "-180 to 180"),
        ("/nearest?lon=0&lat=", "lat", "-90 to 90"),
        ("/nearest?lon=0&lat=0&limit=0", "limit", "from 1 to 100"),
        ("/nearest?lon=0&lat=0&q=x", "q", "lon, lat, limit"),
        ("/163843?geometry=polygon", "geometry", "point, area"),
        ("/163843?q=x", "q", "geometry"),
    ] {
        let got = get(&router, &format!("/gazetteer{path}")).await;
        assert_eq!(
            (got.status, got.header("content-type")),
            (StatusCode::BAD_REQUEST, "application/problem+json"),
            "{path}"
        );
        assert_eq!(got.json()["parameter"], parameter, "{path}");
        let told = got.json()["expected"].as_str().unwrap().to_owned();
        assert!(told.contains(expected), "{path}: {told}");
    }
}

#[tokio::test]
async fn head_tags_and_parts_are_as_those_of_other_answers() {
    let router = service();
    for path in ["/gazetteer?q=Homs", "/gazetteer/nearest?lon=1&lat=1", "/gazetteer/163843?geometry=area"] {
        let whole = get(&router, path).await;
        let head = send(&router, request("HEAD", path).body(Body::empty()).unwrap()).await;
        assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
        for name in ["content-type", "etag", "content-crs", "content-length", "vary", "cache-control"] {
            assert!(!whole.header(name).is_empty(), "{name}");
            assert_eq!(head.header(name), whole.header(name), "{name}");
        }
        let known = get_with(&router, path, "if-none-match", whole.header("etag")).await;
        assert_eq!((known.status, known.body.len()), (StatusCode::NOT_MODIFIED, 0));
        let part = get_with(&router, path, "range", "bytes=0-8").await;
        assert_eq!((part.status, part.text()), (StatusCode::PARTIAL_CONTENT, "{\"type\":\""));
    }
    let other = get(&router, "/gazetteer?q=Hama").await;
    assert_ne!(other.header("etag"), get(&router, "/gazetteer?q=Homs").await.header("etag"));
    let refused = get_with(&router, "/gazetteer?q=Homs", "accept", "text/csv").await;
    assert_eq!(refused.status, StatusCode::NOT_ACCEPTABLE);
}
