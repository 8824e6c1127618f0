use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::lock::WriterLock;
use super::open::at;
use super::{Store, StoreError};

/// A place that a copy is about to take, in which another store may lie that nobody writes to meanwhile.
#[derive(Debug)]
pub struct CopyPlace {
    path: PathBuf,
    _lock: Option<WriterLock>,
}

impl CopyPlace {
    /// Holds the place, or says who writes to the store that lies there.
    pub fn take(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref().to_path_buf();
        let lock = path.exists().then(|| WriterLock::take(&path)).transpose()?;
        Ok(Self { path, _lock: lock })
    }

    /// Takes away what belongs to the store that lies there now, as far as it would be taken for a part of the copy: what a crash left
    /// in its write-ahead log. The copy has to follow at once.
    pub fn clear(&self) -> Result<(), StoreError> {
        for ending in ["-wal", "-shm", "-journal"] {
            let mut name: OsString = self.path.clone().into();
            name.push(ending);
            match fs::remove_file(&name) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(StoreError::Lock { path: name.into(), source: error });
                }
                _ => {}
            }
        }
        Ok(())
    }
}

impl Store {
    /// Writes all that was committed when it began into a file that is not there yet, or is empty: one plain GeoPackage without
    /// a write-ahead log. Others go on reading and writing meanwhile. O(bytes of the file).
    ///
    /// What is at `path` when this fails is no store.
    pub fn back_up(&self, path: impl AsRef<Path>) -> Result<(), StoreError> {
        let path = path.as_ref();
        // A name that is no text is none that SQLite could open.
        let name = path.to_string_lossy();
        self.connection
            .execute("VACUUM INTO ?1", [name.as_ref()])
            .map(drop)
            .map_err(at(path, "write a copy to"))
    }
}
