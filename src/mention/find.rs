//! Puts the stages together.

use std::collections::HashSet;
use std::ops::Range;

use super::embedded::embedded;
use super::kind::{kind_of, qualifier_of};
use super::region::region_around;
use super::{Kind, Mention};
use crate::gazetteer::{Gazetteer, NameKind};
use crate::segment::{Segmented, Shape};
use crate::tagger::names::Name;
use crate::tagger::words::Words;
use crate::tagger::{Entity, Model, tag};

/// The place mentions of a text in text order; a region expression comes right before the bare name nested in it.
///
/// Cost: a few megabytes of text a second on one core.
#[must_use]
pub fn find(text: &str, segmented: &Segmented, gazetteer: &Gazetteer) -> Vec<Mention> {
    let words = Words::new(text, segmented);
    let spans = tag(&words, gazetteer, Model::bundled());
    let places: HashSet<&str> = spans
        .iter()
        .filter(|span| span.entity == Entity::Place)
        .map(|span| words.span(&span.tokens))
        .collect();
    let mut names: Vec<(Name, Option<Kind>)> = Vec::new();
    for span in &spans {
        match span.entity {
            Entity::Place => names.push((name_of(&words, gazetteer, &span.tokens), None)),
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
                    names.push((name, Some(Kind::Embedded)));
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
        let mention =
            Mention { range: bytes.clone(), name: bytes, sentence, kind, qualifier, hedged, negated };
        if !matches!(kind, Kind::Embedded | Kind::Facility)
            && let Some(region) = region_around(&words, name)
        {
            let range = words.token(region.start).range.start..words.token(region.end - 1).range.end;
            mentions.push(Mention { range, kind: Kind::Region, ..mention.clone() });
        }
        mentions.push(mention);
    }
    mentions
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

/// Whether a facility is a street: what it is called after is no place of the story.
fn is_road(words: &Words, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| {
        words.shape(at) == Shape::Number
            || matches!(
                words.folded(at),
                "street" | "road" | "rd" | "avenue" | "ave" | "drive" | "dr" | "lane" | "ln" | "boulevard" | "blvd"
                    | "highway" | "hwy" | "route" | "interstate" | "freeway" | "parkway" | "pkwy" | "turnpike" | "court"
                    | "place" | "way" | "pike" | "terrace" | "close" | "circle" | "motorway" | "expressway"
            )
    }) || words.surface(tokens.end - 1) == "St."
}
