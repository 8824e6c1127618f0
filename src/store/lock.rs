use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

use super::StoreError;

/// Says that this process is the one that writes to a store.
///
/// The lock is the system's, on a file beside the store, and falls with the process that holds it: a file left over from a
/// crash means nothing. It is a file of its own because `SQLite`'s locks are on the store itself, and QGIS must be able to read
/// that. It is never removed: a third process could lock a name that a second one is about to delete.
#[derive(Debug)]
pub(super) struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Takes the lock, or says who has it.
    pub(super) fn take(store: &Path) -> Result<Self, StoreError> {
        let path = lock_path(store);
        let failed = |source| StoreError::Lock { path: path.clone(), source };
        let mut file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = fs::read_to_string(&path).ok().and_then(|text| text.trim().parse().ok());
                return Err(StoreError::InUse { path: store.to_path_buf(), holder });
            }
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        file.set_len(0).and_then(|()| writeln!(file, "{}", process::id())).map_err(failed)?;
        Ok(Self { _file: file })
    }
}

/// `<store>.lock` in the folder where the store really lies, so that two ways to one file are one lock.
fn lock_path(store: &Path) -> PathBuf {
    let real = fs::canonicalize(store).or_else(|_| parent_resolved(store));
    let mut name = real.unwrap_or_else(|_| store.to_path_buf()).into_os_string();
    name.push(".lock");
    name.into()
}

fn parent_resolved(store: &Path) -> io::Result<PathBuf> {
    let parent = store.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(fs::canonicalize(parent)?.join(store.file_name().unwrap_or_default()))
}
