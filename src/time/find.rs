use std::cell::OnceCell;

use super::{TimeExpression, anchor::anchor, phrase, tense, word::Word};
use crate::{document::Document, segment::Segmented};

/// Finds the time expressions of a document, in the order of the text, and anchors them by the rules of this module.
///
/// Linear in the text.
///
/// ```
/// use dateline::{document::read_bytes, segment::segment, time};
///
/// let document = read_bytes("r.txt", b"---\ndate: 2015-10-07\n---\nShips fired on Monday.")?.remove(0);
/// let found = time::find(&document, &segment(&document.text));
/// assert_eq!(found[0].days.unwrap().0.to_string(), "2015-10-05");
/// assert_eq!(found[0].basis, "the Monday on or before the document's date, Wednesday 7 Oct 2015");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn find(document: &Document, segmented: &Segmented) -> Vec<TimeExpression> {
    let text = &document.text;
    let mut expressions = Vec::new();
    let mut words = Vec::new();
    for (number, sentence) in segmented.sentences.iter().enumerate() {
        let tokens = &segmented.tokens[sentence.tokens.clone()];
        words.clear();
        words.extend(tokens.iter().map(|token| Word::read(text, token)));
        // Few sentences need it.
        let marks = OnceCell::new();
        let mut at = 0;
        while at < words.len() {
            let Some(phrase) = phrase::read(&words, at) else {
                at += 1;
                continue;
            };
            let end = at + phrase.length;
            let tense = || tense::tense(marks.get_or_init(|| tense::marks(text, tokens)), &(at..end));
            if let Some(anchored) = anchor(&phrase, document.published, tense) {
                let range = tokens[at].range.start..tokens[end - 1].range.end;
                expressions.push(TimeExpression {
                    range,
                    sentence: number,
                    days: anchored.days,
                    basis: anchored.basis,
                });
            }
            at = end;
        }
    }
    expressions
}
