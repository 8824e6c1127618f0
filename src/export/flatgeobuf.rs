use std::io::{self, Write};

use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use geo::Geometry;
use geozero::{ColumnValue, PropertyProcessor};
use serde_json::Value;

use crate::feature::{Encoded, PropertyType, Sheet};

/// See [`super::Whole::FlatGeobuf`].
pub(super) fn write(
    out: &mut impl Write,
    sheet: &Sheet,
    features: impl IntoIterator<Item = impl AsRef<[u8]>>,
) -> io::Result<()> {
    let features: Vec<_> = features
        .into_iter()
        .filter_map(|feature| {
            let geometry = Encoded::new(feature.as_ref()).to_geo()?;
            Some((feature, geometry))
        })
        .collect();
    let kind = match features.first() {
        Some((_, Geometry::Point(_))) => GeometryType::Point,
        Some((_, Geometry::LineString(_) | Geometry::MultiLineString(_))) => GeometryType::MultiLineString,
        Some((_, Geometry::Polygon(_) | Geometry::MultiPolygon(_))) => GeometryType::MultiPolygon,
        _ => GeometryType::Unknown,
    };
    let options = FgbWriterOptions {
        write_index: !features.is_empty(),
        crs: FgbCrs { code: 4326, ..FgbCrs::default() },
        ..FgbWriterOptions::default()
    };
    let mut writer = FgbWriter::create_with_options(sheet.title, kind, options).map_err(io::Error::other)?;
    for property in &sheet.properties {
        let of = match property.of {
            PropertyType::Text | PropertyType::Words(_) => ColumnType::String,
            PropertyType::Integer => ColumnType::Long,
            PropertyType::Number => ColumnType::Double,
            PropertyType::Boolean => ColumnType::Bool,
            PropertyType::Date => ColumnType::DateTime,
            PropertyType::Ids | PropertyType::Objects => ColumnType::Json,
        };
        writer.add_column(property.name, of, |builder, column| {
            column.nullable = property.nullable;
            column.title = Some(builder.create_string(property.title));
        });
    }
    for (feature, geometry) in features {
        let encoded = Encoded::new(feature.as_ref());
        writer
            .add_feature_geom(geometry, |feature| {
                for (place, property) in sheet.properties.iter().enumerate() {
                    let Some(raw) = encoded.property(property.name) else { continue };
                    let value = serde_json::from_slice(raw).unwrap_or(Value::Null);
                    let json = String::from_utf8_lossy(raw);
                    let Some(value) = column_value(property.of, &value, &json) else { continue };
                    // It keeps what it is given in memory, and does not fail.
                    let _written = feature.property(place, property.name, &value);
                }
            })
            .map_err(io::Error::other)?;
    }
    writer.write(out).map_err(io::Error::other)
}

fn column_value<'v>(of: PropertyType, value: &'v Value, json: &'v str) -> Option<ColumnValue<'v>> {
    Some(match (of, value) {
        (_, Value::Null) => return None,
        (PropertyType::Date, Value::String(day)) => ColumnValue::DateTime(day),
        (_, Value::String(text)) => ColumnValue::String(text),
        (_, Value::Bool(value)) => ColumnValue::Bool(*value),
        (PropertyType::Integer, number) => ColumnValue::Long(number.as_i64()?),
        (PropertyType::Number, number) => ColumnValue::Double(number.as_f64()?),
        _ => ColumnValue::Json(json),
    })
}

#[cfg(test)]
mod tests {
    use flatgeobuf::{FallibleStreamingIterator, FeatureProperties, FgbReader};

    use super::*;
    use crate::export::Shaping;
    use crate::feature::testing::{mention, movement};
    use crate::feature::{encode_mention, encode_movement};
    use crate::geometry::Position;
    use crate::index::CollectionName;

    fn written(name: CollectionName, features: &[Vec<u8>]) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out, &Shaping::default().sheet(name), features.iter().map(Vec::as_slice)).unwrap();
        out
    }

    #[test]
    fn points_and_their_properties_come_back() {
        let features: Vec<_> = (0..3)
            .map(|n| {
                encode_mention(&mention("d", 10 * n, "Homs", Some(Position::new(36.0 + n as f64, 34.7))))
            })
            .collect();
        let bytes = written(CollectionName::Mentions, &features);
        let mut reader = FgbReader::open(bytes.as_slice()).unwrap().select_all_seq().unwrap();
        let mut starts = Vec::new();
        while let Some(feature) = reader.next().unwrap() {
            starts.push(feature.property::<i64>("start").unwrap());
            assert_eq!(feature.property::<String>("surface").unwrap(), "Homs");
            assert!(!feature.property::<bool>("hedged").unwrap());
            assert!(feature.property::<String>("event_start").is_err(), "what is null is left out");
        }
        starts.sort_unstable();
        assert_eq!(starts, [0, 10, 20]);
    }

    #[test]
    fn a_file_of_nothing_and_lines_of_one_and_of_several_parts_are_written() {
        assert!(FgbReader::open(written(CollectionName::Mentions, &[]).as_slice()).is_ok());
        let east = vec![Position::new(170.0, 0.0), Position::new(180.0, 0.0)];
        let west = vec![Position::new(-180.0, 0.0), Position::new(-170.0, 0.0)];
        let features = [
            encode_movement(&movement("m", vec![east.clone()])),
            encode_movement(&movement("n", vec![east, west])),
            encode_movement(&movement("o", Vec::new())),
        ];
        let bytes = written(CollectionName::Movements, &features);
        let reader = FgbReader::open(bytes.as_slice()).unwrap();
        assert_eq!(reader.header().geometry_type(), GeometryType::MultiLineString);
        assert_eq!(reader.header().features_count(), 2);
    }
}
