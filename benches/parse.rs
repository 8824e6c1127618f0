//! What reading costs: a report through all stages, and the stages of finding by themselves.

use std::fs;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::document::{DateBasis, Document};
use dateline::gazetteer::Gazetteer;
use dateline::mention;
use dateline::pipeline::parse;
use dateline::segment::segment;
use dateline::time;
use jiff::civil::date;

/// The bundled reports one after the other.
fn text() -> String {
    let mut files: Vec<_> = fs::read_dir("seeds").into_iter().flatten().filter_map(Result::ok).collect();
    files.sort_by_key(fs::DirEntry::path);
    let texts = files.iter().filter_map(|file| fs::read_to_string(file.path()).ok());
    texts.filter(|text| text.starts_with("---")).collect::<Vec<_>>().join("\n\n")
}

fn reading(criterion: &mut Criterion) {
    let text = text();
    let gazetteer = Gazetteer::bundled();
    let mut group = criterion.benchmark_group("reading");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("segment", |bencher| bencher.iter(|| segment(black_box(&text))));
    let segmented = segment(&text);
    group.bench_function("mentions", |bencher| {
        bencher.iter(|| mention::find(black_box(&text), &segmented, gazetteer));
    });
    let document = Document::new(None, Some((date(2015, 10, 7), DateBasis::Given)), None, text.clone());
    group.bench_function("times", |bencher| bencher.iter(|| time::find(black_box(&document), &segmented)));
    group.bench_function("all stages", |bencher| {
        bencher.iter(|| parse(black_box(document.clone()), gazetteer));
    });
    group.finish();
}

fn looking_up(criterion: &mut Criterion) {
    let gazetteer = Gazetteer::bundled();
    let mut group = criterion.benchmark_group("looking up");
    for name in ["Homs", "Springfield", "no such place"] {
        group.bench_function(name, |bencher| bencher.iter(|| gazetteer.lookup(black_box(name)).count()));
    }
    group.finish();
}

criterion_group!(benches, reading, looking_up);
criterion_main!(benches);
