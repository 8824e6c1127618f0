use axum::extract;
use axum::response::Response;
use serde_json::{Value, json};

use super::asked::{Asked, link, respond_either};
use super::collections::{OFFERS, find};
use super::format::Format;
use super::problem::Problem;
use super::state::Service;
use crate::document::{Document, LanguageBasis};
use crate::index::{CollectionName, DocumentEntry};
use crate::pipeline::explain;
use crate::query::FORMAT;
use crate::resolve::Resolver;

/// `GET /collections/{collectionId}/items/{featureId}/candidates`: the places that a mention could mean, the likeliest first, with
/// what speaks for and against each.
///
/// The text is read again, so that the reasons are those of the program that answers: of a document that an older version took in,
/// `place_id` may be another than that of the first candidate.
pub(super) async fn candidates(
    extract::State(service): extract::State<Service>,
    extract::Path((collection, id)): extract::Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Problem> {
    asked.checked(&[&FORMAT])?;
    let format = asked.format(&OFFERS)?;
    let name = find(&collection)?;
    let is_mentions = matches!(name, CollectionName::Mentions | CollectionName::Unlocated);
    let snapshot = service.snapshot();
    let feature = snapshot.collection(name).get(&id).filter(|_| is_mentions);
    let feature = feature.ok_or_else(|| Problem::no_such("mention", &id))?;
    let feature: Value = serde_json::from_slice(&feature).map_err(|_damaged| Problem::fault())?;
    let mention = &feature["properties"];
    let entry = mention["document_id"].as_str().and_then(|document| snapshot.document(document));
    let document = read_again(entry.ok_or_else(Problem::fault)?);
    let gazetteer = service.state.gazetteer;
    // A long text is read for seconds: on the threads of the runtime that would hold up everybody else.
    let explained = tokio::task::spawn_blocking(move || explain(document, gazetteer, &Resolver::default()))
        .await
        .map_err(|_panicked| Problem::fault())?;
    let is_asked = |start: usize, end: usize| mention["start"] == start && mention["end"] == end;
    // One that says itself where it is has no candidates.
    let explained = explained.into_iter().find(|explained| is_asked(explained.start, explained.end));
    let item = asked.address(&format!("/collections/{}/items/{id}", name.as_str()));
    let mut links = asked.links_to_self(format, &OFFERS);
    links.push(link("up", Format::GeoJson.content_type(), "The mention", &item));
    let answer = json!({
        "id": id,
        "document_id": mention["document_id"],
        "surface": mention["surface"],
        "sentence": mention["sentence"],
        "place_id": mention["place_id"],
        "candidates": explained.map(|explained| explained.candidates).unwrap_or_default(),
        "links": links,
    });
    Ok(respond_either(&asked, format, "Candidates", &answer))
}

fn read_again(entry: &DocumentEntry) -> Document {
    let mut document =
        Document::new(None, None, entry.source.as_deref().map(str::to_owned), entry.text.to_string());
    document.home.clone_from(&entry.home);
    document.language = entry.language.as_deref().map(str::to_owned);
    document.language_basis = document.language.is_some().then_some(LanguageBasis::Given);
    document
}
