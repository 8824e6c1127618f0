use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Subcommand;
use indicatif::{ProgressBar, ProgressStyle};

use super::error::CliError;
use super::output;
use super::program::Status;
use crate::gazetteer::build::{build, compress};
use crate::gazetteer::{Gazetteer, NameKind, PlaceId};

const EXAMPLES: &str = "\
Examples:
  dateline gazetteer search Homs
  dateline gazetteer search --limit 3 Paris
  dateline gazetteer show 169577
  gazetteer/fetch && dateline gazetteer build";

/// Ask the book of places, or make it again
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tell what the book holds
    Info,
    /// List the places that bear a name, the most important first
    Search(SearchArgs),
    /// Show one place
    Show(ShowArgs),
    /// Make the pack out of the fetched sources and our own tables
    Build(BuildArgs),
}

#[derive(Debug, clap::Args)]
struct SearchArgs {
    /// The name in any spelling and script
    name: String,
    /// How many at most
    #[arg(long, default_value_t = 10)]
    limit: usize,
}

#[derive(Debug, clap::Args)]
struct ShowArgs {
    /// The place's id, such as 169577 (a GeoNames id) or dateline:caspian-sea
    id: String,
}

#[derive(Debug, clap::Args)]
struct BuildArgs {
    /// The folder that gazetteer/fetch has filled
    #[arg(long, default_value = "gazetteer/build", value_name = "FOLDER")]
    sources: PathBuf,
    /// The folder of our own tables
    #[arg(long, default_value = "gazetteer/supplement", value_name = "FOLDER")]
    supplement: PathBuf,
    /// The pack to write
    #[arg(long, default_value = "gazetteer/world.gaz.zst", value_name = "FILE")]
    output: PathBuf,
}

/// Answers from the bundled book, or writes a new one.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let mut out = io::stdout().lock();
    match &args.command {
        Command::Info => info(&mut out),
        Command::Search(args) => search(args, &mut out),
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
        gazetteer.about()
    )
    .map_err(CliError::Output)?;
    Ok(Status::Complete)
}

fn search(args: &SearchArgs, out: &mut impl Write) -> Result<Status, CliError> {
    let gazetteer = Gazetteer::bundled();
    let hits: Vec<_> = gazetteer.lookup(&args.name).take(args.limit).collect();
    if hits.is_empty() {
        output::say(&format!("no place is named {:?}", args.name));
        return Ok(Status::Incomplete);
    }
    for hit in hits {
        let how = match hit.kind {
            NameKind::Preferred => "",
            NameKind::Alternate => "other name",
            NameKind::Abbreviation | NameKind::Postal => "abbreviation",
            NameKind::Demonym => "demonym",
            NameKind::Historic => "historic name",
        };
        writeln!(out, "{}", line(gazetteer, hit.place, how)).map_err(CliError::Output)?;
    }
    Ok(Status::Complete)
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
    let gazetteer = Gazetteer::bundled();
    let Some(id) = gazetteer.find(&args.id) else {
        output::say(&format!("no place has the id {:?}", args.id));
        return Ok(Status::Incomplete);
    };
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
