use arrow_schema::{ArrowError, DataType};

/// Why a whole table cannot be read. What is wrong with one row stands in the answer's column `error` instead.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnnotateError {
    /// A column that was asked for by name is not there.
    #[error("there is no column {name:?}: the table has {present}")]
    NoColumn {
        /// The name asked for.
        name: String,
        /// The names that there are.
        present: String,
    },
    /// A column holds something else.
    #[error("the column {name:?} is of type {found}: expected {expected}")]
    WrongType {
        /// The column.
        name: String,
        /// What it is of.
        found: DataType,
        /// What it may be of.
        expected: &'static str,
    },
    /// The answer has more text than one table of Arrow can address.
    #[error("the answer to {rows} rows takes more than 2 GiB of text: hand in fewer rows at a time")]
    TooMuch {
        /// The rows handed in.
        rows: usize,
    },
    /// Arrow refused the answer.
    #[error(transparent)]
    Arrow(#[from] ArrowError),
}
