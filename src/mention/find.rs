//! Puts the rules together.

use super::filter::is_place;
use super::kind::{kind_of, qualifier_of};
use super::names::{Name, names};
use super::person::{People, is_major};
use super::region::region_around;
use super::words::Words;
use super::{Kind, Mention, Qualifier};
use crate::gazetteer::Gazetteer;
use crate::segment::Segmented;

/// The place mentions of a text in text order; a region expression comes right before the bare name nested in it.
///
/// Cost: a few megabytes of text a second on one core.
#[must_use]
pub fn find(text: &str, segmented: &Segmented, gazetteer: &Gazetteer) -> Vec<Mention> {
    let words = Words::new(text, segmented);
    let people = People::new(&words, |word| is_major(word, gazetteer));
    let names: Vec<Name> = names(&words, gazetteer)
        .into_iter()
        .filter(|name| is_place(&words, &people, gazetteer, name))
        .collect();
    let mut mentions = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let kind = kind_of(&words, gazetteer, name);
        let qualifier = qualifier_of(&words, &names, index);
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
        mentions.push(with_area_noun(&words, name, mention));
    }
    mentions
}

/// "Mason County": a capitalised noun of the area is a part of its name.
fn with_area_noun(words: &Words, name: &Name, mut mention: Mention) -> Mention {
    if mention.qualifier == Some(Qualifier::Area)
        && !words.in_headline(name.tokens.start)
        && let Some(noun) = words.after(name.tokens.end - 1).filter(|&noun| words.is_capitalised(noun))
    {
        mention.range.end = words.token(noun).range.end;
    }
    mention
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
