//! Spans of a document in Unicode characters, as evidence.

use std::ops::Range;

use super::Evidence;
use crate::{document::Document, segment::CharIndex};

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
        }
    }
}
