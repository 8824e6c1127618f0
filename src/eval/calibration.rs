//! Whether the confidence of the resolver means what it says.

use std::ops::AddAssign;

/// How many bands of equal width the confidence from 0 to 1 is cut into.
const BANDS: usize = 10;

/// Choices of about the same confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Band {
    /// How many choices there are.
    pub count: usize,
    /// How many of them are right within [`super::REACH_KM`].
    pub right: usize,
    confidence: f64,
}

impl Band {
    /// The mean of their confidence; none of nothing.
    #[must_use]
    pub fn mean_confidence(self) -> Option<f64> {
        (self.count > 0).then(|| self.confidence / self.count as f64)
    }

    /// The share that is right, from 0 to 1; none of nothing.
    #[must_use]
    pub fn accuracy(self) -> Option<f64> {
        (self.count > 0).then(|| self.right as f64 / self.count as f64)
    }
}

/// How often choices are right by how confident they are: of those with 0.9, nine in ten should be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Calibration {
    bands: [Band; BANDS],
}

impl Calibration {
    pub(super) fn count(&mut self, confidence: f64, right: bool) {
        let band = &mut self.bands[((confidence * BANDS as f64) as usize).min(BANDS - 1)];
        band.count += 1;
        band.right += usize::from(right);
        band.confidence += confidence;
    }

    /// The bands from the least confident on, each with its lower and upper end; a choice at an end is in the upper one.
    pub fn bands(&self) -> impl Iterator<Item = (f64, f64, Band)> {
        let end = |index: usize| index as f64 / BANDS as f64;
        self.bands.into_iter().enumerate().map(move |(index, band)| (end(index), end(index + 1), band))
    }

    /// The expected calibration error, from 0 to 1: how far the mean confidence of a band is from its share of right choices, on
    /// average over the choices (Guo and others 2017). None of nothing.
    #[must_use]
    pub fn expected_error(&self) -> Option<f64> {
        let all: usize = self.bands.iter().map(|band| band.count).sum();
        let sum: f64 = self.bands.iter().map(|band| (band.confidence - band.right as f64).abs()).sum();
        (all > 0).then(|| sum / all as f64)
    }
}

impl AddAssign<&Self> for Calibration {
    fn add_assign(&mut self, other: &Self) {
        for (band, other) in self.bands.iter_mut().zip(other.bands) {
            band.count += other.count;
            band.right += other.right;
            band.confidence += other.confidence;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_expected_error_weighs_each_band_by_its_choices() {
        let mut calibration = Calibration::default();
        for (confidence, right) in [(0.95, true), (1.0, true), (0.9, false), (0.25, false)] {
            calibration.count(confidence, right);
        }
        let bands: Vec<Band> = calibration.bands().map(|(_, _, band)| band).collect();
        assert_eq!((bands[9].count, bands[9].right), (3, 2));
        assert!((bands[9].mean_confidence().unwrap() - 0.95).abs() < 1e-9);
        assert_eq!((bands[2].count, bands[2].accuracy()), (1, Some(0.0)));
        assert_eq!(bands[0].accuracy(), None);
        // 3/4 x |0.95 - 2/3| + 1/4 x 0.25 = 0.275
        assert!((calibration.expected_error().unwrap() - 0.275).abs() < 1e-9);
        assert_eq!(Calibration::default().expected_error(), None);
    }
}
