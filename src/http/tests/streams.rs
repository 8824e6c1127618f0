//! Answers too long to be held: written while they are sent, and the same as others in all that a client sees.

use super::*;

/// More than a MiB of mentions.
fn many() -> Router {
    at_points(
        &(0..2000).map(|n| Position::new(f64::from(n % 360) - 180.0, f64::from(n / 60))).collect::<Vec<_>>(),
    )
}

#[tokio::test]
async fn a_long_answer_has_its_length_and_every_feature_in_order() {
    let router = many();
    let got = get(&router, "/mentions.geojson").await;
    assert!(got.body.len() > 1 << 20);
    assert_eq!(got.header("content-length"), got.body.len().to_string());
    let ids = got.ids();
    assert_eq!((ids.len(), got.json()["numberReturned"].as_u64()), (2000, Some(2000)));
    let mut paged = Vec::new();
    let mut next = Some("/collections/mentions/items?limit=700".to_owned());
    while let Some(address) = next {
        let page = get(&router, address.trim_start_matches("http://127.0.0.1:8080")).await;
        paged.extend(page.ids());
        next = page.link("next");
    }
    assert_eq!(ids, paged);
    let head = send(&router, request("HEAD", "/mentions.geojson").body(Body::empty()).unwrap()).await;
    assert_eq!((head.header("content-length"), head.body.len()), (got.header("content-length"), 0));
}

#[tokio::test]
async fn a_part_of_a_long_answer_is_cut_where_it_was_asked_for() {
    let router = many();
    // The time stamp in the collection may be another.
    let path = "/mentions.geojson?f=geojsonseq";
    let whole = get(&router, path).await;
    let length = whole.body.len();
    for (first, last) in [(0, 0), (0, 65_536), (1, 700_000), (65_535, 65_537), (length - 10, length - 1)] {
        let part = get_with(&router, path, "range", &format!("bytes={first}-{last}")).await;
        assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
        assert_eq!(part.header("content-range"), format!("bytes {first}-{last}/{length}"));
        assert_eq!(part.header("content-length"), (last - first + 1).to_string());
        assert!(part.body == whole.body[first..=last], "{first} to {last}");
    }
    let beyond = get_with(&router, path, "range", &format!("bytes={length}-")).await;
    assert_eq!((beyond.status, beyond.body.len()), (StatusCode::RANGE_NOT_SATISFIABLE, 0));
}

#[tokio::test]
async fn what_is_written_anew_is_whole_too() {
    let router = many();
    let csv = get(&router, "/mentions.geojson?f=csv").await;
    assert_eq!(csv.text().lines().count(), 2001);
    assert!(csv.text().lines().skip(1).all(|row| !row.starts_with("longitude")));
    let kml = get(&router, "/mentions.geojson?f=kml").await;
    assert_eq!(kml.text().matches("<Placemark>").count(), 2000);
    assert!(kml.text().ends_with("</Document></kml>"));
    let projected = get(&router, "/mentions.geojson?crs=http://www.opengis.net/def/crs/EPSG/0/4326").await;
    assert_eq!(projected.ids().len(), 2000);
    let first = &projected.json()["features"][0]["geometry"]["coordinates"];
    assert_eq!(first[1], -180.0, "latitude comes first");
}

#[tokio::test]
async fn a_long_answer_is_compressed_on_its_way() {
    let router = many();
    let plain = get(&router, "/mentions.geojson?f=geojsonseq").await;
    let gzip = get_with(&router, "/mentions.geojson?f=geojsonseq", "accept-encoding", "gzip").await;
    assert_eq!(gzip.header("content-encoding"), "gzip");
    let mut text = Vec::new();
    io::Read::read_to_end(&mut flate2::read::GzDecoder::new(gzip.body.as_slice()), &mut text).unwrap();
    assert!(text == plain.body);
}
