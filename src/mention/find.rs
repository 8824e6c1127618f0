//! Puts the stages together.

use std::collections::HashSet;
use std::ops::Range;

use super::dateline;
use super::embedded::{embedded, is_seat_of_power};
use super::kind::{kind_of, qualifier_of};
use super::region::region_around;
use super::restore::restore;
use super::stated::{self, is_place_noun};
use super::{Kind, Mention};
use crate::gazetteer::{Gazetteer, Level, NameKind};
use crate::segment::{Segmented, Shape};
use crate::tagger::lexicon::{is_direction, is_place_preposition};
use crate::tagger::names::{Name, names as known_names};
use crate::tagger::words::Words;
use crate::tagger::{Entity, Model, Span, tag};

/// The place mentions of a text in text order; a region expression comes right before the bare name nested in it.
///
/// Cost: a few megabytes of text a second on one core.
#[must_use]
pub fn find(text: &str, segmented: &Segmented, gazetteer: &Gazetteer) -> Vec<Mention> {
    let (restored, segmented) = restore(text, segmented, gazetteer);
    let (text, segmented) = (&*restored, &*segmented);
    let words = Words::new(text, segmented);
    let known = known_names(&words, gazetteer);
    let mut spans = tag(&words, &known, gazetteer, Model::bundled());
    add_seats_of_power(&mut spans, &known, gazetteer);
    stated::add(&mut spans, &words, &known, gazetteer);
    let surnames = surnames(&words, &spans);
    spans.retain(|span| {
        span.entity != Entity::Place || !is_somebody(&words, gazetteer, &surnames, &span.tokens)
    });
    let places: HashSet<&str> = spans
        .iter()
        .filter(|span| span.entity == Entity::Place)
        .map(|span| words.span(&span.tokens))
        .collect();
    let mut names: Vec<(Name, Option<Kind>)> = Vec::new();
    for span in &spans {
        match span.entity {
            // "the West" is no place on a map.
            Entity::Place if span.tokens.len() == 1 && is_direction(words.folded(span.tokens.start)) => {}
            Entity::Place => {
                let name = name_of(&words, gazetteer, &span.tokens);
                if !name.hits.is_empty()
                    || span.tokens.len() > 1
                    || has_place_cue(&words, gazetteer, &span.tokens)
                {
                    names.push((name, None));
                }
            }
            // "a local hospital" has no name; one word is a name only where the gazetteer has it.
            Entity::Facility if !is_name(&words, gazetteer, &span.tokens) => {}
            Entity::Facility => {
                names.push((name_of(&words, gazetteer, &span.tokens), Some(Kind::Facility)));
                if !is_road(&words, &span.tokens) {
                    for name in embedded(&words, gazetteer, &places, &span.tokens) {
                        names.push((name, Some(Kind::Embedded)));
                    }
                }
            }
            Entity::People => {
                let name = name_of(&words, gazetteer, &span.tokens);
                if name.hits.iter().any(|hit| hit.kind == NameKind::Demonym) {
                    names.push((name, Some(Kind::Demonym)));
                }
            }
            Entity::Organisation | Entity::Other => {
                for name in embedded(&words, gazetteer, &places, &span.tokens) {
                    // "The Pentagon denied it": a seat of power by its whole name.
                    let whole = name.tokens.len() == span.tokens.len();
                    names.push((name, if whole { None } else { Some(Kind::Embedded) }));
                }
            }
            Entity::Person => {}
        }
    }
    let only: Vec<Name> = names.iter().map(|(name, _)| name.clone()).collect();
    let mut mentions = Vec::new();
    for (index, (name, kind)) in names.iter().enumerate() {
        let kind = kind.unwrap_or_else(|| kind_of(&words, gazetteer, name));
        let qualifier = qualifier_of(&words, &only, index);
        let bytes = words.token(name.tokens.start).range.start..words.token(name.tokens.end - 1).range.end;
        let sentence = words.token(name.tokens.start).sentence;
        let (hedged, negated) = governed_by(&words, name.tokens.start);
        let mention = Mention { kind, qualifier, hedged, negated, ..Mention::literal(bytes, sentence) };
        if !matches!(kind, Kind::Embedded | Kind::Facility)
            && let Some(region) = region_around(&words, name)
        {
            let range = words.token(region.start).range.start..words.token(region.end - 1).range.end;
            mentions.push(Mention { range, kind: Kind::Region, ..mention.clone() });
        }
        mentions.push(mention);
    }
    // A name may be found in two ways; a span is one mention.
    let mut known = HashSet::new();
    mentions.retain(|mention| known.insert((mention.range.start, mention.range.end)));
    dateline::mark(text, &mut mentions);
    super::written::join(text, segmented, mentions, |token| governed_by(&words, token))
}

/// "The White House": the few sites that stand for a government are meant wherever their names stand by themselves.
fn add_seats_of_power(spans: &mut Vec<Span>, known: &[Name], gazetteer: &Gazetteer) {
    for name in known {
        let next = spans.partition_point(|span| span.tokens.end <= name.tokens.start);
        let is_free = spans.get(next).is_none_or(|span| span.tokens.start >= name.tokens.end);
        if is_free && is_seat_of_power(gazetteer, name) {
            spans.insert(next, Span { tokens: name.tokens.clone(), entity: Entity::Facility });
        }
    }
}

/// The surnames of the people that the text names in full.
fn surnames<'w>(words: &'w Words, spans: &[Span]) -> HashSet<&'w str> {
    let people = spans.iter().filter(|span| span.entity == Entity::Person && span.tokens.len() > 1);
    people.map(|span| words.folded(span.tokens.end - 1)).collect()
}

/// Whether a lone name is the surname of somebody in the text rather than a place: nothing around it asks for a place, and no
/// country or state is called so.
fn is_somebody(
    words: &Words,
    gazetteer: &Gazetteer,
    surnames: &HashSet<&str>,
    tokens: &Range<usize>,
) -> bool {
    if tokens.len() > 1 || !surnames.contains(words.folded(tokens.start)) {
        return false;
    }
    let major =
        gazetteer.lookup(words.surface(tokens.start)).any(|hit| gazetteer.level(hit.place) <= Level::Country);
    !(major || has_place_cue(words, gazetteer, tokens))
}

/// Whether the words around a name ask for a place: "in" or "the city of" before it, "village" or a country or state behind its
/// comma.
fn has_place_cue(words: &Words, gazetteer: &Gazetteer, tokens: &Range<usize>) -> bool {
    let before = words.folded_before(tokens.start);
    let comma = words.after(tokens.end - 1).filter(|&comma| words.surface(comma) == ",");
    let inside = comma.and_then(|comma| words.after(comma)).is_some_and(|outer| {
        words.is_capitalised(outer)
            && gazetteer.lookup(words.surface(outer)).any(|hit| gazetteer.level(hit.place) <= Level::Admin1)
    });
    let of = words.before(tokens.start).filter(|&of| words.folded(of) == "of");
    let stated = of.is_some_and(|of| is_place_noun(words.folded_before(of)))
        || is_place_noun(words.folded_after(tokens.end - 1));
    inside
        || stated
        || (is_place_preposition(before) && !matches!(before, "of" | "to" | "from" | "over" | "between"))
}

fn name_of(words: &Words, gazetteer: &Gazetteer, tokens: &Range<usize>) -> Name {
    Name { tokens: tokens.clone(), hits: gazetteer.lookup(words.span(tokens)).collect() }
}

/// Whether a hedge or a negation governs a token: one of their words before it in its clause.
fn governed_by(words: &Words, at: usize) -> (bool, bool) {
    let (mut hedged, mut negated) = (false, false);
    let mut here = words.before(at);
    while let Some(before) =
        here.filter(|&before| !matches!(words.surface(before), "," | ";" | ":" | "(" | ")"))
    {
        match words.folded(before) {
            "apparently" | "reportedly" | "allegedly" | "possibly" | "perhaps" | "may" | "might"
            | "unconfirmed" | "rumoured" | "rumored" => {
                hedged = true;
            }
            "not" | "never" | "no" | "denied" | "denies" | "deny" | "cannot" | "without" | "didnt"
            | "doesnt" => negated = true,
            _ => {}
        }
        here = words.before(before);
    }
    (hedged, negated)
}

fn is_name(words: &Words, gazetteer: &Gazetteer, tokens: &Range<usize>) -> bool {
    if tokens.len() == 1 {
        gazetteer.lookup(words.surface(tokens.start)).any(|hit| gazetteer.level(hit.place) == Level::Site)
    } else {
        words.in_headline(tokens.start) || tokens.clone().any(|at| words.is_capitalised(at))
    }
}

/// Whether a facility is a street: what it is called after is no place of the story.
fn is_road(words: &Words, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| {
        words.shape(at) == Shape::Number
            || matches!(
                words.folded(at),
                "street"
                    | "road"
                    | "rd"
                    | "avenue"
                    | "ave"
                    | "drive"
                    | "dr"
                    | "lane"
                    | "ln"
                    | "boulevard"
                    | "blvd"
                    | "highway"
                    | "hwy"
                    | "route"
                    | "interstate"
                    | "freeway"
                    | "parkway"
                    | "pkwy"
                    | "turnpike"
                    | "court"
                    | "place"
                    | "way"
                    | "pike"
                    | "terrace"
                    | "close"
                    | "circle"
                    | "motorway"
                    | "expressway"
            )
    }) || words.surface(tokens.end - 1) == "St."
}
