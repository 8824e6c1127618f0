use std::sync::Arc;

use crate::store::StoreError;

/// Why documents were not taken in, or one not deleted.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// Too much waits already; the same request may succeed in a moment
    #[error("{waiting} requests are waiting to be written already")]
    Busy {
        /// How many requests the queue holds.
        waiting: usize,
    },
    /// The writer has ended, or ended before it was done
    #[error("the writer has stopped")]
    Stopped,
    /// The store could not be written; it is as it was before
    #[error(transparent)]
    Store(Arc<StoreError>),
}

impl From<StoreError> for IngestError {
    fn from(error: StoreError) -> Self {
        Self::Store(Arc::new(error))
    }
}
