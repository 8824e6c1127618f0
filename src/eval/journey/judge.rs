//! Reads a text as every other command does and compares the journeys with the marked ones.

use std::fmt::Write;

use super::{DetectedJourneys, GoldJourney, GoldStop, JourneyDocument, JourneyFigures, MarkedCount};
use crate::document::{DateBasis, Document};
use crate::eval::Recognition;
use crate::gazetteer::Gazetteer;
use crate::movement::{self, DistanceCheck, GeometryStatus, Movement};
use crate::pipeline;

/// The figures of one text, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JudgedJourneys {
    /// The figures.
    pub figures: JourneyFigures,
    /// What is missed, invented or read otherwise, in words, one a line; nothing of a text set aside.
    pub wrong: Vec<String>,
}

/// Compares the journeys read out of a text with the marked ones, each with the likest of the same mode.
///
/// ```
/// use dateline::eval::{JourneyDocument, judge_journeys};
/// use dateline::gazetteer::Gazetteer;
///
/// let text = "The ferry sailed from Naples to Palermo.".to_owned();
/// let document = JourneyDocument { id: "1".to_owned(), text, date: None, held_out: false, movements: Vec::new() };
/// let judged = judge_journeys(&document, Gazetteer::bundled());
/// assert_eq!((judged.figures.seen.journeys.predicted, judged.figures.seen.journeys.right), (1, 0));
/// ```
#[must_use]
pub fn judge_journeys(document: &JourneyDocument, gazetteer: &Gazetteer) -> JudgedJourneys {
    let published = document.date.map(|date| (date, DateBasis::Given));
    let parsed = pipeline::parse(Document::new(None, published, None, document.text.clone()), gazetteer);
    let mut found = movement::derive(&parsed.accounts, gazetteer);
    found.retain(|movement| movement.geometry_status != GeometryStatus::Reference);
    let pairs = pair(&document.movements, &found);
    let mut figures = DetectedJourneys { documents: 1, ..DetectedJourneys::default() };
    let mut wrong = Vec::new();
    for (index, gold) in document.movements.iter().enumerate() {
        let movement = pairs.iter().find(|pair| pair.0 == index).map(|pair| &found[pair.1]);
        let one = compare(Some(gold), movement);
        if let Some(movement) = movement {
            if !is_all_right(&one) {
                wrong.push(format!("otherwise\t{}\t{}", described(movement), document.text));
            }
        } else {
            wrong.push(format!("missed\t{}\t{}", gold.mode.as_str(), document.text));
        }
        figures += one;
    }
    for (index, movement) in found.iter().enumerate() {
        if !pairs.iter().any(|pair| pair.1 == index) {
            figures += compare(None, Some(movement));
            wrong.push(format!("invented\t{}\t{}", described(movement), document.text));
        }
    }
    let mut judged = JudgedJourneys::default();
    if document.held_out {
        judged.figures.held_out = figures;
    } else {
        judged.figures.seen = figures;
        judged.wrong = wrong;
    }
    judged
}

/// Indexes of marked journeys and of those that were found, best agreement first; each goes into one pair.
fn pair(marked: &[GoldJourney], found: &[Movement]) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(usize, usize, usize)> = Vec::new();
    for (index, gold) in marked.iter().enumerate() {
        for (other, movement) in found.iter().enumerate().filter(|(_, found)| found.mode == gold.mode) {
            let mut agreement = matches(movement, "origin", &gold.origins)
                + matches(movement, "destination", &gold.destinations);
            if gold.origins.is_empty() && gold.destinations.is_empty() {
                agreement += matches(movement, "via", &gold.vias);
            }
            if agreement > 0 {
                candidates.push((agreement, index, other));
            }
        }
    }
    candidates.sort_by_key(|(agreement, index, other)| (std::cmp::Reverse(*agreement), *index, *other));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, index, other) in candidates {
        if !pairs.iter().any(|pair| pair.0 == index || pair.1 == other) {
            pairs.push((index, other));
        }
    }
    pairs
}

/// How many of the marked spans the evidence for a slot meets, or says in the same words elsewhere.
fn matches(movement: &Movement, slot: &str, marked: &[GoldStop]) -> usize {
    let meets = |stop: &&GoldStop| {
        movement.evidence.iter().filter(|span| span.slot == slot).any(|span| {
            (span.start < stop.end && stop.start < span.end) || span.text.eq_ignore_ascii_case(&stop.text)
        })
    };
    marked.iter().filter(meets).count()
}

/// What a pair, or one that is alone, adds to the figures.
fn compare(gold: Option<&GoldJourney>, found: Option<&Movement>) -> DetectedJourneys {
    let one = |right: bool, predicted: bool, marked: bool| Recognition {
        right: usize::from(right),
        predicted: usize::from(predicted),
        marked: usize::from(marked),
    };
    let stops = |slot: &str, names: Option<&Option<String>>, marked: &[GoldStop]| {
        let predicted = names.and_then(Option::as_ref).map_or(0, |names| names.split("; ").count());
        let right = found.map_or(0, |found| matches(found, slot, marked)).min(predicted);
        Recognition { right, predicted, marked: marked.len() }
    };
    let count = |marked: Option<&MarkedCount>, number: Option<u64>, unit: Option<&String>| {
        let last = |unit: &str| unit.rsplit(' ').next().unwrap_or_default().to_owned();
        let same = marked
            .zip(unit)
            .is_some_and(|(marked, unit)| marked.number == number && last(&marked.unit) == last(unit));
        one(same, unit.is_some(), marked.is_some())
    };
    let span = |slot: &str, marked: &[GoldStop]| {
        let right = found.is_some_and(|found| matches(found, slot, marked) > 0);
        let predicted = found.is_some_and(|found| found.evidence.iter().any(|span| span.slot == slot));
        one(right, predicted, !marked.is_empty())
    };
    let distance = gold.and_then(|gold| gold.distance.as_ref());
    let reported = found.and_then(|found| found.reported_km);
    let same_km =
        distance.zip(reported).is_some_and(|(marked, km)| (marked.km - km).abs() <= marked.km * 0.01);
    let same_check = distance.zip(found).is_some_and(|(marked, found)| marked.check == found.distance_check);
    let checked = found.is_some_and(|found| found.distance_check != DistanceCheck::NotReported);
    let mut figures = DetectedJourneys {
        journeys: one(gold.is_some() && found.is_some(), found.is_some(), gold.is_some()),
        origins: stops("origin", found.map(|it| &it.origin), gold.map_or(&[], |it| &it.origins)),
        vias: stops("via", found.map(|it| &it.via), gold.map_or(&[], |it| &it.vias)),
        destinations: stops(
            "destination",
            found.map(|it| &it.destination),
            gold.map_or(&[], |it| &it.destinations),
        ),
        counts: count(
            gold.and_then(|it| it.count.as_ref()),
            found.and_then(|it| it.count),
            found.and_then(|it| it.count_unit.as_ref()),
        ),
        carriers: count(
            gold.and_then(|it| it.carriers.as_ref()),
            found.and_then(|it| it.carriers),
            found.and_then(|it| it.carrier_unit.as_ref()),
        ),
        operators: span(
            "operator",
            gold.and_then(|it| it.operator.as_ref()).map_or(&[], std::slice::from_ref),
        ),
        dates: span("date", gold.map_or(&[], |it| &it.dates)),
        distances: one(same_km, reported.is_some(), distance.is_some()),
        checks: one(same_check && checked, checked, distance.is_some()),
        ..DetectedJourneys::default()
    };
    if let Some((gold, found)) = gold.zip(found) {
        figures.polarity.count(gold.polarity == found.polarity);
        figures.hedges.count(gold.hedged == found.hedged);
    }
    figures
}

fn is_all_right(figures: &DetectedJourneys) -> bool {
    let right = |it: &Recognition| it.right == it.predicted && it.right == it.marked;
    figures.listed().iter().all(|(_, it)| right(it))
        && figures.shares().iter().all(|(_, share)| share.reached == share.total)
}

/// What was found, in words.
fn described(movement: &Movement) -> String {
    let mut words = format!("{} ({})", movement::describe(movement), movement.polarity.as_str());
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            // Writing into a string cannot fail.
            let _ = write!(words, ", {name} {value}");
        }
    };
    add("carriers", movement.carriers.map(|count| count.to_string()));
    add("carrier unit", movement.carrier_unit.clone());
    add("operator", movement.operator.clone());
    add("km", movement.reported_km.map(|km| km.to_string()));
    add("hedged", movement.hedged.then(|| "yes".to_owned()));
    words
}
