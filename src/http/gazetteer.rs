//! The gazetteer as GeoJSON: places by name, around a position, and one by its id.

use axum::extract;
use axum::response::Response;
use serde_json::{Map, Value};

use super::asked::{Asked, with_links};
use super::etag::respond_unless_known;
use super::format::Format;
use super::items::{CONTENT_CRS, ITEM_FORMATS, as_page, content_crs};
use super::problem::Problem;
use super::state::Service;
use crate::export::{ATTRIBUTION, write_feature_collection};
use crate::feature::{encode_entry, encode_found, encode_nearby, holders};
use crate::geometry::Crs;
use crate::query::{NearestQuery, SearchQuery, parse_shape};

/// `GET /gazetteer`: the places that a name may mean, the likeliest first.
pub(super) async fn search(
    extract::State(service): extract::State<Service>,
    asked: Asked,
) -> Result<Response, Problem> {
    let query = SearchQuery::parse(asked.pairs())?;
    let format = asked.format(&ITEM_FORMATS)?;
    let gazetteer = service.state.gazetteer;
    let found = gazetteer.search(&query.name, query.near, query.country.as_deref(), query.limit);
    let features: Vec<_> = found.into_iter().map(|found| encode_found(gazetteer, found)).collect();
    Ok(collection(&asked, format, Map::new(), &features))
}

/// `GET /gazetteer/nearest`: the places around a position, the nearest first; `country` and `admin1` are the areas that
/// hold it.
pub(super) async fn nearest(
    extract::State(service): extract::State<Service>,
    asked: Asked,
) -> Result<Response, Problem> {
    let query = NearestQuery::parse(asked.pairs())?;
    let format = asked.format(&ITEM_FORMATS)?;
    let gazetteer = service.state.gazetteer;
    // The first question in a country prepares its polygon: on the threads of the runtime that would hold up everybody else.
    let look = move || {
        let found = gazetteer.nearest(query.position, query.limit);
        let features: Vec<_> = found.into_iter().map(|nearby| encode_nearby(gazetteer, nearby)).collect();
        (holders(gazetteer, query.position), features)
    };
    let (holders, features) =
        tokio::task::spawn_blocking(look).await.map_err(|_panicked| Problem::fault())?;
    Ok(collection(&asked, format, holders, &features))
}

/// `GET /gazetteer/{placeId}`
pub(super) async fn place(
    extract::State(service): extract::State<Service>,
    extract::Path(id): extract::Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let shape = parse_shape(asked.pairs())?;
    let format = asked.format(&ITEM_FORMATS)?;
    let gazetteer = service.state.gazetteer;
    let place = gazetteer.find(&id).ok_or_else(|| Problem::no_such("place", &id))?;
    let links = asked.links_to_self(format, &ITEM_FORMATS);
    Ok(write(&asked, format, &id, with_links(&encode_entry(gazetteer, place, shape), &links)))
}

fn collection(asked: &Asked, format: Format, about: Map<String, Value>, features: &[Vec<u8>]) -> Response {
    let mut members = Map::from_iter([
        ("attribution".to_owned(), ATTRIBUTION.into()),
        ("numberReturned".to_owned(), features.len().into()),
        ("links".to_owned(), asked.links_to_self(format, &ITEM_FORMATS).into()),
    ]);
    members.extend(about);
    let mut body = Vec::new();
    write_feature_collection(&mut body, &members, &[], features.iter().map(Vec::as_slice))
        .expect("writing into memory does not fail");
    write(asked, format, "Gazetteer", body)
}

fn write(asked: &Asked, format: Format, title: &str, body: Vec<u8>) -> Response {
    if format == Format::Html {
        return as_page(asked, title, &body);
    }
    let mut response = respond_unless_known(asked, format, body);
    response.headers_mut().insert(CONTENT_CRS, content_crs(Crs::Crs84));
    response
}
