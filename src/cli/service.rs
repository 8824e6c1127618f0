//! Puts the HTTP service in front of the engine.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use ipnet::IpNet;

use crate::correction::Correction;
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::http::{Backlog, Limits, Log, Put, State, Token, WriteError, Writer, Written, router as routes};
use crate::ingest::{Corrected, Engine, Handle, IngestError, Outcome, Stages, Standard};
use crate::resolve::Resolver;

/// What an operator says of a service.
pub(super) struct Wishes {
    pub(super) tokens: Vec<Token>,
    pub(super) private: bool,
    pub(super) trusted_proxies: Vec<IpNet>,
    pub(super) requests_per_second: Option<f64>,
    pub(super) log: Log,
}

/// The routes over what the engine publishes; writing goes through its handle.
pub(super) fn router(engine: &Engine, gazetteer: &'static Gazetteer, wishes: Wishes) -> axum::Router {
    let parse = move |document: Document, resolver: &Resolver<'static>| {
        let stages = Standard::with_resolver(gazetteer, *resolver);
        let parsed = stages.parse(document, &[]);
        let movements = stages.derive(&parsed.accounts);
        (parsed, movements)
    };
    let state = State::new(engine.snapshot(), Arc::new(parse), gazetteer);
    let Wishes { tokens, private, trusted_proxies, requests_per_second, log } = wishes;
    let limits = Limits { requests_per_second, ..state.limits };
    let writer: Option<Arc<dyn Writer>> = Some(Arc::new(Ingest(engine.handle())));
    routes(State { writer, tokens, private, log, trusted_proxies, limits, ..state })
}

struct Ingest(Handle);

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, WriteError>> + Send>>;

impl Writer for Ingest {
    fn add(&self, documents: Vec<Document>) -> Answer<Vec<Written>> {
        let handle = self.0.clone();
        Box::pin(async move {
            let outcomes = handle.add(documents).await.map_err(refusal)?;
            Ok(outcomes.into_iter().map(written).collect())
        })
    }

    fn replace(&self, id: String, document: Document) -> Answer<Option<Written>> {
        let handle = self.0.clone();
        Box::pin(async move { Ok(handle.replace(id, document).await.map_err(refusal)?.map(written)) })
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

    fn backlog(&self) -> Backlog {
        Backlog { waiting: self.0.waiting(), lag: self.0.lag() }
    }
}

fn written(outcome: Outcome) -> Written {
    match outcome {
        Outcome::Added { id, .. } => Written::Added { id },
        Outcome::AlreadyThere { id } => Written::AlreadyThere { id },
        Outcome::Failed { reason } => Written::Failed { reason },
    }
}

fn refusal(error: IngestError) -> WriteError {
    match error {
        IngestError::Busy { .. } => WriteError::Busy,
        IngestError::Store(error) if error.is_full_disk() => {
            WriteError::Full(super::output::explain(&*error))
        }
        error => WriteError::Failed(super::output::explain(&error)),
    }
}
