use std::fs;
use std::path::{Path, PathBuf};

use super::error::CliError;
use super::ingest::DEFAULT_STORE;
use super::output::{self, count};
use super::program::Status;
use super::whole::{folder_of, part_in};
use crate::store::{CopyPlace, Store};

const EXAMPLES: &str = "\
Examples:
  dateline backup monday.gpkg
  dateline backup --store syria.gpkg --overwrite /mnt/backups/syria.gpkg

A server may run on the store and take documents in meanwhile: the copy has all that was
acknowledged when it began. It is a store like any other.";

/// Copy a store, also while it is served
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The copy
    #[arg(value_name = "COPY")]
    copy: PathBuf,
    /// The GeoPackage to copy
    #[arg(long, value_name = "FILE", default_value = DEFAULT_STORE)]
    store: PathBuf,
    /// Put the copy in the place of a file that is there
    #[arg(long)]
    overwrite: bool,
}

/// Copies beside the name, looks whether the copy is whole, and only then gives it the name.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let store = Store::open_read_only(&args.store)?;
    if args.copy.exists() && !args.overwrite {
        return Err(CliError::CopyExists { path: args.copy.clone() });
    }
    let is_itself = |copy: &Path| fs::canonicalize(copy).ok() == fs::canonicalize(&args.store).ok();
    if args.copy.exists() && is_itself(&args.copy) {
        return Err(CliError::CopyOfItself { path: args.copy.clone() });
    }
    let place = CopyPlace::take(&args.copy)?;
    let wrong = |source| CliError::WriteFile { path: args.copy.clone(), source };
    let part = part_in(folder_of(&args.copy)).map_err(wrong)?.into_temp_path();
    store.back_up(&part)?;
    let found = Store::open_read_only(&part)?.check()?;
    if !found.faults.is_empty() {
        return Err(CliError::DamagedCopy { path: args.store.clone(), faults: found.faults.join("; ") });
    }
    place.clear()?;
    part.persist(&args.copy).map_err(|error| wrong(error.error))?;
    let documents = count(found.documents, "document", "documents");
    let mentions = count(found.mentions, "mention", "mentions");
    output::say(&format!("{documents} with {mentions} copied to {}", args.copy.display()));
    Ok(Status::Complete)
}
