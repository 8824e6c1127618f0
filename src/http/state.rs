use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use arc_swap::ArcSwap;
use ipnet::IpNet;
use tokio::sync::Semaphore;

use super::log::Log;
use super::metrics::Metrics;
use super::pace::Pace;
use super::request_id::RequestIds;
use super::token::Token;
use crate::correction::Correction;
use crate::document::{self, Document};
use crate::gazetteer::Gazetteer;
use crate::index::Snapshot;
use crate::movement::Movement;
use crate::pipeline::Parsed;
use crate::resolve::Resolver;

/// Reads one document with a resolver: its mentions, and the journeys told in it alone. Called on a thread that may block.
pub type Parse = Arc<dyn Fn(Document, &Resolver<'static>) -> (Parsed, Vec<Movement>) + Send + Sync>;

/// What the routes stand on.
#[derive(Clone)]
pub struct State {
    /// The snapshot that answers; whoever publishes a new one swaps it.
    pub snapshot: Arc<ArcSwap<Snapshot>>,
    /// Reads a text for `/geoparse`.
    pub parse: Parse,
    /// The book of places that `/gazetteer` answers from: the one that `parse` reads with.
    pub gazetteer: &'static Gazetteer,
    /// Takes documents in and out; without one the service only reads.
    pub writer: Option<Arc<dyn Writer>>,
    /// The bearer tokens, one of which writing asks for. Without any, only requests addressed to this machine itself may write.
    pub tokens: Vec<Token>,
    /// Whether asking needs a token too.
    pub private: bool,
    /// What is written to standard error.
    pub log: Log,
    /// The networks of proxies whose word is taken for where the client sees the service (`Forwarded`, `X-Forwarded-Proto`,
    /// `-Host`, `-Prefix`); of everybody else it is not.
    pub trusted_proxies: Vec<IpNet>,
    /// False until the first snapshot is there: what `/ready` says.
    pub ready: Arc<AtomicBool>,
    /// What is refused as too much.
    pub limits: Limits,
}

impl State {
    /// A service over a snapshot that reads texts and stores none; ready at once.
    #[must_use]
    pub fn new(snapshot: Arc<ArcSwap<Snapshot>>, parse: Parse, gazetteer: &'static Gazetteer) -> Self {
        Self {
            snapshot,
            parse,
            gazetteer,
            writer: None,
            tokens: Vec::new(),
            private: false,
            log: Log::None,
            trusted_proxies: Vec::new(),
            ready: Arc::new(AtomicBool::new(true)),
            limits: Limits::default(),
        }
    }
}

/// What is refused as too much; each error names its bound.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a request's body.
    pub body_bytes: usize,
    /// Requests worked on at a time; one more is asked to come back.
    pub concurrent_requests: usize,
    /// Requests a second from one address, and twice as many at once; none bounds nothing.
    pub requests_per_second: Option<f64>,
    /// How long a question may take.
    pub read_time: Duration,
    /// How long reading and storing a text may take.
    pub write_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: document::MAX_BYTES,
            concurrent_requests: 512,
            requests_per_second: None,
            read_time: Duration::from_secs(30),
            // The largest body allowed, parsed on a slow machine.
            write_time: Duration::from_mins(5),
        }
    }
}

/// Takes documents in and out of what is served. When a call returns, its effect is durable and in the snapshot.
pub trait Writer: Send + Sync {
    /// Adds documents; one answer for each, in their order.
    fn add(&self, documents: Vec<Document>) -> Answer<Vec<Written>>;

    /// Puts another document in the place of one; none where there is none with this id, and nothing was added.
    fn replace(&self, id: String, document: Document) -> Answer<Option<Written>>;

    /// Deletes a document; false when there is none with this id.
    fn delete(&self, id: String) -> Answer<bool>;

    /// Adds corrections; one answer for each, in their order.
    fn correct(&self, corrections: Vec<Correction>) -> Answer<Vec<Put>>;

    /// Takes back the corrections of an id; false when there are none.
    fn undo(&self, id: String) -> Answer<bool>;

    /// How far it is behind.
    fn backlog(&self) -> Backlog;
}

/// How far writing is behind what comes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Requests that wait to be written.
    pub waiting: usize,
    /// How long the last one took from when it came until readers could see what it did.
    pub lag: Duration,
}

/// What a [`Writer`] returns.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, WriteError>> + Send>>;

/// What became of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is there now.
    Added {
        /// Its id.
        id: String,
    },
    /// The same content was there before.
    AlreadyThere {
        /// Its id.
        id: String,
    },
    /// It could not be read or kept; the others of its batch were.
    Failed {
        /// Why, in words.
        reason: String,
    },
}

/// What became of one correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Put {
    /// It holds.
    Added,
    /// It did before.
    AlreadyThere,
    /// It cannot be applied, with the reason.
    Refused(String),
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// Too much waits to be written already
    #[error("too many documents are waiting to be written")]
    Busy,
    /// There is no more space on the disk; the store is as it was before
    #[error("the documents could not be stored: {0}")]
    Full(String),
    /// The store cannot be written; it is as it was before
    #[error("the documents could not be stored: {0}")]
    Failed(String),
}

/// The state with what the service keeps about itself, as the handlers see it.
#[derive(Clone)]
pub(super) struct Service(Arc<Inner>);

pub(super) struct Inner {
    pub(super) state: State,
    pub(super) metrics: Metrics,
    pub(super) request_ids: RequestIds,
    pub(super) places: Arc<Semaphore>,
    pub(super) pace: Option<Pace>,
}

impl Service {
    pub(super) fn new(state: State) -> Self {
        let places = Arc::new(Semaphore::new(state.limits.concurrent_requests));
        let pace = state.limits.requests_per_second.map(Pace::new);
        Self(Arc::new(Inner {
            pace,
            state,
            metrics: Metrics::default(),
            request_ids: RequestIds::default(),
            places,
        }))
    }

    /// The snapshot to answer a whole request from.
    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        self.0.state.snapshot.load_full()
    }
}

impl std::ops::Deref for Service {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
