//! `dateline gazetteer`: asking the book of places, and making packs.

mod ask;
mod build;
mod import;

use clap::Subcommand;

use super::error::CliError;
use super::program::Status;

const EXAMPLES: &str = "\
Examples:
  dateline gazetteer search Homs
  dateline gazetteer search --limit 3 Paris
  dateline gazetteer search Paris --near -95.5,33.7   The one in Texas
  dateline gazetteer search Tripoli --country LB
  dateline gazetteer nearest 36.72 34.73              What is there, longitude first
  dateline gazetteer show 169577
  dateline gazetteer show 163843 --format geojson --area > syria.geojson
  dateline gazetteer import SY.txt camps.csv          A gazetteer of your own, for --gazetteer own.gaz
  gazetteer/fetch && dateline gazetteer build";

/// Look places up in the gazetteer, add your own, or make it again
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
    Info(ask::InfoArgs),
    /// List the places that a name may mean, the likeliest first
    ///
    /// Case, accents and the like make no difference. Names that begin so come next, then names with a typo or two.
    ///
    /// The columns are id, name, what it lies in, GeoNames feature code, longitude, latitude, and how its name is like the one
    /// asked for, unless it is the same.
    Search(ask::SearchArgs),
    /// List the places nearest to a position
    ///
    /// Settlements, sites and natural features; standard error tells which country and first-level area hold the position.
    ///
    /// The columns are id, name, what it lies in, GeoNames feature code, longitude, latitude, and the distance.
    Nearest(ask::NearestArgs),
    /// Show what is known of one place
    Show(ask::ShowArgs),
    Import(import::Args),
    /// Make the gazetteer's file out of the fetched sources and our own tables
    ///
    /// Needs Dateline's source folder. The next build of Dateline carries the new file.
    Build(build::Args),
}

/// Answers from the book, or writes a new pack.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    match &args.command {
        Command::Info(args) => ask::info(args),
        Command::Search(args) => ask::search(args),
        Command::Nearest(args) => ask::nearest(args),
        Command::Show(args) => ask::show(args),
        Command::Import(args) => import::run(args),
        Command::Build(args) => build::run(args),
    }
}
