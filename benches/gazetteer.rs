//! What asking the book of places costs.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dateline::gazetteer::Gazetteer;
use dateline::geometry::Position;

/// Positions all over the map: towns of the book.
fn positions(gazetteer: &Gazetteer) -> Vec<Position> {
    gazetteer.places().step_by(101).map(|place| gazetteer.place(place).position).collect()
}

fn names(c: &mut Criterion) {
    let gazetteer = Gazetteer::bundled();
    c.bench_function("look up a name", |b| b.iter(|| gazetteer.lookup(black_box("Jisr al-Shughur")).count()));
    c.bench_function("look up a word that is no name", |b| {
        b.iter(|| gazetteer.lookup(black_box("yesterday")).count());
    });
    for (question, name) in [("a name", "Paris"), ("a beginning", "San Franc"), ("two typos", "Johanesburgh")]
    {
        c.bench_function(&format!("search for {question}"), |b| {
            b.iter(|| gazetteer.search(black_box(name), None, None, 10));
        });
    }
    c.bench_function("find an id", |b| b.iter(|| gazetteer.find(black_box("ourairports:LICC"))));
}

fn positions_asked(c: &mut Criterion) {
    let gazetteer = Gazetteer::bundled();
    let positions = positions(gazetteer);
    let mut next = positions.iter().copied().cycle();
    // The first question in each country prepares its polygon.
    for &position in &positions {
        black_box((gazetteer.country_at(position), gazetteer.first_level_at(position)));
    }
    let mut at = move || next.next().unwrap_or(Position::new(0.0, 0.0));
    c.bench_function("country of a position", |b| b.iter(|| gazetteer.country_at(at())));
    c.bench_function("first-level area of a position", |b| b.iter(|| gazetteer.first_level_at(at())));
    c.bench_function("ten nearest places", |b| b.iter(|| gazetteer.nearest(at(), 10)));
}

criterion_group!(benches, names, positions_asked);
criterion_main!(benches);
