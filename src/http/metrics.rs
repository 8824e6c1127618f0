//! What the service counts about itself, in the text format of Prometheus.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract;
use axum::response::Response;

use super::asked::{Asked, respond};
use super::format::Format;
use super::problem::Problem;
use super::routes::PATHS;
use super::state::Service;
use crate::index::{CollectionName, Snapshot};

/// The statuses the service answers with; anything else counts as the last.
const STATUSES: [u16; 17] =
    [200, 201, 204, 206, 304, 400, 401, 403, 404, 405, 406, 413, 415, 416, 503, 500, 0];

/// Requests answered, by route and status. A count is one addition without a lock.
pub(super) struct Metrics {
    requests: Vec<[AtomicU64; STATUSES.len()]>,
}

impl Default for Metrics {
    fn default() -> Self {
        // One more row for what matches no route.
        Self { requests: (0..=PATHS.len()).map(|_| Default::default()).collect() }
    }
}

impl Metrics {
    pub(super) fn count(&self, path: Option<&str>, status: u16) {
        let row = path.and_then(|path| PATHS.iter().position(|known| *known == path)).unwrap_or(PATHS.len());
        let column = STATUSES.iter().position(|known| *known == status).unwrap_or(STATUSES.len() - 1);
        self.requests[row][column].fetch_add(1, Ordering::Relaxed);
    }

    fn write(&self, snapshot: &Snapshot, in_progress: usize) -> String {
        let mut text = String::from(
            "# HELP dateline_http_requests_total Requests answered, by route and status.\n\
             # TYPE dateline_http_requests_total counter\n",
        );
        for (path, row) in PATHS.iter().chain([&"other"]).zip(&self.requests) {
            for (status, count) in STATUSES.iter().zip(row) {
                let count = count.load(Ordering::Relaxed);
                if count > 0 {
                    let labels = format!("route=\"{path}\",status=\"{status}\"");
                    writeln!(text, "dateline_http_requests_total{{{labels}}} {count}")
                        .expect("writing into a String does not fail");
                }
            }
        }
        text.push_str(
            "# HELP dateline_http_requests_in_progress Requests being worked on.\n\
             # TYPE dateline_http_requests_in_progress gauge\n",
        );
        writeln!(text, "dateline_http_requests_in_progress {in_progress}")
            .expect("writing into a String does not fail");
        text.push_str(
            "# HELP dateline_features Features served, by collection.\n# TYPE dateline_features gauge\n",
        );
        for name in CollectionName::ALL {
            let count = snapshot.collection(name).len();
            writeln!(text, "dateline_features{{collection=\"{}\"}} {count}", name.as_str())
                .expect("writing into a String does not fail");
        }
        let documents = snapshot.documents().len();
        text.push_str("# HELP dateline_documents Documents served.\n# TYPE dateline_documents gauge\n");
        writeln!(text, "dateline_documents {documents}").expect("writing into a String does not fail");
        text
    }
}

/// `GET /metrics`
pub(super) async fn metrics(
    extract::State(service): extract::State<Service>,
    asked: Asked,
) -> Result<Response, Problem> {
    asked.checked(&[])?;
    let in_progress = service.state.limits.concurrent_requests - service.places.available_permits();
    Ok(respond(Format::Text, service.metrics.write(&service.snapshot(), in_progress)))
}
