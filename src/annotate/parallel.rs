use std::sync::{Mutex, PoisonError};
use std::thread;

use arrow_array::RecordBatch;

use super::input::numbered;
use super::{AnnotateError, Annotator};

/// Rows that are read at a time: enough to forget what starting costs, few enough that the last ones keep no core waiting long.
const ROWS: usize = 64;

impl Annotator {
    /// Reads a table on so many threads, or on all cores where none are named. The answer comes in parts, in order; the parts are the
    /// same on any number of threads, and one after the other they are the answer of [`Self::annotate`].
    pub fn annotate_on(
        &self,
        threads: Option<usize>,
        batch: &RecordBatch,
    ) -> Result<Vec<RecordBatch>, AnnotateError> {
        let parts = batch.num_rows().div_ceil(ROWS);
        let cores = || thread::available_parallelism().map_or(1, usize::from);
        let threads = threads.unwrap_or_else(cores).clamp(1, parts.max(1));
        let waiting = Mutex::new(0..parts);
        let work = || {
            let mut done = Vec::new();
            loop {
                let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
                let Some(part) = next else { return done };
                done.push((part, self.part(batch, part)));
            }
        };
        let mut answers = if threads == 1 {
            work()
        } else {
            thread::scope(|scope| {
                let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
                workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
            })
        };
        answers.sort_unstable_by_key(|(part, _)| *part);
        answers.into_iter().map(|(_, answer)| answer).collect()
    }

    fn part(&self, batch: &RecordBatch, part: usize) -> Result<RecordBatch, AnnotateError> {
        let first = part * ROWS;
        let slice = batch.slice(first, ROWS.min(batch.num_rows() - first));
        let first_row = numbered(self.first_row, first);
        Self { first_row, ..self.clone() }.annotate(&slice)
    }
}
