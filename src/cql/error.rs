use super::tree::Place;

/// Why a filter is not understood: where in it, what is wrong there, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {reason}; expected {expected}")]
pub struct CqlError {
    /// `at character 12`, counted from 1, or `at /args/0`, a JSON pointer.
    pub place: String,
    /// What is wrong.
    pub reason: String,
    /// What would be right.
    pub expected: String,
}

impl CqlError {
    pub(super) fn new(place: &Place, reason: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { place: place.to_string(), reason: reason.into(), expected: expected.into() }
    }

    /// Deeper than conditions may stand in one another.
    pub(super) fn too_deep(place: &Place) -> Self {
        Self::new(place, "too deep", format!("at most {} levels", super::MAX_DEPTH))
    }
}
