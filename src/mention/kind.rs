//! What a name does with its place, and what the words around it ask of the place.

use super::embedded::is_seat_of_power;
use super::{Kind, Qualifier};
use crate::gazetteer::{FeatureClass, Gazetteer, Level};
use crate::tagger::lexicon::{
    is_agent_verb, is_area_noun, is_party_preposition, is_settlement_noun, is_title,
};
use crate::tagger::names::Name;
use crate::tagger::words::Words;

/// The kind of a name, before regions are looked for.
pub(super) fn kind_of(words: &Words, gazetteer: &Gazetteer, name: &Name) -> Kind {
    if name.is_demonym() {
        return Kind::Demonym;
    }
    if is_seat_of_power(gazetteer, name) {
        return Kind::Facility;
    }
    let Some(best) = name.hits.first().map(|hit| hit.place) else { return Kind::Literal };
    match gazetteer.level(best) {
        Level::Site => Kind::Facility,
        Level::Region if gazetteer.class(best) == FeatureClass::Region => Kind::Region,
        Level::Country if speaks(words, name) => Kind::Metonymic,
        // A capital stands for its government; other cities only speak through their mayors.
        Level::Settlement if gazetteer.place(best).code == "PPLC" && speaks(words, name) => Kind::Metonymic,
        _ => Kind::Literal,
    }
}

/// Whether the state is meant that governs the place: it says, decides, strikes, or is struck a bargain with.
fn speaks(words: &Words, name: &Name) -> bool {
    let before = words.folded_before(name.tokens.start);
    if is_party_preposition(before) {
        return true;
    }
    let Some(mut behind) = words.after(name.tokens.end - 1) else { return false };
    // "U.S.-led", "Russian-backed"
    if words.is_hyphen(behind) {
        return matches!(
            words.folded_after(behind),
            "led" | "backed" | "brokered" | "sponsored" | "funded" | "supplied" | "trained"
        );
    }
    if crate::tagger::lexicon::is_place_preposition(before) && !matches!(before, "of" | "to" | "from") {
        return false;
    }
    if words.is_possessive(behind) {
        let Some(owned) = words.after(behind) else { return false };
        return is_office(words.folded(owned))
            || is_act(words.folded(owned))
            || is_office(words.folded_after(owned));
    }
    if is_office(words.folded(behind))
        || (words.is_capitalised(behind)
            && (is_title(words.folded(behind))
                || is_office(words.folded_after(behind))
                || is_title(words.folded_after(behind))))
    {
        return true;
    }
    // "Moscow and Washington had begun": the verb behind the pair.
    if words.folded(behind) == "and"
        && let Some(verb) = words.after(behind).and_then(|second| words.after(second))
    {
        behind = verb;
    }
    // "Moscow on Monday said", but not "flew to Riyadh on Monday".
    if words.folded(behind) == "on" {
        let verb =
            words.after(behind).filter(|&day| is_weekday(words.folded(day))).and_then(|day| words.after(day));
        return verb.is_some_and(|verb| is_agent_verb(words.folded(verb)));
    }
    if matches!(words.folded(behind), "has" | "have" | "had" | "is" | "was" | "also" | "does" | "did") {
        return words
            .after(behind)
            .is_some_and(|verb| is_agent_verb(words.folded(verb)) || verb_ends(words.folded(verb)))
            || words.folded(behind) == "has"
            || words.folded(behind) == "had";
    }
    is_agent_verb(words.folded(behind))
}

fn verb_ends(word: &str) -> bool {
    word.ends_with("ing")
        || matches!(word, "not" | "mainly" | "long" | "also" | "recently" | "repeatedly")
        || is_weekday(word)
}

fn is_weekday(word: &str) -> bool {
    matches!(word, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}

/// Nouns of those who act for a state.
fn is_office(word: &str) -> bool {
    matches!(
        word,
        "official"
            | "officials"
            | "military"
            | "government"
            | "authorities"
            | "ministry"
            | "minister"
            | "defense"
            | "defence"
            | "foreign"
            | "president"
            | "army"
            | "forces"
            | "troops"
            | "navy"
            | "warplanes"
            | "jets"
            | "diplomat"
            | "diplomats"
            | "diplomatic"
            | "envoy"
            | "ambassador"
            | "secretary"
            | "spokesman"
            | "spokeswoman"
            | "administration"
            | "regime"
            | "leaders"
            | "leader"
            | "intelligence"
    )
}

/// Nouns of what a state does.
fn is_act(word: &str) -> bool {
    matches!(
        word,
        "airstrikes"
            | "airstrike"
            | "strikes"
            | "actions"
            | "action"
            | "insistence"
            | "refusal"
            | "request"
            | "entrance"
            | "involvement"
            | "decision"
            | "policy"
            | "move"
            | "campaign"
            | "strategy"
            | "position"
            | "intervention"
            | "stance"
            | "response"
            | "demand"
    )
}

/// "Hama province", "the provinces of Homs and Hama", "the city of Tartus".
pub(super) fn qualifier_of(words: &Words, names: &[Name], index: usize) -> Option<Qualifier> {
    let of_noun = |word: &str| {
        if is_area_noun(word) {
            Some(Qualifier::Area)
        } else if is_settlement_noun(word) {
            Some(Qualifier::Settlement)
        } else {
            None
        }
    };
    // Behind the last of the list, or before the first of it: the noun speaks for all.
    let (mut first, mut last) = (index, index);
    while first > 0 && are_listed(words, &names[first - 1], &names[first]) {
        first -= 1;
    }
    while last + 1 < names.len() && are_listed(words, &names[last], &names[last + 1]) {
        last += 1;
    }
    let behind = words.folded_after(names[last].tokens.end - 1);
    let own = words.folded_after(names[index].tokens.end - 1);
    if let Some(qualifier) = of_noun(own) {
        return Some(qualifier);
    }
    if last > index
        && behind.ends_with('s')
        && let Some(qualifier) = of_noun(behind)
    {
        return Some(qualifier);
    }
    let of = words.before(names[first].tokens.start).filter(|&of| words.folded(of) == "of")?;
    let noun = words.folded_before(of);
    if first < index && !noun.ends_with('s') && !noun.ends_with("ies") {
        return None;
    }
    of_noun(noun)
}

/// "Homs and Hama", "Homs, Hama".
fn are_listed(words: &Words, left: &Name, right: &Name) -> bool {
    let between = left.tokens.end..right.tokens.start;
    words.token(left.tokens.start).sentence == words.token(right.tokens.start).sentence
        && (1..=2).contains(&between.len())
        && between.into_iter().all(|at| matches!(words.surface(at), "," | "and" | "or" | "&"))
}
