//! Spans of a document in Unicode characters, as evidence.

use std::ops::Range;

use super::Evidence;
use crate::{document::Document, segment::CharIndex};

/// What a slot is taken from, where nothing more particular is known.
fn why(slot: &str) -> &'static str {
    match slot {
        "mode" => "the words that tell of motion",
        "count" => "what moves by the words of motion",
        "carriers" => "what launches or carries what moves",
        "operator" => "the state that owns, commands or sends it",
        "targets" => "the number of things aimed at",
        "reported_distance" => "a length that the words of motion govern",
        "date" => "the time expression nearest to the words of motion",
        "hedge" => "a word that leaves it open",
        _ => "",
    }
}

/// Makes [`Evidence`] from byte ranges of one document.
pub(super) struct Witness<'a> {
    document: &'a Document,
    characters: CharIndex<'a>,
}

impl<'a> Witness<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, characters: CharIndex::new(&document.text) }
    }

    /// The evidence for `slot` at bytes `span` within the sentence at bytes `sentence`.
    pub(super) fn evidence(&self, slot: &str, span: Range<usize>, sentence: Range<usize>) -> Evidence {
        Evidence {
            slot: slot.to_owned(),
            document_id: self.document.id.clone(),
            start: self.characters.char_of(span.start),
            end: self.characters.char_of(span.end),
            text: self.document.text[span].to_owned(),
            sentence: self.document.text[sentence].to_owned(),
            why: why(slot).to_owned(),
        }
    }
}
