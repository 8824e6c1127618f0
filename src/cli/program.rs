use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use super::error::CliError;
use super::{
    backup, check, config, corrections, eval, gazetteer, ingest, output, parse, query, reparse, serve, token,
    train,
};

const EXAMPLES: &str = "\
Examples:
  dateline                                     Open the map of the bundled reports
  dateline ingest reports/                     Add your own reports to the map
  dateline parse report.txt > places.geojson   Only the places of one text, nothing kept
  dateline query mentions country=SY           The mentions in Syria, also as CSV, KML, FlatGeobuf
  curl http://127.0.0.1:8080/mentions.geojson  Ask the running map, as QGIS or Leaflet would
  dateline gazetteer search Homs               Look a place up

Exit codes:
  0  all went well
  1  something failed; standard error says what, and the rest was done
  2  the command line was not understood";

/// Reads news text and turns it into a map that can be asked
///
/// Without a command it reads the bundled reports, keeps them in ./dateline.gpkg and serves the map on this machine. Nothing is
/// fetched from the network, and nothing leaves the machine.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::Args,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Args),
    Parse(parse::Args),
    Ingest(ingest::Args),
    Query(query::Args),
    Reparse(reparse::Args),
    Corrections(corrections::Args),
    Check(check::Args),
    Backup(backup::Args),
    Token(token::Args),
    Gazetteer(gazetteer::Args),
    Eval(eval::Args),
    Train(train::Args),
}

/// Whether all that was asked for was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Complete,
    /// Something failed and was reported; the rest was done.
    Incomplete,
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match config::configured(Arguments::command()) {
        Ok(command) => {
            Arguments::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit())
        }
        Err(error) => return fail(&error),
    };
    let outcome = match arguments.command.unwrap_or(Command::Serve(arguments.serve)) {
        Command::Serve(args) => serve::run(args),
        Command::Parse(args) => parse::run(&args),
        Command::Ingest(args) => ingest::run(&args),
        Command::Query(args) => query::run(&args),
        Command::Reparse(args) => reparse::run(&args),
        Command::Corrections(args) => corrections::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Backup(args) => backup::run(&args),
        Command::Token(args) => token::run(&args),
        Command::Gazetteer(args) => gazetteer::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Train(args) => train::run(&args),
    };
    match outcome {
        Ok(Status::Complete) => ExitCode::SUCCESS,
        Ok(Status::Incomplete) => ExitCode::FAILURE,
        // Whoever read the output, such as `head`, has seen enough.
        Err(CliError::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

/// Says what went wrong, and what to do.
fn fail(error: &CliError) -> ExitCode {
    output::complain(error);
    if let Some(hint) = error.hint() {
        output::say(&format!("hint: {hint}"));
    }
    error.exit_code()
}
