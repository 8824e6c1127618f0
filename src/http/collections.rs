use axum::extract;
use axum::response::Response;
use serde_json::{Value, json};

use super::asked::{Asked, link, respond};
use super::etag::unless_known;
use super::format::Format;
use super::items::FORMATS;
use super::landing::ATTRIBUTION;
use super::problem::Problem;
use super::schema;
use super::state::Service;
use crate::index::{Collection, CollectionName};
use crate::query::{CRS84, FORMAT};

/// The calendar that temporal extents are in.
const GREGORIAN: &str = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian";

/// The collection with an id, or 404.
pub(super) fn find(id: &str) -> Result<CollectionName, Problem> {
    CollectionName::find(id).ok_or_else(|| Problem::no_such("collection", id))
}

/// `GET /collections`
pub(super) async fn collections(
    extract::State(service): extract::State<Service>,
    asked: Asked,
) -> Result<Response, Problem> {
    asked.checked(&[&FORMAT])?;
    let format = asked.format(&[Format::Json])?;
    let snapshot = service.snapshot();
    Ok(unless_known(&asked, &snapshot, format, || {
        let all = CollectionName::ALL.map(|name| describe(&asked, snapshot.collection(name), false));
        let links = asked.links_to_self(format, &[Format::Json]);
        respond(format, json!({"links": links, "collections": all}).to_string())
    }))
}

/// `GET /collections/{collectionId}`
pub(super) async fn collection(
    extract::State(service): extract::State<Service>,
    extract::Path(id): extract::Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let name = find(&id)?;
    asked.checked(&[&FORMAT])?;
    let format = asked.format(&[Format::Json])?;
    let snapshot = service.snapshot();
    Ok(unless_known(&asked, &snapshot, format, || {
        respond(format, describe(&asked, snapshot.collection(name), true).to_string())
    }))
}

/// `GET /collections/{collectionId}/schema`
pub(super) async fn schema(
    extract::Path(id): extract::Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let name = find(&id)?;
    asked.checked(&[&FORMAT])?;
    asked.format(&[Format::Json])?;
    let mut response = respond(Format::Json, schema::schema(name, &asked.own_address()).to_string());
    response.headers_mut().insert(axum::http::header::CONTENT_TYPE, schema::SCHEMA_JSON);
    Ok(response)
}

fn describe(asked: &Asked, collection: &Collection, alone: bool) -> Value {
    let name = collection.name();
    let address = asked.address(&format!("/collections/{}", name.as_str()));
    let items = format!("{address}/items");
    let own_rel = if alone { "self" } else { "collection" };
    let mut links = vec![
        link(own_rel, Format::Json.content_type(), name.title(), &address),
        link(
            "describedby",
            schema::SCHEMA_TYPE,
            "The properties of its features",
            &format!("{address}/schema"),
        ),
    ];
    links.extend(FORMATS.map(|format| {
        link("items", format.content_type(), "Its features", &format!("{items}?f={}", format.words()[0]))
    }));
    let extent = collection.extent();
    let mut described = json!({
        "id": name.as_str(),
        "title": name.title(),
        "description": name.description(),
        "attribution": ATTRIBUTION,
        "itemType": "feature",
        "crs": [CRS84],
        "storageCrs": CRS84,
        "extent": {},
        "links": links,
    });
    if let Some(bbox) = extent.bbox {
        described["extent"]["spatial"] = json!({"bbox": [bbox], "crs": CRS84});
    }
    if let Some((first, last)) = extent.interval {
        let interval = [format!("{first}T00:00:00Z"), format!("{last}T23:59:59Z")];
        described["extent"]["temporal"] = json!({"interval": [interval], "trs": GREGORIAN});
    }
    described
}
