use std::ops::Range;

use super::{
    TimeExpression,
    clause::{Clause, clauses},
};
use crate::segment::Segmented;

/// Words farther apart than this many bytes are not looked through for what joins them, so that a sentence of any length is cheap.
const REACH: usize = 400;

/// The time of what is told at some place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Governing<'e> {
    /// The expression that tells it.
    pub expression: &'e TimeExpression,
    /// Whether that is only the time at which it was said.
    pub when_said: bool,
}

impl Governing<'_> {
    /// How the time follows, in words.
    #[must_use]
    pub fn basis(&self) -> String {
        let told = if self.when_said { "; the day on which it was told" } else { "" };
        format!("{}{told}", self.expression.basis)
    }
}

/// Gives spans of a text their times. Spans asked for in the order of the text cost one reading of each sentence.
#[derive(Debug)]
pub struct Governor<'t> {
    text: &'t str,
    segmented: &'t Segmented,
    expressions: &'t [TimeExpression],
    /// The sentence read last, with its expressions and clauses.
    sentence: Option<(usize, &'t [TimeExpression], Vec<Clause>)>,
}

impl<'t> Governor<'t> {
    /// Of a text with its sentences, and with its expressions as [`super::find()`] returns them.
    #[must_use]
    pub const fn new(text: &'t str, segmented: &'t Segmented, expressions: &'t [TimeExpression]) -> Self {
        Self { text, segmented, expressions, sentence: None }
    }

    /// The time of a span, in bytes, of a sentence: the expression in its clause, or in the clause that gives its clause the time;
    /// null where there is none.
    ///
    /// Of several expressions in one clause it is, of the one before the span and the one behind it, that with fewer joints
    /// between ("and", "but", "while", a semicolon), then the nearer, then the one before.
    pub fn time_of(&mut self, sentence: usize, range: &Range<usize>) -> Option<Governing<'t>> {
        if self.sentence.as_ref().is_none_or(|(known, ..)| *known != sentence) {
            self.sentence = Some(self.read(sentence));
        }
        let (_, expressions, clauses) = self.sentence.as_ref()?;
        if expressions.is_empty() {
            return None;
        }
        let own = clauses.partition_point(|clause| clause.start <= range.start).checked_sub(1)?;
        let (source, when_said) = clauses.get(own)?.source?;
        let begin = clauses.get(source)?.start;
        let end = clauses.get(source + 1).map_or(usize::MAX, |clause| clause.start);
        let from = expressions.partition_point(|expression| expression.range.start < begin);
        let to = expressions.partition_point(|expression| expression.range.start < end);
        let expression = nearest(self.text, expressions.get(from..to)?, range)?;
        Some(Governing { expression, when_said })
    }

    fn read(&self, number: usize) -> (usize, &'t [TimeExpression], Vec<Clause>) {
        let from = self.expressions.partition_point(|expression| expression.sentence < number);
        let to = self.expressions.partition_point(|expression| expression.sentence <= number);
        let expressions = &self.expressions[from..to];
        let clauses = match self.segmented.sentences.get(number) {
            Some(sentence) if !expressions.is_empty() => {
                let ranges: Vec<_> = expressions.iter().map(|expression| expression.range.clone()).collect();
                clauses(self.text, &self.segmented.tokens[sentence.tokens.clone()], &ranges)
            }
            _ => Vec::new(),
        };
        (number, expressions, clauses)
    }
}

fn nearest<'e>(
    text: &str,
    expressions: &'e [TimeExpression],
    range: &Range<usize>,
) -> Option<&'e TimeExpression> {
    let split = expressions.partition_point(|expression| expression.range.start < range.start);
    let (before, after) = expressions.split_at(split);
    before.last().into_iter().chain(after.first()).min_by_key(|expression| {
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
