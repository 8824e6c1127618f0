//! What asking the book of places costs.
#![expect(clippy::print_stdout, reason = "memory is told beside the times")]

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::gazetteer::{Gazetteer, fold};
use dateline::geometry::Position;

/// Kilobytes of this process that are in memory, where the system tells.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The first question of all opens the book; memory is told beside the times.
fn opening(c: &mut Criterion) {
    let before = resident();
    let bundled = Gazetteer::bundled();
    let opened = resident();
    for place in bundled.places().step_by(31) {
        black_box(bundled.lookup(bundled.place(place).name).count());
    }
    let asked = resident();
    if let (Some(before), Some(opened), Some(asked)) = (before, opened, asked) {
        println!("memory: {} kB by opening, {} kB after 10,000 names", opened - before, asked - before);
    }
    c.bench_function("open the book", |b| {
        b.iter(|| Gazetteer::stacked(&[] as &[&Path]).map(|book| book.len()));
    });
}

/// Every place name in English text, looked for at every word.
fn scan(c: &mut Criterion) {
    let gazetteer = Gazetteer::bundled();
    let mut reports: Vec<_> =
        fs::read_dir("seeds").expect("run in the root of the project").flatten().collect();
    reports.sort_by_key(fs::DirEntry::path);
    let text: String = reports
        .iter()
        .filter_map(|report| fs::read_to_string(report.path()).ok())
        .collect::<Vec<_>>()
        .join("\n");
    let words: Vec<String> = text.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
    let mut group = c.benchmark_group("scan");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("English text, from every word", |b| {
        b.iter(|| {
            (0..words.len())
                .filter_map(|at| gazetteer.longest(&words[at..words.len().min(at + 8)]))
                .map(|(count, _)| count)
                .sum::<usize>()
        });
    });
}

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

criterion_group!(benches, opening, scan, names, positions_asked);
criterion_main!(benches);
