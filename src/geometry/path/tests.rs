use geo::{LineString, MultiPolygon, Polygon, Rect, coord, polygon};
use proptest::prelude::*;

use super::*;
use crate::geometry::{Position, PreparedArea, densify, distance_km, length_km};

fn at(lon: f64, lat: f64) -> Position {
    Position::new(lon, lat)
}

fn land(west: f64, south: f64, east: f64, north: f64) -> MultiPolygon<f64> {
    Rect::new(coord! { x: west, y: south }, coord! { x: east, y: north }).to_polygon().into()
}

/// A ring with one corner in each of some directions, at the given distances in degrees of latitude.
fn star((lon, lat): (f64, f64), distances: &[f64]) -> LineString<f64> {
    let corner = |(index, distance): (usize, &f64)| {
        let angle = std::f64::consts::TAU * index as f64 / distances.len() as f64;
        (lon + distance * angle.cos() / lat.to_radians().cos(), lat + distance * angle.sin())
    };
    distances.iter().enumerate().map(corner).collect::<Vec<_>>().into()
}

/// Eight positions around one, some kilometres away.
fn around(position: Position, km: f64) -> impl Iterator<Item = Position> {
    (0..8).map(move |eighth| {
        let (sine, cosine) = (std::f64::consts::FRAC_PI_4 * f64::from(eighth)).sin_cos();
        let degrees = km / 111.2;
        at(position.lon + degrees * cosine / position.lat.to_radians().cos(), position.lat + degrees * sine)
    })
}

/// The shortest path by another method: every corner moved a little in every direction, every pair of those joined
/// where the geodesic, looked at every 2 km, is inside, and the plainest of all shortest-path algorithms.
fn plain_shortest_km(from: Position, to: Position, area: &MultiPolygon<f64>) -> f64 {
    let prepared = PreparedArea::new(area);
    let rings =
        area.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    let corners = rings.flat_map(|ring| ring.0.iter().skip(1)).flat_map(|&corner| around(corner.into(), 3.0));
    let nodes: Vec<_> =
        [from, to].into_iter().chain(corners.filter(|&node| prepared.contains(node))).collect();
    let mut lengths = vec![f64::INFINITY; nodes.len()];
    let mut done = vec![false; nodes.len()];
    lengths[0] = 0.0;
    while let Some(here) =
        (0..nodes.len()).filter(|&node| !done[node]).min_by(|&a, &b| lengths[a].total_cmp(&lengths[b]))
    {
        if here == 1 || lengths[here].is_infinite() {
            break;
        }
        done[here] = true;
        for there in 0..nodes.len() {
            let length = lengths[here] + distance_km(nodes[here], nodes[there]);
            let inside =
                || densify(&[nodes[here], nodes[there]], 2.0).into_iter().all(|on| prepared.contains(on));
            if length < lengths[there] && inside() {
                lengths[there] = length;
            }
        }
    }
    lengths[1]
}

#[test]
fn over_a_convex_land_the_path_is_the_plain_geodesic() {
    let (from, to) = (at(11.0, 21.0), at(28.0, 38.0));
    let path = shortest_path(from, to, &[&land(10.0, 20.0, 30.0, 40.0)]).unwrap();
    assert_eq!(path.points, [from, to]);
    assert_eq!(path.length_km.to_bits(), distance_km(from, to).to_bits());
    assert!(path.clearance_km > 1.4);
}

#[test]
fn a_path_bends_at_the_corner_where_a_forbidden_land_sticks_in() {
    // Three lands in a corner around a fourth, which the geodesic crosses.
    let (south, middle, west) =
        (land(0.0, 0.0, 10.0, 4.0), land(0.0, 4.0, 4.0, 6.0), land(0.0, 6.0, 4.0, 10.0));
    let (from, to) = (at(9.0, 3.0), at(3.0, 9.0));
    let path = shortest_path(from, to, &[&south, &middle, &west]).unwrap();
    let by_the_corner = distance_km(from, at(4.0, 4.0)) + distance_km(at(4.0, 4.0), to);
    assert!(path.length_km > by_the_corner && path.length_km < by_the_corner + 3.0, "{path:?}");
    for bend in &path.points[1..path.points.len() - 1] {
        let off = distance_km(*bend, at(4.0, 4.0));
        assert!((1.0..3.0).contains(&off), "{off} km off the corner");
    }
    let without_the_middle = shortest_path(from, to, &[&south, &west]);
    assert!(
        matches!(without_the_middle, Err(NoPath::Disconnected { areas: 2, .. })),
        "{without_the_middle:?}"
    );
}

#[test]
fn borders_that_do_not_quite_match_are_no_gaps() {
    // Each border was simplified on its own: a zigzag of gaps and overlaps up to 900 m.
    let wiggle = |step: i32, phase: i32| 5.0 + 0.004 * f64::from((step * 7 + phase) % 3 - 1);
    let border = |phase: i32| (0..=20).map(move |step| (wiggle(step, phase), f64::from(step) / 2.0));
    let mut west: Vec<(f64, f64)> = vec![(0.0, 10.0), (0.0, 0.0)];
    west.extend(border(0));
    let mut east: Vec<(f64, f64)> = vec![(10.0, 0.0), (10.0, 10.0)];
    east.extend(border(1).collect::<Vec<_>>().into_iter().rev());
    let [west, east] =
        [west, east].map(|ring| MultiPolygon::from(Polygon::new(LineString::from(ring), vec![])));
    let (from, to) = (at(1.0, 4.0), at(9.0, 5.5));
    let path = shortest_path(from, to, &[&west, &east]).unwrap();
    assert_eq!(path.points, [from, to]);
}

#[test]
fn a_corridor_narrower_than_the_clearance_is_passed_with_less() {
    // Two lands joined by a strip 2.2 km wide.
    let lands = polygon![(x: 0., y: 0.), (x: 2., y: 0.), (x: 2., y: 0.99), (x: 4., y: 0.99), (x: 4., y: 0.),
        (x: 6., y: 0.), (x: 6., y: 2.), (x: 4., y: 2.), (x: 4., y: 1.01), (x: 2., y: 1.01), (x: 2., y: 2.), (x: 0., y: 2.)];
    let path = shortest_path(at(1.0, 0.2), at(5.0, 0.2), &[&lands.into()]).unwrap();
    assert!(path.clearance_km < 1.1 && path.clearance_km > 0.0);
    assert!(path.points.len() > 2);
}

#[test]
fn a_path_crosses_the_antimeridian_where_the_area_was_cut() {
    let (west, east) = (land(170.0, 50.0, 180.0, 60.0), land(-180.0, 50.0, -170.0, 60.0));
    let (from, to) = (at(172.0, 55.0), at(-173.0, 57.0));
    let both = MultiPolygon::new([west.0, east.0].concat());
    assert_eq!(shortest_path(from, to, &[&both]).unwrap().points, [from, to]);
}

#[test]
fn an_end_just_outside_is_taken_in_and_one_far_outside_is_named() {
    let lands = land(0.0, 0.0, 10.0, 10.0);
    let port = at(5.0, -0.01);
    assert_eq!(shortest_path(port, at(5.0, 9.0), &[&lands]).unwrap().points[0], port);
    let error = shortest_path(at(5.0, 9.0), at(5.0, -1.0), &[&lands]).unwrap_err();
    assert_eq!(error.to_string(), "the destination 5, -1 lies more than 3 km outside the allowed areas");
    let error = shortest_path(at(5.0, -1.0), at(5.0, 9.0), &[&lands]).unwrap_err();
    assert!(matches!(error, NoPath::OutsideAllowed { which: End::Start, .. }));
}

#[test]
fn bad_input_is_refused_in_words() {
    let world = land(-180.0, -90.0, 180.0, 90.0);
    let far = shortest_path(at(0.0, 0.0), at(179.0, 1.0), &[&world]).unwrap_err();
    assert!(matches!(far, NoPath::TooFar { .. }));
    let broken = shortest_path(at(f64::NAN, 0.0), at(1.0, 1.0), &[&world]).unwrap_err();
    assert_eq!(broken.to_string(), "the start is empty or not finite");
    assert!(matches!(shortest_path(at(0.0, 0.0), at(1.0, 1.0), &[]), Err(NoPath::OutsideAllowed { .. })));
    let nothing = MultiPolygon::new(vec![]);
    let error = feasible_range_km(&nothing, &world, &[]).unwrap_err();
    assert_eq!(error.to_string(), "the area of origin is empty or not finite");
    let nan = polygon![(x: f64::NAN, y: 0.), (x: 1., y: f64::NAN), (x: 1., y: 1.)].into();
    assert!(shortest_path(at(0.0, 0.0), at(1.0, 1.0), &[&nan]).is_err());
}

#[test]
fn the_range_over_a_land_between_runs_from_its_width_to_the_far_corners() {
    let (origin, between, destination) =
        (land(0.0, 0.0, 3.0, 3.0), land(3.0, -1.0, 7.0, 4.0), land(7.0, 0.0, 9.0, 3.0));
    let (least, greatest) = feasible_range_km(&origin, &destination, &[&between]).unwrap();
    let width = distance_km(at(3.0, 3.0), at(7.0, 3.0));
    assert!((least - width).abs() < 1.0, "{least} and {width}");
    let across = distance_km(at(0.0, 0.0), at(9.0, 3.0));
    assert!((greatest - across).abs() < 5.0, "{greatest} and {across}");
    let error = feasible_range_km(&origin, &destination, &[]).unwrap_err();
    assert!(matches!(error, NoPath::Disconnected { .. }));
}

#[test]
fn the_least_length_between_neighbours_is_nothing() {
    let (west, east) = (land(0.0, 0.0, 3.0, 3.0), land(3.001, 0.0, 6.0, 3.0));
    let (least, greatest) = feasible_range_km(&west, &east, &[]).unwrap();
    assert!(least.abs() < 1e-9);
    assert!((greatest - distance_km(at(0.0, 0.0), at(6.0, 3.0))).abs() < 5.0, "{greatest}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_path_through_any_star_with_a_lake_is_inside_and_as_short_as_another_method_finds(
        outer in prop::collection::vec(1.5..4.0, 4..9),
        lake in prop::collection::vec(0.3..0.9, 3..6),
        lat in -55.0..65.0,
        ends in prop::array::uniform2((0.0..std::f64::consts::TAU, 0.2..3.0)),
    ) {
        let middle = (20.0, lat);
        let area = MultiPolygon::from(Polygon::new(star(middle, &outer), vec![star(middle, &lake)]));
        let prepared = PreparedArea::new(&area);
        let [from, to] = ends.map(|(angle, distance): (f64, f64)| {
            at(20.0 + distance * angle.cos() / lat.to_radians().cos(), lat + distance * angle.sin())
        });
        prop_assume!(prepared.contains(from) && prepared.contains(to));

        let path = shortest_path(from, to, &[&area]).unwrap();
        prop_assert!(path.length_km >= distance_km(from, to) - 1e-9);
        prop_assert!((path.length_km - length_km(&path.points)).abs() < 1e-9);
        // Spikes of what is forbidden may be crossed where they are thinner than a kilometre.
        let held = |on: Position| prepared.contains(on) || around(on, 0.6).any(|near| prepared.contains(near));
        prop_assert!(densify(&path.points, 1.0).into_iter().all(held), "{:?}", path);

        let plain_km = plain_shortest_km(from, to, &area);
        prop_assert!((path.length_km - plain_km).abs() <= 0.01 * plain_km + 3.0, "{:?} and {}", path, plain_km);

        let back = shortest_path(to, from, &[&area]).unwrap();
        prop_assert_eq!(back.length_km.to_bits(), path.length_km.to_bits());
        prop_assert!(back.points.iter().rev().eq(&path.points));
        prop_assert_eq!(shortest_path(from, to, &[&area]).unwrap(), path);
    }

    #[test]
    fn the_range_holds_every_path_between_the_two_areas(
        notch in 0.5..2.5, width in 0.5..3.0, starts in prop::array::uniform4(0.05..0.95),
    ) {
        let (origin, destination) = (land(0.0, 0.0, 2.0, 3.0), land(2.0 + width, 0.0, 4.0 + width, 3.0));
        // The land between leaves out a notch from the south.
        let between = MultiPolygon::from(polygon![(x: 2., y: 0.), (x: 2. + width * 0.4, y: 0.),
            (x: 2. + width / 2., y: notch), (x: 2. + width * 0.6, y: 0.), (x: 2. + width, y: 0.),
            (x: 2. + width, y: 3.), (x: 2., y: 3.)]);
        let (least, greatest) = feasible_range_km(&origin, &destination, &[&between]).unwrap();
        let from = at(2.0 * starts[0], 3.0 * starts[1]);
        let to = at(2.0 + width + 2.0 * starts[2], 3.0 * starts[3]);
        let path = shortest_path(from, to, &[&origin, &between, &destination]).unwrap();
        prop_assert!(least <= path.length_km + 1.0 && path.length_km <= greatest + 1.0,
            "{} to {}: {:?}", least, greatest, path);
        prop_assert!((least - distance_km(at(2.0, 3.0), at(2.0 + width, 3.0))).abs() < 2.0);
    }
}
