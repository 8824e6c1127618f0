//! What people put right, as rows beside the documents: they go with their document, and not with what a model read out of it.

use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};

use super::open::at;
use super::schema::{self, CORRECTIONS};
use super::{Provenance, Store, StoreError, documents};
use crate::correction::Correction;
use crate::pipeline::Parsed;

impl Store {
    /// All corrections, in the order in which they were made here.
    pub fn corrections(&self) -> Result<Vec<Correction>, StoreError> {
        read(&self.connection).map_err(at(self.path(), "read"))
    }

    /// Adds corrections and takes those of some ids away, and replaces what was read out of the documents that they are of by what is
    /// read now, in one durable transaction: when it fails all is as it was.
    pub fn correct(
        &mut self,
        added: &[Correction],
        undone: &[String],
        parsed: &[Parsed],
        provenance: &Provenance,
    ) -> Result<(), StoreError> {
        let change = |connection: &Connection| {
            for id in undone {
                connection.execute("DELETE FROM corrections WHERE id = ?1", [id])?;
            }
            for correction in added {
                insert(connection, correction)?;
            }
            schema::touch(connection, &CORRECTIONS)
        };
        self.write("write corrections to", |connection| {
            documents::replace(connection, parsed, provenance, change)
        })
    }
}

pub(super) fn insert(connection: &Connection, correction: &Correction) -> rusqlite::Result<()> {
    let Correction { id, at, by, document_id, start, end, surface, action } = correction;
    let all = serde_json::to_value(correction)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let text = |name: &str| all[name].as_str();
    let set = all.get("set").map(ToString::to_string);
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    connection
        .execute(
            "INSERT INTO corrections (id, \"at\", \"by\", document_id, start, \"end\", surface, action, place_id, kind, \"set\")
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                id,
                at,
                by,
                document_id,
                number(*start),
                number(*end),
                surface,
                action.as_str(),
                text("place_id"),
                text("kind"),
                set
            ],
        )
        .map(drop)
}

fn read(connection: &Connection) -> rusqlite::Result<Vec<Correction>> {
    // A store of an older version that is only read has none.
    if !connection.table_exists(None, CORRECTIONS.name)? {
        return Ok(Vec::new());
    }
    connection
        .prepare(
            "SELECT id, \"at\", \"by\", document_id, start, \"end\", surface, action, place_id, kind, \"set\"
             FROM corrections ORDER BY fid",
        )?
        .query_map([], read_one)?
        .collect()
}

fn read_one(row: &Row<'_>) -> rusqlite::Result<Correction> {
    let invalid =
        |error: serde_json::Error| rusqlite::Error::FromSqlConversionFailure(7, Type::Text, error.into());
    let set = match row.get_ref(10)?.as_str_or_null()? {
        Some(json) => serde_json::from_str(json).map_err(invalid)?,
        None => serde_json::Value::Null,
    };
    let text = |column: usize| row.get::<_, Option<String>>(column);
    let number = |column: usize| row.get::<_, i64>(column);
    let flat = serde_json::json!({
        "id": text(0)?, "at": text(1)?, "by": text(2)?, "document_id": text(3)?, "start": number(4)?, "end": number(5)?,
        "surface": text(6)?, "action": text(7)?, "place_id": text(8)?, "kind": text(9)?, "set": set,
    });
    serde_json::from_value(flat).map_err(invalid)
}
