//! Expressions made ready for a segment: what asks one property of few different values is answered once per value.

use geo::Geometry;

use super::property::PropertyColumn;
use super::segment::Segment;
use crate::cql::{Condition, Row, Test, Value, all, any};

/// A condition over the columns of a segment.
pub(super) enum Compiled<'c> {
    And(Vec<Compiled<'c>>),
    Or(Vec<Compiled<'c>>),
    Not(Box<Compiled<'c>>),
    /// The answer for each distinct text of a column, and for null.
    ByText(&'c [u32], Vec<Option<bool>>, Option<bool>),
    ByRow(&'c Test),
}

impl<'c> Compiled<'c> {
    pub(super) fn new(condition: &'c Condition, segment: &'c Segment) -> Self {
        let all = |parts: &'c [Condition]| parts.iter().map(|part| Self::new(part, segment)).collect();
        match condition {
            Condition::And(parts) => Self::And(all(parts)),
            Condition::Or(parts) => Self::Or(all(parts)),
            Condition::Not(inner) => Self::Not(Box::new(Self::new(inner, segment))),
            Condition::Test(test) => Self::of_test(test, segment),
        }
    }

    fn of_test(test: &'c Test, segment: &'c Segment) -> Self {
        let mut properties = Vec::new();
        test.properties(&mut properties);
        properties.sort_unstable();
        properties.dedup();
        if let [property] = properties.as_slice()
            && let PropertyColumn::Texts { codes, values } = segment.column(*property)
            && values.len() < codes.len()
        {
            let answer = |value| test.holds(&OneValue(value));
            let answers = values.iter().map(|text| answer(Value::Text(text))).collect();
            return Self::ByText(codes, answers, answer(Value::Null));
        }
        Self::ByRow(test)
    }

    /// Whether it holds of a feature; none where that is not known.
    pub(super) fn holds(&self, segment: &Segment, position: u32) -> Option<bool> {
        match self {
            Self::And(parts) => all(parts.iter().map(|part| part.holds(segment, position))),
            Self::Or(parts) => any(parts.iter().map(|part| part.holds(segment, position))),
            Self::Not(inner) => inner.holds(segment, position).map(|holds| !holds),
            Self::ByText(codes, answers, null) => {
                answers.get(codes[position as usize] as usize).copied().unwrap_or(*null)
            }
            Self::ByRow(test) => test.holds(&Feature { segment, position }),
        }
    }
}

/// A feature as a row.
struct Feature<'c> {
    segment: &'c Segment,
    position: u32,
}

impl Row for Feature<'_> {
    fn value(&self, property: usize) -> Value<'_> {
        self.segment.column(property).value(self.position)
    }

    fn geometry(&self) -> Option<&Geometry<f64>> {
        self.segment.geometry(self.position)
    }
}

/// Every feature that has this value of the one property that is asked.
struct OneValue<'v>(Value<'v>);

impl Row for OneValue<'_> {
    fn value(&self, _: usize) -> Value<'_> {
        self.0.clone()
    }

    fn geometry(&self) -> Option<&Geometry<f64>> {
        None
    }
}
