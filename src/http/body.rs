//! A request's body as documents.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use jiff::civil::Date;
use serde::Deserialize;

use super::aside::aside;
use super::problem::Problem;
use crate::document::{DateBasis, Document, DocumentError, Format, ReadOptions, day_of_dateline};

/// What a body may be, beside the object of JSON with a text; the format is told from the content where none is named.
pub(super) const MEDIA_TYPES: [(&str, Option<Format>); 11] = [
    ("text/plain", None),
    ("text/html", Some(Format::Html)),
    ("application/xhtml+xml", Some(Format::Html)),
    ("application/rss+xml", Some(Format::Feed)),
    ("application/atom+xml", Some(Format::Feed)),
    ("application/xml", None),
    ("text/xml", None),
    ("application/x-ndjson", Some(Format::JsonLines)),
    ("application/jsonl", Some(Format::JsonLines)),
    ("message/rfc822", Some(Format::Mail)),
    ("application/mbox", Some(Format::Mailbox)),
];

/// Any number of files.
pub(super) const FORM: &str = "multipart/form-data";

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

/// Reads the documents of a body: a file of a format that is read, a form with such files, or `{text, title, date, source, language}`.
/// What is known of them from elsewhere holds, unless such an object says otherwise. One that cannot be read is an error in its place.
///
/// What a page or a feed refers to is not fetched.
pub(super) async fn documents(
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
    limit: usize,
    known: &ReadOptions,
) -> Result<Vec<Result<Document, DocumentError>>, Problem> {
    let body = whole(body, limit)?;
    let content_type =
        headers.get(CONTENT_TYPE).map_or("text/plain", |value| value.to_str().unwrap_or_default());
    let mut parts = content_type.split(';').map(str::trim);
    let media_type = parts.next().unwrap_or_default();
    let is_json = media_type.eq_ignore_ascii_case("application/json");
    let is_list = body.trim_ascii_start().starts_with(b"[");
    if is_json && !is_list {
        return Ok(vec![Ok(from_json(&body, known)?)]);
    }
    // What curl sends when nobody says otherwise.
    let is_unsaid = media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded");
    if media_type.eq_ignore_ascii_case(FORM) {
        let files = files(content_type, &body).await?;
        let known = known.clone();
        let read = move || files.iter().flat_map(|file| known.read_each(&file.name, &file.bytes)).collect();
        return aside(read).await;
    }
    let listed = MEDIA_TYPES.iter().find(|(known, _)| media_type.eq_ignore_ascii_case(known));
    let format = match listed {
        Some((_, format)) => *format,
        None if is_json => Some(Format::Json),
        None if is_unsaid => None,
        None => return Err(Problem::unsupported_media_type(media_type, &expected())),
    };
    let options = ReadOptions { format, charset: charset(parts), ..known.clone() };
    // A large page or mailbox takes long: on the threads of the runtime it would hold up everybody else.
    aside(move || options.read_each("", &body)).await
}

/// A file of a form.
struct File {
    name: String,
    bytes: Bytes,
}

/// The files of a form (RFC 7578), by whatever fields they come in; what a file is tells its name, and else its content.
async fn files(content_type: &str, body: &[u8]) -> Result<Vec<File>, Problem> {
    let bad = |error: multer::Error| {
        let expected = "files in the parts of a form";
        Problem::bad("body", format!("the form cannot be read: {error}; expected {expected}"), expected)
    };
    let boundary = multer::parse_boundary(content_type).map_err(bad)?;
    let mut form = multer::Multipart::with_reader(body, boundary);
    let mut files = Vec::new();
    while let Some(field) = form.next_field().await.map_err(bad)? {
        let name = field.file_name().map_or_else(|| format!("part {}", files.len() + 1), str::to_owned);
        files.push(File { name, bytes: field.bytes().await.map_err(bad)? });
    }
    if files.is_empty() {
        let expected = "at least one file";
        return Err(Problem::bad("body", format!("the form is empty; expected {expected}"), expected));
    }
    Ok(files)
}

/// A body that came whole.
pub(super) fn whole(body: Result<Bytes, BytesRejection>, limit: usize) -> Result<Bytes, Problem> {
    body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(limit),
        _ => Problem::bad("body", "the body broke off", "as many bytes as Content-Length says"),
    })
}

/// The value of `charset` among the parameters of a media type.
fn charset<'h>(mut parameters: impl Iterator<Item = &'h str>) -> Option<String> {
    parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn expected() -> String {
    let types: Vec<_> = MEDIA_TYPES.iter().map(|(media_type, _)| *media_type).collect();
    format!("{}, {FORM} or application/json", types.join(", "))
}

fn from_json(body: &[u8], known: &ReadOptions) -> Result<Document, Problem> {
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
    let given = report.date.as_deref().map(day).transpose()?.map(|date| (date, DateBasis::Given));
    let given = given.or(known.date.map(|date| (date, DateBasis::Given)));
    let date = given.or_else(|| day_of_dateline(&report.text).map(|date| (date, DateBasis::Dateline)));
    let or_known = |own: Option<String>, known: &Option<String>| own.or_else(|| known.clone());
    let (title, source) = (or_known(report.title, &known.title), or_known(report.source, &known.source));
    let language = or_known(report.language, &known.language);
    Ok(Document::new(title, date, source, report.text).in_language(language))
}

fn day(text: &str) -> Result<Date, Problem> {
    let expected = "year-month-day, such as 2015-10-07";
    text.parse().map_err(|_error: jiff::Error| {
        Problem::bad("date", format!("date is {text:?}; expected {expected}"), expected)
    })
}
