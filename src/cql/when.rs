//! What a condition says of when features are, for an index of time.

use super::expression::{Comparison, Condition, Scalar, Test, Time};
use super::instant::Instant;
use super::span::TemporalRelation;
use crate::time::Days;

/// Whatever a condition holds of shares one of these days from the one property to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct When {
    /// The place of a property in the schema.
    pub(crate) start: usize,
    /// The same where one day is asked for.
    pub(crate) end: usize,
    pub(crate) days: Days,
}

impl Condition {
    /// None where it says nothing of time, or says it of times that are not two properties.
    pub(crate) fn when(&self) -> Option<When> {
        match self {
            // One of them is enough, and the shortest is best.
            Self::And(parts) => parts
                .iter()
                .filter_map(Self::when)
                .min_by_key(|when| i64::from(when.days.last) - i64::from(when.days.first)),
            Self::Or(parts) => {
                let mut whens = parts.iter().map(Self::when);
                let first = whens.next()??;
                whens.try_fold(first, |all, when| {
                    let when = when?;
                    let is_of_same = (all.start, all.end) == (when.start, when.end);
                    is_of_same.then_some(When { days: all.days.around(when.days), ..all })
                })
            }
            Self::Test(test) => test.when(),
            Self::Not(_) => None,
        }
    }
}

impl Test {
    fn when(&self) -> Option<When> {
        let at = |property: &Scalar, days| match property {
            Scalar::Property(property) => Some(When { start: *property, end: *property, days }),
            _ => None,
        };
        match self {
            Self::Compare(comparison, own, Scalar::Instant(instant)) => {
                at(own, compared(*comparison, *instant)?)
            }
            Self::Compare(comparison, Scalar::Instant(instant), own) => {
                at(own, compared(comparison.reversed(), *instant)?)
            }
            Self::Between(own, Scalar::Instant(low), Scalar::Instant(high)) => {
                at(own, Days { first: low.day(), last: high.day() })
            }
            Self::In(own, instants) => {
                let day = |scalar: &Scalar| match scalar {
                    Scalar::Instant(instant) => Some(Days { first: instant.day(), last: instant.day() }),
                    _ => None,
                };
                let days = instants.iter().map(day).collect::<Option<Vec<_>>>()?;
                at(own, days.into_iter().reduce(Days::around)?)
            }
            Self::Temporal(relation, one, other) => {
                let (start, end, days) =
                    match (one.properties(), one.days(), other.properties(), other.days()) {
                        (Some((start, end)), _, _, Some(days)) => (start, end, related(*relation, days)?),
                        (_, Some(days), Some((start, end)), _) => {
                            (start, end, related(relation.reversed(), days)?)
                        }
                        _ => return None,
                    };
                Some(When { start, end, days })
            }
            _ => None,
        }
    }
}

impl Time {
    /// The properties that it goes from and to.
    fn properties(&self) -> Option<(usize, usize)> {
        match self {
            Self::Instant(Scalar::Property(at)) => Some((*at, *at)),
            Self::Interval(Some(Scalar::Property(start)), Some(Scalar::Property(end))) => {
                Some((*start, *end))
            }
            _ => None,
        }
    }

    /// The days that it goes over, where all of it is written in the filter.
    fn days(&self) -> Option<Days> {
        let day = |scalar: &Scalar| match scalar {
            Scalar::Instant(instant) => Some(instant.day()),
            _ => None,
        };
        Some(match self {
            Self::Instant(at) => Days { first: day(at)?, last: day(at)? },
            Self::Interval(start, end) => Days {
                first: start.as_ref().map_or(Some(Days::ALL.first), day)?,
                last: end.as_ref().map_or(Some(Days::ALL.last), day)?,
            },
        })
    }
}

/// The days on which a day of this comparison with an instant can be.
fn compared(comparison: Comparison, instant: Instant) -> Option<Days> {
    let day = instant.day();
    Some(match comparison {
        Comparison::Equal => Days { first: day, last: day },
        Comparison::Less | Comparison::LessOrEqual => Days { last: day, ..Days::ALL },
        Comparison::Greater | Comparison::GreaterOrEqual => Days { first: day, ..Days::ALL },
        Comparison::NotEqual => return None,
    })
}

/// Days of which a span of this relation to others shares one.
fn related(relation: TemporalRelation, days: Days) -> Option<Days> {
    match relation {
        TemporalRelation::After => Some(Days { first: days.last, ..Days::ALL }),
        TemporalRelation::Before => Some(Days { last: days.first, ..Days::ALL }),
        TemporalRelation::Disjoint => None,
        // All others share a moment, and so a day.
        _ => Some(days),
    }
}
