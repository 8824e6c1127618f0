//! The rows of a table, whatever its columns are of.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, LargeStringArray, RecordBatch, StringArray, StringViewArray};
use arrow_schema::{DataType, TimeUnit};
use jiff::Span;
use jiff::civil::{Date, date};

use super::columns::Places;
use crate::document::{DateBasis, Document, MAX_BYTES, read_day};

/// The columns of one table that are read.
pub(super) struct Input<'b> {
    texts: Texts<'b>,
    days: Days<'b>,
    titles: Texts<'b>,
    ids: Ids<'b>,
}

/// What the answer calls a row by.
#[derive(Clone, Debug)]
pub(super) enum RowId<'b> {
    Text(Option<&'b str>),
    Number(Option<i64>),
}

enum Texts<'b> {
    Small(&'b StringArray),
    Large(&'b LargeStringArray),
    View(&'b StringViewArray),
    None,
}

enum Days<'b> {
    Texts(Texts<'b>),
    /// Days since 1970.
    Counted(Vec<Option<i64>>),
}

enum Ids<'b> {
    Texts(Texts<'b>),
    /// Those that are too large are errors of their rows.
    Numbers(Vec<Option<Result<i64, String>>>),
    /// Row numbers from here on.
    From(i64),
}

impl<'b> Input<'b> {
    pub(super) fn new(batch: &'b RecordBatch, places: Places, first_row: i64) -> Self {
        let column = |at: Option<usize>| at.map(|at| batch.column(at));
        Self {
            texts: Texts::of(batch.column(places.text)),
            days: column(places.date).map_or(Days::Texts(Texts::None), Days::of),
            titles: column(places.title).map_or(Texts::None, Texts::of),
            ids: column(places.id).map_or(Ids::From(first_row), Ids::of),
        }
    }

    /// The row's id; null where its column cannot hold it, which the document's error says.
    pub(super) fn id(&self, row: usize) -> RowId<'b> {
        match &self.ids {
            Ids::Texts(texts) => RowId::Text(texts.get(row)),
            Ids::Numbers(numbers) => RowId::Number(numbers[row].clone().and_then(Result::ok)),
            Ids::From(first) => RowId::Number(Some(numbered(*first, row))),
        }
    }

    /// The row as a document, or in words what is wrong with it.
    ///
    /// The text stays as it is, so that offsets count in what was handed in.
    pub(super) fn document(&self, row: usize) -> Result<Document, String> {
        if let Ids::Numbers(numbers) = &self.ids
            && let Some(Err(reason)) = &numbers[row]
        {
            return Err(reason.clone());
        }
        let text = self.texts.get(row).ok_or("the text is null")?;
        if text.len() > MAX_BYTES {
            let most = MAX_BYTES >> 20;
            return Err(format!("the text is larger than {most} MiB, the most that is read as one document"));
        }
        let title = self.titles.get(row).map(str::trim).filter(|title| !title.is_empty());
        let published = self.days.get(row)?.map(|day| (day, DateBasis::Given));
        Ok(Document::new(title.map(str::to_owned), published, None, text.to_owned()))
    }
}

/// The number of a row, where the first one has this number.
pub(super) fn numbered(first: i64, row: usize) -> i64 {
    first.saturating_add(i64::try_from(row).unwrap_or(i64::MAX))
}

impl<'b> Texts<'b> {
    fn of(column: &'b ArrayRef) -> Self {
        match column.data_type() {
            DataType::Utf8 => Self::Small(column.as_string()),
            DataType::LargeUtf8 => Self::Large(column.as_string()),
            DataType::Utf8View => Self::View(column.as_string_view()),
            _ => Self::None,
        }
    }

    fn get(&self, row: usize) -> Option<&'b str> {
        match self {
            Self::Small(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Large(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::View(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::None => None,
        }
    }
}

impl<'b> Days<'b> {
    fn of(column: &'b ArrayRef) -> Self {
        const HOURS: i64 = 24;
        const SECONDS: i64 = HOURS * 3600;
        match column.data_type() {
            DataType::Date32 => Self::counted::<Date32Type>(column, 1),
            DataType::Date64 => Self::counted::<Date64Type>(column, SECONDS * 1_000),
            DataType::Timestamp(TimeUnit::Second, _) => Self::counted::<TimestampSecondType>(column, SECONDS),
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                Self::counted::<TimestampMillisecondType>(column, SECONDS * 1_000)
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                Self::counted::<TimestampMicrosecondType>(column, SECONDS * 1_000_000)
            }
            DataType::Timestamp(TimeUnit::Nanosecond, _) => {
                Self::counted::<TimestampNanosecondType>(column, SECONDS * 1_000_000_000)
            }
            _ => Self::Texts(Texts::of(column)),
        }
    }

    fn counted<T: ArrowPrimitiveType>(column: &ArrayRef, in_a_day: i64) -> Self
    where
        T::Native: Into<i64>,
    {
        let days = column.as_primitive::<T>().iter();
        Self::Counted(days.map(|day| day.map(|day| day.into().div_euclid(in_a_day))).collect())
    }

    fn get(&self, row: usize) -> Result<Option<Date>, String> {
        /// Bytes of a value that are shown: a column may hold articles by mistake.
        const SHOWN: usize = 60;
        match self {
            Self::Texts(texts) => {
                let Some(text) = texts.get(row).map(str::trim).filter(|text| !text.is_empty()) else {
                    return Ok(None);
                };
                let day = read_day(text).ok_or_else(|| {
                    let shown = &text[..text.floor_char_boundary(SHOWN)];
                    format!("the date is {shown:?}: expected a day such as 2015-10-07")
                })?;
                Ok(Some(day))
            }
            Self::Counted(days) => {
                let Some(count) = days[row] else { return Ok(None) };
                let day = Span::new().try_days(count).and_then(|days| date(1970, 1, 1).checked_add(days));
                day.map(Some).map_err(|_too_far: jiff::Error| {
                    format!("the date is {count} days from 1970-01-01: expected a year from -9999 to 9999")
                })
            }
        }
    }
}

impl<'b> Ids<'b> {
    fn of(column: &'b ArrayRef) -> Self {
        match column.data_type() {
            DataType::Int8 => Self::numbers::<Int8Type>(column),
            DataType::Int16 => Self::numbers::<Int16Type>(column),
            DataType::Int32 => Self::numbers::<Int32Type>(column),
            DataType::Int64 => Self::numbers::<Int64Type>(column),
            DataType::UInt8 => Self::numbers::<UInt8Type>(column),
            DataType::UInt16 => Self::numbers::<UInt16Type>(column),
            DataType::UInt32 => Self::numbers::<UInt32Type>(column),
            DataType::UInt64 => Self::numbers::<UInt64Type>(column),
            _ => Self::Texts(Texts::of(column)),
        }
    }

    fn numbers<T: ArrowPrimitiveType>(column: &ArrayRef) -> Self
    where
        T::Native: TryInto<i64> + ToString,
    {
        let number = |number: T::Native| {
            number.try_into().map_err(|_too_large| {
                let number = number.to_string();
                format!("the id is {number}: expected a number up to {}", i64::MAX)
            })
        };
        Self::Numbers(column.as_primitive::<T>().iter().map(|value| value.map(number)).collect())
    }
}
