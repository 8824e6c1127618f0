//! Features: boxes, pages, single items, the flight path, the standard's required pages.

use axum::http::StatusCode;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::geometry::BoundingBox;
use crate::index::CollectionName;

async fn matched(router: &Router, bbox: &str) -> u64 {
    let got = get(router, &format!("/collections/mentions/items?bbox={bbox}&limit=1")).await;
    assert_eq!(got.status, StatusCode::OK, "{bbox}");
    got.json()["numberMatched"].as_u64().unwrap()
}

#[tokio::test]
async fn boxes_over_the_antimeridian_and_beyond_180_hold_what_lies_in_them() {
    let router = at_points(&equator());
    assert_eq!(matched(&router, "170,-90,-170,90").await, 4);
    assert_eq!(matched(&router, "160.4,-29.1,195.6,4.1").await, 4);
    assert_eq!(matched(&router, "160.4,-29.1,195.6,-4.1").await, 0);
    assert_eq!(matched(&router, "-281,-85.9,281,88").await, 37);
    assert_eq!(matched(&router, "170,-90,-100,-170,90,100").await, 4);
}

#[tokio::test]
async fn following_next_meets_every_feature_once_and_keeps_every_parameter_as_it_was_sent() {
    let router = at_points(&equator());
    let mut path = "/collections/mentions/items?bbox=-180%2C-1,180,1&limit=10&kind=literal&f=json".to_owned();
    let mut seen = Vec::new();
    loop {
        let got = get(&router, &path).await;
        assert_eq!(got.json()["numberMatched"], 37);
        assert_eq!(got.json()["numberReturned"], got.ids().len());
        seen.extend(got.ids());
        let Some(next) = got.link("next") else {
            assert_eq!(got.header("link"), "");
            break;
        };
        assert!(next.contains("bbox=-180%2C-1,180,1&limit=10&kind=literal&f=json&cursor="), "{next}");
        assert_eq!(got.header("link"), format!("<{next}>; rel=\"next\""));
        path = next.strip_prefix("http://127.0.0.1:8080").unwrap().to_owned();
    }
    assert_eq!(seen.len(), 37);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 37);
}

#[tokio::test]
async fn plain_geojson_has_everything_unless_limited() {
    let points: Vec<_> = (0..150).map(|n| Position::new(f64::from(n), 0.0)).collect();
    let router = at_points(&points);
    assert_eq!(get(&router, "/mentions.geojson").await.ids().len(), 150);
    assert_eq!(get(&router, "/collections/mentions/items").await.ids().len(), 100);
    let limited = get(&router, "/mentions.geojson?limit=149").await;
    assert!(limited.link("next").is_some());
}

#[tokio::test]
async fn features_are_counted_by_their_values_the_most_frequent_first() {
    let (parsed, movements) = report();
    let more = document_with(&[Position::new(1.0, 1.0); 3]);
    let router = router(state(&[parsed, vec![more]].concat(), &movements));
    let got = get(&router, "/collections/mentions/counts?by=name,day&kind=literal").await.json();
    assert_eq!((&got["numberMatched"], &got["by"]), (&json!(4), &json!(["name", "day"])));
    let expected =
        json!([{"name": "Somewhere", "day": null, "count": 3}, {"name": "Homs", "day": null, "count": 1}]);
    assert_eq!(got["counts"], expected);
    for (query, parameter) in [
        ("", "by"),
        ("by=documents_of", "by"),
        ("by=kind,day,name,country", "by"),
        ("by=kind&limit=3", "limit"),
    ] {
        let got = get(&router, &format!("/collections/mentions/counts?{query}")).await;
        assert_eq!(got.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(got.json()["detail"].as_str().unwrap().contains(parameter), "{query}: {}", got.text());
    }
}

#[tokio::test]
async fn one_feature_is_found_by_its_id_and_an_unknown_one_is_named() {
    let router = at_points(&equator());
    let id = get(&router, "/mentions.geojson?limit=1").await.ids().remove(0);
    let got = get(&router, &format!("/collections/mentions/items/{id}")).await;
    assert_eq!((got.status, got.header("content-type")), (StatusCode::OK, "application/geo+json"));
    assert_eq!(got.json()["id"], id);
    assert!(got.link("collection").unwrap().ends_with("/collections/mentions"));
    for path in
        ["/collections/mentions/items/nobody", "/collections/nobody/items", "/documents/nobody", "/nobody"]
    {
        let got = get(&router, path).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(got.header("content-type"), "application/problem+json");
        assert!(got.json()["detail"].as_str().unwrap().contains("nobody"), "{path}");
    }
}

#[tokio::test]
async fn the_flight_path_has_the_derived_line_first_and_lists_what_has_no_line() {
    let (parsed, movements) = report();
    let router = router(state(&parsed, &movements));
    let got = get(&router, "/flight-path.geojson?limit=10000").await;
    assert_eq!(got.ids(), ["b-derived", "a-great-circle"]);
    let body = got.json();
    assert_eq!(body["unplaced"][0]["id"], "c-lineless");
    assert_eq!(body["unplaced"][0]["geometry"], Value::Null);
    assert_eq!(get(&router, "/movements.geojson").await.ids(), ["a-great-circle", "b-derived"]);
}

#[tokio::test]
async fn a_document_has_its_text_its_mentions_in_order_and_all_its_movements() {
    let (parsed, movements) = report();
    let router = router(state(&parsed, &movements));
    let listed = get(&router, "/documents?f=json").await.json();
    assert_eq!(listed["numberMatched"], 1);
    let id = listed["documents"][0]["id"].as_str().unwrap();
    let document = get(&router, &format!("/documents/{id}")).await.json();
    assert_eq!(document["text"], "Homs and then Nowhere.");
    assert_eq!(document["mentions"][0]["properties"]["surface"], "Homs");
    assert_eq!(document["mentions"][1]["geometry"], Value::Null);
    assert_eq!(document["movements"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn the_landing_page_leads_to_everything_and_every_link_answers() {
    let (parsed, movements) = report();
    let router = router(state(&parsed, &movements));
    let landing = get(&router, "/?f=json").await;
    for rel in ["self", "service-desc", "service-doc", "conformance", "data"] {
        assert!(landing.link(rel).is_some(), "{rel}");
    }
    let collections = get(&router, "/collections").await.json();
    let mut pages = vec![landing.json()];
    pages.extend(collections["collections"].as_array().unwrap().iter().cloned());
    for page in pages {
        for link in page["links"].as_array().unwrap() {
            let href = link["href"].as_str().unwrap();
            let path = href.strip_prefix("http://127.0.0.1:8080").unwrap();
            let got = get(&router, path).await;
            assert_eq!(got.status, StatusCode::OK, "{href}");
            let media = got.header("content-type").replace(' ', "");
            assert_eq!(media, link["type"].as_str().unwrap().replace(' ', ""), "{href}");
        }
    }
}

#[tokio::test]
async fn a_collection_says_where_and_when_its_features_are() {
    let router = at_points(&[Position::new(36.7, 34.7), Position::new(44.4, 33.3)]);
    let described = get(&router, "/collections/mentions").await.json();
    assert_eq!(described["extent"]["spatial"]["bbox"][0], serde_json::json!([36.7, 33.3, 44.4, 34.7]));
    assert_eq!(described["itemType"], "feature");
    assert!(described["attribution"].as_str().unwrap().contains("GeoNames"));
}

#[tokio::test]
async fn the_api_describes_paths_that_answer_with_the_parameters_it_lists() {
    let router = at_points(&equator());
    let got = get(&router, "/api").await;
    assert_eq!(got.header("content-type"), "application/vnd.oai.openapi+json;version=3.0");
    let api = got.json();
    for (path, operations) in api["paths"].as_object().unwrap() {
        let Some(operation) = operations.get("get").filter(|_| !path.contains('{')) else { continue };
        let parameters = operation["parameters"].as_array().unwrap();
        let required = parameters.iter().filter(|parameter| parameter["required"] == true);
        let examples: Vec<_> = required
            .map(|parameter| {
                let example = &parameter["schema"]["example"];
                let example = example.get(0).unwrap_or(example).to_string();
                format!("{}={}", parameter["name"].as_str().unwrap(), example.trim_matches('"'))
            })
            .collect();
        let example = get(&router, &format!("{path}?{}", examples.join("&"))).await;
        assert_eq!(example.status, StatusCode::OK, "{path}");
        let unknown = get(&router, &format!("{path}?nonsense=1")).await;
        assert_eq!(unknown.status, StatusCode::BAD_REQUEST, "{path}");
        for parameter in parameters {
            let name = parameter["name"].as_str().unwrap();
            assert!(unknown.json()["expected"].as_str().unwrap().contains(name), "{path} {name}");
        }
    }
}

proptest! {
    #[test]
    fn a_box_over_http_finds_what_a_linear_scan_finds(
        points in prop::collection::vec((-180i32..=180, -90i32..=90), 0..40),
        west in -400i32..400, south in -90i32..90, width in 0i32..370, height in 0i32..90,
    ) {
        let points: Vec<_> =
            points.into_iter().map(|(lon, lat)| Position::new(f64::from(lon), f64::from(lat))).collect();
        let text = format!("{west},{south},{},{}", west + width, (south + height).min(90));
        let bbox = BoundingBox::parse(&text).unwrap();
        let expected = points.iter().filter(|at| bbox.contains(**at)).count() as u64;
        let router = at_points(&points);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        prop_assert_eq!(runtime.block_on(matched(&router, &text)), expected);
    }
}

#[tokio::test]
async fn every_collection_has_its_schema() {
    let router = at_points(&equator());
    for name in CollectionName::ALL {
        let got = get(&router, &format!("/collections/{}/schema", name.as_str())).await;
        assert_eq!(got.header("content-type"), "application/schema+json");
        assert_eq!(got.json()["properties"]["id"]["x-ogc-role"], "id");
    }
}

#[tokio::test]
async fn a_mention_has_its_candidates_with_reasons() {
    let (parsed, movements) = report();
    let id = parsed[0].mentions[0].id.clone();
    let router = router(state(&parsed, &movements));
    let got = get(&router, &format!("/collections/mentions/items/{id}/candidates")).await;
    assert_eq!((got.status, got.header("content-type")), (StatusCode::OK, "application/json"));
    let answer = got.json();
    assert_eq!((&answer["surface"], &answer["id"]), (&"Homs".into(), &id.as_str().into()));
    let first = &answer["candidates"][0];
    assert_eq!((&first["name"], &first["country"]), (&"Homs".into(), &"SY".into()));
    assert!(first["likelihood"].as_f64() > answer["candidates"][1]["likelihood"].as_f64());
    assert!(first["evidence"][0]["words"].is_string() && first["evidence"][0]["weight"].is_number());
    for path in ["mentions/items/nobody", &format!("places/items/{id}"), &format!("nowhere/items/{id}")] {
        let got = get(&router, &format!("/collections/{path}/candidates")).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}");
    }
}
