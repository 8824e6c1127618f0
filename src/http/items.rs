//! The features of a collection: a page of them by OGC API Features, all of them as plain GeoJSON, one of them by id.

use axum::extract;
use axum::http::HeaderValue;
use axum::http::header::{HeaderName, LINK};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::{Map, Value};

use super::asked::{Asked, link, respond, with_links};
use super::collections::find;
use super::etag::unless_known;
use super::format::Format;
use super::html;
use super::problem::Problem;
use super::range::respond_with_part;
use super::state::Service;
use crate::export::{
    Shaping, write_csv, write_feature_collection, write_flatgeobuf, write_kml, write_sequence,
};
use crate::geometry::{Crs, Reprojection};
use crate::index::{Collection, CollectionName, Page};
use crate::query::{DEFAULT_LIMIT, ItemsQuery, QueryError, item_parameters, parse_crs};

/// The formats of features, the default first.
pub(super) const FORMATS: [Format; 6] =
    [Format::GeoJson, Format::GeoJsonSeq, Format::Csv, Format::FlatGeobuf, Format::Kml, Format::Html];
/// The formats of an address that ends in `.geojson`: a browser gets what the address says.
pub(super) const PLAIN_FORMATS: [Format; 5] =
    [Format::GeoJson, Format::GeoJsonSeq, Format::Csv, Format::FlatGeobuf, Format::Kml];
/// The formats of one feature.
pub(super) const ITEM_FORMATS: [Format; 2] = [Format::GeoJson, Format::Html];

/// `GET /collections/{collectionId}/items`
pub(super) async fn items(
    extract::State(service): extract::State<Service>,
    extract::Path(id): extract::Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    answer(&service, find(&id)?, &asked, Some(DEFAULT_LIMIT), &FORMATS)
}

/// `GET /mentions.geojson` and the like: everything unless a `limit` is given.
pub(super) fn plain(service: &Service, name: CollectionName, asked: &Asked) -> Result<Response, Problem> {
    answer(service, name, asked, None, &PLAIN_FORMATS)
}

fn answer(
    service: &Service,
    name: CollectionName,
    asked: &Asked,
    default_limit: Option<usize>,
    offers: &[Format],
) -> Result<Response, Problem> {
    let query = ItemsQuery::parse(asked.pairs(), name)?;
    let format = asked.format(offers)?;
    if matches!(format, Format::FlatGeobuf | Format::Kml) && query.crs != Crs::Crs84 {
        let expected = format!("{}, which {} is always in", Crs::Crs84.uri(), format.name());
        return Err(QueryError::value("crs", &query.crs.uri(), expected).into());
    }
    let snapshot = service.snapshot();
    Ok(unless_known(asked, &snapshot, format, || {
        let collection = snapshot.collection(name);
        let limit = query.limit.or(default_limit).unwrap_or(usize::MAX);
        let page = collection.search(&query.filter, &query.order, query.after.as_ref(), limit);
        write(asked, collection, &query, &page, format, offers).unwrap_or_else(IntoResponse::into_response)
    }))
}

fn write(
    asked: &Asked,
    collection: &Collection,
    query: &ItemsQuery,
    page: &Page,
    format: Format,
    offers: &[Format],
) -> Result<Response, Problem> {
    let last = page.positions.last().filter(|_| page.more);
    let next = last.map(|at| {
        asked.address_with("cursor", &ItemsQuery::cursor_after(&collection.mark(&query.order, *at)))
    });
    let mut links = asked.links_to_self(format, offers);
    links.extend(next.as_ref().map(|next| link("next", format.content_type(), "The next page", next)));
    let shaping = shaping(query, collection.name());
    let shaped: Vec<_> = page.positions.iter().map(|at| shaping.shape(collection.feature(*at))).collect();
    let features = shaped.iter().map(AsRef::as_ref);
    let size: usize = features.clone().map(|feature| feature.len() + 1).sum();
    let mut body = Vec::with_capacity(size + 2048);
    let title = collection.name().title();
    match format {
        Format::GeoJsonSeq => write_sequence(&mut body, features),
        Format::Csv => write_csv(&mut body, features),
        Format::Kml => write_kml(&mut body, title, features),
        Format::FlatGeobuf => {
            let all = collection.name().properties().iter();
            let properties = shaping.properties.clone().unwrap_or_else(|| all.collect());
            write_flatgeobuf(&mut body, title, &properties, features)
        }
        _ => write_feature_collection(&mut body, &head(asked, collection, page, links), &[], features),
    }
    .map_err(|error| Problem::unavailable(format!("the answer could not be written: {error}")))?;
    let mut response = if format == Format::Html {
        as_page(asked, collection.name().title(), &body)
    } else {
        respond_with_part(asked, format, body)
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_CRS, content_crs(query.crs));
    if let Some(value) = next.and_then(|next| HeaderValue::try_from(format!("<{next}>; rel=\"next\"")).ok()) {
        headers.insert(LINK, value);
    }
    Ok(response)
}

/// What a query wants done with the features.
pub(super) fn shaping(query: &ItemsQuery, name: CollectionName) -> Shaping<'static> {
    let named = |wanted: &Vec<usize>| wanted.iter().map(|at| &name.properties()[*at]).collect();
    Shaping { properties: query.properties.as_ref().map(named), way: way(query.crs) }
}

/// The way of coordinates to a system; none to that in which they are.
fn way(crs: Crs) -> Option<Reprojection> {
    // A system that could be read is known.
    if crs == Crs::Crs84 { None } else { Reprojection::new(crs).ok() }
}

/// The members beside the features.
fn head(asked: &Asked, collection: &Collection, page: &Page, mut links: Vec<Value>) -> Map<String, Value> {
    let address = asked.address(&format!("/collections/{}", collection.name().as_str()));
    links.push(link("collection", Format::Json.content_type(), collection.name().title(), &address));
    Map::from_iter([
        ("numberMatched".to_owned(), page.matched.into()),
        ("numberReturned".to_owned(), page.positions.len().into()),
        ("timeStamp".to_owned(), now().into()),
        ("links".to_owned(), links.into()),
    ])
}

/// `GET /collections/{collectionId}/items/{featureId}`
pub(super) async fn item(
    extract::State(service): extract::State<Service>,
    extract::Path((collection, id)): extract::Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Problem> {
    let name = find(&collection)?;
    let crs = parse_crs("crs", &asked.checked(&item_parameters())?)?;
    let format = asked.format(&ITEM_FORMATS)?;
    let snapshot = service.snapshot();
    let feature = snapshot
        .collection(name)
        .get(&id)
        .ok_or_else(|| Problem::no_such(&format!("feature of {}", name.as_str()), &id))?;
    Ok(unless_known(&asked, &snapshot, format, || {
        let collection = asked.address(&format!("/collections/{}", name.as_str()));
        let mut links = asked.links_to_self(format, &ITEM_FORMATS);
        links.push(link("collection", Format::Json.content_type(), name.title(), &collection));
        let shaping = Shaping { properties: None, way: way(crs) };
        let body = with_links(&shaping.shape(feature), &links.into());
        let mut response =
            if format == Format::Html { as_page(&asked, &id, &body) } else { respond(format, body) };
        response.headers_mut().insert(CONTENT_CRS, content_crs(crs));
        response
    }))
}

/// What is GeoJSON for machines, for people.
pub(super) fn as_page(asked: &Asked, title: &str, body: &[u8]) -> Response {
    let answer = serde_json::from_slice(body).expect("encoded features are JSON");
    html::page(asked, title, &answer)
}

/// The header of OGC API Features Part 2 that says what the coordinates are in.
pub(super) const CONTENT_CRS: HeaderName = HeaderName::from_static("content-crs");

pub(super) fn content_crs(crs: Crs) -> HeaderValue {
    HeaderValue::try_from(format!("<{}>", crs.uri())).expect("an address is a header value")
}

/// Now, to the second.
pub(super) fn now() -> String {
    let now = Timestamp::now();
    now.round(jiff::Unit::Second).unwrap_or(now).to_string()
}
