use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;
use serde_json::Map;

use super::book::Book;
use super::error::CliError;
use super::hints::Hints;
use super::output;
use super::program::Status;
use crate::document::{self, Document, DocumentError, ReadOptions};
use crate::export::{write_feature_collection, write_sequence};
use crate::feature::{MentionRecord, encode_mention, encode_movement};
use crate::gazetteer::Gazetteer;
use crate::ingest::{Stages, Standard};
use crate::mention::Kind;
use crate::pipeline::{Explained, Parsed, explain};
use crate::resolve::Resolver;

const EXAMPLES: &str = "\
Examples:
  dateline parse report.txt > places.geojson
  dateline parse --date 2015-10-07 --movements report.txt
  curl -s https://example.org/report.txt | dateline parse -
  dateline parse --explain --near -95.56,33.66 report.txt
  dateline parse --format geojsonseq --kind literal,facility reports/*.txt";

/// Print the places of texts as GeoJSON
///
/// Prints a feature collection of the mentions, or of the movements, on standard output and nothing else there. Nothing is kept.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Texts, folders of texts, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print the movements instead of the mentions
    #[arg(long)]
    movements: bool,
    /// The day the texts were published, whatever they say themselves
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
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
    let resolver = args.hints.resolver(gazetteer)?;
    let mut out = BufWriter::new(io::stdout().lock());
    if args.explain {
        let status = write_reasons(args, gazetteer, &resolver, &mut out);
        return status.and_then(|status| out.flush().map(|()| status)).map_err(CliError::Output);
    }
    let stages = Standard::with_resolver(gazetteer, resolver);
    let status = write(args, stages, &mut out).and_then(|status| out.flush().map(|()| status));
    status.map_err(CliError::Output)
}

fn write(args: &Args, stages: Standard, out: &mut impl Write) -> io::Result<Status> {
    let mut status = Status::Complete;
    let mut accounts = Vec::new();
    let mut features = Vec::new();
    for documents in read(args) {
        let documents = documents.unwrap_or_else(|error| {
            output::complain(&error);
            status = Status::Incomplete;
            Vec::new()
        });
        for document in documents {
            let parsed = stages.parse(document);
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

/// Candidates that are shown of a mention.
const MOST_SHOWN: usize = 5;

/// Writes why each place was chosen, in words.
fn write_reasons(
    args: &Args,
    gazetteer: &Gazetteer,
    resolver: &Resolver,
    out: &mut impl Write,
) -> io::Result<Status> {
    let mut status = Status::Complete;
    for documents in read(args) {
        let documents = documents.unwrap_or_else(|error| {
            output::complain(&error);
            status = Status::Incomplete;
            Vec::new()
        });
        for document in documents {
            for mention in explain(document, gazetteer, resolver) {
                write_reason(&mention, out)?;
            }
        }
    }
    Ok(status)
}

fn write_reason(mention: &Explained, out: &mut impl Write) -> io::Result<()> {
    let sentence = mention.sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(out, "{:?} at {}-{}: {sentence}", mention.surface, mention.start, mention.end)?;
    if mention.candidates.is_empty() {
        writeln!(out, "  no place has this name")?;
    }
    for (number, candidate) in mention.candidates.iter().take(MOST_SHOWN).enumerate() {
        let within = [candidate.admin1.as_deref(), candidate.country.as_deref()];
        let within: Vec<&str> = within.into_iter().flatten().filter(|area| *area != candidate.name).collect();
        let name = if within.is_empty() {
            candidate.name.clone()
        } else {
            format!("{} ({})", candidate.name, within.join(", "))
        };
        let [lon, lat] = candidate.position;
        writeln!(
            out,
            "  {}. {:.1} %  {name}  {} {}  {lon},{lat}",
            number + 1,
            100.0 * candidate.likelihood,
            candidate.feature_code,
            candidate.place_id
        )?;
        for reason in &candidate.evidence {
            writeln!(out, "       {:+.2}  {}", reason.weight, reason.words)?;
        }
    }
    let more = mention.candidates.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        writeln!(out, "  and {more} more")?;
    }
    writeln!(out)
}

/// The documents of every file, one after the other, so that only one is held at a time.
fn read(args: &Args) -> impl Iterator<Item = Result<Vec<Document>, DocumentError>> {
    let options = ReadOptions { date: args.date, ..ReadOptions::default() };
    let files = args.files.iter().flat_map(|path| match document::expand(&[path]) {
        Ok(files) => files.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error)],
    });
    files.map(move |file| {
        let file = file?;
        if file.as_os_str() == "-" { options.read_stdin() } else { options.read_path(&file) }
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
