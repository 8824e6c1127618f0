//! Weights that make the allowed labellings likely.
//!
//! The likelihood of all allowed labellings of a sentence together is raised (a conditional random field with partly known
//! labels; Tsuboi et al., 2008), a sentence at a time, by the follow-the-regularised-leader method (`McMahan` et al., 2013), which
//! leaves most weights at zero.

use super::data::{Data, Labels, Sentence};
use super::random::Random;
use crate::tagger::label::{LABELS, may_follow};

/// How to learn.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How often each sentence is read.
    pub rounds: usize,
    /// How many more texts are made of each of ours, with other names.
    pub copies: usize,
    /// Features met fewer times are left out.
    pub rarest: u32,
    /// How fast weights move.
    pub rate: f32,
    /// Pulls small weights to zero.
    pub lasso: f32,
    /// Pulls all weights towards zero.
    pub ridge: f32,
    /// The share of features that a token is read without, by chance: what is left must do.
    pub dropout: f64,
    /// How much likelier than it looks a name must be to be taken for a facility, in nats: of schools and shops the news names
    /// many, and a map is asked for few.
    pub facility_caution: f32,
    /// At most this many features are kept.
    pub most: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            rounds: 12,
            copies: 2,
            rarest: 2,
            rate: 0.03,
            lasso: 0.2,
            ridge: 1.0,
            dropout: 0.3,
            facility_caution: 1.5,
            most: 50_000,
        }
    }
}

/// A weight as it is learned.
#[derive(Clone, Copy, Default)]
struct Cell {
    weight: f32,
    pull: f32,
    squares: f32,
}

impl Cell {
    fn step(&mut self, gradient: f32, settings: &Settings) {
        let squares = self.squares + gradient * gradient;
        let slow = (squares.sqrt() - self.squares.sqrt()) / settings.rate;
        self.pull += gradient - slow * self.weight;
        self.squares = squares;
        self.weight = if self.pull.abs() <= settings.lasso {
            0.0
        } else {
            -(self.pull - self.pull.signum() * settings.lasso)
                / ((1.0 + squares.sqrt()) / settings.rate + settings.ridge)
        };
    }
}

/// What is learned.
pub(super) struct Weights {
    /// By feature, then label.
    pub(super) features: Vec<[f32; LABELS]>,
    /// By label before, then label.
    pub(super) transitions: [[f32; LABELS]; LABELS],
}

type Row = [f32; LABELS];

pub(super) fn learn(data: &Data, settings: &Settings, tell: &mut impl FnMut(&str)) -> Weights {
    let mut cells = vec![[Cell::default(); LABELS]; data.features.len()];
    let mut transitions = [[Cell::default(); LABELS]; LABELS];
    let mut order: Vec<usize> = (0..data.sentences.len()).collect();
    let mut random = Random::new(1);
    let mut lattice = Lattice::default();
    // The mean over the later rounds forgets less than the last step: weights that still swing count for little.
    let averaged = settings.rounds - settings.rounds / 2;
    let mut mean =
        Weights { features: vec![[0.0; LABELS]; cells.len()], transitions: [[0.0; LABELS]; LABELS] };
    for round in 0..settings.rounds {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for &number in &order {
            let sentence = &thinned(&data.sentences[number], settings.dropout, &mut random);
            lattice.score(sentence, &cells, &transitions);
            loss += lattice.expect(&sentence.allowed);
            let mut start = 0;
            for (at, &end) in sentence.ends.iter().enumerate() {
                let delta = &lattice.deltas[at];
                for (label, &gradient) in delta.iter().enumerate() {
                    if gradient.abs() < 1e-4 {
                        continue;
                    }
                    for &feature in &sentence.features[start as usize..end as usize] {
                        cells[feature as usize][label].step(gradient, settings);
                    }
                }
                start = end;
            }
            for (before, row) in lattice.transitions.iter().enumerate() {
                for (label, &gradient) in row.iter().enumerate() {
                    if gradient.abs() > 1e-4 {
                        transitions[before][label].step(gradient, settings);
                    }
                }
            }
        }
        if round + averaged >= settings.rounds {
            let share = 1.0 / averaged as f32;
            let rows = mean.features.iter_mut().zip(&cells);
            for (sums, row) in rows.chain(mean.transitions.iter_mut().zip(&transitions)) {
                for (sum, cell) in sums.iter_mut().zip(row) {
                    *sum += share * cell.weight;
                }
            }
        }
        tell(&format!(
            "round {} of {}: {:.4} nats a sentence",
            round + 1,
            settings.rounds,
            loss / order.len() as f64
        ));
    }
    mean
}

/// Forward and backward sums over a sentence, scaled at each token so that they stay in range.
#[derive(Default)]
struct Lattice {
    /// Of each token and label, to the power of e, the largest of the token being 1.
    emissions: Vec<Row>,
    /// Of each pair of labels, to the power of e; 0 where one may not follow the other.
    steps: Vec<Row>,
    /// How the likelihood of each label differs from the wanted one.
    deltas: Vec<Row>,
    transitions: Vec<Row>,
    forward: Vec<Row>,
    scales: Vec<f32>,
}

impl Lattice {
    fn score(
        &mut self,
        sentence: &Sentence,
        cells: &[[Cell; LABELS]],
        transitions: &[[Cell; LABELS]; LABELS],
    ) {
        self.emissions.clear();
        let mut start = 0;
        for &end in &sentence.ends {
            let mut row = [0.0; LABELS];
            for &feature in &sentence.features[start as usize..end as usize] {
                for (sum, cell) in row.iter_mut().zip(&cells[feature as usize]) {
                    *sum += cell.weight;
                }
            }
            let most = row.iter().copied().fold(f32::MIN, f32::max);
            self.emissions.push(row.map(|score| (score - most).exp()));
            start = end;
        }
        self.steps.clear();
        for (before, row) in transitions.iter().enumerate() {
            let mut step = [0.0; LABELS];
            for (label, cell) in row.iter().enumerate() {
                if may_follow(before, label) {
                    step[label] = cell.weight.exp();
                }
            }
            self.steps.push(step);
        }
    }

    /// Fills the differences between what the model expects and what it expects of the allowed labellings; gives the loss.
    fn expect(&mut self, allowed: &[Labels]) -> f64 {
        let count = self.emissions.len();
        self.deltas.clear();
        self.deltas.resize(count, [0.0; LABELS]);
        self.transitions.clear();
        self.transitions.resize(LABELS, [0.0; LABELS]);
        let any = vec![(1 << LABELS) - 1; count];
        let all = self.pass(&any, 1.0);
        let wanted = self.pass(allowed, -1.0);
        all - wanted
    }

    /// One pass over the labellings of which each label is allowed; gives the logarithm of their sum.
    fn pass(&mut self, allowed: &[Labels], sign: f32) -> f64 {
        let count = self.emissions.len();
        let mask = |row: &mut Row, labels: Labels| {
            for (label, value) in row.iter_mut().enumerate() {
                if labels & (1 << label) == 0 {
                    *value = 0.0;
                }
            }
        };
        self.forward.clear();
        self.scales.clear();
        let mut sum = 0.0;
        for (at, &labels) in allowed.iter().enumerate() {
            let mut row = [0.0; LABELS];
            if at == 0 {
                for (label, value) in row.iter_mut().enumerate() {
                    // Nothing goes on from before the sentence: as behind a token outside.
                    *value = if may_follow(0, label) { self.emissions[0][label] } else { 0.0 };
                }
            } else {
                let before = self.forward[at - 1];
                for (from, step) in self.steps.iter().enumerate() {
                    if before[from] > 0.0 {
                        for (value, step) in row.iter_mut().zip(step) {
                            *value += before[from] * step;
                        }
                    }
                }
                for (value, emission) in row.iter_mut().zip(&self.emissions[at]) {
                    *value *= emission;
                }
            }
            mask(&mut row, labels);
            if at + 1 == count {
                for (label, value) in row.iter_mut().enumerate() {
                    if crate::tagger::label::is_open(label) {
                        *value = 0.0;
                    }
                }
            }
            let scale: f32 = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            sum += f64::from(scale.ln());
            self.forward.push(row.map(|value| value / scale));
            self.scales.push(scale);
        }
        let mut backward = [0.0; LABELS];
        for (label, value) in backward.iter_mut().enumerate() {
            *value = if crate::tagger::label::is_open(label) { 0.0 } else { 1.0 };
        }
        for at in (0..count).rev() {
            for (label, value) in backward.iter().enumerate() {
                self.deltas[at][label] += sign * self.forward[at][label] * value;
            }
            if at == 0 {
                break;
            }
            let mut ahead = [0.0; LABELS];
            for label in 0..LABELS {
                ahead[label] = backward[label] * self.emissions[at][label] / self.scales[at];
            }
            mask(&mut ahead, allowed[at]);
            let mut next = [0.0; LABELS];
            for (from, step) in self.steps.iter().enumerate() {
                let mut total = 0.0;
                let before = self.forward[at - 1][from];
                for label in 0..LABELS {
                    let through = step[label] * ahead[label];
                    total += through;
                    self.transitions[from][label] += sign * before * through;
                }
                next[from] = total;
            }
            backward = next;
        }
        sum
    }
}

/// The sentence without some of its features.
fn thinned(sentence: &Sentence, dropout: f64, random: &mut Random) -> Sentence {
    let mut features = Vec::with_capacity(sentence.features.len());
    let mut ends = Vec::with_capacity(sentence.ends.len());
    let mut start = 0;
    for &end in &sentence.ends {
        let all = &sentence.features[start as usize..end as usize];
        features.extend(all.iter().filter(|_| !random.chance(dropout)));
        ends.push(features.len() as u32);
        start = end;
    }
    Sentence { features, ends, allowed: sentence.allowed.clone() }
}
