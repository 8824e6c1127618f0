//! What an answer costs: a box of about 100 features, a page of 1,000, one feature by id, a tile, a condition in CQL2 and an order, out of
//! 100 thousand and out of 1 million mentions; through the snapshot alone, through the router, and, as the limit, through a router that
//! only returns bytes of the same size.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run should stop")]

mod synthetic;

use std::hint::black_box;
use std::sync::Arc;

use arc_swap::ArcSwap;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::Request;
use axum::routing::get;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use dateline::feature::Atlas;
use dateline::gazetteer::{Gazetteer, Place};
use dateline::geometry::BoundingBox;
use dateline::http::{State, router};
use dateline::index::{CollectionName, Filter, Snapshot};
use geo::MultiPolygon;
use tower::ServiceExt;

use self::synthetic::{Numbers, documents};

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

fn snapshot(count: usize) -> Snapshot {
    Snapshot::build(&documents(count).collect::<Vec<_>>(), &[], &NoPlaces)
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
