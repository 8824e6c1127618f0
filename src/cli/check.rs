use std::path::PathBuf;

use super::error::CliError;
use super::ingest::DEFAULT_STORE;
use super::output::{self, count};
use super::program::Status;
use crate::store::Store;

const EXAMPLES: &str = "\
Examples:
  dateline check
  dateline check --store syria.gpkg && dateline backup --store syria.gpkg monday.gpkg

Exit code 1 says that something is wrong. A server may run on the store meanwhile.";

/// Look whether a store is whole
///
/// Reads every page and every row: the file, the spatial indexes, and whether all that was read out of documents still has its
/// document and its place in the text. Nothing is changed.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The GeoPackage to look at
    #[arg(long, value_name = "FILE", default_value = DEFAULT_STORE)]
    store: PathBuf,
}

/// Looks, and says what it found.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let found = Store::open_read_only(&args.store)?.check()?;
    let store = args.store.display();
    for fault in &found.faults {
        output::say(&format!("error: {store}: {fault}"));
    }
    if !found.faults.is_empty() {
        output::say("hint: take the newest backup that dateline check finds nothing in");
        return Ok(Status::Incomplete);
    }
    let documents = count(found.documents, "document", "documents");
    let mentions = count(found.mentions, "mention", "mentions");
    output::say(&format!("{store} is whole: {documents}, {mentions}"));
    if found.is_stale {
        output::say("Places and movements are older than the documents; the next start makes them anew");
    }
    Ok(Status::Complete)
}
