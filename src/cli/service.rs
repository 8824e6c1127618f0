//! Puts the HTTP service in front of the engine.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use ipnet::IpNet;

use crate::correction::Correction;
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::http::{Put, State, WriteError, Writer, Written, router as routes};
use crate::ingest::{Corrected, Engine, Handle, IngestError, Outcome, Stages, Standard};
use crate::resolve::Resolver;

/// The routes over what the engine publishes; writing goes through its handle.
pub(super) fn router(
    engine: &Engine,
    gazetteer: &'static Gazetteer,
    token: Option<String>,
    trusted_proxies: Vec<IpNet>,
) -> axum::Router {
    let parse = move |document: Document, resolver: &Resolver<'static>| {
        let stages = Standard::with_resolver(gazetteer, *resolver);
        let parsed = stages.parse(document, &[]);
        let movements = stages.derive(&parsed.accounts);
        (parsed, movements)
    };
    let state = State::new(engine.snapshot(), Arc::new(parse), gazetteer);
    routes(State { writer: Some(Arc::new(Ingest(engine.handle()))), token, trusted_proxies, ..state })
}

struct Ingest(Handle);

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, WriteError>> + Send>>;

impl Writer for Ingest {
    fn add(&self, documents: Vec<Document>) -> Answer<Vec<Written>> {
        let handle = self.0.clone();
        Box::pin(async move {
            let outcomes = handle.add(documents).await.map_err(refusal)?;
            let all = outcomes.len();
            let mut written = Vec::with_capacity(all);
            let mut reasons = Vec::new();
            for outcome in outcomes {
                match outcome {
                    Outcome::Added { id, .. } => written.push(Written { id, added: true }),
                    Outcome::AlreadyThere { id } => written.push(Written { id, added: false }),
                    Outcome::Failed { reason } => reasons.push(reason),
                }
            }
            if reasons.is_empty() {
                return Ok(written);
            }
            Err(WriteError::Failed(format!(
                "{} of {all}, and the others were: {}",
                reasons.len(),
                reasons.join("; ")
            )))
        })
    }

    fn delete(&self, id: String) -> Answer<bool> {
        let handle = self.0.clone();
        Box::pin(async move { handle.delete(id).await.map_err(refusal) })
    }

    fn correct(&self, corrections: Vec<Correction>) -> Answer<Vec<Put>> {
        let handle = self.0.clone();
        let put = |outcome| match outcome {
            Corrected::Added => Put::Added,
            Corrected::AlreadyThere => Put::AlreadyThere,
            Corrected::Refused { reason } => Put::Refused(reason),
        };
        Box::pin(async move {
            let outcomes = handle.correct(corrections).await.map_err(refusal)?;
            Ok(outcomes.into_iter().map(put).collect())
        })
    }

    fn undo(&self, id: String) -> Answer<bool> {
        let handle = self.0.clone();
        Box::pin(async move { handle.undo(id).await.map_err(refusal) })
    }
}

fn refusal(error: IngestError) -> WriteError {
    match error {
        IngestError::Busy { .. } => WriteError::Busy,
        error => WriteError::Failed(super::output::explain(&error)),
    }
}
