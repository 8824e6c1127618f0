use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use super::book::Book;
use super::error::CliError;
use super::output;
use super::program::Status;
use crate::eval::{Coverage, GoldDocument, Share, coverage, read_gold};

const EXAMPLES: &str = "\
Examples:
  dateline eval --coverage lgl.jsonl gwn.jsonl
  dateline eval --coverage --misses lgl.jsonl > misses.tsv

A line of a file is an object {doc_id, text, toponyms: [{start, end, lat, lon, geonameid}]}.
Offsets count Unicode characters, end exclusive; position and GeoNames number may be missing.";

/// Compare with texts whose places people have marked
///
/// Prints figures for each file, and for all of them together where there are several.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Annotated texts, one JSON object a line
    #[arg(required = true, value_name = "GOLD.jsonl")]
    files: Vec<PathBuf>,
    /// How many of the marked places some candidate of the gazetteer reaches: the ceiling of any choice
    ///
    /// A marked position is reached by a candidate within 161 km (100 miles). Those that are marked with a GeoNames number as well
    /// are counted once more by themselves, and last how many of the numbers some candidate bears.
    #[arg(long, required = true)]
    coverage: bool,
    /// Print the marked places that nothing reaches instead: file, document, words, longitude, latitude, kilometres
    #[arg(long, requires = "coverage")]
    misses: bool,
    #[command(flatten)]
    book: Book,
}

/// Reads the files and prints what was asked for.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let gazetteer = args.book.open()?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut all = Coverage::default();
    let width = args.files.iter().map(|file| file.display().to_string().chars().count()).max().unwrap_or(0);
    for file in &args.files {
        let documents: Vec<GoldDocument> = read_gold(file)?;
        let found = coverage(&documents, gazetteer);
        let name = file.display().to_string();
        let written =
            if args.misses { misses(&mut out, &name, &found) } else { line(&mut out, &name, width, &found) };
        written.map_err(CliError::Output)?;
        all.add(&found);
    }
    if args.files.len() > 1 && !args.misses {
        line(&mut out, "all", width, &all).map_err(CliError::Output)?;
    }
    out.flush().map_err(CliError::Output)?;
    Ok(Status::Complete)
}

fn line(out: &mut impl Write, name: &str, width: usize, coverage: &Coverage) -> io::Result<()> {
    let share = |share: Share| {
        format!(
            "{:.4} ({} of {})",
            share.ratio(),
            output::thousands(share.reached as u64),
            output::thousands(share.total as u64)
        )
    };
    writeln!(
        out,
        "{name:width$}  points {}  ids {}  same id {}",
        share(coverage.points),
        share(coverage.ids),
        share(coverage.same_ids)
    )
}

fn misses(out: &mut impl Write, name: &str, coverage: &Coverage) -> io::Result<()> {
    for miss in &coverage.misses {
        let Some(position) = miss.toponym.position else { continue };
        let words = miss.surface.split_whitespace().collect::<Vec<_>>().join(" ");
        let away = miss.nearest_km.map_or("-".to_owned(), |away| format!("{away:.0}"));
        writeln!(out, "{name}\t{}\t{words}\t{}\t{}\t{away}", miss.document, position.lon, position.lat)?;
    }
    Ok(())
}
