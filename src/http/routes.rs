//! Every path with its methods. What the API says of them is in [`super::openapi`]; a test holds the two together.

use axum::extract;
use axum::routing::{MethodRouter, get, post};

use super::asked::Asked;
use super::state::Service;
use super::{
    candidates, collections, corrections, counts, documents, flight_path, gazetteer, geoparse, health, items,
    landing, metrics, openapi, page, tiles,
};
use crate::index::CollectionName;

/// The paths, in the order in which the API lists them.
pub(super) const PATHS: [&str; 37] = [
    "/",
    "/conformance",
    "/api",
    "/api.html",
    "/collections",
    "/collections/{collectionId}",
    "/collections/{collectionId}/schema",
    "/collections/{collectionId}/queryables",
    "/collections/{collectionId}/sortables",
    "/collections/{collectionId}/counts",
    "/collections/{collectionId}/items",
    "/collections/{collectionId}/items/{featureId}",
    "/collections/{collectionId}/items/{featureId}/candidates",
    "/collections/{collectionId}/tiles",
    "/collections/{collectionId}/tiles/{tileMatrixSetId}",
    "/collections/{collectionId}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
    "/tileMatrixSets",
    "/tileMatrixSets/{tileMatrixSetId}",
    "/mentions.geojson",
    "/places.geojson",
    "/regions.geojson",
    "/movements.geojson",
    "/unlocated.geojson",
    "/flight-path.geojson",
    "/gazetteer",
    "/gazetteer/nearest",
    "/gazetteer/{placeId}",
    "/geoparse",
    "/documents",
    "/documents/{documentId}",
    "/documents/{documentId}/mentions",
    "/corrections",
    "/corrections/{correctionId}",
    "/health",
    "/ready",
    "/metrics",
    "/static/{*path}",
];

/// The methods of every path.
pub(super) fn routes() -> impl Iterator<Item = (&'static str, MethodRouter<Service>)> {
    PATHS.into_iter().map(|path| (path, methods(path)))
}

fn methods(path: &str) -> MethodRouter<Service> {
    match path {
        "/" => get(landing::landing),
        "/conformance" => get(landing::conformance),
        "/api" => get(openapi::api),
        "/api.html" => get(openapi::api_page),
        "/collections" => get(collections::collections),
        "/collections/{collectionId}" => get(collections::collection),
        "/collections/{collectionId}/schema" => get(collections::schema),
        "/collections/{collectionId}/queryables" => get(collections::queryables),
        "/collections/{collectionId}/sortables" => get(collections::sortables),
        "/collections/{collectionId}/counts" => get(counts::counts),
        "/collections/{collectionId}/items" => get(items::items),
        "/collections/{collectionId}/items/{featureId}" => get(items::item).patch(corrections::patch),
        "/collections/{collectionId}/items/{featureId}/candidates" => get(candidates::candidates),
        "/collections/{collectionId}/tiles" => get(tiles::tilesets),
        "/collections/{collectionId}/tiles/{tileMatrixSetId}" => get(tiles::tileset),
        "/collections/{collectionId}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}" => {
            get(tiles::tile)
        }
        "/tileMatrixSets" => get(tiles::matrix_sets),
        "/tileMatrixSets/{tileMatrixSetId}" => get(tiles::matrix_set),
        "/mentions.geojson" => plain(CollectionName::Mentions),
        "/places.geojson" => plain(CollectionName::Places),
        "/regions.geojson" => plain(CollectionName::Regions),
        "/movements.geojson" => plain(CollectionName::Movements),
        "/unlocated.geojson" => plain(CollectionName::Unlocated),
        "/flight-path.geojson" => get(flight_path::flight_path),
        "/gazetteer" => get(gazetteer::search),
        "/gazetteer/nearest" => get(gazetteer::nearest),
        "/gazetteer/{placeId}" => get(gazetteer::place),
        "/geoparse" => post(geoparse::geoparse),
        "/documents" => get(documents::list).post(documents::add),
        "/documents/{documentId}" => {
            get(documents::document).put(documents::replace).delete(documents::delete)
        }
        "/documents/{documentId}/mentions" => post(corrections::missed),
        "/corrections" => get(corrections::list).post(corrections::add),
        "/corrections/{correctionId}" => get(corrections::correction).delete(corrections::undo),
        "/health" => get(health::health),
        "/ready" => get(health::ready),
        "/metrics" => get(metrics::metrics),
        "/static/{*path}" => get(page::file),
        _ => MethodRouter::new(),
    }
}

/// The methods of a route at a path as `Allow` lists them: the framework adds that header only after the answer has left us.
pub(super) fn allowed(route: &str, path: &str) -> &'static str {
    match route {
        "/geoparse" | "/documents/{documentId}/mentions" => "POST, OPTIONS",
        "/documents" | "/corrections" => "GET, HEAD, POST, OPTIONS",
        "/documents/{documentId}" => "GET, HEAD, PUT, DELETE, OPTIONS",
        "/corrections/{correctionId}" => "GET, HEAD, DELETE, OPTIONS",
        // Places and areas follow from mentions, and are not corrected themselves.
        "/collections/{collectionId}/items/{featureId}"
            if !path.starts_with("/collections/places/") && !path.starts_with("/collections/regions/") =>
        {
            "GET, HEAD, PATCH, OPTIONS"
        }
        _ => "GET, HEAD, OPTIONS",
    }
}

fn plain(name: CollectionName) -> MethodRouter<Service> {
    get(async move |extract::State(service): extract::State<Service>, asked: Asked| {
        items::plain(service, name, asked).await
    })
}
