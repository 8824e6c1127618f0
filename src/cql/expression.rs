use geo::{BoundingRect, Geometry};

use super::instant::Instant;
use super::pattern::Pattern;
use super::relation::SpatialRelation;
use super::span::TemporalRelation;

/// A condition on features that has been checked against their properties.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression(pub(crate) Condition);

impl Expression {
    /// The condition that features have a point in common with a geometry in degrees, longitude first.
    #[must_use]
    pub fn touching(geometry: Geometry<f64>) -> Self {
        let test = Test::Spatial(SpatialRelation::Intersects, Shape::Own, Shape::Literal(Box::new(geometry)));
        Self(Condition::Test(test))
    }

    /// Both conditions at once.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(Condition::And(vec![self.0, other.0]))
    }
}

/// How conditions hang together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
    Test(Test),
}

/// A condition that holds no others.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    Constant(bool),
    /// A boolean property, by its place in the schema.
    Flag(usize),
    Compare(Comparison, Scalar, Scalar),
    Like(Scalar, Pattern),
    Between(Scalar, Scalar, Scalar),
    In(Scalar, Vec<Scalar>),
    IsNull(usize),
    HasNoGeometry,
    Spatial(SpatialRelation, Shape, Shape),
    Temporal(TemporalRelation, Time, Time),
    List(ListRelation, List, List),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    pub(super) fn from_sign(sign: &str) -> Option<Self> {
        Some(match sign {
            "=" => Self::Equal,
            "<>" => Self::NotEqual,
            "<" => Self::Less,
            "<=" => Self::LessOrEqual,
            ">" => Self::Greater,
            ">=" => Self::GreaterOrEqual,
            _ => return None,
        })
    }

    /// The comparison seen from the other side.
    pub(super) const fn reversed(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            Self::Equal | Self::NotEqual => self,
        }
    }
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Scalar {
    /// By its place in the schema.
    Property(usize),
    Text(String),
    Number(f64),
    Boolean(bool),
    Instant(Instant),
    /// Without regard to case.
    Casei(Box<Scalar>),
    /// Without accents.
    Accenti(Box<Scalar>),
    Arithmetic(Operation, Box<Scalar>, Box<Scalar>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    /// Division that leaves the fraction off.
    DivideWhole,
    Power,
}

impl Operation {
    pub(super) fn from_sign(sign: &str) -> Option<Self> {
        Some(match sign {
            "+" => Self::Add,
            "-" => Self::Subtract,
            "*" => Self::Multiply,
            "/" => Self::Divide,
            "%" => Self::Remainder,
            "div" => Self::DivideWhole,
            "^" => Self::Power,
            _ => return None,
        })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// That of the feature.
    Own,
    Literal(Box<Geometry<f64>>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Time {
    Instant(Scalar),
    /// An end without a value is open.
    Interval(Option<Scalar>, Option<Scalar>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListRelation {
    Contains,
    ContainedBy,
    Equals,
    Overlaps,
}

impl ListRelation {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "a_contains" => Self::Contains,
            "a_containedby" => Self::ContainedBy,
            "a_equals" => Self::Equals,
            "a_overlaps" => Self::Overlaps,
            _ => return None,
        })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum List {
    Property(usize),
    Literal(Vec<String>),
}

/// More boxes than this are taken as one.
const MOST_BOXES: usize = 16;

impl Condition {
    /// Boxes that hold every feature of which the condition may hold, each west, south, east, north in degrees; none where it says
    /// nothing of where they are.
    pub(crate) fn bounds(&self) -> Option<Vec<[f64; 4]>> {
        match self {
            // One of them is enough, and the smallest is best: a box alone tells how small it is.
            Self::And(parts) => {
                let area = |boxes: &Vec<[f64; 4]>| -> f64 {
                    boxes.iter().map(|[west, south, east, north]| (east - west) * (north - south)).sum()
                };
                parts.iter().filter_map(Self::bounds).min_by(|one, other| area(one).total_cmp(&area(other)))
            }
            Self::Or(parts) => {
                let boxes: Vec<_> = parts.iter().map(Self::bounds).collect::<Option<Vec<_>>>()?.concat();
                (boxes.len() <= MOST_BOXES).then_some(boxes)
            }
            Self::Test(Test::Spatial(relation, Shape::Own, Shape::Literal(geometry)))
                if relation.needs_contact() =>
            {
                let rect = |rect: geo::Rect<f64>| [rect.min().x, rect.min().y, rect.max().x, rect.max().y];
                match geometry.as_ref() {
                    Geometry::MultiPolygon(parts) if parts.0.len() <= MOST_BOXES => {
                        parts.iter().map(|part| part.bounding_rect().map(rect)).collect()
                    }
                    other => Some(vec![rect(other.bounding_rect()?)]),
                }
            }
            Self::Not(_) | Self::Test(_) => None,
        }
    }
}

impl Test {
    /// Adds all properties that it asks, by their places in the schema.
    pub(crate) fn properties(&self, found: &mut Vec<usize>) {
        match self {
            Self::Constant(_) | Self::HasNoGeometry | Self::Spatial(..) => {}
            Self::Flag(property) | Self::IsNull(property) => found.push(*property),
            Self::Compare(_, one, other) => Scalar::properties([one, other], found),
            Self::Like(value, _) => Scalar::properties([value], found),
            Self::Between(value, low, high) => Scalar::properties([value, low, high], found),
            Self::In(value, list) => Scalar::properties(std::iter::once(value).chain(list), found),
            Self::Temporal(_, one, other) => {
                for time in [one, other] {
                    match time {
                        Time::Instant(at) => Scalar::properties([at], found),
                        Time::Interval(start, end) => Scalar::properties(start.iter().chain(end), found),
                    }
                }
            }
            Self::List(_, one, other) => {
                found.extend([one, other].into_iter().filter_map(|list| match list {
                    List::Property(property) => Some(*property),
                    List::Literal(_) => None,
                }));
            }
        }
    }
}

impl Scalar {
    fn properties<'s>(scalars: impl IntoIterator<Item = &'s Self>, found: &mut Vec<usize>) {
        let mut waiting: Vec<&Self> = scalars.into_iter().collect();
        while let Some(scalar) = waiting.pop() {
            match scalar {
                Self::Property(property) => found.push(*property),
                Self::Casei(inner) | Self::Accenti(inner) => waiting.push(inner),
                Self::Arithmetic(_, left, right) => waiting.extend([left.as_ref(), right]),
                Self::Text(_) | Self::Number(_) | Self::Boolean(_) | Self::Instant(_) => {}
            }
        }
    }
}
