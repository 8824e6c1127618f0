//! Distinct texts side by side, each with a number.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Texts one behind the other in one piece of memory; a number for each, from 0 in the order in which they came. 8 bytes a text beside its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Texts {
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a number below [`Self::len`].
    pub(super) fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.text[start..self.ends[number]]
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len() as u32).map(|number| self.get(number))
    }

    /// Gives back the memory that nothing will be put in.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// Texts of which each is kept once, and found by what it says. 8 to 16 bytes a text more.
#[derive(Clone, Debug, Default)]
pub(super) struct Dictionary {
    texts: Texts,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Dictionary {
    /// The number of a text, which is added where it is not there yet.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        let Self { texts, numbers, hasher } = self;
        let hash = hasher.hash_one(text);
        if let Some(number) = numbers.find(hash, |number| texts.get(*number) == text) {
            return *number;
        }
        let number = texts.len() as u32;
        texts.push(text);
        numbers.insert_unique(hash, number, |number| hasher.hash_one(texts.get(*number)));
        number
    }

    /// The number of a text; none where it is not there.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(text);
        self.numbers.find(hash, |number| self.texts.get(*number) == text).copied()
    }

    /// The text of a number that was given.
    pub(super) fn get(&self, number: u32) -> &str {
        self.texts.get(number)
    }

    pub(super) const fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Gives back the memory that nothing will be put in.
    pub(super) fn shrink(&mut self) {
        let Self { texts, numbers, hasher } = self;
        texts.shrink();
        numbers.shrink_to_fit(|number| hasher.hash_one(texts.get(*number)));
    }

    /// The texts alone, where none will be looked for.
    pub(super) fn into_texts(mut self) -> Texts {
        self.texts.shrink();
        self.texts
    }
}
