//! What else than a place words may be: tells whoever looks at errors why a span was taken or passed over.

use std::ops::Range;

use crate::gazetteer::{Gazetteer, NameKind};
use crate::segment::{Segmented, Shape};
use crate::tagger::lexicon::{
    GIVEN_NAMES, NOT_PLACES, SURNAMES, WORDS, is_area_noun, is_organisation_head, is_settlement_noun,
    is_title,
};
use crate::tagger::names::names;
use crate::tagger::person::{People, is_major};
use crate::tagger::words::Words;
use crate::tagger::{Entity, Model, tag};

/// What words may be besides the name of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// Somebody's name: "Mr Washington", "Jackson"
    Person,
    /// An organisation, or a part of its name: "Homs University", "CBS"
    Organisation,
    /// Ordinary words: "Reading", "of"
    CommonWord,
}

/// What each span of a text looks like besides a place, by the tagger, by the closed word lists and by its neighbours; none where nothing
/// speaks for anything else. Spans are bytes in the text. Cost: that of finding the mentions of the text.
#[must_use]
pub fn likenesses(
    text: &str,
    segmented: &Segmented,
    gazetteer: &Gazetteer,
    spans: &[Range<usize>],
) -> Vec<Option<Likeness>> {
    let words = Words::new(text, segmented);
    let people = People::new(&words, |word| is_major(word, gazetteer));
    let entities = tag(&words, &names(&words, gazetteer), gazetteer, Model::bundled());
    let likeness = |span: &Range<usize>| {
        let tokens = tokens_of(segmented, span)?;
        let next = entities.partition_point(|entity| entity.tokens.end <= tokens.start);
        let entity = entities.get(next).filter(|entity| entity.tokens.start < tokens.end);
        // What the tagger takes it for is the reason where it is passed over; where it is taken, the words around it may tell.
        match entity.map(|entity| entity.entity) {
            Some(Entity::Person) => return Some(Likeness::Person),
            Some(Entity::Organisation | Entity::Other) => return Some(Likeness::Organisation),
            _ => {}
        }
        if is_like_person(&words, &people, &tokens) {
            Some(Likeness::Person)
        } else if is_like_organisation(&words, gazetteer, &tokens) {
            Some(Likeness::Organisation)
        } else if is_like_common_word(&words, &tokens) {
            Some(Likeness::CommonWord)
        } else {
            None
        }
    };
    spans.iter().map(likeness).collect()
}

/// The tokens that share a character with a span; none where it holds only white space.
fn tokens_of(segmented: &Segmented, span: &Range<usize>) -> Option<Range<usize>> {
    let first = segmented.tokens.partition_point(|token| token.range.end <= span.start);
    let end = segmented.tokens.partition_point(|token| token.range.start < span.end);
    (first < end).then_some(first..end)
}

fn is_like_person(words: &Words, people: &People, tokens: &Range<usize>) -> bool {
    let first = tokens.start;
    let folded = words.folded(first);
    let behind_person_word = words.before(first).is_some_and(|before| {
        let word = words.folded(before);
        words.is_capitalised(before)
            && !words.in_headline(before)
            && (is_title(word) || GIVEN_NAMES.contains(word))
    });
    let surname_behind = GIVEN_NAMES.contains(folded)
        && words.after(first).is_some_and(|next| {
            let word = words.folded(next);
            words.is_capitalised(next)
                && !WORDS.contains(word)
                && !is_title(word)
                && !is_area_noun(word)
                && !is_settlement_noun(word)
                && !is_organisation_head(word)
        });
    let own_name = tokens.len() == 1
        && (people.contains(folded) || SURNAMES.contains(folded) || GIVEN_NAMES.contains(folded));
    behind_person_word || surname_behind || own_name
}

fn is_like_organisation(words: &Words, gazetteer: &Gazetteer, tokens: &Range<usize>) -> bool {
    let is_head = |at: usize| words.is_capitalised(at) && is_organisation_head(words.folded(at));
    if tokens.clone().any(is_head) {
        return true;
    }
    // The capitalised run behind: "Homs Chamber Orchestra".
    let mut behind = words.after(tokens.end - 1);
    for _ in 0..4 {
        let Some(here) = behind.filter(|&here| words.is_capitalised(here)) else { break };
        if is_head(here) {
            return true;
        }
        behind = words.after(here);
    }
    // "University of Homs"
    let of = words.before(tokens.start).filter(|&of| words.folded(of) == "of");
    if of.and_then(|of| words.before(of)).is_some_and(is_head) {
        return true;
    }
    let letters = words.surface(tokens.start);
    tokens.len() == 1
        && words.shape(tokens.start) == Shape::Upper
        && !words.in_headline(tokens.start)
        && letters.chars().count() <= 4
        && !gazetteer.lookup(letters).any(|hit| hit.kind == NameKind::Abbreviation)
}

fn is_like_common_word(words: &Words, tokens: &Range<usize>) -> bool {
    NOT_PLACES.contains(words.span(tokens))
        || tokens.clone().all(|at| {
            matches!(words.shape(at), Shape::Lower | Shape::Number | Shape::Punctuation)
                || WORDS.contains(words.folded(at))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segment;

    #[test]
    fn words_look_like_what_their_neighbours_and_the_lists_make_them() {
        let likeness = |text: &str, words: &str| {
            let start = text.find(words).unwrap();
            let span = start..start + words.len();
            likenesses(text, &segment(text), Gazetteer::bundled(), std::slice::from_ref(&span))[0]
        };
        assert_eq!(likeness("They say that Mr Homs spoke of it.", "Homs"), Some(Likeness::Person));
        assert_eq!(likeness("They met Vladimir Putin there.", "Vladimir"), Some(Likeness::Person));
        assert_eq!(likeness("He went to Homs University today.", "Homs"), Some(Likeness::Organisation));
        assert_eq!(likeness("He studied at the University of Homs.", "Homs"), Some(Likeness::Organisation));
        assert_eq!(likeness("They were seen on the road.", "the road"), Some(Likeness::CommonWord));
        assert_eq!(likeness("They went to Homs at night.", "Homs"), None);
        assert_eq!(likeness("They went to  Homs at night.", "  "), None);
    }
}
