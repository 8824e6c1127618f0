//! Gives a text back what it lost on its way, so that the tagger sees what it has learned to read: the capitals of a text that is
//! all in small letters, and the names that a line end divides ("Ge-\nneva").
//!
//! Offsets stay: letters are only exchanged for others of the same length, tokens only joined.

use std::borrow::Cow;

use crate::gazetteer::{Gazetteer, Level, NameKind};
use crate::segment::{Segmented, Shape};
use crate::tagger::lexicon::{
    GIVEN_NAMES, SURNAMES, WORDS, is_area_noun, is_organisation_head, is_place_preposition, is_title,
};
use crate::tagger::names::{Name, names};
use crate::tagger::words::Words;

/// The text and its tokens, as the tagger should see them; both are borrowed where nothing is lost.
pub(super) fn restore<'t>(
    text: &'t str,
    segmented: &'t Segmented,
    gazetteer: &Gazetteer,
) -> (Cow<'t, str>, Cow<'t, Segmented>) {
    let segmented = join_divided(text, segmented, gazetteer);
    if has_capitals(&segmented) {
        return (Cow::Borrowed(text), segmented);
    }
    let shapes = capitals(text, &segmented, gazetteer);
    let mut restored = String::with_capacity(text.len());
    let mut segmented = segmented.into_owned();
    let mut at = 0;
    for (token, shape) in segmented.tokens.iter_mut().zip(shapes) {
        let Some(shape) = shape else { continue };
        restored.push_str(&text[at..token.range.start]);
        at = token.range.start;
        for letter in text[token.range.clone()].chars() {
            if at > token.range.start && shape == Shape::Capitalised {
                break;
            }
            restored.push(upper(letter));
            at += letter.len_utf8();
        }
        token.shape = shape;
    }
    restored.push_str(&text[at..]);
    (Cow::Owned(restored), Cow::Owned(segmented))
}

/// The capital of a letter where it is as long in UTF-8.
fn upper(letter: char) -> char {
    let mut capitals = letter.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) if capital.len_utf8() == letter.len_utf8() => capital,
        _ => letter,
    }
}

/// Whether a text has the capitals that any text has: one word in fifty.
fn has_capitals(segmented: &Segmented) -> bool {
    let (mut small, mut capital) = (0_usize, 0_usize);
    for token in &segmented.tokens {
        match token.shape {
            Shape::Lower => small += 1,
            Shape::Capitalised | Shape::Upper | Shape::Initial => capital += 1,
            Shape::Number | Shape::Uncased | Shape::Punctuation => {}
        }
    }
    small < 4 || capital * 50 > small
}

/// The tokens with names joined that a hyphen divides at a line end, where the gazetteer knows the whole.
fn join_divided<'t>(text: &str, segmented: &'t Segmented, gazetteer: &Gazetteer) -> Cow<'t, Segmented> {
    let tokens = &segmented.tokens;
    let is_divided = |at: usize| {
        let [left, hyphen, right] = &tokens[at..at + 3] else { return false };
        matches!(&text[hyphen.range.clone()], "-" | "‐")
            && left.range.end == hyphen.range.start
            && right.shape == Shape::Lower
            && !matches!(left.shape, Shape::Punctuation | Shape::Number)
            && text[hyphen.range.end..right.range.start].contains('\n')
            && gazetteer.lookup(&text[left.range.start..right.range.end]).next().is_some()
    };
    let divided: Vec<usize> = (0..tokens.len().saturating_sub(2)).filter(|&at| is_divided(at)).collect();
    if divided.is_empty() {
        return Cow::Borrowed(segmented);
    }
    let mut joined = Segmented::default();
    for sentence in &segmented.sentences {
        let first = joined.tokens.len();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let mut token = tokens[at].clone();
            if at + 2 < sentence.tokens.end && divided.binary_search(&at).is_ok() {
                token.range.end = tokens[at + 2].range.end;
                at += 2;
            }
            joined.tokens.push(token);
            at += 1;
        }
        let mut sentence = sentence.clone();
        sentence.tokens = first..joined.tokens.len();
        joined.sentences.push(sentence);
    }
    Cow::Owned(joined)
}

/// Which words of a text in small letters had capitals, and of what shape.
fn capitals(text: &str, segmented: &Segmented, gazetteer: &Gazetteer) -> Vec<Option<Shape>> {
    let mut shapes = vec![None; segmented.tokens.len()];
    // Every word could start a name here.
    let mut raised = segmented.clone();
    for token in raised.tokens.iter_mut().filter(|token| token.shape == Shape::Lower) {
        let letters = &text[token.range.clone()];
        if letters.starts_with(char::is_alphabetic)
            && letters.len() > 1
            && !matches!(letters, "of" | "the" | "and")
        {
            token.shape = Shape::Capitalised;
        }
    }
    let words = Words::new(text, &raised);
    let mut previous = None;
    for name in names(&words, gazetteer) {
        if is_believed(&words, gazetteer, &name, previous.as_ref()) {
            for at in name.tokens.clone().filter(|&at| raised.tokens[at].shape == Shape::Capitalised) {
                shapes[at] = Some(Shape::Capitalised);
            }
            // "river mersey", "mason county library"
            let behind = words.after(name.tokens.end - 1);
            if let Some(behind) = behind.filter(|&at| is_head(words.folded(at)) && !name.is_demonym()) {
                shapes[behind] = Some(Shape::Capitalised);
            }
            previous = Some(name);
        }
    }
    for at in 0..words.len() {
        if raised.tokens[at].shape != Shape::Capitalised {
            continue;
        }
        if words.starts_sentence(at) || words.surface(at) == "i" {
            shapes[at] = Some(Shape::Capitalised);
        }
        if is_abbreviation(&words, gazetteer, at) {
            shapes[at] = Some(Shape::Upper);
        }
        let folded = words.folded(at);
        let given = GIVEN_NAMES.contains(folded) && !is_word(folded);
        let behind = words.after(at).filter(|&behind| {
            let surname = words.folded(behind);
            raised.tokens[behind].shape == Shape::Capitalised
                && (SURNAMES.contains(surname) || (surname.len() > 3 && !is_word(surname)))
        });
        if let Some(behind) = behind.filter(|_| given || (is_title(folded) && folded.len() <= 3)) {
            shapes[at] = Some(Shape::Capitalised);
            shapes[behind] = Some(Shape::Capitalised);
        }
    }
    shapes
}

/// Whether a word is an ordinary one, as far as it is the name of a place or person as well.
fn is_word(folded: &str) -> bool {
    WORDS.contains(folded)
}

fn is_head(folded: &str) -> bool {
    (is_organisation_head(folded) && !matches!(folded, "police" | "forces" | "force" | "army" | "government"))
        || is_area_noun(folded)
        || matches!(
            folded,
            "street" | "road" | "avenue" | "airport" | "river" | "lake" | "bridge" | "stadium" | "high"
        )
}

/// "uk", "u.s.", "w.va.": in small letters only countries are told from words, and states by their full stops.
fn is_abbreviation(words: &Words, gazetteer: &Gazetteer, at: usize) -> bool {
    let surface = words.surface(at);
    let stopped = surface.contains('.');
    let level = if stopped { Level::Admin1 } else { Level::Country };
    // "uk" is among the words because the net writes it so; "us" is one.
    (stopped || !is_word(words.folded(at)) || (words.folded(at) != "us" && surface.len() == 2))
        && surface.len() <= 6
        && gazetteer
            .lookup(surface)
            .any(|hit| hit.kind == NameKind::Abbreviation && gazetteer.level(hit.place) <= level)
}

/// Whether a name in small letters is one: the more it could be ordinary words, the better known the place must be.
fn is_believed(words: &Words, gazetteer: &Gazetteer, name: &Name, previous: Option<&Name>) -> bool {
    let Some(best) = name.hits.first() else { return false };
    let ordinary = name.tokens.clone().all(|at| is_word(words.folded(at)) || words.folded(at).is_empty());
    let before = words.folded_before(name.tokens.start);
    let asked = is_place_preposition(before) && before != "of";
    // "wilmington, delaware": what a larger place explains is a place, and the other way round.
    let listed = previous.is_some_and(|previous| {
        previous.tokens.end + 1 == name.tokens.start && words.surface(previous.tokens.end) == ","
    });
    let level = gazetteer.level(best.place);
    let population = gazetteer.population(best.place);
    if name.is_demonym() {
        return !ordinary;
    }
    let single = name.tokens.len() == 1;
    let great = level <= Level::Admin1 || (level == Level::Settlement && population >= 300_000);
    if ordinary {
        return if single {
            level <= Level::Country && (asked || words.folded(name.tokens.start).len() > 6)
        } else {
            great || (population >= 20_000 && (asked || listed))
        };
    }
    let somebody = single
        && (GIVEN_NAMES.contains(words.folded(name.tokens.start))
            || SURNAMES.contains(words.folded(name.tokens.start)));
    if somebody && level > Level::Admin1 {
        return asked || listed;
    }
    great || asked || listed || population >= 20_000 || (!single && best.kind == NameKind::Preferred)
}
