use std::fs;
use std::path::PathBuf;

use crate::cli::book::Book;
use crate::cli::error::CliError;
use crate::cli::output;
use crate::cli::program::Status;
use crate::tagger::train::{Settings, read, train};

/// The recogniser, from texts whose names are annotated
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Annotated texts: `.jsonl` with entities or toponyms, or blocks of text with entities in braces
    #[arg(required = true, value_name = "TEXT")]
    files: Vec<PathBuf>,
    /// The model to write
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How often each sentence is read
    #[arg(long, default_value_t = 12)]
    rounds: usize,
    /// How many copies of the blocks in braces are made, with other names
    #[arg(long, default_value_t = 2)]
    copies: usize,
    /// Leave out features that are met fewer times
    #[arg(long, default_value_t = 2)]
    rarest: u32,
    /// How fast weights move
    #[arg(long, default_value_t = 0.03)]
    rate: f32,
    /// Pulls small weights to zero
    #[arg(long, default_value_t = 0.2)]
    lasso: f32,
    /// Pulls all weights towards zero
    #[arg(long, default_value_t = 1.0)]
    ridge: f32,
    /// The share of features that a word is read without, by chance
    #[arg(long, default_value_t = 0.3)]
    dropout: f64,
    /// How much likelier than it looks a name must be to be taken for a building or street, in nats
    #[arg(long, default_value_t = 1.5)]
    facility_caution: f32,
    /// Keep at most so many features
    #[arg(long, default_value_t = 50_000)]
    most: usize,
    #[command(flatten)]
    book: Book,
}

/// Reads, learns, writes.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let gazetteer = args.book.open()?;
    let mut texts = Vec::new();
    for file in &args.files {
        texts.extend(read(file)?);
    }
    let settings = Settings {
        rounds: args.rounds,
        copies: args.copies,
        rarest: args.rarest,
        rate: args.rate,
        lasso: args.lasso,
        ridge: args.ridge,
        dropout: args.dropout,
        facility_caution: args.facility_caution,
        most: args.most,
    };
    let bytes = train(&texts, &settings, gazetteer, output::say);
    output::say(&format!("{} bytes", bytes.len()));
    if let Some(out) = &args.out {
        fs::write(out, &bytes).map_err(|source| CliError::WriteFile { path: out.clone(), source })?;
    }
    Ok(Status::Complete)
}
