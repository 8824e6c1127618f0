use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::json;

use super::book::Book;
use super::error::CliError;
use super::ingest::DEFAULT_STORE;
use super::output::{self, count};
use super::program::Status;
use super::whole::WholeFile;
use crate::export::{ATTRIBUTION, Layout, Shaping, Whole};
use crate::geometry::Crs;
use crate::index::{CollectionName, Snapshot};
use crate::ingest::{self, Standard};
use crate::query::{ItemsQuery, QueryError};
use crate::store::Store;

const EXAMPLES: &str = "\
Examples:
  dateline query mentions > all.geojson
  dateline query mentions country=SY kind=literal,facility --out syria.csv
  dateline query mentions bbox=35,32,43,38 datetime=2015-10-07/.. --out syria.fgb
  dateline query mentions \"filter=confidence > 0.8 AND name LIKE 'A%'\" sortby=-confidence --limit 20
  dateline query movements --out journeys.kml
  dateline query places properties=name,country,mentions --format csv

NAME=VALUE is what stands behind the ? of /collections/COLLECTION/items, in plain letters. A server
may run on the same store meanwhile.";

/// Ask a store what the API is asked, and write the answer as a file
///
/// Without conditions it exports all of a collection.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// What to ask
    #[arg(value_name = "COLLECTION", value_parser = collections())]
    collection: CollectionName,
    /// Conditions and wishes, as parameters of the API
    #[arg(value_name = "NAME=VALUE", value_parser = pair)]
    questions: Vec<(String, String)>,
    /// The GeoPackage that is asked
    #[arg(long, value_name = "FILE", default_value = DEFAULT_STORE)]
    store: PathBuf,
    /// Most features to write; all of them unless told otherwise
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// What to write; the ending of --out says it otherwise, or it is geojson
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// Where to write; standard output unless told otherwise
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    book: Book,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One feature collection
    Geojson,
    /// One feature per line (RFC 8142)
    Geojsonseq,
    /// A row each, with longitude and latitude
    Csv,
    /// Binary, with a spatial index, for QGIS and GDAL
    Flatgeobuf,
    /// Columns, for pandas, Polars and Spark
    Geoparquet,
    /// Placemarks
    Kml,
    /// A file of its own with one layer, for QGIS and GDAL
    Gpkg,
    /// A workbook, for Excel
    Xlsx,
}

impl Format {
    /// Whether the format has no way to say what else its coordinates are in.
    const fn is_in_degrees(self) -> bool {
        matches!(self, Self::Flatgeobuf | Self::Geoparquet | Self::Kml | Self::Gpkg)
    }

    /// What the ending of a file's name stands for.
    fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "geojson" | "json" => Self::Geojson,
            "geojsonl" | "geojsons" | "geojsonseq" | "jsonl" => Self::Geojsonseq,
            "csv" => Self::Csv,
            "fgb" => Self::Flatgeobuf,
            "kml" => Self::Kml,
            "gpkg" => Self::Gpkg,
            "parquet" | "geoparquet" => Self::Geoparquet,
            "xlsx" => Self::Xlsx,
            _ => return None,
        })
    }
}

fn collections() -> impl TypedValueParser<Value = CollectionName> {
    PossibleValuesParser::new(CollectionName::ALL.map(CollectionName::as_str)).try_map(|word| {
        CollectionName::ALL.into_iter().find(|name| name.as_str() == word).ok_or("no such collection")
    })
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) =
        text.split_once('=').ok_or("expected NAME=VALUE, for example country=SY".to_owned())?;
    let flag = match name {
        "limit" => "--limit",
        "f" => "--format",
        "cursor" => return Err("there are no pages here; all is written".to_owned()),
        _ => return Ok((name.to_owned(), value.to_owned())),
    };
    Err(format!("{flag} says that here"))
}

/// Asks, and writes what is found.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let query = ItemsQuery::parse(&args.questions, args.collection)?;
    let format = args.format()?;
    if format.is_in_degrees() && query.crs != Crs::Crs84 {
        let expected = format!("{}, which this format is always in", Crs::Crs84.uri());
        return Err(QueryError::value("crs", &query.crs.uri(), expected).into());
    }
    let store = Store::open_read_only(&args.store)?;
    // Before long work, so that what cannot be written is known at once.
    let file = args.out.as_deref().map(WholeFile::create).transpose()?;
    let snapshot = ingest::read(&store, &Standard::new(args.book.open()?))?;
    let found = Found::of(&snapshot, args, &query);
    match file {
        None => {
            let mut out = BufWriter::new(io::stdout());
            found.write(&mut out, format).and_then(|()| out.flush()).map_err(CliError::Output)?;
        }
        Some(mut file) => {
            file.write(|out| found.write(out, format))?;
            file.finish()?;
        }
    }
    let features = count(found.positions.len(), "feature", "features");
    output::say(&format!("{features} of {} in {}", args.collection.as_str(), args.store.display()));
    Ok(Status::Complete)
}

impl Args {
    fn format(&self) -> Result<Format, CliError> {
        let Some(out) = self.out.as_deref().filter(|_| self.format.is_none()) else {
            return Ok(self.format.unwrap_or(Format::Geojson));
        };
        let ending = out.extension().unwrap_or_default().to_string_lossy();
        Format::of_ending(&ending).ok_or_else(|| CliError::UnknownEnding { path: out.to_owned() })
    }
}

/// The features that a query is answered with.
struct Found<'s> {
    snapshot: &'s Snapshot,
    name: CollectionName,
    positions: Vec<u32>,
    shaping: Shaping<'static>,
}

impl<'s> Found<'s> {
    fn of(snapshot: &'s Snapshot, args: &Args, query: &ItemsQuery) -> Self {
        let name = args.collection;
        let limit = args.limit.unwrap_or(usize::MAX);
        let page = snapshot.search(name, &query.filter, &query.order, None, limit);
        Self { snapshot, name, positions: page.positions, shaping: Shaping::of(query, name) }
    }

    fn write_whole(&self, mut out: &mut (dyn Write + Send), format: Whole) -> io::Result<()> {
        let collection = self.snapshot.collection(self.name);
        let stored = self.positions.iter().map(|at| collection.feature(*at));
        format.write(&mut out, &self.shaping.sheet(self.name), stored)
    }

    fn write(&self, mut out: &mut (dyn Write + Send), format: Format) -> io::Result<()> {
        let collection = self.snapshot.collection(self.name);
        let layout = match format {
            Format::Geojson => Layout::feature_collection(
                &json!({"attribution": ATTRIBUTION, "numberReturned": self.positions.len()}),
            )?,
            Format::Geojsonseq => Layout::Sequence,
            Format::Csv => Layout::Csv,
            Format::Kml => Layout::Kml(self.name.title().to_owned()),
            Format::Flatgeobuf => return self.write_whole(out, Whole::FlatGeobuf),
            Format::Geoparquet => return self.write_whole(out, Whole::GeoParquet),
            Format::Xlsx => return self.write_whole(out, Whole::Xlsx),
            Format::Gpkg => return self.write_whole(out, Whole::GeoPackage),
        };
        layout.write_opening(&mut out)?;
        for (number, at) in self.positions.iter().enumerate() {
            layout.write_feature(&mut out, &self.shaping.shape(&collection.feature(*at)), number)?;
        }
        layout.write_closing(&mut out)?;
        if matches!(format, Format::Geojson | Format::Kml) { writeln!(out) } else { Ok(()) }
    }
}
