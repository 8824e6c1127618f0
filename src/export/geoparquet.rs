use std::io::{self, Write};
use std::sync::Arc;

use geo::{BoundingRect, Geometry, Rect};
use geozero::{CoordDimensions, ToWkb};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};
use serde_json::{Value, json};

use crate::feature::{Encoded, Property, PropertyType, Sheet};
use crate::time::day_number;

/// Rows of a group: this many are held at a time, and readers pass over whole groups by what the file says of them.
const GROUP: usize = 1 << 16;

const GEOMETRY: &str = "geometry";
const BBOX: &str = "bbox";
const CORNERS: [&str; 4] = ["xmin", "ymin", "xmax", "ymax"];

/// See [`super::Whole::GeoParquet`].
pub(super) fn write(
    out: &mut (impl Write + Send),
    sheet: &Sheet,
    features: impl IntoIterator<Item = impl AsRef<[u8]>>,
) -> io::Result<()> {
    let Sheet { is_spatial, properties, .. } = sheet;
    let is_spatial = *is_spatial;
    let settings = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by(format!("Dateline {}", env!("CARGO_PKG_VERSION")))
        .build();
    let mut writer = SerializedFileWriter::new(out, schema(is_spatial, properties)?, Arc::new(settings))?;
    let mut geometries = Geometries::default();
    let mut features = features.into_iter().peekable();
    while features.peek().is_some() {
        let mut columns: Vec<Column> = properties.iter().map(|property| Column::new(property.of)).collect();
        for feature in features.by_ref().take(GROUP) {
            let encoded = Encoded::new(feature.as_ref());
            for (column, property) in columns.iter_mut().zip(properties) {
                column.push(property.of, encoded.property(property.name).unwrap_or(b"null"));
            }
            if is_spatial {
                geometries.push(encoded.to_geo())?;
            }
        }
        let mut group = writer.next_row_group()?;
        for column in columns {
            column.write(&mut group)?;
        }
        if is_spatial {
            geometries.write(&mut group)?;
        }
        group.close()?;
    }
    if is_spatial {
        let about = geometries.about().to_string();
        writer.append_key_value_metadata(KeyValue::new("geo".to_owned(), about));
    }
    writer.append_key_value_metadata(KeyValue::new("attribution".to_owned(), sheet.attribution.to_owned()));
    writer.close()?;
    Ok(())
}

fn schema(is_spatial: bool, properties: &[&Property]) -> io::Result<TypePtr> {
    let optional = |name: &str, physical, logical| {
        Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()
            .map(Arc::new)
    };
    let mut fields = Vec::with_capacity(properties.len() + 2);
    for property in properties {
        let (physical, logical) = match property.of {
            PropertyType::Text | PropertyType::Words(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            PropertyType::Ids | PropertyType::Objects => (Physical::BYTE_ARRAY, Some(LogicalType::Json)),
            PropertyType::Integer => (Physical::INT64, None),
            PropertyType::Number => (Physical::DOUBLE, None),
            PropertyType::Boolean => (Physical::BOOLEAN, None),
            PropertyType::Date => (Physical::INT32, Some(LogicalType::Date)),
        };
        fields.push(optional(property.name, physical, logical)?);
    }
    if is_spatial {
        fields.push(optional(GEOMETRY, Physical::BYTE_ARRAY, None)?);
        let mut corners = Vec::with_capacity(CORNERS.len());
        for corner in CORNERS {
            let corner = Type::primitive_type_builder(corner, Physical::DOUBLE);
            corners.push(Arc::new(corner.with_repetition(Repetition::REQUIRED).build()?));
        }
        let bbox = Type::group_type_builder(BBOX).with_repetition(Repetition::OPTIONAL).with_fields(corners);
        fields.push(Arc::new(bbox.build()?));
    }
    Ok(Arc::new(Type::group_type_builder("schema").with_fields(fields).build()?))
}

/// The values of one property in a group.
struct Column {
    /// 1 where there is a value, 0 where there is none.
    levels: Vec<i16>,
    values: Values,
}

enum Values {
    Texts(Vec<ByteArray>),
    Integers(Vec<i64>),
    Numbers(Vec<f64>),
    Flags(Vec<bool>),
    /// Since 1970-01-01.
    Days(Vec<i32>),
}

impl Column {
    const fn new(of: PropertyType) -> Self {
        let values = match of {
            PropertyType::Integer => Values::Integers(Vec::new()),
            PropertyType::Number => Values::Numbers(Vec::new()),
            PropertyType::Boolean => Values::Flags(Vec::new()),
            PropertyType::Date => Values::Days(Vec::new()),
            PropertyType::Text | PropertyType::Words(_) | PropertyType::Ids | PropertyType::Objects => {
                Values::Texts(Vec::new())
            }
        };
        Self { levels: Vec::new(), values }
    }

    fn push(&mut self, of: PropertyType, raw: &[u8]) {
        let value: Value = serde_json::from_slice(raw).unwrap_or_default();
        let is_there = match &mut self.values {
            Values::Integers(values) => add(values, value.as_i64()),
            Values::Numbers(values) => add(values, value.as_f64()),
            Values::Flags(values) => add(values, value.as_bool()),
            Values::Days(values) => {
                let day = value.as_str().and_then(|day| day.parse().ok());
                add(values, day.map(day_number))
            }
            Values::Texts(values) => {
                let text = match value {
                    Value::Null => None,
                    Value::String(text) if !matches!(of, PropertyType::Ids | PropertyType::Objects) => {
                        Some(ByteArray::from(text.into_bytes()))
                    }
                    _ => Some(ByteArray::from(raw.to_vec())),
                };
                add(values, text)
            }
        };
        self.levels.push(is_there.into());
    }

    fn write<W: Write + Send>(&self, group: &mut SerializedRowGroupWriter<'_, W>) -> io::Result<()> {
        let Some(mut column) = group.next_column()? else { return Err(io::ErrorKind::Other.into()) };
        let levels = Some(self.levels.as_slice());
        match &self.values {
            Values::Texts(values) => column.typed::<ByteArrayType>().write_batch(values, levels, None),
            Values::Integers(values) => column.typed::<Int64Type>().write_batch(values, levels, None),
            Values::Numbers(values) => column.typed::<DoubleType>().write_batch(values, levels, None),
            Values::Flags(values) => column.typed::<BoolType>().write_batch(values, levels, None),
            Values::Days(values) => column.typed::<Int32Type>().write_batch(values, levels, None),
        }?;
        Ok(column.close()?)
    }
}

/// Adds a value where there is one, and says whether there is.
fn add<T>(values: &mut Vec<T>, value: Option<T>) -> bool {
    let before = values.len();
    values.extend(value);
    values.len() > before
}

/// The geometries of a group, and what is to be said of those of all groups.
#[derive(Default)]
struct Geometries {
    levels: Vec<i16>,
    blobs: Vec<ByteArray>,
    boxes: [Vec<f64>; 4],
    kinds: Vec<&'static str>,
    bounds: Option<Rect>,
}

impl Geometries {
    fn push(&mut self, geometry: Option<Geometry>) -> io::Result<()> {
        let found = geometry.and_then(|geometry| Some((geometry.bounding_rect()?, geometry)));
        self.levels.push(found.is_some().into());
        let Some((rect, geometry)) = found else { return Ok(()) };
        let blob = geometry.to_wkb(CoordDimensions::xy()).map_err(io::Error::other)?;
        self.blobs.push(ByteArray::from(blob));
        let corners = [rect.min().x, rect.min().y, rect.max().x, rect.max().y];
        for (column, value) in self.boxes.iter_mut().zip(corners) {
            column.push(value);
        }
        let kind = match geometry {
            Geometry::Point(_) => "Point",
            Geometry::LineString(_) => "LineString",
            Geometry::MultiLineString(_) => "MultiLineString",
            Geometry::Polygon(_) => "Polygon",
            _ => "MultiPolygon",
        };
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
        }
        self.bounds = Some(self.bounds.map_or(rect, |bounds| around(bounds, rect)));
        Ok(())
    }

    /// Writes the columns of a group, and begins the next.
    fn write<W: Write + Send>(&mut self, group: &mut SerializedRowGroupWriter<'_, W>) -> io::Result<()> {
        let levels = std::mem::take(&mut self.levels);
        let boxes = self.boxes.iter_mut().map(|column| Values::Numbers(std::mem::take(column)));
        let blobs = Values::Texts(std::mem::take(&mut self.blobs));
        for values in std::iter::once(blobs).chain(boxes) {
            Column { levels: levels.clone(), values }.write(group)?;
        }
        Ok(())
    }

    /// The `geo` entry of the file.
    fn about(&self) -> Value {
        let corner = |corner: &str| (corner.to_owned(), json!([BBOX, corner]));
        let covering: serde_json::Map<_, _> = CORNERS.map(corner).into_iter().collect();
        let mut column = json!({
            "encoding": "WKB",
            "geometry_types": self.kinds,
            "covering": {BBOX: covering},
        });
        if let Some(bounds) = self.bounds {
            column["bbox"] = json!([bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y]);
        }
        json!({"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}})
    }
}

fn around(one: Rect, other: Rect) -> Rect {
    let (min, max) = (one.min(), one.max());
    Rect::new(
        (min.x.min(other.min().x), min.y.min(other.min().y)),
        (max.x.max(other.max().x), max.y.max(other.max().y)),
    )
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    use super::*;
    use crate::export::Shaping;
    use crate::feature::testing::{mention, movement};
    use crate::feature::{MENTION, MOVEMENT, encode_mention, encode_movement};
    use crate::geometry::Position;
    use crate::index::CollectionName;

    fn read(name: CollectionName, features: &[Vec<u8>]) -> SerializedFileReader<Bytes> {
        let mut out = Vec::new();
        write(&mut out, &Shaping::default().sheet(name), features.iter().map(Vec::as_slice)).unwrap();
        SerializedFileReader::new(Bytes::from(out)).unwrap()
    }

    fn entry(file: &SerializedFileReader<Bytes>, key: &str) -> Option<String> {
        let entries = file.metadata().file_metadata().key_value_metadata().cloned().unwrap_or_default();
        entries.into_iter().find(|entry| entry.key == key)?.value
    }

    #[test]
    fn every_value_comes_back_and_what_is_null_is_null() {
        let features: Vec<_> = (0..3)
            .map(|n| {
                encode_mention(&mention("d", 10 * n, "Homs", Some(Position::new(36.0 + n as f64, 34.7))))
            })
            .collect();
        let file = read(CollectionName::Mentions, &features);
        let rows: Vec<_> = file.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 3);
        let at = |name: &str| MENTION.iter().position(|property| property.name == name).unwrap();
        for (n, row) in (0..).zip(&rows) {
            assert_eq!(row.get_long(at("start")).unwrap(), 10 * n);
            assert_eq!(row.get_string(at("surface")).unwrap(), "Homs");
            assert!(!row.get_bool(at("hedged")).unwrap());
            assert!(row.get_string(at("event_time")).is_err(), "it is null");
            assert_eq!(row.get_bytes(MENTION.len()).unwrap().len(), 21, "a point");
            let west = row.get_group(MENTION.len() + 1).unwrap().get_double(0).unwrap();
            assert_eq!(west.to_bits(), (36.0 + n as f64).to_bits());
        }
        let about: Value = serde_json::from_str(&entry(&file, "geo").unwrap()).unwrap();
        let column = &about["columns"]["geometry"];
        assert_eq!(column["geometry_types"], json!(["Point"]));
        assert_eq!(column["bbox"], json!([36.0, 34.7, 38.0, 34.7]));
        assert!(entry(&file, "attribution").unwrap().contains("GeoNames"));
    }

    #[test]
    fn lines_and_rows_without_one_and_files_of_nothing_are_written() {
        let line = vec![Position::new(1.0, 2.0), Position::new(3.0, 4.0)];
        let mut journey = movement("m", vec![line]);
        journey.documents = vec!["d".to_owned()];
        let features = [encode_movement(&journey), encode_movement(&movement("n", Vec::new()))];
        let file = read(CollectionName::Movements, &features);
        let rows: Vec<_> = file.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert!(rows[0].get_bytes(MOVEMENT.len()).is_ok());
        assert!(rows[1].get_bytes(MOVEMENT.len()).is_err());
        let documents = MOVEMENT.iter().position(|property| property.name == "documents").unwrap();
        let list: Vec<String> = serde_json::from_str(rows[0].get_string(documents).unwrap()).unwrap();
        assert_eq!(list, ["d"]);
        assert_eq!(read(CollectionName::Mentions, &[]).metadata().file_metadata().num_rows(), 0);
        assert!(entry(&read(CollectionName::Unlocated, &[]), "geo").is_none());
    }
}
