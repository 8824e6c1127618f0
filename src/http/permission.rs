//! Who may write.

use axum::http::HeaderMap;
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, HOST, ORIGIN};
use axum::http::uri::Authority;

use super::problem::Problem;
use super::state::State;

/// Refuses a write that is not allowed.
///
/// 1. A page of another origin may not write: a browser sends its `Origin`, which must name this host.
/// 2. With a token, the request must bear it.
/// 3. Without one, the request must be addressed to this machine by name: a page whose host name was made to point here
///    passes the first rule, and not this one.
pub(super) fn may_write(state: &State, headers: &HeaderMap) -> Result<(), Problem> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(HOST).unwrap_or_default();
    if let Some(origin) = text(ORIGIN) {
        let own = origin.split_once("://").is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(host));
        if !own {
            return Err(Problem::new(StatusCode::FORBIDDEN, "pages of other origins may read and not write"));
        }
    }
    match &state.token {
        Some(token) => {
            let sent = text(AUTHORIZATION).and_then(|value| value.split_once(' '));
            let bears = sent.is_some_and(|(scheme, sent)| {
                // Hashes compare in constant time, and so do not tell how much of a guess was right.
                scheme.eq_ignore_ascii_case("bearer")
                    && blake3::hash(sent.trim().as_bytes()) == blake3::hash(token.as_bytes())
            });
            if bears { Ok(()) } else { Err(Problem::unauthorized()) }
        }
        None if is_this_machine(host) => Ok(()),
        None => Err(Problem::new(
            StatusCode::FORBIDDEN,
            "without a token, only requests addressed to localhost may write",
        )),
    }
}

fn is_this_machine(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host().trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost")
        || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_known_by_its_loopback_names() {
        for host in ["localhost:8080", "LOCALHOST", "127.0.0.1:8080", "[::1]:8080", "127.1.2.3"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in ["", "example.org", "localhost.example.org", "10.0.0.1:8080", "[::2]"] {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
