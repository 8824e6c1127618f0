//! Learns what the clues weigh from texts whose places people have marked.
//!
//! 1. The first pass: weights that make the marked places likely by the clues of each mention and the words around it.
//! 2. The second pass: the same with the clues of the whole document, in the light of the first.
//! 3. Calibration: the slope and offset that turn the log-odds of the choices into those of being right.
//!
//! The model is a softmax over the candidates (maximum entropy). Its likelihood has one maximum, which steps of `AdaGrad`
//! (Duchi, Hazan and Singer 2011) over all texts at once come near to: the same texts give the same weights.

use super::Weights;
use super::choose::{log_odds, same_share};
use super::context::{Context, apart_km};
use super::likely::Likely;
use super::weights::CLUES;
use crate::candidate::{self, Candidate, Clue};
use crate::document::Home;
use crate::gazetteer::{Gazetteer, Id, on_sphere};
use crate::geometry::Position;
use crate::mention::Mention;

/// A place as it is marked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// Where it is.
    pub position: Position,
    /// Its `GeoNames` number, where the mark has one.
    pub geonames_id: Option<u32>,
}

/// A text with its mentions in text order and the places of those that are marked.
#[derive(Clone, Debug)]
pub struct MarkedText<'t> {
    /// The text.
    pub text: &'t str,
    /// All mentions, also those that are no marks: they are context.
    pub mentions: Vec<Mention>,
    /// Of each mention its place, where it is known.
    pub targets: Vec<Option<Target>>,
}

/// A candidate within so many kilometres (100 miles) of the mark is right.
const RIGHT_KM: f64 = 161.0;
/// How often all texts are read for each of the passes.
const ROUNDS: usize = 1500;
/// How fast weights move.
const RATE: f64 = 0.3;
/// Pulls weights towards zero: half the square of each counts as so many nats.
const RIDGE: f64 = 1.0;
/// Weights by judgement, which are not learned. The marked texts are mostly local news of the United States: they have few bare
/// names of capitals and of provinces that mean the town, none of seats of power or misspelt names, and no caller who says where
/// they are about. What is named right behind a town decides which it is, even against a capital. What a name means elsewhere in
/// the document is hardly told apart there from what its companions say.
const GIVEN: [(Clue, f64); 14] = [
    (Clue::Inside, 5.0),
    (Clue::SeatOfPower, 4.0),
    (Clue::Capital, 3.0),
    (Clue::Unknown, -3.0),
    (Clue::Historic, -1.0),
    (Clue::Misspelt, -2.0),
    (Clue::Nested, -1.0),
    (Clue::Asked, 3.0),
    (Clue::NotAsked, -3.0),
    (Clue::Namesake, -5.0),
    (Clue::Sense, 0.5),
    (Clue::Dateline, 0.5),
    (Clue::HomeCountry, 3.0),
    (Clue::HomeNear, 3.5),
];
/// Clues that never speak against a candidate, whatever a few texts say: people read the reasons.
const SPEAK_FOR: [Clue; 10] = [
    Clue::CapitalNamed,
    Clue::First,
    Clue::Contains,
    Clue::CountryNamed,
    Clue::AreaNamed,
    Clue::CountryShare,
    Clue::AreaShare,
    Clue::FairlyNear,
    Clue::Companions,
    Clue::Neighbours,
];

/// Which candidates of a mention are right.
struct Right {
    near: Vec<bool>,
    /// Those that bear the marked number; all that are near where none does.
    same: Vec<bool>,
}

/// Learns weights; see the module. Cost: some seconds for a thousand texts.
#[must_use]
pub fn train(texts: &[MarkedText], gazetteer: &Gazetteer, mut tell: impl FnMut(&str)) -> Weights {
    let mut lists: Vec<Vec<Vec<Candidate>>> = Vec::new();
    let mut contexts = Vec::new();
    let home = Home::default();
    for marked in texts {
        let mut candidates: Vec<_> =
            marked.mentions.iter().map(|mention| candidate::list(marked.text, mention, gazetteer)).collect();
        let context = Context::new(marked.text, &marked.mentions, &candidates, gazetteer, &home);
        context.add_given(&mut candidates);
        lists.push(candidates);
        contexts.push(context);
    }
    let rights: Vec<Vec<Option<Right>>> = texts
        .iter()
        .zip(&lists)
        .map(|(marked, lists)| {
            let pairs = marked.targets.iter().zip(lists);
            pairs.map(|(target, list)| target.and_then(|target| right(&target, list, gazetteer))).collect()
        })
        .collect();
    let examples = |lists: &[Vec<Vec<Candidate>>]| -> usize {
        lists
            .iter()
            .zip(&rights)
            .map(|(lists, rights)| lists.iter().zip(rights).filter(|(_, right)| right.is_some()).count())
            .sum()
    };
    tell(&format!("{} texts, {} places that some candidate reaches", texts.len(), examples(&lists)));
    let first = learn(&lists, &rights, |round, loss| {
        if round % 500 == 0 {
            tell(&format!("first pass, round {round}: {loss:.4} nats a place"));
        }
    });
    for (lists, context) in lists.iter_mut().zip(&contexts) {
        let likely: Vec<Likely> = lists.iter().map(|list| Likely::new(list, &first)).collect();
        context.add_light(lists, &likely);
    }
    let second = learn(&lists, &rights, |round, loss| {
        if round % 500 == 0 {
            tell(&format!("second pass, round {round}: {loss:.4} nats a place"));
        }
    });
    let mut weights = Weights { first, second, calibration: [1.0, 0.0] };
    weights.calibration = calibrate(&outcomes(texts, &lists, &weights, gazetteer));
    weights
}

fn right(target: &Target, candidates: &[Candidate], gazetteer: &Gazetteer) -> Option<Right> {
    let there = on_sphere(target.position);
    let near: Vec<bool> = candidates
        .iter()
        .map(|candidate| apart_km(there, on_sphere(gazetteer.place(candidate.place).position)) < RIGHT_KM)
        .collect();
    let is_marked = |candidate: &Candidate| matches!((gazetteer.place(candidate.place).id, target.geonames_id), (Id::GeoNames(id), Some(marked)) if id == marked);
    let same: Vec<bool> = candidates.iter().map(is_marked).collect();
    let reaches = |candidates: &[bool]| candidates.contains(&true);
    if reaches(&same) {
        // A country may be marked far from where the gazetteer has its middle.
        let near = near.iter().zip(&same).map(|(near, same)| *near || *same).collect();
        Some(Right { near, same })
    } else {
        reaches(&near).then(|| Right { same: near.clone(), near })
    }
}

/// The weights under which the right candidates are likeliest. Half of an example asks for a place near enough, half for the
/// very place.
fn learn(
    lists: &[Vec<Vec<Candidate>>],
    rights: &[Vec<Option<Right>>],
    mut tell: impl FnMut(usize, f64),
) -> [f64; CLUES] {
    let mut weights = [0.0; CLUES];
    let mut is_given = [false; CLUES];
    for (clue, weight) in GIVEN {
        (weights[clue as usize], is_given[clue as usize]) = (weight, true);
    }
    let mut squares = [1e-6; CLUES];
    for round in 1..=ROUNDS {
        let mut slope = weights.map(|weight: f64| -RIDGE * weight);
        let (mut loss, mut count) = (0.0, 0.0_f64);
        for (list, right) in lists.iter().zip(rights).flat_map(|(lists, rights)| lists.iter().zip(rights)) {
            let Some(right) = right else { continue };
            let likely = Likely::new(list, &weights);
            count += 1.0;
            for wanted in [&right.near, &right.same] {
                let shares = likely.shares.iter().zip(wanted);
                let total: f64 = shares.filter(|(_, wanted)| **wanted).map(|(share, _)| share).sum();
                let total = total.max(1e-12);
                loss -= total.ln() / 2.0;
                for ((candidate, share), &wanted) in list.iter().zip(&likely.shares).zip(wanted) {
                    let pull = (if wanted { share / total } else { 0.0 } - share) / 2.0;
                    for evidence in &candidate.evidence {
                        slope[evidence.clue as usize] += pull * evidence.value;
                    }
                }
            }
        }
        let learned = weights.iter_mut().zip(&mut squares).zip(slope).zip(is_given);
        for (((weight, square), slope), _) in learned.filter(|(_, is_given)| !is_given) {
            *square += slope * slope;
            *weight += RATE * slope / square.sqrt();
        }
        for clue in SPEAK_FOR {
            weights[clue as usize] = weights[clue as usize].max(0.0);
        }
        tell(round, loss / count.max(1.0));
    }
    weights
}

/// Of each choice for a marked mention: how likely it was, and whether it is right. A mark that no candidate reaches is one that
/// cannot be right.
fn outcomes(
    texts: &[MarkedText],
    lists: &[Vec<Vec<Candidate>>],
    weights: &Weights,
    gazetteer: &Gazetteer,
) -> Vec<(f64, bool)> {
    let mut outcomes = Vec::new();
    for (marked, lists) in texts.iter().zip(lists) {
        for (target, list) in marked.targets.iter().zip(lists) {
            let likely = Likely::new(list, &weights.second);
            let (Some(target), Some((best, _))) = (target, likely.best()) else { continue };
            let here = on_sphere(gazetteer.place(list[best].place).position);
            let is_right = apart_km(on_sphere(target.position), here) < RIGHT_KM;
            outcomes.push((log_odds(same_share(list, &likely, best, gazetteer)), is_right));
        }
    }
    outcomes
}

/// Logistic regression of being right on the log-odds of the choice (Platt 1999), by Newton's method with halved steps.
fn calibrate(outcomes: &[(f64, bool)]) -> [f64; 2] {
    let sure = |odds: f64, [slope, offset]: [f64; 2]| 1.0 / (1.0 + f64::exp(-(slope * odds + offset)));
    let loss = |line: [f64; 2]| -> f64 {
        let each = outcomes.iter().map(|&(odds, is_right)| {
            let sure = sure(odds, line);
            -f64::ln(if is_right { sure } else { 1.0 - sure }.max(1e-12))
        });
        each.sum()
    };
    let mut line = [1.0, 0.0];
    for _ in 0..50 {
        let (mut slopes, mut bends) = ([0.0; 2], [1e-6, 0.0, 1e-6]);
        for &(odds, is_right) in outcomes {
            let sure = sure(odds, line);
            let (error, width) = (f64::from(is_right) - sure, sure * (1.0 - sure));
            slopes = [slopes[0] + error * odds, slopes[1] + error];
            bends = [bends[0] + width * odds * odds, bends[1] + width * odds, bends[2] + width];
        }
        let determinant = bends[0] * bends[2] - bends[1] * bends[1];
        let step = [
            (bends[2] * slopes[0] - bends[1] * slopes[1]) / determinant,
            (bends[0] * slopes[1] - bends[1] * slopes[0]) / determinant,
        ];
        let mut length = 1.0;
        let moved = |length: f64| [line[0] + length * step[0], line[1] + length * step[1]];
        let before = loss(line);
        // A loss that is no number is no gain either.
        while length > 1e-6 && loss(moved(length)).total_cmp(&before).is_ge() {
            length /= 2.0;
        }
        if length <= 1e-6 {
            break;
        }
        line = moved(length);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::Resolver;

    fn marked(text: &'static str, places: &[(&str, f64, f64)]) -> MarkedText<'static> {
        let range = |name: &str| {
            let start = text.find(name).unwrap();
            start..start + name.len()
        };
        MarkedText {
            text,
            mentions: places.iter().map(|(name, ..)| Mention::literal(range(name), 0)).collect(),
            targets: places
                .iter()
                .map(|&(_, lon, lat)| Some(Target { position: Position::new(lon, lat), geonames_id: None }))
                .collect(),
        }
    }

    #[test]
    fn the_same_texts_give_the_same_weights_and_they_choose_what_was_marked() {
        let texts = [
            marked("Paris and Dallas, Texas.", &[("Paris", -95.56, 33.66), ("Dallas", -96.81, 32.78)]),
            marked("Athens and Atlanta, Georgia.", &[("Athens", -83.38, 33.96), ("Atlanta", -84.39, 33.75)]),
        ];
        // Few texts only pull a little.
        let many: Vec<_> = texts.iter().cycle().take(60).cloned().collect();
        let gazetteer = Gazetteer::bundled();
        let learn = || train(&many, gazetteer, |_line| ());
        let weights = learn();
        assert_eq!(weights.write(), learn().write());

        let resolver = Resolver { weights: &weights, least_confidence: 0.0 };
        for text in &texts {
            let chosen = resolver.resolve(text.text, &text.mentions, &Home::default(), gazetteer);
            for (choice, target) in chosen.iter().zip(&text.targets) {
                let place = gazetteer.place(choice.as_ref().unwrap().place);
                assert!(apart_km(on_sphere(place.position), on_sphere(target.unwrap().position)) < RIGHT_KM);
            }
        }
    }
}
