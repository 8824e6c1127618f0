//! Paths over the real countries and seas of the bundled gazetteer, and what must hold for any of them.

use std::sync::Arc;

use dateline::gazetteer::Gazetteer;
use dateline::geometry::{
    Position, PreparedArea, densify, distance_km, length_km, shortest_path, split_by_areas,
};
use dateline::movement::{Atlas, Territory};
use geo::MultiPolygon;

fn country(iso: &str) -> Arc<MultiPolygon<f64>> {
    Atlas::country(Gazetteer::bundled(), iso).expect("every country has an area").area
}

fn at(lon: f64, lat: f64) -> Position {
    Position::new(lon, lat)
}

/// Eight positions around one, some kilometres away.
fn around(position: Position, km: f64) -> impl Iterator<Item = Position> {
    (0..8).map(move |eighth| {
        let (sine, cosine) = (std::f64::consts::FRAC_PI_4 * f64::from(eighth)).sin_cos();
        let degrees = km / 111.2;
        at(position.lon + degrees * cosine / position.lat.to_radians().cos(), position.lat + degrees * sine)
    })
}

#[test]
fn paths_over_real_countries_keep_inside_and_are_the_same_backwards() {
    let journeys: [(&[&str], Position, Position); 8] = [
        (&["US"], at(-122., 47.), at(-81., 27.)),
        (&["CA"], at(-114., 51.), at(-79.4, 43.8)),
        (&["BR"], at(-70., -9.), at(-40., -13.)),
        (&["AU"], at(116., -32.), at(151., -33.8)),
        (&["ID"], at(106.9, -6.4), at(110.4, -7.1)),
        (&["IR", "IQ", "SY"], at(51.4, 35.7), at(37.2, 36.2)),
        (&["KE", "ET", "SD", "EG"], at(36.8, -1.3), at(31.2, 30.)),
        (&["RU"], at(37.6, 55.7), at(132., 43.6)),
    ];
    for (codes, from, to) in journeys {
        let areas: Vec<_> = codes.iter().map(|code| country(code)).collect();
        let allowed: Vec<&MultiPolygon<f64>> = areas.iter().map(AsRef::as_ref).collect();
        let path = shortest_path(from, to, &allowed).unwrap_or_else(|error| panic!("{codes:?}: {error}"));
        assert!(path.length_km >= distance_km(from, to) - 1e-9, "{codes:?}");
        assert!((path.length_km - length_km(&path.points)).abs() < 1e-9, "{codes:?}");
        let prepared: Vec<_> = allowed.iter().map(|area| PreparedArea::new(area)).collect();
        let inside = |position: Position| prepared.iter().any(|area| area.contains(position));
        // The buffer that is stated: half a kilometre, and only over gaps.
        let left: Vec<_> = densify(&path.points, 2.)
            .into_iter()
            .filter(|on| !inside(*on) && !around(*on, 0.6).any(inside))
            .collect();
        assert!(left.is_empty(), "{codes:?} is left at {left:?}");
        let stretches = split_by_areas(&path.points, &prepared.iter().collect::<Vec<_>>());
        let sum: f64 = stretches.iter().map(|stretch| stretch.to_km - stretch.from_km).sum();
        assert!((sum - path.length_km).abs() < 1e-6, "{codes:?}: {sum} and {}", path.length_km);
        let back = shortest_path(to, from, &allowed).expect("the way back is the way there");
        assert_eq!(back.length_km.to_bits(), path.length_km.to_bits(), "{codes:?}");
    }
}

#[test]
fn a_real_path_is_as_short_as_a_fine_grid_finds() {
    // Tehran to Aleppo by Iraq alone: Turkey sticks in between.
    let (from, to) = (at(51.4, 35.7), at(37.2, 36.2));
    let areas = ["IR", "IQ", "SY"].map(country);
    let path = shortest_path(from, to, &areas.each_ref().map(AsRef::as_ref)).expect("they touch");
    let grid_km = fine_grid_km(from, to, &areas);
    assert!(
        (path.length_km - grid_km).abs() < 0.01 * grid_km,
        "{} km, and {grid_km} km over the grid",
        path.length_km
    );
}

/// The shortest way over a grid of a twelfth of a degree, in which each knot sees the knots up to nine steps away: an angle
/// of the way is then wrong by less than a hundredth, and its length by much less.
fn fine_grid_km(from: Position, to: Position, areas: &[Arc<MultiPolygon<f64>>]) -> f64 {
    const STEP: f64 = 1. / 12.;
    const SEEN: i32 = 9;
    let prepared: Vec<_> = areas.iter().map(|area| PreparedArea::new(area)).collect();
    let inside = |position: Position| prepared.iter().any(|area| area.contains(position));
    let (west, south, columns, rows) = (36.5, 33.5, 190_i32, 50_i32);
    let knot = |column: i32, row: i32| at(west + STEP * f64::from(column), south + STEP * f64::from(row));
    let index = |column: i32, row: i32| (row * columns + column) as usize;
    let open: Vec<bool> =
        (0..rows).flat_map(|row| (0..columns).map(move |column| knot(column, row))).map(inside).collect();
    let nearest = |position: Position| {
        let column = ((position.lon - west) / STEP).round() as i32;
        let row = ((position.lat - south) / STEP).round() as i32;
        (column, row)
    };
    let (start, end) = (nearest(from), nearest(to));
    let mut lengths = vec![f64::INFINITY; open.len()];
    let mut before = vec![(0, 0); open.len()];
    let mut heap = std::collections::BinaryHeap::from([(std::cmp::Reverse(0_u64), start)]);
    lengths[index(start.0, start.1)] = 0.;
    while let Some((std::cmp::Reverse(metres), (column, row))) = heap.pop() {
        let length = lengths[index(column, row)];
        if (length * 1_000.).round() as u64 != metres {
            continue;
        }
        for (right, up) in (-SEEN..=SEEN).flat_map(|right| (-SEEN..=SEEN).map(move |up| (right, up))) {
            let (there_column, there_row) = (column + right, row + up);
            if !(0..columns).contains(&there_column) || !(0..rows).contains(&there_row) {
                continue;
            }
            let there = index(there_column, there_row);
            let leg = [knot(column, row), knot(there_column, there_row)];
            let through = length + distance_km(leg[0], leg[1]);
            // Every 4 km is looked at.
            if open[there] && through + 1e-6 < lengths[there] && densify(&leg, 4.).into_iter().all(inside) {
                lengths[there] = through;
                before[there] = (column, row);
                heap.push((std::cmp::Reverse((through * 1_000.).round() as u64), (there_column, there_row)));
            }
        }
    }
    let mut line = vec![to];
    let mut knots = end;
    while knots != start {
        line.push(knot(knots.0, knots.1));
        knots = before[index(knots.0, knots.1)];
    }
    line.push(from);
    // Pulled taut: knots that can be passed by are.
    let mut taut = vec![to];
    let mut here = 0;
    while here + 1 < line.len() {
        let sees = |there: &usize| densify(&[line[here], line[*there]], 2.).into_iter().all(inside);
        here = (here + 1..line.len()).rev().find(sees).unwrap_or(here + 1);
        taut.push(line[here]);
    }
    length_km(&taut)
}

#[test]
fn islands_that_no_allowed_area_joins_have_no_path() {
    let canada = country("CA");
    let error =
        shortest_path(at(-114., 51.), at(-68.5, 63.8), &[canada.as_ref()]).expect_err("Baffin is an island");
    assert!(error.to_string().starts_with("no way from"), "{error}");
}

#[test]
fn every_sea_on_the_way_can_be_sailed() {
    let seas: Vec<Territory> = Atlas::territories(Gazetteer::bundled(), [5., 30., 30., 46.])
        .into_iter()
        .filter(|territory| territory.country.is_none())
        .collect();
    let areas: Vec<&MultiPolygon<f64>> = seas.iter().map(|sea| sea.area.as_ref()).collect();
    // From the Tyrrhenian Sea around Italy into the Adriatic.
    let path = shortest_path(at(14., 40.6), at(13.5, 44.), &areas).expect("the seas are joined");
    assert!((1_100.0..1_800.0).contains(&path.length_km), "{} km", path.length_km);
    assert!(path.length_km > 2. * distance_km(at(14., 40.6), at(13.5, 44.)));
}
