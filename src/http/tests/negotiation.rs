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

#[tokio::test]
async fn what_is_a_file_comes_whole_with_a_name_to_keep_it_by() {
    let router = at_points(&equator());
    for (format, start, name) in [
        ("geoparquet", b"PAR1".as_slice(), "mentions.parquet"),
        ("gpkg", b"SQLite format 3", "mentions.gpkg"),
        ("xlsx", b"PK", "mentions.xlsx"),
        ("flatgeobuf", b"fgb", "mentions.fgb"),
    ] {
        let got = get(&router, &format!("/mentions.geojson?f={format}&bbox=-35,-1,35,1")).await;
        assert_eq!(got.status, StatusCode::OK, "{format}");
        assert!(got.body.starts_with(start), "{format}");
        assert_eq!(got.header("content-disposition"), format!("attachment; filename=\"{name}\""));
        let crs = "http://www.opengis.net/def/crs/EPSG/0/3857";
        let got = get(&router, &format!("/mentions.geojson?f={format}&crs={crs}")).await;
        let parameter = got.json()["parameter"].as_str().map(str::to_owned);
        assert_eq!((got.status, parameter.as_deref()), (StatusCode::BAD_REQUEST, Some("crs")), "{format}");
    }
    let file = tempfile::NamedTempFile::new().unwrap();
    let got = get(&router, "/mentions.geojson?f=gpkg&bbox=-35,-1,35,1").await;
    std::fs::write(file.path(), &got.body).unwrap();
    let rows = rusqlite::Connection::open(file.path()).unwrap();
    let rows: i64 = rows.query_row("SELECT count(*) FROM mentions", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 7, "every tenth meridian from 30 W to 30 E");
}
