use arrow_schema::{DataType, Schema};

use super::AnnotateError;

/// Which columns of a table are what.
///
/// | column | may be of | means |
/// |---|---|---|
/// | text | `Utf8`, `LargeUtf8`, `Utf8View` | plain text in English or another language, of 64 MiB at most |
/// | date | the same, `Date32`, `Date64`, `Timestamp` | the day of publication; of a timestamp the day in UTC |
/// | id | the same, or whole numbers | what the answer calls the row by |
/// | title | the same as text | the headline |
///
/// A column that is not named here is taken where it has the usual name, `date`, `id` or `title`, and not missed where it has not. A date
/// in text is written as in the metadata of a page: `2015-10-07`, `2015-10-07T06:00:00Z`, `7 Oct 2015`. Null and empty dates and titles
/// are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The texts: `text` where nothing is said.
    pub text: Option<String>,
    /// The days of publication.
    pub date: Option<String>,
    /// The ids of the rows.
    pub id: Option<String>,
    /// The headlines.
    pub title: Option<String>,
}

/// Where the columns stand in a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    pub(super) text: usize,
    pub(super) date: Option<usize>,
    pub(super) id: Option<usize>,
    pub(super) title: Option<usize>,
}

const TEXT: &str = "text";
const TEXT_TYPES: &str = "Utf8, LargeUtf8 or Utf8View";
const DATE_TYPES: &str = "Utf8, LargeUtf8, Utf8View, Date32, Date64 or Timestamp";
const ID_TYPES: &str = "Utf8, LargeUtf8, Utf8View or whole numbers";

impl Columns {
    /// Finds the columns and looks whether they are of types that can be read.
    pub(super) fn find(&self, schema: &Schema) -> Result<Places, AnnotateError> {
        let text = named(schema, self.text.as_deref().unwrap_or(TEXT))?;
        check(schema, text, is_text, TEXT_TYPES)?;
        let optional = |given: &Option<String>, usual, is_read: fn(&DataType) -> bool, expected| {
            let at = match given {
                Some(name) => Some(named(schema, name)?),
                None => schema.index_of(usual).ok(),
            };
            at.map(|at| check(schema, at, is_read, expected).map(|()| at)).transpose()
        };
        Ok(Places {
            text,
            date: optional(&self.date, "date", is_date, DATE_TYPES)?,
            id: optional(&self.id, "id", is_id, ID_TYPES)?,
            title: optional(&self.title, "title", is_text, TEXT_TYPES)?,
        })
    }
}

fn named(schema: &Schema, name: &str) -> Result<usize, AnnotateError> {
    schema.index_of(name).map_err(|_no_such: arrow_schema::ArrowError| {
        let present: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        let present = if present.is_empty() { "none".to_owned() } else { present.join(", ") };
        AnnotateError::NoColumn { name: name.to_owned(), present }
    })
}

fn check(
    schema: &Schema,
    at: usize,
    is_read: impl Fn(&DataType) -> bool,
    expected: &'static str,
) -> Result<(), AnnotateError> {
    let field = schema.field(at);
    // A column without any value has the type of nulls where nobody says another.
    if is_read(field.data_type()) || field.data_type().is_null() {
        return Ok(());
    }
    Err(AnnotateError::WrongType { name: field.name().clone(), found: field.data_type().clone(), expected })
}

fn is_text(of: &DataType) -> bool {
    matches!(of, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

fn is_date(of: &DataType) -> bool {
    is_text(of) || matches!(of, DataType::Date32 | DataType::Date64 | DataType::Timestamp(..))
}

fn is_id(of: &DataType) -> bool {
    is_text(of) || of.is_integer()
}
