//! What several targets share.

use std::path::{Path, PathBuf};

use dateline::document::{Document, DocumentError};
use tempfile::TempDir;

/// What holds of whatever was read: documents are not blank, have `\n` line ends and are known by their contents; an error has words.
///
/// # Panics
/// When it does not hold.
pub fn check(read: Result<Vec<Document>, DocumentError>) {
    match read {
        Ok(documents) => {
            for document in documents {
                assert!(!document.text.trim().is_empty(), "{document:?} is blank");
                assert!(!document.text.contains(['\r', '\0']), "{document:?} has line ends of its own");
                assert_eq!(document.published.is_some(), document.published_basis.is_some());
                assert_eq!(document.id, document.content_hash[..16]);
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

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
