//! The properties of each collection's features, as a JSON Schema.

use axum::http::HeaderValue;
use serde_json::{Map, Value, json};

use crate::feature::{Property, PropertyType};
use crate::index::CollectionName;

/// The media type of a schema.
pub(super) const SCHEMA_TYPE: &str = "application/schema+json";
pub(super) const SCHEMA_JSON: HeaderValue = HeaderValue::from_static(SCHEMA_TYPE);

/// The schema of a collection's features (OGC API Features Part 5): the properties, and the geometry beside them.
pub(super) fn schema(name: CollectionName, address: &str) -> Value {
    let geometry = match name {
        CollectionName::Mentions | CollectionName::Places => Some("geometry-point"),
        CollectionName::Regions => Some("geometry-multipolygon"),
        CollectionName::Movements => Some("geometry-linestring-or-multilinestring"),
        CollectionName::Unlocated => None,
    };
    let mut described: Map<String, Value> = Map::new();
    for (position, property) in name.properties().iter().enumerate() {
        let mut of = of_type(property);
        of["title"] = property.title.into();
        of["x-ogc-propertySeq"] = (position + 1).into();
        if property.name == "id" {
            of["x-ogc-role"] = "id".into();
        }
        described.insert(property.name.to_owned(), of);
    }
    if let Some(format) = geometry {
        described.insert("geometry".to_owned(), json!({"format": format, "x-ogc-role": "primary-geometry"}));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": name.title(),
        "description": name.description(),
        "type": "object",
        "properties": described,
    })
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
        let schema = schema(name, "");
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
