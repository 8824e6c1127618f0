//! CQL2 JSON as a tree.

use serde_json::{Map, Value};

use super::tree::{Kind, Node, Place};
use super::{CqlError, MAX_DEPTH, literal};

pub(super) fn parse(text: &str) -> Result<Node, CqlError> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let place = Place::Character(error.column().saturating_sub(1));
        CqlError::new(&place, error.to_string(), "JSON")
    })?;
    node(value, "", 0)
}

const EXPECTED: &str = "a value or an object with op, property, date, timestamp, interval, bbox or type";

fn node(value: Value, pointer: &str, depth: usize) -> Result<Node, CqlError> {
    let place = Place::Pointer(pointer.to_owned());
    if depth > MAX_DEPTH {
        return Err(CqlError::too_deep(&place));
    }
    let kind = match value {
        Value::String(text) => Kind::Text(text),
        Value::Bool(value) => Kind::Boolean(value),
        Value::Number(number) => {
            let number = number.as_f64().filter(|number| number.is_finite());
            Kind::Number(number.ok_or_else(|| CqlError::new(&place, "too large a number", "a number"))?)
        }
        Value::Array(values) => Kind::List(nodes(values, pointer, depth)?),
        Value::Null => return Err(CqlError::new(&place, "null", EXPECTED)),
        Value::Object(object) => return from_object(object, place, pointer, depth),
    };
    Ok(Node { place, kind })
}

fn nodes(values: Vec<Value>, pointer: &str, depth: usize) -> Result<Vec<Node>, CqlError> {
    values
        .into_iter()
        .enumerate()
        .map(|(number, value)| node(value, &format!("{pointer}/{number}"), depth + 1))
        .collect()
}

fn from_object(
    mut object: Map<String, Value>,
    place: Place,
    pointer: &str,
    depth: usize,
) -> Result<Node, CqlError> {
    let kind = if let Some(operator) = object.get("op") {
        let Value::String(operator) = operator else {
            return Err(CqlError::new(&place, "op is no text", "the name of an operator"));
        };
        let operator = operator.to_ascii_lowercase();
        let Some(Value::Array(arguments)) = object.remove("args") else {
            return Err(CqlError::new(&place, format!("{operator} without args"), "a list in args"));
        };
        Kind::Call(operator, nodes(arguments, &format!("{pointer}/args"), depth)?)
    } else if let Some(name) = object.get("property") {
        let Value::String(name) = name else {
            return Err(CqlError::new(&place, "property is no text", "the name of a property"));
        };
        Kind::Property(name.clone())
    } else if object.contains_key("type") {
        Kind::Geometry(literal::geojson(Value::Object(object), &place)?)
    } else {
        let named =
            ["date", "timestamp", "interval", "bbox"].into_iter().find(|name| object.contains_key(*name));
        let Some((name, value)) = named.and_then(|name| Some((name, object.remove(name)?))) else {
            return Err(CqlError::new(&place, "this object is nothing that is known", EXPECTED));
        };
        let arguments = match value {
            Value::Array(values) => nodes(values, &format!("{pointer}/{name}"), depth)?,
            value => vec![node(value, &format!("{pointer}/{name}"), depth + 1)?],
        };
        Kind::Call(name.to_owned(), arguments)
    };
    Ok(Node { place, kind })
}
