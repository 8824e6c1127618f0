//! A request's body as documents.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use jiff::civil::Date;
use serde::Deserialize;

use super::problem::Problem;
use crate::document::{DateBasis, Document, ReadOptions};

/// What a body may be.
const MEDIA_TYPES: &str = "text/plain or application/json";

/// A text with what the sender knows of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    text: String,
    title: Option<String>,
    date: Option<String>,
    source: Option<String>,
    language: Option<String>,
}

/// Reads the documents of a body: plain text with or without front matter, or `{text, title, date, source, language}`.
pub(super) fn documents(
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
    limit: usize,
) -> Result<Vec<Document>, Problem> {
    let body = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(limit),
        _ => Problem::bad("body", "the body broke off", "as many bytes as Content-Length says"),
    })?;
    let content_type =
        headers.get(CONTENT_TYPE).map_or("text/plain", |value| value.to_str().unwrap_or_default());
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if media_type.eq_ignore_ascii_case("application/json") {
        return Ok(vec![from_json(&body)?]);
    }
    // What curl sends when nobody says otherwise.
    if media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded")
        || media_type.eq_ignore_ascii_case("text/plain")
    {
        return Ok(ReadOptions::default().read_bytes("", &body)?);
    }
    Err(Problem::unsupported_media_type(media_type, MEDIA_TYPES))
}

fn from_json(body: &[u8]) -> Result<Document, Problem> {
    let report: Report = serde_json::from_slice(body).map_err(|error| {
        Problem::bad(
            "body",
            error.to_string(),
            "an object with text, and perhaps title, date, source, language",
        )
    })?;
    if report.text.trim().is_empty() {
        return Err(Problem::bad("text", "text is empty", "text"));
    }
    let date = report.date.as_deref().map(day).transpose()?.map(|date| (date, DateBasis::Given));
    Ok(Document::new(report.title, date, report.source, report.text).in_language(report.language))
}

fn day(text: &str) -> Result<Date, Problem> {
    let expected = "year-month-day, such as 2015-10-07";
    text.parse().map_err(|_error: jiff::Error| {
        Problem::bad("date", format!("date is {text:?}; expected {expected}"), expected)
    })
}
