use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};

use super::manners::{after_panic, is_worth_compressing, manners};
use super::problem::Problem;
use super::routes::routes;
use super::state::{Service, State};

/// Answers below this many bytes fit a packet as they are.
const LEAST_COMPRESSED: u64 = 1024;

/// All routes over a state.
///
/// Reading needs nothing but the snapshot. Writing asks for the token of the state, or, without one, for a request
/// addressed to this machine; a browser page of another origin never writes.
pub fn router(state: State) -> Router {
    let body_limit = DefaultBodyLimit::max(state.limits.body_bytes);
    let service = Service::new(state);
    let mut router = Router::new();
    for (path, methods) in routes() {
        router = router.route(path, methods);
    }
    // The level that costs least: text shrinks to a fifth with it, and the higher ones win little for much.
    let compression = CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(LEAST_COMPRESSED).and(is_worth_compressing));
    // In one, from the outermost to the innermost: each layer of the router's own would box every request and answer anew.
    let layers = ServiceBuilder::new()
        .layer(compression)
        .layer(from_fn_with_state(service.clone(), manners))
        .layer(body_limit)
        .layer(CatchPanicLayer::custom(after_panic));
    router.fallback(not_found).layer(layers).with_state(service)
}

async fn not_found(uri: axum::http::Uri) -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        format!("there is nothing at {:?}; / lists what there is", uri.path()),
    )
}
