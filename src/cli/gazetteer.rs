use std::fs;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Map, Value};

use super::error::CliError;
use super::output;
use super::program::Status;
use crate::export::write_feature_collection;
use crate::feature::{Shape, encode_entry, encode_found, encode_nearby, holders};
use crate::gazetteer::build::build;
use crate::gazetteer::write::compress;
use crate::gazetteer::{Found, Gazetteer, Likeness, NameKind, PlaceId};
use crate::geometry::Position;

const EXAMPLES: &str = "\
Examples:
  dateline gazetteer search Homs
  dateline gazetteer search --limit 3 Paris
  dateline gazetteer search Paris --near -95.5,33.7   The one in Texas
  dateline gazetteer search Tripoli --country LB
  dateline gazetteer nearest 36.72 34.73              What is there, longitude first
  dateline gazetteer show 169577
  dateline gazetteer show 163843 --format geojson --area > syria.geojson
  gazetteer/fetch && dateline gazetteer build";

/// Look places up in the gazetteer, or make it again
///
/// The gazetteer is the book of the world's places that Dateline carries in itself.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tell what the gazetteer holds
    ///
    /// How many places, names and areas there are, how large it is unpacked, and what each of its layers gave.
    Info,
    /// List the places that a name may mean, the likeliest first
    ///
    /// Case, accents and the like make no difference. Names that begin so come next, then names with a typo or two.
    ///
    /// The columns are id, name, what it lies in, GeoNames feature code, longitude, latitude, and how its name is like the one
    /// asked for, unless it is the same.
    Search(SearchArgs),
    /// List the places nearest to a position
    ///
    /// Settlements, sites and natural features; standard error tells which country and first-level area hold the position.
    ///
    /// The columns are id, name, what it lies in, GeoNames feature code, longitude, latitude, and the distance.
    Nearest(NearestArgs),
    /// Show what is known of one place
    Show(ShowArgs),
    /// Make the gazetteer's file out of the fetched sources and our own tables
    ///
    /// Needs Dateline's source folder. The next build of Dateline carries the new file.
    Build(BuildArgs),
}

#[derive(Debug, clap::Args)]
struct SearchArgs {
    /// The name in any spelling and script
    name: String,
    /// Prefer places near this position, in degrees, longitude first
    #[arg(long, value_name = "LON,LAT", value_parser = parse_position, allow_hyphen_values = true)]
    near: Option<Position>,
    /// Only places of this country, by its two letters (ISO 3166-1), such as SY
    #[arg(long, value_name = "XX", value_parser = parse_country)]
    country: Option<String>,
    /// How many at most, 1 or more
    #[arg(long, value_name = "NUMBER", default_value = "10")]
    limit: NonZeroUsize,
    /// How to write the places
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, clap::Args)]
struct NearestArgs {
    /// Degrees east of Greenwich, -180 to 180
    #[arg(allow_negative_numbers = true, value_parser = parse_degrees::<180>)]
    lon: f64,
    /// Degrees north of the equator, -90 to 90
    #[arg(allow_negative_numbers = true, value_parser = parse_degrees::<90>)]
    lat: f64,
    /// How many at most, 1 or more
    #[arg(long, value_name = "NUMBER", default_value = "10")]
    limit: NonZeroUsize,
    /// How to write the places
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

fn parse_degrees<const MOST: i32>(text: &str) -> Result<f64, String> {
    text.trim()
        .parse()
        .ok()
        .filter(|degrees: &f64| degrees.abs() <= f64::from(MOST))
        .ok_or_else(|| format!("expected degrees from -{MOST} to {MOST}"))
}

fn parse_position(text: &str) -> Result<Position, String> {
    let (lon, lat) = text
        .split_once(',')
        .ok_or_else(|| "expected longitude,latitude in degrees, such as 36.72,34.73".to_owned())?;
    Ok(Position::new(parse_degrees::<180>(lon)?, parse_degrees::<90>(lat)?))
}

fn parse_country(text: &str) -> Result<String, String> {
    let is_code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_code { Ok(text.to_ascii_uppercase()) } else { Err("expected two letters, such as SY".to_owned()) }
}

#[derive(Debug, clap::Args)]
struct ShowArgs {
    /// The place's id, such as 169577 (a GeoNames id) or dateline:caspian-sea
    id: String,
    /// How to write the place
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// With --format geojson: draw the area of a place that has one, not its point
    #[arg(long)]
    area: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines for people; the columns of lists are parted by tabs
    Text,
    /// The features that the HTTP service answers with
    Geojson,
}

#[derive(Debug, clap::Args)]
struct BuildArgs {
    /// The folder that gazetteer/fetch has filled
    #[arg(long, default_value = "gazetteer/build", value_name = "FOLDER")]
    sources: PathBuf,
    /// The folder of our own tables
    #[arg(long, default_value = "gazetteer/supplement", value_name = "FOLDER")]
    supplement: PathBuf,
    /// The file to write
    #[arg(long, default_value = "gazetteer/world.gaz.zst", value_name = "FILE")]
    output: PathBuf,
}

/// Answers from the bundled book, or writes a new one.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let mut out = io::stdout().lock();
    match &args.command {
        Command::Info => info(&mut out),
        Command::Search(args) => search(args, &mut out),
        Command::Nearest(args) => nearest(args, &mut out),
        Command::Show(args) => show(args, &mut out),
        Command::Build(args) => write_pack(args),
    }
}

fn info(out: &mut impl Write) -> Result<Status, CliError> {
    let gazetteer = Gazetteer::bundled();
    let number = |count: usize| output::thousands(count as u64);
    writeln!(
        out,
        "places  {}\nnames   {}\nareas   {}\nbytes   {}\nlayers  {}",
        number(gazetteer.len()),
        number(gazetteer.name_count()),
        number(gazetteer.area_count()),
        number(gazetteer.size()),
        gazetteer.about().collect::<Vec<_>>().join("\n        ")
    )
    .map_err(CliError::Output)?;
    Ok(Status::Complete)
}

fn search(args: &SearchArgs, out: &mut impl Write) -> Result<Status, CliError> {
    let gazetteer = Gazetteer::bundled();
    let found = gazetteer.search(&args.name, args.near, args.country.as_deref(), args.limit.get());
    if args.format == Format::Geojson {
        let features = found.iter().map(|found| encode_found(gazetteer, *found));
        write_features(out, &Map::new(), features)?;
    }
    if found.is_empty() {
        output::say(&format!("no place has a name like {:?}", args.name));
        return Ok(Status::Incomplete);
    }
    for found in found.into_iter().filter(|_| args.format == Format::Text) {
        writeln!(out, "{}", line(gazetteer, found.place, how(found))).map_err(CliError::Output)?;
    }
    Ok(Status::Complete)
}

/// Why a place is among the found, where its name does not say so.
fn how(found: Found) -> &'static str {
    match (found.likeness, found.kind) {
        (Likeness::Begins, _) => "begins so",
        (Likeness::Typos(_), _) => "similar name",
        (Likeness::Same, NameKind::Preferred) => "",
        (Likeness::Same, NameKind::Alternate) => "other name",
        (Likeness::Same, NameKind::Abbreviation | NameKind::Postal) => "abbreviation",
        (Likeness::Same, NameKind::Demonym) => "demonym",
        (Likeness::Same, NameKind::Historic) => "historic name",
    }
}

fn nearest(args: &NearestArgs, out: &mut impl Write) -> Result<Status, CliError> {
    let gazetteer = Gazetteer::bundled();
    let position = Position::new(args.lon, args.lat);
    let found = gazetteer.nearest(position, args.limit.get());
    if args.format == Format::Geojson {
        let features = found.into_iter().map(|nearby| encode_nearby(gazetteer, nearby));
        write_features(out, &holders(gazetteer, position), features)?;
        return Ok(Status::Complete);
    }
    for nearby in found {
        let away = format!("{:.1} km", nearby.distance_km);
        writeln!(out, "{}", line(gazetteer, nearby.place, &away)).map_err(CliError::Output)?;
    }
    let held = [gazetteer.first_level_at(position), gazetteer.country_at(position)];
    let names: Vec<&str> = held.into_iter().flatten().map(|place| gazetteer.place(place).name).collect();
    output::say(&if names.is_empty() {
        "in no country".to_owned()
    } else {
        format!("in {}", names.join(", "))
    });
    Ok(Status::Complete)
}

/// A feature collection and nothing else.
fn write_features(
    out: &mut impl Write,
    members: &Map<String, Value>,
    features: impl Iterator<Item = Vec<u8>>,
) -> Result<(), CliError> {
    let features: Vec<_> = features.collect();
    write_feature_collection(out, members, &[], features.iter().map(Vec::as_slice))
        .and_then(|()| writeln!(out))
        .map_err(CliError::Output)
}

/// A place in one line of columns that tools can cut at tabs.
fn line(gazetteer: &Gazetteer, place: PlaceId, how: &str) -> String {
    let place = gazetteer.place(place);
    let within: Vec<&str> = [place.admin2_name, place.admin1_name, place.country]
        .into_iter()
        .flatten()
        .filter(|name| !name.is_empty() && *name != place.name)
        .collect();
    format!(
        "{}\t{}\t{}\t{}\t{}\t{}\t{}",
        place.id,
        place.name,
        within.join(", "),
        place.code,
        place.position.lon,
        place.position.lat,
        how
    )
}

fn show(args: &ShowArgs, out: &mut impl Write) -> Result<Status, CliError> {
    if args.area && args.format == Format::Text {
        return Err(CliError::AreaAsText);
    }
    let gazetteer = Gazetteer::bundled();
    let Some(id) = gazetteer.find(&args.id) else {
        output::say(&format!("no place has the id {:?}", args.id));
        return Ok(Status::Incomplete);
    };
    if args.format == Format::Geojson {
        let shape = if args.area { Shape::Area } else { Shape::Point };
        let written = out.write_all(&encode_entry(gazetteer, id, shape)).and_then(|()| writeln!(out));
        return written.map(|()| Status::Complete).map_err(CliError::Output);
    }
    let place = gazetteer.place(id);
    let or_none = |text: Option<&str>| text.filter(|text| !text.is_empty()).unwrap_or("-").to_owned();
    let rows = [
        ("id", place.id.to_string()),
        ("name", place.name.to_owned()),
        ("level", place.level.as_str().to_owned()),
        ("feature", format!("{} {}", place.class.as_str(), place.code)),
        ("country", or_none(place.country)),
        ("first level", or_none(place.admin1_name)),
        ("second level", or_none(place.admin2_name)),
        ("longitude", place.position.lon.to_string()),
        ("latitude", place.position.lat.to_string()),
        ("radius", format!("{} km", place.radius_km)),
        (
            "inhabitants",
            if place.population == 0 { "-".to_owned() } else { output::thousands(place.population) },
        ),
        ("stands for", or_none(place.stands_for)),
        ("area", if place.has_area { "yes" } else { "-" }.to_owned()),
    ];
    for (label, value) in rows {
        writeln!(out, "{label:13}{value}").map_err(CliError::Output)?;
    }
    Ok(Status::Complete)
}

fn write_pack(args: &BuildArgs) -> Result<Status, CliError> {
    let bar = ProgressBar::new_spinner().with_style(
        ProgressStyle::with_template("{spinner} {elapsed} {msg}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner()),
    );
    bar.enable_steady_tick(Duration::from_millis(200));
    let (pack, report) = build(&args.sources, &args.supplement, |step| bar.set_message(step.to_owned()))?;
    bar.set_message("compressing");
    let unpacked = pack.len();
    let packed = compress(&pack)
        .and_then(|packed| write_whole(&args.output, &packed).map(|()| packed))
        .map_err(|source| CliError::WritePack { path: args.output.clone(), source })?;
    bar.finish_and_clear();
    output::say(&format!(
        "{}: {} bytes, {} unpacked\n{}",
        args.output.display(),
        output::thousands(packed.len() as u64),
        output::thousands(unpacked as u64),
        report
    ));
    Ok(Status::Complete)
}

/// Writes beside the file and renames, so that nobody ever sees half a pack.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let part = path.with_extension("part");
    fs::write(&part, bytes)?;
    fs::rename(&part, path)
}
