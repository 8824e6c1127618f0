//! Formats by `Accept` and `f`, and what cannot be met.

use axum::http::StatusCode;

use super::*;

#[tokio::test]
async fn items_are_geojson_for_every_client_that_can_read_json() {
    let router = at_points(&equator());
    for accept in
        ["application/geo+json, application/json", "text/plain, application/json", "*/*", "application/json"]
    {
        let got = get_with(&router, "/collections/mentions/items", "accept", accept).await;
        assert_eq!(
            (got.status, got.header("content-type")),
            (StatusCode::OK, "application/geo+json"),
            "{accept}"
        );
        assert_eq!(got.header("content-crs"), "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>");
        assert!(got.header("vary").contains("Accept"));
    }
}

#[tokio::test]
async fn q_values_choose_and_f_wins() {
    let router = at_points(&equator());
    let accept = "application/geo+json;q=0.1, text/csv;q=0.9";
    let got = get_with(&router, "/mentions.geojson", "accept", accept).await;
    assert_eq!(got.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(got.text().lines().count(), 38);
    let got = get_with(&router, "/mentions.geojson?f=geojsonseq", "accept", accept).await;
    assert_eq!(got.text().matches('\x1e').count(), 37);
}

#[tokio::test]
async fn an_accept_that_cannot_be_met_is_406_and_an_unknown_f_is_400() {
    let router = at_points(&equator());
    let got = get_with(&router, "/collections/mentions/items", "accept", "image/png").await;
    assert_eq!(got.status, StatusCode::NOT_ACCEPTABLE);
    assert!(got.json()["expected"].as_str().unwrap().contains("application/geo+json"));
    let got = get(&router, "/collections/mentions/items?f=xml").await;
    assert_eq!((got.status, got.json()["parameter"].as_str()), (StatusCode::BAD_REQUEST, Some("f")));
}

#[tokio::test]
async fn the_same_answer_need_not_be_sent_again() {
    let router = at_points(&equator());
    let tag = get(&router, "/mentions.geojson").await.header("etag").to_owned();
    let got = get_with(&router, "/mentions.geojson", "if-none-match", &format!("\"other\", {tag}")).await;
    assert_eq!((got.status, got.body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(got.header("etag"), tag);
    let csv = get_with(&router, "/mentions.geojson?f=csv", "if-none-match", &tag).await;
    assert_eq!(csv.status, StatusCode::OK, "another format is another answer");
}

#[tokio::test]
async fn long_answers_are_compressed_for_those_who_can_read_it() {
    let router = at_points(&equator());
    let plain = get(&router, "/mentions.geojson").await;
    for coding in ["gzip", "br", "zstd"] {
        let packed = get_with(&router, "/mentions.geojson", "accept-encoding", coding).await;
        assert_eq!((packed.header("content-encoding"), packed.header("content-length")), (coding, ""));
        assert!(packed.header("vary").to_ascii_lowercase().contains("accept-encoding"));
        assert!(packed.body.len() * 5 < plain.body.len(), "{coding}: {}", packed.body.len());
    }
    let preferred =
        get_with(&router, "/mentions.geojson", "accept-encoding", "gzip;q=0.5, zstd, br;q=0").await;
    assert_eq!(preferred.header("content-encoding"), "zstd");
    let small = get_with(&router, "/health", "accept-encoding", "gzip").await;
    assert_eq!(small.header("content-encoding"), "");
}
