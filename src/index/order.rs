//! Features in the order of their properties.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::segment::Segment;
use crate::cql::Value;

/// A property to order by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SortKey {
    /// Its place among the properties of the collection.
    pub property: usize,
    /// The greatest first.
    pub descending: bool,
}

/// Where a page ended: what its last feature was sorted by, and its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Its id.
    pub id: String,
    /// Its values of the properties that are ordered by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<SortValue>,
}

/// A value that features are ordered by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SortValue {
    /// Not known; behind all others, whichever way the order goes.
    Null,
    /// False before true.
    Boolean(bool),
    /// Also days.
    Number(f64),
    /// By code points.
    Text(String),
}

impl SortValue {
    pub(super) fn of(value: &Value<'_>) -> Self {
        match value {
            Value::Null | Value::List(_) => Self::Null,
            Value::Text(text) => Self::Text((*text).to_owned()),
            Value::Number(number) => Self::Number(*number),
            Value::Boolean(value) => Self::Boolean(*value),
            Value::Day(day) => Self::Number(f64::from(*day)),
        }
    }

    fn as_value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Boolean(*value),
            Self::Number(number) => Value::Number(*number),
            Self::Text(text) => Value::Text(text),
        }
    }
}

impl Segment {
    /// Where a page ends whose last feature is at this position.
    pub(super) fn mark(&self, keys: &[SortKey], position: u32) -> Mark {
        let values = keys.iter().map(|key| SortValue::of(&self.column(key.property).value(position)));
        Mark { id: self.id(position).to_owned(), values: values.collect() }
    }

    /// Which of two features comes first; those of equal values in the order of their positions.
    pub(super) fn order(&self, keys: &[SortKey], one: u32, other: u32) -> Ordering {
        self.compare(keys, one, self, other).then(one.cmp(&other))
    }

    /// Whether the values of a feature come before those of one that may be of another segment.
    pub(super) fn compare(&self, keys: &[SortKey], one: u32, segment: &Self, other: u32) -> Ordering {
        let by_key = keys.iter().map(|key| {
            let (ours, theirs) = (self.column(key.property), segment.column(key.property));
            compare(&ours.value(one), &theirs.value(other), key.descending)
        });
        by_key.fold(Ordering::Equal, Ordering::then)
    }

    /// Whether a feature comes behind a mark; `start` is the first position behind the mark's id.
    pub(super) fn is_behind(&self, keys: &[SortKey], mark: &Mark, start: u32, position: u32) -> bool {
        for (key, value) in keys.iter().zip(&mark.values) {
            match compare(&self.column(key.property).value(position), &value.as_value(), key.descending) {
                Ordering::Equal => {}
                ordering => return ordering.is_gt(),
            }
        }
        position >= start
    }
}

fn compare(one: &Value<'_>, other: &Value<'_>, descending: bool) -> Ordering {
    let number = |value: &Value<'_>| match value {
        Value::Number(number) => Some(*number),
        Value::Day(day) => Some(f64::from(*day)),
        _ => None,
    };
    let ordering = match (one, other) {
        (Value::Text(one), Value::Text(other)) => one.cmp(other),
        (Value::Boolean(one), Value::Boolean(other)) => one.cmp(other),
        _ => {
            let (Some(one), Some(other)) = (number(one), number(other)) else {
                // Null is behind, and so is what a made-up mark says of another type.
                let is_null = |value: &Value<'_>| *value == Value::Null;
                return is_null(one).cmp(&is_null(other));
            };
            one.total_cmp(&other)
        }
    };
    if descending { ordering.reverse() } else { ordering }
}
