//! Mentions as rows: the located ones as features, the others as attributes, of the same columns.

use rusqlite::types::{Type, Value};
use rusqlite::{Connection, Row, Statement, ToSql, params_from_iter};

use super::geometry_blob::{self, Envelope};
use super::schema::{MENTIONS, TIME_SOURCE, Table, UNLOCATED};
use crate::feature::MentionRecord;
use crate::geometry::Position;
use crate::mention::Kind;

/// Adds mentions: the statements of one batch.
pub(super) struct Inserter<'c> {
    located: Statement<'c>,
    unlocated: Statement<'c>,
    next_fid: i64,
    reach: Option<Envelope>,
}

impl<'c> Inserter<'c> {
    pub(super) fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        // Both tables draw from one sequence, so that `fid` is the order of the text across them.
        let last: i64 = connection.query_row(
            "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name IN ('mentions', 'unlocated')",
            [],
            |row| row.get(0),
        )?;
        Ok(Self {
            located: connection.prepare(&insert_sql(&MENTIONS))?,
            unlocated: connection.prepare(&insert_sql(&UNLOCATED))?,
            next_fid: last + 1,
            reach: None,
        })
    }

    /// Adds the mentions of a document in their order, as found by a model.
    pub(super) fn insert(&mut self, mentions: &[MentionRecord], model: &str) -> rusqlite::Result<()> {
        for mention in mentions {
            let fid: &dyn ToSql = &self.next_fid;
            let model: &dyn ToSql = &model;
            let values = values(mention);
            let values = values.iter().map(|value| value as &dyn ToSql);
            if let Some(position) = mention.position {
                let blob = geometry_blob::point(position);
                let row = [fid, &blob as &dyn ToSql].into_iter().chain(values).chain([model]);
                self.located.execute(params_from_iter(row))?;
                let Position { lon, lat } = position;
                let own = Envelope { min_x: lon, max_x: lon, min_y: lat, max_y: lat };
                self.reach = Some(self.reach.map_or(own, |reach| reach.around(own)));
            } else {
                self.unlocated.execute(params_from_iter([fid].into_iter().chain(values).chain([model])))?;
            }
            self.next_fid += 1;
        }
        Ok(())
    }

    /// What the added mentions reach over; null when none has a place.
    pub(super) fn reach(&self) -> Option<Envelope> {
        self.reach
    }
}

/// Gives the mentions of the store that a condition finds to `take`, first those with a place and then the others, each with its `fid`: those
/// of one document have them in the order of its text.
pub(super) fn for_each(
    connection: &Connection,
    condition: &str,
    mut take: impl FnMut(i64, MentionRecord),
) -> rusqlite::Result<()> {
    // By which model it was made is for those who read the file.
    let mut columns = column_list(&MENTIONS).replace(", \"model_version\"", "");
    // A store of version 1 that is only read stays as it is; it tells no datelines.
    if !connection.column_exists(None, "mentions", "dateline")? {
        columns = columns.replace("\"dateline\"", "0");
    }
    // One of version 2 tells no time of day.
    if !connection.column_exists(None, "mentions", "time_source")? {
        columns = columns
            .replace("\"event_time\"", "NULL")
            .replace("\"time_precision\"", "NULL")
            .replace("\"time_source\"", TIME_SOURCE);
    }
    for (geometry, table) in [("geom", MENTIONS.name), ("NULL", UNLOCATED.name)] {
        let sql = format!("SELECT fid, {geometry}, {columns} FROM {table} {condition}");
        let mut select = connection.prepare(&sql)?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            take(row.get(0)?, read(row)?);
        }
    }
    Ok(())
}

/// `INSERT` of one row with its `fid`, its geometry where the table has one, and all its columns.
pub(super) fn insert_sql(table: &Table) -> String {
    let geometry = if table.geometry.is_some() { ", geom" } else { "" };
    let placeholders = vec!["?"; 1 + usize::from(table.geometry.is_some()) + table.columns.len()].join(", ");
    format!("INSERT INTO {} (fid{geometry}, {}) VALUES ({placeholders})", table.name, column_list(table))
}

fn column_list(table: &Table) -> String {
    let quoted: Vec<String> = table.columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    quoted.join(", ")
}

/// In the order of the table's columns, but for the model.
fn values(mention: &MentionRecord) -> [Value; 32] {
    let text = |text: &str| Value::Text(text.to_owned());
    let maybe = |text: &Option<String>| text.clone().map_or(Value::Null, Value::Text);
    let integer = |number: usize| Value::Integer(i64::try_from(number).unwrap_or(i64::MAX));
    let small = |number: Option<u8>| number.map_or(Value::Null, |number| Value::Integer(number.into()));
    let real = |number: Option<f64>| number.map_or(Value::Null, Value::Real);
    let flag = |flag: bool| Value::Integer(flag.into());
    [
        text(&mention.id),
        text(&mention.document_id),
        maybe(&mention.document_title),
        maybe(&mention.published),
        text(&mention.sentence),
        integer(mention.sentence_start),
        integer(mention.start),
        integer(mention.end),
        text(&mention.surface),
        text(mention.kind.as_str()),
        maybe(&mention.place_id),
        maybe(&mention.name),
        maybe(&mention.feature_class),
        maybe(&mention.feature_code),
        maybe(&mention.country),
        maybe(&mention.admin1),
        maybe(&mention.admin2),
        real(mention.confidence),
        small(mention.precision_ucdp),
        small(mention.precision_acled),
        real(mention.radius_km),
        maybe(&mention.event_start),
        maybe(&mention.event_end),
        maybe(&mention.event_time),
        maybe(&mention.time_precision),
        maybe(&mention.time_source),
        maybe(&mention.time_text),
        maybe(&mention.time_basis),
        flag(mention.hedged),
        flag(mention.negated),
        flag(mention.dateline),
        flag(mention.corrected),
    ]
}

/// After `fid` and `geom`, in the order of the table's columns.
fn read(row: &Row<'_>) -> rusqlite::Result<MentionRecord> {
    let position = row
        .get_ref(1)?
        .as_blob_or_null()?
        .map(geometry_blob::read_point)
        .transpose()
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(1, Type::Blob, error.into()))?;
    Ok(MentionRecord {
        id: row.get(2)?,
        document_id: row.get(3)?,
        document_title: row.get(4)?,
        published: row.get(5)?,
        sentence: row.get(6)?,
        sentence_start: size(row, 7)?,
        start: size(row, 8)?,
        end: size(row, 9)?,
        surface: row.get(10)?,
        kind: kind(row, 11)?,
        place_id: row.get(12)?,
        name: row.get(13)?,
        feature_class: row.get(14)?,
        feature_code: row.get(15)?,
        country: row.get(16)?,
        admin1: row.get(17)?,
        admin2: row.get(18)?,
        confidence: row.get(19)?,
        precision_ucdp: row.get(20)?,
        precision_acled: row.get(21)?,
        radius_km: row.get(22)?,
        event_start: row.get(23)?,
        event_end: row.get(24)?,
        event_time: row.get(25)?,
        time_precision: row.get(26)?,
        time_source: row.get(27)?,
        time_text: row.get(28)?,
        time_basis: row.get(29)?,
        hedged: row.get(30)?,
        negated: row.get(31)?,
        dateline: row.get(32)?,
        corrected: row.get(33)?,
        position,
    })
}

fn size(row: &Row<'_>, column: usize) -> rusqlite::Result<usize> {
    let number: i64 = row.get(column)?;
    usize::try_from(number).map_err(|_negative| rusqlite::Error::IntegralValueOutOfRange(column, number))
}

fn kind(row: &Row<'_>, column: usize) -> rusqlite::Result<Kind> {
    let word = row.get_ref(column)?.as_str()?;
    Kind::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or_else(|| {
        let error = format!("expected a kind of mention, found {word}");
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into())
    })
}
