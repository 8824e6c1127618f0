use std::sync::atomic::Ordering;

use axum::extract;
use axum::response::Response;
use serde_json::json;

use super::asked::{Asked, respond};
use super::format::Format;
use super::problem::Problem;
use super::state::Service;
use crate::index::CollectionName;

/// `GET /health`: the process answers.
pub(super) async fn health(asked: Asked) -> Result<Response, Problem> {
    asked.checked(&[])?;
    Ok(respond(Format::Json, json!({"status": "ok", "version": env!("CARGO_PKG_VERSION")}).to_string()))
}

/// `GET /ready`: the first snapshot is there.
pub(super) async fn ready(
    extract::State(service): extract::State<Service>,
    asked: Asked,
) -> Result<Response, Problem> {
    asked.checked(&[])?;
    if !service.state.ready.load(Ordering::Acquire) {
        return Err(Problem::unavailable("the documents are still being read"));
    }
    let snapshot = service.snapshot();
    let mentions = snapshot.collection(CollectionName::Mentions).len();
    let body = json!({"status": "ready", "documents": snapshot.documents().len(), "mentions": mentions});
    Ok(respond(Format::Json, body.to_string()))
}
