use axum::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::asked::Asked;
use super::format::Format;
use super::range::respond_with_part;
use crate::index::Snapshot;

/// Answers out of a snapshot, or says that the client's copy still holds (RFC 9110, 13.1.2) without asking the snapshot.
///
/// The tag is weak: the same content comes with another time stamp and another compression. Clients ask again each time.
pub(super) fn unless_known(
    asked: &Asked,
    snapshot: &Snapshot,
    format: Format,
    answer: impl FnOnce() -> Response,
) -> Response {
    unless_tag_known(asked, snapshot.fingerprint(), format, answer)
}

/// Answers with what is written already, or says that the client's copy still holds: for answers that come of no snapshot
/// and are cheap to make. The tag is of the bytes, so that it changes with the data and with the program alike.
pub(super) fn respond_unless_known(asked: &Asked, format: Format, body: Vec<u8>) -> Response {
    let fingerprint = blake3::hash(&body).to_hex();
    unless_tag_known(asked, &fingerprint[..16], format, || respond_with_part(asked, format, body))
}

fn unless_tag_known(
    asked: &Asked,
    fingerprint: &str,
    format: Format,
    answer: impl FnOnce() -> Response,
) -> Response {
    let tag = format!("W/\"{fingerprint}-{}\"", format.words()[0]);
    let mut response =
        if is_known(&asked.headers, &tag) { StatusCode::NOT_MODIFIED.into_response() } else { answer() };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(ETAG, HeaderValue::try_from(tag).expect("a tag is hexadecimal digits and a word"));
    response
}

/// Whether `If-None-Match` names the tag, weak or not.
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let strong = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim() == "*" || strong(known) == strong(tag))
}
