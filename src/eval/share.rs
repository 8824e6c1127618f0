use std::ops::AddAssign;

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many are reached, or right.
    pub reached: usize,
    /// Of how many.
    pub total: usize,
}

impl Share {
    pub(super) fn count(&mut self, reached: bool) {
        self.reached += usize::from(reached);
        self.total += 1;
    }

    /// The part as a number from 0 to 1; 0 of nothing.
    #[must_use]
    pub fn ratio(self) -> f64 {
        if self.total == 0 { 0.0 } else { self.reached as f64 / self.total as f64 }
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.reached += other.reached;
        self.total += other.total;
    }
}
