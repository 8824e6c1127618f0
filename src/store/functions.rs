//! The spatial functions that the triggers of the standard's R-tree extension call. GDAL and QGIS bring their own; `SQLite` has none.

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};

use super::geometry_blob::{self, BlobError, Envelope};

/// One side of a box.
type Bound = fn(Envelope) -> f64;

/// Makes `ST_IsEmpty`, `ST_MinX`, `ST_MaxX`, `ST_MinY` and `ST_MaxY` known to the connection.
pub(super) fn register(connection: &Connection) -> rusqlite::Result<()> {
    // Innocuous: triggers may call them also where SQLite is told to distrust the schema.
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("ST_IsEmpty", 1, flags, |context| {
        blob(context)?.map(geometry_blob::is_empty).transpose().map_err(user_error)
    })?;
    let bounds: [(&str, Bound); 4] = [
        ("ST_MinX", |envelope| envelope.min_x),
        ("ST_MaxX", |envelope| envelope.max_x),
        ("ST_MinY", |envelope| envelope.min_y),
        ("ST_MaxY", |envelope| envelope.max_y),
    ];
    for (name, bound) in bounds {
        connection.create_scalar_function(name, 1, flags, move |context| {
            let envelope = blob(context)?.map(geometry_blob::envelope).transpose().map_err(user_error)?;
            Ok(envelope.map(bound))
        })?;
    }
    Ok(())
}

/// The argument; the functions are null of null.
fn blob<'a>(context: &'a Context<'_>) -> rusqlite::Result<Option<&'a [u8]>> {
    Ok(context.get_raw(0).as_blob_or_null()?)
}

fn user_error(error: BlobError) -> rusqlite::Error {
    rusqlite::Error::UserFunctionError(Box::new(error))
}
