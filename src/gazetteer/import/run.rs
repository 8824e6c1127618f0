//! The whole way from files to a pack.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read};
use std::path::{Path, PathBuf};

use geojson::Feature;
use serde_json::json;
use tempfile::NamedTempFile;

use super::around::Around;
use super::error::{ImportError, RowError};
use super::form::{Form, RECORD_SEPARATOR};
use super::lines::Lines;
use super::side::{Outcome, Side, SideError};
use super::table::{Column, Columns, entry as entry_of};
use super::{dump, geojson as features, row};
use crate::gazetteer::format::MAGIC;
use crate::gazetteer::write::{Entry, PackWriter};
use crate::gazetteer::{Gazetteer, Level, Renown};

/// What [`import`] tells while it works.
#[derive(Debug)]
pub enum Event<'e> {
    /// So many bytes of all files together have been read; a file is under way
    Read {
        /// Bytes so far.
        bytes: u64,
        /// The file.
        path: &'e Path,
    },
    /// A row was left out
    Skipped(SkippedRow<'e>),
    /// The files have been read, and this is done now
    Step(&'e str),
}

/// A row that was left out.
#[derive(Debug)]
pub struct SkippedRow<'e> {
    /// The file.
    pub path: &'e Path,
    /// The line, or the feature of a GeoJSON file, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub error: RowError,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub form: Form,
    /// Rows that were taken.
    pub taken: usize,
    /// Sound rows that tell nothing of the places at hand, or no name that a text could hold.
    pub passed_over: usize,
    /// Damaged rows that were left out, by what is wrong with them.
    pub skipped: BTreeMap<&'static str, usize>,
}

/// What was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReport {
    /// By file, in the order given.
    pub files: Vec<FileReport>,
    /// Places in the pack.
    pub places: usize,
    /// Sound rows whose id came again in a later row, which won.
    pub replaced: usize,
    /// Bytes of the pack.
    pub bytes: u64,
}

impl ImportReport {
    /// How many damaged rows were left out.
    #[must_use]
    pub fn skipped(&self) -> usize {
        self.files.iter().flat_map(|file| file.skipped.values()).sum()
    }
}

/// Makes a pack at `output` out of files; each is told by its first lines, see [`Form`].
///
/// 1. Files that bring places are read in the order given; of two rows with one id the later wins.
/// 2. Then those that tell more about places: names by language, codes of areas, countries, shapes, hierarchy.
/// 3. Areas that are no places of the pack take their names from the bundled book.
/// 4. The pack is written beside `output` and renamed, so that nobody sees half of one; whoever has mapped the old one keeps it.
///
/// Memory is about 80 bytes a place and its name, however many other names there are: those are sorted on disk, in the folder for
/// temporary files, which needs about as much room as the names. Reads some 20 MB a second.
pub fn import(
    files: &[PathBuf],
    output: &Path,
    mut tell: impl FnMut(Event<'_>),
) -> Result<ImportReport, ImportError> {
    let forms: Vec<Form> = files.iter().map(|path| Form::of(path)).collect::<Result<_, _>>()?;
    if !forms.iter().any(|form| form.brings_places()) {
        return Err(ImportError::NoPlaces { found: forms });
    }
    refuse_one_source_twice(files, &forms)?;
    refuse_to_overwrite(output)?;
    let part = part_of(output)?;
    let mut run = Run { tell: &mut tell, writer: PackWriter::new(Renown::Unknown), bytes: 0 };
    let around = Around::new();
    let mut reports: Vec<Option<FileReport>> = vec![None; files.len()];
    let numbered = || files.iter().zip(&forms).enumerate();
    for (at, (path, &form)) in numbered().filter(|(_, (_, form))| form.brings_places()) {
        reports[at] = Some(run.read_places(path, form, &around)?);
    }
    run.name_areas();
    let mut side = Side::new(&run.writer);
    for (at, (path, &form)) in numbered().filter(|(_, (_, form))| !form.brings_places()) {
        reports[at] = Some(run.read_lines(path, form, |writer, line| side.take(form, writer, line))?);
    }
    side.pass_codes_down(&mut run.writer);
    let reports: Vec<FileReport> = reports.into_iter().flatten().collect();
    if run.writer.is_empty() {
        return Err(ImportError::Empty);
    }
    let came = run.writer.len();
    let (places, bytes) = run.write(part, output, &about(&reports))?;
    Ok(ImportReport { files: reports, places, replaced: came - places, bytes })
}

/// A file of somebody else's is not written over by a slip of the keyboard.
fn refuse_to_overwrite(output: &Path) -> Result<(), ImportError> {
    let mut magic = [0; MAGIC.len()];
    match File::open(output).and_then(|mut file| file.read_exact(&mut magic)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Ok(()) if magic == *MAGIC => Ok(()),
        _ => Err(ImportError::NotAPack { path: output.to_owned() }),
    }
}

/// What the pack says of itself: no times and no folders, so that the same files give the same bytes.
fn about(files: &[FileReport]) -> String {
    let files: Vec<_> = files
        .iter()
        .map(|file| {
            let name = file.path.file_name().unwrap_or_default().to_string_lossy();
            json!({"file": name, "form": file.form.to_string(), "rows": file.taken})
        })
        .collect();
    json!({"imported": files}).to_string()
}

struct Run<'t> {
    tell: &'t mut dyn FnMut(Event<'_>),
    writer: PackWriter,
    /// Bytes of the files before the one under way.
    bytes: u64,
}

/// Counts the bytes that are read.
struct Counted<'c, R> {
    inner: R,
    read: &'c Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

/// Features between two words about how far it is: one may be the coast of a continent.
const FEATURES_A_WORD: usize = 1 << 8;

/// Rows between two words about how far it is.
const ROWS_A_WORD: usize = 1 << 14;

impl Run<'_> {
    fn read_places(&mut self, path: &Path, form: Form, around: &Around) -> Result<FileReport, ImportError> {
        let source = source_of(path);
        match form {
            Form::Table(delimiter) => self.read_table(path, form, delimiter, &source, around),
            Form::GeoJson => self.read_geojson(path, &source, around),
            Form::GeoJsonLines => self.read_lines(path, form, |writer, line| {
                let feature: Feature = line
                    .trim_start_matches(RECORD_SEPARATOR)
                    .parse()
                    .map_err(|error: geojson::Error| RowError::Geometry(error.to_string()))?;
                writer.add(&features::entry(feature, &source, around)?)?;
                Ok(Outcome::Taken)
            }),
            _ => self.read_lines(path, form, |writer, line| {
                writer.add(&dump::entry(line)?)?;
                Ok(Outcome::Taken)
            }),
        }
    }

    fn read_lines(
        &mut self,
        path: &Path,
        form: Form,
        mut take: impl FnMut(&mut PackWriter, &str) -> Result<Outcome, SideError>,
    ) -> Result<FileReport, ImportError> {
        let mut report = FileReport::new(path, form);
        let mut lines = Lines::open(path)?;
        let mut rows = 0_usize;
        while let Some(line) = lines.next()? {
            let outcome = line.text.map_err(SideError::Row).and_then(|text| take(&mut self.writer, text));
            report.count(line.number, outcome, self.tell)?;
            rows += 1;
            if rows.is_multiple_of(ROWS_A_WORD) {
                (self.tell)(Event::Read { bytes: self.bytes + lines.bytes_read(), path });
            }
        }
        self.bytes += lines.bytes_read();
        (self.tell)(Event::Read { bytes: self.bytes, path });
        Ok(report)
    }

    fn read_table(
        &mut self,
        path: &Path,
        form: Form,
        delimiter: u8,
        source: &str,
        around: &Around,
    ) -> Result<FileReport, ImportError> {
        let mut report = FileReport::new(path, form);
        let mut file =
            BufReader::with_capacity(1 << 20, File::open(path).map_err(|error| read_error(path, error))?);
        let before = skip_comments(&mut file).map_err(|error| read_error(path, error))?;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            // Tables parted by tabs quote nothing: a quotation mark is a letter of the name.
            .quoting(delimiter != b'\t')
            .from_reader(file);
        let header = reader.byte_headers().map_err(|error| table_error(path, &error))?.clone();
        let titles: Vec<Cow<str>> = header.iter().map(String::from_utf8_lossy).collect();
        let columns = Columns::of(titles.iter().map(|title| title.trim_start_matches('\u{feff}')));
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record).map_err(|error| table_error(path, &error))? {
            let line = before + record.position().map_or(0, |position| position.line() as usize);
            let outcome = table_row(&record, &header, &columns, source, around)
                .map_err(SideError::Row)
                .and_then(|entry| self.writer.add(&entry).map(|_| Outcome::Taken).map_err(SideError::Write));
            report.count(line, outcome, self.tell)?;
            if line.is_multiple_of(ROWS_A_WORD) {
                (self.tell)(Event::Read { bytes: self.bytes + reader.position().byte(), path });
            }
        }
        self.bytes += reader.position().byte();
        (self.tell)(Event::Read { bytes: self.bytes, path });
        Ok(report)
    }

    fn read_geojson(
        &mut self,
        path: &Path,
        source: &str,
        around: &Around,
    ) -> Result<FileReport, ImportError> {
        let mut report = FileReport::new(path, Form::GeoJson);
        let file = File::open(path).map_err(|error| read_error(path, error))?;
        let read = Cell::new(0);
        let counted = Counted { inner: file, read: &read };
        let mut failed = Ok(());
        let outcome = features::each(BufReader::with_capacity(1 << 20, counted), |number, feature| {
            if number.is_multiple_of(FEATURES_A_WORD) {
                (self.tell)(Event::Read { bytes: self.bytes + read.get(), path });
            }
            let outcome = features::entry(feature, source, around)
                .map_err(SideError::Row)
                .and_then(|entry| self.writer.add(&entry).map(|_| Outcome::Taken).map_err(SideError::Write));
            failed = report.count(number, outcome, self.tell);
            failed.is_ok()
        });
        failed?;
        // Behind what cannot be read there is no telling where the next feature begins.
        outcome.map_err(|error| ImportError::Broken { path: path.to_owned(), what: error.to_string() })?;
        self.bytes += read.get();
        (self.tell)(Event::Read { bytes: self.bytes, path });
        Ok(report)
    }

    /// Names the areas that the bundled book knows; files that tell of them come after and win.
    fn name_areas(&mut self) {
        let bundled = Gazetteer::bundled();
        for place in bundled.places().map(|place| bundled.place(place)) {
            let codes = (place.level, place.country, place.admin1, place.admin2);
            match codes {
                (Level::Admin1, Some(country), Some(admin1), _) => {
                    self.writer.name_area(country, admin1, None, place.name);
                }
                (Level::Admin2, Some(country), Some(admin1), Some(admin2)) => {
                    self.writer.name_area(country, admin1, Some(admin2), place.name);
                }
                _ => {}
            }
        }
    }

    /// Writes into the file beside the output and renames it.
    fn write(self, part: NamedTempFile, output: &Path, about: &str) -> Result<(usize, u64), ImportError> {
        let wrong = |source| ImportError::Write { path: output.to_owned(), source };
        let mut out = BufWriter::with_capacity(1 << 20, part);
        let places = self.writer.finish(about, &mut out, |step| (self.tell)(Event::Step(step)));
        let places = places.map_err(|source| ImportError::Pack { path: output.to_owned(), source })?;
        let part = out.into_inner().map_err(|error| wrong(error.into_error()))?;
        let file = part.as_file();
        let bytes = file.sync_all().and_then(|()| file.metadata()).map_err(wrong)?.len();
        part.persist(output).map_err(|error| wrong(error.error))?;
        Ok((places, bytes))
    }
}

/// A file in the folder of the output, so that it can be renamed, and as public as other files of the user: what cannot be
/// written is known before hours of reading.
fn part_of(output: &Path) -> Result<NamedTempFile, ImportError> {
    let wrong = |source| ImportError::Write { path: output.to_owned(), source };
    let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        let what = format!("there is no folder {}", folder.display());
        return Err(wrong(io::Error::new(io::ErrorKind::NotFound, what)));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dateline-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder).map_err(wrong)
}

impl FileReport {
    fn new(path: &Path, form: Form) -> Self {
        Self { path: path.to_owned(), form, taken: 0, passed_over: 0, skipped: BTreeMap::new() }
    }

    fn count(
        &mut self,
        line: usize,
        outcome: Result<Outcome, SideError>,
        tell: &mut dyn FnMut(Event<'_>),
    ) -> Result<(), ImportError> {
        match outcome {
            Ok(Outcome::Taken) => self.taken += 1,
            Ok(Outcome::PassedOver) => self.passed_over += 1,
            Err(SideError::Write(source)) => {
                return Err(ImportError::Pack { path: self.path.clone(), source });
            }
            Err(SideError::Row(error)) => {
                *self.skipped.entry(error.kind()).or_default() += 1;
                tell(Event::Skipped(SkippedRow { path: &self.path, line, error }));
            }
        }
        Ok(())
    }
}

fn table_row(
    record: &csv::ByteRecord,
    header: &csv::ByteRecord,
    columns: &Columns,
    source: &str,
    around: &Around,
) -> Result<Entry, RowError> {
    if record.len() != header.len() {
        return Err(RowError::Columns { found: record.len(), expected: header.len() });
    }
    if record.iter().any(|field| std::str::from_utf8(field).is_err()) {
        return Err(RowError::Encoding);
    }
    let field =
        |column: Column| columns.at(column).and_then(|at| record.get(at)).map(String::from_utf8_lossy);
    let position = || {
        let text = |column| field(column).unwrap_or_default();
        row::position(&text(Column::Latitude), &text(Column::Longitude))
    };
    entry_of(field, source, position, None, around)
}

/// Passes over the comments before a header, and tells how many lines they are. Behind it a `#` may begin a name.
fn skip_comments(file: &mut BufReader<File>) -> io::Result<usize> {
    let mut lines = 0;
    while file.fill_buf()?.first() == Some(&b'#') {
        file.skip_until(b'\n')?;
        lines += 1;
    }
    Ok(lines)
}

/// Ids of one's own are known by the file's name: those of two files of one name would be taken for each other.
fn refuse_one_source_twice(files: &[PathBuf], forms: &[Form]) -> Result<(), ImportError> {
    let with_ids = |form: &Form| form.brings_places() && *form != Form::Dump;
    let mut sources = HashSet::new();
    for (path, _) in files.iter().zip(forms).filter(|(_, form)| with_ids(form)) {
        let source = source_of(path);
        if sources.contains(&source) {
            let what = format!(
                "another file is named {source:?} as well, and their ids would be the same; rename one"
            );
            return Err(ImportError::Form { path: path.clone(), what });
        }
        sources.insert(source);
    }
    Ok(())
}

/// What ids of a file are known by: its name in small letters, without what ids do not hold.
fn source_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let kept: String =
        stem.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect();
    let short = &kept[..kept.floor_char_boundary(60)];
    if short.is_empty() { "imported".to_owned() } else { short.to_owned() }
}

fn read_error(path: &Path, source: io::Error) -> ImportError {
    ImportError::Read { path: path.to_owned(), source }
}

fn table_error(path: &Path, error: &csv::Error) -> ImportError {
    ImportError::Broken { path: path.to_owned(), what: error.to_string() }
}
