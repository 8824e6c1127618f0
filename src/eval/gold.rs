//! Annotated texts: one JSON object a line, as geoparsing corpora are commonly passed on.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::geometry::Position;
use crate::segment::CharIndex;

/// Why annotated texts cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GoldError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A line is no annotated text.
    #[error("{}:{line}: {what}", path.display())]
    Form {
        /// Which file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong and what was expected.
        what: String,
    },
}

/// A text with the places that people have marked in it.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldDocument {
    /// Its name in its corpus.
    pub id: String,
    /// The text.
    pub text: String,
    /// The marked places.
    pub toponyms: Vec<Toponym>,
}

/// A marked place.
#[derive(Clone, Debug, PartialEq)]
pub struct Toponym {
    /// Bytes in the text.
    pub range: Range<usize>,
    /// Where it is, in degrees; none where the annotators could not tell.
    pub position: Option<Position>,
    /// Its `GeoNames` number.
    pub geonames_id: Option<u32>,
    /// What the corpus calls it, where it tells several sorts apart: its `type`, as it is written there.
    pub label: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    doc_id: Name,
    text: String,
    toponyms: Vec<Marked>,
}

/// Some corpora number their texts.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Name {
    Text(String),
    Number(u64),
}

/// Offsets count Unicode characters, end exclusive; coordinates are degrees.
#[derive(Serialize, Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    surface: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    geonameid: Option<u32>,
    #[serde(rename = "type")]
    label: Option<String>,
}

/// Reads `{doc_id, text, toponyms: [{start, end, surface?, lat?, lon?, geonameid?, type?}]}`, one object a line; offsets in Unicode
/// characters, end exclusive. Empty lines are passed over, and members with other names.
///
/// Refused are a text whose `doc_id` an earlier line has, a span outside its text, a `surface` other than the text at its span,
/// and a latitude or longitude that stands alone or is none.
pub fn read_gold(path: &Path) -> Result<Vec<GoldDocument>, GoldError> {
    let mut lines_of: HashMap<String, usize> = HashMap::new();
    read_lines(path, |line, number| {
        let document = parse(line)?;
        match lines_of.insert(document.id.clone(), number) {
            None => Ok(document),
            Some(earlier) => Err(format!(
                "the doc_id {:?} is that of line {earlier}: expected one of its own",
                document.id
            )),
        }
    })
}

/// Writes a text with its marks, as [`read_gold`] reads it, on a line of its own.
pub fn write_gold(out: &mut (impl io::Write + ?Sized), document: &GoldDocument) -> io::Result<()> {
    let characters = CharIndex::new(&document.text);
    let marked = |toponym: &Toponym| Marked {
        start: characters.char_of(toponym.range.start),
        end: characters.char_of(toponym.range.end),
        surface: Some(document.text[toponym.range.clone()].to_owned()),
        lat: toponym.position.map(|at| at.lat),
        lon: toponym.position.map(|at| at.lon),
        geonameid: toponym.geonames_id,
        label: toponym.label.clone(),
    };
    let line = Line {
        doc_id: Name::Text(document.id.clone()),
        text: document.text.clone(),
        toponyms: document.toponyms.iter().map(marked).collect(),
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}

/// Reads a file line by line, with the numbers of the lines, counted from 1. Empty ones are passed over.
pub(super) fn read_lines<T>(
    path: &Path,
    mut read: impl FnMut(&str, usize) -> Result<T, String>,
) -> Result<Vec<T>, GoldError> {
    let text = fs::read_to_string(path).map_err(|source| GoldError::Io { path: path.to_owned(), source })?;
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    lines
        .map(|(line, number)| {
            read(line, number).map_err(|what| GoldError::Form { path: path.to_owned(), line: number, what })
        })
        .collect()
}

fn parse(line: &str) -> Result<GoldDocument, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| {
        format!("expected an object {{doc_id, text, toponyms}}: {}", without_line(&error))
    })?;
    let id = match line.doc_id {
        Name::Text(name) => name,
        Name::Number(number) => number.to_string(),
    };
    let characters = CharIndex::new(&line.text);
    let length = line.text.chars().count();
    let toponyms = line.toponyms.into_iter().map(|marked| {
        let Marked { start, end, .. } = marked;
        let place = format!("characters {start} to {end} of {id:?}");
        if start >= end || end > length {
            return Err(format!("{place}: expected a span inside its {length} characters"));
        }
        let range = characters.byte_of(start)..characters.byte_of(end);
        let words = &line.text[range.clone()];
        if let Some(surface) = marked.surface.filter(|surface| surface != words) {
            return Err(format!(
                "{place}: expected the surface {words:?}, as the text has it, not {surface:?}"
            ));
        }
        let position = match (marked.lon, marked.lat) {
            (None, None) => None,
            (Some(lon), Some(lat)) if lon.abs() <= 180.0 && lat.abs() <= 90.0 => {
                Some(Position::new(lon, lat))
            }
            _ => {
                return Err(format!(
                    "{place}: expected both lat, -90 to 90, and lon, -180 to 180, or neither"
                ));
            }
        };
        Ok(Toponym { range, position, geonames_id: marked.geonameid, label: marked.label })
    });
    let toponyms = toponyms.collect::<Result<_, _>>()?;
    Ok(GoldDocument { id, text: line.text, toponyms })
}

/// What is wrong with JSON that is one line of a file, whose number is told elsewhere.
pub(super) fn without_line(error: &serde_json::Error) -> String {
    let words = error.to_string();
    match words.rfind(" at line 1 column ") {
        Some(at) => format!("{}, column {}", &words[..at], error.column()),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(line: &str) -> String {
        parse(line).unwrap_err()
    }

    #[test]
    fn offsets_count_characters_and_the_type_is_kept() {
        let line = r#"{"doc_id": 7, "text": "Près d’Alep", "toponyms": [
            {"start": 7, "end": 11, "surface": "Alep", "lat": 36.2, "lon": 37.2, "geonameid": 170063, "type": "Literal"}]}"#;
        let document = parse(line).unwrap();
        assert_eq!(document.id, "7");
        let alep = &document.toponyms[0];
        assert_eq!(&document.text[alep.range.clone()], "Alep");
        assert_eq!(alep.label.as_deref(), Some("Literal"));
        assert_eq!((alep.position, alep.geonames_id), (Some(Position::new(37.2, 36.2)), Some(170_063)));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let position = Some(Position::new(37.2, 36.2));
        let toponym =
            Toponym { range: 9..13, position, geonames_id: Some(170_063), label: Some("literal".into()) };
        let unknown = Toponym { range: 0..5, position: None, geonames_id: None, label: None };
        let text = "Près d\u{a0}Alep".to_owned();
        let document = GoldDocument { id: "a".into(), text, toponyms: vec![unknown, toponym] };
        let mut line = Vec::new();
        write_gold(&mut line, &document).unwrap();
        assert_eq!(parse(std::str::from_utf8(&line).unwrap()).unwrap(), document);
    }

    #[test]
    fn what_is_no_annotated_text_is_refused_with_what_was_expected() {
        let expected = "expected an object {doc_id, text, toponyms}";
        assert_eq!(
            wrong(r#"{"doc_id": "a", "toponyms": []}"#),
            format!("{expected}: missing field `text`, column 31")
        );
        let marked = |mark: &str| format!(r#"{{"doc_id": "a", "text": "In Homs", "toponyms": [{mark}]}}"#);
        assert_eq!(
            wrong(&marked(r#"{"start": 3, "end": 8}"#)),
            "characters 3 to 8 of \"a\": expected a span inside its 7 characters"
        );
        assert!(wrong(&marked(r#"{"start": 3, "end": 3}"#)).contains("expected a span"));
        assert_eq!(
            wrong(&marked(r#"{"start": 3, "end": 7, "surface": "Hama"}"#)),
            "characters 3 to 7 of \"a\": expected the surface \"Homs\", as the text has it, not \"Hama\""
        );
        assert!(wrong(&marked(r#"{"start": 3, "end": 7, "lat": 34.7}"#)).contains("expected both lat"));
        assert!(wrong(&marked(r#"{"start": 3, "end": 7, "lat": 91, "lon": 0}"#)).contains("-90 to 90"));
    }
}
