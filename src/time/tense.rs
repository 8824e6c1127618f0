//! Whether the verb nearest to a weekday or month speaks of the past or of the future.

use std::ops::Range;

use crate::segment::{Segmented, Shape};

/// Which way a sentence looks from the document's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Future,
}

const FUTURE: &str = "will would shall won't won’t wouldn't wouldn’t might should scheduled expected planned due slated upcoming";

/// Words after which `to` makes a future.
const BEFORE_TO: &str = "is are be plan plans agreed going ready want wants hope hopes hoping intends vowed pledged prepared \
    prepares preparing set about likely";

/// Past forms without `-ed`.
const IRREGULAR: &str = "was were had has have been did said told met held took came went began hit fell rose led fled flew struck \
    shot fought sent left made gave got found won lost put saw spoke wrote brought bought built broke caught drew drove kept knew \
    paid ran sank shut sold spent stood thought threw understood withdrew having taken given seen done gone known shown sought \
    taught grew sat lay laid";

/// Words in `-ed` that are no past.
const NOT_PAST: &str =
    "need speed indeed hundred feed seed red bed exceed proceed succeed breed sacred unprecedented united";

/// Whether one of the words parted by spaces is `word`.
fn lists(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|known| known == word)
}

/// The tense at some tokens of a sentence:
///
/// 1. the verb nearest to them in their clause, between commas and the like; of two equally near the one before;
/// 2. else the next verb after the clause;
/// 3. else the past, which news is written in.
pub fn tense(text: &str, segmented: &Segmented, sentence: usize, tokens: &Range<usize>) -> Tense {
    let whole = segmented.sentences[sentence].tokens.clone();
    let cue = |at: usize| cue(text, segmented, &whole, at);
    let bounds = |at: &usize| {
        let token = &segmented.tokens[*at];
        token.shape == Shape::Punctuation
            && matches!(
                &text[token.range.clone()],
                "," | ";" | ":" | "—" | "–" | "(" | ")" | "“" | "”" | "\""
            )
    };
    let start = (whole.start..tokens.start).rev().find(bounds).map_or(whole.start, |at| at + 1);
    let end = (tokens.end..whole.end).find(bounds).unwrap_or(whole.end);
    let before = (start..tokens.start).rev().find_map(|at| cue(at).map(|tense| (tokens.start - at, tense)));
    let after = (tokens.end..end).find_map(|at| cue(at).map(|tense| (at + 1 - tokens.end, tense)));
    match (before, after) {
        (Some((back, tense)), Some((forth, _))) if back <= forth => tense,
        (_, Some((_, tense))) | (Some((_, tense)), None) => tense,
        (None, None) => (end..whole.end).find_map(cue).unwrap_or(Tense::Past),
    }
}

/// What one token says of the tense, if anything.
fn cue(text: &str, segmented: &Segmented, sentence: &Range<usize>, at: usize) -> Option<Tense> {
    let word = |at: usize| &text[segmented.tokens[at].range.clone()];
    let token = &segmented.tokens[at];
    if token.shape != Shape::Lower {
        return None;
    }
    let here = word(at);
    if lists(FUTURE, here) || here.ends_with("’ll") || here.ends_with("'ll") {
        return Some(Tense::Future);
    }
    if here == "to" && at > sentence.start && lists(BEFORE_TO, word(at - 1)) {
        return Some(Tense::Future);
    }
    let before_to = at + 1 < sentence.end && word(at + 1) == "to" && lists(BEFORE_TO, here);
    let past = (here.len() > 3 && here.ends_with("ed") && !lists(NOT_PAST, here)) || lists(IRREGULAR, here);
    (past && !before_to).then_some(Tense::Past)
}
