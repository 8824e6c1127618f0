//! What an answer costs: a box of about 100 features, a page of 1,000, one feature by id, a tile, a condition in CQL2 and an order, out of
//! 100 thousand and out of 1 million mentions; through the snapshot alone, through the router, and, as the limit, through a router that
//! only returns bytes of the same size.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run should stop")]

use std::hint::black_box;
use std::sync::Arc;

use arc_swap::ArcSwap;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::Request;
use axum::routing::get;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use dateline::document::Document;
use dateline::feature::{Atlas, MentionRecord};
use dateline::gazetteer::Gazetteer;
use dateline::gazetteer::Place;
use dateline::geometry::{BoundingBox, Position};
use dateline::http::{State, router};
use dateline::index::{CollectionName, Filter, Snapshot};
use dateline::mention::Kind;
use dateline::pipeline::Parsed;
use geo::MultiPolygon;
use tower::ServiceExt;

/// Mentions per synthetic document, as many as a long report has.
const PER_DOCUMENT: usize = 40;

/// How many features a box should hold.
const IN_BOX: f64 = 100.0;

struct NoPlaces;

impl Atlas for NoPlaces {
    fn place(&self, _: &str) -> Option<Place<'_>> {
        None
    }

    fn area(&self, _: &str) -> Option<MultiPolygon<f64>> {
        None
    }
}

/// Numbers from 0 to 1 that look random and are the same in every run (a 64-bit linear congruential generator).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}

fn snapshot(count: usize) -> Snapshot {
    let mut numbers = Numbers(7);
    let documents: Vec<_> = (0..count / PER_DOCUMENT)
        .map(|number| {
            let document = Document::new(None, None, None, format!("Report {number}"));
            let mentions = (0..PER_DOCUMENT).map(|n| mention(&document.id, n * 50, &mut numbers)).collect();
            Parsed { document, mentions, accounts: Vec::new() }
        })
        .collect();
    Snapshot::build(&documents, &[], &NoPlaces)
}

/// A mention with every key filled as a usual one has it, anywhere between 60 S and 60 N.
fn mention(document_id: &str, start: usize, numbers: &mut Numbers) -> MentionRecord {
    let place = (numbers.next() * 50_000.0) as usize;
    MentionRecord {
        id: format!("{document_id}-{start}-{}", start + 4),
        document_id: document_id.to_owned(),
        document_title: Some("A report of the usual length of a headline".into()),
        published: Some("2015-10-07".into()),
        sentence: format!(
            "The convoy of {start} vehicles was seen on the road to the town, people there said on Monday."
        ),
        sentence_start: start,
        start,
        end: start + 4,
        surface: "town".into(),
        kind: Kind::ALL[place % Kind::ALL.len()],
        place_id: Some(place.to_string()),
        name: Some("A town".into()),
        feature_class: Some("P".into()),
        feature_code: Some("PPL".into()),
        country: Some(["SY", "IQ", "TR", "RU"][place % 4].into()),
        admin1: Some("A province".into()),
        admin2: None,
        confidence: Some(0.75),
        precision_ucdp: Some(1),
        precision_acled: Some(1),
        radius_km: Some(2.5),
        event_start: Some("2015-10-05".into()),
        event_end: Some("2015-10-05".into()),
        event_time: None,
        time_precision: Some("day".into()),
        time_source: Some("event".into()),
        time_text: Some("on Monday".into()),
        time_basis: Some("Monday before or on the document's date, 5 Oct 2015".into()),
        hedged: false,
        negated: false,
        dateline: false,
        corrected: false,
        position: Some(Position::new(numbers.next() * 360.0 - 180.0, numbers.next() * 120.0 - 60.0)),
    }
}

/// A square box of `IN_BOX` features on average, somewhere.
fn any_box(count: usize, numbers: &mut Numbers) -> BoundingBox {
    let side = (IN_BOX / count as f64 * 360.0 * 120.0).sqrt();
    let (west, south) = (numbers.next() * 360.0 - 180.0, numbers.next() * (120.0 - side) - 60.0);
    BoundingBox::wrapped(west, south, west + side, south + side)
}

async fn ask(router: &Router, path: &str) -> Bytes {
    let request = Request::builder().uri(path).header("host", "127.0.0.1:8080").body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200, "{path}");
    to_bytes(response.into_body(), usize::MAX).await.unwrap()
}

fn serve(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for count in [100_000, 1_000_000] {
        let shared = Arc::new(ArcSwap::from_pointee(snapshot(count)));
        let snapshot = shared.load_full();
        let mentions = snapshot.collection(CollectionName::Mentions);
        let parse = Arc::new(|_, _: &_| unreachable!("nothing is parsed here"));
        let router = router(State::new(shared.clone(), parse, Gazetteer::bundled()));
        let mut numbers = Numbers(11);
        let boxes: Vec<_> = (0..1000).map(|_| any_box(count, &mut numbers)).collect();
        let ids: Vec<_> = (0..1000)
            .map(|_| mentions.id((numbers.next() * mentions.len() as f64) as u32).to_owned())
            .collect();
        let box_paths: Vec<_> =
            boxes.iter().map(|bbox| format!("/collections/mentions/items?bbox={bbox}&limit=200")).collect();
        let item_paths: Vec<_> = ids.iter().map(|id| format!("/collections/mentions/items/{id}")).collect();
        let bytes = runtime.block_on(ask(&router, &box_paths[0]));
        let bare = Router::new().route("/bytes", get(move || async move { bytes.clone() }));

        let mut group = criterion.benchmark_group("box of 100");
        group.bench_function(BenchmarkId::new("snapshot", count), |bencher| {
            let mut turn = boxes.iter().cycle();
            bencher.iter(|| {
                let filter = Filter { bbox: turn.next().copied(), ..Filter::default() };
                let page = mentions.search(&filter, &[], None, 200);
                black_box(page.positions.iter().map(|at| mentions.feature(*at).len()).sum::<usize>())
            });
        });
        group.bench_function(BenchmarkId::new("router", count), |bencher| {
            let mut turn = box_paths.iter().cycle();
            bencher.iter(|| runtime.block_on(ask(&router, turn.next().unwrap())));
        });
        group.bench_function(BenchmarkId::new("bare router", count), |bencher| {
            bencher.iter(|| runtime.block_on(ask(&bare, "/bytes")));
        });
        group.finish();

        let mut group = criterion.benchmark_group("one feature");
        group.bench_function(BenchmarkId::new("snapshot", count), |bencher| {
            let mut turn = ids.iter().cycle();
            bencher.iter(|| black_box(mentions.get(turn.next().unwrap())));
        });
        group.bench_function(BenchmarkId::new("router", count), |bencher| {
            let mut turn = item_paths.iter().cycle();
            bencher.iter(|| runtime.block_on(ask(&router, turn.next().unwrap())));
        });
        group.finish();

        let mut group = criterion.benchmark_group("router");
        group.sample_size(20);
        for (name, path) in QUESTIONS {
            let path = format!("/collections/mentions/{path}");
            group.bench_function(BenchmarkId::new(name, count), |bencher| {
                bencher.iter(|| runtime.block_on(ask(&router, &path)));
            });
        }
        group.finish();
    }
}

/// Further questions. The first answer to a condition or an order reads the properties it asks, which the warm-up takes.
const QUESTIONS: [(&str, &str); 6] = [
    ("1,000 features", "items?limit=1000"),
    ("a tile at zoom 8", "tiles/WebMercatorQuad/8/101/152"),
    ("a condition on a text", "items?limit=10&filter=country='SY'%20AND%20kind='literal'"),
    (
        "a condition on numbers",
        "items?limit=10&filter=start%20BETWEEN%20100%20AND%20200%20AND%20confidence%3E0.5",
    ),
    (
        "a condition on a place",
        "items?limit=10&filter=S_WITHIN(geometry,POLYGON((36%2034,38%2034,38%2036,36%2034)))",
    ),
    ("an order", "items?limit=10&sortby=-start,country"),
];

criterion_group!(benches, serve);
criterion_main!(benches);
