//! The command line: one file per subcommand, each with its arguments as typed and what is run with them.
//!
//! Data goes to standard output, everything else to standard error.

mod backup;
mod book;
mod check;
mod config;
mod corrections;
mod error;
mod eval;
mod gazetteer;
mod hints;
mod ingest;
mod output;
mod parse;
mod program;
mod query;
mod reading;
mod reasons;
mod reparse;
mod seeds;
mod serve;
mod service;
mod token;
mod train;
mod watch;
mod whole;

pub use program::main;
