//! A tree becomes an expression: every property is one of the collection's, every value of the type that its place asks for.

use super::expression::{
    Comparison, Condition, Expression, List, ListRelation, Operation, Scalar, Shape, Test, Time,
};
use super::instant::Instant;
use super::pattern::Pattern;
use super::relation::SpatialRelation;
use super::span::TemporalRelation;
use super::tree::{Kind, Node, Place};
use super::{CqlError, Schema, answer, literal};
use crate::feature::PropertyType;

/// The name that the geometry of a feature goes by.
const GEOMETRY: &str = "geometry";

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Text,
    Number,
    Boolean,
    Instant,
}

impl Type {
    const fn described(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Number => "a number",
            Self::Boolean => "true or false",
            Self::Instant => "a date, such as DATE('2015-10-07')",
        }
    }
}

pub(super) fn condition(node: &Node, schema: Schema<'_>) -> Result<Expression, CqlError> {
    Checker { schema }.condition(node).map(Expression)
}

struct Checker<'p> {
    schema: Schema<'p>,
}

impl Checker<'_> {
    fn condition(&self, node: &Node) -> Result<Condition, CqlError> {
        let (name, arguments) = match &node.kind {
            Kind::Boolean(value) => return Ok(Condition::Test(Test::Constant(*value))),
            Kind::Property(name) => {
                let (property, of) = self.property(node, name)?;
                if matches!(of, PropertyType::Boolean) {
                    return Ok(Condition::Test(Test::Flag(property)));
                }
                return Err(CqlError::new(
                    &node.place,
                    format!("{name} is not true or false"),
                    "a condition",
                ));
            }
            Kind::Call(name, arguments) => (name.as_str(), arguments.as_slice()),
            _ => return Err(CqlError::new(&node.place, node.described(), "a condition")),
        };
        let several = || -> Result<Vec<Condition>, CqlError> {
            if arguments.is_empty() {
                return Err(CqlError::new(&node.place, format!("{name} of nothing"), "conditions"));
            }
            arguments.iter().map(|argument| self.condition(argument)).collect()
        };
        Ok(match name {
            "and" => Condition::And(several()?),
            "or" => Condition::Or(several()?),
            "not" => {
                let [inner] = exactly(node, arguments)?;
                Condition::Not(Box::new(self.condition(inner)?))
            }
            _ => Condition::Test(self.test(node, name, arguments)?),
        })
    }

    fn test(&self, node: &Node, name: &str, arguments: &[Node]) -> Result<Test, CqlError> {
        if let Some(comparison) = Comparison::from_sign(name) {
            let [left, right] = exactly(node, arguments)?;
            let (scalars, of) = self.alike(&[left, right])?;
            let is_order = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
            if of == Type::Boolean && is_order {
                return Err(CqlError::new(&node.place, "true and false have no order", "= or <>"));
            }
            let [left, right] = scalars_of(scalars);
            return Ok(Test::Compare(comparison, left, right));
        }
        if let Some(relation) = SpatialRelation::from_name(name) {
            let [one, other] = exactly(node, arguments)?;
            return Ok(match (self.shape(one)?, self.shape(other)?) {
                // The feature's comes first, so that one form is looked for in an index.
                (literal @ Shape::Literal(_), Shape::Own) => {
                    Test::Spatial(relation.reversed(), Shape::Own, literal)
                }
                (one, other) => Test::Spatial(relation, one, other),
            });
        }
        if let Some(relation) = TemporalRelation::from_name(name) {
            let [one, other] = exactly(node, arguments)?;
            return Ok(Test::Temporal(relation, self.time(one)?, self.time(other)?));
        }
        if let Some(relation) = ListRelation::from_name(name) {
            let [one, other] = exactly(node, arguments)?;
            return Ok(Test::List(relation, self.list(one)?, self.list(other)?));
        }
        match name {
            "like" => {
                let [value, pattern] = exactly(node, arguments)?;
                Ok(Test::Like(self.scalar_of(value, Type::Text)?, Pattern::new(&pattern_text(pattern)?)))
            }
            "between" => {
                let [value, low, high] = exactly(node, arguments)?;
                let (scalars, of) = self.alike(&[value, low, high])?;
                if of == Type::Boolean {
                    return Err(CqlError::new(&node.place, "true and false have no order", "a number"));
                }
                let [value, low, high] = scalars_of(scalars);
                Ok(Test::Between(value, low, high))
            }
            "in" => {
                let [value, list] = exactly(node, arguments)?;
                let values = match &list.kind {
                    Kind::List(values) if !values.is_empty() => values.iter().collect(),
                    Kind::List(_) => return Err(CqlError::new(&list.place, "an empty list", "values")),
                    _ => vec![list],
                };
                let all: Vec<_> = std::iter::once(value).chain(values).collect();
                let mut scalars = self.alike(&all)?.0.into_iter();
                let value = scalars.next().unwrap_or(Scalar::Boolean(false));
                Ok(Test::In(value, scalars.collect()))
            }
            "isnull" => {
                let [value] = exactly(node, arguments)?;
                match &value.kind {
                    Kind::Property(name) if name == GEOMETRY && self.schema.spatial => {
                        Ok(Test::HasNoGeometry)
                    }
                    Kind::Property(name) => Ok(Test::IsNull(self.property(value, name)?.0)),
                    _ => Err(CqlError::new(&value.place, value.described(), "a property")),
                }
            }
            _ => Err(CqlError::new(
                &node.place,
                format!("{} is no condition", name.to_uppercase()),
                "a comparison, or a function that begins with S_, T_ or A_",
            )),
        }
    }

    /// A property by its place in the schema.
    fn property(&self, node: &Node, name: &str) -> Result<(usize, PropertyType), CqlError> {
        let properties = self.schema.properties;
        if let Some(place) = properties.iter().position(|property| property.name == name) {
            if matches!(properties[place].of, PropertyType::Objects) {
                let reason = format!("{name} is a list of objects");
                return Err(CqlError::new(&node.place, reason, "a property that can be asked"));
            }
            return Ok((place, properties[place].of));
        }
        let nearest = properties
            .iter()
            .map(|property| (distance(name, property.name), property.name))
            .filter(|(distance, _)| *distance <= 2)
            .min();
        let expected = nearest.map_or_else(
            || {
                format!(
                    "one of {}",
                    properties.iter().map(|property| property.name).collect::<Vec<_>>().join(", ")
                )
            },
            |(_, name)| name.to_owned(),
        );
        Err(CqlError::new(&node.place, format!("there is no property {name:?}"), expected))
    }

    /// Values of one type, which is that of the first that is no text: dates may be written as texts.
    fn alike(&self, nodes: &[&Node]) -> Result<(Vec<Scalar>, Type), CqlError> {
        let mut of = None;
        for node in nodes {
            let own = self.scalar(node)?.1;
            // A bare text may be a date.
            if of.is_none() || (of == Some(Type::Text) && own == Type::Instant) {
                of = Some(own);
            }
        }
        let of = of.unwrap_or(Type::Text);
        let scalars = nodes.iter().map(|node| self.scalar_of(node, of)).collect::<Result<_, _>>()?;
        Ok((scalars, of))
    }

    /// A value that must be of a type.
    fn scalar_of(&self, node: &Node, wanted: Type) -> Result<Scalar, CqlError> {
        let (scalar, of) = self.scalar(node)?;
        if of == wanted {
            return Ok(scalar);
        }
        if let (Type::Instant, Scalar::Text(text)) = (wanted, &scalar) {
            return Ok(Scalar::Instant(instant(&node.place, text)?));
        }
        Err(CqlError::new(&node.place, node.described(), wanted.described()))
    }

    fn scalar(&self, node: &Node) -> Result<(Scalar, Type), CqlError> {
        Ok(match &node.kind {
            Kind::Text(text) => (Scalar::Text(text.clone()), Type::Text),
            Kind::Number(number) => (Scalar::Number(*number), Type::Number),
            Kind::Boolean(value) => (Scalar::Boolean(*value), Type::Boolean),
            Kind::Property(name) => {
                let (property, of) = self.property(node, name)?;
                let of = match of {
                    PropertyType::Text | PropertyType::Words(_) => Type::Text,
                    PropertyType::Integer | PropertyType::Number => Type::Number,
                    PropertyType::Boolean => Type::Boolean,
                    PropertyType::Date => Type::Instant,
                    PropertyType::Ids | PropertyType::Objects => {
                        let reason = format!("{name} is a list");
                        return Err(CqlError::new(&node.place, reason, "a single value"));
                    }
                };
                (Scalar::Property(property), of)
            }
            Kind::Call(name, arguments) => return self.function(node, name, arguments),
            Kind::Geometry(_) | Kind::List(_) => {
                return Err(CqlError::new(&node.place, node.described(), "a single value"));
            }
        })
    }

    fn function(&self, node: &Node, name: &str, arguments: &[Node]) -> Result<(Scalar, Type), CqlError> {
        if let Some(operation) = Operation::from_sign(name) {
            let [left, right] = exactly(node, arguments)?;
            let side = |node| self.scalar_of(node, Type::Number).map(Box::new);
            return Ok((Scalar::Arithmetic(operation, side(left)?, side(right)?), Type::Number));
        }
        let [argument] = match name {
            "casei" | "accenti" | "date" | "timestamp" => exactly(node, arguments)?,
            _ => {
                let reason = format!("there is no function {}", name.to_uppercase());
                return Err(CqlError::new(&node.place, reason, "CASEI, ACCENTI, DATE or TIMESTAMP"));
            }
        };
        Ok(match name {
            "casei" => (Scalar::Casei(Box::new(self.scalar_of(argument, Type::Text)?)), Type::Text),
            "accenti" => (Scalar::Accenti(Box::new(self.scalar_of(argument, Type::Text)?)), Type::Text),
            _ => {
                let Kind::Text(text) = &argument.kind else {
                    return Err(CqlError::new(&argument.place, argument.described(), "a text"));
                };
                let told = if name == "date" { Instant::date(text) } else { Instant::timestamp(text) };
                let example = if name == "date" { "2015-10-07" } else { "2015-10-07T05:42:00Z" };
                let error = || CqlError::new(&argument.place, format!("{text:?} is no {name}"), example);
                (Scalar::Instant(told.ok_or_else(error)?), Type::Instant)
            }
        })
    }

    fn shape(&self, node: &Node) -> Result<Shape, CqlError> {
        match &node.kind {
            Kind::Geometry(geometry) => {
                let geometry = literal::in_degrees(geometry, self.schema.crs, &node.place)?;
                Ok(Shape::Literal(Box::new(geometry)))
            }
            Kind::Call(name, arguments) if name == "bbox" => {
                Ok(Shape::Literal(Box::new(literal::bounds(&node.place, arguments, self.schema.crs)?)))
            }
            Kind::Property(name) if name == GEOMETRY && self.schema.spatial => Ok(Shape::Own),
            _ if self.schema.spatial => Err(CqlError::new(
                &node.place,
                node.described(),
                "geometry, BBOX(…) or a geometry such as POINT(36.7 34.7)",
            )),
            _ => Err(CqlError::new(&node.place, "these features have no geometry", "no S_ function")),
        }
    }

    fn time(&self, node: &Node) -> Result<Time, CqlError> {
        let Kind::Call(name, ends) = &node.kind else {
            return Ok(Time::Instant(self.scalar_of(node, Type::Instant)?));
        };
        if name != "interval" {
            return Ok(Time::Instant(self.scalar_of(node, Type::Instant)?));
        }
        let [start, end] = exactly(node, ends)?;
        let bound = |node: &Node| match &node.kind {
            Kind::Text(text) if text == ".." => Ok(None),
            _ => self.scalar_of(node, Type::Instant).map(Some),
        };
        let (start, end) = (bound(start)?, bound(end)?);
        if let (Some(Scalar::Instant(start)), Some(Scalar::Instant(end))) = (&start, &end)
            && start.compare(*end).is_gt()
        {
            return Err(CqlError::new(
                &node.place,
                "the interval ends before it begins",
                "the earlier end first",
            ));
        }
        Ok(Time::Interval(start, end))
    }

    fn list(&self, node: &Node) -> Result<List, CqlError> {
        const EXPECTED: &str = "a property that is a list, or texts in parentheses";
        let text = |node: &Node| match &node.kind {
            Kind::Text(text) => Ok(text.clone()),
            _ => Err(CqlError::new(&node.place, node.described(), "a text")),
        };
        match &node.kind {
            Kind::List(values) => Ok(List::Literal(values.iter().map(text).collect::<Result<_, _>>()?)),
            Kind::Text(only) => Ok(List::Literal(vec![only.clone()])),
            Kind::Property(name) => match self.property(node, name)? {
                (property, PropertyType::Ids) => Ok(List::Property(property)),
                _ => Err(CqlError::new(&node.place, format!("{name} is no list"), EXPECTED)),
            },
            _ => Err(CqlError::new(&node.place, node.described(), EXPECTED)),
        }
    }
}

/// The text of a pattern, which is a literal, perhaps without regard to case or accents.
fn pattern_text(node: &Node) -> Result<String, CqlError> {
    match &node.kind {
        Kind::Text(text) => Ok(text.clone()),
        Kind::Call(name, arguments) if matches!(name.as_str(), "casei" | "accenti") => {
            let [inner] = exactly(node, arguments)?;
            let text = pattern_text(inner)?;
            Ok(if name == "casei" { answer::casei(&text) } else { answer::accenti(&text) })
        }
        _ => Err(CqlError::new(&node.place, node.described(), "a text with % and _")),
    }
}

fn instant(place: &Place, text: &str) -> Result<Instant, CqlError> {
    let told = Instant::date(text).or_else(|| Instant::timestamp(text));
    told.ok_or_else(|| CqlError::new(place, format!("{text:?} is no date"), "a date such as 2015-10-07"))
}

fn exactly<'n, const COUNT: usize>(
    node: &Node,
    arguments: &'n [Node],
) -> Result<&'n [Node; COUNT], CqlError> {
    arguments.try_into().map_err(|_other: std::array::TryFromSliceError| {
        let reason = format!("{} of {} arguments", node.described(), arguments.len());
        CqlError::new(&node.place, reason, COUNT.to_string())
    })
}

/// As many scalars as there were nodes.
fn scalars_of<const COUNT: usize>(scalars: Vec<Scalar>) -> [Scalar; COUNT] {
    scalars.try_into().expect("each node became one scalar")
}

/// Letters to change, add or leave out to come from one word to another (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().take(64).enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, own) in other.iter().enumerate() {
            let changed = diagonal + usize::from(*own != letter);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}
