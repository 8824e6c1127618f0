use super::Gazetteer;
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

impl Gazetteer {
    /// The places that bear a name in any of its spellings (see [`fold`]), the most important first. Cost: about a
    /// microsecond.
    pub fn lookup(&self, name: &str) -> impl Iterator<Item = Hit> + '_ {
        let value = self.names.get(fold(name)).map(fst::raw::Output::value);
        value.into_iter().flat_map(|value| self.hits(value))
    }

    /// Gives every name that starts with the first of the words (each folded by itself) and ends with one of them: how
    /// many words it takes, and its value for [`Gazetteer::hits`]. The shortest comes first.
    pub(crate) fn prefixes(&self, words: &[impl AsRef<str>], mut give: impl FnMut(usize, u64)) {
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

    /// The places behind a value of [`Gazetteer::prefixes`].
    pub(crate) fn hits(&self, value: u64) -> impl Iterator<Item = Hit> + '_ {
        self.pack.postings(value).map(|posting| Hit {
            place: PlaceId((posting >> 3) as u32),
            kind: match posting & 7 {
                0 => NameKind::Preferred,
                2 => NameKind::Abbreviation,
                3 => NameKind::Demonym,
                4 => NameKind::Historic,
                5 => NameKind::Postal,
                _ => NameKind::Alternate,
            },
        })
    }
}
