use std::path::Path;

use super::open::at;
use super::{Store, StoreError};

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
