use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::book::Book;
use super::error::CliError;
use super::ingest::DEFAULT_STORE;
use super::output::{self, count};
use super::program::Status;
use super::whole::WholeFile;
use crate::correction::Correction;
use crate::eval::{GoldDocument, Toponym, write_gold};
use crate::feature::MentionRecord;
use crate::ingest::{Corrected, Standard, Writer};
use crate::segment::CharIndex;
use crate::store::Store;

const EXAMPLES: &str = "\
Examples:
  dateline corrections > corrections.jsonl
  dateline corrections --import corrections.jsonl --store syria.gpkg
  dateline corrections --gold > checked.jsonl && dateline eval checked.jsonl

Corrections are made on the map, or over HTTP: PATCH on a mention or a journey, POST /corrections. They are
kept apart from what the models say, and hold whenever a text is read again. A line is one correction:
its document, its span in Unicode characters, and what is right there.";

/// Write out what people put right in a store, or take it in
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The GeoPackage with the documents
    #[arg(long, value_name = "FILE", default_value = DEFAULT_STORE)]
    store: PathBuf,
    /// Take in the corrections of this file, one a line; - for standard input. Those that are there already change nothing
    #[arg(long, value_name = "FILE", conflicts_with_all = ["gold", "out"])]
    import: Option<PathBuf>,
    /// Write the corrected texts with all their mentions instead, as eval and train read them
    #[arg(long)]
    gold: bool,
    /// Write to this file, whole or not at all, instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    book: Book,
}

/// Writes lines, or reads them.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    // Opening for writing would make a store where there is none.
    let store = Store::open_read_only(&args.store)?;
    if let Some(path) = &args.import {
        drop(store);
        return import(path, args);
    }
    let corrections = store.corrections()?;
    let gold = if args.gold { Some(gold(&store, &corrections)?) } else { None };
    let write = |out: &mut (dyn Write + Send)| match &gold {
        Some(documents) => documents.iter().try_for_each(|document| write_gold(out, document)),
        None => corrections.iter().try_for_each(|correction| {
            serde_json::to_writer(&mut *out, correction)?;
            out.write_all(b"\n")
        }),
    };
    if let Some(path) = &args.out {
        let mut file = WholeFile::create(path)?;
        file.write(write)?;
        file.finish()?;
    } else {
        let mut out = BufWriter::new(io::stdout());
        write(&mut out).and_then(|()| out.flush()).map_err(CliError::Output)?;
    }
    let store = args.store.display();
    output::say(&match gold {
        Some(documents) => {
            format!("{} of {store}", count(documents.len(), "corrected text", "corrected texts"))
        }
        None => format!("{} of {store}", count(corrections.len(), "correction", "corrections")),
    });
    Ok(Status::Complete)
}

/// The documents in which something was put right, as they are read now.
fn gold(store: &Store, corrections: &[Correction]) -> Result<Vec<GoldDocument>, CliError> {
    let ids: BTreeSet<&String> = corrections
        .iter()
        .filter(|correction| !correction.action.is_of_journey())
        .map(|correction| &correction.document_id)
        .collect();
    let ids: Vec<String> = ids.into_iter().cloned().collect();
    let documents = store.load_some(&ids)?.into_iter().map(|parsed| {
        let characters = CharIndex::new(&parsed.document.text);
        let toponym = |mention: &MentionRecord| Toponym {
            range: characters.byte_of(mention.start)..characters.byte_of(mention.end),
            position: mention.position,
            geonames_id: mention.place_id.as_ref().and_then(|id| id.parse().ok()),
            label: Some(mention.kind.as_str().to_owned()),
        };
        let toponyms = parsed.mentions.iter().map(toponym).collect();
        GoldDocument { id: parsed.document.id.clone(), text: parsed.document.text.clone(), toponyms }
    });
    Ok(documents.collect())
}

fn import(path: &Path, args: &Args) -> Result<Status, CliError> {
    let wrong = |source| CliError::ReadFile { path: path.to_owned(), source };
    let source: Box<dyn Read> = if path.as_os_str() == "-" {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).map_err(wrong)?)
    };
    let (mut lines, mut corrections, mut failed) = (Vec::new(), Vec::new(), 0);
    let mut fail = |line: usize, reason: &str| {
        failed += 1;
        output::say(&format!("error: {}:{line}: {reason}", path.display()));
    };
    for (number, line) in (1..).zip(BufReader::new(source).lines()) {
        let line = line.map_err(wrong)?;
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Correction>(&line) {
            Ok(correction) if correction.id.is_empty() => {
                fail(number, "id is empty; expected that of the deed");
            }
            Ok(correction) => {
                lines.push(number);
                corrections.push(correction);
            }
            Err(error) => fail(number, &format!("expected a correction: {error}")),
        }
    }
    let stages = Standard::new(args.book.open()?);
    let mut writer = Writer::without_snapshot(Store::open(&args.store)?, stages)?;
    let (mut added, mut known) = (0, 0);
    for (line, outcome) in lines.into_iter().zip(writer.correct(corrections)?) {
        match outcome {
            Corrected::Added => added += 1,
            Corrected::AlreadyThere => known += 1,
            Corrected::Refused { reason } => fail(line, &reason),
        }
    }
    writer.settle()?;
    let mut said = format!("{} added to {}", count(added, "correction", "corrections"), args.store.display());
    if known > 0 {
        let _ = write!(said, "; {} already there", count(known, "was", "were"));
    }
    if failed > 0 {
        let _ = write!(said, "; {} failed", output::thousands(failed));
    }
    output::say(&said);
    Ok(if failed == 0 { Status::Complete } else { Status::Incomplete })
}
