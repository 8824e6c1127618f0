//! The real binary, driven as a person or a script would.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what fails in a helper fails the test")]

mod corrections;
mod eval;
mod formats;
mod gazetteer;
mod help;
mod ingest;
mod operation;
mod parse;
mod serve;
mod stores;
mod support;
