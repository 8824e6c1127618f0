//! Bytes become dated, titled plain-text documents.
//!
//! What is read: plain text with or without front matter, web pages, RSS and Atom, JSON, mails and mailboxes; in UTF-8, in UTF-16, or in
//! an older encoding that is declared or told by its letters; compressed with gzip or Zstandard or not. Line ends become `\n` and a byte
//! order mark is taken off, so offsets count in [`Document::text`] and not in the file. Nothing is fetched, whatever a page refers to.
//!
//! A document whose date nobody says has none: neither the file's time nor today stands in for it. Where several say it, the surest
//! counts, see [`DateBasis`].

mod date;
mod dateline;
mod decode;
mod error;
mod expand;
mod feed;
mod format;
mod front_matter;
mod home;
mod html;
mod inflate;
mod json;
mod language;
mod mail;
mod model;
mod plain;
mod read;

#[cfg(test)]
mod tests;

pub use date::read as read_day;
pub(crate) use dateline::day as day_of_dateline;
pub use error::DocumentError;
pub(crate) use error::explain;
pub use expand::expand;
pub use format::Format;
pub use home::Home;
pub use json::Fields;
pub use language::{LanguageBasis, detect_language, is_english};
pub use model::{DateBasis, Document};
pub use read::{Documents, MAX_BYTES, MAX_DOCUMENTS, ReadOptions, read_bytes};
use read::{Found, FoundDocuments};
