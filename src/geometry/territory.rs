use super::geodesic::pieces;
use super::{Position, PreparedArea, distance_km, interpolate};

/// Distance between the positions looked at, in kilometres: what a line crosses within less may go unseen.
const STEP_KM: f64 = 0.5;
/// Shortest stretch told of, in kilometres: borders drawn independently overlap and gape by as much.
const SHORTEST_KM: f64 = 0.5;
/// How exactly a border crossing is placed, in kilometres.
const EXACT_KM: f64 = 0.005;

/// A part of a line that lies over one area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Index of the area among those given, none where the line is over none of them.
    pub area: Option<usize>,
    /// Where it begins, in kilometres from the start of the line.
    pub from_km: f64,
    /// Where it ends, in kilometres from the start of the line.
    pub to_km: f64,
}

impl Stretch {
    /// Length in kilometres.
    #[must_use]
    pub fn length_km(&self) -> f64 {
        self.to_km - self.from_km
    }
}

/// The areas a line of geodesics runs over, in order, with the length over each; the stretches follow on each other
/// from 0 to the length of the line.
///
/// 1. The line is looked at every 0.5 km; where areas overlap, the first of them counts.
/// 2. Where neighbouring looks differ, the border between them is placed within 10 m by bisection.
/// 3. Stretches shorter than 0.5 km, such as borders leave that do not match, go to their longer neighbour, shortest
///    first. A line shorter than that keeps one stretch.
///
/// Costs a position and a box test per area for each look, which is some milliseconds for 1,000 km over the countries
/// of the world. A line of fewer than two positions has no stretches.
///
/// ```
/// use dateline::geometry::{Position, PreparedArea, split_by_areas};
/// use geo::polygon;
///
/// let land = polygon![(x: 36., y: 30.), (x: 42., y: 30.), (x: 42., y: 40.), (x: 36., y: 40.)];
/// let land = PreparedArea::new(&land.into());
/// let stretches = split_by_areas(&[Position::new(35., 35.), Position::new(40., 35.)], &[&land]);
/// assert_eq!(stretches.iter().map(|stretch| stretch.area).collect::<Vec<_>>(), [None, Some(0)]);
/// assert!((stretches[0].length_km() - 91.29).abs() < 0.02);
/// ```
#[must_use]
pub fn split_by_areas(line: &[Position], areas: &[&PreparedArea]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let Some(&first) = line.first() else { return stretches };
    let mut area = area_at(first, areas);
    let (mut from_km, mut start_km) = (0.0, 0.0);
    for leg in line.windows(2) {
        let leg_km = distance_km(leg[0], leg[1]);
        let pieces = pieces(leg_km, STEP_KM);
        let at = |fraction: f64| interpolate(leg[0], leg[1], fraction);
        let mut low = 0.0;
        for piece in 1..=pieces {
            let high = f64::from(piece) / f64::from(pieces);
            let next = area_at(at(high), areas);
            // One border at a time, for between two looks there may be a third area.
            while next != area {
                let (border, beyond) =
                    border((low, high), (area, next), EXACT_KM / leg_km.max(EXACT_KM), |fraction| {
                        area_at(at(fraction), areas)
                    });
                let to_km = start_km + border * leg_km;
                stretches.push(Stretch { area, from_km, to_km });
                (low, area, from_km) = (border, beyond, to_km);
            }
            low = high;
        }
        start_km += leg_km;
    }
    if line.len() > 1 {
        stretches.push(Stretch { area, from_km, to_km: start_km });
    }
    merge_slivers(stretches)
}

fn area_at(position: Position, areas: &[&PreparedArea]) -> Option<usize> {
    areas.iter().position(|area| area.contains(position))
}

/// The fraction at which the area changes for the first time that bisection comes upon, and the area beyond.
fn border(
    (mut low, mut high): (f64, f64),
    (here, mut beyond): (Option<usize>, Option<usize>),
    exact: f64,
    area_at: impl Fn(f64) -> Option<usize>,
) -> (f64, Option<usize>) {
    while high - low > exact {
        let middle = f64::midpoint(low, high);
        let between = area_at(middle);
        if between == here {
            low = middle;
        } else {
            (high, beyond) = (middle, between);
        }
    }
    (high, beyond)
}

/// Gives every stretch that is too short to its longer neighbour, shortest first, and joins what then belongs together.
fn merge_slivers(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    loop {
        stretches.dedup_by(|next, previous| {
            let same = next.area == previous.area;
            if same {
                previous.to_km = next.to_km;
            }
            same
        });
        let shortest = (0..stretches.len())
            .min_by(|&a, &b| stretches[a].length_km().total_cmp(&stretches[b].length_km()));
        let Some(index) =
            shortest.filter(|&index| stretches.len() > 1 && stretches[index].length_km() < SHORTEST_KM)
        else {
            return stretches;
        };
        let length = |index: usize| stretches.get(index).map_or(f64::NEG_INFINITY, Stretch::length_km);
        let before = index.checked_sub(1);
        let neighbour = match before {
            Some(before) if length(before) >= length(index + 1) => before,
            _ => index + 1,
        };
        stretches[index].area = stretches[neighbour].area;
    }
}

#[cfg(test)]
mod tests {
    use geo::{Rect, coord};
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::length_km;

    fn land(west: f64, east: f64) -> PreparedArea {
        let land = Rect::new(coord! { x: west, y: -20.0 }, coord! { x: east, y: 60.0 });
        PreparedArea::new(&land.to_polygon().into())
    }

    /// A journey along the equator, a degree of which has 111.319 km.
    fn split(from: f64, to: f64, lands: &[PreparedArea]) -> Vec<(Option<usize>, f64)> {
        let line = [Position::new(from, 0.0), Position::new(to, 0.0)];
        let stretches = split_by_areas(&line, &lands.iter().collect::<Vec<_>>());
        stretches.iter().map(|stretch| (stretch.area, stretch.length_km() / 111.319_491)).collect()
    }

    fn assert_near(found: &[(Option<usize>, f64)], expected: &[(Option<usize>, f64)]) {
        let areas = |stretches: &[(Option<usize>, f64)]| {
            stretches.iter().map(|stretch| stretch.0).collect::<Vec<_>>()
        };
        assert_eq!(areas(found), areas(expected));
        let off = found.iter().zip(expected).map(|(found, expected)| (found.1 - expected.1).abs());
        assert!(off.fold(0.0, f64::max) < 1e-4, "{found:?}");
    }

    #[test]
    fn a_line_over_three_lands_and_a_gap_has_their_widths() {
        let lands = [land(0.0, 2.0), land(2.0, 3.0), land(5.0, 9.0)];
        let expected = [(Some(0), 1.0), (Some(1), 1.0), (None, 2.0), (Some(2), 2.5)];
        assert_near(&split(1.0, 7.5, &lands), &expected);
    }

    #[test]
    fn slivers_between_borders_that_do_not_match_are_merged() {
        // A gap of 220 m and an overlap of 330 m.
        let lands = [land(0.0, 2.0), land(2.002, 4.0), land(3.997, 6.0)];
        let found = split(1.0, 5.0, &lands);
        assert_eq!(found.iter().map(|stretch| stretch.0).collect::<Vec<_>>(), [Some(0), Some(1), Some(2)]);
        assert!((found[0].1 - 1.0).abs() < 0.003 && (found[1].1 - 2.0).abs() < 0.006, "{found:?}");
    }

    #[test]
    fn a_notch_in_the_border_does_not_tear_a_land_apart() {
        let lands = [land(0.0, 2.0), land(2.003, 4.0)];
        let whole = [PreparedArea::new(&geo::MultiPolygon::new(
            [
                Rect::new(coord! { x: 0.0, y: -1.0 }, coord! { x: 2.0, y: 1.0 }).to_polygon(),
                Rect::new(coord! { x: 2.003, y: -1.0 }, coord! { x: 4.0, y: 1.0 }).to_polygon(),
            ]
            .into(),
        ))];
        assert_eq!(split(1.0, 3.0, &lands).len(), 2);
        assert_near(&split(1.0, 3.0, &whole), &[(Some(0), 2.0)]);
    }

    #[test]
    fn a_line_over_the_antimeridian_keeps_its_land() {
        let lands = [land(170.0, 180.0), land(-180.0, -170.0)];
        let line = [Position::new(178.0, 0.0), Position::new(-177.0, 0.0)];
        let stretches = split_by_areas(&line, &[&lands[0], &lands[1]]);
        assert_eq!(stretches.len(), 2);
        assert!((stretches[0].length_km() - 2.0 * 111.319_491).abs() < 0.01);
    }

    #[test]
    fn a_line_without_length_is_where_it_is() {
        let lands = [land(0.0, 2.0)];
        assert_near(&split(1.0, 1.0, &lands), &[(Some(0), 0.0)]);
        assert!(split_by_areas(&[], &[]).is_empty());
        assert!(split_by_areas(&[Position::new(0.0, 0.0)], &[]).is_empty());
    }

    proptest! {
        #[test]
        fn stretches_follow_on_each_other_and_add_up(
            borders in prop::collection::vec(-30.0..30.0, 2..12),
            line in prop::collection::vec((-40.0..40.0, -30.0..70.0), 2..4),
        ) {
            let mut borders: Vec<f64> = borders;
            borders.sort_by(f64::total_cmp);
            let lands: Vec<_> = borders.chunks_exact(2).map(|pair| land(pair[0], pair[1])).collect();
            let line: Vec<_> = line.into_iter().map(|(lon, lat)| Position::new(lon, lat)).collect();
            let stretches = split_by_areas(&line, &lands.iter().collect::<Vec<_>>());
            prop_assert!(stretches[0].from_km.abs() < 1e-12);
            prop_assert!((stretches[stretches.len() - 1].to_km - length_km(&line)).abs() < 1e-6);
            for pair in stretches.windows(2) {
                prop_assert!((pair[0].to_km - pair[1].from_km).abs() < 1e-12 && pair[0].area != pair[1].area);
            }
            prop_assert!(stretches.len() == 1 || stretches.iter().all(|stretch| stretch.length_km() >= SHORTEST_KM));
        }
    }
}
