//! Texts with their journeys: one JSON object a line, as `tests/gold/README.md` describes them.

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use crate::eval::GoldError;
use crate::eval::gold::without_line;
use crate::movement::{DistanceCheck, Mode, Polarity};

/// A text with the journeys that people have marked in it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct JourneyDocument {
    /// Its name.
    pub id: String,
    /// The text.
    pub text: String,
    /// The day it was published.
    #[serde(default)]
    pub date: Option<Date>,
    /// Set aside: its errors are counted and never shown.
    #[serde(default)]
    pub held_out: bool,
    /// What a reader of the text would write down; nothing where it tells of no journey.
    pub movements: Vec<GoldJourney>,
}

/// A marked journey.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct GoldJourney {
    /// How it moves.
    pub mode: Mode,
    /// Whether the text says that it happened.
    pub polarity: Polarity,
    /// Told with a hedge.
    pub hedged: bool,
    /// Where from.
    #[serde(default)]
    pub origins: Vec<GoldStop>,
    /// Over or through what.
    #[serde(default)]
    pub vias: Vec<GoldStop>,
    /// Where to.
    #[serde(default)]
    pub destinations: Vec<GoldStop>,
    /// What moves.
    #[serde(default)]
    pub count: Option<MarkedCount>,
    /// What carries or launches it.
    #[serde(default)]
    pub carriers: Option<MarkedCount>,
    /// Whose it is.
    #[serde(default)]
    pub operator: Option<GoldStop>,
    /// How far.
    #[serde(default)]
    pub distance: Option<MarkedDistance>,
    /// When.
    #[serde(default)]
    pub dates: Vec<GoldStop>,
}

/// A marked span: Unicode characters in the text, end exclusive.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GoldStop {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words there.
    pub text: String,
}

/// A marked number of things.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct MarkedCount {
    /// How many; null where the text gives no number.
    pub number: Option<u64>,
    /// Of what, in the singular.
    pub unit: String,
    /// Where it stands.
    #[serde(flatten)]
    pub span: GoldStop,
}

/// A marked distance.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct MarkedDistance {
    /// Kilometres.
    pub km: f64,
    /// How it stands to what the places allow.
    pub check: DistanceCheck,
    /// Where it stands.
    #[serde(flatten)]
    pub span: GoldStop,
}

/// Reads `{id, text, date?, held_out?, movements: [{mode, polarity, hedged, origins?, vias?, destinations?, count?, carriers?,
/// operator?, distance?, dates?}]}`, one object a line. Empty lines are passed over, and members with other names.
///
/// Refused are a span outside its text, and one whose `text` is not what stands there.
pub fn read_journeys(path: &Path) -> Result<Vec<JourneyDocument>, GoldError> {
    let text = fs::read_to_string(path).map_err(|source| GoldError::Io { path: path.to_owned(), source })?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            parse(line).map_err(|what| GoldError::Form { path: path.to_owned(), line: at + 1, what })
        })
        .collect()
}

fn parse(line: &str) -> Result<JourneyDocument, String> {
    let document: JourneyDocument = serde_json::from_str(line)
        .map_err(|error| format!("expected an object {{id, text, movements}}: {}", without_line(&error)))?;
    let characters: Vec<char> = document.text.chars().collect();
    for span in document.movements.iter().flat_map(GoldJourney::spans) {
        let GoldStop { start, end, text } = span;
        let there = characters.get(*start..*end).map(|words| words.iter().collect::<String>());
        if there.as_ref() != Some(text) {
            let there = there.map_or_else(
                || format!("a span inside its {} characters", characters.len()),
                |there| format!("the text {there:?} that stands there, not {text:?}"),
            );
            return Err(format!("characters {start} to {end} of {:?}: expected {there}", document.id));
        }
    }
    Ok(document)
}

impl GoldJourney {
    fn spans(&self) -> impl Iterator<Item = &GoldStop> {
        let counts = [&self.count, &self.carriers].into_iter().flatten().map(|count| &count.span);
        let many = [&self.origins, &self.vias, &self.destinations, &self.dates].into_iter().flatten();
        many.chain(counts).chain(&self.operator).chain(self.distance.iter().map(|distance| &distance.span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(stop: &str) -> String {
        let head = r#"{"id": "a", "text": "Près d’Alep", "movements": [{"mode": "sea", "polarity": "denied", "hedged": false"#;
        format!("{head}, \"origins\": [{stop}]}}]}}")
    }

    #[test]
    fn spans_count_characters_and_must_hold_their_words() {
        let document = parse(&line(r#"{"start": 7, "end": 11, "text": "Alep"}"#)).unwrap();
        assert_eq!(document.movements[0].origins[0].text, "Alep");
        assert_eq!(
            parse(&line(r#"{"start": 6, "end": 11, "text": "Alep"}"#)).unwrap_err(),
            "characters 6 to 11 of \"a\": expected the text \"’Alep\" that stands there, not \"Alep\""
        );
        let outside = parse(&line(r#"{"start": 7, "end": 12, "text": "Alep"}"#)).unwrap_err();
        assert!(outside.ends_with("expected a span inside its 11 characters"), "{outside}");
        let backwards = parse(&line(r#"{"start": 7, "end": 6, "text": ""}"#)).unwrap_err();
        assert!(backwards.contains("expected a span"), "{backwards}");
        assert!(parse("{}").unwrap_err().starts_with("expected an object {id, text, movements}"));
    }
}
