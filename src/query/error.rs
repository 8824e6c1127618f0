use thiserror::Error;

use crate::cql::CqlError;
use crate::geometry::BoundingBoxError;

/// Longest piece of a client's value that is repeated in an error.
const LONGEST_ECHO: usize = 100;

/// Why a query cannot be answered; each names the parameter and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum QueryError {
    /// A parameter that the resource does not have.
    #[error("unknown parameter {parameter:?}; expected {expected}")]
    Unknown {
        /// Its name as sent.
        parameter: String,
        /// The names there are.
        expected: String,
    },
    /// One parameter several times: which to take would be a guess.
    #[error("{parameter} is given more than once; expected once, several values separated by commas")]
    Repeated {
        /// Its name.
        parameter: String,
    },
    /// A parameter without which there is nothing to answer.
    #[error("{parameter} is missing; expected {expected}")]
    Missing {
        /// Its name.
        parameter: &'static str,
        /// What can be read.
        expected: String,
    },
    /// A value that cannot be read.
    #[error("{parameter} is {value:?}; expected {expected}")]
    Value {
        /// Its name.
        parameter: &'static str,
        /// What was sent, shortened.
        value: String,
        /// What can be read.
        expected: String,
    },
    /// A filter that cannot be read.
    #[error("filter, {0}")]
    Filter(#[from] CqlError),
    /// A box that cannot be read.
    #[error(transparent)]
    BoundingBox(#[from] BoundingBoxError),
}

impl QueryError {
    /// A value that cannot be read.
    #[must_use]
    pub fn value(parameter: &'static str, value: &str, expected: impl Into<String>) -> Self {
        Self::Value { parameter, value: shorten(value), expected: expected.into() }
    }

    /// A parameter that the resource does not have, beside those that it has.
    #[must_use]
    pub fn unknown(parameter: &str, known: &[&str]) -> Self {
        let expected =
            if known.is_empty() { "no parameters".into() } else { format!("one of {}", known.join(", ")) };
        Self::Unknown { parameter: shorten(parameter), expected }
    }

    /// The parameter at fault.
    #[must_use]
    pub fn parameter(&self) -> &str {
        match self {
            Self::Unknown { parameter, .. } | Self::Repeated { parameter } => parameter,
            Self::Missing { parameter, .. } | Self::Value { parameter, .. } => parameter,
            Self::Filter(_) => "filter",
            Self::BoundingBox(_) => "bbox",
        }
    }

    /// What was expected of it.
    #[must_use]
    pub fn expected(&self) -> &str {
        match self {
            Self::Unknown { expected, .. }
            | Self::Missing { expected, .. }
            | Self::Value { expected, .. } => expected,
            Self::Filter(error) => &error.expected,
            Self::Repeated { .. } => "once, several values separated by commas",
            Self::BoundingBox(_) => "west,south,east,north in degrees, such as 35,34,38,37",
        }
    }
}

fn shorten(value: &str) -> String {
    match value.char_indices().nth(LONGEST_ECHO) {
        Some((end, _)) => format!("{}...", &value[..end]),
        None => value.to_owned(),
    }
}
