//! Features of a segment that are gone: replaced by later ones or deleted.

/// A set of positions, a bit for each.
#[derive(Clone, Debug, Default)]
pub(super) struct Hidden {
    /// Empty where none is hidden.
    bits: Vec<u64>,
    count: usize,
}

impl Hidden {
    /// Hides one more.
    pub(super) fn hide(&mut self, position: u32) {
        let (word, bit) = (position as usize / 64, position % 64);
        if self.bits.len() <= word {
            self.bits.resize(word + 1, 0);
        }
        self.count += usize::from(!self.has(position));
        self.bits[word] |= 1 << bit;
    }

    pub(super) fn has(&self, position: u32) -> bool {
        self.bits.get(position as usize / 64).is_some_and(|word| word >> (position % 64) & 1 == 1)
    }

    /// Those that are hidden here and are not there.
    pub(super) fn besides(&self, other: &Self) -> impl Iterator<Item = u32> {
        let all = 0..(self.bits.len() * 64) as u32;
        all.filter(|position| self.has(*position) && !other.has(*position))
    }

    /// How many are hidden.
    pub(super) const fn len(&self) -> usize {
        self.count
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.count == 0
    }
}
