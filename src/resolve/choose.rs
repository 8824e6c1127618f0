//! Two passes: each mention by itself, then in the light of what is likely of the others.

use std::collections::HashMap;

use super::context::{Context, apart_km};
use super::likely::Likely;
use super::{Resolution, Weights};
use crate::candidate::{self, Candidate};
use crate::document::Home;
use crate::gazetteer::{Gazetteer, on_sphere};
use crate::mention::{Kind, Mention, Qualifier};

/// What chooses among candidates.
#[derive(Clone, Copy, Debug)]
pub struct Resolver<'m> {
    /// What the clues weigh.
    pub weights: &'m Weights,
    /// A choice that is less sure than this is none: the mention stays without a place rather than be wrong.
    pub least_confidence: f64,
}

impl Default for Resolver<'static> {
    fn default() -> Self {
        Self { weights: Weights::bundled(), least_confidence: 0.0 }
    }
}

/// Mentions that are resolved in each other's light. A report has fewer; a book is many reports, and what its first chapter
/// names says little of its last. Keeps time and memory linear in the text.
const WINDOW: usize = 300;

/// Candidates so near to the chosen one, in kilometres (100 miles), are as right: what the field counts as resolved.
const SAME_KM: f64 = 161.0;

impl Resolver<'_> {
    /// Lists the candidates of every mention and chooses among them, window by window; none where a mention has no candidate, or
    /// says itself where it is.
    ///
    /// 1. Clues that a mention carries by itself, and those of the words around it: "Paris, Texas".
    /// 2. By the weights of the first pass, how likely each candidate is.
    /// 3. Clues of the whole document, from what is likely of the other names in it.
    /// 4. By the weights of the second pass, the likeliest; how sure that is, is calibrated on texts with known places.
    ///
    /// Cost: mentions x candidates x names in a window; less than two milliseconds for a hundred mentions.
    #[must_use]
    pub fn resolve(
        &self,
        text: &str,
        mentions: &[Mention],
        home: &Home,
        gazetteer: &Gazetteer,
    ) -> Vec<Option<Resolution>> {
        let mut resolutions = Vec::with_capacity(mentions.len());
        self.each_window(text, mentions, home, gazetteer, |candidates| {
            resolutions.extend(candidates.iter().map(|list| self.choose(list, gazetteer)));
        });
        resolutions
    }

    /// The candidates of every mention with all their clues, each with how likely it is among them; the likeliest first.
    #[must_use]
    pub fn explain(
        &self,
        text: &str,
        mentions: &[Mention],
        home: &Home,
        gazetteer: &Gazetteer,
    ) -> Vec<Vec<(Candidate, f64)>> {
        let mut explained = Vec::with_capacity(mentions.len());
        self.each_window(text, mentions, home, gazetteer, |candidates| {
            for list in candidates {
                let shares = Likely::new(&list, &self.weights.second).shares;
                let mut list: Vec<(Candidate, f64)> = list.into_iter().zip(shares).collect();
                // Stable: equals stay in the gazetteer's order of importance.
                list.sort_by(|(_, a), (_, b)| b.total_cmp(a));
                explained.push(list);
            }
        });
        explained
    }

    fn each_window(
        &self,
        text: &str,
        mentions: &[Mention],
        home: &Home,
        gazetteer: &Gazetteer,
        mut give: impl FnMut(Vec<Vec<Candidate>>),
    ) {
        for window in mentions.chunks(WINDOW) {
            let mut candidates = candidates_of(text, window, gazetteer);
            let context = Context::new(text, window, &candidates, gazetteer, home);
            context.add_given(&mut candidates);
            let likely: Vec<Likely> =
                candidates.iter().map(|list| Likely::new(list, &self.weights.first)).collect();
            context.add_light(&mut candidates, &likely);
            give(candidates);
        }
    }

    fn choose(&self, candidates: &[Candidate], gazetteer: &Gazetteer) -> Option<Resolution> {
        let likely = Likely::new(candidates, &self.weights.second);
        let (best, _) = likely.best()?;
        let raw = same_share(candidates, &likely, best, gazetteer);
        let confidence = calibrated(raw, self.weights.calibration);
        (confidence >= self.least_confidence)
            .then_some(Resolution { place: candidates[best].place, confidence })
    }
}

/// The candidates of every mention; one name is looked up once, however often it is mentioned.
fn candidates_of(text: &str, mentions: &[Mention], gazetteer: &Gazetteer) -> Vec<Vec<Candidate>> {
    let mut first: HashMap<(&str, Kind, Option<Qualifier>), usize> = HashMap::new();
    let mut all: Vec<Vec<Candidate>> = Vec::with_capacity(mentions.len());
    for (index, mention) in mentions.iter().enumerate() {
        let same = (&text[mention.name.clone()], mention.kind, mention.qualifier);
        let known = if mention.written.is_none() { first.get(&same) } else { None };
        all.push(match known {
            Some(&known) => all[known].clone(),
            None => candidate::list(text, mention, gazetteer),
        });
        if known.is_none() && mention.written.is_none() {
            first.insert(same, index);
        }
    }
    all
}

/// The share of a candidate and of all that are as right.
pub(super) fn same_share(
    candidates: &[Candidate],
    likely: &Likely,
    best: usize,
    gazetteer: &Gazetteer,
) -> f64 {
    let at = |candidate: &Candidate| on_sphere(gazetteer.position(candidate.place));
    let here = at(&candidates[best]);
    let shares = candidates.iter().zip(&likely.shares).enumerate();
    shares
        .filter(|(index, (candidate, share))| {
            *index == best || (**share > 1e-3 && apart_km(here, at(candidate)) < SAME_KM)
        })
        .map(|(_, (_, share))| share)
        .sum()
}

/// Log-odds of a share, kept within what can be told apart.
pub(super) fn log_odds(share: f64) -> f64 {
    let share = share.clamp(1e-4, 1.0 - 1e-4);
    (share / (1.0 - share)).ln()
}

fn calibrated(share: f64, [slope, offset]: [f64; 2]) -> f64 {
    1.0 / (1.0 + (-(slope * log_odds(share) + offset)).exp())
}
