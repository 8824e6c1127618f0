//! The answer as it grows, row by row.

use std::sync::Arc;

use arrow_array::builder::{
    BinaryBuilder, BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, SchemaRef};
use jiff::civil::{Date, date};
use serde::Serialize;
use serde_json::{Map, Value};

use super::input::RowId;
use super::schema::Rows;
use super::wkb;
use crate::feature::{MentionRecord, Property, PropertyType, rounded};
use crate::geometry::Position;
use crate::movement::Movement;

/// Bytes of text that an answer may have: a column of Arrow addresses them by 32 bits, and all of them are in one at worst.
const MOST_BYTES: usize = i32::MAX as usize;

/// There is more text than a table can hold.
#[derive(Debug)]
pub(super) struct Full;

pub(super) struct Table {
    schema: SchemaRef,
    rows: usize,
    bytes: usize,
    ids: RowIds,
    properties: Vec<(&'static Property, Column)>,
    /// Longitudes and latitudes; those of movements have none.
    point: Option<[Float64Builder; 2]>,
    geometries: BinaryBuilder,
    errors: StringBuilder,
}

enum RowIds {
    Texts(StringBuilder),
    Numbers(Int64Builder),
}

/// One property of every row.
enum Column {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Boolean(BooleanBuilder),
    Date(Date32Builder),
    Ids(ListBuilder<StringBuilder>),
    /// Lists of objects, as JSON.
    Json(StringBuilder),
}

impl Table {
    pub(super) fn new(rows: Rows, schema: SchemaRef) -> Self {
        let ids = match schema.field(0).data_type() {
            DataType::Int64 => RowIds::Numbers(Int64Builder::new()),
            _ => RowIds::Texts(StringBuilder::new()),
        };
        let properties = rows.properties().iter();
        Self {
            schema,
            rows: 0,
            bytes: 0,
            ids,
            properties: properties.map(|property| (property, Column::of(property.of))).collect(),
            point: (rows == Rows::Mentions).then(|| [Float64Builder::new(), Float64Builder::new()]),
            geometries: BinaryBuilder::new(),
            errors: StringBuilder::new(),
        }
    }

    pub(super) fn mention(&mut self, id: &RowId, mention: &MentionRecord) -> Result<(), Full> {
        self.row(id, properties(mention), mention.position, mention.position.map(wkb::point), None)
    }

    pub(super) fn movement(&mut self, id: &RowId, movement: &Movement) -> Result<(), Full> {
        self.row(id, properties(movement), None, wkb::lines(&movement.lines), None)
    }

    /// A row that has nothing but the reason why its text could not be read.
    pub(super) fn error(&mut self, id: &RowId, reason: &str) -> Result<(), Full> {
        self.row(id, Map::new(), None, None, Some(reason))
    }

    fn row(
        &mut self,
        id: &RowId,
        mut values: Map<String, Value>,
        point: Option<Position>,
        geometry: Option<Vec<u8>>,
        error: Option<&str>,
    ) -> Result<(), Full> {
        let length = |value: &Value| value.as_str().map_or(0, str::len);
        let id_bytes = if let RowId::Text(Some(text)) = id { text.len() } else { 0 };
        let texts: usize = values.values().map(length).sum();
        let bytes = texts + id_bytes + geometry.as_ref().map_or(0, Vec::len) + error.map_or(0, str::len);
        self.room_for(bytes)?;
        for (property, column) in &mut self.properties {
            let json = column.push(values.remove(property.name).unwrap_or_default());
            if self.bytes + json > MOST_BYTES {
                return Err(Full);
            }
            self.bytes += json;
        }
        match (&mut self.ids, id) {
            (RowIds::Texts(texts), RowId::Text(text)) => texts.append_option(*text),
            (RowIds::Numbers(numbers), RowId::Number(number)) => numbers.append_option(*number),
            (RowIds::Texts(texts), RowId::Number(_)) => texts.append_null(),
            (RowIds::Numbers(numbers), RowId::Text(_)) => numbers.append_null(),
        }
        if let Some([longitudes, latitudes]) = &mut self.point {
            longitudes.append_option(point.map(|point| rounded(point.lon)));
            latitudes.append_option(point.map(|point| rounded(point.lat)));
        }
        self.geometries.append_option(geometry);
        self.errors.append_option(error);
        self.rows += 1;
        Ok(())
    }

    fn room_for(&mut self, bytes: usize) -> Result<(), Full> {
        self.bytes = self.bytes.checked_add(bytes).filter(|bytes| *bytes <= MOST_BYTES).ok_or(Full)?;
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<RecordBatch, arrow_schema::ArrowError> {
        let mut columns: Vec<ArrayRef> = Vec::with_capacity(self.schema.fields().len());
        columns.push(match &mut self.ids {
            RowIds::Texts(texts) => Arc::new(texts.finish()),
            RowIds::Numbers(numbers) => Arc::new(numbers.finish()),
        });
        columns.extend(self.properties.iter_mut().map(|(_, column)| column.finish()));
        for numbers in self.point.iter_mut().flatten() {
            columns.push(Arc::new(numbers.finish()));
        }
        columns.push(Arc::new(self.geometries.finish()));
        columns.push(Arc::new(self.errors.finish()));
        RecordBatch::try_new(self.schema, columns)
    }
}

impl Column {
    fn of(of: PropertyType) -> Self {
        match of {
            PropertyType::Text | PropertyType::Words(_) => Self::Text(StringBuilder::new()),
            PropertyType::Integer => Self::Integer(Int64Builder::new()),
            PropertyType::Number => Self::Number(Float64Builder::new()),
            PropertyType::Boolean => Self::Boolean(BooleanBuilder::new()),
            PropertyType::Date => Self::Date(Date32Builder::new()),
            PropertyType::Ids => Self::Ids(ListBuilder::new(StringBuilder::new())),
            PropertyType::Objects => Self::Json(StringBuilder::new()),
        }
    }

    /// Takes a value in, and says how many bytes it has that are told only now.
    fn push(&mut self, value: Value) -> usize {
        match self {
            Self::Text(texts) => texts.append_option(value.as_str()),
            Self::Integer(numbers) => numbers.append_option(value.as_i64()),
            Self::Number(numbers) => numbers.append_option(value.as_f64().map(rounded)),
            Self::Boolean(flags) => flags.append_option(value.as_bool()),
            Self::Date(days) => days.append_option(value.as_str().and_then(day)),
            Self::Ids(lists) => {
                let Value::Array(ids) = value else {
                    lists.append_null();
                    return 0;
                };
                for id in &ids {
                    lists.values().append_option(id.as_str());
                }
                lists.append(true);
                return ids.iter().map(|id| id.as_str().map_or(0, str::len)).sum();
            }
            Self::Json(texts) => {
                let json = (!value.is_null()).then(|| value.to_string());
                texts.append_option(json.as_deref());
                return json.map_or(0, |json| json.len());
            }
        }
        0
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(texts) | Self::Json(texts) => Arc::new(texts.finish()),
            Self::Integer(numbers) => Arc::new(numbers.finish()),
            Self::Number(numbers) => Arc::new(numbers.finish()),
            Self::Boolean(flags) => Arc::new(flags.finish()),
            Self::Date(days) => Arc::new(days.finish()),
            Self::Ids(lists) => Arc::new(lists.finish()),
        }
    }
}

/// The properties of a record, by their names.
fn properties(record: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(properties)) => properties,
        _ => Map::new(),
    }
}

/// Days from 1970 to a day in RFC 3339.
fn day(text: &str) -> Option<i32> {
    let day: Date = text.parse().ok()?;
    Some((day - date(1970, 1, 1)).get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(day("1970-01-02"), Some(1));
        assert_eq!(day("2015-10-07"), Some(16_715));
        assert_eq!(day("-0044-03-15"), None);
        assert_eq!(day("soon"), None);
    }
}
