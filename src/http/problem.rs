use axum::http::header::{CONTENT_TYPE, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::state::WriteError;
use crate::document::DocumentError;
use crate::query::QueryError;

/// The media type of problems (RFC 9457).
pub(super) const PROBLEM_JSON: &str = "application/problem+json";

/// Seconds after which a turned-away client may try again.
const RETRY_SECONDS: &str = "1";

/// An error as the client sees it: every one the service gives is of this form.
#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    detail: String,
    parameter: Option<String>,
    expected: Option<String>,
    header: Option<(&'static str, &'static str)>,
}

impl Problem {
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), parameter: None, expected: None, header: None }
    }

    /// 400 for a member of a body, named like a parameter.
    pub(super) fn bad(parameter: &str, detail: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            parameter: Some(parameter.to_owned()),
            expected: Some(expected.into()),
            ..Self::new(StatusCode::BAD_REQUEST, detail)
        }
    }

    /// 404 for something with an id.
    pub(super) fn no_such(what: &str, id: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("there is no {what} {id:?}"))
    }

    /// 406, naming the media types there are.
    pub(super) fn not_acceptable(offered: &str) -> Self {
        Self {
            expected: Some(offered.to_owned()),
            ..Self::new(
                StatusCode::NOT_ACCEPTABLE,
                format!("none of the accepted types is served here; expected {offered}"),
            )
        }
    }

    /// 413, naming the bound.
    pub(super) fn too_large(limit: usize) -> Self {
        let expected = format!("at most {} MiB ({limit} bytes)", limit >> 20);
        Self {
            expected: Some(expected.clone()),
            ..Self::new(StatusCode::PAYLOAD_TOO_LARGE, format!("the body is too large; expected {expected}"))
        }
    }

    /// 415, naming the media types there are.
    pub(super) fn unsupported_media_type(sent: &str, expected: &str) -> Self {
        Self {
            parameter: Some("Content-Type".into()),
            expected: Some(expected.into()),
            ..Self::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                format!("Content-Type is {sent:?}; expected {expected}"),
            )
        }
    }

    /// 500: a bug. The log has the rest.
    pub(super) fn fault() -> Self {
        let detail = "this is a fault of the service, and not of the request";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
    }

    /// 503, asking to try again.
    pub(super) fn unavailable(detail: impl Into<String>) -> Self {
        let header = Some(("retry-after", RETRY_SECONDS));
        Self { header, ..Self::new(StatusCode::SERVICE_UNAVAILABLE, detail) }
    }

    /// 429, with how many seconds to wait.
    pub(super) fn too_many(seconds: f64) -> Self {
        let header = Some(("retry-after", if seconds > 1.0 { "2" } else { RETRY_SECONDS }));
        let detail = "too many requests from one address; try again a little later";
        Self { header, ..Self::new(StatusCode::TOO_MANY_REQUESTS, detail) }
    }

    /// 401, asking for a bearer token.
    pub(super) fn unauthorized() -> Self {
        let header = Some(("www-authenticate", "Bearer"));
        Self { header, ..Self::new(StatusCode::UNAUTHORIZED, "this needs a bearer token of this service") }
    }
}

/// What a problem says, left with its answer for whoever makes a page of it.
#[derive(Clone, Debug)]
pub(super) struct Told(pub(super) Value);

impl From<QueryError> for Problem {
    fn from(error: QueryError) -> Self {
        Self::bad(error.parameter(), error.to_string(), error.expected())
    }
}

impl From<DocumentError> for Problem {
    fn from(error: DocumentError) -> Self {
        // A body has no name, and the error begins with the name.
        let detail = error.to_string().trim_start_matches(": ").to_owned();
        match error {
            DocumentError::TooLarge { .. }
            | DocumentError::TooMany { .. }
            | DocumentError::Expands { .. } => Self {
                status: StatusCode::PAYLOAD_TOO_LARGE,
                ..Self::bad("body", detail, "fewer or smaller documents")
            },
            _ => Self::bad("body", detail, "text"),
        }
    }
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Full(words) => Self::new(
                StatusCode::INSUFFICIENT_STORAGE,
                format!("the documents could not be stored: {words}"),
            ),
            error => Self::unavailable(error.to_string()),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason().unwrap_or("Error"),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        for (name, value) in [("parameter", self.parameter), ("expected", self.expected)] {
            if let Some(value) = value {
                body[name] = value.into();
            }
        }
        let mut response = (self.status, [(CONTENT_TYPE, PROBLEM_JSON)], body.to_string()).into_response();
        response.extensions_mut().insert(Told(body));
        if let Some((name, value)) = self.header {
            response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        response
    }
}
