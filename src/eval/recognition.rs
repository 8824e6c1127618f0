use std::ops::AddAssign;

/// How well spans were found: what was right, of what was predicted and of what people have marked.
///
/// ```
/// use dateline::eval::Recognition;
///
/// let found = Recognition { right: 6, predicted: 8, marked: 12 };
/// assert_eq!((found.precision(), found.recall(), found.f1()), (0.75, 0.5, 0.6));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recognition {
    /// Predictions that are right.
    pub right: usize,
    /// All predictions that count.
    pub predicted: usize,
    /// All marks that count.
    pub marked: usize,
}

impl Recognition {
    /// The share of the predictions that is right; 0 where nothing was predicted.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.right as f64, self.predicted as f64)
    }

    /// The share of the marks that was found; 0 where nothing is marked.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.right as f64, self.marked as f64)
    }

    /// The harmonic mean of [precision](Self::precision) and [recall](Self::recall); 0 where both are.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        ratio(2.0 * precision * recall, precision + recall)
    }
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

impl AddAssign for Recognition {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.marked += other.marked;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_found_is_nought_and_no_division() {
        let nothing = Recognition::default();
        assert_eq!((nothing.precision(), nothing.recall(), nothing.f1()), (0.0, 0.0, 0.0));
        let silent = Recognition { marked: 3, ..nothing };
        assert_eq!((silent.precision(), silent.recall(), silent.f1()), (0.0, 0.0, 0.0));
    }
}
