//! The properties of each collection's features, as a JSON Schema.

use serde_json::{Map, Value, json};

use crate::feature::{Property, PropertyType};
use crate::index::CollectionName;

/// What properties are listed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// All that features have.
    Features,
    /// What filters may ask.
    Filters,
    /// What features may be ordered by.
    Orders,
}

impl Of {
    pub(super) const ALL: [Self; 3] = [Self::Features, Self::Filters, Self::Orders];

    /// The last part of its address.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Features => "schema",
            Self::Filters => "queryables",
            Self::Orders => "sortables",
        }
    }

    /// The relation of links to it.
    pub(super) const fn rel(self) -> &'static str {
        match self {
            Self::Features => "http://www.opengis.net/def/rel/ogc/1.0/schema",
            Self::Filters => "http://www.opengis.net/def/rel/ogc/1.0/queryables",
            Self::Orders => "http://www.opengis.net/def/rel/ogc/1.0/sortables",
        }
    }

    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Features => "The properties of its features",
            Self::Filters => "What filters may ask",
            Self::Orders => "What its features may be ordered by",
        }
    }

    fn lists(self, property: &Property) -> bool {
        match self {
            Self::Features => true,
            Self::Filters => property.is_queryable(),
            Self::Orders => property.is_sortable(),
        }
    }
}

/// The schema of a collection's features (OGC API Features Part 5), or of what may be asked of them: the properties, and the geometry
/// beside them.
pub(super) fn schema(name: CollectionName, of: Of, address: &str) -> Value {
    let geometry = match name {
        CollectionName::Mentions | CollectionName::Places => Some("geometry-point"),
        CollectionName::Regions => Some("geometry-multipolygon"),
        CollectionName::Movements => Some("geometry-linestring-or-multilinestring"),
        CollectionName::Unlocated => None,
    };
    let mut described: Map<String, Value> = Map::new();
    let listed = name.properties().iter().filter(|property| of.lists(property));
    for (position, property) in listed.enumerate() {
        let mut described_property = of_type(property);
        described_property["title"] = property.title.into();
        described_property["x-ogc-propertySeq"] = (position + 1).into();
        if let Some(role) = role(property) {
            described_property["x-ogc-role"] = role.into();
        }
        described.insert(property.name.to_owned(), described_property);
    }
    if let Some(format) = geometry.filter(|_| of != Of::Orders) {
        described.insert("geometry".to_owned(), json!({"format": format, "x-ogc-role": "primary-geometry"}));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": name.title(),
        "description": name.description(),
        "type": "object",
        "properties": described,
        "additionalProperties": false,
    })
}

/// What a property is for a client that draws or lists features.
fn role(property: &Property) -> Option<&'static str> {
    match property.name {
        "id" => Some("id"),
        "event_start" | "first_date" => Some("primary-interval-start"),
        "event_end" | "last_date" => Some("primary-interval-end"),
        _ => None,
    }
}

fn of_type(property: &Property) -> Value {
    let typed = |name: &str| if property.nullable { json!([name, "null"]) } else { json!(name) };
    match property.of {
        PropertyType::Text => json!({"type": typed("string")}),
        PropertyType::Integer => json!({"type": typed("integer")}),
        PropertyType::Number => json!({"type": typed("number")}),
        PropertyType::Boolean => json!({"type": typed("boolean")}),
        PropertyType::Date => json!({"type": typed("string"), "format": "date"}),
        PropertyType::Words(words) => {
            let mut values: Vec<Value> = words().into_iter().map(Value::from).collect();
            values.extend(property.nullable.then_some(Value::Null));
            json!({"type": typed("string"), "enum": values})
        }
        PropertyType::Ids => json!({"type": typed("array"), "items": {"type": "string"}}),
        PropertyType::Objects => json!({"type": typed("array"), "items": {"type": "object"}}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feature::testing::{mention, movement};
    use crate::feature::{encode_mention, encode_movement};
    use crate::geometry::Position;

    fn described(name: CollectionName) -> Vec<String> {
        let schema = schema(name, Of::Features, "");
        schema["properties"].as_object().unwrap().keys().filter(|name| *name != "geometry").cloned().collect()
    }

    fn written(feature: &[u8]) -> Vec<String> {
        let feature: Value = serde_json::from_slice(feature).unwrap();
        feature["properties"].as_object().unwrap().keys().cloned().collect()
    }

    #[test]
    fn the_schema_lists_exactly_the_properties_that_features_have() {
        let position = Some(Position::new(1.0, 2.0));
        assert_eq!(
            described(CollectionName::Mentions),
            written(&encode_mention(&mention("d", 0, "Homs", position)))
        );
        assert_eq!(
            described(CollectionName::Movements),
            written(&encode_movement(&movement("m", Vec::new())))
        );
    }
}
