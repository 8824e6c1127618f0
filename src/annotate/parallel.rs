use arrow_array::RecordBatch;

use super::input::numbered;
use super::{AnnotateError, Annotator};
use crate::pipeline::{cores, in_order};

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
        in_order(threads.unwrap_or_else(cores), 0..parts, |part| self.part(batch, part)).into_iter().collect()
    }

    fn part(&self, batch: &RecordBatch, part: usize) -> Result<RecordBatch, AnnotateError> {
        let first = part * ROWS;
        let slice = batch.slice(first, ROWS.min(batch.num_rows() - first));
        let first_row = numbered(self.first_row, first);
        Self { first_row, ..self.clone() }.annotate(&slice)
    }
}
