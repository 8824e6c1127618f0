//! What the API says of itself: OpenAPI 3.0 with every schema inline, and the same for people.

mod bodies;

use std::fmt::Write as _;

use axum::response::Response;
use serde_json::{Map, Value, json};

use super::asked::{Asked, respond};
use super::collections::OFFERS;
use super::corrections::LIST_FORMATS;
use super::format::Format;
use super::items::{FORMATS, ITEM_FORMATS, PLAIN_FORMATS};
use super::problem::{PROBLEM_JSON, Problem};
use super::routes::PATHS;
use crate::index::CollectionName;
use crate::query::{
    CountsQuery, FORMAT, Parameter, corrections_parameters, counts_parameters, flight_path_parameters,
    hint_parameters, item_parameters, items_parameters, list_parameters, nearest_parameters,
    place_parameters, search_parameters, text_parameters, tile_parameters,
};

/// `GET /api`
pub(super) async fn api(asked: Asked) -> Result<Response, Problem> {
    asked.checked(&[&FORMAT])?;
    match asked.format(&[Format::OpenApi, Format::Html])? {
        Format::Html => Ok(respond(Format::Html, page())),
        format => Ok(respond(format, document(&asked.address("/")).to_string())),
    }
}

/// `GET /api.html`
pub(super) async fn api_page(asked: Asked) -> Result<Response, Problem> {
    asked.checked(&[])?;
    Ok(respond(Format::Html, page()))
}

/// One method of one path.
#[derive(Clone)]
struct Operation {
    method: &'static str,
    path: String,
    id: String,
    tag: &'static str,
    summary: String,
    parameters: Vec<&'static Parameter>,
    /// The words of `f`, where it is a parameter.
    formats: Vec<Format>,
    /// Whose properties are chosen and ordered by.
    collection: Option<CollectionName>,
    body: Option<fn() -> Value>,
    answer: Answer,
}

/// What it answers beside problems.
#[derive(Clone, Copy)]
enum Answer {
    /// Read, and perhaps known to the client.
    Ok,
    /// Made of the body, and nothing is kept.
    Made,
    /// Written: all was there, or something is new.
    Added,
    /// Written: the feature as it is then, or nothing where it is no more.
    Patched,
    /// Written: the feature that is new.
    Created,
    /// Taken away.
    Deleted,
}

impl Answer {
    const fn is_written(self) -> bool {
        !matches!(self, Self::Ok | Self::Made)
    }
}

fn operation(
    method: &'static str,
    path: &str,
    id: &str,
    tag: &'static str,
    summary: impl Into<String>,
) -> Operation {
    Operation {
        method,
        path: path.to_owned(),
        id: id.to_owned(),
        tag,
        summary: summary.into(),
        parameters: vec![&FORMAT],
        formats: vec![Format::Json],
        collection: None,
        body: None,
        answer: Answer::Ok,
    }
}

impl Operation {
    fn with(mut self, parameters: Vec<&'static Parameter>, formats: &[Format]) -> Self {
        self.parameters = parameters;
        self.formats = formats.to_vec();
        self
    }

    fn of(mut self, collection: CollectionName) -> Self {
        self.collection = Some(collection);
        self
    }

    fn taking(mut self, body: fn() -> Value) -> Self {
        self.body = Some(body);
        self
    }

    fn answering(mut self, answer: Answer) -> Self {
        self.answer = answer;
        self
    }
}

/// Every operation; paths of a collection once per collection, as each has its own parameters.
fn operations() -> Vec<Operation> {
    PATHS.iter().flat_map(|path| operations_of(path)).collect()
}

fn operations_of(path: &'static str) -> Vec<Operation> {
    let get = |id, tag, summary| operation("get", path, id, tag, summary);
    let plain = |name: CollectionName| {
        let summary = format!("{} as plain GeoJSON, all of them unless limited", name.title());
        vec![
            operation("get", path, &format!("getAll_{}", name.as_str()), "Data", summary)
                .with(items_parameters(name), PLAIN_FORMATS)
                .of(name),
        ]
    };
    match path {
        "/" => vec![
            get("getLandingPage", "Capabilities", "Landing page; the map for a browser")
                .with(vec![&FORMAT], &[Format::Json, Format::Html]),
        ],
        "/conformance" => vec![
            get("getConformance", "Capabilities", "The standards that hold").with(vec![&FORMAT], &OFFERS),
        ],
        "/api" => vec![
            get("getApi", "Capabilities", "This document")
                .with(vec![&FORMAT], &[Format::OpenApi, Format::Html]),
        ],
        "/api.html" => vec![
            get("getApiPage", "Capabilities", "This document for people").with(Vec::new(), &[Format::Html]),
        ],
        "/collections" => {
            vec![get("getCollections", "Capabilities", "The collections").with(vec![&FORMAT], &OFFERS)]
        }
        "/tileMatrixSets" => vec![
            get("getTileMatrixSets", "Tiles", "How the world is cut into squares")
                .with(vec![&FORMAT], &OFFERS),
        ],
        "/tileMatrixSets/{tileMatrixSetId}" => {
            vec![get("getTileMatrixSet", "Tiles", "The squares of web Mercator").with(vec![&FORMAT], &OFFERS)]
        }
        "/mentions.geojson" => plain(CollectionName::Mentions),
        "/places.geojson" => plain(CollectionName::Places),
        "/regions.geojson" => plain(CollectionName::Regions),
        "/movements.geojson" => plain(CollectionName::Movements),
        "/unlocated.geojson" => plain(CollectionName::Unlocated),
        "/flight-path.geojson" => vec![
            get(
                "getFlightPath",
                "Data",
                "Missile journeys: lines that follow from the text, great circles after",
            )
            .with(flight_path_parameters(CollectionName::Movements), &[Format::GeoJson]),
        ],
        "/gazetteer" => vec![
            get("searchGazetteer", "Gazetteer", "The places that a name may mean, the likeliest first")
                .with(search_parameters(), &ITEM_FORMATS),
        ],
        "/gazetteer/nearest" => vec![
            get(
                "getNearestPlaces",
                "Gazetteer",
                "The places nearest to a position, and the country and first-level area that hold it",
            )
            .with(nearest_parameters(), &ITEM_FORMATS),
        ],
        "/gazetteer/{placeId}" => vec![
            get("getPlace", "Gazetteer", "One place, as its point or its area")
                .with(place_parameters(), &ITEM_FORMATS),
        ],
        "/geoparse" | "/documents" => operations_of_texts(path),
        _ if path.starts_with("/documents/") || path.starts_with("/corrections") => operations_of_texts(path),
        "/health" => {
            vec![get("getHealth", "Operation", "The process answers").with(Vec::new(), &[Format::Json])]
        }
        "/ready" => {
            vec![get("getReady", "Operation", "The documents are there").with(Vec::new(), &[Format::Json])]
        }
        "/metrics" => {
            vec![get("getMetrics", "Operation", "Counts for Prometheus").with(Vec::new(), &[Format::Text])]
        }
        _ if path.ends_with("/candidates") => {
            [CollectionName::Mentions, CollectionName::Unlocated].map(|name| of_collection(path, name)).into()
        }
        _ if path.contains("/tiles") => {
            let spatial = CollectionName::ALL.into_iter().filter(|name| name.is_spatial());
            spatial.map(|name| of_collection(path, name)).collect()
        }
        "/collections/{collectionId}/items/{featureId}" => {
            let mut operations = CollectionName::ALL.map(|name| of_collection(path, name)).to_vec();
            operations.extend(patches(path));
            operations
        }
        _ if path.starts_with("/collections/") => {
            CollectionName::ALL.map(|name| of_collection(path, name)).into()
        }
        // The files of the page are no part of the API.
        _ => Vec::new(),
    }
}

/// The operations that take texts in and give them back.
fn operations_of_texts(path: &'static str) -> Vec<Operation> {
    let get = |id, tag, summary| operation("get", path, id, tag, summary);
    match path {
        "/geoparse" => vec![
            operation(
                "post",
                path,
                "geoparse",
                "Texts",
                "The places of a text, a page or a feed; nothing is stored",
            )
            .with(hint_parameters(), &[Format::GeoJson])
            .taking(bodies::text)
            .answering(Answer::Made),
        ],
        "/documents" => vec![
            get("getDocuments", "Texts", "The documents").with(list_parameters(), &OFFERS),
            operation("post", path, "addDocument", "Texts", "Take in documents")
                .with(text_parameters(), &[Format::Json])
                .taking(bodies::text)
                .answering(Answer::Added),
        ],
        "/documents/{documentId}" => vec![
            get("getDocument", "Texts", "A document with its text, mentions and journeys")
                .with(vec![&FORMAT], &OFFERS),
            operation("put", path, "replaceDocument", "Texts", "Put another text in the place of a document")
                .with(text_parameters(), &[Format::Json])
                .taking(bodies::text)
                .answering(Answer::Added),
            operation("delete", path, "deleteDocument", "Texts", "Delete a document")
                .with(Vec::new(), &[])
                .answering(Answer::Deleted),
        ],
        "/documents/{documentId}/mentions" => vec![
            operation("post", path, "addMention", "Corrections", "Mark a mention that was missed")
                .with(Vec::new(), &[Format::GeoJson])
                .taking(bodies::missed_mention)
                .answering(Answer::Created),
        ],
        "/corrections" => vec![
            get("getCorrections", "Corrections", "What people put right, in the order in which they did")
                .with(corrections_parameters(), &LIST_FORMATS),
            operation("post", path, "addCorrections", "Corrections", "Take in corrections")
                .with(Vec::new(), &[Format::Json])
                .taking(bodies::corrections)
                .answering(Answer::Added),
        ],
        "/corrections/{correctionId}" => vec![
            get("getCorrection", "Corrections", "What was put right at once").with(vec![&FORMAT], &OFFERS),
            operation("delete", path, "undoCorrection", "Corrections", "Take a correction back")
                .with(Vec::new(), &[])
                .answering(Answer::Deleted),
        ],
        _ => Vec::new(),
    }
}

/// The one operation on features that is no question: to put one right.
fn patches(path: &str) -> Vec<Operation> {
    let of = |name: CollectionName, body| {
        let id = format!("correctFeature_{}", name.as_str());
        let summary = format!("{}: put one right", name.title());
        operation("patch", &path.replace("{collectionId}", name.as_str()), &id, "Corrections", summary)
            .with(Vec::new(), &[Format::GeoJson])
            .taking(body)
            .answering(Answer::Patched)
    };
    vec![
        of(CollectionName::Mentions, bodies::mention_patch),
        of(CollectionName::Unlocated, bodies::mention_patch),
        of(CollectionName::Movements, bodies::journey_patch),
    ]
}

fn of_collection(path: &str, name: CollectionName) -> Operation {
    let concrete = path.replace("{collectionId}", name.as_str());
    let operation = |id: &str, tag, summary: &str| {
        operation(
            "get",
            &concrete,
            &format!("{id}_{}", name.as_str()),
            tag,
            format!("{}: {summary}", name.title()),
        )
    };
    match path.trim_start_matches("/collections/{collectionId}") {
        "/schema" => operation("getSchema", "Capabilities", "the properties of its features")
            .with(vec![&FORMAT], &[Format::Schema, Format::Html]),
        "/queryables" => operation("getQueryables", "Capabilities", "what filters may ask")
            .with(vec![&FORMAT], &[Format::Schema, Format::Html]),
        "/sortables" => operation("getSortables", "Capabilities", "what its features may be ordered by")
            .with(vec![&FORMAT], &[Format::Schema, Format::Html]),
        "/counts" => operation("getCounts", "Data", "how many of its features have each value")
            .with(counts_parameters(name), &OFFERS)
            .of(name),
        "/items" => {
            operation("getFeatures", "Data", "its features").with(items_parameters(name), &FORMATS).of(name)
        }
        "/items/{featureId}" => {
            operation("getFeature", "Data", "one feature").with(item_parameters(), &ITEM_FORMATS)
        }
        "/tiles" => operation("getTilesets", "Tiles", "its tiles").with(vec![&FORMAT], &OFFERS),
        "/tiles/{tileMatrixSetId}" => operation("getTileset", "Tiles", "what there is of its tiles")
            .with(vec![&FORMAT], &[Format::Json, Format::TileJson, Format::Html]),
        "/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}" => {
            operation("getTile", "Tiles", "a tile").with(tile_parameters(name), &[Format::Tile]).of(name)
        }
        "/items/{featureId}/candidates" => operation(
            "getCandidates",
            "Data",
            "the places that one could mean, with what speaks for and against each",
        )
        .with(vec![&FORMAT], &OFFERS),
        _ => operation("getCollection", "Capabilities", "the collection").with(vec![&FORMAT], &OFFERS),
    }
}

/// The OpenAPI document for a server at this address.
fn document(server: &str) -> Value {
    let mut paths = Map::new();
    for operation in operations() {
        let path = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
        path[operation.method] = describe(&operation);
    }
    let tags = ["Capabilities", "Data", "Tiles", "Gazetteer", "Texts", "Corrections", "Operation"]
        .map(|name| json!({"name": name}));
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": "Dateline",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Places and journeys read from news text",
            "license": {"name": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": server.trim_end_matches('/')}],
        "tags": tags,
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    })
}

fn describe(operation: &Operation) -> Value {
    let mut parameters: Vec<_> = path_parameters(&operation.path)
        .map(|name| {
            json!({
                "name": name, "in": "path", "required": true, "schema": {"type": "string", "minLength": 1},
            })
        })
        .collect();
    parameters.extend(operation.parameters.iter().map(|parameter| query_parameter(parameter, operation)));
    let mut described = json!({
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.summary,
        "parameters": parameters,
        "responses": responses(operation),
    });
    if let Some(body) = operation.body {
        described["requestBody"] = body();
    }
    if operation.answer.is_written() {
        described["security"] = json!([{"token": []}, {}]);
    }
    described
}

fn path_parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn query_parameter(parameter: &Parameter, operation: &Operation) -> Value {
    let mut schema = (parameter.schema)();
    let properties = || operation.collection.map(CollectionName::properties).unwrap_or_default();
    match parameter.name {
        name if name == FORMAT.name => {
            let words: Vec<_> = operation.formats.iter().flat_map(|format| format.words()).collect();
            schema = json!({"type": "string", "enum": words});
        }
        "properties" => {
            let names: Vec<_> = properties().iter().map(|property| property.name).collect();
            schema["items"] = json!({"type": "string", "enum": names});
        }
        "by" => {
            let sortable = properties().iter().filter(|property| property.is_sortable());
            let names: Vec<_> = sortable.map(|property| property.name).chain([CountsQuery::DAY]).collect();
            schema["items"] = json!({"type": "string", "enum": names});
        }
        "sortby" => {
            let sortable = properties().iter().filter(|property| property.is_sortable());
            let names: Vec<_> = sortable.map(|property| property.name).collect();
            schema["items"] = json!({"type": "string", "pattern": format!("^[+-]?({})$", names.join("|"))});
        }
        _ => {}
    }
    let mut described = json!({
        "name": parameter.name, "in": "query", "required": parameter.required,
        "description": parameter.description, "schema": schema,
    });
    if parameter.list {
        described["style"] = "form".into();
        described["explode"] = false.into();
    }
    described
}

fn responses(operation: &Operation) -> Value {
    let problem = |description: &str| {
        json!({
            "description": description,
            "content": {PROBLEM_JSON: {"schema": {
                "type": "object",
                "required": ["type", "title", "status", "detail"],
                "properties": {
                    "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
                    "detail": {"type": "string"}, "parameter": {"type": "string"}, "expected": {"type": "string"},
                },
            }}, "text/html": {"schema": {"type": "string"}}},
        })
    };
    let content: Map<String, Value> = operation
        .formats
        .iter()
        .map(|format| {
            let media = format.content_type().split(';').next().unwrap_or_default().to_owned();
            let is_json = media.ends_with("json");
            (media, json!({"schema": {"type": if is_json { "object" } else { "string" }}}))
        })
        .collect();
    let ok = json!({"description": "The answer", "content": content});
    let mut responses = json!({
        "400": problem("The request cannot be read"),
        "414": {"description": "The address is longer than 65,534 bytes"},
        "406": problem("No accepted format is served here"),
        "503": problem("Too much at a time; try again"),
    });
    match operation.answer {
        Answer::Ok | Answer::Made => responses["200"] = ok,
        Answer::Added => {
            responses["200"] = ok.clone();
            responses["201"] = ok;
        }
        Answer::Patched => {
            responses["200"] = ok;
            responses["204"] = json!({"description": "It is no more"});
        }
        Answer::Created => responses["201"] = ok,
        Answer::Deleted => responses["204"] = json!({"description": "Deleted"}),
    }
    if operation.body.is_some() {
        responses["413"] = problem("The body is too large");
        responses["415"] = problem("The body is of another type");
    }
    if operation.answer.is_written() {
        responses["401"] = problem("The token is missing or wrong");
        responses["403"] = problem("Writing is not allowed");
        responses["507"] = problem("There is no space left to keep it");
    }
    if matches!(operation.answer, Answer::Ok) {
        responses["304"] = json!({"description": "The copy of the client still holds"});
    }
    if operation.path.contains('{') {
        responses["404"] = problem("There is nothing with this id");
    }
    responses
}

/// The operations and their parameters as one page without scripts.
fn page() -> String {
    let mut html = String::from(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Dateline API</title></head><body>\
         <h1>Dateline API</h1><p><a href=\"api\">OpenAPI 3.0</a> | <a href=\"./\">Map</a></p>",
    );
    for operation in operations() {
        let method = operation.method.to_uppercase();
        let (path, summary) = (escape(&operation.path), escape(&operation.summary));
        write!(html, "<h2><code>{method} {path}</code></h2><p>{summary}</p>")
            .expect("writing into a String does not fail");
        if operation.parameters.is_empty() {
            continue;
        }
        html.push_str("<dl>");
        for parameter in operation.parameters {
            let description = escape(parameter.description);
            let required = if parameter.required { " (required)" } else { "" };
            write!(html, "<dt><code>{}</code>{required}</dt><dd>{description}</dd>", parameter.name)
                .expect("writing into a String does not fail");
        }
        html.push_str("</dl>");
    }
    html.push_str("</body></html>");
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_described_and_every_operation_has_its_own_id() {
        let operations = operations();
        for path in PATHS.iter().filter(|path| !path.starts_with("/static/")) {
            let shown = path.replace("{collectionId}", "mentions");
            assert!(operations.iter().any(|operation| operation.path == shown), "{path}");
        }
        let mut ids: Vec<_> = operations.iter().map(|operation| &operation.id).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }

    #[test]
    fn whatever_a_body_may_be_is_described() {
        let document = document("http://localhost/");
        for path in ["/geoparse", "/documents"] {
            let content = &document["paths"][path]["post"]["requestBody"]["content"];
            assert_eq!(content["text/html"]["schema"]["type"], "string");
            assert_eq!(content["application/json"]["schema"]["type"], "object");
        }
    }

    #[test]
    fn no_schema_is_referred_to_instead_of_written() {
        assert!(!document("http://localhost/").to_string().contains("$ref"));
    }
}
