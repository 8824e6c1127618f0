//! Every answer for people: what a machine gets as JSON, as a page with a table, a small map and links to the other formats.
//!
//! The page is made of the JSON, so that it says what the JSON says. Text is escaped by the templates.

mod table;
mod value;

use axum::response::Response;
use maud::{DOCTYPE, Markup, html};
use serde_json::Value;

use super::asked::respond;
use super::format::Format;
use super::page::POLICY;
use table::Table;

/// What members of an answer are shown in places of their own, and not among the facts.
const APART: [&str; 9] = [
    "links",
    "title",
    "description",
    "type",
    "geometry",
    "properties",
    "collections",
    "documents",
    "$schema",
];

/// The answer at a path as a page. The title is that of the answer itself where it has one.
pub(super) fn page(path: &str, title: &str, answer: &Value) -> Response {
    let own = [&answer["title"], &answer["properties"]["name"], &answer["properties"]["surface"]];
    let title = own.into_iter().find_map(Value::as_str).unwrap_or(title);
    let crumbs = crumbs(path);
    let up = "../".repeat(path.matches('/').count() - 1);
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Dateline" }
                link rel="icon" href={ (up) "static/icon.svg" } type="image/svg+xml";
                link rel="stylesheet" href={ (up) "static/vendor/leaflet-1.9.4/leaflet.css" };
                link rel="stylesheet" href={ (up) "static/style.css" };
                link rel="stylesheet" href={ (up) "static/pages.css" };
                @if has_geometry(answer) {
                    script defer src={ (up) "static/vendor/leaflet-1.9.4/leaflet.js" } {}
                    script defer src={ (up) "static/vendor/topojson-client-3.1.0/topojson-client.min.js" } {}
                    script type="module" src={ (up) "static/app/small-map.js" } {}
                }
            }
            body class="pages" {
                header {
                    nav aria-label="Where this is" {
                        ol class="crumbs" {
                            @for (position, (name, path)) in crumbs.iter().enumerate() {
                                li {
                                    @if position + 1 == crumbs.len() { span aria-current="page" { (name) } }
                                    @else { a href={ (up) (path) } { (name) } }
                                }
                            }
                        }
                    }
                    (formats(answer))
                }
                main {
                    h1 { (title) }
                    @if let Some(description) = answer["description"].as_str() { p { (description) } }
                    (body(answer, path))
                }
            }
        }
    };
    let mut response = respond(Format::Html, markup.into_string());
    response.headers_mut().insert(axum::http::header::CONTENT_SECURITY_POLICY, POLICY);
    response
}

/// The path step by step, each with a name and the path from the top.
fn crumbs(path: &str) -> Vec<(String, String)> {
    let mut crumbs = vec![("Dateline".to_owned(), String::new())];
    let mut so_far = String::new();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if !so_far.is_empty() {
            so_far.push('/');
        }
        so_far.push_str(part);
        crumbs.push((part.to_owned(), so_far.clone()));
    }
    crumbs
}

/// The same in other formats.
fn formats(answer: &Value) -> Markup {
    let links = || answer["links"].as_array().into_iter().flatten();
    let others = || links().filter(|link| link["rel"] == "alternate");
    let name = |link: &Value| {
        let media_type = link["type"].as_str().unwrap_or_default();
        Format::ALL
            .iter()
            .find(|format| format.content_type() == media_type)
            .map_or("?", |format| format.name())
    };
    html! {
        @if others().next().is_some() {
            nav class="formats" aria-label="Other formats" {
                @for link in others() { a rel="alternate" href=(link["href"].as_str().unwrap_or_default()) { (name(link)) } }
            }
        }
    }
}

fn body(answer: &Value, path: &str) -> Markup {
    let members = || answer.as_object().into_iter().flatten();
    let is_features = |member: &Value| member.as_array().is_some_and(|list| list.iter().all(is_feature));
    html! {
        @if has_geometry(answer) {
            div class="small-map" data-source=[link_of(answer, "items")] role="region" aria-label="Map of what is listed" {}
        }
        dl {
            @for (name, member) in members() {
                @if !APART.contains(&name.as_str()) && !is_features(member) { (value::fact(name, member)) }
            }
        }
        @for (name, member) in members() {
            @if let Some(list) = member.as_array().filter(|_| is_features(member)) {
                @if name == "features" {
                    (Table::of_features(list, Some(last_part(path))).markup("Features"))
                } @else {
                    h2 { (value::label(name)) }
                    (Table::of_features(list, None).markup(&value::label(name)))
                }
            }
        }
        @if is_feature(answer) {
            dl {
                @for (name, member) in answer["properties"].as_object().into_iter().flatten() {
                    (value::fact(name, member))
                }
            }
        } @else if let Some(properties) = answer["properties"].as_object() {
            (table::of_schema(properties))
        }
        @for list in ["collections", "documents"] {
            @if let Some(rows) = answer[list].as_array() { (Table::of_linked(rows, list).markup(list)) }
        }
        @if let Some(next) = link_of(answer, "next") { p { a rel="next" class="next" href=(next) { "Next page" } } }
        (further(answer))
    }
}

fn is_feature(value: &Value) -> bool {
    value["type"] == "Feature"
}

/// Where the first link of a relation leads.
fn link_of<'a>(answer: &'a Value, rel: &str) -> Option<&'a str> {
    answer["links"].as_array()?.iter().find(|link| link["rel"] == rel)?["href"].as_str()
}

/// What addresses relative to a path begin with.
fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// Whatever else is linked.
fn further(answer: &Value) -> Markup {
    const SHOWN: [&str; 3] = ["self", "alternate", "next"];
    let links = || {
        let all = answer["links"].as_array().into_iter().flatten();
        all.filter(|link| !SHOWN.contains(&link["rel"].as_str().unwrap_or_default()))
    };
    html! {
        @if links().next().is_some() {
            h2 { "Further" }
            ul class="links" {
                @for link in links() {
                    li {
                        a href=(link["href"].as_str().unwrap_or_default()) { (link["title"].as_str().unwrap_or("Link")) }
                        " "
                        small { (link["type"].as_str().unwrap_or_default()) }
                    }
                }
            }
        }
    }
}

/// Whether there is anything to draw.
fn has_geometry(answer: &Value) -> bool {
    let drawn = |feature: &Value| !feature["geometry"].is_null();
    let lists = ["features", "mentions"].iter().filter_map(|list| answer[list].as_array());
    drawn(answer) || lists.flatten().any(drawn)
}
