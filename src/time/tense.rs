//! Whether the verb nearest to a weekday or month speaks of the past or of the future.

use std::ops::Range;

use crate::segment::{Shape, Token};

/// Which way a sentence looks from the document's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Future,
}

/// Tokens farther away than this have no say, so that a sentence of any length is cheap.
const REACH: usize = 60;

/// What a token says of the tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Verb(Tense),
    /// Parts clauses: a comma, a bracket, a quote
    Boundary,
    Silent,
}

/// What each token of a sentence says of the tense.
pub fn marks(text: &str, tokens: &[Token]) -> Vec<Mark> {
    let word = |at: usize| tokens.get(at).map_or("", |token: &Token| &text[token.range.clone()]);
    let mark = |(at, token): (usize, &Token)| {
        let here = word(at);
        match token.shape {
            Shape::Punctuation
                if matches!(here, "," | ";" | ":" | "—" | "–" | "(" | ")" | "“" | "”" | "\"") =>
            {
                Mark::Boundary
            }
            Shape::Lower if here == "to" && at > 0 && looks_forward(word(at - 1)) => {
                Mark::Verb(Tense::Future)
            }
            // "agreed to" is told by its "to".
            Shape::Lower if word(at + 1) == "to" && looks_forward(here) => Mark::Silent,
            // "will be sold" is told by its "will".
            Shape::Lower if at > 0 && word(at - 1) == "be" => Mark::Silent,
            Shape::Lower => verb(here).map_or(Mark::Silent, Mark::Verb),
            _ => Mark::Silent,
        }
    };
    tokens.iter().enumerate().map(mark).collect()
}

/// What a word by itself says.
pub fn verb(word: &str) -> Option<Tense> {
    match word {
        "will" | "would" | "shall" | "won't" | "won’t" | "wouldn't" | "wouldn’t" | "might" | "should"
        | "scheduled" | "expected" | "planned" | "due" | "slated" | "upcoming"
        // What is on the calendar is told in the present: "the trial opens on Friday".
        | "opens" | "begins" | "starts" | "resumes" | "convenes" => Some(Tense::Future),
        // Past forms without "-ed".
        "was" | "were" | "had" | "has" | "have" | "been" | "did" | "said" | "told" | "met" | "held"
        | "took" | "came" | "went" | "began" | "hit" | "fell" | "rose" | "led" | "fled" | "flew"
        | "struck" | "shot" | "fought" | "sent" | "left" | "made" | "gave" | "got" | "found" | "won"
        | "lost" | "put" | "saw" | "spoke" | "wrote" | "brought" | "bought" | "built" | "broke"
        | "caught" | "drew" | "drove" | "kept" | "knew" | "paid" | "ran" | "sank" | "shut" | "sold"
        | "spent" | "stood" | "thought" | "threw" | "understood" | "withdrew" | "having" | "taken"
        | "given" | "seen" | "done" | "gone" | "known" | "shown" | "sought" | "taught" | "grew" | "sat"
        | "lay" | "laid" => Some(Tense::Past),
        // Words in "-ed" that are no past.
        "need" | "speed" | "indeed" | "hundred" | "feed" | "seed" | "red" | "bed" | "exceed" | "proceed"
        | "succeed" | "breed" | "sacred" | "unprecedented" | "united" => None,
        _ if word.ends_with("’ll") || word.ends_with("'ll") => Some(Tense::Future),
        _ if word.len() > 3 && word.ends_with("ed") => Some(Tense::Past),
        _ => None,
    }
}

/// Words after which `to` makes a future: `is to`, `agreed to`.
fn looks_forward(word: &str) -> bool {
    "is are be forecast plan plans agreed going ready want wants hope hopes hoping intends vowed pledged prepared prepares set about likely"
        .split(' ')
        .any(|known| known == word)
}

/// The tense at some tokens of a sentence.
///
/// 1. The verb nearest to them in their clause, between commas and the like; of two equally near the one before;
/// 2. else the next verb after the clause;
/// 3. else the past, which news is written in.
pub fn tense(marks: &[Mark], tokens: &Range<usize>) -> Tense {
    let within = tokens.start.saturating_sub(REACH)..marks.len().min(tokens.end + REACH);
    let (before, after) = (&marks[within.start..tokens.start], &marks[tokens.end..within.end]);
    let verb = |mark: &Mark| if let Mark::Verb(tense) = mark { Some(*tense) } else { None };
    // The nearest verb before a boundary, with its distance.
    let nearest = |marks: &mut dyn Iterator<Item = &Mark>| {
        marks
            .take_while(|mark| **mark != Mark::Boundary)
            .enumerate()
            .find_map(|(far, mark)| Some((far, verb(mark)?)))
    };
    match (nearest(&mut before.iter().rev()), nearest(&mut after.iter())) {
        (Some((back, tense)), Some((forth, _))) if back <= forth => tense,
        (_, Some((_, tense))) | (Some((_, tense)), None) => tense,
        (None, None) => after.iter().find_map(verb).unwrap_or(Tense::Past),
    }
}
