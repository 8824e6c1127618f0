//! Dateline reads news text and turns it into a map that can be asked.
//!
//! The modules stand in the order in which text flows through them, and each uses only those above it.

pub mod geometry;

pub mod document;
pub mod segment;

pub mod gazetteer;

pub mod tagger;

pub mod mention;

pub mod candidate;
pub mod resolve;

pub mod time;

pub mod movement;

pub mod correction;

pub mod feature;
pub mod pipeline;

#[cfg(feature = "arrow")]
pub mod annotate;

pub mod eval;

pub mod store;

pub mod cql;
pub mod index;
pub mod ingest;

pub mod query;

pub mod export;

pub mod http;

pub mod cli;
