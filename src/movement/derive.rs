//! From joined accounts to journeys with a line, its check, and the plain great circle beside it.

use super::{
    Account, Atlas, DistanceCheck, GeometryStatus, Journeys, Mode, Movement, Polarity, Segment, Stop, check,
    crossed::Surveyor,
    draw::{self, Basis, Drawn, draw},
    told::Told,
    weigh::weigh,
};
use crate::geometry::{Position, cut_at_antimeridian, densify, distance_km};

/// Kilometres between the positions of a line as it is served: a chart draws straight lines between them.
const STEP_KM: f64 = 25.;

/// What the id of a yardstick ends in, behind that of its journey.
pub(super) const YARDSTICK: &str = "-great-circle";

/// Most pairs of origin and destination that get a line each.
const MAX_PAIRS: usize = 16;

/// All journeys of the corpus, each followed by its yardstick (the plain great circle) where the text names a route.
///
/// A pure function of the accounts and the atlas: their order does not matter, and the same input gives the same output.
/// Accounts that name no place, even joined, tell of no journey and are left out.
#[must_use]
pub fn derive(accounts: &[Account], atlas: &dyn Atlas) -> Vec<Movement> {
    Journeys::of(accounts).settle(atlas).0
}

/// A journey with its line, where one can be drawn, and its yardstick.
pub(super) fn trace(
    told: &Told,
    alternatives: Vec<String>,
    atlas: &dyn Atlas,
    surveyor: &Surveyor,
) -> Vec<Movement> {
    let mut movement = blank(told, alternatives);
    let pairs: Vec<(&Stop, &Stop)> = told
        .origins
        .iter()
        .flat_map(|origin| told.destinations.iter().map(move |destination| (origin, destination)))
        .take(MAX_PAIRS)
        .collect();
    if let Some(reason) = why_no_line(told) {
        reason.clone_into(&mut movement.method);
        weigh_in(&mut movement, told, None);
        return vec![movement];
    }
    let drawn: Vec<Result<Drawn, String>> = pairs
        .iter()
        .map(|(origin, destination)| draw(atlas, told.mode, origin, &told.vias, destination))
        .collect();
    // The first pair that has a line stands for the others in lengths and segments.
    let first = drawn.iter().zip(&pairs).find_map(|(drawn, pair)| Some((drawn.as_ref().ok()?, *pair)));
    let (origin, destination) = first.map_or(pairs[0], |(_, pair)| pair);
    movement.great_circle_km = Some(kilometres(distance_km(origin.position, destination.position)));
    let Some((line, _)) = first else {
        movement.method = drawn.into_iter().find_map(Result::err).unwrap_or_default();
        weigh_in(&mut movement, told, None);
        let mut yardstick = yardstick(told, &movement, origin, destination, surveyor);
        movement.alternatives.push(yardstick.id.clone());
        yardstick.alternatives.insert(0, movement.id.clone());
        return vec![movement, yardstick];
    };
    let reference = (!matches!(line.basis, Basis::Plain | Basis::Water))
        .then(|| yardstick(told, &movement, origin, destination, surveyor));
    finish(&mut movement, told, line, (origin, destination), atlas, surveyor);
    movement.lines = drawn.iter().flatten().flat_map(|drawn| served(&drawn.points)).collect();
    if pairs.len() > 1 {
        note(
            &mut movement.method,
            &format!("one line for each of {} pairs of ends, lengths are of the first", pairs.len()),
        );
    }
    if let Some(mut reference) = reference {
        movement.alternatives.push(reference.id.clone());
        reference.alternatives.insert(0, movement.id.clone());
        return vec![movement, reference];
    }
    vec![movement]
}

/// Why a journey is listed without a line.
fn why_no_line(told: &Told) -> Option<&'static str> {
    if told.polarity == Polarity::Denied {
        return Some("No line: the text denies it");
    }
    match (told.origins.is_empty(), told.destinations.is_empty()) {
        (false, false) => None,
        (true, false) => Some("No line: the text names no origin"),
        (false, true) => Some("No line: the text names no destination"),
        (true, true) => Some("No line: the text names neither origin nor destination"),
    }
}

/// Lengths, segments, check and confidence of a journey that has a line.
fn finish(
    movement: &mut Movement,
    told: &Told,
    line: &Drawn,
    (origin, destination): (&Stop, &Stop),
    atlas: &dyn Atlas,
    surveyor: &Surveyor,
) {
    let named: Vec<&Stop> = told.origins.iter().chain(&told.vias).chain(&told.destinations).collect();
    movement.segments = rounded(surveyor.survey(&line.points, &named));
    movement.geometry_status = GeometryStatus::Derived;
    movement.length_km = Some(kilometres(line.length_km));
    movement.method.clone_from(&line.method);
    order_vias(movement, told);
    let missed = missed(told, &movement.segments);
    if line.basis == Basis::Areas && !missed.is_empty() {
        movement.consistent_with_text = false;
        note(&mut movement.method, &format!("it does not touch {}", draw::list(&missed)));
    }
    let between_points = draw::is_point(origin) && draw::is_point(destination);
    if !matches!(told.mode, Mode::Missile | Mode::Flight) && between_points {
        note(&mut movement.method, "a lower bound, for the way on the ground or at sea is longer");
    }
    let mut reason = String::new();
    if let Some(range) = check::feasible_km(atlas, origin, line, destination) {
        movement.feasible_min_km = Some(kilometres(range.0));
        movement.feasible_max_km = Some(kilometres(range.1));
        if let Some(reported) = &told.reported {
            (movement.distance_check, reason) = check::check(reported, range, between_points, told.mode);
        }
    }
    if let Some(reported) = &told.reported {
        let difference = reported.km - line.length_km;
        movement.discrepancy_km = Some(kilometres(difference));
        movement.discrepancy_percent =
            (line.length_km > 0.).then(|| (difference / line.length_km * 1_000.).round() / 10.);
    }
    weigh_in(movement, told, Some(line.basis));
    note(&mut movement.confidence_reasons, &reason);
}

/// The plain great circle between the ends, and how it contradicts the text.
fn yardstick(
    told: &Told,
    movement: &Movement,
    origin: &Stop,
    destination: &Stop,
    surveyor: &Surveyor,
) -> Movement {
    let named: Vec<&Stop> = told.origins.iter().chain(&told.vias).chain(&told.destinations).collect();
    let line = [origin.position, destination.position];
    let segments = rounded(surveyor.survey(&line, &named));
    let mut crossed: Vec<String> = Vec::new();
    for segment in segments.iter().filter(|segment| !segment.in_text && segment.country.is_some()) {
        crossed.extend(segment.territory.clone().filter(|name| !crossed.contains(name)));
    }
    let missed = missed(told, &segments);
    let mut method = format!(
        "Plain great circle between the same ends, as a yardstick from {} to {}",
        origin.name, destination.name
    );
    if !crossed.is_empty() {
        note(&mut method, &format!("it crosses {}, which the text does not name", draw::list(&crossed)));
    }
    if !missed.is_empty() {
        note(&mut method, &format!("it misses {}, which the text names", draw::list(&missed)));
    }
    let length = distance_km(origin.position, destination.position);
    Movement {
        id: format!("{}{YARDSTICK}", movement.id),
        geometry_status: GeometryStatus::Reference,
        consistent_with_text: crossed.is_empty() && missed.is_empty(),
        contradicting: (!crossed.is_empty()).then(|| crossed.join("; ")),
        method,
        length_km: Some(kilometres(length)),
        great_circle_km: Some(kilometres(length)),
        discrepancy_km: told.reported.as_ref().map(|reported| kilometres(reported.km - length)),
        confidence: 0.,
        confidence_reasons: "a yardstick, not what the text says".to_owned(),
        segments,
        alternatives: Vec::new(),
        lines: served(&line),
        ..movement.clone()
    }
}

/// Named territories on the way that the line does not touch.
fn missed(told: &Told, segments: &[Segment]) -> Vec<String> {
    let touched = |via: &Stop| {
        segments.iter().any(|segment| {
            segment.place_id.as_ref() == Some(&via.place_id)
                || (via.country.is_some() && segment.country == via.country)
        })
    };
    let area_like = |via: &&Stop| matches!(via.precision.as_str(), "country" | "region");
    told.vias.iter().filter(area_like).filter(|via| !touched(via)).map(|via| via.name.clone()).collect()
}

/// The stops on the way in the order in which the line enters them; those it does not enter stay behind, as in the text.
fn order_vias(movement: &mut Movement, told: &Told) {
    let entered = |via: &Stop| {
        movement
            .segments
            .iter()
            .find(|segment| {
                segment.place_id.as_ref() == Some(&via.place_id)
                    || (via.precision == "country" && via.country.is_some() && segment.country == via.country)
            })
            .map_or(usize::MAX, |segment| segment.order)
    };
    let mut vias: Vec<&Stop> = told.vias.iter().collect();
    vias.sort_by_key(|via| entered(via));
    movement.via = joined(vias.into_iter().map(|via| via.name.as_str()));
}

fn weigh_in(movement: &mut Movement, told: &Told, basis: Option<Basis>) {
    (movement.confidence, movement.confidence_reasons) = weigh(told, basis, movement.distance_check);
}

/// A line as it is served: at most 25 km between positions, cut at the antimeridian.
fn served(points: &[Position]) -> Vec<Vec<Position>> {
    cut_at_antimeridian(&densify(points, STEP_KM))
}

/// The record of a journey without a line.
fn blank(told: &Told, alternatives: Vec<String>) -> Movement {
    let reported = told.reported.as_ref();
    let date = told.date.as_ref();
    Movement {
        id: told.id.clone(),
        mode: told.mode,
        origin: joined(told.origins.iter().map(|stop| stop.name.as_str())),
        origin_place_id: joined(told.origins.iter().map(|stop| stop.place_id.as_str())),
        origin_precision: told.origins.first().map(|stop| stop.precision.clone()),
        via: joined(told.vias.iter().map(|stop| stop.name.as_str())),
        destination: joined(told.destinations.iter().map(|stop| stop.name.as_str())),
        destination_place_id: joined(told.destinations.iter().map(|stop| stop.place_id.as_str())),
        destination_precision: told.destinations.first().map(|stop| stop.precision.clone()),
        count: told.count.as_ref().and_then(|count| count.number),
        count_unit: told.count.as_ref().map(|count| count.unit.clone()),
        count_qualifier: told.count.as_ref().and_then(|count| count.qualifier.clone()),
        carriers: told.carriers.as_ref().and_then(|count| count.number),
        carrier_unit: told.carriers.as_ref().map(|count| count.unit.clone()),
        operator: told.operator.clone(),
        targets: told.targets.as_ref().and_then(|count| count.number),
        event_start: date.map(|date| date.0.clone()),
        event_end: date.map(|date| date.1.clone()),
        date_basis: date.map(|date| date.2.clone()),
        length_km: None,
        great_circle_km: None,
        feasible_min_km: None,
        feasible_max_km: None,
        reported_km: reported.map(|reported| reported.km),
        reported_qualifier: reported.and_then(|reported| reported.qualifier.clone()),
        reported_min_km: reported.map(|reported| reported.min_km),
        reported_max_km: reported.and_then(|reported| reported.max_km),
        discrepancy_km: None,
        discrepancy_percent: None,
        // A distance that cannot be compared with any line is at least not shown to be wrong.
        distance_check: reported.map_or(DistanceCheck::NotReported, |_| DistanceCheck::Possible),
        hedged: told.hedged,
        polarity: told.polarity,
        confidence: 0.,
        confidence_reasons: String::new(),
        geometry_status: GeometryStatus::None,
        consistent_with_text: true,
        method: String::new(),
        contradicting: None,
        documents: told.documents.clone(),
        segments: Vec::new(),
        evidence: told.evidence.clone(),
        alternatives,
        lines: Vec::new(),
    }
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let names: Vec<&str> = names.collect();
    (!names.is_empty()).then(|| names.join("; "))
}

/// Metres are more than any of this is worth.
fn kilometres(km: f64) -> f64 {
    (km * 1_000.).round() / 1_000.
}

fn rounded(segments: Vec<Segment>) -> Vec<Segment> {
    segments
        .into_iter()
        .map(|segment| Segment {
            from_km: kilometres(segment.from_km),
            to_km: kilometres(segment.to_km),
            length_km: kilometres(segment.length_km),
            ..segment
        })
        .collect()
}

/// Adds a remark to others.
fn note(remarks: &mut String, remark: &str) {
    if !remarks.is_empty() && !remark.is_empty() {
        remarks.push_str("; ");
    }
    remarks.push_str(remark);
}
