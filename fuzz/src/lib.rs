//! What several targets share.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A folder for the files of one run, for readers that take paths; it goes when the run ends.
pub struct Folder(TempDir);

impl Folder {
    /// An empty one.
    ///
    /// # Panics
    /// When there is no room for temporary files.
    #[expect(clippy::new_without_default, reason = "making a folder is no default")]
    #[must_use]
    pub fn new() -> Self {
        Self(TempDir::new().expect("there is room for temporary files"))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file into it.
    ///
    /// # Panics
    /// When there is no room for temporary files.
    #[must_use]
    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path().join(name);
        std::fs::write(&path, bytes).expect("there is room for temporary files");
        path
    }
}
