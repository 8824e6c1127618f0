use std::fs;
use std::path::PathBuf;

use crate::cli::book::Book;
use crate::cli::error::CliError;
use crate::cli::output;
use crate::cli::program::Status;
use crate::eval::{marked_text, read_gold};
use crate::resolve::train::train;

/// The resolver, from texts whose places are marked
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Marked texts, one JSON object a line, as dateline eval reads them
    #[arg(required = true, value_name = "GOLD.jsonl")]
    files: Vec<PathBuf>,
    /// The model to write
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    book: Book,
}

/// Reads, learns, writes.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let gazetteer = args.book.open()?;
    let mut documents = Vec::new();
    for file in &args.files {
        documents.extend(read_gold(file)?);
    }
    let texts: Vec<_> = documents.iter().map(|document| marked_text(document, gazetteer)).collect();
    let weights = train(&texts, gazetteer, output::say);
    let model = weights.write();
    match &args.out {
        Some(out) => {
            fs::write(out, &model).map_err(|source| CliError::WriteFile { path: out.clone(), source })?;
        }
        None => output::say(&model),
    }
    Ok(Status::Complete)
}
