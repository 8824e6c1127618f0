//! Folders that are looked at again and again for new files.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{fs, io};

use super::output;
use crate::document;

/// How often.
pub(super) const PERIOD: Duration = Duration::from_secs(1);

/// The files of some folders, as they were when they were last looked at.
#[derive(Debug)]
pub(super) struct Watch {
    folders: Vec<PathBuf>,
    known: HashMap<PathBuf, Seen>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    changed: Option<SystemTime>,
    bytes: u64,
    /// Whether it was given to be read as it is.
    is_read: bool,
}

impl Watch {
    /// Starts with folders of which nothing is known yet.
    pub(super) fn new(folders: &[PathBuf]) -> io::Result<Self> {
        for folder in folders {
            if !fs::metadata(folder)?.is_dir() {
                let reason = format!("{} is no folder", folder.display());
                return Err(io::Error::new(io::ErrorKind::NotADirectory, reason));
            }
        }
        Ok(Self { folders: folders.to_vec(), known: HashMap::new() })
    }

    /// The files that are new or changed since they were last given, and have stayed the same from one look to the next: what is still
    /// being written is left for later.
    pub(super) fn ready(&mut self) -> Vec<PathBuf> {
        let mut ready = Vec::new();
        let mut known = HashMap::new();
        for path in document::expand(&self.folders).into_iter().flatten() {
            // One that is gone by now is no news.
            let Some(now) = look(&path) else { continue };
            let before = self.known.get(&path);
            let is_as_before =
                before.is_some_and(|seen| (seen.changed, seen.bytes) == (now.changed, now.bytes));
            let is_read = is_as_before && before.is_some_and(|seen| seen.is_read);
            if is_as_before && !is_read {
                ready.push(path.clone());
            }
            known.insert(path, Seen { is_read: is_as_before, ..now });
        }
        self.known = known;
        ready
    }

    /// Says what is watched.
    pub(super) fn announce(&self) {
        let folders: Vec<_> = self.folders.iter().map(|folder| folder.display().to_string()).collect();
        output::say(&format!("Watching {} for new files", folders.join(", ")));
    }
}

fn look(path: &Path) -> Option<Seen> {
    let metadata = fs::metadata(path).ok()?;
    Some(Seen { changed: metadata.modified().ok(), bytes: metadata.len(), is_read: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_given_once_it_stays_as_it_is_and_again_when_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.txt");
        let mut watch = Watch::new(&[folder.path().to_owned()]).unwrap();
        assert!(watch.ready().is_empty());
        fs::write(&path, "Shells fell").unwrap();
        assert!(watch.ready().is_empty(), "it may still be written");
        fs::write(&path, "Shells fell on Homs").unwrap();
        assert!(watch.ready().is_empty());
        assert_eq!(watch.ready(), std::slice::from_ref(&path));
        assert!(watch.ready().is_empty());
        fs::write(&path, "Shells fell on Homs and Hama").unwrap();
        assert!(watch.ready().is_empty());
        assert_eq!(watch.ready(), std::slice::from_ref(&path));
        fs::remove_file(&path).unwrap();
        assert!(watch.ready().is_empty());
    }

    #[test]
    fn what_is_no_folder_is_refused() {
        let error = Watch::new(&[PathBuf::from("/nowhere/at/all")]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
    }
}
