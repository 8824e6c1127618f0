//! What the service counts about itself, in the text format of Prometheus.

use std::fmt::{Display, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::extract;
use axum::response::Response;

use super::asked::{Asked, respond};
use super::format::Format;
use super::problem::Problem;
use super::routes::PATHS;
use super::state::{Backlog, Service};
use crate::index::{CollectionName, Snapshot};

/// The statuses the service answers with; anything else counts as the last.
const STATUSES: [u16; 19] =
    [200, 201, 204, 206, 304, 400, 401, 403, 404, 405, 406, 413, 415, 416, 429, 503, 507, 500, 0];

/// Upper bounds of how long answers took, in microseconds; what took longer is in a bucket without a bound.
const TIMES: [u64; 11] = [100, 250, 500, 1_000, 2_500, 5_000, 10_000, 50_000, 250_000, 1_000_000, 10_000_000];

/// Requests answered, by route. A count is three additions without a lock.
pub(super) struct Metrics {
    routes: Vec<Route>,
}

/// One route, or all that matches none.
#[derive(Default)]
struct Route {
    statuses: [AtomicU64; STATUSES.len()],
    times: [AtomicU64; TIMES.len() + 1],
    microseconds: AtomicU64,
}

impl Default for Metrics {
    fn default() -> Self {
        // One more for what matches no route.
        Self { routes: (0..=PATHS.len()).map(|_| Route::default()).collect() }
    }
}

impl Metrics {
    /// Counts an answer, and how long it took until its first byte could be sent.
    pub(super) fn count(&self, path: Option<&str>, status: u16, took: Duration) {
        let row = path.and_then(|path| PATHS.iter().position(|known| *known == path)).unwrap_or(PATHS.len());
        let route = &self.routes[row];
        let status = STATUSES.iter().position(|known| *known == status).unwrap_or(STATUSES.len() - 1);
        let took = took.as_micros() as u64;
        let time = TIMES.iter().position(|bound| took <= *bound).unwrap_or(TIMES.len());
        route.statuses[status].fetch_add(1, Ordering::Relaxed);
        route.times[time].fetch_add(1, Ordering::Relaxed);
        route.microseconds.fetch_add(took, Ordering::Relaxed);
    }

    /// The routes that were asked, each with its name.
    fn asked(&self) -> impl Iterator<Item = (&'static str, &Route)> {
        let names = PATHS.into_iter().chain(["other"]);
        let is_asked = |route: &&Route| route.times.iter().any(|count| count.load(Ordering::Relaxed) > 0);
        names.zip(&self.routes).filter(move |(_, route)| is_asked(route))
    }

    fn write(&self, snapshot: &Snapshot, in_progress: usize, backlog: Backlog) -> String {
        let mut text = Text::default();
        text.about("dateline_http_requests_total", "counter", "Requests answered, by route and status.");
        for (path, route) in self.asked() {
            for (status, count) in STATUSES.iter().zip(&route.statuses) {
                let count = count.load(Ordering::Relaxed);
                if count > 0 {
                    let labels = format!("route=\"{path}\",status=\"{status}\"");
                    text.line(&format!("dateline_http_requests_total{{{labels}}}"), count);
                }
            }
        }
        let name = "dateline_http_request_duration_seconds";
        text.about(name, "histogram", "How long until the first byte of an answer, by route.");
        for (path, route) in self.asked() {
            route.write_times(&mut text, name, path);
        }
        text.about("dateline_http_requests_in_progress", "gauge", "Requests being worked on.");
        text.line("dateline_http_requests_in_progress", in_progress as u64);
        text.about("dateline_features", "gauge", "Features served, by collection.");
        for name in CollectionName::ALL {
            let count = snapshot.collection(name).len() as u64;
            text.line(&format!("dateline_features{{collection=\"{}\"}}", name.as_str()), count);
        }
        text.about("dateline_documents", "gauge", "Documents served.");
        text.line("dateline_documents", snapshot.documents().len() as u64);
        text.about("dateline_snapshot_age_seconds", "gauge", "How old what is served is.");
        text.line("dateline_snapshot_age_seconds", snapshot.age().as_secs());
        text.about("dateline_ingest_waiting", "gauge", "Requests that wait to be written.");
        text.line("dateline_ingest_waiting", backlog.waiting);
        let help = "How long the last write took from its arrival until it could be read.";
        text.about("dateline_ingest_lag_seconds", "gauge", help);
        text.line("dateline_ingest_lag_seconds", backlog.lag.as_secs_f64());
        text.0
    }
}

impl Route {
    /// As Prometheus wants a histogram: each bucket with all that took no longer than its bound.
    fn write_times(&self, text: &mut Text, name: &str, path: &str) {
        let seconds = |microseconds: u64| microseconds as f64 / 1e6;
        let bounds = TIMES.iter().map(|bound| seconds(*bound).to_string()).chain(["+Inf".to_owned()]);
        let mut all = 0;
        for (bound, count) in bounds.zip(&self.times) {
            all += count.load(Ordering::Relaxed);
            text.line(&format!("{name}_bucket{{route=\"{path}\",le=\"{bound}\"}}"), all);
        }
        let sum = seconds(self.microseconds.load(Ordering::Relaxed));
        text.line(&format!("{name}_sum{{route=\"{path}\"}}"), sum);
        text.line(&format!("{name}_count{{route=\"{path}\"}}"), all);
    }
}

/// Metrics in the text format.
#[derive(Default)]
struct Text(String);

impl Text {
    fn about(&mut self, name: &str, of: &str, help: &str) {
        writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {of}")
            .expect("writing into a String does not fail");
    }

    fn line(&mut self, what: &str, value: impl Display) {
        writeln!(self.0, "{what} {value}").expect("writing into a String does not fail");
    }
}

/// `GET /metrics`
pub(super) async fn metrics(
    extract::State(service): extract::State<Service>,
    asked: Asked,
) -> Result<Response, Problem> {
    asked.checked(&[])?;
    let in_progress = service.state.limits.concurrent_requests - service.places.available_permits();
    let backlog = service.state.writer.as_ref().map(|writer| writer.backlog()).unwrap_or_default();
    Ok(respond(Format::Text, service.metrics.write(&service.snapshot(), in_progress, backlog)))
}
