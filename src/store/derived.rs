//! What is derived over all documents: written whole for the eyes of QGIS and GDAL, never read back.

use rusqlite::types::Value;
use rusqlite::{Connection, ToSql, TransactionBehavior, params_from_iter};
use serde::Serialize;

use super::mentions::insert_sql;
use super::open::at;
use super::schema::{self, MOVEMENTS, PLACES, REGIONS, Table};
use super::{Store, StoreError, geometry_blob};
use crate::feature::{PlaceRecord, RegionRecord};
use crate::movement::Movement;

impl Store {
    /// Puts these places, regions and movements in the place of those that were there, in one transaction.
    pub fn replace_derived(
        &mut self,
        places: &[PlaceRecord],
        regions: &[RegionRecord],
        movements: &[Movement],
    ) -> Result<(), StoreError> {
        let path = self.path().to_path_buf();
        replace(&mut self.connection, places, regions, movements)
            .map_err(at(&path, "write places and movements to"))
    }

    /// Whether documents came or went since [`Store::replace_derived`], be it that the process ended in between.
    pub fn derived_is_stale(&self) -> Result<bool, StoreError> {
        let state = schema::meta(&self.connection, "derived").map_err(at(self.path(), "read"))?;
        Ok(state.as_deref() == Some("stale"))
    }
}

fn replace(
    connection: &mut Connection,
    places: &[PlaceRecord],
    regions: &[RegionRecord],
    movements: &[Movement],
) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    fill(&transaction, &PLACES, places, |place| Some(geometry_blob::point(place.position)))?;
    fill(&transaction, &REGIONS, regions, |region| Some(geometry_blob::multi_polygon(&region.area)))?;
    fill(&transaction, &MOVEMENTS, movements, |movement| {
        // Null, not an empty line: a journey that cannot be drawn has no geometry.
        (!movement.lines.is_empty()).then(|| geometry_blob::multi_line_string(&movement.lines))
    })?;
    schema::set_meta(&transaction, "derived", "current")?;
    transaction.commit()
}

fn fill<R: Serialize>(
    connection: &Connection,
    table: &Table,
    records: &[R],
    geometry: impl Fn(&R) -> Option<Vec<u8>>,
) -> rusqlite::Result<()> {
    connection.execute(&format!("DELETE FROM {}", table.name), [])?;
    let mut insert = connection.prepare(&insert_sql(table))?;
    for (fid, record) in (1_i64..).zip(records) {
        let fid: &dyn ToSql = &fid;
        let geometry = geometry(record);
        let values = values(table, record)?;
        let values = values.iter().map(|value| value as &dyn ToSql);
        insert.execute(params_from_iter([fid, &geometry as &dyn ToSql].into_iter().chain(values)))?;
    }
    schema::measure(connection, table)
}

/// A record's properties, in the order of the table's columns; lists as JSON.
fn values(table: &Table, record: &impl Serialize) -> rusqlite::Result<Vec<Value>> {
    let properties = serde_json::to_value(record)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    Ok(table
        .columns
        .iter()
        .map(|(name, _)| match &properties[*name] {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(flag) => Value::Integer((*flag).into()),
            serde_json::Value::Number(number) => match number.as_i64() {
                Some(integer) => Value::Integer(integer),
                None => number.as_f64().map_or(Value::Null, Value::Real),
            },
            serde_json::Value::String(text) => Value::Text(text.clone()),
            list => Value::Text(list.to_string()),
        })
        .collect())
}
