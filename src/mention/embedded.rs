//! The places inside the names of organisations and events: "Mason County" in "Mason County Library Board".

use std::collections::HashSet;
use std::ops::Range;

use crate::gazetteer::{Gazetteer, Level, NameKind, Renown};
use crate::tagger::lexicon::{Classes, GIVEN_NAMES, NOT_PLACES, SURNAMES, WORDS, is_direction};
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
    // A seat of power, or a league of states that the gazetteer has as a region: the whole is meant.
    if let Some(whole) = name_at(words, gazetteer, tokens.start, tokens.end)
        && whole.tokens == *tokens
        && (is_seat_of_power(gazetteer, &whole)
            || whole.hits.first().is_some_and(|hit| {
                gazetteer.level(hit.place) <= Level::Country && gazetteer.renown(hit.place) == Renown::Known
            }))
    {
        return vec![whole];
    }
    let mut found = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        // "Ohio State University" may be in the gazetteer as a whole; Ohio is looked for.
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
        return false;
    }
    let single = name.tokens.len() == 1;
    let folded = words.folded(first);
    if name.hits.iter().any(|hit| hit.kind == NameKind::Abbreviation) {
        return true;
    }
    // "City", "House", "Community"; "Lee", "Madison": what the text does not name by itself is no place when it is a word or a man.
    let is_word = WORDS.contains(folded)
        || Classes::of(folded) != Classes::default()
        || SURNAMES.contains(folded)
        || GIVEN_NAMES.contains(folded);
    if (single && is_word) || folded == "saint" {
        return false;
    }
    name.hits.iter().any(|hit| match gazetteer.level(hit.place) {
        Level::Region | Level::Country | Level::Admin1 => true,
        Level::Settlement => gazetteer.population(hit.place) >= KNOWN_FROM,
        Level::Admin2 | Level::Site | Level::Natural => !single,
    })
}

/// A town of so many inhabitants lends its name to organisations that the text has from elsewhere.
const KNOWN_FROM: u64 = 50_000;

/// Whether a name is that of a building that stands for the government in it: the Kremlin, the White House.
pub(super) fn is_seat_of_power(gazetteer: &Gazetteer, name: &Name) -> bool {
    // Asked of every name in the text: a level is at hand, a place has to be read.
    name.hits
        .iter()
        .filter(|hit| hit.kind == NameKind::Preferred && gazetteer.level(hit.place) == Level::Site)
        .map(|hit| gazetteer.place(hit.place))
        .any(|place| place.stands_for.is_some() || place.code == "GOVL")
}
