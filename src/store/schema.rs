//! The tables of the store, as the GeoPackage 1.3 standard (OGC 12-128r17) wants them.

use std::fmt::Write as _;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::geometry_blob::{Envelope, SRS_ID};
use super::{about, styles};

/// The version of the tables below. A change of them is a new version and a step that brings old files forward.
pub const SCHEMA_VERSION: u32 = 6;

/// `GPKG` in ASCII.
pub(super) const APPLICATION_ID: i32 = 0x4750_4B47;
/// GeoPackage 1.3.
const USER_VERSION: i32 = 10300;

/// One user table: the primary key `fid` comes before the columns, and the geometry `geom` where there is one.
pub(super) struct Table {
    pub name: &'static str,
    pub description: &'static str,
    /// Geometry type, in capitals as the standard writes it; without one the table is of attributes only.
    pub geometry: Option<&'static str>,
    /// Name, and type with constraints.
    pub columns: &'static [(&'static str, &'static str)],
}

/// A table that is made when it is known what goes into it.
#[derive(Clone, Copy)]
pub(super) struct Layer<'l> {
    pub name: &'l str,
    pub description: &'l str,
    /// See [`Table::geometry`].
    pub geometry: Option<&'l str>,
    /// See [`Table::columns`].
    pub columns: &'l [(&'l str, &'l str)],
}

/// Of located and unlocated mentions alike: [`crate::feature::MentionRecord`] in its order, and by which model it was made.
const MENTION_COLUMNS: &[(&str, &str)] = &[
    ("id", "TEXT NOT NULL UNIQUE"),
    ("document_id", "TEXT NOT NULL"),
    ("document_title", "TEXT"),
    ("published", "DATE"),
    ("sentence", "TEXT NOT NULL"),
    ("sentence_start", "INTEGER NOT NULL"),
    ("start", "INTEGER NOT NULL"),
    ("end", "INTEGER NOT NULL"),
    ("surface", "TEXT NOT NULL"),
    ("kind", "TEXT NOT NULL"),
    ("place_id", "TEXT"),
    ("name", "TEXT"),
    ("feature_class", "TEXT"),
    ("feature_code", "TEXT"),
    ("country", "TEXT"),
    ("admin1", "TEXT"),
    ("admin2", "TEXT"),
    ("confidence", "DOUBLE"),
    ("precision_ucdp", "SMALLINT"),
    ("precision_acled", "SMALLINT"),
    ("radius_km", "DOUBLE"),
    ("event_start", "DATE"),
    ("event_end", "DATE"),
    ("event_time", "TEXT"),
    ("time_precision", "TEXT"),
    ("time_source", "TEXT"),
    ("time_text", "TEXT"),
    ("time_basis", "TEXT"),
    ("hedged", "BOOLEAN NOT NULL"),
    ("negated", "BOOLEAN NOT NULL"),
    ("dateline", "BOOLEAN NOT NULL"),
    ("corrected", "BOOLEAN NOT NULL"),
    ("model_version", "TEXT"),
];

pub(super) const MENTIONS: Table = Table {
    name: "mentions",
    description: "Mentions of places in documents",
    geometry: Some("POINT"),
    columns: MENTION_COLUMNS,
};

pub(super) const UNLOCATED: Table = Table {
    name: "unlocated",
    description: "Mentions without a place",
    geometry: None,
    columns: MENTION_COLUMNS,
};

pub(super) const PLACES: Table = Table {
    name: "places",
    description: "Places with all that mentions them",
    geometry: Some("POINT"),
    columns: &[
        ("id", "TEXT NOT NULL UNIQUE"),
        ("name", "TEXT NOT NULL"),
        ("feature_class", "TEXT"),
        ("feature_code", "TEXT"),
        ("country", "TEXT"),
        ("admin1", "TEXT"),
        ("population", "INTEGER"),
        ("mentions", "INTEGER NOT NULL"),
        ("literal", "INTEGER NOT NULL"),
        ("facility", "INTEGER NOT NULL"),
        ("region", "INTEGER NOT NULL"),
        ("metonymic", "INTEGER NOT NULL"),
        ("demonym", "INTEGER NOT NULL"),
        ("embedded", "INTEGER NOT NULL"),
        ("documents", "INTEGER NOT NULL"),
        ("first_date", "DATE"),
        ("last_date", "DATE"),
    ],
};

pub(super) const REGIONS: Table = Table {
    name: "regions",
    description: "Areas behind region mentions and administrative areas",
    geometry: Some("MULTIPOLYGON"),
    columns: &[
        ("id", "TEXT NOT NULL UNIQUE"),
        ("name", "TEXT NOT NULL"),
        ("feature_class", "TEXT"),
        ("feature_code", "TEXT"),
        ("country", "TEXT"),
        ("mentions", "INTEGER NOT NULL"),
        ("documents", "INTEGER NOT NULL"),
    ],
};

pub(super) const MOVEMENTS: Table = Table {
    name: "movements",
    description: "Journeys told in documents; lists are JSON",
    geometry: Some("MULTILINESTRING"),
    columns: &[
        ("id", "TEXT NOT NULL UNIQUE"),
        ("mode", "TEXT NOT NULL"),
        ("origin", "TEXT"),
        ("origin_place_id", "TEXT"),
        ("origin_precision", "TEXT"),
        ("via", "TEXT"),
        ("destination", "TEXT"),
        ("destination_place_id", "TEXT"),
        ("destination_precision", "TEXT"),
        ("count", "INTEGER"),
        ("count_unit", "TEXT"),
        ("count_qualifier", "TEXT"),
        ("carriers", "INTEGER"),
        ("carrier_unit", "TEXT"),
        ("operator", "TEXT"),
        ("targets", "INTEGER"),
        ("event_start", "DATE"),
        ("event_end", "DATE"),
        ("date_basis", "TEXT"),
        ("length_km", "DOUBLE"),
        ("great_circle_km", "DOUBLE"),
        ("feasible_min_km", "DOUBLE"),
        ("feasible_max_km", "DOUBLE"),
        ("reported_km", "DOUBLE"),
        ("reported_qualifier", "TEXT"),
        ("reported_min_km", "DOUBLE"),
        ("reported_max_km", "DOUBLE"),
        ("discrepancy_km", "DOUBLE"),
        ("discrepancy_percent", "DOUBLE"),
        ("distance_check", "TEXT NOT NULL"),
        ("hedged", "BOOLEAN NOT NULL"),
        ("polarity", "TEXT NOT NULL"),
        ("confidence", "DOUBLE"),
        ("confidence_reasons", "TEXT"),
        ("geometry_status", "TEXT NOT NULL"),
        ("consistent_with_text", "BOOLEAN NOT NULL"),
        ("method", "TEXT"),
        ("contradicting", "TEXT"),
        ("documents", "TEXT"),
        ("segments", "TEXT"),
        ("evidence", "TEXT"),
        ("alternatives", "TEXT"),
    ],
};

pub(super) const DOCUMENTS: Table = Table {
    name: "documents",
    description: "The texts, in the order in which they were taken in",
    geometry: None,
    columns: &[
        ("id", "TEXT NOT NULL UNIQUE"),
        ("title", "TEXT"),
        ("published", "DATE"),
        ("published_basis", "TEXT"),
        ("source", "TEXT"),
        ("language", "TEXT"),
        ("language_basis", "TEXT"),
        ("home_lon", "DOUBLE"),
        ("home_lat", "DOUBLE"),
        ("home_country", "TEXT"),
        ("text", "TEXT NOT NULL"),
        ("content_hash", "TEXT NOT NULL UNIQUE"),
        ("model_version", "TEXT NOT NULL"),
        ("gazetteer_version", "TEXT NOT NULL"),
    ],
};

pub(super) const ACCOUNTS: Table = Table {
    name: "accounts",
    description: "What each document tells of journeys, as JSON",
    geometry: None,
    columns: &[("document_id", "TEXT NOT NULL"), ("account", "TEXT NOT NULL")],
};

pub(super) const CORRECTIONS: Table = Table {
    name: "corrections",
    description: "What people put right, in the order in which they did",
    geometry: None,
    columns: &[
        ("id", "TEXT NOT NULL"),
        ("at", "DATETIME NOT NULL"),
        ("by", "TEXT"),
        ("document_id", "TEXT NOT NULL"),
        ("start", "INTEGER NOT NULL"),
        ("end", "INTEGER NOT NULL"),
        ("surface", "TEXT NOT NULL"),
        ("action", "TEXT NOT NULL"),
        ("place_id", "TEXT"),
        ("kind", "TEXT"),
        ("set", "TEXT"),
    ],
};

/// What marks the file as ours, with the version of its tables.
const META: Table = Table {
    name: "dateline_meta",
    description: "About this store",
    geometry: None,
    columns: &[("key", "TEXT NOT NULL UNIQUE"), ("value", "TEXT NOT NULL")],
};

const TABLES: [&Table; 9] =
    [&MENTIONS, &UNLOCATED, &PLACES, &REGIONS, &MOVEMENTS, &DOCUMENTS, &ACCOUNTS, &CORRECTIONS, &META];

/// Those with a geometry and its index.
pub(super) const FEATURES: [&Table; 4] = [&MENTIONS, &PLACES, &REGIONS, &MOVEMENTS];

/// Those whose rows belong to a document each.
pub(super) const PARTS: [&Table; 4] = [&MENTIONS, &UNLOCATED, &ACCOUNTS, &CORRECTIONS];

/// The tables the standard asks of every GeoPackage, and its three reference systems.
const CORE: &str = r#"
CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL PRIMARY KEY,
    organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL,
    definition TEXT NOT NULL,
    description TEXT
);
INSERT INTO gpkg_spatial_ref_sys VALUES
    ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
    ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
    ('WGS 84 geodetic', 4326, 'EPSG', 4326,
     'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
     'longitude and latitude in decimal degrees on the WGS 84 spheroid');
CREATE TABLE gpkg_contents (
    table_name TEXT NOT NULL PRIMARY KEY,
    data_type TEXT NOT NULL,
    identifier TEXT UNIQUE,
    description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE,
    min_y DOUBLE,
    max_x DOUBLE,
    max_y DOUBLE,
    srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_geometry_columns (
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL,
    z TINYINT NOT NULL,
    m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);
CREATE TABLE gpkg_extensions (
    table_name TEXT,
    column_name TEXT,
    extension_name TEXT NOT NULL,
    definition TEXT NOT NULL,
    scope TEXT NOT NULL,
    CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
"#;

/// The R-tree spatial index of the standard's annex F.3, with its triggers; `{table}` stands for the table.
const RTREE: &str = r#"
CREATE VIRTUAL TABLE "rtree_{table}_geom" USING rtree(id, minx, maxx, miny, maxy);
CREATE TRIGGER "rtree_{table}_geom_insert" AFTER INSERT ON "{table}"
  WHEN (NEW."geom" NOT NULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_{table}_geom" VALUES (
    NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_{table}_geom_update1" AFTER UPDATE OF "geom" ON "{table}"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_{table}_geom" VALUES (
    NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_{table}_geom_update2" AFTER UPDATE OF "geom" ON "{table}"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_{table}_geom" WHERE id = OLD."fid";
END;
CREATE TRIGGER "rtree_{table}_geom_update3" AFTER UPDATE ON "{table}"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_{table}_geom" WHERE id = OLD."fid";
  INSERT OR REPLACE INTO "rtree_{table}_geom" VALUES (
    NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_{table}_geom_update4" AFTER UPDATE ON "{table}"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_{table}_geom" WHERE id IN (OLD."fid", NEW."fid");
END;
CREATE TRIGGER "rtree_{table}_geom_delete" AFTER DELETE ON "{table}"
  WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_{table}_geom" WHERE id = OLD."fid";
END;
"#;

const INDEXES_OF_CORRECTIONS: &str = r#"
CREATE INDEX "corrections_document" ON "corrections" ("document_id");
CREATE UNIQUE INDEX "corrections_deed" ON "corrections" ("id", "document_id", "start", "end");
"#;

/// Makes every table in an empty file, in one transaction.
pub(super) fn create(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    create_core(&transaction)?;
    for table in TABLES {
        create_table(&transaction, table)?;
    }
    transaction.execute_batch(
        r#"CREATE INDEX "mentions_document" ON "mentions" ("document_id");
           CREATE INDEX "unlocated_document" ON "unlocated" ("document_id");
           CREATE INDEX "accounts_document" ON "accounts" ("document_id");"#,
    )?;
    transaction.execute_batch(INDEXES_OF_CORRECTIONS)?;
    styles::put(&transaction)?;
    about::put(&transaction)?;
    set_meta(&transaction, "schema_version", &SCHEMA_VERSION.to_string())?;
    transaction.commit()
}

/// What every GeoPackage has.
pub(super) fn create_core(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", USER_VERSION)?;
    connection.execute_batch(CORE)
}

/// What version 3 keeps as `time_source`, out of the columns of version 2.
pub(super) const TIME_SOURCE: &str = "CASE WHEN coalesce(event_start, event_end) IS NOT NULL THEN 'event'
    WHEN published IS NOT NULL THEN 'publication' END";

/// Brings the tables of an older version forward, in one transaction.
pub(super) fn bring_forward(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version = meta(&transaction, "schema_version")?
        .and_then(|version| version.parse().ok())
        .unwrap_or(SCHEMA_VERSION);
    if version < 2 {
        // Version 1 had only languages that somebody gave, and told no datelines.
        transaction.execute_batch(
            "ALTER TABLE documents ADD COLUMN language_basis TEXT;
             UPDATE documents SET language_basis = 'given' WHERE language IS NOT NULL;
             ALTER TABLE mentions ADD COLUMN dateline BOOLEAN NOT NULL DEFAULT 0;
             ALTER TABLE unlocated ADD COLUMN dateline BOOLEAN NOT NULL DEFAULT 0;",
        )?;
        touch(&transaction, &DOCUMENTS)?;
    }
    if version < 3 {
        // Version 2 told days alone. How finely they were told is not known of what is there already.
        for table in [&MENTIONS, &UNLOCATED] {
            transaction.execute_batch(&format!(
                "ALTER TABLE {name} ADD COLUMN event_time TEXT;
                 ALTER TABLE {name} ADD COLUMN time_precision TEXT;
                 ALTER TABLE {name} ADD COLUMN time_source TEXT;
                 UPDATE {name} SET time_source = {TIME_SOURCE};",
                name = table.name
            ))?;
            touch(&transaction, table)?;
        }
    }
    if version < 4 {
        // Version 3 told the model of a document alone, and forgot where the caller said that it is about.
        transaction.execute_batch(
            "ALTER TABLE documents ADD COLUMN home_lon DOUBLE;
             ALTER TABLE documents ADD COLUMN home_lat DOUBLE;
             ALTER TABLE documents ADD COLUMN home_country TEXT;",
        )?;
        touch(&transaction, &DOCUMENTS)?;
        for table in [&MENTIONS, &UNLOCATED] {
            transaction.execute_batch(&format!(
                "ALTER TABLE {name} ADD COLUMN model_version TEXT;
                 UPDATE {name} SET model_version =
                   (SELECT model_version FROM documents WHERE documents.id = {name}.document_id);",
                name = table.name
            ))?;
            touch(&transaction, table)?;
        }
    }
    if version < 5 {
        // Version 4 kept no corrections, and left it to everybody how to draw.
        create_table(&transaction, &CORRECTIONS)?;
        transaction.execute_batch(INDEXES_OF_CORRECTIONS)?;
        styles::put(&transaction)?;
    }
    if version < 6 {
        // Version 5 said nothing of itself where GDAL and QGIS look for that.
        about::put(&transaction)?;
    }
    if version < SCHEMA_VERSION {
        set_meta(&transaction, "schema_version", &SCHEMA_VERSION.to_string())?;
    }
    transaction.commit()
}

fn create_table(connection: &Connection, table: &Table) -> rusqlite::Result<()> {
    let Table { name, description, geometry, columns } = *table;
    create_layer(connection, Layer { name, description, geometry, columns })
}

/// Makes a table with its index, and tells readers of it.
pub(super) fn create_layer(connection: &Connection, layer: Layer<'_>) -> rusqlite::Result<()> {
    let Layer { name, description, geometry, columns } = layer;
    let mut sql = format!("CREATE TABLE \"{name}\" (\"fid\" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL");
    if let Some(geometry) = geometry {
        let _ = write!(sql, ", \"geom\" {geometry}");
    }
    for (column, definition) in columns {
        let _ = write!(sql, ", \"{column}\" {definition}");
    }
    sql.push(')');
    connection.execute_batch(&sql)?;
    let Some(geometry) = geometry else {
        return connection
            .execute(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier, description)
                 VALUES (?1, 'attributes', ?1, ?2)",
                [name, description],
            )
            .map(drop);
    };
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
         VALUES (?1, 'features', ?1, ?2, ?3)",
        params![name, description, SRS_ID],
    )?;
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, ?3, 0, 0)",
        params![name, geometry, SRS_ID],
    )?;
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES
         (?1, 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
        [name],
    )?;
    connection.execute_batch(&RTREE.replace("{table}", name))
}

/// One entry of the store about itself.
pub(super) fn meta(connection: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    connection.query_row("SELECT value FROM dateline_meta WHERE key = ?1", [key], |row| row.get(0)).optional()
}

/// Writes an entry of the store about itself.
pub(super) fn set_meta(connection: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    connection
        .execute(
            "INSERT INTO dateline_meta (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key, value],
        )
        .map(drop)
}

/// Tells readers that a table changed.
pub(super) fn touch(connection: &Connection, table: &Table) -> rusqlite::Result<()> {
    connection
        .execute(
            "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now') WHERE table_name = ?1",
            [table.name],
        )
        .map(drop)
}

/// Tells readers that features were added to a table within `added`. Costs the same however many there are.
pub(super) fn grow(connection: &Connection, table: &Table, added: Envelope) -> rusqlite::Result<()> {
    touch(connection, table)?;
    connection
        .execute(
            "UPDATE gpkg_contents SET
               min_x = min(coalesce(min_x, ?2), ?2), max_x = max(coalesce(max_x, ?3), ?3),
               min_y = min(coalesce(min_y, ?4), ?4), max_y = max(coalesce(max_y, ?5), ?5)
             WHERE table_name = ?1",
            params![table.name, added.min_x, added.max_x, added.min_y, added.max_y],
        )
        .map(drop)
}

/// Tells readers that features of a table went away or were replaced. Reads the table.
pub(super) fn measure(connection: &Connection, table: &Table) -> rusqlite::Result<()> {
    touch(connection, table)?;
    measure_layer(connection, table.name)
}

/// Tells readers where the features of a table are. Reads the table.
pub(super) fn measure_layer(connection: &Connection, name: &str) -> rusqlite::Result<()> {
    connection
        .execute(
            &format!(
                "UPDATE gpkg_contents SET (min_x, max_x, min_y, max_y) =
                   (SELECT min(ST_MinX(geom)), max(ST_MaxX(geom)), min(ST_MinY(geom)), max(ST_MaxY(geom))
                    FROM \"{name}\" WHERE NOT ST_IsEmpty(geom))
                 WHERE table_name = ?1"
            ),
            [name],
        )
        .map(drop)
}
