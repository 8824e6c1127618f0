//! What moves: noun phrases such as "an estimated 3,000 fighters" or "the warships", with their number and unit.

use std::ops::Range;

use super::{
    Count,
    lexicon::{self, Class, Noun},
    number,
    vocabulary::{
        is_adjective, is_adverb, is_auxiliary, is_determiner, is_group, is_preposition, is_speech, is_stop,
        is_strike, is_unit_modifier, is_vague, makes_another_thing,
    },
    words::{Sort, View},
};
use crate::{gazetteer::Level, mention::Kind};

/// A noun phrase for something that can move.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// Items from the determiner or number to the noun.
    pub items: Range<usize>,
    pub noun: Noun,
    /// Singular, lower case, with its modifiers: "cruise missile".
    pub unit: String,
    pub number: Option<u64>,
    pub qualifier: Option<String>,
    /// "the", "its", "these": known from before.
    pub definite: bool,
    /// "no missiles".
    pub none: bool,
    /// Index of the item that names the state it belongs to.
    pub state: Option<usize>,
    /// "26 missile strikes": said as strikes.
    pub strikes: bool,
}

impl Phrase {
    /// The phrase as a count, which may have no number.
    pub(super) fn count(&self) -> Count {
        Count { number: self.number, unit: self.unit.clone(), qualifier: self.qualifier.clone() }
    }
}

/// How many words a noun phrase may have before its noun.
const MAX_PHRASE: usize = 9;

/// All phrases of a sentence in text order; one inside another ("a convoy" in "a convoy of 30 trucks") is left out.
pub(super) fn phrases(view: &View) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    for at in 0..view.items.len() {
        if let Some(phrase) = phrase_at(view, at) {
            found.retain(|known| {
                !(phrase.items.start <= known.items.start && known.items.end <= phrase.items.end)
            });
            found.push(phrase);
        }
    }
    found
}

fn phrase_at(view: &View, at: usize) -> Option<Phrase> {
    let item = &view.items[at];
    if !matches!(item.sort, Sort::Word | Sort::Capital) || item.possessive {
        return None;
    }
    let noun = lexicon::noun(&item.lower)?;
    let mut end = at + 1;
    let mut strikes = false;
    if let Some(next) = view.items.get(at + 1).filter(|next| matches!(next.sort, Sort::Word)) {
        if noun.class == Class::Missile && is_strike(&next.lower) {
            strikes = true;
            end += 1;
        } else if makes_another_thing(&next.lower)
            || lexicon::noun(&next.lower).is_some_and(|next| next.class != Class::Person) && !noun.plural
        {
            return None;
        }
    }
    // "the carrier group" moves as one.
    let group = noun.class == Class::Vessel && view.word(at + 1) == "group";
    end += usize::from(group);
    let plural = noun.plural || (strikes && view.word(at + 1).ends_with('s'));
    let unit = if item.lower.contains('-') && noun.singular == "aircraft" {
        item.lower.trim_end_matches('s').to_owned()
    } else {
        format!("{}{}", noun.singular, if group { " group" } else { "" })
    };
    let mut phrase = Phrase {
        items: at..end,
        noun: Noun { plural, ..noun },
        unit,
        number: None,
        qualifier: None,
        definite: false,
        none: false,
        state: None,
        strikes,
    };
    let determined = extend_left(view, &mut phrase, at);
    // "a 2005 truck": a model, not a count.
    if !phrase.noun.plural && phrase.number.is_some_and(|number| number > 1) {
        phrase.number = None;
    }
    // A bare singular is a verb, an adjective or a name far more often ("force", "marine", "rebel").
    let mass = matches!(noun.class, Class::Cargo);
    let titled = noun.class == Class::Person && item.sort == Sort::Capital;
    (plural || determined || mass || titled).then_some(phrase)
}

/// Takes in modifiers, number, qualifier and determiner; true when one of number, determiner or owner was there.
fn extend_left(view: &View, phrase: &mut Phrase, head: usize) -> bool {
    let mut start = head;
    let mut unit_open = true;
    let mut determined = false;
    while start > 0 && head - start < MAX_PHRASE {
        let at = start - 1;
        let item = &view.items[at];
        let word = item.lower.as_str();
        match item.sort {
            Sort::Comma | Sort::Break => break,
            Sort::Place(_) => {
                let Some(place) = view.place(at) else { break };
                let state = place.kind == Kind::Demonym || item.possessive || place.level == Level::Country;
                let governed =
                    is_preposition(view.before(at)) && place.kind != Kind::Demonym && !item.possessive;
                if !state || governed {
                    break;
                }
                phrase.state.get_or_insert(at);
                determined |= item.possessive;
            }
            _ if view.is_number(at) => {
                start = take_number(view, phrase, at);
                determined = true;
                continue;
            }
            _ if item.possessive => determined = true,
            // Left of the number stand only articles, owners and groups.
            _ if phrase.number.is_some() && !is_determiner(word) && word != "of" => break,
            _ if is_determiner(word) => {
                // "a dozen trucks" has its article inside the number.
                phrase.definite |= matches!(
                    word,
                    "the" | "these" | "those" | "its" | "their" | "his" | "her" | "both" | "this"
                );
                phrase.none |= word == "no";
                if matches!(word, "a" | "an" | "another") && !phrase.noun.plural && phrase.number.is_none() {
                    phrase.number = Some(1);
                }
                start = at;
                determined = true;
                if word == "the" && view.before(at) == "of" && view.is_number(at.saturating_sub(2)) && at > 2
                {
                    start = take_number(view, phrase, at - 2);
                }
                break;
            }
            _ if word == "of" => {
                let Some(group) = at.checked_sub(1).filter(|group| is_group_item(view, *group)) else {
                    break;
                };
                let name = view.word(group);
                if phrase.number.is_none() && is_vague(name) {
                    phrase.qualifier = Some(format!("{name} of"));
                }
                determined = true;
                start = group;
                unit_open = false;
                continue;
            }
            _ if unit_open && is_unit_modifier(word) => {
                phrase.unit = format!("{word} {}", phrase.unit);
                start = at;
                continue;
            }
            _ if unit_open && phrase.noun.class != Class::Missile && is_compound(view, at) => {}
            _ if is_preposition(word) || is_auxiliary(word) || is_stop(word) => break,
            Sort::Capital => {}
            _ if is_speech(word) || is_adverb(word) => break,
            // "the retreating army", "the defeated rebels"
            _ if is_participle(word) && is_determiner(view.before(at)) => {}
            // A word of motion before the noun is its verb ("sent troops"), unless hyphenated.
            _ if !item.joined && !lexicon::verbs(word).is_empty() && !is_unit_modifier(word) => {
                break;
            }
            _ if !item.joined && is_participle(word) && !is_adjective(word) => break,
            _ => {}
        }
        unit_open = false;
        start = at;
    }
    phrase.items.start = start;
    determined
}

fn is_participle(word: &str) -> bool {
    word.ends_with("ed") || word.ends_with("ing")
}

/// A noun of motion before another one: "missile boat", "refugee boat"; the latter is what moves.
fn is_compound(view: &View, at: usize) -> bool {
    lexicon::noun(view.word(at)).is_some_and(|noun| !noun.plural)
}

/// Reads the number that ends at item `last`, and the qualifier before it; the first item of both.
fn take_number(view: &View, phrase: &mut Phrase, last: usize) -> usize {
    let mut start = last;
    while start > 0 && head_of_number(view, start - 1, start) {
        start -= 1;
    }
    let value = number::run(view.words(start..last + 1));
    if phrase.number.is_none() {
        phrase.number = value.filter(|value| *value >= 0. && *value < 1e12).map(|value| value.round() as u64);
    }
    let context = start.saturating_sub(3);
    if let Some((words, length)) = number::qualifier(&view.words(context..start)) {
        phrase.qualifier = Some(words.to_owned());
        start -= length;
    }
    start
}

fn head_of_number(view: &View, at: usize, next: usize) -> bool {
    view.is_number(at)
        || (matches!(view.word(at), "a" | "an")
            && matches!(view.word(next), "dozen" | "hundred" | "thousand" | "million"))
        || (view.word(at) == "and" && at > 0 && view.is_number(at - 1) && view.word(at - 1).ends_with("red"))
}

fn is_group_item(view: &View, at: usize) -> bool {
    is_group(view.word(at)) && !view.is_mark(at)
}
