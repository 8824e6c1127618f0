use crate::document::Document;
use crate::feature::MentionRecord;
use crate::movement::Account;

/// A document with all that was read out of it: what the store keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The document.
    pub document: Document,
    /// All mentions in text order; those without a place have no position.
    pub mentions: Vec<MentionRecord>,
    /// What it tells of journeys.
    pub accounts: Vec<Account>,
}
