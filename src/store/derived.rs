//! What is derived over all documents: written for the eyes of QGIS and GDAL. Movements are read back to be drawn once only.

use std::error::Error;

use rusqlite::types::{Null, Type, Value, ValueRef};
use rusqlite::{Connection, Row, ToSql, TransactionBehavior, params_from_iter};
use serde::Serialize;

use super::geometry_blob::Envelope;
use super::mentions::insert_sql;
use super::open::at;
use super::schema::{self, MOVEMENTS, PLACES, REGIONS, Table};
use super::{Provenance, Store, StoreError, geometry_blob};
use crate::feature::{Changes, Derived, MOVEMENT, PropertyType};
use crate::movement::Movement;

impl Store {
    /// Puts these places, regions and movements in the place of all that were there, in one transaction.
    pub fn replace_derived(&mut self, derived: &Derived, provenance: &Provenance) -> Result<(), StoreError> {
        let emptied = [&PLACES, &REGIONS, &MOVEMENTS];
        self.write("write places and movements to", |connection| {
            update(connection, &emptied, std::slice::from_ref(derived), provenance)
        })
    }

    /// Writes how places, regions and movements changed, one change after the other, in one transaction. O(changes).
    pub fn update_derived(&mut self, changes: &[Derived], provenance: &Provenance) -> Result<(), StoreError> {
        self.write("write places and movements to", |connection| update(connection, &[], changes, provenance))
    }

    /// The movements as they were written last, where nothing changed since and the same program and gazetteer wrote them: drawing
    /// them is what takes longest when a store is opened.
    pub fn movements(&self, provenance: &Provenance) -> Result<Vec<Movement>, StoreError> {
        let read = |connection: &Connection| {
            let is_current = schema::meta(connection, "derived")?.as_deref() == Some("current");
            let is_ours = is_current && schema::meta(connection, "derived_by")? == Some(by(provenance));
            if is_ours { read_movements(connection) } else { Ok(Vec::new()) }
        };
        read(&self.connection).map_err(at(self.path(), "read"))
    }

    /// Whether documents came or went since places, regions and movements were written, be it that the process ended in between.
    pub fn derived_is_stale(&self) -> Result<bool, StoreError> {
        let state = schema::meta(&self.connection, "derived").map_err(at(self.path(), "read"))?;
        Ok(state.as_deref() == Some("stale"))
    }
}

fn update(
    connection: &mut Connection,
    emptied: &[&Table],
    changes: &[Derived],
    provenance: &Provenance,
) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for table in emptied {
        transaction.execute(&format!("DELETE FROM {}", table.name), [])?;
    }
    for Derived { places, regions, movements } in changes {
        // What is gone may leave the extents too wide, which are hints: to read all the rows each time would cost more than they help.
        write(&transaction, &PLACES, places, |place| Some(geometry_blob::point(place.position)))?;
        write(&transaction, &REGIONS, regions, |region| Some(geometry_blob::multi_polygon(&region.area)))?;
        write(&transaction, &MOVEMENTS, movements, |movement| {
            // Null, not an empty line: a journey that cannot be drawn has no geometry.
            (!movement.lines.is_empty()).then(|| geometry_blob::multi_line_string(&movement.lines))
        })?;
    }
    for table in emptied {
        schema::measure(&transaction, table)?;
    }
    schema::set_meta(&transaction, "derived", "current")?;
    schema::set_meta(&transaction, "derived_by", &by(provenance))?;
    transaction.commit()
}

fn write<R: Serialize>(
    connection: &Connection,
    table: &Table,
    changes: &Changes<R>,
    geometry: impl Fn(&R) -> Option<Vec<u8>>,
) -> rusqlite::Result<()> {
    let mut delete = connection.prepare(&format!("DELETE FROM {} WHERE id = ?1", table.name))?;
    for id in &changes.gone {
        delete.execute([id])?;
    }
    let mut insert = connection.prepare(&insert_sql(table))?;
    let mut reach: Option<Envelope> = None;
    for record in &changes.now {
        let values = values(table, record)?;
        delete.execute([&values[0]])?;
        let geometry = geometry(record);
        let envelope = geometry.as_deref().and_then(|blob| geometry_blob::envelope(blob).ok());
        reach = reach.zip(envelope).map(|(one, other)| one.around(other)).or(reach).or(envelope);
        // The next number there is.
        let fid: &dyn ToSql = &Null;
        let values = values.iter().map(|value| value as &dyn ToSql);
        insert.execute(params_from_iter([fid, &geometry as &dyn ToSql].into_iter().chain(values)))?;
    }
    match reach {
        Some(reach) => schema::grow(connection, table, reach),
        None if changes.is_empty() => Ok(()),
        None => schema::touch(connection, table),
    }
}

/// What `derived_by` says.
fn by(provenance: &Provenance) -> String {
    format!("{}\n{}", provenance.model, provenance.gazetteer)
}

pub(super) fn read_movements(connection: &Connection) -> rusqlite::Result<Vec<Movement>> {
    let columns: Vec<_> = MOVEMENT.iter().map(|property| format!("\"{}\"", property.name)).collect();
    let sql = format!("SELECT geom, {} FROM movements ORDER BY fid", columns.join(", "));
    connection.prepare(&sql)?.query_map([], read_movement)?.collect()
}

fn read_movement(row: &Row<'_>) -> rusqlite::Result<Movement> {
    let wrong = |column, error: Box<dyn Error + Send + Sync>| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error)
    };
    let mut properties = serde_json::Map::new();
    for (column, property) in (1..).zip(&MOVEMENT) {
        let value = match (row.get_ref(column)?, property.of) {
            (ValueRef::Null, _) => serde_json::Value::Null,
            (ValueRef::Integer(flag), PropertyType::Boolean) => (flag != 0).into(),
            (ValueRef::Integer(number), _) => number.into(),
            (ValueRef::Real(number), _) => number.into(),
            (text, PropertyType::Ids | PropertyType::Objects) => {
                serde_json::from_str(text.as_str()?).map_err(|error| wrong(column, error.into()))?
            }
            (text, _) => text.as_str()?.into(),
        };
        properties.insert(property.name.to_owned(), value);
    }
    let movement: Movement =
        serde_json::from_value(properties.into()).map_err(|error| wrong(1, error.into()))?;
    let lines = row.get_ref(0)?.as_blob_or_null()?.map(geometry_blob::read_multi_line_string).transpose();
    let lines = lines.map_err(|error| wrong(0, error.into()))?.unwrap_or_default();
    Ok(Movement { lines, ..movement })
}

/// A record's properties, in the order of the table's columns, the id first; lists as JSON.
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
