//! OGC API Tiles: every collection as vector tiles in the squares of web Mercator.

use axum::extract;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::aside::aside;
use super::asked::{Asked, link, respond, respond_either};
use super::collections::{OFFERS, find};
use super::etag::unless_known;
use super::format::Format;
use super::problem::Problem;
use super::state::Service;
use crate::export::{ATTRIBUTION, write_tile};
use crate::feature::{Property, PropertyType};
use crate::geometry::{Crs, Tile};
use crate::index::CollectionName;
use crate::query::{FORMAT, ItemsQuery, tile_parameters};

/// The only tile matrix set.
const SET: &str = "WebMercatorQuad";
const SET_URI: &str = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";
const SET_TITLE: &str = "Squares of web Mercator, as web maps use them";
/// The relation of links to it.
const SCHEME: &str = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";
/// The relation of links from a collection to its tiles.
pub(super) const TILES: &str = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
/// Half the width of the world in web Mercator, in metres.
const HALF_WORLD: f64 = 20_037_508.342_789_244;
/// Features in a tile at most; of more, evenly chosen ones are drawn.
const MOST_FEATURES: usize = 20_000;

/// `GET /tileMatrixSets`
pub(super) async fn matrix_sets(asked: Asked) -> Result<Response, Problem> {
    asked.checked(&[&FORMAT])?;
    let format = asked.format(&OFFERS)?;
    let own = link(
        "self",
        Format::Json.content_type(),
        SET_TITLE,
        asked.address(&format!("/tileMatrixSets/{SET}")),
    );
    let answer = json!({
        "tileMatrixSets": [{"id": SET, "title": SET_TITLE, "uri": SET_URI, "crs": Crs::Epsg(3857).uri(), "links": [own]}],
        "links": asked.links_to_self(format, &OFFERS),
    });
    Ok(respond_either(&asked, format, "Tile matrix sets", &answer))
}

/// `GET /tileMatrixSets/{tileMatrixSetId}`
pub(super) async fn matrix_set(
    extract::Path(id): extract::Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    known_set(&id)?;
    asked.checked(&[&FORMAT])?;
    let format = asked.format(&OFFERS)?;
    let matrices: Vec<Value> = (0..=Tile::MAX_ZOOM).map(matrix).collect();
    let answer = json!({
        "id": SET,
        "title": SET_TITLE,
        "uri": SET_URI,
        "crs": Crs::Epsg(3857).uri(),
        "orderedAxes": ["X", "Y"],
        "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "tileMatrices": matrices,
    });
    Ok(respond_either(&asked, format, SET, &answer))
}

fn matrix(zoom: u8) -> Value {
    /// Pixels along an edge.
    const PIXELS: u32 = 256;
    /// Metres of a pixel that the scale is told by (OGC 17-083r4).
    const PIXEL_SIZE: f64 = 0.000_28;
    let tiles = 1_u32 << zoom;
    let cell = 2.0 * HALF_WORLD / f64::from(PIXELS) / f64::from(tiles);
    json!({
        "id": zoom.to_string(),
        "scaleDenominator": cell / PIXEL_SIZE,
        "cellSize": cell,
        "cornerOfOrigin": "topLeft",
        "pointOfOrigin": [-HALF_WORLD, HALF_WORLD],
        "tileWidth": PIXELS,
        "tileHeight": PIXELS,
        "matrixWidth": tiles,
        "matrixHeight": tiles,
    })
}

/// `GET /collections/{collectionId}/tiles`
pub(super) async fn tilesets(
    extract::State(service): extract::State<Service>,
    extract::Path(id): extract::Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let name = spatial(&id)?;
    asked.checked(&[&FORMAT])?;
    let format = asked.format(&OFFERS)?;
    let snapshot = service.snapshot();
    Ok(unless_known(&asked, &snapshot, format, || {
        let answer = json!({
            "tilesets": [describe(&asked, name)],
            "links": asked.links_to_self(format, &OFFERS),
        });
        respond_either(&asked, format, &format!("Tiles of {}", name.title()), &answer)
    }))
}

/// `GET /collections/{collectionId}/tiles/{tileMatrixSetId}`: what there is of tiles, for the standard or as `TileJSON`.
pub(super) async fn tileset(
    extract::State(service): extract::State<Service>,
    extract::Path((id, set)): extract::Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Problem> {
    const FORMATS: [Format; 3] = [Format::Json, Format::TileJson, Format::Html];
    let name = spatial(&id)?;
    known_set(&set)?;
    asked.checked(&[&FORMAT])?;
    let format = asked.format(&FORMATS)?;
    let snapshot = service.snapshot();
    Ok(unless_known(&asked, &snapshot, format, || {
        if format == Format::TileJson {
            return respond(
                format,
                tile_json(&asked, name, snapshot.collection(name).extent().bbox).to_string(),
            );
        }
        let mut answer = describe(&asked, name);
        let links = asked.links_to_self(format, &FORMATS);
        answer["links"]
            .as_array_mut()
            .expect("a tileset is described with links")
            .splice(0..1, links.into_iter().map(Value::from));
        respond_either(&asked, format, &format!("Tiles of {}", name.title()), &answer)
    }))
}

fn describe(asked: &Asked, name: CollectionName) -> Value {
    let address = asked.address(&format!("/collections/{}/tiles/{SET}", name.as_str()));
    let scheme = asked.address(&format!("/tileMatrixSets/{SET}"));
    let mut item = Value::from(link(
        "item",
        Format::Tile.content_type(),
        "A tile",
        format!("{address}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"),
    ));
    item["templated"] = true.into();
    json!({
        "title": name.title(),
        "attribution": ATTRIBUTION,
        "dataType": "vector",
        "crs": Crs::Epsg(3857).uri(),
        "tileMatrixSetId": SET,
        "tileMatrixSetURI": SET_URI,
        "layers": [{
            "id": name.as_str(),
            "title": name.title(),
            "dataType": "vector",
            "geometryDimension": dimension(name),
        }],
        "links": [
            link("self", Format::Json.content_type(), "These tiles", &address),
            link(SCHEME, Format::Json.content_type(), SET_TITLE, &scheme),
            item,
        ],
    })
}

fn tile_json(asked: &Asked, name: CollectionName, bbox: Option<[f64; 4]>) -> Value {
    let fields: serde_json::Map<String, Value> =
        drawn(name).iter().map(|property| (property.name.to_owned(), property.title.into())).collect();
    let template = format!("/collections/{}/tiles/{SET}/{{z}}/{{y}}/{{x}}", name.as_str());
    let mut answer = json!({
        "tilejson": "3.0.0",
        "name": name.title(),
        "description": name.description(),
        "attribution": ATTRIBUTION,
        "scheme": "xyz",
        "tiles": [asked.address(&template)],
        "minzoom": 0,
        "maxzoom": Tile::MAX_ZOOM,
        "vector_layers": [{"id": name.as_str(), "description": name.description(), "fields": fields}],
    });
    if let Some(bbox) = bbox {
        answer["bounds"] = json!(bbox);
    }
    answer
}

/// `GET /collections/{collectionId}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}`
pub(super) async fn tile(
    extract::State(service): extract::State<Service>,
    extract::Path((id, set, zoom, row, column)): extract::Path<(String, String, String, String, String)>,
    asked: Asked,
) -> Result<Response, Problem> {
    let name = spatial(&id)?;
    known_set(&set)?;
    asked.checked(&tile_parameters(name))?;
    let mut query = ItemsQuery::parse(asked.pairs(), name)?;
    let format = asked.format(&[Format::Tile])?;
    let no_such = || Problem::no_such("tile", &format!("{zoom}/{row}/{column}"));
    let numbers = (zoom.parse(), column.parse(), row.parse());
    let (Ok(zoom_number), Ok(column_number), Ok(row_number)) = numbers else { return Err(no_such()) };
    let tile = Tile::new(zoom_number, column_number, row_number).ok_or_else(no_such)?;
    query.filter.bbox = Some(tile.bounds());
    let snapshot = service.snapshot();
    let answer = move || {
        unless_known(&asked, &snapshot, format, || {
            let collection = snapshot.collection(name);
            let page = snapshot.search(name, &query.filter, &[], None, usize::MAX);
            let step = page.positions.len().div_ceil(MOST_FEATURES).max(1);
            let chosen = page.positions.iter().step_by(step).map(|at| collection.feature(*at));
            let properties = match &query.properties {
                Some(wanted) => wanted.iter().map(|at| &name.properties()[*at]).collect(),
                None => drawn(name),
            };
            match write_tile(name.as_str(), tile, &properties, chosen) {
                Ok(bytes) => respond(format, bytes),
                Err(_beyond) => Problem::fault().into_response(),
            }
        })
    };
    aside(answer).await
}

/// The properties in tiles: what maps are drawn and labelled by. Sentences and lists would make them many times as large, and stand at
/// the feature's own address.
fn drawn(name: CollectionName) -> Vec<&'static Property> {
    const TOO_LONG: [&str; 6] =
        ["sentence", "document_title", "time_basis", "confidence_reasons", "method", "date_basis"];
    let is_drawn = |property: &&Property| {
        !matches!(property.of, PropertyType::Ids | PropertyType::Objects)
            && !TOO_LONG.contains(&property.name)
    };
    name.properties().iter().filter(is_drawn).collect()
}

fn dimension(name: CollectionName) -> u8 {
    match name {
        CollectionName::Mentions | CollectionName::Places | CollectionName::Unlocated => 0,
        CollectionName::Movements => 1,
        CollectionName::Regions => 2,
    }
}

/// A collection that can be drawn, or 404.
fn spatial(id: &str) -> Result<CollectionName, Problem> {
    find(id)
        .ok()
        .filter(|name| name.is_spatial())
        .ok_or_else(|| Problem::no_such("collection with tiles", id))
}

fn known_set(id: &str) -> Result<(), Problem> {
    if id == SET { Ok(()) } else { Err(Problem::no_such("tile matrix set", id)) }
}
