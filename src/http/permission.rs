//! Who may do what.

use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, ORIGIN};

use super::asked::Asked;
use super::problem::Problem;
use super::state::State;
use super::token::{Scope, Token};

/// Refuses a write that is not allowed, and tells whose token allows it.
///
/// 1. A page of another origin may not write: a browser sends its `Origin`, which must name this host.
/// 2. With tokens, the request must bear one that is good for it.
/// 3. Without any, the request must be addressed to this machine by name, and not through a proxy: a page whose host name was
///    made to point here passes the first rule, and not this one.
pub(super) fn may<'s>(state: &'s State, asked: &Asked, scope: Scope) -> Result<Option<&'s Token>, Problem> {
    let origin = asked.headers.get(ORIGIN).and_then(|value| value.to_str().ok());
    if origin.is_some_and(|origin| !asked.origin.is_same(origin)) {
        return Err(Problem::new(StatusCode::FORBIDDEN, "pages of other origins may read and not write"));
    }
    if !state.tokens.is_empty() {
        return bears(state, &asked.headers, scope).map(Some);
    }
    if asked.origin.is_this_machine() {
        return Ok(None);
    }
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "without a token, only requests addressed to localhost may write",
    ))
}

/// The token that a request bears, where it is good for something.
pub(super) fn bears<'s>(
    state: &'s State,
    headers: &axum::http::HeaderMap,
    scope: Scope,
) -> Result<&'s Token, Problem> {
    let token = token_of(state, headers).ok_or_else(Problem::unauthorized)?;
    if token.scopes.contains(&scope) {
        return Ok(token);
    }
    let detail = format!(
        "the token of {} is not good for this; expected one with the scope {}",
        token.name,
        scope.as_str()
    );
    Err(Problem::new(StatusCode::FORBIDDEN, detail))
}

/// The token that a request bears, where it is known.
pub(super) fn token_of<'s>(state: &'s State, headers: &axum::http::HeaderMap) -> Option<&'s Token> {
    let sent = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = sent.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    state.tokens.iter().find(|token| token.is(secret.trim()))
}
