use axum::body::Bytes;
use axum::extract;
use axum::extract::rejection::BytesRejection;
use axum::response::Response;
use serde_json::{Map, Value};

use super::asked::{Asked, respond};
use super::body;
use super::format::Format;
use super::items::{CONTENT_CRS, content_crs};
use super::problem::Problem;
use super::state::Service;
use crate::document::{Document, Home};
use crate::export::write_feature_collection;
use crate::feature::{self, encode_mention, encode_movement};
use crate::gazetteer::Gazetteer;
use crate::geometry::Crs;
use crate::movement::Movement;
use crate::pipeline::Parsed;
use crate::query::{HintsQuery, QueryError};
use crate::resolve::Resolver;

/// `POST /geoparse`: the mentions of a text, a page, a feed or a mail as features, nothing stored. Mentions without a place are in `unlocated`,
/// journeys in `movements`.
pub(super) async fn geoparse(
    extract::State(service): extract::State<Service>,
    asked: Asked,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let hints = HintsQuery::parse(asked.pairs())?;
    let format = asked.format(&[Format::GeoJson])?;
    let documents =
        body::documents(&asked.headers, body, service.state.limits.body_bytes, &hints.read).await?;
    let documents = documents.into_iter().collect::<Result<_, _>>()?;
    let documents = at_home(documents, &hints.home, service.state.gazetteer)?;
    let resolver = Resolver { least_confidence: hints.min_confidence, ..Resolver::default() };
    let parse = service.state.parse.clone();
    // Parsing keeps a core busy for long: on the threads of the runtime it would hold up everybody else.
    let bytes = tokio::task::spawn_blocking(move || {
        write(&documents.into_iter().map(|document| parse(document, &resolver)).collect::<Vec<_>>())
    })
    .await
    .map_err(|_panicked| Problem::bad("body", "the text could not be read", "text"))?;
    let mut response = respond(format, bytes);
    response.headers_mut().insert(CONTENT_CRS, content_crs(Crs::Crs84));
    Ok(response)
}

/// Documents with where the client says that they are about; an error where there is no such country.
pub(super) fn at_home(
    documents: Vec<Document>,
    home: &Home,
    gazetteer: &Gazetteer,
) -> Result<Vec<Document>, QueryError> {
    if let Some(code) = home.country.as_ref().filter(|code| gazetteer.country(code).is_none()) {
        return Err(QueryError::value("country", code, "the code of a country, such as SY"));
    }
    Ok(documents.into_iter().map(|document| Document { home: home.clone(), ..document }).collect())
}

fn write(read: &[(Parsed, Vec<Movement>)]) -> Vec<u8> {
    let mentions = || read.iter().flat_map(|(parsed, _)| &parsed.mentions);
    let encode = |located: bool| -> Vec<Vec<u8>> {
        mentions().filter(|mention| mention.position.is_some() == located).map(encode_mention).collect()
    };
    let (located, unlocated) = (encode(true), encode(false));
    let movements: Vec<_> = read.iter().flat_map(|(_, movements)| movements).map(encode_movement).collect();
    let documents = read.iter().map(|(parsed, _)| feature::document(&parsed.document, &parsed.mentions));
    let documents: Vec<_> =
        documents.map(|record| serde_json::to_value(record).unwrap_or(Value::Null)).collect();
    let members = Map::from_iter([("documents".to_owned(), documents.into())]);
    let lists = [("unlocated", borrow(&unlocated)), ("movements", borrow(&movements))];
    let mut out = Vec::new();
    write_feature_collection(&mut out, &members, &lists, borrow(&located))
        .expect("writing into memory does not fail");
    out
}

fn borrow(features: &[Vec<u8>]) -> Vec<&[u8]> {
    features.iter().map(Vec::as_slice).collect()
}
