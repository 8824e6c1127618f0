//! Single values.

use maud::{Markup, html};
use serde_json::Value;

/// A member with its name.
pub(super) fn fact(name: &str, value: &Value) -> Markup {
    html! {
        @if !is_nothing(value) {
            dt { (label(name)) }
            dd { (markup(value)) }
        }
    }
}

/// Whether there is nothing to show.
pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(values) => values.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::String(text) => text.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// `event_start` as "event start", `numberMatched` as "number matched".
pub(super) fn label(name: &str) -> String {
    let mut label = String::with_capacity(name.len() + 2);
    for letter in name.chars() {
        if letter == '_' {
            label.push(' ');
        } else if letter.is_ascii_uppercase() {
            label.push(' ');
            label.push(letter.to_ascii_lowercase());
        } else {
            label.push(letter);
        }
    }
    label
}

/// Any value; texts in their own direction of writing.
pub(super) fn markup(value: &Value) -> Markup {
    html! {
        @match value {
            Value::Null => {}
            Value::Bool(yes) => { @if *yes { "yes" } @else { "no" } }
            Value::Number(number) => { (number) }
            Value::String(text) if text.starts_with("http://") || text.starts_with("https://") => {
                a href=(text) rel="noreferrer" { (text) }
            }
            Value::String(text) if text.len() > 400 => { p class="text" dir="auto" { (text) } }
            Value::String(text) => { bdi { (text) } }
            Value::Array(values) if values.iter().all(|value| !value.is_object() && !value.is_array()) => {
                @for (position, value) in values.iter().enumerate() {
                    @if position > 0 { ", " }
                    (markup(value))
                }
            }
            Value::Array(values) => { ul { @for value in values { li { (markup(value)) } } } }
            Value::Object(members) => { dl { @for (name, value) in members { (fact(name, value)) } } }
        }
    }
}
