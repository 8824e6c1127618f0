use std::fmt::Write as _;
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};

use super::book::Book;
use super::error::CliError;
use super::hints::parse_share;
use super::ingest::DEFAULT_STORE;
use super::output::{self, count};
use super::program::Status;
use crate::ingest::{Reread, Standard, Writer};
use crate::resolve::Resolver;
use crate::store::Store;

/// A batch is one transaction.
const BATCH_DOCUMENTS: usize = 256;

const EXAMPLES: &str = "\
Examples:
  dateline reparse
  dateline reparse --store syria.gpkg
  dateline reparse --store syria.gpkg --all --min-confidence 0.5

Run it after an update of Dateline, or with another gazetteer. Texts that this version has read
already are passed over, so it goes on where it was interrupted. A mention that is found again
where it was keeps its id.";

/// Read the texts of a store again, with the models and the gazetteer of this version
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The GeoPackage with the texts
    #[arg(long, value_name = "FILE", default_value = DEFAULT_STORE)]
    store: PathBuf,
    /// Read those again as well that this version has read with this gazetteer
    #[arg(long)]
    all: bool,
    /// Leave a mention without a place where the choice is less sure than this, 0 to 1
    #[arg(long, value_name = "CONFIDENCE", default_value_t = 0.0, value_parser = parse_share)]
    min_confidence: f64,
    #[command(flatten)]
    book: Book,
}

/// Reads batch by batch, and reports the texts that could not be read.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    // Opening for writing would make a store where there is none.
    drop(Store::open_read_only(&args.store)?);
    let resolver = Resolver { least_confidence: args.min_confidence, ..Resolver::default() };
    let stages = Standard::with_resolver(args.book.open()?, resolver);
    let mut writer = Writer::without_snapshot(Store::open(&args.store)?, stages)?;
    let ids = writer.ids(!args.all)?;
    let passed_over = writer.len() - ids.len();
    let bar = progress(ids.len());
    let mut reread = Reread::default();
    for batch in ids.chunks(BATCH_DOCUMENTS) {
        let one = writer.read_again(batch)?;
        for (id, reason) in &one.failed {
            bar.suspend(|| output::say(&format!("error: document {id}: {reason}")));
        }
        reread.add(one);
        bar.inc(batch.len() as u64);
    }
    bar.set_message("joining movements");
    writer.settle()?;
    bar.finish_and_clear();
    output::say(&summary(&reread, passed_over, args));
    Ok(if reread.failed.is_empty() { Status::Complete } else { Status::Incomplete })
}

fn progress(documents: usize) -> ProgressBar {
    // Drawn on standard error, and only where that is a terminal.
    let bar = ProgressBar::new(documents as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} documents {msg}, {eta} left") {
        bar.set_style(style);
    }
    bar
}

fn summary(reread: &Reread, passed_over: usize, args: &Args) -> String {
    let documents = count(reread.documents, "document", "documents");
    let mut summary = format!("Read {documents} of {} again", args.store.display());
    if reread.documents > 0 {
        let found = count(reread.found, "new mention", "new mentions");
        let lost = output::thousands(reread.lost as u64);
        let moved = output::thousands(reread.moved as u64);
        let _ = write!(summary, ": {found}, {lost} gone, {moved} with another place");
    }
    if passed_over > 0 {
        let were = count(passed_over, "was", "were");
        let _ = write!(summary, "; {were} up to date");
    }
    summary
}
