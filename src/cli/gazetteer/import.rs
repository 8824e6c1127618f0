use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::error::CliError;
use crate::cli::output::{self, count, thousands};
use crate::cli::program::Status;
use crate::gazetteer::import::{Event, FileReport, ImportReport, SkippedRow, import};

/// Damaged rows that are shown of all files together.
const MOST_SHOWN: usize = 20;

const EXAMPLES: &str = "\
Examples:
  dateline gazetteer import SY.txt
  dateline gazetteer import allCountries.txt alternateNamesV2.txt admin1CodesASCII.txt --output world.gaz
  dateline gazetteer import camps.csv wells.geojson --output camps.gaz
  dateline parse --gazetteer camps.gaz report.txt

What a file is, its first lines tell:
  GeoNames dumps (19 columns), which bring places; alternateNamesV2.txt, admin1CodesASCII.txt, admin2Codes.txt,
  countryInfo.txt, hierarchy.txt and shapes_all_low.txt, which tell more of them
  tables with a header, parted by commas, semicolons or tabs: name, latitude, longitude; if you like id,
  geonameid, names, country, admin1, admin2, population, feature_class, feature_code, radius_km
  GeoJSON, as a collection or a feature a line, with the same names as properties

Of two rows with one id the later wins, and over the bundled book yours wins. Places of the same id keep the names
and the area they have there. Population 0 means unknown.";

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
    /// Write every damaged row to this file as file, line and reason, parted by tabs
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
    let mut skipped = Skipped::new(args.skipped.as_deref())?;
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
    file: Option<(PathBuf, BufWriter<File>)>,
    failed: Option<std::io::Error>,
}

impl Skipped {
    fn new(path: Option<&Path>) -> Result<Self, CliError> {
        let file = path.map(|path| {
            let file =
                File::create(path).map_err(|source| CliError::WriteFile { path: path.to_owned(), source })?;
            Ok::<_, CliError>((path.to_owned(), BufWriter::new(file)))
        });
        Ok(Self { shown: 0, file: file.transpose()?, failed: None })
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
        let Some((path, mut file)) = self.file else { return Ok(()) };
        let written = self.failed.map_or_else(|| file.flush(), Err);
        written.map_err(|source| CliError::WriteFile { path, source })
    }
}

fn summary(report: &ImportReport, output: &Path) -> String {
    let mut words = String::new();
    for file in &report.files {
        let _ = writeln!(words, "{}", of_file(file));
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
