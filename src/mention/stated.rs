//! Names that the words around them state to be places, where the tagger saw none: "the village of Nagrig", "Umemger village",
//! "Anstruther, Fife".

use std::ops::Range;

use crate::gazetteer::{Gazetteer, Level};
use crate::segment::Shape;
use crate::tagger::lexicon::{is_area_noun, is_settlement_noun, is_title};
use crate::tagger::names::{Name, name_at};
use crate::tagger::words::Words;
use crate::tagger::{Entity, Span};

/// Adds those names to the spans of the tagger, which keep what they cover; `known` are the names of the gazetteer in the text.
pub(super) fn add(spans: &mut Vec<Span>, words: &Words, known: &[Name], gazetteer: &Gazetteer) {
    let mut found = Vec::new();
    for at in 0..words.len() {
        let noun = words.folded(at);
        if !is_place_noun(noun) || words.is_capitalised(at) {
            continue;
        }
        let behind = words.after(at).filter(|&of| words.folded(of) == "of").and_then(|of| words.after(of));
        if let Some(start) = behind {
            found.extend(run_from(words, gazetteer, start));
        }
        if let Some(last) = words.before(at) {
            found.extend(run_to(words, known, last));
        }
    }
    for pair in known.windows(2) {
        if lies_in(words, gazetteer, &pair[0], &pair[1]) {
            found.push(pair[0].tokens.clone());
        }
    }
    for tokens in found {
        let next = spans.partition_point(|span| span.tokens.end <= tokens.start);
        if spans.get(next).is_none_or(|span| span.tokens.start >= tokens.end) {
            spans.insert(next, Span { tokens, entity: Entity::Place });
        }
    }
}

/// Whether a word, in the singular, says that the name beside it is a place; "state" and "department" mean other things as well.
pub(super) fn is_place_noun(word: &str) -> bool {
    (is_area_noun(word) && !word.ends_with('s') && !matches!(word, "state" | "department" | "republic"))
        || (is_settlement_noun(word) && !word.ends_with('s') && word != "capital")
}

/// The name from a token on: the longest in the gazetteer, or the words with capitals, of which a name has few.
fn run_from(words: &Words, gazetteer: &Gazetteer, start: usize) -> Option<Range<usize>> {
    if !is_name_word(words, start) {
        return None;
    }
    let sentence = words.sentence(start).end;
    if let Some(name) = name_at(words, gazetteer, start, sentence).filter(|name| !name.is_demonym()) {
        return Some(name.tokens);
    }
    let end = (start..sentence).take_while(|&at| is_name_word(words, at)).last()? + 1;
    (end - start <= 3 && !is_title(words.folded(start))).then_some(start..end)
}

/// The name that ends with a token: one of the gazetteer, or one word with a capital inside a sentence.
fn run_to(words: &Words, known: &[Name], last: usize) -> Option<Range<usize>> {
    if let Ok(name) = known.binary_search_by(|name| name.tokens.end.cmp(&(last + 1))) {
        return (!known[name].is_demonym() && is_name_word(words, known[name].tokens.start))
            .then(|| known[name].tokens.clone());
    }
    let alone = is_name_word(words, last)
        && !words.starts_sentence(last)
        && words.before(last).is_some_and(|before| words.shape(before) == Shape::Lower);
    alone.then_some(last..last + 1)
}

fn is_name_word(words: &Words, at: usize) -> bool {
    words.is_capitalised(at) && !words.in_headline(at)
}

/// "Anstruther, Fife": whether the second of two names, behind a comma, is the country or first-level area of the first.
fn lies_in(words: &Words, gazetteer: &Gazetteer, inner: &Name, outer: &Name) -> bool {
    let comma = words.after(inner.tokens.end - 1);
    let joined = comma
        .is_some_and(|comma| words.surface(comma) == "," && words.after(comma) == Some(outer.tokens.start));
    joined
        && !words.in_headline(inner.tokens.start)
        && outer.hits.iter().filter(|hit| gazetteer.level(hit.place) <= Level::Admin1).any(|area| {
            inner.hits.iter().any(|hit| {
                hit.place != area.place
                    && gazetteer.level(hit.place) > gazetteer.level(area.place)
                    && (gazetteer.admin1(hit.place) == Some(area.place)
                        || gazetteer.level(area.place) == Level::Country
                            && gazetteer.place(hit.place).country == gazetteer.place(area.place).country)
            })
        })
}
