//! Keeps the features that matter most, each weight in a byte.

use super::data::Data;
use super::learn::{Settings, Weights};
use crate::tagger::Entity;
use crate::tagger::label::{LABELS, Part, label};
use crate::tagger::model::Parts;

/// The parts of a model: of all features those with the largest weight, as steps of one unit.
pub(super) fn shrink(data: &Data, weights: &Weights, settings: &Settings) -> Parts {
    let strength =
        |number: usize| weights.features[number].iter().fold(0.0, |most: f32, weight| most.max(weight.abs()));
    let mut numbers: Vec<usize> = (0..data.features.len()).filter(|&number| strength(number) > 0.0).collect();
    numbers.sort_by(|&a, &b| strength(b).total_cmp(&strength(a)).then(a.cmp(&b)));
    numbers.truncate(settings.most);
    // The features stand in rising order.
    numbers.sort_unstable();
    let most = numbers.iter().map(|&number| strength(number)).fold(f32::MIN_POSITIVE, f32::max);
    let unit = most / f32::from(i8::MAX);
    let features = numbers
        .into_iter()
        .map(|number| {
            (data.features[number], weights.features[number].map(|weight| (weight / unit).round() as i8))
        })
        .collect();
    // A facility starts at its first or only token, whatever stands before it.
    let mut start = [0.0; LABELS];
    for part in [Part::First, Part::Only] {
        start[label(Entity::Facility, part)] = -settings.facility_caution;
    }
    let mut transitions = weights.transitions;
    for row in &mut transitions {
        for (weight, start) in row.iter_mut().zip(start) {
            *weight += start;
        }
    }
    Parts { unit, start, transitions, features }
}
