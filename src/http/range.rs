//! Parts of an answer by byte (RFC 9110, 14): GDAL's `/vsicurl/` reads nothing without.

use axum::body::Body;
use axum::http::header::{ACCEPT_RANGES, CONTENT_RANGE, IF_RANGE, RANGE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;

use super::asked::{Asked, respond};
use super::format::Format;
use super::stream::Features;

/// Answers with the body, or with the one part of it that was asked for.
///
/// Several parts at once, and parts of what a client knows by its tag, may be answered with the whole, and are.
pub(super) fn respond_with_part(asked: &Asked, format: Format, mut body: Vec<u8>) -> Response {
    let length = body.len();
    let part = asked_part(&asked.headers, length);
    match part {
        Part::Whole => {}
        Part::Bytes(first, last) => {
            body.truncate(last + 1);
            body.drain(..first);
        }
        Part::Beyond => body.clear(),
    }
    as_part(respond(format, body), part, length)
}

/// The same of an answer that is written while it is sent. One whose length nobody knows before is always sent whole.
pub(super) fn respond_with_part_of(asked: &Asked, format: Format, features: Features) -> Response {
    let Some(length) = features.length() else {
        return respond(format, features.into_body(0, None));
    };
    let part = asked_part(&asked.headers, length);
    let body = match part {
        Part::Whole => features.into_body(0, Some(length)),
        Part::Bytes(first, last) => features.into_body(first, Some(last + 1 - first)),
        Part::Beyond => Body::empty(),
    };
    as_part(respond(format, body), part, length)
}

/// Says which part of so many bytes an answer is.
fn as_part(mut response: Response, part: Part, length: usize) -> Response {
    let range = match part {
        Part::Whole => None,
        Part::Bytes(first, last) => {
            Some((StatusCode::PARTIAL_CONTENT, format!("bytes {first}-{last}/{length}")))
        }
        Part::Beyond => Some((StatusCode::RANGE_NOT_SATISFIABLE, format!("bytes */{length}"))),
    };
    if let Some((status, range)) = range {
        *response.status_mut() = status;
        response
            .headers_mut()
            .insert(CONTENT_RANGE, HeaderValue::try_from(range).expect("numbers are a header value"));
    }
    response.headers_mut().insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    response
}

/// What of a body is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Whole,
    /// First and last byte.
    Bytes(usize, usize),
    /// Nothing that is there.
    Beyond,
}

fn asked_part(headers: &HeaderMap, length: usize) -> Part {
    let range = headers.get(RANGE).filter(|_| !headers.contains_key(IF_RANGE));
    range.and_then(|range| range.to_str().ok()).map_or(Part::Whole, |range| parse(range, length))
}

/// Reads `bytes=first-last`, `bytes=first-` or `bytes=-count`; whatever else is taken as no range, as the standard asks.
fn parse(range: &str, length: usize) -> Part {
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Part::Whole;
    };
    let number = |text: &str| text.trim().parse::<usize>();
    match (number(first), number(last), last.is_empty(), first.is_empty()) {
        (Ok(first), Ok(last), ..) if first <= last => bytes(first, last, length),
        (Ok(first), _, true, _) => bytes(first, usize::MAX, length),
        (_, Ok(0), _, true) => Part::Beyond,
        (_, Ok(count), _, true) => bytes(length.saturating_sub(count), usize::MAX, length),
        _ => Part::Whole,
    }
}

fn bytes(first: usize, last: usize, length: usize) -> Part {
    if first < length { Part::Bytes(first, last.min(length - 1)) } else { Part::Beyond }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_forms_of_a_range_are_read_and_others_ignored() {
        assert_eq!(parse("bytes=0-9", 100), Part::Bytes(0, 9));
        assert_eq!(parse("bytes=90-", 100), Part::Bytes(90, 99));
        assert_eq!(parse("bytes=-10", 100), Part::Bytes(90, 99));
        assert_eq!(parse("bytes=0-16383", 100), Part::Bytes(0, 99));
        assert_eq!(parse("bytes=100-", 100), Part::Beyond);
        assert_eq!(parse("bytes=-0", 100), Part::Beyond);
        for other in ["bytes=9-0", "bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=a-b", ""] {
            assert_eq!(parse(other, 100), Part::Whole, "{other}");
        }
    }

    #[test]
    fn a_body_of_nothing_has_no_part() {
        assert_eq!(parse("bytes=0-", 0), Part::Beyond);
    }
}
