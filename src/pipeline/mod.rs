//! One document through all stages.

mod explain;
mod guard;
mod model;
mod parallel;
mod parse;
mod precision;
mod version;

pub use explain::{Explained, ExplainedCandidate, Reason, explain};
pub(crate) use guard::guarded;
pub use model::Parsed;
pub(crate) use parallel::{cores, in_order};
pub use parse::{parse, parse_corrected, parse_with};
pub use version::model_version;
