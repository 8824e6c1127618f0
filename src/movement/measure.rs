//! Distances travelled and numbers of targets around a verb of motion.

use std::ops::Range;

use super::{
    Count, ReportedDistance,
    clause::Trigger,
    number,
    vocabulary::{is_direction, is_journey_noun, is_target},
    words::View,
};

/// How many items may stand between a verb and the length it governs ("flew, by one account, nearly").
const REACH: usize = 7;

/// The distance that the text gives for the journey, with its items.
///
/// Read are a length right after a verb of going ("flew nearly 1,610 kilometres"), the length of a journey by name ("a flight of
/// 600 miles", "the 250-kilometre voyage"), and one after the destination ("about 250 kilometres away"). Heights, ranges,
/// speeds and lengths of other things are not.
pub(super) fn distance(
    view: &View,
    trigger: &Trigger,
    clauses: &[usize],
) -> Option<(ReportedDistance, Range<usize>)> {
    (0..view.items.len()).find_map(|at| {
        if !view.is_number(at) || (at > 0 && view.is_number(at - 1)) {
            return None;
        }
        let mut end = at + 1;
        while view.is_number(end) || (view.word(end) == "and" && view.is_number(end + 1)) {
            end += 1;
        }
        let (factor, unit_words) = number::length_unit(&view.words(end..view.items.len().min(end + 2)))?;
        let start = match number::qualifier(&view.words(at.saturating_sub(3)..at)) {
            Some((_, length)) => at - length,
            None => at,
        };
        let after = end + unit_words;
        let governed = is_extent(view, trigger, start, after)
            || is_named_journey(view, start, after, trigger, clauses)
            || is_apposition(view, trigger, start, after)
            || is_after(view, trigger, start, clauses);
        if !governed || is_other_measure(view, start, after) {
            return None;
        }
        let value = number::run(view.words(at..end))? * factor;
        let qualifier = number::qualifier(&view.words(at.saturating_sub(3)..at)).map(|(words, _)| words);
        let km = (value * 1_000.).round() / 1_000.;
        let (min_km, max_km) = number::interval_km(km, qualifier);
        let distance = ReportedDistance { km, qualifier: qualifier.map(str::to_owned), min_km, max_km };
        Some((distance, start..after))
    })
}

/// "flew nearly 1,610 kilometres"
fn is_extent(view: &View, trigger: &Trigger, start: usize, after: usize) -> bool {
    let near = trigger.verb.extent && trigger.end <= start && start - trigger.end <= REACH;
    let blocked = || {
        (trigger.end..start)
            .any(|at| view.is_mark(at) || matches!(view.word(at), "at" | "within" | "and" | "near"))
    };
    // "flew 20 km north of Homs" tells where, not how far.
    let anchored = || is_direction(view.word(after)) && view.word(after + 1) == "of";
    near && !blocked() && !anchored()
}

/// "a flight of 600 miles", "the 250-kilometre voyage", "covering 90 km"
fn is_named_journey(view: &View, start: usize, after: usize, trigger: &Trigger, clauses: &[usize]) -> bool {
    let clause_near =
        clauses.get(start).zip(clauses.get(trigger.at)).is_some_and(|(a, b)| a.abs_diff(*b) <= 1);
    let of = view.before(start) == "of"
        && start >= 2
        && (is_journey_noun(view.word(start - 2)) || view.word(start - 2) == "distance");
    let noun = (after..after + 2).any(|at| is_journey_noun(view.word(at)));
    let covers = matches!(view.before(start), "covering" | "covered" | "covers");
    clause_near && (of || noun || covers)
}

/// "for Idlib, about 250 kilometres away", "to Santiago, a little over 100 kilometres."
fn is_apposition(view: &View, trigger: &Trigger, start: usize, after: usize) -> bool {
    let away = view.word(after) == "away" && view.word(after + 1) != "from";
    let alone = view.is_mark(after) && start >= 2 && view.place(start - 2).is_some();
    start > trigger.end && start >= 2 && view.is_mark(start - 1) && (away || alone)
}

/// "landed in Cairo after 3,500 kilometres", "after 41 days and 3,000 miles"
fn is_after(view: &View, trigger: &Trigger, start: usize, clauses: &[usize]) -> bool {
    let near = clauses.get(start).zip(clauses.get(trigger.at)).is_some_and(|(a, b)| a.abs_diff(*b) <= 1);
    let also = start >= 2
        && view.before(start) == "and"
        && matches!(view.word(start - 2), "days" | "hours" | "weeks" | "months" | "minutes")
        && (start.saturating_sub(6)..start).any(|at| view.word(at) == "after");
    start > trigger.end && near && (view.before(start) == "after" || also)
}

/// Heights, ranges, speeds, lengths of roads, areas.
fn is_other_measure(view: &View, start: usize, after: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).map_or("", |at| view.word(at));
    let measured = |word: &str| {
        matches!(word, "altitude" | "range" | "height" | "depth" | "speed" | "radius" | "speeds" | "width")
    };
    let left = (1..=3).any(|back| measured(before(back)));
    let right = matches!(
        view.word(after),
        "of" | "wide"
            | "deep"
            | "high"
            | "long"
            | "per"
            | "an"
            | "h"
            | "square"
            | "altitude"
            | "apart"
            | "up"
            | "above"
    );
    left || right || matches!(before(1), "square")
}

/// "against 11 targets": how many things it was aimed at.
pub(super) fn targets(view: &View, trigger: &Trigger) -> Option<(Count, Range<usize>)> {
    (trigger.end..view.items.len()).take(20).find_map(|at| {
        if !view.is_number(at) || view.is_number(at - 1) {
            return None;
        }
        let mut end = at + 1;
        while view.is_number(end) {
            end += 1;
        }
        let noun = (end..end + 3)
            .find(|noun| is_target(view.word(*noun)) && !(end..*noun).any(|at| view.is_mark(at)))?;
        let value = number::run(view.words(at..end))?;
        let qualifier = number::qualifier(&view.words(at.saturating_sub(3)..at));
        let start = at - qualifier.map_or(0, |(_, length)| length);
        let unit = view.word(noun).trim_end_matches('s').to_owned();
        let count = Count {
            number: Some(value.round() as u64),
            unit,
            qualifier: qualifier.map(|(words, _)| words.to_owned()),
        };
        Some((count, start..noun + 1))
    })
}
