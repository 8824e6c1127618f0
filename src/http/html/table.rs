//! Lists of things of one kind.

use maud::{Markup, html};
use serde_json::{Map, Value};

use super::value::{is_nothing, label, markup};

/// Columns and rows; the first cell of a row heads it.
pub(super) struct Table<'v> {
    columns: Vec<&'v str>,
    rows: Vec<Row<'v>>,
}

struct Row<'v> {
    /// Where the row leads.
    link: Option<String>,
    cells: Vec<&'v Value>,
}

impl<'v> Table<'v> {
    /// Features with their properties, but for those that all of them lack, and lists of objects; where they have
    /// addresses of their own below that of a list, they lead there.
    pub(super) fn of_features(features: &'v [Value], list: Option<&str>) -> Self {
        let rows: Vec<_> = features.iter().filter_map(|feature| feature["properties"].as_object()).collect();
        let mut table = Self::of_objects(&rows);
        for (row, feature) in table.rows.iter_mut().zip(features) {
            let id = feature["id"].as_str().zip(list);
            row.link = id.map(|(id, list)| format!("{list}/{}", escaped(id)));
        }
        table
    }

    /// Objects with an id, each with an address of its own below that of the list.
    pub(super) fn of_linked(objects: &'v [Value], list: &str) -> Self {
        let rows: Vec<_> = objects.iter().filter_map(Value::as_object).collect();
        let mut table = Self::of_objects(&rows);
        for (row, object) in table.rows.iter_mut().zip(&rows) {
            let id = object.get("id").and_then(Value::as_str);
            row.link = id.map(|id| format!("{list}/{}", escaped(id)));
        }
        table
    }

    fn of_objects(rows: &[&'v Map<String, Value>]) -> Self {
        let is_shown = |column: &&str| {
            let values = || rows.iter().filter_map(|row| row.get(*column));
            values().any(|value| !is_nothing(value))
                && values().all(|value| {
                    !value.is_object()
                        && value.as_array().is_none_or(|list| list.iter().all(Value::is_string))
                })
        };
        let columns: Vec<&str> = rows
            .first()
            .into_iter()
            .flat_map(|row| row.keys())
            .map(String::as_str)
            .filter(is_shown)
            .collect();
        let cells = |row: &&'v Map<String, Value>| Row {
            link: None,
            cells: columns.iter().map(|column| row.get(*column).unwrap_or(&Value::Null)).collect(),
        };
        Self { rows: rows.iter().map(cells).collect(), columns }
    }

    /// The table, which a screen reader announces by a label.
    pub(super) fn markup(&self, label_of_all: &str) -> Markup {
        html! {
            @if self.rows.is_empty() {
                p class="empty" { "Nothing here." }
            } @else {
                div class="wide" role="region" aria-label=(label_of_all) tabindex="0" {
                    table {
                        thead { tr { @for column in &self.columns { th scope="col" { (label(column)) } } } }
                        tbody {
                            @for row in &self.rows {
                                tr {
                                    @for (position, cell) in row.cells.iter().enumerate() {
                                        @match (position, &row.link) {
                                            (0, Some(link)) => { th scope="row" { a href=(link) { (markup(cell)) } } }
                                            (0, None) => { th scope="row" { (markup(cell)) } }
                                            _ => { td { (markup(cell)) } }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The properties of a schema: name, type and meaning.
pub(super) fn of_schema(properties: &Map<String, Value>) -> Markup {
    let kind = |property: &Value| match &property["type"] {
        Value::Array(types) => {
            let types: Vec<_> = types.iter().filter_map(Value::as_str).collect();
            types.join(" or ")
        }
        other => property["format"].as_str().or(other.as_str()).unwrap_or_default().to_owned(),
    };
    html! {
        div class="wide" role="region" aria-label="Properties" tabindex="0" {
            table {
                thead { tr { th scope="col" { "property" } th scope="col" { "type" } th scope="col" { "meaning" } } }
                tbody {
                    @for (name, property) in properties {
                        tr {
                            th scope="row" { code { (name) } }
                            td { (kind(property)) }
                            td { (property["title"].as_str().unwrap_or_default()) }
                        }
                    }
                }
            }
        }
    }
}

/// An id as a part of an address: what is no letter, digit or hyphen is escaped.
fn escaped(id: &str) -> String {
    use std::fmt::Write as _;
    id.bytes().fold(String::with_capacity(id.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("writing into a String does not fail");
        }
        out
    })
}
