use std::fmt;
use std::io::{self, Write};

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;

/// Writes a feature as a row of CSV (RFC 4180): longitude and latitude of a point, then the properties in their order, before
/// the first row their names. Lines and areas leave the first two empty; arrays are written as JSON.
pub(super) fn write_row(out: &mut impl Write, bytes: &[u8], is_first: bool) -> io::Result<()> {
    let feature: Feature = serde_json::from_slice(bytes)?;
    if is_first {
        let names = feature.properties.0.iter().map(|(name, _)| name.as_str());
        write_fields(out, ["longitude", "latitude"].into_iter().chain(names))?;
    }
    let position = match &feature.geometry {
        Some(Geometry { coordinates: Value::Array(at) }) if at.len() == 2 && at[0].is_number() => {
            [at[0].to_string(), at[1].to_string()]
        }
        _ => [String::new(), String::new()],
    };
    let values = feature.properties.0.into_iter().map(|(_, value)| match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        other => other.to_string(),
    });
    write_fields(out, position.into_iter().chain(values))
}

fn write_fields(out: &mut impl Write, fields: impl Iterator<Item = impl AsRef<str>>) -> io::Result<()> {
    for (column, field) in fields.enumerate() {
        let field = field.as_ref();
        if column > 0 {
            out.write_all(b",")?;
        }
        if field.contains(['"', ',', '\n', '\r']) {
            write!(out, "\"{}\"", field.replace('"', "\"\""))?;
        } else {
            out.write_all(field.as_bytes())?;
        }
    }
    out.write_all(b"\r\n")
}

#[derive(Deserialize)]
struct Feature {
    geometry: Option<Geometry>,
    properties: Properties,
}

#[derive(Deserialize)]
struct Geometry {
    coordinates: Value,
}

/// Properties in the order of the record, which the map of `serde_json` would sort away.
struct Properties(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Properties;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of properties")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Properties, A::Error> {
                let mut properties = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    properties.push(entry);
                }
                Ok(Properties(properties))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_have_columns_for_longitude_and_latitude_and_text_is_quoted_where_needed() {
        let feature = br#"{"type":"Feature","id":"1","geometry":{"type":"Point","coordinates":[36.7,34.7]},
            "properties":{"surface":"Homs","sentence":"He said \"no\", then left.","country":null,"tags":["a"]}}"#;
        let mut out = Vec::new();
        write_row(&mut out, feature, true).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "longitude,latitude,surface,sentence,country,tags\r\n\
             36.7,34.7,Homs,\"He said \"\"no\"\", then left.\",,\"[\"\"a\"\"]\"\r\n"
        );
    }

    #[test]
    fn lines_and_features_without_geometry_leave_the_position_empty() {
        for geometry in ["null", r#"{"type":"LineString","coordinates":[[0,0],[1,1]]}"#] {
            let feature = format!(r#"{{"geometry":{geometry},"properties":{{"id":"m"}}}}"#);
            let mut out = Vec::new();
            write_row(&mut out, feature.as_bytes(), true).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), "longitude,latitude,id\r\n,,m\r\n");
        }
    }
}
