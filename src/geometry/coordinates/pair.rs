//! Two angles that make a position.

use std::ops::Range;

use super::angle::{Angle, Axis, angle, is_sign, start_of};
use super::cursor::Cursor;
use super::{KM_PER_DEGREE, WrittenPosition};
use crate::geometry::Position;

/// The position whose first digit stands at `digit`, where there is one; it does not begin before `floor`.
pub(super) fn pair_at(text: &str, digit: usize, floor: usize) -> Option<WrittenPosition> {
    let start = start_of(text, digit, floor);
    let mut cursor = Cursor { text, at: start };
    // "A36.2", "1.36": the number is a part of something longer.
    if cursor.behind().is_some_and(|behind| behind.is_alphanumeric() || matches!(behind, '_' | '.')) {
        return None;
    }
    let first = angle(&mut cursor)?;
    let before = cursor;
    let mark = separator(&mut cursor, first.axis.is_some());
    let touches = cursor.at == before.at;
    let second = angle(&mut cursor)?;
    // "36.2N37.1E": only a hemisphere or a mark parts two numbers that touch.
    if cursor.is_at_word() || touches && before.behind().is_some_and(|behind| behind.is_ascii_digit()) {
        return None;
    }
    let (lat, lon) = match (first.axis, second.axis) {
        (Some(Axis::Latitude), Some(Axis::Longitude)) => (first, second),
        (Some(Axis::Longitude), Some(Axis::Latitude)) => (second, first),
        (None, None) if is_plain_pair(text, start..cursor.at, mark, first, second) => (first, second),
        _ => return None,
    };
    Some(WrittenPosition {
        range: start..cursor.at,
        position: Position::new(lon.degrees, lat.degrees),
        // A metre is the best that a datum nobody names can be trusted to.
        radius_km: (lat.unit.max(lon.unit) * KM_PER_DEGREE).max(0.001),
    })
}

/// Steps over what stands between two angles, and gives the mark among it.
fn separator(cursor: &mut Cursor, is_named: bool) -> Option<char> {
    cursor.blanks();
    let mark = cursor.take(|mark| matches!(mark, ',' | ';' | '/' | '–'));
    cursor.blanks();
    let mut word = *cursor;
    if is_named && word.word(3).is_some_and(|word| word == "and" || word == "by") && word.blanks() {
        *cursor = word;
    }
    mark
}

/// Whether two numbers without hemispheres are a position: both have decimals, are in range, and nothing beside them says that
/// they are scores, prices, versions or a part of a longer list.
fn is_plain_pair(text: &str, range: Range<usize>, mark: Option<char>, lat: Angle, lon: Angle) -> bool {
    let fewest = lat.decimals.min(lon.decimals);
    // "33.783; 44.500" is how encyclopedias write it; of few decimals it is any list.
    let is_parted = mark == Some(',') || mark == Some(';') && fewest >= TELLING;
    if fewest == 0
        || !is_parted
        || lat.degrees.abs() > Axis::Latitude.limit()
        || lat.marked != lon.marked
        // Temperatures are written with one.
        || lat.marked && fewest < 2
        // Shares and likelihoods; nothing happens on the open sea where the axes cross.
        || fewest < 3 && lat.degrees.abs() < 1.0 && lon.degrees.abs() < 1.0
    {
        return false;
    }
    let lists = |listing| listing == ',' || listing == ';' && (fewest < TELLING || mark == Some(';'));
    follows_nothing(&text[..range.start], fewest, lists)
        && leads_nowhere(Cursor { text, at: range.end }, fewest, lists)
}

/// Decimals from which on hardly anything but a position is written as a pair.
const TELLING: u8 = 3;

fn is_currency(character: char) -> bool {
    matches!(character, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₺' | '₪' | '₩')
}

/// Whether what stands before leaves the pair a position.
fn follows_nothing(before: &str, decimals: u8, lists: impl Fn(char) -> bool) -> bool {
    let mut from = before.len().saturating_sub(48);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let before = &before[from..];
    let attached = before.ends_with('/');
    // A table has one position a line.
    let before = if decimals >= TELLING { before.rsplit('\n').next().unwrap_or_default() } else { before };
    let before = before.trim_end();
    let Some(last) = before.chars().next_back() else { return true };
    if is_currency(last)
        || is_sign(last)
        || attached
        || matches!(last, '%' | '#' | '=' | '±' | '~' | '<' | '>' | '[' | '×' | '*' | '^')
    {
        return false;
    }
    // "3.5, 4.2, 5.1" and "3.5 4.2, 5.1": a number of a list.
    let listed = before.trim_end_matches([',', ';', ' ']);
    if listed.ends_with(|character: char| character.is_ascii_digit() || character == '%')
        && (last != ';' || lists(';'))
    {
        return false;
    }
    let mut words =
        before.rsplit(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).take(3);
    decimals >= TELLING || !words.any(|word| SCALES.contains(&word.to_ascii_lowercase().as_str()))
}

/// Whether what stands behind leaves the pair a position.
fn leads_nowhere(mut cursor: Cursor, decimals: u8, lists: impl Fn(char) -> bool) -> bool {
    if cursor.peek().is_some_and(|next| {
        is_currency(next)
            || is_sign(next)
            || matches!(next, '%' | '‰' | '/' | '°' | '×' | '*' | '^' | '±' | '=')
    }) {
        return false;
    }
    let next = cursor.rest().bytes().take(8).find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    let line_ends = next == Some(b'\n');
    if decimals >= TELLING && line_ends {
        return true;
    }
    let mut list = cursor;
    list.blanks();
    let is_comma = list.take(lists).is_some();
    list.blanks();
    let mut joiner = list;
    let is_joined = joiner.word(3).is_some_and(|word| matches!(word.as_str(), "and" | "or" | "to"))
        || joiner.take(|mark| matches!(mark, '&' | '–' | '-')).is_some();
    if is_joined {
        list = joiner;
        list.blanks();
    }
    if is_comma || is_joined {
        list.take(|sign| is_sign(sign) || is_currency(sign));
        if list.is_at_digit() {
            return false;
        }
    }
    if !cursor.blanks() {
        return true;
    }
    if cursor.peek().is_some_and(|next| next == '%' || is_currency(next) || next.is_ascii_digit()) {
        return false;
    }
    let Some(word) = cursor.word(12) else { return decimals >= TELLING || !cursor.is_at_word() };
    if decimals >= TELLING { !UNITS.contains(&word.as_str()) } else { PLAIN_WORDS.contains(&word.as_str()) }
}

/// Words that say what a pair of numbers behind them measures. Verbs are not among them: shares fall, but so do shells.
const SCALES: &[&str] = &[
    "version",
    "versions",
    "release",
    "releases",
    "v",
    "score",
    "scores",
    "scored",
    "scoring",
    "rated",
    "rating",
    "ratings",
    "magnitude",
    "magnitudes",
    "average",
    "averages",
    "averaged",
    "averaging",
    "mean",
    "grade",
    "grades",
    "gpa",
    "rate",
    "rates",
    "price",
    "prices",
    "priced",
    "cost",
    "costs",
    "ratio",
    "ratios",
    "odds",
    "section",
    "sections",
    "figure",
    "figures",
    "fig",
    "table",
    "tables",
    "chapter",
    "chapters",
    "paragraph",
    "paragraphs",
    "rule",
    "rules",
    "article",
    "articles",
    "age",
    "ages",
    "aged",
    "ci",
    "interval",
    "temperature",
    "temperatures",
    "percent",
];

/// Units that make a pair of many decimals something else.
const UNITS: &[&str] = &[
    "percent",
    "per",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "thousand",
    "km",
    "m",
    "cm",
    "mm",
    "kg",
    "g",
    "metres",
    "meters",
    "kilometres",
    "kilometers",
    "miles",
    "feet",
    "inches",
    "tons",
    "tonnes",
    "seconds",
    "hours",
    "years",
    "points",
    "dollars",
    "euros",
    "pounds",
    "rupees",
    "respectively",
];

/// What may follow a pair of few decimals: a word that starts something new, and so is no unit.
const PLAIN_WORDS: &[&str] = &[
    "in", "near", "at", "on", "where", "which", "that", "is", "was", "were", "are", "by", "with", "off",
    "and", "when", "while", "after", "before", "from", "to", "for", "as", "about", "just", "close", "inside",
    "outside", "along", "but", "or", "during", "the", "this", "it", "he", "she", "they", "we",
];
