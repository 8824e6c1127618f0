use std::sync::LazyLock;

use axum::extract;
use axum::response::Response;
use serde_json::{Value, json};

use super::asked::{Asked, link, respond, respond_either, with_member};
use super::etag::unless_known;
use super::format::Format;
use super::items::FORMATS;
use super::problem::Problem;
use super::schema::{self, Of};
use super::state::Service;
use super::tiles::TILES;
use crate::export::ATTRIBUTION;
use crate::geometry::Crs;
use crate::index::{Collection, CollectionName};
use crate::query::FORMAT;

/// The formats of what describes the data.
pub(super) const OFFERS: [Format; 2] = [Format::Json, Format::Html];

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
    let format = asked.format(&OFFERS)?;
    let snapshot = service.snapshot();
    Ok(unless_known(&asked, &snapshot, format, || {
        let all = CollectionName::ALL.map(|name| describe(&asked, snapshot.collection(name), false));
        let links = asked.links_to_self(format, &OFFERS);
        let answer = json!({"links": links, "collections": all});
        if format == Format::Html {
            return respond_either(&asked, format, "Collections", &answer);
        }
        respond(format, with_member(answer.to_string().as_bytes(), "crs", KNOWN_CRS.as_bytes()))
    }))
}

/// All reference systems, in the order of [`Crs::all`], as a JSON list of some 300 kB: what [`GLOBAL_CRS`] stands for.
static KNOWN_CRS: LazyLock<String> = LazyLock::new(|| {
    let uris: Vec<_> = Crs::all().map(Crs::uri).collect();
    json!(uris).to_string()
});

/// In the `crs` of a collection: and all those in the `crs` of the list of collections (OGC 18-058r1, requirement fc-md-crs-list-global).
const GLOBAL_CRS: &str = "#/crs";

/// `GET /collections/{collectionId}`
pub(super) async fn collection(
    extract::State(service): extract::State<Service>,
    extract::Path(id): extract::Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let name = find(&id)?;
    asked.checked(&[&FORMAT])?;
    let format = asked.format(&OFFERS)?;
    let snapshot = service.snapshot();
    Ok(unless_known(&asked, &snapshot, format, || {
        let mut described = describe(&asked, snapshot.collection(name), true);
        let own = asked.links_to_self(format, &OFFERS);
        described["links"]
            .as_array_mut()
            .expect("a collection is described with links")
            .splice(0..1, own.into_iter().map(Value::from));
        respond_either(&asked, format, name.title(), &described)
    }))
}

/// `GET /collections/{collectionId}/schema`
pub(super) async fn schema(id: extract::Path<String>, asked: Asked) -> Result<Response, Problem> {
    properties(&id, &asked, Of::Features)
}

/// `GET /collections/{collectionId}/queryables`
pub(super) async fn queryables(id: extract::Path<String>, asked: Asked) -> Result<Response, Problem> {
    properties(&id, &asked, Of::Filters)
}

/// `GET /collections/{collectionId}/sortables`
pub(super) async fn sortables(id: extract::Path<String>, asked: Asked) -> Result<Response, Problem> {
    properties(&id, &asked, Of::Orders)
}

fn properties(id: &str, asked: &Asked, of: Of) -> Result<Response, Problem> {
    let name = find(id)?;
    asked.checked(&[&FORMAT])?;
    let format = asked.format(&[Format::Schema, Format::Html])?;
    let schema = schema::schema(name, of, &asked.own_address());
    Ok(respond_either(asked, format, of.title(), &schema))
}

fn describe(asked: &Asked, collection: &Collection, alone: bool) -> Value {
    let name = collection.name();
    let address = asked.address(&format!("/collections/{}", name.as_str()));
    let items = format!("{address}/items");
    let own_rel = if alone { "self" } else { "collection" };
    let mut links = vec![link(own_rel, Format::Json.content_type(), name.title(), &address)];
    links.extend(Of::ALL.map(|of| {
        link(of.rel(), Format::Schema.content_type(), of.title(), format!("{address}/{}", of.as_str()))
    }));
    if name.is_spatial() {
        let tiles = format!("{address}/tiles");
        links.push(link(TILES, Format::Json.content_type(), "Its vector tiles", &tiles));
    }
    links.extend(FORMATS.map(|format| {
        link("items", format.content_type(), "Its features", format!("{items}?f={}", format.words()[0]))
    }));
    let extent = collection.extent();
    let mut described = json!({
        "id": name.as_str(),
        "title": name.title(),
        "description": name.description(),
        "attribution": ATTRIBUTION,
        "itemType": "feature",
        "crs": Crs::USUAL.map(Crs::uri).into_iter().chain([GLOBAL_CRS.to_owned()]).collect::<Vec<_>>(),
        "storageCrs": Crs::Crs84.uri(),
        "extent": {},
        "links": links,
    });
    if let Some(bbox) = extent.bbox {
        described["extent"]["spatial"] = json!({"bbox": [bbox], "crs": Crs::Crs84.uri()});
    }
    if let Some((first, last)) = &extent.interval {
        let interval = [format!("{first}T00:00:00Z"), format!("{last}T23:59:59Z")];
        described["extent"]["temporal"] = json!({"interval": [interval], "trs": GREGORIAN});
    }
    described
}
