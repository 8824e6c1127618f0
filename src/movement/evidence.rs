//! Spans of a document in Unicode characters, as evidence.

use std::ops::Range;

use super::Evidence;
use crate::document::Document;

/// Bytes between two known character counts.
const STEP: usize = 1024;

/// Makes [`Evidence`] from byte ranges of one document.
///
/// Counting characters from the start for every span would cost the square of the text's length; a count is kept every
/// [`STEP`] bytes instead.
pub(super) struct Witness<'a> {
    document: &'a Document,
    /// Characters before byte `index * STEP`, rounded up to a character boundary.
    counts: Vec<usize>,
}

impl<'a> Witness<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let mut counts = Vec::with_capacity(document.text.len() / STEP + 1);
        let (mut from, mut characters) = (0, 0);
        while from <= document.text.len() {
            counts.push(characters);
            let to = boundary(&document.text, from + STEP);
            let start = boundary(&document.text, from);
            characters += document.text[start..to].chars().count();
            from += STEP;
        }
        Self { document, counts }
    }

    fn characters(&self, byte: usize) -> usize {
        let step = byte / STEP;
        let from = boundary(&self.document.text, step * STEP);
        // The boundary may lie past the byte only when the byte itself is inside a character, which spans never are.
        self.counts[step] + self.document.text[from.min(byte)..byte].chars().count()
    }

    /// The evidence for `slot` at bytes `span` within the sentence at bytes `sentence`.
    pub(super) fn evidence(&self, slot: &str, span: Range<usize>, sentence: Range<usize>) -> Evidence {
        let text = self.document.text[span.clone()].to_owned();
        let start = self.characters(span.start);
        Evidence {
            slot: slot.to_owned(),
            document_id: self.document.id.clone(),
            start,
            end: start + text.chars().count(),
            text,
            sentence: self.document.text[sentence].to_owned(),
        }
    }
}

/// The first character boundary at or after `byte`, at most the length of the text.
fn boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte += 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_counted_in_characters_in_long_texts_of_wide_letters() {
        let text = "дрон ".repeat(1000) + "достиг цели";
        let document = Document::new(None, None, None, text.clone());
        let witness = Witness::new(&document);
        let byte = text.find("достиг").unwrap();
        let evidence = witness.evidence("mode", byte..byte + "достиг".len(), 0..text.len());
        assert_eq!((evidence.start, evidence.end), (5000, 5006));
        assert_eq!(evidence.text, "достиг");
    }
}
