use super::{Format, MAX_BYTES, MAX_DOCUMENTS};
use std::error::Error;
use std::fmt::Write as _;

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
    /// Larger than [`MAX_BYTES`], perhaps only when expanded.
    #[error("{name}: larger than {} MiB, the most that is read as one document", MAX_BYTES >> 20)]
    TooLarge {
        /// The input.
        name: String,
    },
    /// More than [`MAX_DOCUMENTS`] in bytes that are read at once.
    #[error("{name}: more than {MAX_DOCUMENTS} documents, the most that are read at once")]
    TooMany {
        /// The input.
        name: String,
    },
    /// Compressed data that expands without end, or nearly.
    #[error("{name}: expands to more than {ratio} times its size, the most that is read of compressed data")]
    Expands {
        /// The input.
        name: String,
        /// The bound.
        ratio: u64,
    },
    /// No text, or white space alone.
    #[error("{name}: empty, expected text")]
    Empty {
        /// The input.
        name: String,
    },
    /// A format that is known and not read.
    #[error("{name}: this is {format}, expected text, HTML, a feed, JSON or mail")]
    Unsupported {
        /// The input.
        name: String,
        /// What it is.
        format: Format,
    },
    /// A page of menus, forms and links.
    #[error("{name}: no article on this page, expected paragraphs of text outside of menus")]
    NoArticle {
        /// The input.
        name: String,
    },
    /// A feed or a mailbox without anything in it.
    #[error("{name}: {format} without an entry, expected one at least")]
    NoEntries {
        /// The input.
        name: String,
        /// What it is.
        format: Format,
    },
    /// Breaks the rules of its format.
    #[error("{name}, {place}: {reason}, expected {expected}")]
    Damaged {
        /// The input.
        name: String,
        /// Where in it.
        place: String,
        /// What is wrong.
        reason: String,
        /// What it should be.
        expected: &'static str,
    },
    /// A JSON object without its text.
    #[error("{name}: no text, expected a string in the field {fields}")]
    NoTextField {
        /// The input, and the place in it.
        name: String,
        /// The names that were looked for.
        fields: String,
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
    #[error("{name}: no document in this folder, expected files that end in {expected}")]
    NoDocuments {
        /// The folder.
        name: String,
        /// The extensions that are read.
        expected: String,
    },
    /// A pattern that fits no file.
    #[error("{name}: no file fits this pattern")]
    NoMatch {
        /// The pattern.
        name: String,
    },
    /// A link to a folder that it lies in.
    #[error("{name}: this link leads back to {target}, which it lies in; it is passed over")]
    Circle {
        /// The link.
        name: String,
        /// The folder.
        target: String,
    },
    /// Folders in folders without end, or nearly.
    #[error("{name}: more than {depth} folders deep, the most that is entered")]
    TooDeep {
        /// The folder.
        name: String,
        /// The bound.
        depth: usize,
    },
}

/// The words of an error and of its causes, unless it has said them already.
pub(crate) fn explain(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let reason = error.to_string();
        // A cause that only puts a number before what was said is none.
        let own = reason.rsplit(": ").next().unwrap_or(&reason);
        if !words.contains(own) {
            let _ = write!(words, ": {reason}");
        }
        cause = error.source();
    }
    words
}
