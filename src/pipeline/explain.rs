//! Why each place was chosen.

use std::ops::Range;

use serde::Serialize;

use crate::candidate::Candidate;
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::mention::{self, Recogniser};
use crate::resolve::{Resolver, home_of};
use crate::segment::{CharIndex, segment};

/// A mention with all places that it could mean, the likeliest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explained {
    /// First Unicode character in the document text.
    pub start: usize,
    /// One past its last Unicode character.
    pub end: usize,
    /// The words themselves.
    pub surface: String,
    /// The sentence that they stand in.
    pub sentence: String,
    /// The candidates.
    pub candidates: Vec<ExplainedCandidate>,
}

/// A place that a mention could mean, with what speaks for and against it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExplainedCandidate {
    /// The place's id in the gazetteer.
    pub place_id: String,
    /// The place's name.
    pub name: String,
    /// First-level area by name.
    pub admin1: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// GeoNames feature code.
    pub feature_code: String,
    /// Degrees, longitude first.
    pub position: [f64; 2],
    /// How likely it is among the candidates, 0 to 1.
    pub likelihood: f64,
    /// What speaks, the strongest first.
    pub evidence: Vec<Reason>,
}

/// One clue with what it weighs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reason {
    /// The name of the clue.
    pub clue: &'static str,
    /// What it says, in words.
    pub words: &'static str,
    /// In natural-log units: for when positive, against when negative. A unit makes a place 2.7 times as likely.
    pub weight: f64,
}

/// The mentions of a document that are names, in text order, with their candidates and the evidence for each.
///
/// What [`super::parse_with`] chooses with the same resolver is the first of each, unless it is not sure enough.
#[must_use]
pub fn explain(document: Document, gazetteer: &Gazetteer, resolver: &Resolver) -> Vec<Explained> {
    let document = document.with_detected_language();
    let text = &document.text;
    let segmented = segment(text);
    let recogniser = Recogniser::of(document.language.as_deref());
    let mentions = mention::recognise(recogniser, text, &segmented, gazetteer);
    let characters = CharIndex::new(text);
    let explained = |range: &Range<usize>, sentence: usize, candidates: Vec<(Candidate, f64)>| Explained {
        start: characters.char_of(range.start),
        end: characters.char_of(range.end),
        surface: text[range.clone()].to_owned(),
        sentence: text[segmented.sentences[sentence].range.clone()].to_owned(),
        candidates: candidates
            .into_iter()
            .map(|(candidate, likelihood)| explain_one(&candidate, likelihood, gazetteer, resolver))
            .collect(),
    };
    let lists = resolver.explain(text, &mentions, &home_of(&document, gazetteer), gazetteer);
    let names = mentions.iter().zip(lists).filter(|(mention, _)| mention.written.is_none());
    names.map(|(mention, list)| explained(&mention.range, mention.sentence, list)).collect()
}

fn explain_one(
    candidate: &Candidate,
    likelihood: f64,
    gazetteer: &Gazetteer,
    resolver: &Resolver,
) -> ExplainedCandidate {
    let place = gazetteer.place(candidate.place);
    let mut evidence: Vec<Reason> = candidate
        .evidence
        .iter()
        .map(|evidence| Reason {
            clue: evidence.clue.as_str(),
            words: evidence.clue.words(),
            weight: rounded(resolver.weights.weigh(evidence.clue, evidence.value), 2),
        })
        .filter(|reason| reason.weight != 0.0)
        .collect();
    evidence.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    ExplainedCandidate {
        place_id: place.id.to_string(),
        name: place.name.to_owned(),
        admin1: place.admin1_name.map(str::to_owned),
        country: place.country.map(str::to_owned),
        feature_code: place.code.to_owned(),
        position: [rounded(place.position.lon, 6), rounded(place.position.lat, 6)],
        likelihood: rounded(likelihood, 3),
        evidence,
    }
}

fn rounded(number: f64, decimals: i32) -> f64 {
    let unit = 10_f64.powi(decimals);
    (number * unit).round() / unit
}
