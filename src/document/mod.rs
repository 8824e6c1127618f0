//! Bytes become dated, titled plain-text documents.
//!
//! What is read: plain text in UTF-8, UTF-16 with a byte order mark, or an older encoding that is told by its letters; with or
//! without front matter. Line ends become `\n` and a byte order mark is taken off, so offsets count in [`Document::text`] and
//! not in the file. A document whose date nobody says has none: neither the file's time nor today stands in for it.

mod decode;
mod error;
mod expand;
mod format;
mod front_matter;
mod language;
mod model;
mod plain;
mod read;

#[cfg(test)]
mod tests;

pub use error::DocumentError;
pub use expand::expand;
pub use format::Format;
pub use language::{LanguageBasis, detect_language, is_english};
pub use model::{DateBasis, Document};
pub use read::{MAX_BYTES, ReadOptions, read_bytes, read_path, read_stdin};
