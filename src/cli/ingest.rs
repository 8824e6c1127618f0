use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use super::book::Book;
use super::error::CliError;
use super::hints::Hints;
use super::output::{self, count};
use super::program::Status;
use super::reading::Reading;
use super::watch::{PERIOD, Watch};
use crate::document::{self, Document, DocumentError, Home};
use crate::ingest::{Outcome, Standard, Writer};
use crate::store::Store;

/// The store that is used unless another is named.
pub(super) const DEFAULT_STORE: &str = "dateline.gpkg";

/// A batch is one transaction: large enough that waiting for the disk does not count, small enough that a kill costs little.
const BATCH_DOCUMENTS: usize = 256;
const BATCH_BYTES: usize = 8 << 20;

const EXAMPLES: &str = "\
Examples:
  dateline ingest reports/ extra.txt
  dateline ingest --store syria.gpkg --date 2015-10-07 report.txt
  dateline ingest feed.rss mails.mbox 'pages/**/*.html'
  dateline ingest --text-field body --date-field meta.published articles.jsonl.gz

What was added is safe even if the machine fails a moment later. Run it again after an interruption:
documents that are there already are passed over.";

/// Add texts to a store
///
/// Reads texts, finds the places and movements in them, and keeps all of it in a GeoPackage that QGIS opens as it is. A text is plain
/// or an HTML page, an entry of RSS or Atom, an object of JSON, or a mail; any of them may be compressed with gzip or Zstandard.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Texts, folders of texts, patterns such as 'reports/**/*.html', or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The GeoPackage to keep them in; it is made when there is none
    #[arg(long, value_name = "FILE", default_value = DEFAULT_STORE)]
    store: PathBuf,
    /// Go on and take in what comes into the folders, until Ctrl-C; a server takes --watch itself
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    hints: Hints,
    #[command(flatten)]
    book: Book,
}

/// Adds every document that can be read, and reports the others by name and reason.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let gazetteer = args.book.open()?;
    let home = args.hints.home(gazetteer)?;
    let stages = Standard::with_resolver(gazetteer, args.hints.resolver());
    let mut writer = Writer::without_snapshot(Store::open(&args.store)?, stages)?;
    let mut watch = if args.watch { Some(Watch::new(&args.paths).map_err(CliError::Watch)?) } else { None };
    let files = document::expand(&args.paths);
    let status = add(&mut writer, files, args, &home)?;
    let Some(watch) = &mut watch else { return Ok(status) };
    watch.announce();
    loop {
        std::thread::sleep(PERIOD);
        let files: Vec<_> = watch.ready().into_iter().map(Ok).collect();
        if !files.is_empty() {
            add(&mut writer, files, args, &home)?;
        }
    }
}

/// Adds the documents of some files, and says how many.
fn add(
    writer: &mut Writer<Standard>,
    files: Vec<Result<PathBuf, DocumentError>>,
    args: &Args,
    home: &Home,
) -> Result<Status, CliError> {
    let mut tally = Tally::new();
    tally.bar.set_length(files.len() as u64);

    let options = args.reading.options();
    let mut batch = Batch::default();
    for file in files {
        let (file, documents) = match file {
            Ok(file) if file.as_os_str() == "-" => (file, options.read_stdin()),
            Ok(file) => {
                let documents = options.read_path(&file);
                (file, documents)
            }
            Err(error) => (PathBuf::new(), error.into()),
        };
        for document in documents {
            match document {
                Ok(document) => batch.push(&file, Document { home: home.clone(), ..document }),
                Err(error) => tally.fail(&output::explain(&error)),
            }
            if batch.is_full() {
                tally.add(writer, std::mem::take(&mut batch))?;
            }
        }
        tally.bar.inc(1);
    }
    tally.add(writer, batch)?;
    tally.bar.set_message("joining movements");
    writer.settle()?;
    tally.bar.finish_and_clear();
    output::say(&tally.summary(&args.store));
    Ok(if tally.failed == 0 { Status::Complete } else { Status::Incomplete })
}

/// Documents that go into one transaction, each with the file it came from.
#[derive(Default)]
struct Batch {
    documents: Vec<Document>,
    files: Vec<PathBuf>,
    bytes: usize,
}

impl Batch {
    fn push(&mut self, file: &Path, document: Document) {
        self.bytes += document.text.len();
        self.documents.push(document);
        self.files.push(file.to_path_buf());
    }

    fn is_full(&self) -> bool {
        self.documents.len() >= BATCH_DOCUMENTS || self.bytes >= BATCH_BYTES
    }
}

/// What became of the documents so far.
struct Tally {
    bar: ProgressBar,
    added: usize,
    mentions: usize,
    already_there: usize,
    failed: usize,
    bytes: u64,
}

impl Tally {
    fn new() -> Self {
        // Drawn on standard error, and only where that is a terminal.
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {msg}, {eta} left") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(250));
        Self { bar, added: 0, mentions: 0, already_there: 0, failed: 0, bytes: 0 }
    }

    fn fail(&mut self, reason: &str) {
        self.failed += 1;
        self.bar.suspend(|| output::say(&format!("error: {reason}")));
    }

    fn add(&mut self, writer: &mut Writer<Standard>, batch: Batch) -> Result<(), CliError> {
        let outcomes = writer.add(batch.documents)?;
        for (file, outcome) in batch.files.iter().zip(outcomes) {
            match outcome {
                Outcome::Added { mentions, .. } => {
                    self.added += 1;
                    self.mentions += mentions;
                }
                Outcome::AlreadyThere { .. } => self.already_there += 1,
                Outcome::Failed { reason } => self.fail(&format!("{}: {reason}", file.display())),
            }
        }
        self.bytes += batch.bytes as u64;
        let speed = self.bytes as f64 / self.bar.elapsed().as_secs_f64().max(0.001);
        let mentions = count(self.mentions, "mention", "mentions");
        self.bar.set_message(format!("{mentions}, {}/s", HumanBytes(speed as u64)));
        Ok(())
    }

    fn summary(&self, store: &Path) -> String {
        let mut summary = format!(
            "Added {} with {} to {}",
            count(self.added, "document", "documents"),
            count(self.mentions, "mention", "mentions"),
            store.display()
        );
        if self.already_there > 0 {
            let _ = write!(summary, "; {} already there", count(self.already_there, "was", "were"));
        }
        if self.failed > 0 {
            let _ = write!(summary, "; {} failed", output::thousands(self.failed as u64));
        }
        summary
    }
}
