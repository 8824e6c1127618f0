use std::io;
use std::path::PathBuf;

use super::form::Form;
use crate::gazetteer::write::WriteError;

/// Why no pack was made. The file that stood under its name, if any, is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// A file cannot be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file holds nothing that can be imported.
    #[error("{}: {what}", path.display())]
    Form {
        /// Which file.
        path: PathBuf,
        /// What it is and what was expected.
        what: String,
    },
    /// A file is damaged so that nothing behind the place can be read.
    #[error("{}: {what}; nothing was imported", path.display())]
    Broken {
        /// Which file.
        path: PathBuf,
        /// Where and why.
        what: String,
    },
    /// The files tell of no place.
    #[error("no place to import: expected a GeoNames dump, a table or GeoJSON among the files, found {}", list(.found))]
    NoPlaces {
        /// What the files are.
        found: Vec<Form>,
    },
    /// No row of the files is a place.
    #[error("no place in the files, so nothing was written")]
    Empty,
    /// The output exists and is something else.
    #[error("{}: exists and is no gazetteer pack, so it is left as it is", path.display())]
    NotAPack {
        /// Which file.
        path: PathBuf,
    },
    /// The pack cannot be written.
    #[error("{}: {source}", path.display())]
    Write {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The places do not fit into a pack, or there is no room to sort their names.
    #[error("{}: {source}", path.display())]
    Pack {
        /// The file that was read or written.
        path: PathBuf,
        /// Why.
        source: WriteError,
    },
}

fn list(forms: &[Form]) -> String {
    forms.iter().map(Form::to_string).collect::<Vec<_>>().join(", ")
}

/// Why a row was left out.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RowError {
    /// Bytes that are no UTF-8
    #[error("not UTF-8")]
    Encoding,
    /// A row of another width
    #[error("{found} columns, expected {expected}")]
    Columns {
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A field that is no number, or none that may stand there
    #[error("{column} is {found:?}, expected {expected}")]
    Field {
        /// The column by its name.
        column: &'static str,
        /// What stands there, cut after 40 characters.
        found: String,
        /// What should.
        expected: &'static str,
    },
    /// A place without a name
    #[error("the name is missing")]
    NoName,
    /// A shape that is no area, or no point
    #[error("{0}")]
    Geometry(String),
}

impl RowError {
    /// What kind of damage it is: what rows are counted by.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Encoding => "not UTF-8",
            Self::Columns { .. } => "wrong number of columns",
            Self::Field { column: "latitude" | "longitude", .. } => "no position",
            Self::Field { .. } => "no such value",
            Self::NoName => "no name",
            Self::Geometry(_) => "no usable geometry",
        }
    }

    pub(super) fn field(column: &'static str, found: &str, expected: &'static str) -> Self {
        let found = if found.chars().count() > 40 {
            found.chars().take(40).chain(std::iter::once('…')).collect()
        } else {
            found.to_owned()
        };
        Self::Field { column, found, expected }
    }
}
