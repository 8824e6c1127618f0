use std::sync::{Mutex, PoisonError};
use std::thread;

use super::Stages;
use crate::correction::Correction;
use crate::document::Document;
use crate::pipeline::{Parsed, guarded};

/// Parses documents, with what people have put right in each, on all cores, and answers in their order.
///
/// A document on which the parser panics is an error in words: one text that nobody thought of must not take the writer down.
pub(super) fn parse_all<S: Stages>(
    stages: &S,
    documents: Vec<(Document, Vec<Correction>)>,
) -> Vec<Result<Parsed, String>> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(documents.len());
    let waiting = Mutex::new(documents.into_iter().enumerate());
    let work = || {
        let mut done = Vec::new();
        loop {
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((order, (document, corrections))) = next else { return done };
            done.push((order, guarded(|| stages.parse(document, &corrections))));
        }
    };
    let mut parsed = if workers < 2 {
        work()
    } else {
        thread::scope(|scope| {
            let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
        })
    };
    parsed.sort_unstable_by_key(|(order, _)| *order);
    parsed.into_iter().map(|(_, parsed)| parsed).collect()
}
