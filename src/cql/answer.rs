//! Whether an expression holds of a row. What is asked of a null is not known, and what is not known is not so by its negation
//! either (the three-valued logic of SQL).

use std::borrow::Cow;
use std::cmp::Ordering;

use geo::Geometry;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::expression::{
    Comparison, Condition, Expression, List, ListRelation, Operation, Scalar, Shape, Test, Time,
};
use super::instant::Instant;
use super::span::{Bound, Span};

/// What is asked.
pub trait Row {
    /// The value of a property, by its place in the schema.
    fn value(&self, property: usize) -> Value<'_>;

    /// Where the feature is.
    fn geometry(&self) -> Option<&Geometry<f64>>;
}

/// The value of a property.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'r> {
    /// Not known.
    Null,
    /// Any text.
    Text(&'r str),
    /// Any number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// Days since 1970-01-01.
    Day(i32),
    /// Ids.
    List(Vec<&'r str>),
}

impl Expression {
    /// Whether it holds; none where that is not known.
    pub fn holds(&self, row: &impl Row) -> Option<bool> {
        self.0.holds(row)
    }
}

impl Condition {
    pub(crate) fn holds(&self, row: &impl Row) -> Option<bool> {
        match self {
            Self::And(parts) => all(parts.iter().map(|part| part.holds(row))),
            Self::Or(parts) => any(parts.iter().map(|part| part.holds(row))),
            Self::Not(inner) => inner.holds(row).map(|holds| !holds),
            Self::Test(test) => test.holds(row),
        }
    }
}

/// False where one is false, else not known where one is not known.
pub(crate) fn all(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = Some(true);
    for answer in answers {
        match answer {
            Some(false) => return Some(false),
            None => known = None,
            Some(true) => {}
        }
    }
    known
}

/// True where one is true, else not known where one is not known.
pub(crate) fn any(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    all(answers.map(|answer| answer.map(|holds| !holds))).map(|none| !none)
}

impl Test {
    pub(crate) fn holds(&self, row: &impl Row) -> Option<bool> {
        match self {
            Self::Constant(value) => Some(*value),
            Self::Flag(property) => match row.value(*property) {
                Value::Boolean(value) => Some(value),
                _ => None,
            },
            Self::Compare(comparison, left, right) => {
                let (left, right) = (left.of(row)?, right.of(row)?);
                let ordering = left.compare(&right)?;
                Some(match comparison {
                    Comparison::Equal => ordering.is_eq(),
                    Comparison::NotEqual => ordering.is_ne(),
                    Comparison::Less => ordering.is_lt(),
                    Comparison::LessOrEqual => ordering.is_le(),
                    Comparison::Greater => ordering.is_gt(),
                    Comparison::GreaterOrEqual => ordering.is_ge(),
                })
            }
            Self::Like(value, pattern) => match value.of(row)? {
                Held::Text(text) => Some(pattern.is_like(&text)),
                _ => None,
            },
            Self::Between(value, low, high) => {
                let value = value.of(row)?;
                let low = low.of(row).and_then(|low| value.compare(&low));
                let high = high.of(row).and_then(|high| value.compare(&high));
                all([low.map(Ordering::is_ge), high.map(Ordering::is_le)].into_iter())
            }
            Self::In(value, list) => {
                let value = value.of(row)?;
                any(list.iter().map(|other| value.compare(&other.of(row)?).map(Ordering::is_eq)))
            }
            Self::IsNull(property) => Some(row.value(*property) == Value::Null),
            Self::HasNoGeometry => Some(row.geometry().is_none()),
            Self::Spatial(relation, one, other) => Some(relation.holds(one.of(row)?, other.of(row)?)),
            Self::Temporal(relation, one, other) => Some(relation.holds(one.of(row)?, other.of(row)?)),
            Self::List(relation, one, other) => {
                let (one, other) = (one.of(row)?, other.of(row)?);
                let holds = |all: &[&str], part: &[&str]| part.iter().all(|id| all.contains(id));
                Some(match relation {
                    ListRelation::Contains => holds(&one, &other),
                    ListRelation::ContainedBy => holds(&other, &one),
                    ListRelation::Equals => holds(&one, &other) && holds(&other, &one),
                    ListRelation::Overlaps => one.iter().any(|id| other.contains(id)),
                })
            }
        }
    }
}

/// The value of a scalar.
#[derive(Debug)]
enum Held<'r> {
    Text(Cow<'r, str>),
    Number(f64),
    Boolean(bool),
    Instant(Instant),
}

impl Held<'_> {
    /// Texts are compared letter by letter, by their code points.
    fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => Some(one.cmp(other)),
            (Self::Number(one), Self::Number(other)) => one.partial_cmp(other),
            (Self::Boolean(one), Self::Boolean(other)) => Some(one.cmp(other)),
            (Self::Instant(one), Self::Instant(other)) => Some(one.compare(*other)),
            _ => None,
        }
    }
}

impl Scalar {
    fn of<'r>(&'r self, row: &'r impl Row) -> Option<Held<'r>> {
        Some(match self {
            Self::Property(property) => match row.value(*property) {
                Value::Text(text) => Held::Text(Cow::Borrowed(text)),
                Value::Number(number) => Held::Number(number),
                Value::Boolean(value) => Held::Boolean(value),
                Value::Day(day) => Held::Instant(Instant::of_day(day)),
                Value::Null | Value::List(_) => return None,
            },
            Self::Text(text) => Held::Text(Cow::Borrowed(text)),
            Self::Number(number) => Held::Number(*number),
            Self::Boolean(value) => Held::Boolean(*value),
            Self::Instant(instant) => Held::Instant(*instant),
            Self::Casei(inner) | Self::Accenti(inner) => {
                let Held::Text(text) = inner.of(row)? else { return None };
                let folded = if matches!(self, Self::Casei(_)) { casei(&text) } else { accenti(&text) };
                Held::Text(Cow::Owned(folded))
            }
            Self::Arithmetic(operation, left, right) => {
                let (Held::Number(left), Held::Number(right)) = (left.of(row)?, right.of(row)?) else {
                    return None;
                };
                let result = match operation {
                    Operation::Add => left + right,
                    Operation::Subtract => left - right,
                    Operation::Multiply => left * right,
                    Operation::Divide => left / right,
                    Operation::Remainder => left % right,
                    Operation::DivideWhole => (left / right).trunc(),
                    Operation::Power => left.powf(right),
                };
                // A division by zero is no number.
                return result.is_finite().then_some(Held::Number(result));
            }
        })
    }
}

impl Shape {
    fn of<'r>(&'r self, row: &'r impl Row) -> Option<&'r Geometry<f64>> {
        match self {
            Self::Own => row.geometry(),
            Self::Literal(geometry) => Some(geometry),
        }
    }
}

impl Time {
    fn of(&self, row: &impl Row) -> Option<Span> {
        let at = |scalar: &Scalar| match scalar.of(row)? {
            Held::Instant(instant) => Some(Bound::At(instant)),
            _ => None,
        };
        Some(match self {
            Self::Instant(instant) => {
                let at = at(instant)?;
                Span { start: at, end: at }
            }
            Self::Interval(start, end) => Span {
                start: start.as_ref().map_or(Some(Bound::Past), at)?,
                end: end.as_ref().map_or(Some(Bound::Future), at)?,
            },
        })
    }
}

impl List {
    fn of<'r>(&'r self, row: &'r impl Row) -> Option<Vec<&'r str>> {
        match self {
            Self::Property(property) => match row.value(*property) {
                Value::List(ids) => Some(ids),
                _ => None,
            },
            Self::Literal(ids) => Some(ids.iter().map(String::as_str).collect()),
        }
    }
}

/// Without regard to case: by way of capitals, so that "ß" is "ss".
pub(super) fn casei(text: &str) -> String {
    text.to_uppercase().to_lowercase()
}

/// Without accents.
pub(super) fn accenti(text: &str) -> String {
    text.nfd().filter(|letter| !is_combining_mark(*letter)).nfc().collect()
}
