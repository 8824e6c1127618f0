//! Learns the models that the program carries.

mod recogniser;
mod resolver;

use super::error::CliError;
use super::program::Status;

/// Learn the weights of a model from annotated text
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    model: Model,
}

#[derive(Debug, clap::Subcommand)]
enum Model {
    Recogniser(recogniser::Args),
    Resolver(resolver::Args),
}

/// Reads, learns, writes.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    match &args.model {
        Model::Recogniser(args) => recogniser::run(args),
        Model::Resolver(args) => resolver::run(args),
    }
}
