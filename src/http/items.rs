//! The features of a collection: a page of them by OGC API Features, all of them as plain GeoJSON, one of them by id.

use std::error::Error;
use std::io;
use std::sync::Arc;

use axum::extract;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, HeaderName, LINK};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;

use super::aside::aside;
use super::asked::{Asked, Link, link, respond, with_links};
use super::collections::find;
use super::etag::unless_known;
use super::format::Format;
use super::html;
use super::problem::Problem;
use super::range::{respond_with_part, respond_with_part_of};
use super::state::Service;
use super::stream::Features;
use crate::document::explain;
use crate::export::{Layout, Shaping, Whole};
use crate::geometry::Crs;
use crate::index::{CollectionName, Page, Snapshot};
use crate::query::{DEFAULT_LIMIT, ItemsQuery, QueryError, item_parameters, parse_crs};

/// The formats of features, the default first, and the one for people last.
pub(super) const FORMATS: [Format; 9] = [
    Format::GeoJson,
    Format::GeoJsonSeq,
    Format::Csv,
    Format::FlatGeobuf,
    Format::GeoParquet,
    Format::Kml,
    Format::GeoPackage,
    Format::Xlsx,
    Format::Html,
];
/// The formats of an address that ends in `.geojson`: a browser gets what the address says.
pub(super) const PLAIN_FORMATS: &[Format] = FORMATS.split_at(FORMATS.len() - 1).0;
/// Those that have no way to say what their coordinates are in.
const IN_DEGREES: [Format; 5] =
    [Format::FlatGeobuf, Format::GeoParquet, Format::Kml, Format::GeoPackage, Format::Xlsx];
/// The formats of one feature.
pub(super) const ITEM_FORMATS: [Format; 2] = [Format::GeoJson, Format::Html];

/// Answers up to this length are written before they are sent: their length is known, and one write sends them.
const WHOLE: usize = 1 << 20;

/// `GET /collections/{collectionId}/items`
pub(super) async fn items(
    extract::State(service): extract::State<Service>,
    extract::Path(id): extract::Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    answer(service, find(&id)?, asked, Some(DEFAULT_LIMIT), &FORMATS).await
}

/// `GET /mentions.geojson` and the like: everything unless a `limit` is given.
pub(super) async fn plain(service: Service, name: CollectionName, asked: Asked) -> Result<Response, Problem> {
    answer(service, name, asked, None, PLAIN_FORMATS).await
}

async fn answer(
    service: Service,
    name: CollectionName,
    asked: Asked,
    default_limit: Option<usize>,
    offers: &'static [Format],
) -> Result<Response, Problem> {
    let mut query = ItemsQuery::parse(asked.pairs(), name)?;
    query.limit = query.limit.or(default_limit);
    let format = asked.format(offers)?;
    if IN_DEGREES.contains(&format) && query.crs != Crs::Crs84 {
        let expected = format!("{}, which {} is always in", Crs::Crs84.uri(), format.name());
        return Err(QueryError::value("crs", &query.crs.uri(), expected).into());
    }
    let is_quick = query.is_quick();
    let snapshot = service.snapshot();
    let write = move || {
        unless_known(&asked, &snapshot, format, || {
            write(&asked, &snapshot, name, &query, format, offers).unwrap_or_else(IntoResponse::into_response)
        })
    };
    if is_quick { Ok(write()) } else { aside(write).await }
}

fn write(
    asked: &Asked,
    snapshot: &Arc<Snapshot>,
    name: CollectionName,
    query: &ItemsQuery,
    format: Format,
    offers: &[Format],
) -> Result<Response, Problem> {
    let collection = snapshot.collection(name);
    let limit = query.limit.unwrap_or(usize::MAX);
    let page = snapshot.search(name, &query.filter, &query.order, query.after.as_ref(), limit);
    let last = page.positions.last().filter(|_| page.more);
    let next = last.map(|at| {
        asked.address_with("cursor", &ItemsQuery::cursor_after(&collection.mark(&query.order, *at)))
    });
    let mut links = asked.links_to_self(format, offers);
    links.extend(next.clone().map(|next| link("next", format.content_type(), "The next page", next)));
    let layout = match format {
        Format::GeoJsonSeq => Layout::Sequence,
        Format::Csv => Layout::Csv,
        Format::Kml => Layout::Kml(name.title().to_owned()),
        _ => {
            Layout::feature_collection(&head(asked, name, &page, links)).expect("texts and numbers are JSON")
        }
    };
    let features = Features {
        snapshot: snapshot.clone(),
        collection: name,
        positions: page.positions,
        shaping: Shaping::of(query, name),
        layout,
    };
    let length = features.stored_length();
    let mut response = match format {
        Format::Html => {
            as_page(asked, name.title(), &features.write(length).map_err(|error| unwritten(&error))?)
        }
        Format::FlatGeobuf => respond_with_part(asked, format, whole(&features, Whole::FlatGeobuf)?),
        Format::GeoParquet => respond_with_part(asked, format, whole(&features, Whole::GeoParquet)?),
        Format::Xlsx => respond_with_part(asked, format, whole(&features, Whole::Xlsx)?),
        Format::GeoPackage => respond_with_part(asked, format, whole(&features, Whole::GeoPackage)?),
        _ if length > WHOLE => respond_with_part_of(asked, format, features),
        _ => respond_with_part(asked, format, features.write(length).map_err(|error| unwritten(&error))?),
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_CRS, content_crs(query.crs));
    headers.extend(format.disposition(name).map(|value| (CONTENT_DISPOSITION, value)));
    if let Some(value) = next.and_then(|next| HeaderValue::try_from(format!("<{next}>; rel=\"next\"")).ok()) {
        headers.insert(LINK, value);
    }
    Ok(response)
}

/// What cannot be sent before all is written.
fn whole(features: &Features, format: Whole) -> Result<Vec<u8>, Problem> {
    let mut out = Vec::with_capacity(features.stored_length());
    let sheet = features.shaping.sheet(features.collection);
    match format.write(&mut out, &sheet, features.stored()) {
        Ok(()) => Ok(out),
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            Err(Problem::bad("f", error.to_string(), "fewer features, or another format"))
        }
        Err(error) => Err(unwritten(&error)),
    }
}

fn unwritten(error: &dyn Error) -> Problem {
    Problem::unavailable(format!("the answer could not be written: {}", explain(error)))
}

/// The members beside the features.
#[derive(Serialize)]
struct Head {
    #[serde(rename = "numberMatched")]
    matched: usize,
    #[serde(rename = "numberReturned")]
    returned: usize,
    #[serde(rename = "timeStamp")]
    time_stamp: String,
    links: Vec<Link>,
}

fn head(asked: &Asked, name: CollectionName, page: &Page, mut links: Vec<Link>) -> Head {
    let address = asked.address(&format!("/collections/{}", name.as_str()));
    links.push(link("collection", Format::Json.content_type(), name.title(), address));
    Head { matched: page.matched, returned: page.positions.len(), time_stamp: now(), links }
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
        links.push(link("collection", Format::Json.content_type(), name.title(), collection));
        let shaping = Shaping::into_crs(crs);
        let body = with_links(&shaping.shape(&feature), &links);
        let mut response =
            if format == Format::Html { as_page(&asked, &id, &body) } else { respond(format, body) };
        response.headers_mut().insert(CONTENT_CRS, content_crs(crs));
        response
    }))
}

/// What is GeoJSON for machines, for people.
pub(super) fn as_page(asked: &Asked, title: &str, body: &[u8]) -> Response {
    let answer = serde_json::from_slice(body).expect("encoded features are JSON");
    html::page(asked.path(), title, &answer)
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
