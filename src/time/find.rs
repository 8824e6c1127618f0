use std::cell::OnceCell;

use super::{
    TimeExpression,
    anchor::{Ground, Told, anchor},
    reader, tense,
    word::Word,
};
use crate::{document::Document, segment::Segmented};

/// Finds the time expressions of a document, in the order of the text, and anchors them by the rules of this module.
///
/// Linear in the text; a sentence without a word of time costs the look-up of its words.
///
/// ```
/// use dateline::{document::read_bytes, segment::segment, time};
///
/// let document = read_bytes("r.txt", b"---\ndate: 2015-10-07\n---\nShips fired on Monday.")?.remove(0);
/// let found = time::find(&document, &segment(&document.text));
/// assert_eq!(found[0].days().unwrap().0.to_string(), "2015-10-05");
/// assert_eq!(found[0].basis, "the Monday on or before the document's date, Wednesday 7 Oct 2015");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn find(document: &Document, segmented: &Segmented) -> Vec<TimeExpression> {
    let text = &document.text;
    let mut expressions: Vec<TimeExpression> = Vec::new();
    let mut words = Vec::new();
    for (number, sentence) in segmented.sentences.iter().enumerate() {
        let tokens = &segmented.tokens[sentence.tokens.clone()];
        words.clear();
        words.extend(tokens.iter().map(|token| Word::read(text, token)));
        // Few sentences need it.
        let marks = OnceCell::new();
        let mut at = 0;
        while at < words.len() {
            let Some(phrase) = reader::read(&words, at) else {
                at += 1;
                continue;
            };
            let tense = || {
                let marks = marks.get_or_init(|| tense::marks(text, tokens));
                tense::tense(marks, &(at..at + phrase.length))
            };
            let told = told(&expressions, number);
            let ground = Ground { document: document.published, told, tense: &tense };
            let Some(anchored) = anchor(&phrase, &ground) else {
                // What is no date must not be taken for a part of one: "February 29, 2015".
                at += phrase.length;
                continue;
            };
            let end = at + anchored.length;
            expressions.push(TimeExpression {
                range: tokens[at].range.start..tokens[end - 1].range.end,
                sentence: number,
                interval: anchored.interval,
                basis: anchored.basis,
            });
            at = end;
        }
    }
    expressions
}

/// The time told last, in this sentence or the one before.
fn told(expressions: &[TimeExpression], sentence: usize) -> Told {
    match expressions.last().filter(|last| last.sentence + 1 >= sentence) {
        None => Told::Nothing,
        Some(last) => last.interval.map_or(Told::Undated, Told::At),
    }
}
