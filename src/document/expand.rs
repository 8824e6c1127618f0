use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::format::EXTENSIONS;
use super::{DocumentError, Format};

/// Folders in folders that are entered: no archive is deeper.
const DEEPEST: usize = 64;

/// Replaces each folder by the documents in it and below it, sorted by path, and each pattern (`reports/**/*.html`) by the files that fit
/// it; files, and `-` for standard input, stay as they are. What cannot be read is an error in its place, and the rest follows.
///
/// Of a folder only files are taken whose name ends like one that is read, and of those neither hidden ones nor any whose name begins
/// with "README". Hidden folders are not entered. A link to a folder is followed, unless it leads back to a folder that it lies in,
/// which is an error, or to one that was read already. A folder in which nothing is found is an error, because whoever names it expects
/// something.
pub fn expand<P: AsRef<Path>>(paths: &[P]) -> Vec<Result<PathBuf, DocumentError>> {
    let mut files = Vec::new();
    for path in paths.iter().map(AsRef::as_ref) {
        if path.as_os_str() == "-" {
            files.push(Ok(path.to_owned()));
            continue;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => files.append(&mut in_folder(path)),
            Ok(_) => files.push(Ok(path.to_owned())),
            Err(_) if is_pattern(path) => files.append(&mut matching(path)),
            Err(source) => files.push(Err(io(path, source))),
        }
    }
    files
}

fn io(path: &Path, source: std::io::Error) -> DocumentError {
    DocumentError::Io { name: name(path), source }
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

fn in_folder(folder: &Path) -> Vec<Result<PathBuf, DocumentError>> {
    let mut walk = Walk::default();
    walk.enter(folder, &mut Vec::new());
    if walk.found.is_empty() {
        let endings: Vec<_> = EXTENSIONS.iter().map(|extension| format!(".{extension}")).collect();
        let expected = format!("{}, also with .gz or .zst", endings.join(", "));
        walk.found.push(Err(DocumentError::NoDocuments { name: name(folder), expected }));
    }
    walk.found
}

/// A walk through a folder and those below it.
#[derive(Default)]
struct Walk {
    found: Vec<Result<PathBuf, DocumentError>>,
    /// The folders that were entered, as they are without links.
    entered: HashSet<PathBuf>,
}

impl Walk {
    /// Takes the documents of a folder; `above` are the folders around it, without links. As deep as [`DEEPEST`], so that it may recurse.
    fn enter(&mut self, folder: &Path, above: &mut Vec<PathBuf>) {
        if let Err(error) = self.try_enter(folder, above) {
            self.found.push(Err(error));
        }
    }

    fn try_enter(&mut self, folder: &Path, above: &mut Vec<PathBuf>) -> Result<(), DocumentError> {
        let real = fs::canonicalize(folder).map_err(|source| io(folder, source))?;
        if above.contains(&real) {
            return Err(DocumentError::Circle { name: name(folder), target: name(&real) });
        }
        if above.len() >= DEEPEST {
            return Err(DocumentError::TooDeep { name: name(folder), depth: DEEPEST });
        }
        if !self.entered.insert(real.clone()) {
            return Ok(());
        }
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).map_err(|source| io(folder, source))? {
            match entry {
                Ok(entry) if entry.file_name().to_string_lossy().starts_with('.') => {}
                Ok(entry) => paths.push(entry.path()),
                Err(source) => self.found.push(Err(io(folder, source))),
            }
        }
        paths.sort();
        above.push(real);
        for path in paths {
            match fs::metadata(&path) {
                Ok(metadata) if metadata.is_dir() => self.enter(&path, above),
                Ok(metadata) if metadata.is_file() && is_document(&path) => self.found.push(Ok(path)),
                Err(source) if is_document(&path) => self.found.push(Err(io(&path, source))),
                // Devices and pipes are read when they are named, not when they happen to lie about.
                Ok(_) | Err(_) => {}
            }
        }
        above.pop();
        Ok(())
    }
}

fn is_document(path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    Format::is_read(path) && !stem.starts_with("readme")
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

/// The files that fit a pattern, sorted; hidden ones only where the pattern begins with the dot as well.
fn matching(pattern: &Path) -> Vec<Result<PathBuf, DocumentError>> {
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
    let text = name(pattern);
    let paths = match glob::glob_with(&text, options) {
        Ok(paths) => paths,
        Err(error) => return vec![Err(io(pattern, std::io::Error::other(error)))],
    };
    let mut files: Vec<_> = paths
        .map(|path| path.map_err(|error| io(&PathBuf::from(error.path()), error.into())))
        .filter(|path| path.as_ref().map_or(true, |path| !path.is_dir()))
        .collect();
    if files.is_empty() {
        files.push(Err(DocumentError::NoMatch { name: text }));
    }
    files
}
