//! Reading the files of the sources, with the file and the line in every error.

use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

/// Why a source could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The file cannot be read.
    #[error("{path}: {error}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The file has another form than expected.
    #[error("{path}:{line}: {what}")]
    Form {
        /// Which file.
        path: PathBuf,
        /// Counted from 1; 0 where the form has no lines.
        line: usize,
        /// What was found and what was expected.
        what: String,
    },
}

impl SourceError {
    /// A file whose form is wrong as a whole.
    pub(super) fn form(path: &Path, what: impl Into<String>) -> Self {
        Self::Form { path: path.to_owned(), line: 0, what: what.into() }
    }
}

/// The text of a file.
pub(super) fn read_text(path: &Path) -> Result<String, SourceError> {
    fs::read_to_string(path).map_err(|error| SourceError::Io { path: path.to_owned(), error })
}

/// A whole JSON file.
pub(super) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, SourceError> {
    let bytes = fs::read(path).map_err(|error| SourceError::Io { path: path.to_owned(), error })?;
    serde_json::from_slice(&bytes).map_err(|error| SourceError::Form {
        path: path.to_owned(),
        line: error.line(),
        what: error.to_string(),
    })
}

/// A row of a table, with where it stands.
pub(super) struct Row<'a> {
    pub(super) path: &'a Path,
    pub(super) line: usize,
    pub(super) fields: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// A field, trimmed; empty where the row is short.
    pub(super) fn text(&self, column: usize) -> &'a str {
        self.fields.get(column).copied().unwrap_or_default().trim()
    }

    /// A field that must be a number.
    pub(super) fn number<T: std::str::FromStr>(&self, column: usize) -> Result<T, SourceError> {
        let text = self.text(column);
        text.parse()
            .map_err(|_error| self.wrong(format!("column {}: expected a number, found {text:?}", column + 1)))
    }

    /// An error at this row.
    pub(super) fn wrong(&self, what: String) -> SourceError {
        SourceError::Form { path: self.path.to_owned(), line: self.line, what }
    }
}

/// The rows of a tab-separated table without quoting; empty lines and `#` comments are passed over.
pub(super) fn rows<'a>(path: &'a Path, text: &'a str) -> impl Iterator<Item = Row<'a>> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(move |(at, line)| Row { path, line: at + 1, fields: line.split('\t').collect() })
}

/// A table of our own: its first row names the columns.
pub(super) struct Table<'a> {
    header: Vec<&'a str>,
    rows: Vec<Row<'a>>,
}

impl<'a> Table<'a> {
    /// Parts a text into its rows and checks that the columns are there.
    pub(super) fn parse(path: &'a Path, text: &'a str, columns: &[&str]) -> Result<Self, SourceError> {
        let mut rows = rows(path, text);
        let header = rows.next().map(|row| row.fields).unwrap_or_default();
        for column in columns {
            if !header.contains(column) {
                return Err(SourceError::form(
                    path,
                    format!("expected a column {column:?}, found {header:?}"),
                ));
            }
        }
        Ok(Self { header, rows: rows.collect() })
    }

    /// The rows as they can be asked by column name.
    pub(super) fn records(&self) -> impl Iterator<Item = Record<'_>> {
        self.rows.iter().map(|row| Record { header: &self.header, row })
    }
}

/// A row of a [`Table`].
pub(super) struct Record<'a> {
    header: &'a [&'a str],
    pub(super) row: &'a Row<'a>,
}

impl<'a> Record<'a> {
    fn column(&self, name: &str) -> usize {
        self.header.iter().position(|column| *column == name).unwrap_or(usize::MAX)
    }

    /// A field; empty where the column or the field is missing.
    pub(super) fn text(&self, column: &str) -> &'a str {
        self.row.text(self.column(column))
    }

    /// A field, or none where it is empty.
    pub(super) fn optional(&self, column: &str) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A field that must be a number.
    pub(super) fn number<T: std::str::FromStr>(&self, column: &str) -> Result<T, SourceError> {
        self.row.number(self.column(column))
    }

    /// The alternatives of a field, parted by `|`.
    pub(super) fn alternatives(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.text(column).split('|').map(str::trim).filter(|text| !text.is_empty())
    }
}
