//! Filters, orders, chosen properties, and coordinates in other systems.

use axum::http::StatusCode;

use super::*;

/// A query in an address.
fn escaped(text: &str) -> String {
    text.bytes().flat_map(|byte| ['%', digit(byte >> 4), digit(byte & 15)]).collect()
}

fn digit(value: u8) -> char {
    char::from_digit(value.into(), 16).unwrap()
}

async fn matched(router: &Router, query: &str) -> u64 {
    let got = get(router, &format!("/collections/mentions/items?{query}")).await;
    assert_eq!(got.status, StatusCode::OK, "{query}: {}", got.text());
    got.json()["numberMatched"].as_u64().unwrap()
}

#[tokio::test]
async fn a_filter_in_text_and_in_json_leaves_what_it_holds_of() {
    let router = at_points(&equator());
    let all = matched(&router, "").await;
    for (filter, count) in [
        ("start < 50", 5),
        ("NOT (start < 50)", all - 5),
        ("surface LIKE 'Some%' AND kind = 'literal'", all),
        ("S_INTERSECTS(geometry, BBOX(170,-1,-170,1))", 4),
        ("S_INTERSECTS(geometry, BBOX(170,-1,-170,1)) AND start >= 0 OR FALSE", 4),
        ("event_start IS NULL", all),
        ("event_start = DATE('2015-10-07')", 0),
    ] {
        assert_eq!(matched(&router, &format!("filter={}", escaped(filter))).await, count, "{filter}");
    }
    let json = escaped(r#"{"op":"<","args":[{"property":"start"},50]}"#);
    assert_eq!(matched(&router, &format!("filter-lang=cql2-json&filter={json}")).await, 5);
    // In metres.
    let filter = escaped("S_WITHIN(geometry, POLYGON((-1 -1,1200000 -1,1200000 1,-1 1,-1 -1)))");
    let mercator = escaped("http://www.opengis.net/def/crs/EPSG/0/3857");
    assert_eq!(matched(&router, &format!("filter={filter}&filter-crs={mercator}")).await, 2);
}

#[tokio::test]
async fn a_filter_that_is_not_understood_says_where() {
    let router = at_points(&equator());
    let got = get(&router, &format!("/collections/mentions/items?filter={}", escaped("surfce = 'x'"))).await;
    assert_eq!(got.status, StatusCode::BAD_REQUEST);
    assert_eq!(got.json()["parameter"], "filter");
    assert_eq!(
        got.json()["detail"],
        "filter, at character 1: there is no property \"surfce\"; expected surface"
    );
    for query in [
        "filter-lang=sql",
        "filter-crs=EPSG:1",
        "sortby=",
        "sortby=nothing",
        "properties=nothing",
        "crs=here",
    ] {
        let got = get(&router, &format!("/collections/mentions/items?{query}")).await;
        assert_eq!(got.status, StatusCode::BAD_REQUEST, "{query}");
        assert_eq!(got.json()["parameter"], query.split('=').next().unwrap());
    }
    let got = get(&router, "/collections/movements/items?sortby=segments").await;
    assert_eq!(got.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn pages_in_an_order_joined_are_the_whole_in_that_order() {
    let router = at_points(&equator());
    let mut path = "/collections/mentions/items?sortby=-start,surface&limit=10".to_owned();
    let mut starts = Vec::new();
    loop {
        let got = get(&router, &path).await;
        let features = got.json()["features"].as_array().unwrap().clone();
        starts.extend(features.iter().map(|feature| feature["properties"]["start"].as_u64().unwrap()));
        let Some(next) = got.link("next") else { break };
        path = next.strip_prefix("http://127.0.0.1:8080").unwrap().to_owned();
    }
    let expected: Vec<u64> = (0..37).rev().map(|n| 10 * n).collect();
    assert_eq!(starts, expected);
}

#[tokio::test]
async fn only_the_properties_asked_for_are_answered() {
    let router = at_points(&equator());
    let got = get(&router, "/collections/mentions/items?properties=surface,start&limit=1").await;
    let feature = &got.json()["features"][0];
    assert_eq!(feature["properties"], serde_json::json!({"surface": "Somewhere", "start": 0}));
    assert!(feature["geometry"]["coordinates"].is_array());
    let csv = get(&router, "/collections/mentions/items?properties=surface&limit=1&f=csv").await;
    assert_eq!(csv.text().lines().next(), Some("longitude,latitude,surface"));
}

#[tokio::test]
async fn coordinates_come_in_the_system_that_is_asked_for() {
    let router = at_points(&[Position::new(10.0, 50.0)]);
    let answer = async |crs: &str| {
        let got = get(&router, &format!("/collections/mentions/items?crs={}", escaped(crs))).await;
        assert_eq!(got.header("content-crs"), format!("<{crs}>"));
        got.json()["features"][0]["geometry"]["coordinates"].clone()
    };
    assert_eq!(answer("http://www.opengis.net/def/crs/EPSG/0/4326").await, serde_json::json!([50.0, 10.0]));
    assert_eq!(answer("http://www.opengis.net/def/crs/OGC/1.3/CRS84").await, serde_json::json!([10.0, 50.0]));
    let metres = answer("http://www.opengis.net/def/crs/EPSG/0/3857").await;
    assert!((metres[0].as_f64().unwrap() - 1_113_194.908).abs() < 0.001);
    let id = get(&router, "/collections/mentions/items").await.ids().remove(0);
    let one = get(&router, &format!("/collections/mentions/items/{id}?crs=EPSG:4326")).await;
    assert_eq!(one.json()["geometry"]["coordinates"], serde_json::json!([50.0, 10.0]));
}

#[tokio::test]
async fn a_box_may_be_in_another_system_than_the_answer() {
    let router = at_points(&equator());
    let latitude_first = "bbox-crs=EPSG:4326";
    assert_eq!(matched(&router, &format!("{latitude_first}&bbox=-1,170,1,-170")).await, 4);
    assert_eq!(matched(&router, &format!("{latitude_first}&bbox=-1,0,1,10")).await, 2);
    assert_eq!(matched(&router, "bbox-crs=EPSG:3857&bbox=-1,-1,1200000,1").await, 2);
    assert_eq!(matched(&router, "bbox-crs=EPSG:32631&bbox=100000,-100,900000,100").await, 1);
    for bbox in ["1,0,-1,10", "a,b,c,d", "1,2,3", "0,0,1e999,1"] {
        let got = get(&router, &format!("/collections/mentions/items?{latitude_first}&bbox={bbox}")).await;
        assert_eq!(got.status, StatusCode::BAD_REQUEST, "{bbox}");
        assert_eq!(got.json()["parameter"], "bbox");
    }
}

#[tokio::test]
async fn what_may_be_asked_and_ordered_by_is_listed() {
    let router = at_points(&equator());
    for (of, has_geometry) in [("schema", true), ("queryables", true), ("sortables", false)] {
        let got = get(&router, &format!("/collections/movements/{of}")).await;
        assert_eq!(got.header("content-type"), "application/schema+json");
        let properties = got.json()["properties"].clone();
        assert_eq!(properties.get("geometry").is_some(), has_geometry, "{of}");
        assert_eq!(properties.get("segments").is_some(), of == "schema", "{of}");
        assert_eq!(properties["mode"]["type"], "string");
    }
}
