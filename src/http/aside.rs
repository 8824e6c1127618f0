use super::problem::Problem;

/// Does on a thread that may be busy for long what would hold up everybody else on those of the runtime. Costs some 10 µs more.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(|_panicked| Problem::fault())
}
