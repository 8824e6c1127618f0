use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::feature::{MENTION, MOVEMENT, Property, PropertyType};

/// What the rows of an answer are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rows {
    /// Mentions of places, also those without a place
    #[default]
    Mentions,
    /// Journeys that one document tells of, each with its yardstick; nothing is joined over documents
    Movements,
}

/// The id of the row of the table that was handed in.
pub(super) const ROW_ID: &str = "row_id";
pub(super) const LONGITUDE: &str = "longitude";
pub(super) const LATITUDE: &str = "latitude";
pub(super) const GEOMETRY: &str = "geometry";
pub(super) const ERROR: &str = "error";

/// How geometries are marked as such, for readers that look for it; longitude comes first.
const GEOARROW: [(&str, &str); 2] = [
    ("ARROW:extension:name", "geoarrow.wkb"),
    ("ARROW:extension:metadata", r#"{"crs":"OGC:CRS84","crs_type":"authority_code"}"#),
];

impl Rows {
    pub(super) const fn properties(self) -> &'static [Property] {
        match self {
            Self::Mentions => &MENTION,
            Self::Movements => &MOVEMENT,
        }
    }

    /// The columns of the answer. All may be null: a row with an error has nothing else.
    pub(super) fn schema(self, row_id: DataType) -> SchemaRef {
        let properties = self.properties().iter().map(|property| (property.name, data_type(property.of)));
        let point = match self {
            Self::Mentions => vec![(LONGITUDE, DataType::Float64), (LATITUDE, DataType::Float64)],
            Self::Movements => Vec::new(),
        };
        let names = std::iter::once((ROW_ID, row_id)).chain(properties).chain(point);
        let mut fields: Vec<Field> = names.map(|(name, of)| Field::new(name, of, true)).collect();
        let marks = GEOARROW.map(|(key, value)| (key.to_owned(), value.to_owned()));
        fields.push(Field::new(GEOMETRY, DataType::Binary, true).with_metadata(HashMap::from(marks)));
        fields.push(Field::new(ERROR, DataType::Utf8, true));
        Arc::new(Schema::new(fields))
    }
}

fn data_type(of: PropertyType) -> DataType {
    match of {
        PropertyType::Text | PropertyType::Words(_) | PropertyType::Objects => DataType::Utf8,
        PropertyType::Integer => DataType::Int64,
        PropertyType::Number => DataType::Float64,
        PropertyType::Boolean => DataType::Boolean,
        PropertyType::Date => DataType::Date32,
        PropertyType::Ids => DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))),
    }
}
