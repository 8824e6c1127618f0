use std::io;
use std::path::PathBuf;

/// Why a store could not be opened, read or written. Whatever it says, the file is as it was before the call.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no file
    #[error("there is no store {}", path.display())]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
    /// The file that was opened is not there any more
    #[error("{} was removed or replaced while it was in use; nothing can be kept until the program is started again", path.display())]
    Gone {
        /// Where it was.
        path: PathBuf,
    },
    /// It is no file
    #[error("{} is a folder, and no store", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// Nothing was ever written to the file
    #[error("{} is empty: no store was made in it yet", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file is of another kind
    #[error("{} is not a GeoPackage", path.display())]
    NotAGeoPackage {
        /// The file.
        path: PathBuf,
    },
    /// The file is a GeoPackage, but its tables are somebody else's
    #[error("{} is a GeoPackage that Dateline did not make, and it is left as it is", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A later Dateline wrote the file
    #[error("{} has store version {found}, and this Dateline reads versions up to {known}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version in the file.
        found: u32,
        /// The newest version this program knows.
        known: u32,
    },
    /// A program that was ended left a change half done, which only one that writes can take back
    #[error(
        "the last change of {} was cut short; `dateline serve` and `dateline ingest` take it back when they open it",
        path.display()
    )]
    CutShort {
        /// The file.
        path: PathBuf,
    },
    /// Another process writes to the file
    #[error("{} is in use by another Dateline{}", path.display(), holder.map(|pid| format!(" (process {pid})")).unwrap_or_default())]
    InUse {
        /// The file.
        path: PathBuf,
        /// The other process, where it can be told.
        holder: Option<u32>,
    },
    /// The lock file beside the store could not be made
    #[error("cannot write {}, which keeps two programs from writing to one store", path.display())]
    Lock {
        /// The lock file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// `SQLite` refused
    #[error("cannot {doing} {}", path.display())]
    Sqlite {
        /// The file, or `:memory:`.
        path: PathBuf,
        /// What was being done: "open", "add documents to".
        doing: &'static str,
        /// What `SQLite` says.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// Whether nothing was wrong but that the disk is full.
    #[must_use]
    pub fn is_full_disk(&self) -> bool {
        match self {
            Self::Sqlite { source, .. } => source.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull),
            Self::Lock { source, .. } => source.kind() == io::ErrorKind::StorageFull,
            _ => false,
        }
    }
}
