//! How far the places chosen are from the marked ones.

use super::REACH_KM;
use crate::geometry::Position;

/// The error, in kilometres, of a mark that got no place: half the circumference of the Earth, the most there can be
/// (Gritta, Pilehvar and Collier 2018).
pub const UNRESOLVED_KM: f64 = 20_039.0;

/// Mean radius of the Earth in kilometres (IUGG).
const EARTH_RADIUS_KM: f64 = 6371.0088;

/// The distance in kilometres on a sphere. Figures of the field are told so; [`crate::geometry::distance_km`], on the ellipsoid, is
/// truer by up to half a percent.
pub(super) fn great_circle_km(one: Position, other: Position) -> f64 {
    let (latitude, other_latitude) = (one.lat.to_radians(), other.lat.to_radians());
    let across = ((other_latitude - latitude) / 2.0).sin().powi(2)
        + latitude.cos() * other_latitude.cos() * ((other.lon - one.lon).to_radians() / 2.0).sin().powi(2);
    2.0 * EARTH_RADIUS_KM * across.sqrt().min(1.0).asin()
}

/// Errors of places in kilometres, with the figures by which the field compares them.
///
/// ```
/// use dateline::eval::Distances;
///
/// let distances: Distances = [3.0, 250.0, 20_039.0].into_iter().collect();
/// assert_eq!(distances.median_km(), Some(250.0));
/// assert_eq!(distances.accuracy(), Some(1.0 / 3.0));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distances {
    kilometres: Vec<f64>,
}

impl Distances {
    pub(super) fn push(&mut self, kilometres: f64) {
        self.kilometres.push(kilometres);
    }

    /// Counts other errors as well.
    pub fn add(&mut self, other: &Self) {
        self.kilometres.extend_from_slice(&other.kilometres);
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.kilometres.len()
    }

    /// How many are less than [`REACH_KM`].
    #[must_use]
    pub fn right(&self) -> usize {
        self.kilometres.iter().filter(|&&error| is_right(error)).count()
    }

    /// The share that is less than [`REACH_KM`], from 0 to 1; none of nothing.
    #[must_use]
    pub fn accuracy(&self) -> Option<f64> {
        (self.count() > 0).then(|| self.right() as f64 / self.count() as f64)
    }

    /// The mean in kilometres; none of nothing.
    #[must_use]
    pub fn mean_km(&self) -> Option<f64> {
        (self.count() > 0).then(|| self.kilometres.iter().sum::<f64>() / self.count() as f64)
    }

    /// The median in kilometres, between the middle two where their number is even; none of nothing.
    #[must_use]
    pub fn median_km(&self) -> Option<f64> {
        let sorted = self.sorted();
        let middle = sorted.len() / 2;
        let upper = *sorted.get(middle)?;
        if sorted.len().is_multiple_of(2) {
            Some(f64::midpoint(sorted[middle - 1], upper))
        } else {
            Some(upper)
        }
    }

    /// The area under the curve of ln(error + 1) over the errors in rising order, by the trapezoid rule and as a share of the
    /// area that errors of [`UNRESOLVED_KM`] would have: 0 is best and 1 worst (Gritta, Pilehvar and Collier 2018). None of
    /// nothing.
    #[must_use]
    pub fn area_under_curve(&self) -> Option<f64> {
        let heights: Vec<f64> = self.sorted().iter().map(|error| (error + 1.0).ln()).collect();
        let most = UNRESOLVED_KM.ln();
        match heights.as_slice() {
            [] => None,
            [only] => Some(only / most),
            _ => {
                let area: f64 = heights.windows(2).map(|pair| f64::midpoint(pair[0], pair[1])).sum();
                Some(area / (most * (heights.len() - 1) as f64))
            }
        }
    }

    fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.kilometres.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted
    }
}

/// Whether a place so many kilometres off counts as right.
pub(super) fn is_right(kilometres: f64) -> bool {
    kilometres < REACH_KM
}

impl FromIterator<f64> for Distances {
    fn from_iter<I: IntoIterator<Item = f64>>(kilometres: I) -> Self {
        Self { kilometres: kilometres.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_on_a_sphere() {
        // A quarter of the circumference, 2 pi x 6371.0088 / 4.
        let quarter = great_circle_km(Position::new(0.0, 0.0), Position::new(0.0, 90.0));
        assert!((quarter - 10_007.557_2).abs() < 1e-3, "{quarter}");
        let degree = great_circle_km(Position::new(179.5, 0.0), Position::new(-179.5, 0.0));
        assert!((degree - 111.195_08).abs() < 1e-4, "{degree}");
    }

    #[test]
    fn figures_are_those_computed_by_hand() {
        let distances: Distances = [161.0, 0.0, 100.0, 9.0].into_iter().collect();
        // 161 km itself is not within 161 km.
        assert_eq!(distances.accuracy(), Some(0.75));
        assert_eq!(distances.mean_km(), Some(67.5));
        assert_eq!(distances.median_km(), Some(54.5));
        // ln 1 = 0, ln 10 = 2.302585, ln 101 = 4.615121, ln 162 = 5.087596; the trapezoids are 1.151293, 3.458853 and
        // 4.851358, together 9.461504; ln 20039 = 9.905435.
        let area = distances.area_under_curve().unwrap();
        assert!((area - 9.461_504 / (3.0 * 9.905_435)).abs() < 1e-6, "{area}");
        // ln 100 = 4.605170
        let one: Distances = [99.0].into_iter().collect();
        assert!((one.area_under_curve().unwrap() - 4.605_170 / 9.905_435).abs() < 1e-6);
        assert_eq!(Distances::default().area_under_curve(), None);
        assert_eq!(Distances::default().median_km(), None);
    }
}
