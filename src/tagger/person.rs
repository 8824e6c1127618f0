//! Whose names the text uses: a surname met once behind a given name or a title is a person wherever it stands alone.

use std::collections::HashSet;

use super::lexicon::{GIVEN_NAMES, is_title};
use super::words::Words;
use crate::gazetteer::{Gazetteer, Level};

/// Folded names of the people of the text.
pub(crate) struct People<'w> {
    surnames: HashSet<&'w str>,
}

impl<'w> People<'w> {
    /// Reads the text for given names and titles with a capitalised word behind them. `is_major` tells whether a folded word
    /// is a country or the like, which a title before it does not turn into a person ("chief Syria correspondent").
    pub(crate) fn new(words: &'w Words, is_major: impl Fn(&str) -> bool) -> Self {
        let mut surnames = HashSet::new();
        for at in 0..words.len() {
            let word = words.folded(at);
            let introduces = is_title(word) || (words.is_capitalised(at) && GIVEN_NAMES.contains(word));
            if !introduces || words.in_headline(at) {
                continue;
            }
            for name in name_behind(words, at) {
                let folded = words.folded(name);
                if folded.len() > 1 && !is_major(folded) && !is_title(folded) {
                    surnames.insert(folded);
                }
            }
        }
        Self { surnames }
    }

    /// Whether a folded word is the name of somebody in the text.
    pub(crate) fn contains(&self, folded: &str) -> bool {
        self.surnames.contains(folded)
    }
}

/// Whether a folded word means a country or something larger before all else.
pub(crate) fn is_major(word: &str, gazetteer: &Gazetteer) -> bool {
    gazetteer.lookup(word).next().is_some_and(|hit| gazetteer.level(hit.place) <= Level::Country)
}

/// The capitalised tokens right behind one, with the particles and hyphens between them: "Bashar al-Assad", "John F. Kerry".
fn name_behind<'w>(words: &'w Words, at: usize) -> impl Iterator<Item = usize> + 'w {
    let mut next = words.after(at);
    let mut taken = 0;
    std::iter::from_fn(move || {
        loop {
            let here = next.filter(|_| taken < 4)?;
            next = words.after(here);
            if words.is_capitalised(here) {
                taken += 1;
                return Some(here);
            }
            let particle = matches!(
                words.folded(here),
                "al" | "el" | "bin" | "ibn" | "van" | "von" | "de" | "der" | "den" | "da" | "di"
            );
            if !particle && !words.is_hyphen(here) {
                next = None;
            }
        }
    })
}
