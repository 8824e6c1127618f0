//! How QGIS draws the tables, in the table `layer_styles` where it looks for that.

use rusqlite::{Connection, OptionalExtension, params};

use super::schema::{MENTIONS, MOVEMENTS, PLACES, REGIONS, Table};

/// The name of our styles; what somebody saves beside them has another.
const NAME: &str = "Dateline";

/// The style of each table, as QGIS 3.22 writes it, with what it is.
const STYLES: [(&Table, &str, &str); 4] = [
    (&MENTIONS, include_str!("styles/mentions.qml"), "Mentions of places by kind"),
    (&PLACES, include_str!("styles/places.qml"), "Places by number of mentions"),
    (&REGIONS, include_str!("styles/regions.qml"), "Areas meant"),
    (&MOVEMENTS, include_str!("styles/movements.qml"), "Journeys and their yardsticks"),
];

/// As QGIS makes it, which may have done so already: a person can save a style in any store.
const TABLE: &str = "
CREATE TABLE IF NOT EXISTS layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256),
    f_table_schema TEXT(256),
    f_table_name TEXT(256),
    f_geometry_column TEXT(256),
    styleName TEXT(30),
    styleQML TEXT,
    styleSLD TEXT,
    useAsDefault BOOLEAN,
    description TEXT,
    owner TEXT(30),
    ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
);
INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, description)
    VALUES ('layer_styles', 'attributes', 'layer_styles', 'How QGIS draws the layers');";

/// Puts our styles in, or those of this version in the place of older ones. The style that somebody chose stays the one that is used.
pub(super) fn put(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(TABLE)?;
    for (table, style, description) in STYLES {
        let own = connection
            .query_row(
                "SELECT id FROM layer_styles WHERE f_table_name = ?1 AND styleName = ?2",
                [table.name, NAME],
                |row| row.get::<_, i64>(0),
            )
            .optional()?;
        match own {
            Some(id) => {
                connection
                    .execute("UPDATE layer_styles SET styleQML = ?2 WHERE id = ?1", params![id, style])?
            }
            None => connection.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,
                                           styleQML, styleSLD, useAsDefault, description, owner)
                 SELECT '', '', ?1, 'geom', ?2, ?3, '',
                        NOT EXISTS (SELECT 1 FROM layer_styles WHERE f_table_name = ?1 AND useAsDefault), ?4, ''",
                params![table.name, NAME, style, description],
            )?,
        };
    }
    Ok(())
}
