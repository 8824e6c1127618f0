//! What reading costs: whole reports, the stages by themselves, and the choice among places of the same names.

use std::fs;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::candidate;
use dateline::document::{DateBasis, Document, Home, read_bytes};
use dateline::gazetteer::Gazetteer;
use dateline::mention::{self, Mention};
use dateline::pipeline::parse;
use dateline::resolve::Resolver;
use dateline::segment::segment;
use dateline::time;
use jiff::civil::date;

/// The bundled reports.
fn reports() -> Vec<String> {
    let mut files: Vec<_> = fs::read_dir("seeds").into_iter().flatten().filter_map(Result::ok).collect();
    files.sort_by_key(fs::DirEntry::path);
    let texts = files.iter().filter_map(|file| fs::read_to_string(file.path()).ok());
    texts.filter(|text| text.starts_with("---")).collect()
}

/// From the bytes of a file to its places and journeys.
fn documents(criterion: &mut Criterion) {
    let reports = reports();
    let gazetteer = Gazetteer::bundled();
    let mut group = criterion.benchmark_group("documents");
    group.throughput(Throughput::Elements(reports.len() as u64));
    group.bench_function("end to end", |bencher| {
        bencher.iter(|| {
            let read =
                reports.iter().flat_map(|report| read_bytes("report.txt", black_box(report).as_bytes()));
            read.flatten().map(|document| parse(document, gazetteer).mentions.len()).sum::<usize>()
        });
    });
    group.finish();
}

/// The stages, over the reports one after the other.
fn reading(criterion: &mut Criterion) {
    let text = reports().join("\n\n");
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

/// Twenty names of twenty places and a few, five times each.
fn resolving(criterion: &mut Criterion) {
    const NAMES: usize = 20;
    let gazetteer = Gazetteer::bundled();
    let is_name_of_twenty = |name: &str| {
        let mention = Mention::literal(0..name.len(), 0);
        (20..=24).contains(&candidate::list(name, &mention, gazetteer).len())
    };
    let mut names: Vec<&str> = Vec::new();
    for place in gazetteer.places() {
        let name = gazetteer.place(place).name;
        if names.len() < NAMES && !names.contains(&name) && is_name_of_twenty(name) {
            names.push(name);
        }
    }
    let mut text = String::new();
    let mut mentions = Vec::new();
    for number in 0..100 {
        let name = names[number * 7 % names.len()];
        text.push_str("They saw ");
        mentions.push(Mention::literal(text.len()..text.len() + name.len(), number));
        text.push_str(name);
        text.push_str(". ");
    }
    criterion.bench_function("resolve 100 mentions of 20 candidates", |bencher| {
        bencher
            .iter(|| Resolver::default().resolve(black_box(&text), &mentions, &Home::default(), gazetteer));
    });
}

fn looking_up(criterion: &mut Criterion) {
    let gazetteer = Gazetteer::bundled();
    let mut group = criterion.benchmark_group("looking up");
    for name in ["Homs", "Springfield", "no such place"] {
        group.bench_function(name, |bencher| bencher.iter(|| gazetteer.lookup(black_box(name)).count()));
    }
    group.finish();
}

criterion_group!(benches, documents, reading, resolving, looking_up);
criterion_main!(benches);
