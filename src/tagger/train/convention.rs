//! What the marks of other corpora would be among ours: titles are no part of a name, and a state is a place, also where it acts.

use std::ops::Range;

use super::corpus::Entities;
use crate::gazetteer::{Gazetteer, Level, NameKind};
use crate::tagger::Entity;
use crate::tagger::lexicon::is_title;
use crate::tagger::names::name_at;
use crate::tagger::words::Words;

/// The tokens of a mark and what they may be, as we would mark them; nothing where we mark nothing.
pub(super) fn as_ours(
    words: &Words,
    gazetteer: &Gazetteer,
    mut tokens: Range<usize>,
    entities: Entities,
) -> Option<(Range<usize>, Entities)> {
    if entities.is_empty() {
        return Some((tokens, entities));
    }
    if entities.single() == Some(Entity::Person) {
        // "Federal Industry Minister Ian MacFarlane", "The Foreign Secretary"
        if let Some(title) = tokens.clone().rev().find(|&at| is_title(words.folded(at))) {
            let dot = words.after(title).filter(|&next| words.surface(next) == ".");
            tokens.start = dot.unwrap_or(title) + 1;
        }
        return (!tokens.is_empty()).then_some((tokens, entities));
    }
    if words.folded(tokens.start) == "the" && tokens.len() > 1 {
        tokens.start += 1;
    }
    let whole = name_at(words, gazetteer, tokens.start, tokens.end).filter(|name| name.tokens == tokens);
    if let Some(name) = whole {
        if name.hits.iter().all(|hit| hit.kind == NameKind::Demonym) {
            return Some((tokens, Entities::of(&[Entity::People])));
        }
        let is_state = |hit: &crate::gazetteer::Hit| gazetteer.level(hit.place) == Level::Country;
        if name.hits.iter().any(is_state) && entities.single() == Some(Entity::Organisation) {
            return Some((tokens, Entities::of(&[Entity::Place])));
        }
    }
    Some((tokens, entities))
}
