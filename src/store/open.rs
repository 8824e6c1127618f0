use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io};

use rusqlite::{Connection, OpenFlags, ffi};

use super::lock::WriterLock;
use super::schema::{self, APPLICATION_ID, SCHEMA_VERSION};
use super::{StoreError, functions};

/// How long a write waits for another program that holds the file, such as QGIS saving an edit.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open store.
///
/// ```
/// use dateline::store::Store;
///
/// let store = Store::in_memory()?;
/// assert!(store.load()?.is_empty());
/// # Ok::<(), dateline::store::StoreError>(())
/// ```
#[derive(Debug)]
pub struct Store {
    // The order matters: the connection closes before the lock falls.
    pub(super) connection: Connection,
    path: PathBuf,
    lock: Option<WriterLock>,
    /// Which file it was when it was opened.
    file: Option<FileId>,
}

/// What tells a file from another at the same path: device and number.
type FileId = (u64, u64);

#[cfg(unix)]
fn file_id(path: &Path) -> Option<FileId> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn file_id(_: &Path) -> Option<FileId> {
    None
}

impl Store {
    /// Opens a store for reading and writing, and makes it where there is no file, or an empty one.
    ///
    /// Whatever is not a Dateline store of a version this program knows is refused and left as it is.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        // Looked at before anything is written, be it only a lock file beside it.
        let made = fs::metadata(path).is_ok_and(|metadata| metadata.len() > 0);
        if made {
            match Self::open_read_only(path) {
                // What was cut short is taken back below, under the lock, and what is empty is made.
                Ok(_) | Err(StoreError::CutShort { .. } | StoreError::Empty { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let lock = WriterLock::take(path)?;
        let mut connection = Connection::open(path).map_err(at(path, "open"))?;
        prepare(&connection).map_err(at(path, "open"))?;
        check(&connection, path)?;
        // Before the write-ahead log is on: programs that know a GeoPackage by the first bytes of the file read past the log.
        if is_blank(&connection).map_err(at(path, "open"))? {
            schema::create(&mut connection).map_err(at(path, "create"))?;
        } else {
            schema::bring_forward(&mut connection).map_err(at(path, "bring forward"))?;
        }
        // WAL lets others read while we write; FULL makes a commit durable before it returns.
        connection
            .pragma_update(None, "journal_mode", "WAL")
            .and_then(|()| connection.pragma_update(None, "synchronous", "FULL"))
            .map_err(at(path, "open"))?;
        Ok(Self { connection, path: path.to_path_buf(), lock: Some(lock), file: file_id(path) })
    }

    /// Opens a store for reading, also while another process writes to it.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        if fs::metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return Err(StoreError::Missing { path: path.to_path_buf() });
        }
        if path.is_dir() {
            return Err(StoreError::Folder { path: path.to_path_buf() });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(at(path, "open"))?;
        check(&connection, path)?;
        if is_blank(&connection).map_err(at(path, "open"))? {
            return Err(StoreError::Empty { path: path.to_path_buf() });
        }
        prepare(&connection).map_err(at(path, "open"))?;
        Ok(Self { connection, path: path.to_path_buf(), lock: None, file: None })
    }

    /// A store that is gone when it is dropped.
    pub fn in_memory() -> Result<Self, StoreError> {
        let path = PathBuf::from(":memory:");
        let mut connection = Connection::open_in_memory().map_err(at(&path, "open"))?;
        prepare(&connection).and_then(|()| schema::create(&mut connection)).map_err(at(&path, "create"))?;
        Ok(Self { connection, path, lock: None, file: None })
    }

    /// Carries out a write, and says what was being done where it fails. What is written to a file that somebody removed, or put another
    /// in the place of, is written nowhere: that is an error, before and after.
    pub(super) fn write<T>(
        &mut self,
        doing: &'static str,
        write: impl FnOnce(&mut Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.is_in_place()?;
        let done = write(&mut self.connection).map_err(at(&self.path, doing))?;
        self.is_in_place()?;
        Ok(done)
    }

    fn is_in_place(&self) -> Result<(), StoreError> {
        if self.file.is_some() && file_id(&self.path) != self.file {
            return Err(StoreError::Gone { path: self.path.clone() });
        }
        Ok(())
    }

    /// The file, or `:memory:`.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Store {
    /// Leaves one plain file behind, which also opens from a read-only folder or a network share. Where somebody is still reading
    /// it stays a file with a write-ahead log, which is as good.
    fn drop(&mut self) {
        if self.lock.is_some() {
            let _ = self.connection.busy_timeout(Duration::ZERO);
            let _ = self.connection.pragma_update(None, "journal_mode", "DELETE");
        }
    }
}

/// Gives an error of `SQLite` the file and the deed.
pub(super) fn at(path: &Path, doing: &'static str) -> impl Fn(rusqlite::Error) -> StoreError {
    move |source| StoreError::Sqlite { path: path.to_path_buf(), doing, source }
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    functions::register(connection)
}

/// A file that was made but never written, by us or by `touch`.
fn is_blank(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
}

/// Whether the file is a store of ours, of a version we know, or nothing yet.
fn check(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let path_buf = || path.to_path_buf();
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(
        |error| match error.sqlite_error().map(|error| error.extended_code) {
            Some(ffi::SQLITE_NOTADB) => StoreError::NotAGeoPackage { path: path_buf() },
            Some(ffi::SQLITE_READONLY_ROLLBACK) => StoreError::CutShort { path: path_buf() },
            _ => at(path, "open")(error),
        },
    )?;
    if is_blank(connection).map_err(at(path, "open"))? {
        return Ok(());
    }
    if application != APPLICATION_ID {
        return Err(StoreError::NotAGeoPackage { path: path_buf() });
    }
    let ours = connection
        .table_exists(None, "dateline_meta")
        .and_then(|exists| if exists { schema::meta(connection, "schema_version") } else { Ok(None) })
        .map_err(at(path, "open"))?;
    let version = ours.and_then(|version| version.parse().ok());
    match version {
        None => Err(StoreError::Foreign { path: path_buf() }),
        Some(found) if found > SCHEMA_VERSION => {
            Err(StoreError::Newer { path: path_buf(), found, known: SCHEMA_VERSION })
        }
        Some(_) => Ok(()),
    }
}
