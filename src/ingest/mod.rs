//! Takes documents in: parse, store, then publish the next snapshot.
//!
//! [`Writer`] is the plain sequence of these steps; [`Engine`] runs one on a thread of its own, and any number of
//! [`Handle`]s hand it work. What is acknowledged is on the disk and in the published snapshot.

mod engine;
mod error;
mod load;
mod parallel;
mod stages;
mod standard;
#[cfg(test)]
mod tests;
mod writer;

pub use engine::{Engine, Handle};
pub use error::IngestError;
pub use stages::Stages;
pub use standard::Standard;
pub use writer::{Corrected, Outcome, Reread, Writer, read};
