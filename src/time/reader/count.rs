use super::Reader;
use crate::time::{
    phrase::Sense,
    word::{Portion, Unit, Word},
};

impl Reader<'_> {
    /// A number or number word, `a couple of`: least, most and where it ends.
    pub(super) fn count(&self, at: usize) -> Option<(u16, u16, usize)> {
        match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            (Word::A, Word::Count(least, most), _) => Some((least, most, at + 2)),
            (Word::A, ..) => Some((1, 1, at + 1)),
            // "twenty-five"
            (Word::Count(tens @ 20.., _), Word::Dash, Word::Count(ones @ ..10, _)) => {
                Some((tens + ones, tens + ones, at + 3))
            }
            (Word::Count(least, most), ..) => Some((least, most, at + 1)),
            (Word::Digits(..=3, value), ..) => Some((value, value, at + 1)),
            _ => None,
        }
        .map(|(least, most, end)| (least, most, end + usize::from(self.word(end) == Word::Of)))
    }

    /// `three days ago`, `a week earlier`, `two years later`
    pub(super) fn counted(&self, at: usize) -> Option<(Sense, usize)> {
        let (least, most, unit_at) = self.count(at)?;
        let Word::Unit(unit, _) = self.word(unit_at) else { return None };
        if unit == Unit::Weekend {
            return None;
        }
        let sense = match self.word(unit_at + 1) {
            Word::Ago => Sense::Ago { unit, least, most },
            Word::Portion(Portion::Earlier) => Sense::Shifted { unit, least, most, forward: false },
            Word::Portion(Portion::Later) => Sense::Shifted { unit, least, most, forward: true },
            _ => return None,
        };
        Some((sense, unit_at + 2))
    }
}
