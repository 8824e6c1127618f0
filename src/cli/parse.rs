use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::Map;

use super::book::Book;
use super::error::CliError;
use super::hints::Hints;
use super::output;
use super::program::Status;
use super::reading::Reading;
use super::reasons;
use crate::document::{self, Document, DocumentError, Home, ReadOptions};
use crate::export::{write_feature_collection, write_sequence};
use crate::feature::{MentionRecord, encode_mention, encode_movement};
use crate::gazetteer::Gazetteer;
use crate::ingest::{Stages, Standard};
use crate::mention::Kind;
use crate::pipeline::{Parsed, explain};
use crate::resolve::Resolver;

const EXAMPLES: &str = "\
Examples:
  dateline parse report.txt > places.geojson
  dateline parse --date 2015-10-07 --movements report.txt
  curl -s https://example.org/report.txt | dateline parse -
  dateline parse --explain --near -95.56,33.66 report.txt
  dateline parse --format geojsonseq --kind literal,facility reports/*.txt
  dateline parse --text-field body --date-field meta.published articles.jsonl.gz";

/// Print the places of texts as GeoJSON
///
/// Prints a feature collection of the mentions, or of the movements, on standard output and nothing else there. Nothing is kept. A
/// text is plain or an HTML page, an entry of RSS or Atom, an object of JSON, or a mail; any of them may be compressed with gzip or
/// Zstandard.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Texts, folders of texts, patterns such as 'reports/**/*.html', or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print the movements instead of the mentions
    #[arg(long)]
    movements: bool,
    #[command(flatten)]
    reading: Reading,
    /// How to write the features
    #[arg(long, value_enum, default_value_t = Format::Geojson)]
    format: Format,
    /// Only mentions of these kinds, separated by commas
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = kinds(), conflicts_with = "movements")]
    kind: Vec<Kind>,
    /// Also mentions that have no place, with null geometry
    #[arg(long, conflicts_with = "movements")]
    unlocated: bool,
    /// Print why each place was chosen instead: the likeliest candidates of each mention, and what speaks for and against them
    ///
    /// Likelihoods are those among the candidates. Weights are in natural-log units: with one more, a place is 2.7 times as likely.
    #[arg(long, conflicts_with_all = ["movements", "kind", "unlocated", "format"])]
    explain: bool,
    #[command(flatten)]
    hints: Hints,
    #[command(flatten)]
    book: Book,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One feature collection
    Geojson,
    /// One feature per line (RFC 8142), each as soon as it is found
    Geojsonseq,
}

/// Reads the words of kinds.
pub(super) fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::as_str))
        .try_map(|word| Kind::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or("no such kind"))
}

/// Parses every file that can be read, and reports the others.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let gazetteer = args.book.open()?;
    let home = args.hints.home(gazetteer)?;
    let resolver = args.hints.resolver();
    let mut out = BufWriter::new(io::stdout().lock());
    if args.explain {
        let status = write_reasons(args, &home, gazetteer, &resolver, &mut out);
        return status.and_then(|status| out.flush().map(|()| status)).map_err(CliError::Output);
    }
    let stages = Standard::with_resolver(gazetteer, resolver);
    let status = write(args, &home, stages, &mut out).and_then(|status| out.flush().map(|()| status));
    status.map_err(CliError::Output)
}

fn write(args: &Args, home: &Home, stages: Standard, out: &mut impl Write) -> io::Result<Status> {
    let mut status = Status::Complete;
    let mut accounts = Vec::new();
    let mut features = Vec::new();
    let options = args.reading.options();
    for document in read(args, &options) {
        let document = match document {
            Ok(document) => document,
            Err(error) => {
                output::complain(&error);
                status = Status::Incomplete;
                continue;
            }
        };
        let parsed = stages.parse(Document { home: home.clone(), ..document }, &[]);
        if args.movements {
            accounts.extend(parsed.accounts);
            continue;
        }
        let mentions = args.chosen(&parsed).map(encode_mention);
        match args.format {
            Format::Geojson => features.extend(mentions),
            Format::Geojsonseq => {
                let mentions: Vec<_> = mentions.collect();
                write_sequence(out, mentions.iter().map(Vec::as_slice))?;
                out.flush()?;
            }
        }
    }
    if args.movements {
        features = stages.derive(&accounts).iter().map(encode_movement).collect();
    }
    let features = features.iter().map(Vec::as_slice);
    match args.format {
        Format::Geojson => {
            write_feature_collection(out, &Map::new(), &[], features)?;
            writeln!(out)?;
        }
        Format::Geojsonseq => write_sequence(out, features)?,
    }
    Ok(status)
}

/// Writes why each place was chosen, in words.
fn write_reasons(
    args: &Args,
    home: &Home,
    gazetteer: &Gazetteer,
    resolver: &Resolver,
    out: &mut impl Write,
) -> io::Result<Status> {
    let mut status = Status::Complete;
    for document in read(args, &args.reading.options()) {
        match document {
            Ok(document) => {
                for mention in explain(Document { home: home.clone(), ..document }, gazetteer, resolver) {
                    reasons::write(&mention, out)?;
                }
            }
            Err(error) => {
                output::complain(&error);
                status = Status::Incomplete;
            }
        }
    }
    Ok(status)
}

/// The documents of every file, one after the other, so that only one is held at a time.
fn read<'a>(
    args: &'a Args,
    options: &'a ReadOptions,
) -> impl Iterator<Item = Result<Document, DocumentError>> + 'a {
    let files = args.files.iter().flat_map(|path| document::expand(&[path]));
    files.flat_map(|file| match file {
        Ok(file) if file.as_os_str() == "-" => options.read_stdin(),
        Ok(file) => options.read_path(&file),
        Err(error) => error.into(),
    })
}

impl Args {
    fn chosen<'p>(&self, parsed: &'p Parsed) -> impl Iterator<Item = &'p MentionRecord> {
        parsed.mentions.iter().filter(|mention| {
            (self.unlocated || mention.position.is_some())
                && (self.kind.is_empty() || self.kind.contains(&mention.kind))
        })
    }
}
