//! A name for each request, so that an answer can be found again in the log of a proxy, a client or this service.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header of requests and answers that has it.
pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Most characters of a name that a client gives.
const LONGEST: usize = 64;

/// Gives names: the moment at which the service started, then a number.
pub(super) struct RequestIds {
    start: u64,
    next: AtomicU64,
}

impl Default for RequestIds {
    fn default() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { start: since.as_millis() as u64, next: AtomicU64::new(1) }
    }
}

impl RequestIds {
    /// The name that a request has already, where it is one that can be written anywhere, or else a new one.
    pub(super) fn of(&self, headers: &HeaderMap) -> HeaderValue {
        let sent = headers.get(REQUEST_ID).filter(|value| is_plain(value.as_bytes()));
        sent.cloned().unwrap_or_else(|| self.new_id())
    }

    fn new_id(&self) -> HeaderValue {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        HeaderValue::try_from(format!("{:x}-{number}", self.start)).expect("digits are a header value")
    }
}

fn is_plain(name: &[u8]) -> bool {
    (1..=LONGEST).contains(&name.len())
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(name: &str) -> HeaderMap {
        HeaderMap::from_iter([(REQUEST_ID, name.parse().unwrap())])
    }

    #[test]
    fn a_plain_name_is_kept_and_all_others_are_new() {
        let ids = RequestIds::default();
        assert_eq!(ids.of(&sent("7f3c-web.01_a")), "7f3c-web.01_a");
        let long = "a".repeat(LONGEST + 1);
        for name in ["", "a b", "a\tb", "<script>", long.as_str()] {
            assert_ne!(ids.of(&sent(name)), name);
        }
        assert_ne!(ids.of(&HeaderMap::new()), ids.of(&HeaderMap::new()));
    }
}
