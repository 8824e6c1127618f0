//! JSON: an object is a document, and a map says which of its fields is what.
//!
//! Only the fields that are asked for are kept, however large the rest of an object is.

use std::borrow::Cow;
use std::fmt;
use std::io::BufRead;
use std::path::Path;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::decode::{clean, decode};
use super::read::read_line;
use super::{DateBasis, DocumentError, Found, FoundDocuments, MAX_BYTES, date, html};

/// Objects in a list: it is read as a whole. Of JSON lines there may be any number.
const MOST_ENTRIES: usize = 1_000_000;

/// Which fields of an object are what. A name with dots leads into objects and lists (`meta.published`, `authors.0.name`), unless a field
/// has just that name. Where none is given, usual names are tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The text: `text`, `content`, `body`, `maintext` or `articleBody`.
    pub text: Option<String>,
    /// The day of publication: `date`, `published`, `published_at`, `date_publish`, `datePublished`, `pubDate` or `created_at`.
    pub date: Option<String>,
    /// A name of its own, which becomes part of the source: `id` or `doc_id`.
    pub id: Option<String>,
    /// The headline: `title` or `headline`.
    pub title: Option<String>,
    /// Where it came from: `source`, `url` or `link`.
    pub source: Option<String>,
    /// The language: `language` or `lang`.
    pub language: Option<String>,
}

const TEXT: [&str; 5] = ["text", "content", "body", "maintext", "articleBody"];
const DATE: [&str; 7] =
    ["date", "published", "published_at", "date_publish", "datePublished", "pubDate", "created_at"];
const ID: [&str; 2] = ["id", "doc_id"];
const TITLE: [&str; 2] = ["title", "headline"];
const SOURCE: [&str; 3] = ["source", "url", "link"];
const LANGUAGE: [&str; 2] = ["language", "lang"];

/// What is looked for.
#[derive(Clone, Copy)]
enum Slot {
    Text,
    Date,
    Id,
    Title,
    Source,
    Language,
}

/// A field that is looked for: what for, how early its name comes among the others for the same, and what is left of its name.
#[derive(Clone, Copy)]
struct Wanted<'f> {
    slot: Slot,
    rank: usize,
    path: &'f str,
}

impl Fields {
    fn wanted(&self) -> Vec<Wanted<'_>> {
        let mut wanted = Vec::new();
        for (slot, given, usual) in [
            (Slot::Text, &self.text, TEXT.as_slice()),
            (Slot::Date, &self.date, &DATE),
            (Slot::Id, &self.id, &ID),
            (Slot::Title, &self.title, &TITLE),
            (Slot::Source, &self.source, &SOURCE),
            (Slot::Language, &self.language, &LANGUAGE),
        ] {
            match given {
                Some(path) => wanted.push(Wanted { slot, rank: 0, path }),
                None => {
                    wanted.extend(usual.iter().enumerate().map(|(rank, path)| Wanted { slot, rank, path }));
                }
            }
        }
        wanted
    }

    fn text_names(&self) -> String {
        self.text.clone().unwrap_or_else(|| TEXT.join(", "))
    }
}

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
                    return Some(Err(super::inflate::error(&name, source)));
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

/// The fields of an object that were looked for.
#[derive(Default)]
struct Record {
    text: Option<(usize, Scalar)>,
    date: Option<(usize, Scalar)>,
    id: Option<(usize, Scalar)>,
    title: Option<(usize, Scalar)>,
    source: Option<(usize, Scalar)>,
    language: Option<(usize, Scalar)>,
}

#[derive(Clone)]
enum Scalar {
    Text(String),
    Number(i64),
}

impl Scalar {
    fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
        }
    }

    fn day(&self) -> Option<jiff::civil::Date> {
        match self {
            // A day in eight digits looks like a number.
            Self::Number(number) => date::from_unix(*number).or_else(|| date::read(&number.to_string())),
            Self::Text(text) => date::read(text).or_else(|| date::from_unix(text.trim().parse().ok()?)),
        }
    }
}

impl Record {
    fn keep(&mut self, wanted: Wanted<'_>, value: Scalar) {
        let slot = match wanted.slot {
            Slot::Text => &mut self.text,
            Slot::Date => &mut self.date,
            Slot::Id => &mut self.id,
            Slot::Title => &mut self.title,
            Slot::Source => &mut self.source,
            Slot::Language => &mut self.language,
        };
        if slot.as_ref().is_none_or(|(rank, _)| wanted.rank <= *rank) {
            *slot = Some((wanted.rank, value));
        }
    }

    fn merge(&mut self, other: Self) {
        for (slot, found) in [
            (&mut self.text, other.text),
            (&mut self.date, other.date),
            (&mut self.id, other.id),
            (&mut self.title, other.title),
            (&mut self.source, other.source),
            (&mut self.language, other.language),
        ] {
            if let Some(found) = found
                && slot.as_ref().is_none_or(|(rank, _)| found.0 <= *rank)
            {
                *slot = Some(found);
            }
        }
    }

    fn found(self, place: &str, file_name: Option<&str>, fields: &Fields) -> Result<Found, DocumentError> {
        let text = |value: Option<(usize, Scalar)>| {
            value
                .map(|(_, value)| clean(value.into_text()))
                .map(|text| text.trim().to_owned())
                .filter(|text| !text.is_empty())
        };
        let body = text(self.text).ok_or_else(|| DocumentError::NoTextField {
            name: place.to_owned(),
            fields: fields.text_names(),
        })?;
        let body = if body.starts_with('<') && body.contains("</") { html::fragment(&body) } else { body };
        let day = self.date.as_ref().and_then(|(_, value)| value.day());
        if let (Some(field), Some((_, value)), None) = (&fields.date, &self.date, day) {
            return Err(DocumentError::Damaged {
                name: place.to_owned(),
                place: format!("field {field}"),
                reason: format!("the date is {:?}", value.clone().into_text()),
                expected: "a date such as 2015-10-07",
            });
        }
        let id = text(self.id);
        let source = match (text(self.source), id) {
            // Whoever names the field wants it kept.
            (Some(source), Some(id)) if fields.id.is_some() => Some(format!("{source}#{id}")),
            (Some(source), _) => Some(source),
            (None, Some(id)) => {
                Some(file_name.map_or_else(|| id.clone(), |file_name| format!("{file_name}#{id}")))
            }
            (None, None) => None,
        };
        Ok(Found {
            title: text(self.title),
            published: day.map(|day| (day, DateBasis::Metadata)),
            source,
            language: text(self.language),
            language_is_sure: true,
            text: body,
        })
    }
}

/// An object at the top, or the objects of a list there.
struct Top<'w, 'f, T> {
    wanted: &'w [Wanted<'f>],
    take: T,
}

impl<'de, T: FnMut(Option<usize>, Record)> DeserializeSeed<'de> for Top<'_, '_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: FnMut(Option<usize>, Record)> Visitor<'de> for Top<'_, '_, T> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object or a list of objects")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, map: A) -> Result<(), A::Error> {
        let record = Object { wanted: self.wanted }.visit_map(map)?;
        (self.take)(None, record);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        let mut number = 0;
        while let Some(record) = list.next_element_seed(Object { wanted: self.wanted })? {
            number += 1;
            if number > MOST_ENTRIES {
                return Err(A::Error::custom("the list is too long"));
            }
            (self.take)(Some(number), record);
        }
        Ok(())
    }
}

/// An object with fields that are looked for.
struct Object<'w, 'f> {
    wanted: &'w [Wanted<'f>],
}

impl<'de> DeserializeSeed<'de> for Object<'_, '_> {
    type Value = Record;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_, '_> {
    type Value = Record;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let inside = map.next_value_seed(Value { fields: &Matching::new(self.wanted, &key) })?;
            record.merge(inside);
        }
        Ok(record)
    }
}

/// The fields that a key ends, and those that it leads to.
struct Matching<'f> {
    ended: Vec<Wanted<'f>>,
    further: Vec<Wanted<'f>>,
}

impl<'f> Matching<'f> {
    fn new(wanted: &[Wanted<'f>], key: &str) -> Self {
        let ended = wanted.iter().filter(|wanted| wanted.path == key).copied().collect();
        let further = wanted.iter().filter_map(|wanted| {
            let path = wanted.path.strip_prefix(key)?.strip_prefix('.')?;
            Some(Wanted { path, ..*wanted })
        });
        Self { ended, further: further.collect() }
    }
}

/// The value of a key.
struct Value<'w, 'f> {
    fields: &'w Matching<'f>,
}

impl<'de> DeserializeSeed<'de> for Value<'_, '_> {
    type Value = Record;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record, D::Error> {
        if self.fields.ended.is_empty() && self.fields.further.is_empty() {
            return IgnoredAny.visit_some(deserializer).map(|_ignored| Record::default());
        }
        deserializer.deserialize_any(self)
    }
}

impl Value<'_, '_> {
    fn keep(&self, value: &Scalar) -> Record {
        let mut record = Record::default();
        for wanted in &self.fields.ended {
            record.keep(*wanted, value.clone());
        }
        record
    }
}

impl<'de> Visitor<'de> for Value<'_, '_> {
    type Value = Record;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Record, E> {
        Ok(self.keep(&Scalar::Text(text.to_owned())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Record, E> {
        Ok(self.keep(&Scalar::Number(number)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Record, E> {
        Ok(self.keep(
            &i64::try_from(number).map_or_else(|_too_large| Scalar::Text(number.to_string()), Scalar::Number),
        ))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Record, E> {
        Ok(self.keep(&Scalar::Number(number as i64)))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Record, E> {
        Ok(Record::default())
    }

    fn visit_unit<E>(self) -> Result<Record, E> {
        Ok(Record::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Record, A::Error> {
        Object { wanted: &self.fields.further }.visit_map(map)
    }

    /// Paragraphs, where a list itself is looked for; else one of its values.
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        let mut paragraphs = String::new();
        let mut number = 0_usize;
        let paragraph = [Wanted { slot: Slot::Text, rank: 0, path: "" }];
        loop {
            let mut fields = Matching::new(&self.fields.further, &number.to_string());
            let takes_paragraphs = !self.fields.ended.is_empty() && fields.ended.is_empty();
            if takes_paragraphs {
                fields.ended = paragraph.to_vec();
            }
            let Some(inside) = list.next_element_seed(Value { fields: &fields })? else { break };
            number += 1;
            match inside.text {
                Some((_, value)) if takes_paragraphs => {
                    if !paragraphs.is_empty() {
                        paragraphs.push_str("\n\n");
                    }
                    paragraphs.push_str(&value.into_text());
                }
                text => record.merge(Record { text, ..inside }),
            }
        }
        if !paragraphs.is_empty() && paragraphs.len() <= MAX_BYTES {
            record.merge(self.keep(&Scalar::Text(paragraphs)));
        }
        Ok(record)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

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
