//! The values of one property of all features side by side. They are taken from the features' bytes when a filter or an order first
//! asks for them: most never are.

use std::borrow::Cow;

use serde::Deserialize;

use super::dictionary::{Dictionary, Texts};
use super::features::Features;
use crate::cql::Value;
use crate::feature::{Encoded, Property, PropertyType};
use crate::time::day_number;

/// No value in a feature.
const NULL: u32 = u32::MAX;

/// 4 to 8 bytes per feature, and each distinct text once.
#[derive(Debug)]
pub(super) enum PropertyColumn {
    /// Of each feature the place of its text, or [`NULL`].
    Texts {
        codes: Vec<u32>,
        values: Texts,
    },
    /// NaN where there is none.
    Numbers(Vec<f64>),
    Flags(Vec<Option<bool>>),
    /// Days since 1970-01-01.
    Days(Vec<Option<i32>>),
    /// Where each feature's codes begin; one more than there are features.
    Lists {
        starts: Vec<u32>,
        codes: Vec<u32>,
        values: Texts,
    },
}

impl PropertyColumn {
    /// Reads a property of every feature, one after the other. O(bytes of the features).
    pub(super) fn read(property: &Property, features: &Features) -> Self {
        match property.of {
            PropertyType::Text | PropertyType::Words(_) => {
                let mut texts = Dictionary::default();
                let code = |raw: &[u8]| text(raw).map_or(NULL, |text| texts.number(&text));
                let codes = each(property, features, code);
                Self::Texts { codes, values: texts.into_texts() }
            }
            PropertyType::Integer | PropertyType::Number => {
                Self::Numbers(each(property, features, |raw| parsed(raw).unwrap_or(f64::NAN)))
            }
            PropertyType::Boolean => Self::Flags(each(property, features, |raw| parsed(raw))),
            PropertyType::Date => {
                let day = |raw: &[u8]| text(raw).and_then(|text| text.parse().ok()).map(day_number);
                Self::Days(each(property, features, day))
            }
            PropertyType::Ids | PropertyType::Objects => {
                let mut texts = Dictionary::default();
                let mut codes = Vec::new();
                let mut starts = each(property, features, |raw| {
                    let start = codes.len() as u32;
                    let list: Vec<Cow<'_, str>> = parsed(raw).unwrap_or_default();
                    codes.extend(list.iter().map(|text| texts.number(text)));
                    start
                });
                starts.push(codes.len() as u32);
                Self::Lists { starts, codes, values: texts.into_texts() }
            }
        }
    }

    /// A number that features of the same value share and no others have. Lists are told apart by their first text alone.
    pub(super) fn key(&self, position: u32) -> u64 {
        let at = position as usize;
        match self {
            Self::Texts { codes, .. } => codes[at].into(),
            // Zero is zero, whatever its sign.
            Self::Numbers(numbers) => (numbers[at] + 0.0).to_bits(),
            Self::Flags(flags) => flags[at].map_or(2, u64::from),
            Self::Days(days) => days[at].map_or(u64::MAX, |day| i64::from(day) as u64 & u64::from(u32::MAX)),
            Self::Lists { starts, codes, .. } => {
                codes.get(starts[at] as usize).copied().unwrap_or(NULL).into()
            }
        }
    }

    /// The value of the feature at a position.
    pub(super) fn value(&self, position: u32) -> Value<'_> {
        let at = position as usize;
        match self {
            Self::Texts { codes, .. } if codes[at] == NULL => Value::Null,
            Self::Texts { codes, values } => Value::Text(values.get(codes[at])),
            Self::Numbers(numbers) if numbers[at].is_nan() => Value::Null,
            Self::Numbers(numbers) => Value::Number(numbers[at]),
            Self::Flags(flags) => flags[at].map_or(Value::Null, Value::Boolean),
            Self::Days(days) => days[at].map_or(Value::Null, Value::Day),
            Self::Lists { starts, codes, values } => {
                let codes = &codes[starts[at] as usize..starts[at + 1] as usize];
                Value::List(codes.iter().map(|code| values.get(*code)).collect())
            }
        }
    }
}

/// What a property of every feature says, one after the other.
fn each<T>(property: &Property, features: &Features, mut value: impl FnMut(&[u8]) -> T) -> Vec<T> {
    let mut feature = Vec::new();
    let value = |position| {
        feature.clear();
        features.write(position, &mut feature);
        value(Encoded::new(&feature).property(property.name).unwrap_or(b"null"))
    };
    (0..features.len() as u32).map(value).collect()
}

fn parsed<'a, T: Deserialize<'a>>(raw: &'a [u8]) -> Option<T> {
    serde_json::from_slice::<Option<T>>(raw).ok().flatten()
}

fn text(raw: &[u8]) -> Option<Cow<'_, str>> {
    // Most texts have nothing escaped.
    match raw {
        [b'"', inside @ .., b'"'] if !inside.contains(&b'\\') => {
            std::str::from_utf8(inside).ok().map(Cow::Borrowed)
        }
        _ => parsed::<String>(raw).map(Cow::Owned),
    }
}
