//! Features of one collection as a GeoPackage of their own, for whoever takes a part of a store elsewhere.

use std::path::Path;

use geo::{Coord, Geometry, LineString, MultiPolygon};
use rusqlite::types::Value;
use rusqlite::{Connection, ToSql, params_from_iter};

use super::open::at;
use super::schema::{self, Layer};
use super::{StoreError, functions, geometry_blob};
use crate::feature::{Encoded, PropertyType, Sheet};
use crate::geometry::Position;

/// Writes encoded features into a new GeoPackage, which a folder must not have yet; how many there are. O(bytes of the features).
pub fn write_geopackage(
    path: &Path,
    sheet: &Sheet,
    features: impl Iterator<Item = impl AsRef<[u8]>>,
) -> Result<usize, StoreError> {
    write(path, sheet, features).map_err(at(path, "write"))
}

fn write(
    path: &Path,
    sheet: &Sheet,
    features: impl Iterator<Item = impl AsRef<[u8]>>,
) -> rusqlite::Result<usize> {
    let mut connection = Connection::open(path)?;
    functions::register(&connection)?;
    // A file that is not whole is thrown away: there is nothing to be kept safe.
    connection.pragma_update(None, "synchronous", "OFF")?;
    let transaction = connection.transaction()?;
    schema::create_core(&transaction)?;
    let columns: Vec<(&str, &str)> =
        sheet.properties.iter().map(|property| (property.name, column_type(property.of))).collect();
    let mut features = features.peekable();
    let first = features.peek().and_then(|feature| Encoded::new(feature.as_ref()).to_geo());
    let geometry_type = sheet.is_spatial.then(|| first.as_ref().map_or("GEOMETRY", type_of));
    let layer = Layer {
        name: sheet.name,
        description: &format!("{} {}", sheet.description, sheet.attribution),
        geometry: geometry_type,
        columns: &columns,
    };
    schema::create_layer(&transaction, layer)?;
    let names: Vec<_> = columns.iter().map(|(name, _)| format!(", \"{name}\"")).collect();
    let geom = if sheet.is_spatial { ", geom" } else { "" };
    let marks = vec!["?"; columns.len() + usize::from(sheet.is_spatial)].join(", ");
    let sql = format!("INSERT INTO \"{}\" (fid{geom}{}) VALUES (NULL, {marks})", sheet.name, names.concat());
    let mut insert = transaction.prepare(&sql)?;
    let mut count = 0;
    for feature in features {
        let encoded = Encoded::new(feature.as_ref());
        let values: Vec<Value> = sheet
            .properties
            .iter()
            .map(|property| value(encoded.property(property.name).unwrap_or(b"null"), property.of))
            .collect();
        let blob = encoded.to_geo().and_then(|geometry| blob(&geometry));
        let own = sheet.is_spatial.then_some(&blob as &dyn ToSql);
        insert.execute(params_from_iter(
            own.into_iter().chain(values.iter().map(|value| value as &dyn ToSql)),
        ))?;
        count += 1;
    }
    drop(insert);
    if sheet.is_spatial {
        schema::measure_layer(&transaction, sheet.name)?;
    }
    transaction.commit()?;
    Ok(count)
}

const fn column_type(of: PropertyType) -> &'static str {
    match of {
        PropertyType::Integer => "INTEGER",
        PropertyType::Number => "DOUBLE",
        PropertyType::Boolean => "BOOLEAN",
        PropertyType::Date => "DATE",
        PropertyType::Text | PropertyType::Words(_) | PropertyType::Ids | PropertyType::Objects => "TEXT",
    }
}

/// A value as a column has it; lists stay JSON.
fn value(raw: &[u8], of: PropertyType) -> Value {
    let json: serde_json::Value = serde_json::from_slice(raw).unwrap_or_default();
    match (json, of) {
        (serde_json::Value::Null, _) => Value::Null,
        (serde_json::Value::Bool(flag), _) => Value::Integer(flag.into()),
        (serde_json::Value::Number(number), PropertyType::Number) => {
            number.as_f64().map_or(Value::Null, Value::Real)
        }
        (serde_json::Value::Number(number), _) => number.as_i64().map_or(Value::Null, Value::Integer),
        (serde_json::Value::String(text), _) => Value::Text(text),
        (list, _) => Value::Text(list.to_string()),
    }
}

const fn type_of(geometry: &Geometry<f64>) -> &'static str {
    match geometry {
        Geometry::Point(_) => "POINT",
        Geometry::LineString(_) | Geometry::MultiLineString(_) => "MULTILINESTRING",
        Geometry::Polygon(_) | Geometry::MultiPolygon(_) => "MULTIPOLYGON",
        _ => "GEOMETRY",
    }
}

fn blob(geometry: &Geometry<f64>) -> Option<Vec<u8>> {
    let positions =
        |line: &LineString| line.0.iter().map(|Coord { x, y }| Position::new(*x, *y)).collect::<Vec<_>>();
    Some(match geometry {
        Geometry::Point(at) => geometry_blob::point(Position::new(at.x(), at.y())),
        Geometry::LineString(line) => geometry_blob::multi_line_string(&[positions(line)]),
        Geometry::MultiLineString(lines) => {
            geometry_blob::multi_line_string(&lines.iter().map(positions).collect::<Vec<_>>())
        }
        Geometry::Polygon(area) => geometry_blob::multi_polygon(&MultiPolygon::new(vec![area.clone()])),
        Geometry::MultiPolygon(areas) => geometry_blob::multi_polygon(areas),
        _ => return None,
    })
}
