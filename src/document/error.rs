use super::{Format, MAX_BYTES};

/// Why a document cannot be read. Each names the input first.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The input cannot be opened or read.
    #[error("{name}: {source}")]
    Io {
        /// The input.
        name: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// Larger than [`MAX_BYTES`].
    #[error("{name}: larger than {} MiB, the most that is read as one document", MAX_BYTES >> 20)]
    TooLarge {
        /// The input.
        name: String,
    },
    /// No text, or white space alone.
    #[error("{name}: empty, expected text")]
    Empty {
        /// The input.
        name: String,
    },
    /// A format that is known and not read.
    #[error("{name}: this is {format}, expected plain text")]
    Unsupported {
        /// The input.
        name: String,
        /// What it is.
        format: Format,
    },
    /// Control characters that no text has.
    #[error("{name}: byte {offset} is 0x{byte:02X}, so this is no text; expected plain text")]
    Binary {
        /// The input.
        name: String,
        /// The first such byte, counted from 0.
        offset: usize,
        /// Its value.
        byte: u8,
    },
    /// Breaks off the encoding that the rest of it is in.
    #[error("{name}: damaged at byte {offset}, expected {encoding}")]
    Undecodable {
        /// The input.
        name: String,
        /// The first byte that does not fit, counted from 0.
        offset: usize,
        /// The encoding.
        encoding: &'static str,
    },
    /// A date in the front matter that is none.
    #[error("{name}, line {line}: the date is {value:?}, expected year-month-day, for example 2015-10-07")]
    Date {
        /// The input.
        name: String,
        /// The line, counted from 1.
        line: usize,
        /// What stands there.
        value: String,
    },
    /// A folder without anything to read.
    #[error("{name}: no document in this folder, expected files that end in .txt, .text or .md")]
    NoDocuments {
        /// The folder.
        name: String,
    },
}
