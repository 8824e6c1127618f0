//! What people put right: taken in, listed, and taken back.

use std::borrow::Cow;
use std::collections::BTreeSet;

use axum::body::Bytes;
use axum::extract;
use axum::extract::rejection::BytesRejection;
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::asked::{Asked, link, respond, respond_either};
use super::body::whole;
use super::collections::{OFFERS, find};
use super::documents::writer;
use super::etag::unless_known;
use super::format::Format;
use super::permission::token_of;
use super::problem::Problem;
use super::state::{Put, Service};
use super::token::Scope;
use crate::correction::{Action, Correction, JourneyEdit};
use crate::index::{CollectionName, Snapshot};
use crate::mention::Kind;
use crate::query::{FORMAT, corrections_parameters};
use crate::segment::CharIndex;

/// The formats of the list: for machines, to be read in again, for people.
pub(super) const LIST_FORMATS: [Format; 3] = [Format::Json, Format::JsonLines, Format::Html];

/// Most characters of a name.
const LONGEST_NAME: usize = 200;

/// What is right of a feature.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Patch {
    place_id: Option<String>,
    kind: Option<Kind>,
    #[serde(default)]
    not_a_place: bool,
    #[serde(default)]
    rejected: bool,
    set: Option<JourneyEdit>,
    by: Option<String>,
}

/// Words that are a mention.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Missed {
    start: usize,
    end: usize,
    #[serde(default = "literal")]
    kind: Kind,
    place_id: Option<String>,
    by: Option<String>,
}

const fn literal() -> Kind {
    Kind::Literal
}

/// `GET /corrections`: all of them, or those of a document, in the order in which they were made.
pub(super) async fn list(
    extract::State(service): extract::State<Service>,
    asked: Asked,
) -> Result<Response, Problem> {
    let document = asked.checked(&corrections_parameters())?.get("document").map(str::to_owned);
    let format = asked.format(&LIST_FORMATS)?;
    let snapshot = service.snapshot();
    Ok(unless_known(&asked, &snapshot, format, || {
        let is_asked =
            |correction: &&Correction| document.as_ref().is_none_or(|id| correction.document_id == *id);
        let all: Vec<Value> =
            snapshot.corrections().iter().filter(is_asked).map(|correction| json!(correction)).collect();
        if format == Format::JsonLines {
            let lines: Vec<_> = all.iter().map(ToString::to_string).chain([String::new()]).collect();
            return respond(format, lines.join("\n"));
        }
        let links = asked.links_to_self(format, &LIST_FORMATS);
        let answer = json!({"numberMatched": all.len(), "corrections": all, "links": links});
        respond_either(&asked, format, "Corrections", &answer)
    }))
}

/// `GET /corrections/{correctionId}`: what was put right at once.
pub(super) async fn correction(
    extract::State(service): extract::State<Service>,
    extract::Path(id): extract::Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    asked.checked(&[&FORMAT])?;
    let format = asked.format(&OFFERS)?;
    let snapshot = service.snapshot();
    let own: Vec<_> = snapshot.corrections().iter().filter(|correction| correction.id == id).collect();
    if own.is_empty() {
        return Err(Problem::no_such("correction", &id));
    }
    Ok(unless_known(&asked, &snapshot, format, || {
        let mut links = asked.links_to_self(format, &OFFERS);
        let all = asked.address("/corrections");
        links.push(link("collection", Format::Json.content_type(), "All corrections", all));
        respond_either(&asked, format, "Correction", &json!({"id": id, "corrections": own, "links": links}))
    }))
}

/// `DELETE /corrections/{correctionId}`: as if it had never been made.
pub(super) async fn undo(
    extract::State(service): extract::State<Service>,
    extract::Path(id): extract::Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    asked.checked(&[])?;
    if writer(&service, &asked, Scope::Correct)?.undo(id.clone()).await? {
        Ok(StatusCode::NO_CONTENT.into_response())
    } else {
        Err(Problem::no_such("correction", &id))
    }
}

/// `POST /corrections`: one, or many as JSON Lines, as `GET /corrections?f=jsonl` gives them. Without `id` and `at` they are new.
pub(super) async fn add(
    extract::State(service): extract::State<Service>,
    asked: Asked,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    asked.checked(&[])?;
    let writer = writer(&service, &asked, Scope::Correct)?;
    let body = whole(body, service.state.limits.body_bytes)?;
    let (id, at) = (new_id(), now());
    let corrections = read_lines(&body)?;
    let corrections: Vec<_> = corrections
        .into_iter()
        .map(|correction| Correction {
            id: Some(correction.id).filter(|id| !id.is_empty()).unwrap_or_else(|| id.clone()),
            at: Some(correction.at).filter(|at| !at.is_empty()).unwrap_or_else(|| at.clone()),
            ..correction
        })
        .collect();
    let ids: Vec<_> = corrections.iter().map(|correction| correction.id.clone()).collect();
    let outcomes = writer.correct(corrections).await?;
    if let [Put::Refused(reason)] = outcomes.as_slice() {
        return Err(Problem::bad("body", reason.clone(), "a correction that fits its document"));
    }
    let is_new = outcomes.contains(&Put::Added);
    let listed: Vec<_> = ids
        .iter()
        .zip(outcomes)
        .map(|(id, outcome)| match outcome {
            Put::Added => json!({"id": id, "outcome": "added"}),
            Put::AlreadyThere => json!({"id": id, "outcome": "already_there"}),
            Put::Refused(reason) => json!({"id": id, "outcome": "refused", "reason": reason}),
        })
        .collect();
    let mut response = respond(Format::Json, json!({"corrections": listed}).to_string());
    if is_new {
        *response.status_mut() = StatusCode::CREATED;
    }
    Ok(response)
}

/// `PATCH /collections/{collectionId}/items/{featureId}`: the feature as it is then, or nothing where it is no more.
pub(super) async fn patch(
    extract::State(service): extract::State<Service>,
    extract::Path((collection, id)): extract::Path<(String, String)>,
    asked: Asked,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let name = find(&collection)?;
    asked.checked(&[])?;
    writer(&service, &asked, Scope::Correct)?;
    let patch: Patch = object(body, service.state.limits.body_bytes)?;
    let by = named(patch.by.clone(), &service, &asked)?;
    let snapshot = service.snapshot();
    let no_such = || Problem::no_such(&format!("feature of {}", name.as_str()), &id);
    let corrections = match name {
        CollectionName::Mentions | CollectionName::Unlocated => {
            let feature = mention(&snapshot, &id).ok_or_else(no_such)?;
            vec![of_mention(&feature["properties"], of_patch(&patch)?, by)?]
        }
        CollectionName::Movements => {
            let feature = snapshot.movement(&id).ok_or_else(no_such)?;
            let feature: Value = serde_json::from_slice(&feature).map_err(|_damaged| Problem::fault())?;
            of_journey(&feature["properties"], &journey_patch(patch)?, by.as_ref())?
        }
        CollectionName::Places | CollectionName::Regions => {
            let detail = format!("{} follow from mentions, which can be corrected", name.as_str());
            return Err(Problem::new(StatusCode::METHOD_NOT_ALLOWED, detail));
        }
    };
    drop(snapshot);
    put(&service, &asked, corrections, |snapshot| {
        if name == CollectionName::Movements {
            snapshot.movement(&id).map(Cow::into_owned)
        } else {
            mention_bytes(snapshot, &id).map(Cow::into_owned)
        }
    })
    .await
}

/// `POST /documents/{documentId}/mentions`: a mention that was missed, as a feature.
pub(super) async fn missed(
    extract::State(service): extract::State<Service>,
    extract::Path(id): extract::Path<String>,
    asked: Asked,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    asked.checked(&[])?;
    writer(&service, &asked, Scope::Correct)?;
    let missed: Missed = object(body, service.state.limits.body_bytes)?;
    let snapshot = service.snapshot();
    let text = &snapshot.document(&id).ok_or_else(|| Problem::no_such("document", &id))?.text;
    let characters = CharIndex::new(text);
    let surface =
        text.get(characters.byte_of(missed.start)..characters.byte_of(missed.end)).unwrap_or_default();
    let correction = Correction {
        id: new_id(),
        at: now(),
        by: named(missed.by, &service, &asked)?,
        document_id: id.clone(),
        start: missed.start,
        end: missed.end,
        surface: surface.to_owned(),
        action: Action::Mention(missed.kind, missed.place_id),
    };
    drop(snapshot);
    let feature = format!("{id}-{}-{}", missed.start, missed.end);
    let mut response = put(&service, &asked, vec![correction], |snapshot| {
        mention_bytes(snapshot, &feature).map(Cow::into_owned)
    })
    .await?;
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

/// Writes corrections of one deed, and answers with a feature as it is then; its address is that of the deed.
async fn put(
    service: &Service,
    asked: &Asked,
    corrections: Vec<Correction>,
    feature: impl FnOnce(&Snapshot) -> Option<Vec<u8>>,
) -> Result<Response, Problem> {
    let id = corrections.first().map(|correction| correction.id.clone()).unwrap_or_default();
    for outcome in writer(service, asked, Scope::Correct)?.correct(corrections).await? {
        if let Put::Refused(reason) = outcome {
            return Err(Problem::bad("body", reason, "a correction that fits the document"));
        }
    }
    let mut response = match feature(&service.snapshot()) {
        Some(feature) => respond(Format::GeoJson, feature),
        None => StatusCode::NO_CONTENT.into_response(),
    };
    if let Ok(location) = HeaderValue::try_from(asked.address(&format!("/corrections/{id}"))) {
        response.headers_mut().insert(LOCATION, location);
    }
    Ok(response)
}

fn mention_bytes<'s>(snapshot: &'s Snapshot, id: &str) -> Option<Cow<'s, [u8]>> {
    [CollectionName::Mentions, CollectionName::Unlocated]
        .into_iter()
        .find_map(|name| snapshot.collection(name).get(id))
}

fn mention(snapshot: &Snapshot, id: &str) -> Option<Value> {
    serde_json::from_slice(&mention_bytes(snapshot, id)?).ok()
}

fn of_mention(mention: &Value, action: Action, by: Option<String>) -> Result<Correction, Problem> {
    let text = |name: &str| mention[name].as_str().map(str::to_owned).ok_or_else(Problem::fault);
    let number = |name: &str| {
        mention[name].as_u64().and_then(|at| usize::try_from(at).ok()).ok_or_else(Problem::fault)
    };
    Ok(Correction {
        id: new_id(),
        at: now(),
        by,
        document_id: text("document_id")?,
        start: number("start")?,
        end: number("end")?,
        surface: text("surface")?,
        action,
    })
}

fn of_patch(patch: &Patch) -> Result<Action, Problem> {
    let expected = "place_id, kind, both of them, or not_a_place";
    let Patch { place_id, kind, not_a_place, rejected, set, by: _ } = patch;
    match (place_id, kind, not_a_place) {
        _ if *rejected || set.is_some() => Err(Problem::bad(
            "body",
            format!("rejected and set are of movements; expected {expected}"),
            expected,
        )),
        (Some(place), None, false) => Ok(Action::Place(place.clone())),
        (None, Some(kind), false) => Ok(Action::Kind(*kind)),
        (place, Some(kind), false) => Ok(Action::Mention(*kind, place.clone())),
        (None, None, true) => Ok(Action::NoPlace),
        _ => Err(Problem::bad(
            "body",
            format!("the body says nothing to correct; expected {expected}"),
            expected,
        )),
    }
}

fn journey_patch(patch: Patch) -> Result<Action, Problem> {
    let expected = "rejected, or set with what is otherwise";
    let Patch { place_id: None, kind: None, not_a_place: false, rejected, set, by: _ } = patch else {
        let detail = format!("place_id, kind and not_a_place are of mentions; expected {expected}");
        return Err(Problem::bad("body", detail, expected));
    };
    match set {
        None if rejected => Ok(Action::Reject),
        Some(edit) if !rejected => Ok(Action::Edit(Box::new(edit))),
        _ => Err(Problem::bad(
            "body",
            format!("the body says nothing to correct; expected {expected}"),
            expected,
        )),
    }
}

/// The same for every place in the documents that the journey was read from.
fn of_journey(movement: &Value, action: &Action, by: Option<&String>) -> Result<Vec<Correction>, Problem> {
    let (id, at) = (new_id(), now());
    let evidence = movement["evidence"].as_array().into_iter().flatten();
    let spans: BTreeSet<_> = evidence
        .filter(|span| span["slot"] == "mode")
        .filter_map(|span| {
            let number = |name: &str| span[name].as_u64().and_then(|at| usize::try_from(at).ok());
            let text = |name: &str| span[name].as_str().map(str::to_owned);
            Some((text("document_id")?, number("start")?, number("end")?, text("text")?))
        })
        .collect();
    if spans.is_empty() {
        return Err(Problem::fault());
    }
    let of_span = |(document_id, start, end, surface)| Correction {
        id: id.clone(),
        at: at.clone(),
        by: by.cloned(),
        document_id,
        start,
        end,
        surface,
        action: action.clone(),
    };
    Ok(spans.into_iter().map(of_span).collect())
}

/// Who is named, or else whose token it is.
fn named(by: Option<String>, service: &Service, asked: &Asked) -> Result<Option<String>, Problem> {
    let by = by.map(|by| by.trim().to_owned()).filter(|by| !by.is_empty());
    let by = by.or_else(|| token_of(&service.state, &asked.headers).map(|token| token.name.clone()));
    if by.as_ref().is_some_and(|by| by.chars().count() > LONGEST_NAME) {
        let expected = format!("at most {LONGEST_NAME} characters");
        return Err(Problem::bad("by", format!("by is too long; expected {expected}"), expected));
    }
    Ok(by)
}

fn object<T: DeserializeOwned>(body: Result<Bytes, BytesRejection>, limit: usize) -> Result<T, Problem> {
    serde_json::from_slice(&whole(body, limit)?)
        .map_err(|error| Problem::bad("body", error.to_string(), "a JSON object of what is right"))
}

fn read_lines(body: &[u8]) -> Result<Vec<Correction>, Problem> {
    // Values one after the other, whatever stands between them: a file of lines, or one object on many.
    let mut corrections = Vec::new();
    for correction in serde_json::Deserializer::from_slice(body).into_iter() {
        let number = corrections.len() + 1;
        corrections.push(correction.map_err(|error| {
            let detail = format!("correction {number}: {error}");
            Problem::bad("body", detail, "corrections as JSON objects, one a line")
        })?);
    }
    if corrections.is_empty() {
        let expected = "corrections as JSON objects, one a line";
        return Err(Problem::bad("body", format!("the body is empty; expected {expected}"), expected));
    }
    Ok(corrections)
}

/// Now, to the millisecond.
fn now() -> String {
    let now = Timestamp::now();
    now.round(jiff::Unit::Millisecond).unwrap_or(now).to_string()
}

/// 16 hexadecimal digits that no other deed has.
fn new_id() -> String {
    use std::hash::{BuildHasher, RandomState};
    // Every state is seeded anew by the system.
    format!("{:016x}", RandomState::new().hash_one(Timestamp::now().as_nanosecond()))
}
