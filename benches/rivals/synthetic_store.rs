//! Makes a store of synthetic mentions: `synthetic_store COUNT FILE`.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a benchmark that cannot run should stop")]

#[path = "../synthetic/mod.rs"]
mod synthetic;

use std::env;

use dateline::store::{Provenance, Store};

/// Documents per transaction.
const BATCH: usize = 1000;

fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [count, file] = arguments.as_slice() else { panic!("usage: synthetic_store COUNT FILE") };
    let mut store = Store::open(file).unwrap();
    let provenance = Provenance { model: "synthetic".into(), gazetteer: "none".into() };
    let mut documents = synthetic::documents(count.parse().unwrap()).peekable();
    while documents.peek().is_some() {
        let batch: Vec<_> = documents.by_ref().take(BATCH).collect();
        store.insert(&batch, &provenance).unwrap();
    }
}
