use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the work gives, or in words that the parser panicked on it: one text that nobody thought of must not take down the many
/// that are read with it.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // Nothing outlives the panic that it could have left half-changed: the stages are pure.
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|panic| format!("the parser failed on it: {}", message(panic.as_ref())))
}

fn message(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("unknown reason")
}
