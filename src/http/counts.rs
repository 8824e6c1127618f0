//! How many features have each value, for bars, clusters and lists of choices.

use std::cmp::Reverse;

use axum::extract;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::aside::aside;
use super::asked::{Asked, link, respond_either};
use super::collections::{OFFERS, find};
use super::etag::unless_known;
use super::format::Format;
use super::items::now;
use super::problem::Problem;
use super::state::Service;
use crate::feature::PropertyType;
use crate::index::{CollectionName, Counts, Grouping, SortValue};
use crate::query::CountsQuery;
use crate::time::date_of;

/// `GET /collections/{collectionId}/counts`: the most frequent values first.
pub(super) async fn counts(
    extract::State(service): extract::State<Service>,
    extract::Path(id): extract::Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let name = find(&id)?;
    let query = CountsQuery::parse(asked.pairs(), name)?;
    let format = asked.format(&OFFERS)?;
    let snapshot = service.snapshot();
    aside(move || {
        unless_known(&asked, &snapshot, format, || {
            let counts = snapshot.counts(name, &query.filter, &query.by);
            let mut links = asked.links_to_self(format, &OFFERS);
            let address = asked.address(&format!("/collections/{}", name.as_str()));
            links.push(link("collection", Format::Json.content_type(), name.title(), address));
            let answer = json!({
                "by": query.names(name),
                "numberMatched": counts.matched,
                "timeStamp": now(),
                "counts": rows(&query, name, counts),
                "links": links,
            });
            respond_either(&asked, format, "Counts", &answer)
        })
    })
    .await
}

/// Each group as an object: its values by their names, and `count`.
fn rows(query: &CountsQuery, name: CollectionName, counts: Counts) -> Vec<Value> {
    let names = query.names(name);
    let mut rows: Vec<(usize, Vec<Value>)> = counts
        .groups
        .into_iter()
        .map(|(values, count)| {
            let written = query.by.iter().zip(values).map(|(grouping, value)| write(*grouping, name, value));
            (count, written.collect())
        })
        .collect();
    rows.sort_by_cached_key(|(count, values)| (Reverse(*count), json!(values).to_string()));
    rows.into_iter()
        .map(|(count, values)| {
            let mut row: Map<_, _> = names.iter().map(|name| (*name).to_owned()).zip(values).collect();
            row.insert("count".to_owned(), count.into());
            Value::Object(row)
        })
        .collect()
}

/// A value as features have it.
fn write(grouping: Grouping, name: CollectionName, value: SortValue) -> Value {
    let of = match grouping {
        Grouping::Day => PropertyType::Date,
        Grouping::Property(property) => name.properties()[property].of,
    };
    match (value, of) {
        (SortValue::Null, _) => Value::Null,
        (SortValue::Boolean(value), _) => value.into(),
        (SortValue::Text(text), _) => text.into(),
        (SortValue::Number(day), PropertyType::Date) => {
            date_of(day as i32).map(|date| date.to_string()).into()
        }
        (SortValue::Number(number), PropertyType::Integer) => (number as i64).into(),
        (SortValue::Number(number), _) => number.into(),
    }
}
