use arrow_array::RecordBatch;
use arrow_schema::{DataType, Schema, SchemaRef};

use super::columns::{Columns, Places};
use super::error::AnnotateError;
use super::input::Input;
use super::schema::Rows;
use super::table::{Full, Table};
use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::movement;
use crate::pipeline::{Parsed, guarded, parse};

/// The mentions of places in a table of texts, one a row: an [`Annotator`] with the usual columns.
pub fn annotate(batch: &RecordBatch) -> Result<RecordBatch, AnnotateError> {
    Annotator::default().annotate(batch)
}

/// Reads tables of texts.
///
/// What comes out, in the order of the rows that go in and of the text in each, a row per mention (or per movement):
///
/// | column | of | |
/// |---|---|---|
/// | `row_id` | `Utf8` or `Int64` | the id of the row; without a column of ids its number, from [`Self::first_row`] on |
/// | as in [`MENTION`](crate::feature::MENTION) or [`MOVEMENT`](crate::feature::MOVEMENT) | `Utf8`, `Int64`, `Float64`, `Boolean`, `Date32`; lists of ids are `List<Utf8>`, lists of objects JSON in `Utf8` | the same values as in GeoJSON |
/// | `longitude`, `latitude` | `Float64` | degrees, WGS 84; of mentions only, null without a place |
/// | `geometry` | `Binary`, marked as `geoarrow.wkb` | point, line or lines as well-known binary, longitude first |
/// | `error` | `Utf8` | why the row could not be read, in words; all else but `row_id` is null then |
///
/// Offsets (`start`, `end`, `sentence_start`) count Unicode characters of the text as it was handed in, and `radius_km` and the lengths
/// of movements are kilometres. A text that names no place has no row.
///
/// Pure: the same row gives the same rows on any machine, whatever stands beside it, so that the answer to a table is that to its
/// slices one after the other.
///
/// Errors: a row whose text is null or too large, whose date is none, or on which the parser fails is one row with `error`. Columns that
/// are missing or of the wrong type are an error of the whole table, and so is an answer of more than 2 GiB.
///
/// Cost: some milliseconds per text of 3 kB, on one core; memory for the answer, about 0.6 kB a mention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotator {
    /// Which columns are read.
    pub columns: Columns,
    /// What the rows of the answer are.
    pub rows: Rows,
    /// The number of a table's first row, where there is no column of ids.
    pub first_row: i64,
}

impl Annotator {
    /// The columns of the answer to tables with these columns.
    pub fn schema(&self, input: &Schema) -> Result<SchemaRef, AnnotateError> {
        Ok(self.rows.schema(row_id(input, self.columns.find(input)?)))
    }

    /// Reads every text of a table.
    pub fn annotate(&self, batch: &RecordBatch) -> Result<RecordBatch, AnnotateError> {
        let schema = batch.schema_ref();
        let places = self.columns.find(schema)?;
        let input = Input::new(batch, places, self.first_row);
        let mut table = Table::new(self.rows, self.rows.schema(row_id(schema, places)));
        for row in 0..batch.num_rows() {
            self.read(&input, row, &mut table)
                .map_err(|Full| AnnotateError::TooMuch { rows: batch.num_rows() })?;
        }
        Ok(table.finish()?)
    }

    fn read(&self, input: &Input, row: usize, table: &mut Table) -> Result<(), Full> {
        let id = input.id(row);
        match (self.rows, input.document(row).and_then(parsed)) {
            (_, Err(reason)) => table.error(&id, &reason),
            (Rows::Mentions, Ok(parsed)) => {
                parsed.mentions.iter().try_for_each(|mention| table.mention(&id, mention))
            }
            (Rows::Movements, Ok(parsed)) => {
                match guarded(|| movement::derive(&parsed.accounts, Gazetteer::bundled())) {
                    Ok(movements) => movements.iter().try_for_each(|movement| table.movement(&id, movement)),
                    Err(reason) => table.error(&id, &reason),
                }
            }
        }
    }
}

fn parsed(document: Document) -> Result<Parsed, String> {
    guarded(|| parse(document, Gazetteer::bundled()))
}

/// Ids stay what they are: numbers numbers, texts texts.
fn row_id(input: &Schema, places: Places) -> DataType {
    match places.id.map(|id| input.field(id).data_type()) {
        Some(of) if !of.is_integer() => DataType::Utf8,
        _ => DataType::Int64,
    }
}
