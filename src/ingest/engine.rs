use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use tokio::sync::{mpsc, oneshot};

use super::{Corrected, IngestError, Outcome, Stages, Writer};
use crate::correction::Correction;
use crate::document::Document;
use crate::index::Snapshot;

/// Requests that may wait for the writer. More would only wait longer than a client does.
const QUEUE: usize = 64;

/// Documents that share one transaction and one snapshot, where many requests wait. Bounds how long the first of them waits
/// for the last.
const GROUP: usize = 512;

type Reply<T> = oneshot::Sender<Result<T, IngestError>>;

enum Job {
    Add(Vec<Document>, Reply<Vec<Outcome>>),
    Delete(String, Reply<bool>),
    Replace(String, Document, Reply<Option<Outcome>>),
    Correct(Vec<Correction>, Reply<Vec<Corrected>>),
    Undo(String, Reply<bool>),
}

/// A job, and when it came.
type Queued = (Instant, Job);

/// A writer on a thread of its own, and what it publishes.
#[derive(Debug)]
pub struct Engine {
    handle: Handle,
    snapshot: Arc<ArcSwap<Snapshot>>,
    thread: JoinHandle<()>,
}

impl Engine {
    /// Publishes the first snapshot and starts the thread.
    pub fn start<S: Stages>(mut writer: Writer<S>) -> Result<Self, IngestError> {
        writer.settle()?;
        let snapshot = Arc::new(ArcSwap::new(writer.snapshot()));
        let (jobs, queue) = mpsc::channel(QUEUE);
        let published = Arc::clone(&snapshot);
        let lag = Arc::new(AtomicU64::new(0));
        let told = Arc::clone(&lag);
        let thread = thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || run(writer, queue, &published, &told))
            .map_err(|_no_thread| IngestError::Stopped)?;
        Ok(Self { handle: Handle { jobs, lag }, snapshot, thread })
    }

    /// Something to hand work to the writer with.
    #[must_use]
    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }

    /// Where the newest snapshot is. Readers load it and keep what they loaded.
    #[must_use]
    pub fn snapshot(&self) -> Arc<ArcSwap<Snapshot>> {
        Arc::clone(&self.snapshot)
    }

    /// Waits until what is queued is written and the store is closed. Every [`Handle`] must be gone.
    pub fn stop(self) {
        drop(self.handle);
        // A panic of the thread has been reported where it happened.
        let _ = self.thread.join();
    }
}

/// Hands work to the writer; cheap to clone.
#[derive(Clone, Debug)]
pub struct Handle {
    jobs: mpsc::Sender<Queued>,
    /// In microseconds.
    lag: Arc<AtomicU64>,
}

impl Handle {
    /// Adds documents; one outcome for each, in their order. When it returns, they are durable and in the published snapshot.
    ///
    /// A full queue is [`IngestError::Busy`] at once, and nothing was added.
    pub async fn add(&self, documents: Vec<Document>) -> Result<Vec<Outcome>, IngestError> {
        self.send(|reply| Job::Add(documents, reply)).await
    }

    /// Puts another document in the place of one; none where there is none of this id, and nothing was added.
    pub async fn replace(&self, id: String, document: Document) -> Result<Option<Outcome>, IngestError> {
        self.send(|reply| Job::Replace(id, document, reply)).await
    }

    /// Deletes a document with all that came from it; false where there is none of this id.
    pub async fn delete(&self, id: String) -> Result<bool, IngestError> {
        self.send(|reply| Job::Delete(id, reply)).await
    }

    /// Adds corrections; one outcome for each, in their order. When it returns they are durable, and what is published follows them.
    pub async fn correct(&self, corrections: Vec<Correction>) -> Result<Vec<Corrected>, IngestError> {
        self.send(|reply| Job::Correct(corrections, reply)).await
    }

    /// Takes back the corrections of an id; false where there are none.
    pub async fn undo(&self, id: String) -> Result<bool, IngestError> {
        self.send(|reply| Job::Undo(id, reply)).await
    }

    /// How many requests wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.jobs.max_capacity() - self.jobs.capacity()
    }

    /// How long the last request took from when it came until readers could see what it did; zero before the first.
    #[must_use]
    pub fn lag(&self) -> Duration {
        Duration::from_micros(self.lag.load(Ordering::Relaxed))
    }

    async fn send<T>(&self, job: impl FnOnce(Reply<T>) -> Job) -> Result<T, IngestError> {
        let (reply, answer) = oneshot::channel();
        self.jobs.try_send((Instant::now(), job(reply))).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => IngestError::Busy { waiting: QUEUE },
            mpsc::error::TrySendError::Closed(_) => IngestError::Stopped,
        })?;
        answer.await.map_err(|_dropped| IngestError::Stopped)?
    }
}

fn run<S: Stages>(
    mut writer: Writer<S>,
    mut queue: mpsc::Receiver<Queued>,
    published: &ArcSwap<Snapshot>,
    lag: &AtomicU64,
) {
    while let Some((came, first)) = queue.blocking_recv() {
        let group = gather(first, &mut queue);
        let answers = carry_out(&mut writer, group);
        publish(&mut writer, published);
        // That of the group which waited longest.
        lag.store(came.elapsed().as_micros() as u64, Ordering::Relaxed);
        answers.into_iter().for_each(Answer::send);
    }
}

/// What already waits behind the first job, up to one that is no addition, or enough documents.
fn gather(first: Job, queue: &mut mpsc::Receiver<Queued>) -> Vec<Job> {
    let mut documents = 0;
    let mut group = vec![first];
    while let Some(Job::Add(added, _)) = group.last() {
        documents += added.len();
        if documents >= GROUP {
            break;
        }
        let Ok((_, next)) = queue.try_recv() else { break };
        group.push(next);
    }
    group
}

/// A reply with what it says, kept back until the snapshot is out.
enum Answer {
    Added(Reply<Vec<Outcome>>, Result<Vec<Outcome>, IngestError>),
    Done(Reply<bool>, Result<bool, IngestError>),
    Replaced(Reply<Option<Outcome>>, Result<Option<Outcome>, IngestError>),
    Corrected(Reply<Vec<Corrected>>, Result<Vec<Corrected>, IngestError>),
}

impl Answer {
    fn send(self) {
        // Whoever asked may have left; the work is done all the same.
        match self {
            Self::Added(reply, result) => drop(reply.send(result)),
            Self::Done(reply, result) => drop(reply.send(result)),
            Self::Replaced(reply, result) => drop(reply.send(result)),
            Self::Corrected(reply, result) => drop(reply.send(result)),
        }
    }
}

fn carry_out<S: Stages>(writer: &mut Writer<S>, group: Vec<Job>) -> Vec<Answer> {
    let mut documents = Vec::new();
    let mut askers = Vec::new();
    let mut last = None;
    for job in group {
        match job {
            Job::Add(added, reply) => {
                askers.push((added.len(), reply));
                documents.extend(added);
            }
            other => last = Some(other),
        }
    }
    let mut answers = Vec::with_capacity(askers.len() + 1);
    let added = if documents.is_empty() { Ok(Vec::new()) } else { writer.add(documents) };
    match added.map_err(IngestError::from) {
        Ok(outcomes) => {
            let mut outcomes = outcomes.into_iter();
            for (number, reply) in askers {
                answers.push(Answer::Added(reply, Ok(outcomes.by_ref().take(number).collect())));
            }
        }
        Err(error) => {
            answers.extend(askers.into_iter().map(|(_, reply)| Answer::Added(reply, Err(error.clone()))));
        }
    }
    match last {
        Some(Job::Delete(id, reply)) => {
            answers.push(Answer::Done(reply, writer.delete(&id).map_err(IngestError::from)));
        }
        Some(Job::Replace(id, document, reply)) => {
            let outcome = writer.replace(&id, document).map_err(IngestError::from);
            answers.push(Answer::Replaced(reply, outcome));
        }
        Some(Job::Undo(id, reply)) => {
            answers.push(Answer::Done(reply, writer.undo(&id).map_err(IngestError::from)));
        }
        Some(Job::Correct(corrections, reply)) => {
            let outcomes = writer.correct(corrections).map_err(IngestError::from);
            answers.push(Answer::Corrected(reply, outcomes));
        }
        Some(Job::Add(..)) | None => {}
    }
    answers
}

/// Brings readers up to date. The documents are safe by now: what goes wrong here is told, and tried again with the next.
fn publish<S: Stages>(writer: &mut Writer<S>, published: &ArcSwap<Snapshot>) {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let settled = writer.settle();
        published.store(writer.snapshot());
        settled
    }));
    // Nowhere else to tell it: the documents of this batch are acknowledged all the same.
    let _ = match outcome {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => writeln!(io::stderr(), "warning: {error}"),
        Err(_panic) => writeln!(io::stderr(), "warning: the map is not up to date"),
    };
}
