//! Which gazetteer names are no places here: ordinary words, people, and parts of longer names.

use super::lexicon::{
    GIVEN_NAMES, NOT_PLACES, SURNAMES, WORDS, is_agent_verb, is_area_noun, is_direction,
    is_organisation_head, is_place_preposition, is_settlement_noun, is_title,
};
use super::names::Name;
use super::person::People;
use super::words::Words;
use crate::gazetteer::{self, Gazetteer, Level, NameKind};
use crate::segment::Shape;

/// How well known the best-known bearer of a name is: the better, the less it takes to believe that the name means it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Renown {
    /// A village, or a town few have heard of
    Minor,
    /// A city of 100,000 and more, a capital, a sea, a landmark
    Known,
    /// A country, a first-level area, a continent
    Major,
}

pub(super) fn renown(words: &Words, gazetteer: &Gazetteer, name: &Name) -> Renown {
    let folded = words.folded(name.tokens.start);
    let is_personal = name.tokens.len() == 1 && (SURNAMES.contains(folded) || GIVEN_NAMES.contains(folded));
    let best = name.hits.iter().map(|hit| match gazetteer.level(hit.place) {
        // Of the streams and hills of a user's own data hardly one is ever in the news.
        Level::Region | Level::Natural if gazetteer.renown(hit.place) == gazetteer::Renown::Unknown => {
            Renown::Minor
        }
        Level::Country | Level::Region => Renown::Major,
        // A province's alternate name in another language is no reason to see it in English text, and a county that
        // people are named after (Kerry) needs the same support as a town.
        Level::Admin1 if hit.kind == NameKind::Preferred && !is_personal => Renown::Major,
        Level::Settlement if gazetteer.population(hit.place) < 100_000 => Renown::Minor,
        Level::Admin1 | Level::Settlement | Level::Natural => Renown::Known,
        Level::Site if gazetteer.place(hit.place).stands_for.is_some() => Renown::Known,
        Level::Admin2 | Level::Site => Renown::Minor,
    });
    best.max().unwrap_or(Renown::Minor)
}

/// Whether a name is a place here, by what stands around it.
pub(super) fn is_place(words: &Words, people: &People, gazetteer: &Gazetteer, name: &Name) -> bool {
    let renown = renown(words, gazetteer, name);
    if name.is_demonym() {
        return true;
    }
    let (first, last) = (name.tokens.start, name.tokens.end - 1);
    let folded = words.folded(first);
    let single = name.tokens.len() == 1;
    let cue = has_place_cue(words, name);
    if NOT_PLACES.contains(words.span(&name.tokens)) {
        return false;
    }
    if single && is_short_acronym(words, name) {
        return false;
    }
    if is_behind_person_word(words, gazetteer, name, renown) {
        return false;
    }
    if single && renown < Renown::Major && people.contains(folded) {
        return false;
    }
    if single && is_given_name_of_somebody(words, name, renown) {
        return false;
    }
    if single && WORDS.contains(folded) && renown < Renown::Major {
        // "Reading" behind "in" may be the town, but no town is meant where the word starts the sentence.
        return cue && !words.starts_sentence(first) && !words.in_headline(first);
    }
    if single && renown < Renown::Major && (SURNAMES.contains(folded) || GIVEN_NAMES.contains(folded)) {
        // A capital speaks as a person does; of another city that has a person's name, "Jackson said" is the person.
        let capital = name.hits.iter().any(|hit| gazetteer.place(hit.place).code == "PPLC");
        let speaks = is_agent_verb(words.folded_after(last)) || words.folded_after(last) == "told";
        return cue || capital || (renown == Renown::Known && !speaks);
    }
    if single && renown == Renown::Minor && is_common_noun_with_capital(words, first) {
        return false;
    }
    if renown == Renown::Minor {
        let speaks = is_agent_verb(words.folded_after(last)) && !cue;
        let verb_only = speaks && words.folded_after(last) != "will";
        return !verb_only
            && !is_part_of_longer_name(words, name)
            && (!words.in_headline(first) || cue || !single);
    }
    true
}

/// "the Observatory said", "the Academy, he said": a body called by its noun, not the hamlet of that name. Towns take no article,
/// unless it belongs to a noun behind them: "the Lanexa post office".
fn is_common_noun_with_capital(words: &Words, at: usize) -> bool {
    let head = is_organisation_head(words.folded(at));
    let behind = words.folded_after(at);
    let noun_behind =
        words.after(at).is_some_and(|behind| words.shape(behind) == Shape::Lower) && !is_agent_verb(behind);
    words.folded_before(at) == "the" && (head || !noun_behind)
}

/// A preposition of place before the name, or a larger place behind a comma.
fn has_place_cue(words: &Words, name: &Name) -> bool {
    let before = words.folded_before(name.tokens.start);
    let preposition = is_place_preposition(before) && !matches!(before, "to" | "of" | "over" | "between");
    let direction = is_direction(before);
    let noun = is_area_noun(words.folded_after(name.tokens.end - 1)) || is_settlement_noun(before);
    let noun_of = before == "of"
        && words.before(name.tokens.start).is_some_and(|of| {
            let noun = words.folded_before(of);
            is_settlement_noun(noun) || is_area_noun(noun)
        });
    let comma = words.after(name.tokens.end - 1).filter(|&comma| words.surface(comma) == ",");
    // "Lanexa, Va." but not "Carter, Kerry and": the abbreviation of a state tells.
    let state = comma.and_then(|comma| words.after(comma)).is_some_and(|state| {
        words.shape(state) == Shape::Upper && words.folded(state).len() == 2
            || words.is_capitalised(state) && words.surface(state).ends_with('.')
    });
    preposition || direction || noun || noun_of || state
}

/// "CBS", "RIA", "IS": letters that spell no place's name, unless the gazetteer has them as an abbreviation.
fn is_short_acronym(words: &Words, name: &Name) -> bool {
    let at = name.tokens.start;
    words.shape(at) == Shape::Upper
        && !words.in_headline(at)
        && words.surface(at).chars().count() <= 4
        && !name.hits.iter().any(|hit| hit.kind == NameKind::Abbreviation)
}

/// "Ash Carter", "Mr Washington": right behind a given name or a title.
fn is_behind_person_word(words: &Words, gazetteer: &Gazetteer, name: &Name, renown: Renown) -> bool {
    let Some(before) = words.before(name.tokens.start) else { return false };
    if !words.is_capitalised(before) || words.in_headline(before) {
        return false;
    }
    let word = words.folded(before);
    if is_title(word) {
        // "President Carter", but "Foreign Minister. Syria" does not come without a mark between.
        return renown < Renown::Major;
    }
    GIVEN_NAMES.contains(word)
        && !gazetteer.lookup(word).any(|hit| gazetteer.level(hit.place) <= Level::Admin1)
}

/// "Vladimir Putin", "Jordan Smith": a given name with a capitalised word right behind it.
fn is_given_name_of_somebody(words: &Words, name: &Name, renown: Renown) -> bool {
    let at = name.tokens.start;
    if !GIVEN_NAMES.contains(words.folded(at)) || words.in_headline(at) {
        return false;
    }
    words.after(at).is_some_and(|next| {
        let word = words.folded(next);
        let surname = words.is_capitalised(next) && !WORDS.contains(word);
        let office = is_title(word) || is_organisation_head(word) || is_area_noun(word);
        surname && !office && (renown < Renown::Major || SURNAMES.contains(word))
    })
}

/// A capitalised word right before or behind, which the gazetteer does not know with it: "Bull Run Homs Trail".
fn is_part_of_longer_name(words: &Words, name: &Name) -> bool {
    if words.in_headline(name.tokens.start) {
        return false;
    }
    let before = words.before(name.tokens.start).is_some_and(|before| {
        let word = words.folded(before);
        let plain = words.starts_sentence(before) && WORDS.contains(word);
        words.is_capitalised(before)
            && !plain
            && !is_direction(word)
            && !is_place_preposition(word)
            && !matches!(
                word,
                "the"
                    | "a"
                    | "and"
                    | "but"
                    | "when"
                    | "while"
                    | "as"
                    | "after"
                    | "before"
                    | "for"
                    | "downtown"
                    | "greater"
                    | "metro"
            )
    });
    let behind = words.after(name.tokens.end - 1).is_some_and(|behind| {
        let word = words.folded(behind);
        words.is_capitalised(behind)
            && !WORDS.contains(word)
            && !is_area_noun(word)
            && !is_settlement_noun(word)
    });
    before || behind
}
