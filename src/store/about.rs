//! What the file says of itself, by the metadata extension of the GeoPackage standard (OGC 12-128r17, annex F.8): of the whole file
//! as GDAL shows it, of each layer as QGIS does.

use quick_xml::escape::escape;
use rusqlite::{Connection, params};

use super::schema::FEATURES;

/// Whom the places and areas of every store are owed to.
const RIGHTS: &str =
    "Places: GeoNames (CC BY 4.0), changed. Areas: Natural Earth. Texts: whoever wrote them.";

/// The tables of the extension, which QGIS or GDAL may have made already.
const TABLES: &str = "
CREATE TABLE IF NOT EXISTS gpkg_metadata (
    id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
    md_scope TEXT NOT NULL DEFAULT 'dataset',
    md_standard_uri TEXT NOT NULL,
    mime_type TEXT NOT NULL DEFAULT 'text/xml',
    metadata TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (
    reference_scope TEXT NOT NULL,
    table_name TEXT,
    column_name TEXT,
    row_id_value INTEGER,
    timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    md_file_id INTEGER NOT NULL,
    md_parent_id INTEGER,
    CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
    CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id)
);
INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope)
SELECT name, NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec120/#extension_metadata', 'read-write'
FROM (SELECT 'gpkg_metadata' AS name UNION ALL SELECT 'gpkg_metadata_reference')
WHERE name NOT IN (SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_metadata');";

const OF_GDAL: &str = "http://gdal.org";
const OF_QGIS: &str = "http://mrcc.com/qgis.dtd";

/// Puts it in, of tables that are there. What somebody else wrote beside it stays.
pub(super) fn put(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(TABLES)?;
    let file = [
        ("TITLE", "Places and journeys read out of texts by Dateline"),
        ("ATTRIBUTION", RIGHTS),
        ("SOFTWARE", concat!("Dateline ", env!("CARGO_PKG_VERSION"))),
    ];
    let items = file.map(|(key, value)| format!("<MDI key=\"{key}\">{}</MDI>", escape(value))).concat();
    let of_file = format!("<GDALMultiDomainMetadata><Metadata>{items}</Metadata></GDALMultiDomainMetadata>");
    add(connection, None, OF_GDAL, &of_file)?;
    for table in FEATURES {
        let (name, description, rights) = (table.name, escape(table.description), escape(RIGHTS));
        let of_layer = format!(
            "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\
             <qgis version=\"3.22\"><identifier>{name}</identifier><language>ENG</language><type>dataset</type>\
             <title>{description}</title><abstract>{description}, read out of texts by Dateline.</abstract>\
             <rights>{rights}</rights></qgis>"
        );
        add(connection, Some(name), OF_QGIS, &of_layer)?;
    }
    Ok(())
}

fn add(connection: &Connection, table: Option<&str>, standard: &str, metadata: &str) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata)
         VALUES ('dataset', ?1, 'text/xml', ?2)",
        [standard, metadata],
    )?;
    let scope = if table.is_some() { "table" } else { "geopackage" };
    connection
        .execute(
            "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, md_file_id) VALUES (?1, ?2, ?3)",
            params![scope, table, connection.last_insert_rowid()],
        )
        .map(drop)
}
