//! Compares what Dateline does with texts whose places people have marked.

mod coverage;
mod gold;

pub use coverage::{Coverage, Miss, REACH_KM, Share, coverage};
pub use gold::{GoldDocument, GoldError, Toponym, read_gold};
