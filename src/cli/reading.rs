use jiff::civil::Date;

use crate::document::{Fields, ReadOptions};

/// The heading of the flags that name fields.
const FIELDS: &str =
    "Fields of JSON (names with dots lead into objects and lists, as meta.published and paragraphs.0)";

/// Reads a day.
fn parse_day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_no_day: jiff::Error| "expected a day as year-month-day, such as 2015-10-07".to_owned())
}

/// What is known of the texts, for the commands that read them.
#[derive(Debug, clap::Args)]
pub(super) struct Reading {
    /// The day the texts were published, whatever they say themselves
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    date: Option<Date>,
    #[arg(
        long,
        value_name = "FIELD",
        help_heading = FIELDS,
        help = "Where the text is [usually: text, content, body, maintext, articleBody]"
    )]
    text_field: Option<String>,
    #[arg(
        long,
        value_name = "FIELD",
        help_heading = FIELDS,
        help = "Where the day of publication is [usually: date, published, published_at, and the like]"
    )]
    date_field: Option<String>,
    #[arg(
        long,
        value_name = "FIELD",
        help_heading = FIELDS,
        help = "Where a name is that becomes part of the source [usually: id, doc_id]"
    )]
    id_field: Option<String>,
    #[arg(
        long,
        value_name = "FIELD",
        help_heading = FIELDS,
        help = "Where the headline is [usually: title, headline]"
    )]
    title_field: Option<String>,
    #[arg(
        long,
        value_name = "FIELD",
        help_heading = FIELDS,
        help = "Where it says what it is from [usually: source, url, link]"
    )]
    source_field: Option<String>,
}

impl Reading {
    /// As the readers take it.
    pub(super) fn options(&self) -> ReadOptions {
        let fields = Fields {
            text: self.text_field.clone(),
            date: self.date_field.clone(),
            id: self.id_field.clone(),
            title: self.title_field.clone(),
            source: self.source_field.clone(),
            language: None,
        };
        ReadOptions { date: self.date, fields, ..ReadOptions::default() }
    }
}
