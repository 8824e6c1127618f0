//! Texts in which people have marked the time expressions: one JSON object a line.

use std::ops::Range;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use super::gold::{GoldError, read_lines, without_line};
use crate::segment::CharIndex;
use crate::time::Precision;

/// A text with its date and with what people say of its time expressions.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeDocument {
    /// The text.
    pub text: String,
    /// The day it was published; none where nobody knows.
    pub date: Option<Date>,
    /// The marked expressions.
    pub times: Vec<MarkedTime>,
}

/// A marked time expression.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedTime {
    /// Bytes in the text.
    pub range: Range<usize>,
    /// First and last day or minute, both inclusive, as [`crate::time::Interval::bounds`] writes them; none where nobody can tell.
    pub bounds: Option<(String, String)>,
    /// How finely it is told.
    pub precision: Precision,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    date: Option<Date>,
    times: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    surface: Option<String>,
    first: Option<String>,
    last: Option<String>,
    precision: String,
}

/// Reads `{text, date, times: [{start, end, surface?, first, last, precision}]}`, one object a line; offsets in Unicode characters,
/// end exclusive. Empty lines are passed over, and members with other names.
///
/// Refused are a span outside its text, a `surface` other than the text at its span, a `first` or `last` alone, one that is no day or
/// minute, and a precision that there is not.
pub fn read_time_gold(path: &Path) -> Result<Vec<TimeDocument>, GoldError> {
    read_lines(path, |line, _| parse(line))
}

fn parse(line: &str) -> Result<TimeDocument, String> {
    let Line { text, date, times } = serde_json::from_str(line)
        .map_err(|error| format!("expected an object {{text, date, times}}: {}", without_line(&error)))?;
    let characters = CharIndex::new(&text);
    let length = text.chars().count();
    let marked = |Marked { start, end, surface, first, last, precision }: Marked| {
        let place = format!("characters {start} to {end}");
        if start >= end || end > length {
            return Err(format!("{place}: expected a span inside its {length} characters"));
        }
        let range = characters.byte_of(start)..characters.byte_of(end);
        let words = &text[range.clone()];
        if let Some(surface) = surface.filter(|surface| surface != words) {
            return Err(format!(
                "{place}: expected the surface {words:?}, as the text has it, not {surface:?}"
            ));
        }
        let bounds = match (first, last) {
            (None, None) => None,
            (Some(first), Some(last)) if is_moment(&first) && is_moment(&last) && first <= last => {
                Some((first, last))
            }
            _ => {
                return Err(format!(
                    "{place}: expected first and last as days (2015-10-07) or minutes (2015-10-07T06:00), in order, or neither"
                ));
            }
        };
        let known = Precision::ALL.into_iter().find(|known| known.as_str() == precision);
        let precision = known.ok_or_else(|| {
            let known = Precision::ALL.map(Precision::as_str).join(", ");
            format!("{place}: the precision is {precision:?}; expected one of {known}")
        })?;
        Ok(MarkedTime { range, bounds, precision })
    };
    let times = times.into_iter().map(marked).collect::<Result<_, _>>()?;
    Ok(TimeDocument { text, date, times })
}

fn is_moment(text: &str) -> bool {
    let text = text.strip_suffix('Z').unwrap_or(text);
    match text.split_once('T') {
        Some((day, clock)) => is_day(day) && clock.len() == 5 && clock.parse::<jiff::civil::Time>().is_ok(),
        None => is_day(text),
    }
}

fn is_day(text: &str) -> bool {
    text.parse::<Date>().is_ok_and(|date| date.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_with_their_bounds() {
        let line = r#"{"text": "Café, 7 Oct.", "date": "2015-10-08", "times": [
            {"start": 6, "end": 12, "surface": "7 Oct.", "first": "2015-10-07", "last": "2015-10-07", "precision": "day"}]}"#;
        let document = parse(line).unwrap();
        assert_eq!(&document.text[document.times[0].range.clone()], "7 Oct.");
        assert_eq!(document.times[0].precision, Precision::Day);
        let undated = parse(
            r#"{"text": "On Monday", "date": null, "times": [{"start": 3, "end": 9, "precision": "day"}]}"#,
        );
        assert_eq!(undated.unwrap().times[0].bounds, None);
    }

    #[test]
    fn what_is_wrong_is_named_with_what_was_expected() {
        let wrong = |marks: &str| {
            parse(&format!(r#"{{"text": "On Monday", "date": null, "times": [{marks}]}}"#)).unwrap_err()
        };
        assert!(wrong(r#"{"start": 3, "end": 10, "precision": "day"}"#).contains("inside its 9 characters"));
        assert!(
            wrong(r#"{"start": 3, "end": 9, "surface": "Sunday", "precision": "day"}"#)
                .contains("expected the surface")
        );
        assert!(
            wrong(r#"{"start": 3, "end": 9, "precision": "eon"}"#)
                .contains("one of minute, part_of_day, day")
        );
        for (first, last) in
            [("2015-10-07", "2015-10-06"), ("2015-10-7", "2015-10-08"), ("2015-10-07T6", "2015-10-08")]
        {
            let mark = format!(
                r#"{{"start": 3, "end": 9, "first": "{first}", "last": "{last}", "precision": "day"}}"#
            );
            assert!(wrong(&mark).contains("in order, or neither"), "{first} {last}");
        }
        assert!(
            wrong(r#"{"start": 3, "end": 9, "first": "2015-10-07", "precision": "day"}"#)
                .contains("or neither")
        );
        assert!(parse("{}").unwrap_err().contains("missing field `text`"));
    }
}
