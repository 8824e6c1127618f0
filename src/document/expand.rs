use std::{
    fs,
    path::{Path, PathBuf},
};

use super::DocumentError;

/// Replaces each folder by the documents in it and below it, sorted by path; files, and `-` for standard input, stay as they are.
///
/// Of a folder only files that end in `.txt`, `.text` or `.md` are taken, and of those neither hidden ones nor any whose name
/// begins with "README". Hidden folders are not entered, nor folders behind symbolic links, which could lead in a circle. A folder
/// in which nothing is found is an error, because whoever names it expects something.
pub fn expand<P: AsRef<Path>>(paths: &[P]) -> Result<Vec<PathBuf>, DocumentError> {
    let mut files = Vec::new();
    for path in paths.iter().map(AsRef::as_ref) {
        if path.as_os_str() == "-" {
            files.push(path.to_owned());
            continue;
        }
        let metadata = fs::metadata(path).map_err(|source| io(path, source))?;
        if metadata.is_dir() {
            let mut found = walk(path)?;
            if found.is_empty() {
                return Err(DocumentError::NoDocuments { name: path.display().to_string() });
            }
            found.sort();
            files.append(&mut found);
        } else {
            files.push(path.to_owned());
        }
    }
    Ok(files)
}

fn io(path: &Path, source: std::io::Error) -> DocumentError {
    DocumentError::Io { name: path.display().to_string(), source }
}

/// The documents in a folder and below it, in no order.
fn walk(folder: &Path) -> Result<Vec<PathBuf>, DocumentError> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|source| io(&folder, source))? {
            let entry = entry.map_err(|source| io(&folder, source))?;
            let path = entry.path();
            let file_type = entry.file_type().map_err(|source| io(&path, source))?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if file_type.is_dir() {
                folders.push(path);
            } else if is_document(&path) && path.is_file() {
                files.push(path);
            }
        }
    }
    Ok(files)
}

fn is_document(path: &Path) -> bool {
    let part =
        |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    matches!(part(path.extension()).as_str(), "txt" | "text" | "md")
        && !part(path.file_stem()).starts_with("readme")
}
