//! Who may write.

use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, ORIGIN};

use super::asked::Asked;
use super::problem::Problem;
use super::state::State;

/// Refuses a write that is not allowed.
///
/// 1. A page of another origin may not write: a browser sends its `Origin`, which must name this host.
/// 2. With a token, the request must bear it.
/// 3. Without one, the request must be addressed to this machine by name, and not through a proxy: a page whose host name was
///    made to point here passes the first rule, and not this one.
pub(super) fn may_write(state: &State, asked: &Asked) -> Result<(), Problem> {
    let text = |name| asked.headers.get(name).and_then(|value| value.to_str().ok());
    if text(ORIGIN).is_some_and(|origin| !asked.origin.is_same(origin)) {
        return Err(Problem::new(StatusCode::FORBIDDEN, "pages of other origins may read and not write"));
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
        None if asked.origin.is_this_machine() => Ok(()),
        None => Err(Problem::new(
            StatusCode::FORBIDDEN,
            "without a token, only requests addressed to localhost may write",
        )),
    }
}
