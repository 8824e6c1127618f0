//! The places inside the names of organisations and events: "Mason County" in "Mason County Library Board".

use std::collections::HashSet;
use std::ops::Range;

use crate::gazetteer::{Gazetteer, Level, NameKind, Renown};
use crate::tagger::lexicon::{GIVEN_NAMES, NOT_PLACES, SURNAMES, WORDS, is_direction, is_organisation_head};
use crate::tagger::names::{Name, name_at};
use crate::tagger::words::Words;

/// The names of places inside a longer name, or the whole of it where a league of states is a region of the gazetteer.
///
/// A place gives its name to what stands behind it, or stands behind a small word itself: "Ohio Department of Health", "Bank of
/// England". What stands anywhere else is a part of the name: "City" in "Dublin City Council". `places` are those that the text
/// names by themselves.
pub(super) fn embedded(
    words: &Words,
    gazetteer: &Gazetteer,
    places: &HashSet<&str>,
    tokens: &Range<usize>,
) -> Vec<Name> {
    let mut found = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        // The whole may be in the gazetteer as well: "Ohio State University".
        let limit = if at == tokens.start && tokens.len() > 1 { tokens.end - 1 } else { tokens.end };
        let Some(name) = name_at(words, gazetteer, at, limit) else {
            at += 1;
            continue;
        };
        at = name.tokens.end;
        if is_named(words, gazetteer, places, tokens, &name) {
            found.push(name);
        }
    }
    found
}

fn is_named(
    words: &Words,
    gazetteer: &Gazetteer,
    places: &HashSet<&str>,
    tokens: &Range<usize>,
    name: &Name,
) -> bool {
    let first = name.tokens.start;
    let surface = words.span(&name.tokens);
    let before = words.folded_before(first);
    let leads = first == tokens.start || (before == "the" && first == tokens.start + 1);
    let follows = first > tokens.start
        && (matches!(before, "of" | "in" | "at" | "for" | "near" | "and") || is_direction(before));
    if !(leads || follows) || NOT_PLACES.contains(surface) {
        return false;
    }
    if places.contains(surface) {
        return true;
    }
    if name.tokens == *tokens {
        return name.hits.first().is_some_and(|hit| {
            gazetteer.level(hit.place) <= Level::Country && gazetteer.renown(hit.place) == Renown::Known
        });
    }
    let folded = words.folded(first);
    let abbreviated = name.hits.iter().any(|hit| hit.kind == NameKind::Abbreviation);
    let ambiguous = WORDS.contains(folded)
        || is_organisation_head(folded)
        || SURNAMES.contains(folded)
        || GIVEN_NAMES.contains(folded)
        || folded == "saint";
    abbreviated || name.tokens.len() > 1 && folded != "saint" || !ambiguous
}
