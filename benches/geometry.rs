//! What the geometry of a journey costs: its path, its territories, and whether a position lies in an area.

use std::f64::consts::TAU;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::geometry::{
    Position, PreparedArea, densify, feasible_range_km, holes_of_union, shortest_path, split_by_areas,
};
use geo::{Coord, LineString, MultiPolygon, Polygon};

/// Corners of each land, as many as a large country has at 1:10 million.
const CORNERS: u32 = 5000;

/// A line of lands side by side, with ragged borders shared between neighbours and ragged coasts, after a bay that the
/// straight way from the first to the last would cross.
fn lands() -> Vec<MultiPolygon<f64>> {
    // A fixed sum of waves stands for a coast: the same in each run, and rough at every scale.
    let rough = |along: f64, phase: f64| {
        (0..10)
            .map(|octave| 0.3 / 2_f64.powi(octave) * (along * 2_f64.powi(octave) + phase).sin())
            .sum::<f64>()
    };
    let side = CORNERS / 4;
    let steps = |from: f64, to: f64| {
        (0..side).map(move |step| from + (to - from) * f64::from(step) / f64::from(side))
    };
    let border = |number: u32, lat: f64| 36.0 + 5.0 * f64::from(number) + rough(lat, f64::from(number));
    let land = |number: u32| {
        let (west, east) = (36.0 + 5.0 * f64::from(number), 41.0 + 5.0 * f64::from(number));
        // The bay: the southern coast of the lands in between comes far north.
        let bay = |lon: f64| 5.0 * (-((lon - 46.0) / 3.0).powi(2)).exp();
        let south = |lon: f64| 30.0 + bay(lon) + rough(lon, 7.0);
        let north = |lon: f64| 38.0 + rough(lon, 11.0);
        let mut ring: Vec<Coord<f64>> = Vec::new();
        let corners = |number| (border(number, south(west)), border(number + 1, south(west)));
        let (start, end) = corners(number);
        ring.extend(steps(start, end).map(|lon| Coord { x: lon, y: south(lon) }));
        ring.extend(steps(south(end), north(end)).map(|lat| Coord { x: border(number + 1, lat), y: lat }));
        ring.extend(
            steps(east, west).map(|lon| Coord { x: border(number, north(lon)) + lon - west, y: north(lon) }),
        );
        ring.extend(steps(north(west), south(start)).map(|lat| Coord { x: border(number, lat), y: lat }));
        MultiPolygon::from(Polygon::new(LineString::new(ring), vec![]))
    };
    (0..4).map(land).collect()
}

fn journey(criterion: &mut Criterion) {
    let lands = lands();
    let lands: Vec<_> = lands.iter().collect();
    let (from, to) = (Position::new(38.0, 32.0), Position::new(53.0, 32.0));
    let path = shortest_path(from, to, &lands).ok();
    criterion.bench_function("path over four lands of 5,000 corners", |bencher| {
        bencher.iter(|| shortest_path(black_box(from), to, &lands));
    });
    criterion.bench_function("range of lengths over four lands of 5,000 corners", |bencher| {
        bencher.iter(|| feasible_range_km(black_box(lands[0]), lands[3], &lands));
    });
    let prepared: Vec<_> = lands.iter().map(|land| PreparedArea::new(land)).collect();
    let prepared: Vec<_> = prepared.iter().collect();
    let line = densify(&path.map_or(vec![from, to], |path| path.points), 25.0);
    criterion.bench_function("territories of that path", |bencher| {
        bencher.iter(|| split_by_areas(black_box(&line), &prepared));
    });
}

fn areas(criterion: &mut Criterion) {
    let star = |step: u32| {
        let angle = TAU * f64::from(step) / 50_000.0;
        let distance = 8.0 + (angle * 400.0).sin();
        Coord { x: 40.0 + distance * angle.cos(), y: 30.0 + distance * angle.sin() }
    };
    let area = MultiPolygon::from(Polygon::new((0..50_000).map(star).collect(), vec![]));
    criterion.bench_function("prepare an area of 50,000 corners", |bencher| {
        bencher.iter(|| PreparedArea::new(black_box(&area)));
    });
    let prepared = PreparedArea::new(&area);
    criterion.bench_function("ask an area of 50,000 corners for a position", |bencher| {
        bencher.iter(|| prepared.contains(black_box(Position::new(41.0, 31.0))));
    });
    let lands = lands();
    criterion.bench_function("unite four lands of 5,000 corners", |bencher| {
        bencher.iter(|| holes_of_union(black_box(&lands.iter().collect::<Vec<_>>())));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = journey, areas
}
criterion_main!(benches);
