//! The router as a client meets it, over small snapshots.

mod features;
mod filters;
mod gazetteer;
mod manners;
mod negotiation;
mod streams;
mod texts;
mod tiles;

use std::io;
use std::sync::{Arc, Mutex};

use arc_swap::ArcSwap;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::HOST;
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
use tower::ServiceExt;

use super::state::Answer;
use super::{Backlog, Put, Scope, State, Token, WriteError, Writer, Written, router};
use crate::correction::Correction;
use crate::document::Document;
use crate::feature::Derived;
use crate::feature::testing::{ToyAtlas, mention, movement};
use crate::gazetteer::Gazetteer;
use crate::geometry::Position;
use crate::index::{Change, Snapshot};
use crate::movement::{GeometryStatus, Movement};
use crate::pipeline::Parsed;
use crate::resolve::Resolver;

/// An answer, read to its end.
pub(super) struct Got {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Got {
    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The ids of the features of a collection.
    pub(super) fn ids(&self) -> Vec<String> {
        let features = self.json()["features"].as_array().unwrap().clone();
        features.iter().map(|feature| feature["id"].as_str().unwrap().to_owned()).collect()
    }

    /// The address of a link.
    pub(super) fn link(&self, rel: &str) -> Option<String> {
        let body = self.json();
        let link = body["links"].as_array()?.iter().find(|link| link["rel"] == rel)?.clone();
        Some(link["href"].as_str()?.to_owned())
    }
}

pub(super) async fn send(router: &Router, request: Request<Body>) -> Got {
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    Got {
        status: parts.status,
        headers: parts.headers,
        body: to_bytes(body, usize::MAX).await.unwrap().into(),
    }
}

pub(super) fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header(HOST, "127.0.0.1:8080")
}

pub(super) async fn get(router: &Router, path: &str) -> Got {
    send(router, request("GET", path).body(Body::empty()).unwrap()).await
}

pub(super) async fn get_with(router: &Router, path: &str, name: &str, value: &str) -> Got {
    send(router, request("GET", path).header(name, value).body(Body::empty()).unwrap()).await
}

pub(super) fn parse(document: Document) -> (Parsed, Vec<Movement>) {
    let mentions = document
        .text
        .match_indices("Homs")
        .map(|(start, _)| mention(&document.id, start, "Homs", Some(Position::new(36.7, 34.7))))
        .chain(
            document
                .text
                .match_indices("Nowhere")
                .map(|(start, _)| mention(&document.id, start, "Nowhere", None)),
        )
        .collect();
    (Parsed { document, mentions, accounts: Vec::new() }, Vec::new())
}

pub(super) fn state(parsed: &[Parsed], movements: &[Movement]) -> State {
    let snapshot = Snapshot::build(parsed, movements, &ToyAtlas);
    State::new(
        Arc::new(ArcSwap::from_pointee(snapshot)),
        Arc::new(|document, _: &Resolver| parse(document)),
        Gazetteer::bundled(),
    )
}

/// A service over one document with a mention at each of the points.
pub(super) fn at_points(points: &[Position]) -> Router {
    router(state(&[document_with(points)], &[]))
}

pub(super) fn document_with(points: &[Position]) -> Parsed {
    let document = Document::new(Some("Points".into()), None, None, "Somewhere".into());
    let mentions = points.iter().enumerate();
    let mentions = mentions.map(|(n, at)| mention(&document.id, 10 * n, "Somewhere", Some(*at))).collect();
    Parsed { document, mentions, accounts: Vec::new() }
}

/// Every tenth meridian on the equator, from -180 to 180.
pub(super) fn equator() -> Vec<Position> {
    (-18..=18).map(|ten| Position::new(f64::from(ten) * 10.0, 0.0)).collect()
}

/// A report in Homs and Nowhere, with a missile's line, its yardstick, and a missile without a line.
pub(super) fn report() -> (Vec<Parsed>, Vec<Movement>) {
    let document = Document::new(Some("Report".into()), None, None, "Homs and then Nowhere.".into());
    let id = document.id.clone();
    let of_report = |movement: Movement| Movement { documents: vec![id.clone()], ..movement };
    let line = || vec![vec![Position::new(50.0, 40.0), Position::new(38.0, 35.0)]];
    let movements = vec![
        of_report(Movement {
            geometry_status: GeometryStatus::Reference,
            ..movement("a-great-circle", line())
        }),
        of_report(movement("b-derived", line())),
        of_report(movement("c-lineless", Vec::new())),
    ];
    (vec![parse(document).0], movements)
}

/// Keeps documents in memory and publishes at once.
pub(super) struct ToyWriter {
    snapshot: Arc<ArcSwap<Snapshot>>,
    stored: Arc<Mutex<Vec<Parsed>>>,
    corrections: Mutex<Vec<Correction>>,
}

impl ToyWriter {
    fn publish(&self) {
        let snapshot = Snapshot::build(&self.stored.lock().unwrap(), &[], &ToyAtlas);
        let corrections = Arc::new(self.corrections.lock().unwrap().clone());
        let (documents, derived) = (Vec::new(), Derived::default());
        let change = Change { documents, gone: Vec::new(), derived: &derived, corrections: &corrections };
        self.snapshot.store(Arc::new(snapshot.with(&change)));
    }
}

impl Writer for ToyWriter {
    fn add(&self, documents: Vec<Document>) -> Answer<Vec<Written>> {
        let written = documents.into_iter().map(|document| {
            let id = document.id.clone();
            let mut stored = self.stored.lock().unwrap();
            let added = stored.iter().all(|parsed| parsed.document.id != id);
            if added {
                stored.push(parse(document).0);
            }
            if added { Written::Added { id } } else { Written::AlreadyThere { id } }
        });
        let written = written.collect();
        self.publish();
        Box::pin(async { Ok::<_, WriteError>(written) })
    }

    fn replace(&self, id: String, document: Document) -> Answer<Option<Written>> {
        let mut stored = self.stored.lock().unwrap();
        let place = stored.iter().position(|parsed| parsed.document.id == id);
        let written = place.map(|place| {
            let id = document.id.clone();
            stored[place] = parse(document).0;
            Written::Added { id }
        });
        drop(stored);
        self.publish();
        Box::pin(async { Ok::<_, WriteError>(written) })
    }

    fn correct(&self, corrections: Vec<Correction>) -> Answer<Vec<Put>> {
        let stored = self.stored.lock().unwrap();
        let outcomes = corrections.iter().map(|correction| {
            let is_of = |parsed: &Parsed| parsed.document.id == correction.document_id;
            if stored.iter().any(is_of) { Put::Added } else { Put::Refused("no such document".to_owned()) }
        });
        let outcomes = outcomes.collect();
        self.corrections.lock().unwrap().extend(corrections);
        drop(stored);
        self.publish();
        Box::pin(async { Ok::<_, WriteError>(outcomes) })
    }

    fn undo(&self, id: String) -> Answer<bool> {
        let mut corrections = self.corrections.lock().unwrap();
        let before = corrections.len();
        corrections.retain(|correction| correction.id != id);
        let undone = corrections.len() < before;
        drop(corrections);
        self.publish();
        Box::pin(async move { Ok(undone) })
    }

    fn backlog(&self) -> Backlog {
        Backlog::default()
    }

    fn delete(&self, id: String) -> Answer<bool> {
        let mut stored = self.stored.lock().unwrap();
        let before = stored.len();
        stored.retain(|parsed| parsed.document.id != id);
        let deleted = stored.len() < before;
        drop(stored);
        self.publish();
        Box::pin(async move { Ok(deleted) })
    }
}

/// A service that writes, with or without a token.
pub(super) fn writing(token: Option<&str>) -> Router {
    let mut state = state(&[], &[]);
    let snapshot = state.snapshot.clone();
    state.writer =
        Some(Arc::new(ToyWriter { snapshot, stored: Arc::default(), corrections: Mutex::default() }));
    state.tokens = token.map(|secret| Token::new("all", &Scope::ALL, secret)).into_iter().collect();
    router(state)
}
