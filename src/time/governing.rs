use std::ops::Range;

use super::TimeExpression;

/// Words farther apart than this many bytes are not looked through for what joins them, so that a sentence of any length is cheap.
const REACH: usize = 400;

/// The expression that gives a span of a sentence its time: of the one before it and the one after it in the same sentence, that
/// with fewer joints between ("and", "but", "while", a semicolon), then the nearer, then the one before.
///
/// The expressions stand in the order of the text, as [`super::find()`] returns them; `range` is in bytes of `text`.
#[must_use]
pub fn governing<'e>(
    text: &str,
    expressions: &'e [TimeExpression],
    sentence: usize,
    range: &Range<usize>,
) -> Option<&'e TimeExpression> {
    let split = expressions.partition_point(|expression| expression.range.start < range.start);
    let (before, after) = expressions.split_at(split);
    before
        .last()
        .into_iter()
        .chain(after.first())
        .filter(|expression| expression.sentence == sentence)
        .min_by_key(|expression| {
            let gap = if expression.range.start < range.start {
                expression.range.end..range.start
            } else {
                range.end..expression.range.start
            };
            (joints(text, &gap), gap.len())
        })
}

fn joints(text: &str, gap: &Range<usize>) -> usize {
    if gap.len() > REACH {
        return 1;
    }
    text.get(gap.clone())
        .unwrap_or_default()
        .split_whitespace()
        .filter(|word| matches!(*word, "and" | "but" | "while") || word.ends_with(';'))
        .count()
}
