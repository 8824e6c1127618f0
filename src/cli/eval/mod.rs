mod corpus;
mod coverage;
mod errors;
mod figures;
mod json;
mod marked;
mod movements;
mod table;
mod times;

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use self::corpus::{Corpus, Progress};
use super::book::Book;
use super::error::CliError;
use super::parse::kinds;
use super::program::Status;
use super::whole::WholeFile;
use crate::candidate::Clue;
use crate::eval::{
    ErrorClass, GoldDocument, Judged, JudgedMarks, Prediction, judge, judge_marks, predict, resolve_marks,
    write_predictions,
};
use crate::gazetteer::Gazetteer;
use crate::mention::Kind;
use crate::resolve::{Resolver, Weights};

const EXAMPLES: &str = "\
Examples:
  dateline eval gold.jsonl
  dateline eval --gold-mentions a.jsonl b.jsonl
  dateline eval --errors boundary,missed --examples 50 gold.jsonl > errors.tsv
  dateline eval --predictions found.jsonl --format json gold.jsonl > figures.json
  dateline eval --coverage --misses gold.jsonl > misses.tsv
  dateline eval --time times.jsonl
  dateline eval --movements tests/gold/journeys.jsonl

A line of a file is an object {doc_id, text, toponyms: [{start, end, surface, lat, lon, geonameid,
type}]}. Offsets count Unicode characters, end exclusive; of a mark only start and end are needed.
The JSON of figures is {files: [{file, with_demonyms, without_demonyms}], all: {with_demonyms,
without_demonyms}}.

With --time a line is an object {text, date, times: [{start, end, surface, first, last,
precision}]}: the document's date or null, and of each expression its first and last day
(2015-10-07) or minute (2015-10-07T06:00, with a Z behind where it is UTC), both inclusive, or null
for both. The precision is minute, part_of_day, day, weekend, week, month, quarter, season, year,
decade or century.

Every figure of places is told twice. With demonyms everything counts. Without them, marks whose
type is demonym or whose words the gazetteer knows only as a people or an adjective are left out,
and so are predictions of the kind demonym, before anything is paired. A region expression
(\"north-western Syria\") counts as the bare name in it, with the kind of that, as corpora mark it.

  exact          A prediction is right where a mark has the same span.
  overlap        A prediction is right where it is paired with a mark that it shares a character
                 with. One mark goes with one prediction: same spans first, then longest overlaps.
  precision      Share of the predictions that is right
  recall         Share of the marks that is found
  F1             Harmonic mean of precision and recall
  within 161 km  Share of the errors below 161 km (100 miles), on a sphere of radius 6371.0088 km
  area           Area under the curve of ln(error in km + 1) over the sorted errors, as a share of
                 the greatest there can be (AUC): 0 is best, 1 worst
  same id        Of the pairs in which both have a GeoNames number, the share with the same
  ceiling        Share of the marked positions that any choice could reach: see --coverage

Places of found marks: the errors of pairs in which both have a position. End to end: those of all
marks with a position, where one that is not found or gets no place is 20,039 km off; precision,
recall and F1 count a prediction as right that is within 161 km of its mark, and leave out those
without a place and those paired with a mark without a position.

Classes of errors, in this order; a mark that overlaps a prediction is an error of both:
  boundary        A prediction and a mark overlap but are not the same span
  person          The words look like somebody's name: a title or given name before them, a surname
  organisation    The words look like an organisation, or are a part of its name
  common-word     The words are ordinary ones as well
  other-spurious  Predicted where nothing is marked, for no such reason
  missed          Marked but not predicted, for no such reason

Journeys: one is right where a marked one has the same mode and an end in common (a stop on the way
where no end is marked), so that a wrong mode counts as invented and as missed. The JSON is {files:
[{file, all, seen, held_out}], all: {all, seen, held_out}}.";

/// Compare with texts whose places people have marked
///
/// Finds the places of the texts as every other command does, and prints how well they agree with the marks: for each file, and for
/// all of them together where there are several.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct Args {
    /// Annotated texts, one JSON object a line
    #[arg(required = true, value_name = "GOLD.jsonl")]
    files: Vec<PathBuf>,
    /// Predict only mentions of these kinds, separated by commas
    ///
    /// Unless this is given, every kind is predicted. Predictions of the kind demonym never count in the figures without demonyms,
    /// even if they are asked for. Marks count whatever is predicted.
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = kinds(), conflicts_with = "gold_mentions")]
    kinds: Vec<Kind>,
    /// Take the marked spans as the mentions and judge only the places chosen for them
    ///
    /// A mark without a place counts as wrong, 20,039 km off. Prints as well how often the choices are right by how confident they
    /// are, in ten bands, and the expected calibration error: how far confidence is from that, on average over the choices.
    #[arg(long)]
    gold_mentions: bool,
    /// Print the errors of these classes instead of the figures, separated by commas; all for every class
    ///
    /// Those with demonyms. One a line, parted by tabs: file, document, class, the kind it is predicted as or the type it is marked as, the words in
    /// brackets with up to 40 characters around them, and the words of the mark where there is a prediction as well.
    #[arg(
        long, value_name = "CLASSES", value_delimiter = ',', value_parser = classes(),
        conflicts_with_all = ["gold_mentions", "format"]
    )]
    errors: Vec<Classes>,
    /// How many errors of each class to print for each file, evenly spread over it
    #[arg(long, value_name = "NUMBER", default_value_t = 20, requires = "errors")]
    examples: usize,
    /// Write what is predicted to this file, whole or not at all
    ///
    /// A line for each text in the order of the files, as they are read here but without the text; the type is the kind. What has
    /// no place has no lat and lon, and what has no GeoNames number no geonameid. It holds what the figures with demonyms are
    /// computed from.
    #[arg(long, value_name = "OUT.jsonl")]
    predictions: Option<PathBuf>,
    /// How to write the figures
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// How many of the marked places some candidate of the gazetteer reaches: the ceiling of any choice
    ///
    /// A marked position is reached by a candidate within 161 km (100 miles). Those that are marked with a GeoNames number as well
    /// are counted once more by themselves, and last how many of the numbers some candidate bears.
    #[arg(
        long, group = "listed",
        conflicts_with_all = ["kinds", "gold_mentions", "errors", "examples", "predictions", "format"]
    )]
    coverage: bool,
    /// Judge the time expressions that are found, not the places
    ///
    /// Prints how well spans are found, exactly and by overlap, and how many found ones have the same interval as their mark, and the
    /// same precision too. The lines of the files are others, see below.
    #[arg(
        long, group = "listed",
        conflicts_with_all = ["kinds", "gold_mentions", "errors", "examples", "predictions", "coverage"]
    )]
    time: bool,
    /// With --coverage the marked places that nothing reaches instead: file, document, words, longitude, latitude, kilometres
    ///
    /// With --time what is wrong instead: file, line, words, interval and precision of the mark, then the same of what was found.
    #[arg(long, requires = "listed")]
    misses: bool,
    /// Choose places by the weights in this file, as dateline train resolver writes it
    #[arg(long, value_name = "FILE")]
    resolver: Option<PathBuf>,
    /// Choose places without these clues, separated by commas, to see what they are worth
    #[arg(long, value_name = "CLUES", value_delimiter = ',', value_parser = clues())]
    without: Vec<Clue>,
    /// Compare with texts whose journeys people have marked, from plain text to the check of distances
    ///
    /// The files then are texts with their journeys, as tests/gold/README.md describes them. Texts that are set aside are told
    /// apart.
    #[arg(
        long,
        conflicts_with_all = ["kinds", "gold_mentions", "errors", "examples", "predictions", "coverage", "misses", "time"]
    )]
    movements: bool,
    /// Print what is wrong instead of the figures, without the texts that are set aside
    #[arg(long, requires = "movements", conflicts_with = "format")]
    wrong: bool,
    #[command(flatten)]
    book: Book,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables
    Text,
    /// One JSON document
    Json,
}

/// Which errors are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Classes {
    All,
    One(ErrorClass),
}

const ALL: &str = "all";

fn classes() -> impl TypedValueParser<Value = Classes> {
    let words = ErrorClass::ALL.map(ErrorClass::as_str);
    PossibleValuesParser::new(words.into_iter().chain([ALL])).try_map(|word| {
        if word == ALL {
            return Ok(Classes::All);
        }
        let class = ErrorClass::ALL.into_iter().find(|class| class.as_str() == word);
        class.map(Classes::One).ok_or("no such class")
    })
}

fn clues() -> impl TypedValueParser<Value = Clue> {
    PossibleValuesParser::new(Clue::ALL.map(Clue::as_str))
        .try_map(|word| Clue::ALL.into_iter().find(|clue| clue.as_str() == word).ok_or("no such clue"))
}

/// Reads the files and prints what was asked for.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    if args.time {
        return times::run(args);
    }
    let gazetteer = args.book.open()?;
    if args.movements {
        return movements::run(&args.files, args.format, args.wrong, gazetteer);
    }
    let corpora = corpus::read(&args.files)?;
    let weights = args.weights()?;
    let resolver = Resolver { weights: &weights, ..Resolver::default() };
    let mut out = BufWriter::new(io::stdout().lock());
    let written = if args.coverage {
        coverage::write(&mut out, &corpora, args.misses, gazetteer)
    } else if args.gold_mentions {
        let judged = judge_all_marks(args, &corpora, gazetteer, &resolver)?;
        match args.format {
            Format::Text => marked::write(&mut out, &judged),
            Format::Json => json::write(&mut out, &judged, json::marked),
        }
    } else {
        let judged = judge_all(args, &corpora, gazetteer, &resolver)?;
        match args.format {
            _ if !args.errors.is_empty() => {
                errors::write(&mut out, &judged, args.examples, |class| args.asks_for(class))
            }
            Format::Text => figures::write(&mut out, &judged),
            Format::Json => json::write(&mut out, &judged, json::figures),
        }
    };
    written.and_then(|()| out.flush()).map_err(CliError::Output)?;
    Ok(Status::Complete)
}

impl Args {
    fn asks_for(&self, class: ErrorClass) -> bool {
        self.errors.iter().any(|asked| matches!(asked, Classes::All) || *asked == Classes::One(class))
    }

    /// What the clues weigh: by the bundled model, or that of a file, without those that are left out.
    fn weights(&self) -> Result<Weights, CliError> {
        let weights = match &self.resolver {
            None => Weights::bundled().clone(),
            Some(path) => {
                let text = fs::read_to_string(path)
                    .map_err(|source| CliError::ReadFile { path: path.clone(), source })?;
                Weights::read(&text)
                    .map_err(|source| CliError::ResolverModel { path: path.clone(), source })?
            }
        };
        Ok(weights.without(&self.without))
    }

    /// The file of predictions, where one is asked for.
    fn predictions(&self, corpora: &[Corpus]) -> Result<Option<WholeFile>, CliError> {
        let Some(path) = &self.predictions else { return Ok(None) };
        if self.files.iter().any(|file| is_same_file(file, path)) {
            return Err(CliError::PredictionsOverGold { path: path.clone() });
        }
        corpus::check_names(corpora)?;
        WholeFile::create(path).map(Some)
    }
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    one == other
        || one
            .canonicalize()
            .ok()
            .is_some_and(|one| other.canonicalize().ok().is_some_and(|other| one == other))
}

/// The figures of files, in their order, and those of all together.
struct Results<T> {
    files: Vec<(String, T)>,
    all: T,
}

impl<T> Results<T> {
    /// The files, and all together where there are several.
    fn listed(&self) -> impl Iterator<Item = (&str, &T)> {
        let all = (self.files.len() > 1).then_some(("all", &self.all));
        self.files.iter().map(|(name, judged)| (name.as_str(), judged)).chain(all)
    }
}

fn judge_all(
    args: &Args,
    corpora: &[Corpus],
    gazetteer: &Gazetteer,
    resolver: &Resolver,
) -> Result<Results<Judged>, CliError> {
    let judge_one = |document: &GoldDocument| {
        let mut predictions = predict(document, gazetteer, resolver);
        predictions.retain(|found| args.kinds.is_empty() || args.kinds.contains(&found.kind));
        let judged = judge(document, &predictions, gazetteer);
        (predictions, judged)
    };
    judge_each(args, corpora, judge_one, Judged::add)
}

fn judge_all_marks(
    args: &Args,
    corpora: &[Corpus],
    gazetteer: &Gazetteer,
    resolver: &Resolver,
) -> Result<Results<JudgedMarks>, CliError> {
    let judge_one = |document: &GoldDocument| {
        let chosen = resolve_marks(document, gazetteer, resolver);
        let judged = judge_marks(document, &chosen, gazetteer);
        (chosen, judged)
    };
    judge_each(args, corpora, judge_one, JudgedMarks::add)
}

/// Judges text by text, adds the figures up, and writes the predictions where that is asked for.
fn judge_each<T: Default>(
    args: &Args,
    corpora: &[Corpus],
    judge_one: impl Fn(&GoldDocument) -> (Vec<Prediction>, T),
    add: impl Fn(&mut T, &T),
) -> Result<Results<T>, CliError> {
    let mut written = args.predictions(corpora)?;
    let progress = Progress::new(corpora);
    let mut results = Results { files: Vec::new(), all: T::default() };
    for corpus in corpora {
        let mut sum = T::default();
        for document in &corpus.documents {
            let (predictions, judged) = judge_one(document);
            add(&mut sum, &judged);
            if let Some(file) = &mut written {
                file.write(|mut out| write_predictions(&mut out, document, &predictions))?;
            }
            progress.step(&corpus.name);
        }
        add(&mut results.all, &sum);
        results.files.push((corpus.name.clone(), sum));
    }
    progress.finish();
    written.map_or(Ok(()), WholeFile::finish)?;
    Ok(results)
}
