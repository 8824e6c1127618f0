//! The day in a dateline: "BEIRUT, Oct. 7, 2015 (AP) —", "Geneva, 7 October 2015". One without a year tells none.

use jiff::civil::Date;

use super::date;

/// A headline and what else stands before the report may be so many lines.
const LINES: usize = 5;
/// Longer than this, in bytes, is no dateline.
const LONGEST: usize = 120;
/// The words of places in a dateline, all of them in capitals or not.
const MOST_WORDS: (usize, usize) = (8, 3);
/// Words of names that have no capital, and "and" between two towns.
const SMALL_WORDS: [&str; 10] = ["and", "of", "the", "de", "del", "da", "do", "la", "el", "al"];

/// The day that the dateline of a text says it was written on. Looks at its first lines alone.
pub(crate) fn day(text: &str) -> Option<Date> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES).find_map(in_line)
}

fn in_line(line: &str) -> Option<Date> {
    let opening = opening(line)?.trim_matches(['(', ')', ' ', '\u{a0}', '.']);
    let start = opening
        .char_indices()
        .find(|&(at, character)| {
            !opening[..at].ends_with(char::is_alphanumeric)
                && (character.is_ascii_digit() || date::month(word(&opening[at..])).is_some())
        })?
        .0;
    if !is_place(&opening[..start]) {
        return None;
    }
    let end = end_of_third_word(&opening[start..])?;
    let (written, rest) = opening[start..].split_at(end);
    let has_year =
        written.split(|character: char| !character.is_ascii_digit()).any(|digits| digits.len() == 4);
    if has_year && is_agency(rest) { date::read(written) } else { None }
}

/// What stands before the dash, the colon or the agency's slash, or the whole of a short line.
fn opening(line: &str) -> Option<&str> {
    let end = ["—", "–", " - ", "--", " /", ": "]
        .iter()
        .filter_map(|dash| line.find(dash))
        .min()
        .unwrap_or(line.len());
    (end <= LONGEST).then(|| &line[..end])
}

fn word(text: &str) -> &str {
    text.split(|character: char| !character.is_alphanumeric()).next().unwrap_or_default()
}

/// Names and, where they are not in capitals, a comma or parenthesis behind them: "Final stage" is no town.
fn is_place(before: &str) -> bool {
    let words =
        || before.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_small = |word: &str| SMALL_WORDS.contains(&word);
    let town = before.split([',', '(']).next().unwrap_or_default();
    let in_capitals = |word: &str| is_small(word) || !word.contains(char::is_lowercase);
    let capitals = town.split(|character: char| !character.is_alphanumeric()).all(in_capitals);
    let most = if capitals { MOST_WORDS.0 } else { MOST_WORDS.1 };
    let named = words().all(|word| word.starts_with(char::is_uppercase) || is_small(word));
    let apart = capitals || before.trim_end().ends_with([',', ')']);
    (1..=most).contains(&words().count()) && named && apart
}

/// Where the third word ends, in bytes.
fn end_of_third_word(text: &str) -> Option<usize> {
    let mut at = 0;
    for _ in 0..3 {
        at += text[at..].find(char::is_alphanumeric)?;
        at += word(&text[at..]).len();
    }
    Some(at)
}

/// "(AP)", or nothing.
fn is_agency(rest: &str) -> bool {
    let rest = rest.trim_matches([' ', '\u{a0}', '.', ',', ':']);
    rest.is_empty() || rest.starts_with('(')
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_usual_forms_are_read() {
        for text in [
            "BEIRUT, Oct. 7, 2015 (AP) — Shells fell on the town.",
            "Convoy leaves port\n\nBEIRUT (AP), October 7, 2015 -- Shells fell.",
            "MOSCOW, October 7, 2015. /TASS/. The ministry said so.",
            "Geneva, 7 October 2015 – The agency said so.",
            "(Geneva, 7 October 2015)\nThe agency said so.",
            "New York City, 7 October 2015",
            "PARIS and BERLIN 7 Oct 2015 - The ministers met.",
            "RIO DE JANEIRO, Brazil, 7th October 2015: They met.",
        ] {
            assert_eq!(day(text), Some(date(2015, 10, 7)), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_dateline_tells_no_day() {
        for text in [
            "",
            "MOSCOW, Oct 7 (Reuters) - They said so.",
            "The war began on 7 October 2015 — nobody saw it coming.",
            "World Cup final stage, October 7, 2015 — Germany won.",
            "Opening 7 October 2015 — the new bridge.",
            "7 October 2015 — the new bridge.",
            "BEIRUT, 31 February 2015 — They said so.",
            "BEIRUT, 7 October 2015 and later — They said so.",
            "1\n2\n3\n4\n5\nBEIRUT, 7 October 2015 — They said so.",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_borne(text in "[A-Z ,.()0-9—é\u{a0}\n/-]{0,60}( 7 October 2015)?.{0,20}") {
            day(&text);
        }
    }
}
