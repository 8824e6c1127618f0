use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use tempfile::NamedTempFile;

use crate::cli::error::CliError;
use crate::cli::output::{self, count, thousands};
use crate::cli::program::Status;
use crate::gazetteer::import::{Event, FileReport, ImportReport, SkippedRow, import};

/// Damaged rows that are shown of all files together.
const MOST_SHOWN: usize = 20;

const EXAMPLES: &str = "\
Examples:
  dateline gazetteer import SY.txt
  dateline gazetteer import allCountries.txt alternateNamesV2.txt --output world.gaz
  dateline gazetteer import camps.csv wells.geojson --output camps.gaz
  dateline parse --gazetteer camps.gaz report.txt

What a file is, its first lines tell:
  - GeoNames dumps of 19 columns bring places; alternateNamesV2.txt, admin1CodesASCII.txt,
    admin2Codes.txt, countryInfo.txt, hierarchy.txt and shapes_all_low.txt tell more of them.
  - Tables have a header and commas, semicolons, bars or tabs between columns: name, latitude,
    longitude, and if you like id or geonameid, names (with bars, semicolons or commas between
    them), country and admin1 (code or name; left out, the position tells), admin2, population,
    feature_class, feature_code, radius_km.
  - GeoJSON is a collection or a feature a line, with the same names as properties.

Population 0 means unknown. An id of your own gets the file's name before it, as in camps:N1, unless
it holds a colon or is one that the bundled book has for the same name. Of two rows with one id the
later wins, and yours wins over the bundled book: such a place keeps the names and the area that it
has there.";

/// Make a gazetteer of your own out of GeoNames dumps, tables and GeoJSON
///
/// Damaged rows are left out and named, and the rest is imported; the exit code is 1 then.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files with places, and files that tell more of them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The pack to write; one that is there already is replaced when the new one is whole
    #[arg(long, value_name = "FILE", default_value = "own.gaz")]
    output: PathBuf,
    /// Write every damaged row to this file as file, line (of GeoJSON the feature) and reason, parted by tabs
    #[arg(long, value_name = "FILE")]
    skipped: Option<PathBuf>,
}

/// Imports, and tells what became of every file.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let total = args.files.iter().filter_map(|path| fs::metadata(path).ok()).map(|file| file.len()).sum();
    let bar = ProgressBar::new(total);
    if let Ok(style) =
        ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {bytes_per_sec}, {eta} left, {msg}")
    {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(250));
    let mut skipped = Skipped::new(args)?;
    let report = import(&args.files, &args.output, |event| match event {
        Event::Read { bytes, path } => {
            bar.set_position(bytes);
            bar.set_message(path.display().to_string());
        }
        Event::Step(step) => bar.set_message(step.to_owned()),
        Event::Skipped(row) => skipped.take(&row, &bar),
    });
    bar.finish_and_clear();
    let report = report?;
    skipped.finish()?;
    output::say(&summary(&report, &args.output));
    Ok(if report.skipped() == 0 { Status::Complete } else { Status::Incomplete })
}

/// The damaged rows: the first ones for whoever watches, all of them into a file where one is asked for.
struct Skipped {
    shown: usize,
    /// Where they go, and what is written beside it until all are there.
    file: Option<(PathBuf, BufWriter<NamedTempFile>)>,
    failed: Option<std::io::Error>,
}

impl Skipped {
    fn new(args: &Args) -> Result<Self, CliError> {
        let Some(path) = &args.skipped else { return Ok(Self { shown: 0, file: None, failed: None }) };
        let same = |other: &PathBuf| {
            other == path
                || fs::canonicalize(other)
                    .ok()
                    .is_some_and(|other| fs::canonicalize(path).ok() == Some(other))
        };
        if args.files.iter().chain([&args.output]).any(same) {
            return Err(CliError::SkippedOverOther { path: path.clone() });
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = tempfile::Builder::new()
            .prefix(".dateline-")
            .tempfile_in(folder)
            .map_err(|source| CliError::WriteFile { path: path.clone(), source })?;
        Ok(Self { shown: 0, file: Some((path.clone(), BufWriter::new(file))), failed: None })
    }

    fn take(&mut self, row: &SkippedRow<'_>, bar: &ProgressBar) {
        if let Some((_, file)) = &mut self.file
            && let Err(error) = writeln!(file, "{}\t{}\t{}", row.path.display(), row.line, row.error)
        {
            self.failed.get_or_insert(error);
        }
        self.shown += 1;
        if self.shown <= MOST_SHOWN {
            bar.suspend(|| {
                output::say(&format!("skipped: {}:{}: {}", row.path.display(), row.line, row.error));
            });
        } else if self.shown == MOST_SHOWN + 1 {
            let hint = if self.file.is_some() { "" } else { "; --skipped FILE keeps them all" };
            bar.suspend(|| output::say(&format!("skipped: more rows, counted below{hint}")));
        }
    }

    fn finish(self) -> Result<(), CliError> {
        let Some((path, file)) = self.file else { return Ok(()) };
        let wrong = |source| CliError::WriteFile { path: path.clone(), source };
        if let Some(error) = self.failed {
            return Err(wrong(error));
        }
        let file = file.into_inner().map_err(|error| wrong(error.into_error()))?;
        file.persist(&path).map_err(|error| wrong(error.error))?;
        Ok(())
    }
}

fn summary(report: &ImportReport, output: &Path) -> String {
    let mut words = String::new();
    for file in &report.files {
        let _ = writeln!(words, "{}", of_file(file));
    }
    if report.replaced > 0 {
        let replaced = count(report.replaced, "row was", "rows were");
        let _ = writeln!(words, "{replaced} replaced by a later one with the same id");
    }
    let _ = write!(
        words,
        "{}: {}, {} bytes; use it with --gazetteer {}",
        output.display(),
        count(report.places, "place", "places"),
        thousands(report.bytes),
        output.display()
    );
    words
}

/// "SY.txt (GeoNames dump): 12 rows taken, 3 skipped (2 no position, 1 no name)"
fn of_file(file: &FileReport) -> String {
    let mut words =
        format!("{} ({}): {} taken", file.path.display(), file.form, count(file.taken, "row", "rows"));
    if file.passed_over > 0 {
        let _ = write!(words, ", {} of no use here", thousands(file.passed_over as u64));
    }
    let skipped: usize = file.skipped.values().sum();
    if skipped > 0 {
        let reasons: Vec<String> = file
            .skipped
            .iter()
            .map(|(reason, count)| format!("{} {reason}", thousands(*count as u64)))
            .collect();
        let _ = write!(words, ", {} skipped ({})", thousands(skipped as u64), reasons.join(", "));
    }
    words
}
