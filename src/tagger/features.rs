//! What the tagger sees of each token: its letters, its neighbours, the lists and names it is in, and the rest of the text.
//!
//! Every fact is a number of 64 bits, made of the facts that it joins; a model gives a weight to each fact and label.

use std::collections::HashSet;

use super::lexicon::{Classes, NOT_PLACES};
use super::names::Name;
use super::person::{People, is_major};
use super::words::Words;
use crate::gazetteer::{Gazetteer, Level, NameKind, Renown};
use crate::segment::Shape;

/// Joins two numbers to one whose bits all depend on both: multiply and fold, as the wyhash family of hash functions does.
fn mix(one: u64, other: u64) -> u64 {
    let product = u128::from(one ^ 0x9E37_79B9_7F4A_7C15) * u128::from(other ^ 0xD1B5_4A32_D192_ED03);
    (product as u64) ^ ((product >> 64) as u64)
}

fn hash(bytes: &[u8]) -> u64 {
    let mut state = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        state = mix(state, u64::from_le_bytes(word));
    }
    state
}

/// The facts of one token by itself, which its neighbours see as well.
#[derive(Clone, Copy, Default)]
struct Atom {
    word: u64,
    shape: u64,
    prefixes: [u64; 3],
    suffixes: [u64; 3],
    classes: u64,
    /// Of the gazetteer name that it is in: its class and the token's part in it; 0 in none.
    name: u64,
    /// All classes of places that bear the name.
    bearers: u64,
    /// What the rest of the text tells of the word.
    elsewhere: u64,
    /// The last word of the capitalised run that it is in, and the first.
    run_last: u64,
    run_first: u64,
    run_classes: u64,
    run_part: u64,
    capital: bool,
}

/// The features of all tokens of a text.
pub(super) struct Features {
    atoms: Vec<Atom>,
}

/// A token before the first and behind the last of a sentence.
const EDGE: Atom = Atom {
    word: 1,
    shape: 1,
    prefixes: [1; 3],
    suffixes: [1; 3],
    classes: 1 << 40,
    name: 0,
    bearers: 0,
    elsewhere: 0,
    run_last: 0,
    run_first: 0,
    run_classes: 0,
    run_part: 0,
    capital: false,
};

impl Features {
    /// Looks at the whole text once; `names` are those that the gazetteer knows in it.
    pub(super) fn new(words: &Words, names: &[Name], gazetteer: &Gazetteer) -> Self {
        let mut atoms: Vec<Atom> = (0..words.len()).map(|at| atom(words, at)).collect();
        for name in names {
            let (class, bearers) = name_class(words, gazetteer, name);
            let count = name.tokens.len();
            for (offset, at) in name.tokens.clone().enumerate() {
                let part = match (offset, count) {
                    (_, 1) => 3,
                    (0, _) => 0,
                    _ if offset + 1 == count => 2,
                    _ => 1,
                };
                atoms[at].name = 4 * class + part + 1;
                atoms[at].bearers = bearers;
            }
        }
        add_elsewhere(words, gazetteer, &mut atoms);
        add_runs(words, &mut atoms);
        Self { atoms }
    }

    /// Gives the features of a token of the sentence `tokens`.
    pub(super) fn each(&self, tokens: &std::ops::Range<usize>, at: usize, mut give: impl FnMut(u64)) {
        let near = |offset: isize| {
            at.checked_add_signed(offset)
                .filter(|near| tokens.contains(near))
                .map_or(&EDGE, |near| &self.atoms[near])
        };
        let (before2, before, here, after, after2) = (near(-2), near(-1), near(0), near(1), near(2));
        let mut template = 0;
        let mut add = |one: u64, other: u64| {
            template += 1;
            give(mix(mix(template, one), other));
        };
        add(0, 0);
        for token in [before2, before, here, after, after2] {
            add(token.word, 0);
            add(token.classes, 0);
            add(token.shape, 0);
            add(token.name, 0);
        }
        add(before.word, here.word);
        add(here.word, after.word);
        add(before.word, after.word);
        add(before2.word, before.word);
        add(after.word, after2.word);
        for length in 0..3 {
            add(here.prefixes[length], 0);
            add(here.suffixes[length], 0);
        }
        add(before.suffixes[1], 0);
        add(after.suffixes[1], 0);
        add(before.shape, here.shape);
        add(here.shape, after.shape);
        add(mix(before.shape, here.shape), after.shape);
        add(here.bearers, 0);
        add(here.name, here.bearers);
        add(here.name, before.word);
        add(here.name, after.word);
        add(here.name, here.shape);
        add(here.name, here.classes);
        add(here.name, before.classes);
        add(here.name, after.classes);
        add(before.name, here.name);
        add(here.name, after.name);
        add(before.classes, here.classes);
        add(here.classes, after.classes);
        add(before.classes, after.classes);
        add(here.shape, before.word);
        add(here.shape, after.word);
        add(here.elsewhere, here.shape);
        add(here.elsewhere, here.name);
        add(here.run_last, here.run_part);
        add(here.run_first, here.run_part);
        add(here.run_classes, here.run_part);
        add(here.run_classes, here.name);
        add(here.run_last, here.name);
        add(here.run_part, here.name);
        add(here.suffixes[2], here.shape);
    }
}

fn atom(words: &Words, at: usize) -> Atom {
    let surface = words.surface(at);
    let folded = words.folded(at);
    // Numbers are alike but for their length.
    let shape = shape_of(surface);
    let lower = if words.shape(at) == Shape::Number {
        shape
    } else if folded.is_empty() {
        hash(surface.as_bytes())
    } else {
        hash(folded.as_bytes())
    };
    let bytes = folded.as_bytes();
    let affix = |length: usize, end: bool| {
        if bytes.len() <= length {
            hash(bytes)
        } else if end {
            mix(2, hash(&bytes[bytes.len() - length..]))
        } else {
            mix(3, hash(&bytes[..length]))
        }
    };
    let in_headline = words.in_headline(at);
    let mut shape = mix(shape, u64::from(in_headline));
    if words.starts_sentence(at) {
        shape = mix(shape, 7);
    }
    Atom {
        word: lower,
        shape,
        prefixes: [affix(2, false), affix(3, false), affix(4, false)],
        suffixes: [affix(2, true), affix(3, true), affix(4, true)],
        classes: u64::from(Classes::of(folded).0),
        capital: words.is_capitalised(at),
        ..Atom::default()
    }
}

/// The pattern of a word's letters, runs shortened: `McCain` is `XxXx`, "U.S." `X.X.`, "1,610" `d,d`.
fn shape_of(surface: &str) -> u64 {
    let mut state = 0;
    let (mut last, mut count) = (' ', 0);
    // A word that a line end divides looks like the whole word.
    let is_divided = surface.contains('\n');
    for character in surface.chars().filter(|&c| !is_divided || c.is_alphanumeric()) {
        let class = if character.is_uppercase() {
            'X'
        } else if character.is_lowercase() {
            'x'
        } else if character.is_numeric() {
            'd'
        } else if character.is_alphabetic() {
            'o'
        } else {
            character
        };
        count = if class == last { count + 1 } else { 0 };
        last = class;
        // Two in a row are told from one, more from two only for digits.
        if count < 2 || (class == 'd' && count < 4) {
            state = mix(state, u64::from(u32::from(class)));
        }
    }
    state
}

/// The most telling class of the places that bear a name, and the classes of all of them as bits.
fn name_class(words: &Words, gazetteer: &Gazetteer, name: &Name) -> (u64, u64) {
    let mut best = 31;
    let mut bits = 0;
    for hit in &name.hits {
        let class = match hit.kind {
            NameKind::Demonym => 0,
            NameKind::Abbreviation => 3,
            NameKind::Postal => 4,
            kind => {
                let preferred = kind == NameKind::Preferred;
                match gazetteer.level(hit.place) {
                    Level::Country => 1,
                    Level::Region if gazetteer.renown(hit.place) == Renown::Unknown => 16,
                    Level::Region => 2,
                    Level::Admin1 if preferred => 5,
                    Level::Admin1 => 15,
                    Level::Settlement => match gazetteer.population(hit.place) {
                        1_000_000.. => 6,
                        200_000.. => 7,
                        50_000.. => 8,
                        10_000.. => 9,
                        1_000.. => 10,
                        _ => 11,
                    },
                    Level::Admin2 => 12,
                    Level::Natural => 13,
                    Level::Site => 14,
                }
            }
        };
        best = best.min(class);
        bits |= 1 << class;
    }
    if NOT_PLACES.contains(words.span(&name.tokens)) {
        best = 17;
    }
    (best, bits)
}

/// Whether the text writes the word small elsewhere, has it in the middle of a sentence, or as somebody's surname.
fn add_elsewhere(words: &Words, gazetteer: &Gazetteer, atoms: &mut [Atom]) {
    let mut small: HashSet<u64> = HashSet::new();
    for (at, atom) in atoms.iter().enumerate() {
        if words.shape(at) == Shape::Lower && !words.in_headline(at) {
            small.insert(atom.word);
        }
    }
    let people = People::new(words, |word| is_major(word, gazetteer));
    for (at, atom) in atoms.iter_mut().enumerate() {
        if atom.capital {
            atom.elsewhere = 1
                | (u64::from(small.contains(&atom.word)) << 1)
                | (u64::from(people.contains(words.folded(at))) << 2);
        }
    }
}

/// The capitalised runs: "Farrington Corner Road" ends in a word that tells what the whole is.
fn add_runs(words: &Words, atoms: &mut [Atom]) {
    for sentence in &words.segmented.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if !atoms[at].capital {
                at += 1;
                continue;
            }
            let start = at;
            while at < sentence.tokens.end && atoms[at].capital {
                at += 1;
            }
            let (first, last) = (atoms[start], atoms[at - 1]);
            let count = at - start;
            let classes = atoms[start..at].iter().fold(0, |bits, atom| bits | atom.classes);
            for (offset, atom) in atoms[start..at].iter_mut().enumerate() {
                atom.run_last = last.word;
                atom.run_first = first.word;
                atom.run_classes = mix(classes, last.classes);
                atom.run_part = (offset.min(2) as u64) * 4 + (count - 1 - offset).min(3) as u64;
            }
        }
    }
}
