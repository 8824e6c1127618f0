//! The properties of each collection's features, as a JSON Schema.

use axum::http::HeaderValue;
use serde_json::{Map, Value, json};

use crate::index::CollectionName;
use crate::mention::Kind;
use crate::movement::{Mode, Polarity};
use crate::time::Precision;

/// The media type of a schema.
pub(super) const SCHEMA_TYPE: &str = "application/schema+json";
pub(super) const SCHEMA_JSON: HeaderValue = HeaderValue::from_static(SCHEMA_TYPE);

/// A property: name, type, and what it means. A type with a question mark may be null.
type Property = (&'static str, &'static str, &'static str);

const MENTION: [Property; 32] = [
    ("id", "string", "Id: document, first and last character"),
    ("document_id", "string", "Document"),
    ("document_title", "string?", "Title of the document"),
    ("published", "date?", "Day the document was published"),
    ("sentence", "string", "Sentence it stands in"),
    ("sentence_start", "integer", "First Unicode character of the sentence in the text"),
    ("start", "integer", "First Unicode character of the mention in the text"),
    ("end", "integer", "One past its last Unicode character"),
    ("surface", "string", "Words of the mention"),
    ("kind", "kind", "What the mention does with its place"),
    ("place_id", "string?", "Gazetteer id of the place"),
    ("name", "string?", "Name of the place"),
    ("feature_class", "string?", "GeoNames feature class"),
    ("feature_code", "string?", "GeoNames feature code"),
    ("country", "string?", "ISO 3166-1 alpha-2 code"),
    ("admin1", "string?", "First-level area"),
    ("admin2", "string?", "Second-level area"),
    ("confidence", "number?", "0 to 1: how likely the place is right within 161 km"),
    ("precision_ucdp", "integer?", "UCDP where_prec, 1 (exact) to 7 (international waters)"),
    ("precision_acled", "integer?", "ACLED geo_precision, 1 (town) to 3 (region)"),
    ("radius_km", "number?", "Half the extent of what is meant, in kilometres"),
    ("event_start", "date?", "First day of the event"),
    ("event_end", "date?", "Last day of the event, inclusive"),
    ("event_time", "string?", "Time of day of the event, where the text tells one"),
    ("time_precision", "precision?", "How finely the text tells the time of the event"),
    ("time_source", "time_source?", "Which day the datetime parameter compares with"),
    ("time_text", "string?", "Time words of the text"),
    ("time_basis", "string?", "How the days follow from them"),
    ("hedged", "boolean", "Told with a hedge"),
    ("negated", "boolean", "Told as not so"),
    ("dateline", "boolean", "In a dateline: where the document was written"),
    ("corrected", "boolean", "Corrected by a person"),
];

const PLACE: [Property; 17] = [
    ("id", "string", "Gazetteer id"),
    ("name", "string", "Name"),
    ("feature_class", "string", "GeoNames feature class"),
    ("feature_code", "string", "GeoNames feature code"),
    ("country", "string?", "ISO 3166-1 alpha-2 code"),
    ("admin1", "string?", "First-level area"),
    ("population", "integer?", "Inhabitants"),
    ("mentions", "integer", "Mentions of all kinds"),
    ("literal", "integer", "Literal mentions"),
    ("facility", "integer", "Facility mentions"),
    ("region", "integer", "Region mentions"),
    ("metonymic", "integer", "Metonymic mentions"),
    ("demonym", "integer", "Demonym mentions"),
    ("embedded", "integer", "Embedded mentions"),
    ("documents", "integer", "Documents that mention it"),
    ("first_date", "date?", "Earliest day of an event or publication"),
    ("last_date", "date?", "Latest day of an event or publication"),
];

const REGION: [Property; 7] = [
    ("id", "string", "Gazetteer id"),
    ("name", "string", "Name"),
    ("feature_class", "string", "GeoNames feature class"),
    ("feature_code", "string", "GeoNames feature code"),
    ("country", "string?", "ISO 3166-1 alpha-2 code"),
    ("mentions", "integer", "Mentions of all kinds"),
    ("documents", "integer", "Documents that mention it"),
];

const MOVEMENT: [Property; 42] = [
    ("id", "string", "Id"),
    ("mode", "mode", "How it moves"),
    ("origin", "string?", "Names of the origins"),
    ("origin_place_id", "string?", "Gazetteer ids of the origins"),
    ("origin_precision", "string?", "How precisely the origin is known"),
    ("via", "string?", "Names of the territories passed"),
    ("destination", "string?", "Names of the destinations"),
    ("destination_place_id", "string?", "Gazetteer ids of the destinations"),
    ("destination_precision", "string?", "How precisely the destination is known"),
    ("count", "integer?", "How many moved"),
    ("count_unit", "string?", "Of what"),
    ("count_qualifier", "string?", "About, an estimated, ... as written"),
    ("carriers", "integer?", "How many carried or launched them"),
    ("carrier_unit", "string?", "Of what"),
    ("operator", "string?", "Whose, as an ISO 3166-1 code"),
    ("targets", "integer?", "How many targets"),
    ("event_start", "date?", "First day"),
    ("event_end", "date?", "Last day, inclusive"),
    ("date_basis", "string?", "How the days follow"),
    ("length_km", "number?", "Kilometres along the line"),
    ("great_circle_km", "number?", "Kilometres of the plain geodesic"),
    ("feasible_min_km", "number?", "Shortest path that the named areas allow"),
    ("feasible_max_km", "number?", "Longest of the shortest paths between the named areas"),
    ("reported_km", "number?", "Distance told, in kilometres"),
    ("reported_qualifier", "string?", "Nearly, about, ... as written"),
    ("reported_min_km", "number?", "Least kilometres the words allow"),
    ("reported_max_km", "number?", "Most kilometres the words allow; null when open"),
    ("discrepancy_km", "number?", "Reported less computed kilometres"),
    ("discrepancy_percent", "number?", "The same as a share of the computed length"),
    ("distance_check", "string", "How the reported distance stands to the feasible ones"),
    ("hedged", "boolean", "Told with a hedge"),
    ("polarity", "polarity", "Whether the text says it happened"),
    ("confidence", "number", "0 to 1"),
    ("confidence_reasons", "string", "Why not more"),
    ("geometry_status", "string", "derived, or reference for a yardstick"),
    ("consistent_with_text", "boolean", "Whether the line agrees with what the text says of the route"),
    ("method", "string", "How the line was found"),
    ("contradicting", "string?", "Countries the line crosses against the text"),
    ("documents", "array", "Ids of the documents it rests on"),
    ("segments", "array", "The stretches of the line in order"),
    ("evidence", "array", "The spans of text behind each statement"),
    ("alternatives", "array", "Ids of contradicting claims and of the yardstick"),
];

/// The schema of a collection's features (OGC API Features Part 5): the properties, and the geometry beside them.
pub(super) fn schema(name: CollectionName, address: &str) -> Value {
    let (properties, geometry) = match name {
        CollectionName::Mentions => (MENTION.as_slice(), Some("geometry-point")),
        CollectionName::Unlocated => (MENTION.as_slice(), None),
        CollectionName::Places => (PLACE.as_slice(), Some("geometry-point")),
        CollectionName::Regions => (REGION.as_slice(), Some("geometry-multipolygon")),
        CollectionName::Movements => (MOVEMENT.as_slice(), Some("geometry-linestring-or-multilinestring")),
    };
    let mut described: Map<String, Value> = Map::new();
    for (position, (name, kind, title)) in properties.iter().enumerate() {
        let mut property = of_type(kind);
        property["title"] = (*title).into();
        property["x-ogc-propertySeq"] = (position + 1).into();
        if *name == "id" {
            property["x-ogc-role"] = "id".into();
        }
        described.insert((*name).to_owned(), property);
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

fn of_type(kind: &str) -> Value {
    let (kind, nullable) = kind.strip_suffix('?').map_or((kind, false), |kind| (kind, true));
    let typed = |name: &str| if nullable { json!([name, "null"]) } else { json!(name) };
    match kind {
        "date" => json!({"type": typed("string"), "format": "date"}),
        "kind" => json!({"type": "string", "enum": Kind::ALL.map(Kind::as_str)}),
        "mode" => json!({"type": "string", "enum": Mode::ALL.map(Mode::as_str)}),
        "precision" => enumerated(nullable, &Precision::ALL.map(Precision::as_str)),
        "time_source" => enumerated(nullable, &["event", "publication"]),
        "polarity" => json!({"type": "string", "enum": Polarity::ALL.map(Polarity::as_str)}),
        other => json!({"type": typed(other)}),
    }
}

/// One of some words, or null.
fn enumerated(nullable: bool, words: &[&str]) -> Value {
    let mut values: Vec<Value> = words.iter().map(|&word| word.into()).collect();
    values.extend(nullable.then_some(Value::Null));
    json!({"type": if nullable { json!(["string", "null"]) } else { json!("string") }, "enum": values})
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
