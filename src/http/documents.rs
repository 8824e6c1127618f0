//! The documents: listed, one with all that was found in it, taken in, deleted.

use axum::body::Bytes;
use axum::extract;
use axum::extract::rejection::BytesRejection;
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::asked::{Asked, link, respond};
use super::body;
use super::collections::OFFERS;
use super::etag::unless_known;
use super::format::Format;
use super::geoparse::at_home;
use super::items::as_page;
use super::permission::may;
use super::problem::Problem;
use super::state::{Service, Writer, Written};
use super::token::Scope;
use crate::document::explain;
use crate::export::write_features;
use crate::index::{DocumentEntry, Mark, Snapshot};
use crate::query::{DEFAULT_LIMIT, FORMAT, HintsQuery, ItemsQuery, list_parameters};

/// `GET /documents`
pub(super) async fn list(
    extract::State(service): extract::State<Service>,
    asked: Asked,
) -> Result<Response, Problem> {
    let query = ItemsQuery::parse_list(&asked.checked(&list_parameters())?)?;
    let format = asked.format(&OFFERS)?;
    let snapshot = service.snapshot();
    Ok(unless_known(&asked, &snapshot, format, || {
        let all = snapshot.documents();
        let after = query.after.map_or_else(String::new, |mark| mark.id);
        let mut rest = all.after(&after);
        let page: Vec<_> = rest.by_ref().take(query.limit.unwrap_or(DEFAULT_LIMIT)).collect();
        let more = rest.next().is_some();
        let mut links = asked.links_to_self(format, &OFFERS);
        if let Some(last) = page.last().filter(|_| more) {
            let next = asked.address_with(
                "cursor",
                &ItemsQuery::cursor_after(&Mark { id: last.id.to_string(), values: Vec::new() }),
            );
            links.push(link("next", format.content_type(), "The next page", &next));
        }
        let head = json!({"numberMatched": all.len(), "numberReturned": page.len(), "links": links});
        let body =
            with_lists(&head, &[("documents", page.iter().map(|entry| entry.bytes.as_ref()).collect())]);
        if format == Format::Html { as_page(&asked, "Documents", &body) } else { respond(format, body) }
    }))
}

/// `GET /documents/{documentId}`: what is known of it, its text, its mentions in text order and its journeys.
pub(super) async fn document(
    extract::State(service): extract::State<Service>,
    extract::Path(id): extract::Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    asked.checked(&[&FORMAT])?;
    let format = asked.format(&OFFERS)?;
    let snapshot = service.snapshot();
    let entry = snapshot.document(&id).ok_or_else(|| Problem::no_such("document", &id))?;
    Ok(unless_known(&asked, &snapshot, format, || {
        let body = whole(&asked, format, &snapshot, entry);
        if format == Format::Html { as_page(&asked, "Document", &body) } else { respond(format, body) }
    }))
}

fn whole(asked: &Asked, format: Format, snapshot: &Snapshot, entry: &DocumentEntry) -> Vec<u8> {
    let id = &*entry.id;
    let mut head: Value = serde_json::from_slice(&entry.bytes).expect("a document is encoded as JSON");
    head["text"] = entry.text.as_ref().into();
    let mentions = asked.address(&format!("/collections/mentions/items?document={id}"));
    let mut links = asked.links_to_self(format, &OFFERS);
    links.extend([
        link("collection", Format::Json.content_type(), "All documents", asked.address("/documents")),
        link("items", Format::GeoJson.content_type(), "Its mentions", &mentions),
    ]);
    head["links"] = links.into();
    with_lists(&head, &[("mentions", snapshot.mentions_of(id)), ("movements", snapshot.movements_of(id))])
}

/// A JSON object with lists of encoded features or records added.
fn with_lists(head: &Value, lists: &[(&str, Vec<impl AsRef<[u8]>>)]) -> Vec<u8> {
    let mut out = head.to_string().into_bytes();
    out.pop();
    for (name, list) in lists {
        out.extend_from_slice(format!(",\"{name}\":").as_bytes());
        write_features(&mut out, list).expect("writing into memory does not fail");
    }
    out.push(b'}');
    out
}

/// `POST /documents`: 201 where something is new, 200 where all was there already.
pub(super) async fn add(
    extract::State(service): extract::State<Service>,
    asked: Asked,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let hints = HintsQuery::parse_stored(asked.pairs())?;
    let writer = writer(&service, &asked, Scope::Write)?;
    let sent = body::documents(&asked.headers, body, service.state.limits.body_bytes, &hints.read).await?;
    // In the order of the body: what could not be read, and a gap for what could.
    let mut unread = Vec::new();
    let mut documents = Vec::new();
    for one in sent {
        unread.push(one.map(|document| documents.push(document)).err());
    }
    if documents.is_empty()
        && let Some(error) = unread.iter_mut().find_map(Option::take)
    {
        return Err(error.into());
    }
    let documents = at_home(documents, &hints.home, service.state.gazetteer)?;
    let mut stored = writer.add(documents).await?.into_iter();
    let written: Vec<Written> = unread
        .into_iter()
        .filter_map(|failed| match failed {
            Some(error) => Some(Written::Failed { reason: explain(&error) }),
            None => stored.next(),
        })
        .collect();
    respond_with_written(&asked, &written)
}

/// `PUT /documents/{documentId}`: another text in the place of one, which gets an id of its own.
pub(super) async fn replace(
    extract::State(service): extract::State<Service>,
    extract::Path(id): extract::Path<String>,
    asked: Asked,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let hints = HintsQuery::parse_stored(asked.pairs())?;
    let writer = writer(&service, &asked, Scope::Write)?;
    let sent = body::documents(&asked.headers, body, service.state.limits.body_bytes, &hints.read).await?;
    let documents = sent.into_iter().collect::<Result<Vec<_>, _>>()?;
    let mut documents = at_home(documents, &hints.home, service.state.gazetteer)?;
    let (Some(document), true) = (documents.pop(), documents.is_empty()) else {
        let expected = "one document";
        return Err(Problem::bad("body", format!("the body holds several; expected {expected}"), expected));
    };
    match writer.replace(id.clone(), document).await? {
        Some(written) => respond_with_written(&asked, &[written]),
        None => Err(Problem::no_such("document", &id)),
    }
}

/// What became of each document: 201 where something is new, 200 where all was there already, and an error where none could be kept.
fn respond_with_written(asked: &Asked, written: &[Written]) -> Result<Response, Problem> {
    let address = |id: &str| asked.address(&format!("/documents/{id}"));
    let reasons: Vec<_> = written
        .iter()
        .filter_map(|one| match one {
            Written::Failed { reason } => Some(reason.as_str()),
            _ => None,
        })
        .collect();
    if reasons.len() == written.len() && !reasons.is_empty() {
        return Err(Problem::bad("body", reasons.join("; "), "texts that can be read and kept"));
    }
    let listed: Vec<_> = written
        .iter()
        .map(|one| match one {
            Written::Added { id } => json!({"id": id, "outcome": "added", "href": address(id)}),
            Written::AlreadyThere { id } => {
                json!({"id": id, "outcome": "already_there", "href": address(id)})
            }
            Written::Failed { reason } => json!({"outcome": "failed", "reason": reason}),
        })
        .collect();
    let mut response = respond(Format::Json, json!({"documents": listed}).to_string());
    if written.iter().any(|one| matches!(one, Written::Added { .. })) {
        *response.status_mut() = StatusCode::CREATED;
    }
    if let [Written::Added { id } | Written::AlreadyThere { id }] = written
        && let Ok(location) = HeaderValue::try_from(address(id))
    {
        response.headers_mut().insert(LOCATION, location);
    }
    Ok(response)
}

/// `DELETE /documents/{documentId}`
pub(super) async fn delete(
    extract::State(service): extract::State<Service>,
    extract::Path(id): extract::Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    asked.checked(&[])?;
    if writer(&service, &asked, Scope::Write)?.delete(id.clone()).await? {
        Ok(StatusCode::NO_CONTENT.into_response())
    } else {
        Err(Problem::no_such("document", &id))
    }
}

/// Who writes, for a request that may.
pub(super) fn writer<'a>(
    service: &'a Service,
    asked: &Asked,
    scope: Scope,
) -> Result<&'a dyn Writer, Problem> {
    may(&service.state, asked, scope)?;
    service
        .state
        .writer
        .as_deref()
        .ok_or_else(|| Problem::new(StatusCode::FORBIDDEN, "this service only reads"))
}
