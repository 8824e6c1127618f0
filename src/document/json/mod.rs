//! JSON: an object is a document, and a map says which of its fields is what.
//!
//! Only the fields that are asked for are kept, however large the rest of an object is.

mod fields;
mod record;
mod visit;

use std::io::BufRead;
use std::path::Path;

use serde::de::DeserializeSeed;

use super::decode::decode;
use super::read::read_line;
use super::{DocumentError, Found, FoundDocuments, inflate};
pub use fields::Fields;
use record::Record;
use visit::{Object, Top};

/// Reads objects, one a line; a line that cannot be read is an error of its own.
pub fn read_lines<'a>(
    name: &str,
    path: &str,
    mut input: impl BufRead + 'a,
    fields: &'a Fields,
) -> FoundDocuments<'a> {
    let (name, file_name) = (name.to_owned(), file_name(path));
    let mut line = Vec::new();
    let mut number = 0_usize;
    let mut ended = false;
    Box::new(std::iter::from_fn(move || {
        while !ended {
            number += 1;
            match read_line(&mut input, &mut line) {
                Ok((false, _)) => return None,
                Ok((true, false)) => {
                    return Some(Err(DocumentError::TooLarge { name: format!("{name}, line {number}") }));
                }
                Ok((true, true)) => {}
                Err(source) => {
                    ended = true;
                    return Some(Err(inflate::error(&name, source)));
                }
            }
            // A record separator begins the lines of RFC 7464.
            let content = line.trim_ascii().strip_prefix(b"\x1e").unwrap_or(line.trim_ascii());
            if !content.is_empty() {
                return Some(read_one(
                    &format!("{name}, line {number}"),
                    file_name.as_deref(),
                    content,
                    fields,
                ));
            }
        }
        None
    }))
}

fn file_name(path: &str) -> Option<String> {
    Path::new(path).file_name().map(|file_name| file_name.to_string_lossy().into_owned())
}

fn read_one(
    place: &str,
    file_name: Option<&str>,
    bytes: &[u8],
    fields: &Fields,
) -> Result<Found, DocumentError> {
    let json = decode(place, bytes)?;
    let mut deserializer = serde_json::Deserializer::from_str(&json);
    let record = Object { wanted: &fields.wanted() }
        .deserialize(&mut deserializer)
        .and_then(|record| deserializer.end().map(|()| record))
        .map_err(|error| damaged(place, &error))?;
    record.found(place, file_name, fields)
}

fn damaged(place: &str, error: &serde_json::Error) -> DocumentError {
    let (name, place) = match place.rsplit_once(", ") {
        Some((name, place)) => (name.to_owned(), format!("{place}, character {}", error.column())),
        None => (place.to_owned(), format!("line {}, character {}", error.line(), error.column())),
    };
    let words = error.to_string();
    // It names the line within the text that it was given, which is another.
    let reason = words.rsplit_once(" at line ").map_or(words.as_str(), |(reason, _)| reason).to_owned();
    DocumentError::Damaged { name, place, reason, expected: "a JSON object" }
}

/// Reads one value: an object, or a list of them.
pub fn read_value(
    name: &str,
    path: &str,
    bytes: &[u8],
    fields: &Fields,
) -> Vec<Result<Found, DocumentError>> {
    let file_name = file_name(path);
    let json = match decode(name, bytes) {
        Ok(json) => json,
        Err(error) => return vec![Err(error)],
    };
    let mut found = Vec::new();
    let wanted = fields.wanted();
    let mut deserializer = serde_json::Deserializer::from_str(&json);
    let top = Top {
        wanted: &wanted,
        take: |number: Option<usize>, record: Record| {
            let place = number.map_or_else(|| name.to_owned(), |number| format!("{name}, entry {number}"));
            found.push(record.found(&place, file_name.as_deref(), fields));
        },
    };
    if let Err(error) = top.deserialize(&mut deserializer).and_then(|()| deserializer.end()) {
        let place = format!("line {}, character {}", error.line(), error.column());
        let words = error.to_string();
        let reason = words.rsplit_once(" at line ").map_or(words.as_str(), |(reason, _)| reason).to_owned();
        found.push(Err(DocumentError::Damaged { name: name.to_owned(), place, reason, expected: "JSON" }));
    } else if found.is_empty() {
        found.push(Err(DocumentError::Empty { name: name.to_owned() }));
    }
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::document::DateBasis;

    fn lines(text: &str, fields: &Fields) -> Vec<Result<Found, DocumentError>> {
        read_lines("corpus.jsonl", "a/corpus.jsonl", text.as_bytes(), fields).collect()
    }

    fn error(found: &Result<Found, DocumentError>) -> String {
        found.as_ref().unwrap_err().to_string()
    }

    #[test]
    fn the_usual_names_are_found_in_their_order() {
        let line = r#"{"url":"https://a.example/1","lang":"en","headline":"no","title":"Ferry","content":"no","text":"The ferry left.\r\nLate.","date":"2021-03-14T08:00:00Z","id":7}"#;
        let found = lines(line, &Fields::default()).remove(0).unwrap();
        assert_eq!(found.text, "The ferry left.\nLate.");
        assert_eq!(found.title.as_deref(), Some("Ferry"));
        assert_eq!(found.source.as_deref(), Some("https://a.example/1"));
        assert_eq!(found.published, Some((date(2021, 3, 14), DateBasis::Metadata)));
        assert_eq!(found.language.as_deref(), Some("en"));
        let found = lines(r#"{"id": "x7", "body": "In Homs."}"#, &Fields::default()).remove(0).unwrap();
        assert_eq!(found.source.as_deref(), Some("corpus.jsonl#x7"));
    }

    #[test]
    fn a_field_may_lie_in_objects_and_lists() {
        let fields = Fields {
            text: Some("story.parts".into()),
            date: Some("meta.dates.1".into()),
            title: Some("a.b".into()),
            id: Some("meta.id".into()),
            source: Some("by.0.name".into()),
            language: None,
        };
        let line = r#"{"meta":{"id":3,"dates":[null,1615708800]},"a.b":"Dotted","by":[{"name":"Desk","x":{"name":"no"}}],"story":{"parts":["In Homs.","In Hama.",4]},"text":"no"}"#;
        let found = lines(line, &fields).remove(0).unwrap();
        assert_eq!(found.text, "In Homs.\n\nIn Hama.\n\n4");
        assert_eq!(found.published.unwrap().0, date(2021, 3, 14));
        assert_eq!(found.title.as_deref(), Some("Dotted"));
        assert_eq!(found.source.as_deref(), Some("Desk#3"));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named_and_the_others_are_read() {
        let text = "\u{FEFF}{\"text\": \"One.\"}\n\n{\"text\": \n[1]\n{\"title\": \"no text\"}\n{\"text\": \"\", \"body\": null}\n\u{1e}{\"text\": \"Two.\"} \r\n{\"text\": \"a\"} x";
        let found = lines(text, &Fields::default());
        assert_eq!(
            found.iter().flatten().map(|found| found.text.as_str()).collect::<Vec<_>>(),
            ["One.", "Two."]
        );
        let errors: Vec<_> = found.iter().filter(|found| found.is_err()).map(error).collect();
        assert_eq!(
            errors[0],
            "corpus.jsonl, line 3, character 8: EOF while parsing a value, expected a JSON object"
        );
        assert!(
            errors[1].starts_with("corpus.jsonl, line 4, character 0: invalid type: sequence, expected"),
            "{}",
            errors[1]
        );
        assert_eq!(
            errors[2],
            "corpus.jsonl, line 5: no text, expected a string in the field text, content, body, maintext, articleBody"
        );
        assert!(errors[3].starts_with("corpus.jsonl, line 6: no text"), "{}", errors[3]);
        assert!(
            errors[4].starts_with("corpus.jsonl, line 8, character 15: trailing characters"),
            "{}",
            errors[4]
        );
    }

    #[test]
    fn a_date_that_was_asked_for_and_is_none_is_an_error() {
        let line = r#"{"text": "a", "date": "soon"}"#;
        assert_eq!(lines(line, &Fields::default()).remove(0).unwrap().published, None);
        let fields = Fields { date: Some("date".into()), ..Fields::default() };
        assert_eq!(
            error(&lines(line, &fields)[0]),
            "corpus.jsonl, line 1, field date: the date is \"soon\", expected a date such as 2015-10-07"
        );
    }

    #[test]
    fn a_list_and_a_single_object_are_read() {
        let value = |json: &str| read_value("a.json", "a.json", json.as_bytes(), &Fields::default());
        assert_eq!(value("{\n\"text\": \"One.\"\n}")[0].as_ref().unwrap().text, "One.");
        let found = value(r#"[{"text": "One."}, {"title": "x"}, {"text": "<p>Two &amp; <b>three</b></p>"}"#);
        assert_eq!(found[0].as_ref().unwrap().text, "One.");
        assert!(error(&found[1]).starts_with("a.json, entry 2: no text"));
        assert_eq!(found[2].as_ref().unwrap().text, "Two & three");
        assert!(error(&found[3]).contains("EOF while parsing a list"), "{}", error(&found[3]));
        assert_eq!(error(&value("[]")[0]), "a.json: empty, expected text");
        assert!(value(&"[".repeat(100_000))[0].is_err());
        assert!(value(&format!("{{\"x\":{}", "[".repeat(100_000)))[0].is_err());
    }

    proptest! {
        #[test]
        fn any_json_is_read_or_refused(json in "([{}\\[\\],:\n]|\"(text|date|meta|0)?\"|[0-9.-]{1,12}|null|true|\"[a-z\\\\]{0,4}){0,40}") {
            let fields = Fields { text: Some("meta.0.text".into()), date: Some("meta.date".into()), ..Fields::default() };
            for fields in [Fields::default(), fields] {
                for found in lines(&json, &fields).into_iter().chain(read_value("a", "a", json.as_bytes(), &fields)).flatten() {
                    prop_assert!(!found.text.trim().is_empty());
                }
            }
        }
    }
}
