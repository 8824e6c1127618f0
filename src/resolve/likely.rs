use super::weights::CLUES;
use crate::candidate::Candidate;

/// How likely each candidate of a mention is.
pub(super) struct Likely {
    /// Of each candidate, in their order; they sum to 1, or there are none.
    pub(super) shares: Vec<f64>,
}

impl Likely {
    /// By the weights of a pass: the softmax of the weighted clues.
    pub(super) fn new(candidates: &[Candidate], weights: &[f64; CLUES]) -> Self {
        let mut shares: Vec<f64> = candidates.iter().map(|candidate| score(candidate, weights)).collect();
        let most = shares.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        for share in &mut shares {
            *share = (*share - most).exp();
        }
        let total: f64 = shares.iter().sum();
        for share in &mut shares {
            *share /= total;
        }
        Self { shares }
    }

    /// The likeliest candidate, of several the first, and its share.
    pub(super) fn best(&self) -> Option<(usize, f64)> {
        let mut best: Option<(usize, f64)> = None;
        for (index, &share) in self.shares.iter().enumerate() {
            if best.is_none_or(|(_, most)| share > most) {
                best = Some((index, share));
            }
        }
        best
    }
}

/// The sum of the weighted clues, in natural-log units.
pub(super) fn score(candidate: &Candidate, weights: &[f64; CLUES]) -> f64 {
    candidate.evidence.iter().map(|evidence| weights[evidence.clue as usize] * evidence.value).sum()
}
