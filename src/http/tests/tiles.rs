//! Tiles and what describes them.

use axum::http::StatusCode;

use super::*;

const SET: &str = "/collections/mentions/tiles/WebMercatorQuad";

#[tokio::test]
async fn a_tile_has_what_lies_in_it_and_an_empty_one_has_nothing() {
    let router = at_points(&[Position::new(36.7, 34.7)]);
    let got = get(&router, &format!("{SET}/5/12/19")).await;
    assert_eq!(got.header("content-type"), "application/vnd.mapbox-vector-tile");
    assert!(String::from_utf8_lossy(&got.body).contains("Somewhere"));
    assert!(get(&router, &format!("{SET}/5/12/20")).await.body.is_empty());
    // What is filtered out is not drawn, and what is not asked for is not told.
    assert!(get(&router, &format!("{SET}/5/12/19?kind=region")).await.body.is_empty());
    assert!(get(&router, &format!("{SET}/5/12/19?filter=start%3E100")).await.body.is_empty());
    let named = get(&router, &format!("{SET}/5/12/19?properties=country")).await;
    assert!(!String::from_utf8_lossy(&named.body).contains("Somewhere"));
}

#[tokio::test]
async fn a_tile_that_does_not_exist_is_404_and_a_bad_parameter_400() {
    let router = at_points(&equator());
    for path in ["5/32/0", "5/0/32", "23/0/0", "a/0/0", "0/-1/0", "0/0/0.5"] {
        assert_eq!(get(&router, &format!("{SET}/{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/collections/unlocated/tiles", "/collections/mentions/tiles/Other", "/tileMatrixSets/Other"]
    {
        assert_eq!(get(&router, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let got = get(&router, &format!("{SET}/0/0/0?bbox=1,2,3,4")).await;
    assert_eq!((got.status, &got.json()["parameter"]), (StatusCode::BAD_REQUEST, &"bbox".into()));
}

#[tokio::test]
async fn tiles_are_found_from_the_collection_on_by_links() {
    let router = at_points(&[Position::new(36.7, 34.7)]);
    let follow = async |from: &str, rel: &str| {
        let address = get(&router, from).await.link(rel).unwrap();
        address.strip_prefix("http://127.0.0.1:8080").unwrap().to_owned()
    };
    let list =
        follow("/collections/mentions", "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector").await;
    let tileset = get(&router, &list).await.json()["tilesets"][0].clone();
    let links = tileset["links"].as_array().unwrap();
    let item = links.iter().find(|link| link["rel"] == "item").unwrap()["href"].as_str().unwrap().to_owned();
    let tile = item.replace("{tileMatrix}", "5").replace("{tileRow}", "12").replace("{tileCol}", "19");
    let tile = get(&router, tile.strip_prefix("http://127.0.0.1:8080").unwrap()).await;
    assert!(!tile.body.is_empty());
    let scheme = follow(SET, "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme").await;
    let matrices = get(&router, &scheme).await.json()["tileMatrices"].clone();
    assert_eq!(matrices[5]["matrixWidth"], 32);
    assert!((matrices[0]["scaleDenominator"].as_f64().unwrap() - 559_082_264.028_717_9).abs() < 0.001);
    let tile_json = get(&router, &format!("{SET}?f=tilejson")).await;
    assert_eq!(tile_json.header("content-type"), "application/vnd.mapbox.tile+json");
    assert_eq!(
        tile_json.json()["tiles"][0],
        "http://127.0.0.1:8080/collections/mentions/tiles/WebMercatorQuad/{z}/{y}/{x}"
    );
}
