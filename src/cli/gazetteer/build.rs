use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::error::CliError;
use crate::cli::output;
use crate::cli::program::Status;
use crate::gazetteer::build::build;
use crate::gazetteer::write::compress;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
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

/// Makes the bundled pack again.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
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
        .map_err(|source| CliError::WriteFile { path: args.output.clone(), source })?;
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
