use std::cmp::Reverse;

use super::Gazetteer;
use super::layer::Layer;
use super::open::MOST_LAYERS;
use crate::gazetteer::fold::{ARTICLE, fold, is_article};
use crate::gazetteer::{NameKind, PlaceId};

/// A place that bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The place.
    pub place: PlaceId,
    /// How it came by the name.
    pub kind: NameKind,
}

/// What the places of a name are told by: its value in each layer that has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameKey([u64; MOST_LAYERS]);

/// What no layer has as a value.
const ABSENT: u64 = u64::MAX;

impl NameKey {
    const fn of(layer: usize, value: u64) -> Self {
        let mut values = [ABSENT; MOST_LAYERS];
        values[layer] = value;
        Self(values)
    }
}

impl Gazetteer {
    /// The places that bear a name in any of its spellings (see [`fold`]), the most important first. Cost: about a
    /// microsecond.
    pub fn lookup(&self, name: &str) -> impl Iterator<Item = Hit> + '_ {
        let folded = fold(name);
        let mut values = [ABSENT; MOST_LAYERS];
        for (value, layer) in values.iter_mut().zip(&self.layers) {
            *value = layer.names.get(&folded).map_or(ABSENT, fst::raw::Output::value);
        }
        self.hits(NameKey(values))
    }

    /// Gives every name that starts with the first of the words (each folded by itself) and ends with one of them: how
    /// many words it takes, and what [`Gazetteer::hits`] tells its places by. The shortest comes first.
    pub(crate) fn prefixes(&self, words: &[impl AsRef<str>], mut give: impl FnMut(usize, NameKey)) {
        if let [layer] = &self.layers[..] {
            layer.prefixes(words, |count, value| give(count, NameKey::of(0, value)));
            return;
        }
        let mut names: Vec<(usize, NameKey)> = Vec::new();
        for (number, layer) in self.layers.iter().enumerate() {
            layer.prefixes(words, |count, value| match names.iter_mut().find(|(other, _)| *other == count) {
                Some((_, name)) => name.0[number] = value,
                None => names.push((count, NameKey::of(number, value))),
            });
        }
        names.sort_unstable_by_key(|(count, _)| *count);
        for (count, name) in names {
            give(count, name);
        }
    }

    /// The longest name that starts with the first of the words (each folded by itself): how many words it takes, and the places
    /// that bear it, the most important first. Costs some hundred nanoseconds, and less where no name starts so.
    ///
    /// ```
    /// use dateline::gazetteer::Gazetteer;
    ///
    /// let (words, mut hits) = Gazetteer::bundled().longest(&["new", "york", "times"]).unwrap();
    /// assert_eq!(words, 2);
    /// assert!(hits.next().is_some());
    /// ```
    pub fn longest(&self, words: &[impl AsRef<str>]) -> Option<(usize, impl Iterator<Item = Hit> + '_)> {
        let mut longest = None;
        self.prefixes(words, |count, key| longest = Some((count, key)));
        longest.map(|(count, key)| (count, self.hits(key)))
    }

    /// Gives every name that a folded text starts with, wherever it ends: its length in bytes, and what [`Gazetteer::hits`] tells
    /// its places by. For scripts without blanks between words.
    pub(crate) fn beginnings(&self, folded: &str, mut give: impl FnMut(usize, NameKey)) {
        let mut names: Vec<(usize, NameKey)> = Vec::new();
        for (number, layer) in self.layers.iter().enumerate() {
            layer.beginnings(folded, |length, value| {
                match names.iter_mut().find(|(other, _)| *other == length) {
                    Some((_, name)) => name.0[number] = value,
                    None => names.push((length, NameKey::of(number, value))),
                }
            });
        }
        names.sort_unstable_by_key(|(length, _)| *length);
        for (length, name) in names {
            give(length, name);
        }
    }

    /// The places behind a name of [`Gazetteer::prefixes`], the most important first.
    pub(crate) fn hits(&self, name: NameKey) -> impl Iterator<Item = Hit> + '_ {
        // One layer has its places in order, and that is the common case; several are merged.
        let single = (self.layers.len() == 1 && name.0[0] != ABSENT).then(|| self.hits_in(0, name.0[0]));
        let merged = if self.layers.len() > 1 { self.merged(name) } else { Vec::new() };
        single.into_iter().flatten().chain(merged)
    }

    fn merged(&self, name: NameKey) -> Vec<Hit> {
        let values = name.0.into_iter().take(self.layers.len()).enumerate();
        let mut hits: Vec<Hit> = values
            .filter(|(_, value)| *value != ABSENT)
            .flat_map(|(number, value)| self.hits_in(number, value))
            .collect();
        // A place that replaced another may bear the name in both layers.
        hits.sort_unstable_by_key(|hit| (hit.place, hit.kind));
        hits.dedup_by_key(|hit| hit.place);
        self.sort_by_importance(&mut hits);
        hits
    }

    /// Puts the most important place first, whatever layers they stand in.
    pub(crate) fn sort_by_importance(&self, hits: &mut [Hit]) {
        hits.sort_by_cached_key(|hit| (Reverse(self.importance(hit.place)), hit.place));
    }

    /// The places behind a value of one layer.
    pub(super) fn hits_in(&self, number: usize, value: u64) -> impl Iterator<Item = Hit> + '_ {
        self.layers[number]
            .bearers(value)
            .map(move |(local, kind)| Hit { place: self.global(number, local), kind })
    }
}

impl Layer {
    fn prefixes(&self, words: &[impl AsRef<str>], mut give: impl FnMut(usize, u64)) {
        let mut node = self.names.root();
        let mut output = fst::raw::Output::zero();
        for (position, word) in words.iter().enumerate() {
            let word = word.as_ref();
            if position > 0 {
                let Some(index) = node.find_input(b' ') else { return };
                let transition = node.transition(index);
                output = output.cat(transition.out);
                node = self.names.node(transition.addr);
            }
            if let Some((end, total)) = self.walk(node, output, word)
                && end.is_final()
            {
                give(position + 1, total.cat(end.final_output()).value());
            }
            // An article is one only before another word; as the last word it stands as it is written.
            let Some(next) = self.walk(node, output, if is_article(word) { ARTICLE } else { word }) else {
                return;
            };
            (node, output) = next;
        }
    }

    fn beginnings(&self, folded: &str, mut give: impl FnMut(usize, u64)) {
        let mut node = self.names.root();
        let mut output = fst::raw::Output::zero();
        for (at, &byte) in folded.as_bytes().iter().enumerate() {
            let Some(index) = node.find_input(byte) else { return };
            let transition = node.transition(index);
            output = output.cat(transition.out);
            node = self.names.node(transition.addr);
            if node.is_final() {
                give(at + 1, output.cat(node.final_output()).value());
            }
        }
    }

    fn walk<'f>(
        &'f self,
        mut node: fst::raw::Node<'f>,
        mut output: fst::raw::Output,
        word: &str,
    ) -> Option<(fst::raw::Node<'f>, fst::raw::Output)> {
        for &byte in word.as_bytes() {
            let transition = node.transition(node.find_input(byte)?);
            output = output.cat(transition.out);
            node = self.names.node(transition.addr);
        }
        Some((node, output))
    }
}
