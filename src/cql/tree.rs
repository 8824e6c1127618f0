//! A filter as it was written, in text or in JSON: operators by their JSON names, nothing checked yet.

use std::fmt;

use geo::Geometry;

/// Something in a filter, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) place: Place,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    Text(String),
    Number(f64),
    Boolean(bool),
    Property(String),
    Geometry(Geometry<f64>),
    List(Vec<Node>),
    /// An operator, a relation or a function, by its name in lower case.
    Call(String, Vec<Node>),
}

/// Where in a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Start,
    /// Counted from 0.
    Character(usize),
    /// A JSON pointer.
    Pointer(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => f.write_str("at the start"),
            Self::Character(at) => write!(f, "at character {}", at + 1),
            Self::Pointer(pointer) if pointer.is_empty() => f.write_str("at the top"),
            Self::Pointer(pointer) => write!(f, "at {pointer}"),
        }
    }
}

impl Node {
    /// What it is, for an error.
    pub(super) fn described(&self) -> String {
        match &self.kind {
            Kind::Text(text) => format!("the text {text:?}"),
            Kind::Number(number) => format!("the number {number}"),
            Kind::Boolean(value) => value.to_string(),
            Kind::Property(name) => format!("the property {name}"),
            Kind::Geometry(_) => "a geometry".to_owned(),
            Kind::List(_) => "a list".to_owned(),
            Kind::Call(name, _) => name.to_uppercase(),
        }
    }
}
