//! Datelines: "BEIRUT (AP) —", "MOSCOW, Oct. 7 (Reuters) -", "(Red Oak) --". They say where a report was written, not where
//! something happened.

use super::{Kind, Mention};

/// Longer than this, in bytes, is no dateline.
const LONGEST: usize = 120;
/// What follows a dateline on its line is a sentence, of so many bytes at least; less is a table or a heading.
const SHORTEST_REPORT: usize = 30;

/// Marks the mentions that stand in the datelines of a text. Linear in the text.
pub(super) fn mark(text: &str, mentions: &mut [Mention]) {
    let mut at = 0;
    while at < mentions.len() {
        let places = if opens_line(text, mentions[at].range.start) { read(text, &mentions[at..]) } else { 0 };
        for place in &mut mentions[at..at + places] {
            place.dateline = true;
        }
        at += places.max(1);
    }
}

/// Whether nothing but an opening parenthesis or a mark of markup stands between the start of a line and a byte.
fn opens_line(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(['(', '*', '_', '#', '>', ' ', '\t', '\u{a0}']);
    before.is_empty() || before.ends_with(['\n', '\r', '\u{2028}', '\u{2029}'])
}

/// What a dateline has beside its places.
#[derive(Default)]
struct Signs {
    /// "(Reuters)", "/TASS/", "Oct. 7"
    certain: bool,
    /// A place with its country or state, or in parentheses
    full: bool,
    capitals: bool,
}

/// How many of the mentions, which open a line, make a dateline together; 0 where they do not.
fn read(text: &str, mentions: &[Mention]) -> usize {
    let line = text[mentions[0].range.start..].lines().next().unwrap_or_default();
    let end = mentions[0].range.start + line.len();
    let mut signs = Signs { capitals: is_in_capitals(&text[mentions[0].range.clone()]), ..Signs::default() };
    let mut opened = text[..mentions[0].range.start].ends_with('(');
    let mut places = 0;
    let mut at = mentions[0].range.start;
    loop {
        // A name that runs over the line end, in wrapped text.
        if at > end {
            return 0;
        }
        let start = skip_blanks(text, at, end);
        if start - mentions[0].range.start > LONGEST {
            return 0;
        }
        if let Some(mention) = mentions.get(places).filter(|mention| mention.range.start == start) {
            if mention.kind == Kind::Demonym {
                return 0;
            }
            at = mention.range.end;
            places += 1;
            // The bare name inside a region belongs to it.
            while mentions.get(places).is_some_and(|nested| nested.range.start < at) {
                places += 1;
            }
            continue;
        }
        let rest = &text[start..end];
        let blank_before = start > at;
        if let Some(length) = dash(rest, blank_before) {
            return if is_report(&rest[length..], &signs) { places } else { 0 };
        }
        let mut characters = rest.chars();
        at = match characters.next() {
            // "PARIS/BERLIN", "/TASS/"
            Some('/') => match agency(rest, '/') {
                Some(length) => {
                    signs.certain = true;
                    // "MOSCOW, October 7. /TASS/."
                    let behind = start + length;
                    if !rest[length..].trim_start_matches('.').starts_with([' ', '\u{a0}']) {
                        return 0;
                    }
                    return if is_report(&text[behind..end], &signs) { places } else { 0 };
                }
                None => start + 1,
            },
            Some('(') => match agency(rest, ')') {
                Some(length) => {
                    signs.certain = true;
                    start + length
                }
                None => return 0,
            },
            Some(')') if opened => {
                (opened, signs.full) = (false, true);
                start + 1
            }
            Some(',') => {
                signs.full |= mentions.get(places).is_some_and(|next| next.range.start <= start + 2);
                start + 1
            }
            Some('.') => start + 1,
            Some(':') if signs.certain || signs.capitals => {
                return if is_report(&rest[1..], &signs) { places } else { 0 };
            }
            Some(_) => {
                let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
                match word {
                    "and" => {}
                    // A state that the gazetteer does not know in this form: "Wash."
                    _ if is_date(word) => signs.certain = true,
                    _ if text[..start].trim_end().ends_with(',') && rest[word.len()..].starts_with('.') => {
                        signs.full = true;
                    }
                    _ => return 0,
                }
                start + word.len()
            }
            None => return 0,
        };
    }
}

fn skip_blanks(text: &str, at: usize, end: usize) -> usize {
    let blanks = text[at..end].chars().take_while(|c| c.is_whitespace());
    at + blanks.map(char::len_utf8).sum::<usize>()
}

/// The length of the dash that ends a dateline; a hyphen needs blanks around it.
fn dash(rest: &str, blank_before: bool) -> Option<usize> {
    ["---", "--", "—", "–", "―"].iter().find(|dash| rest.starts_with(**dash)).map(|dash| dash.len()).or_else(
        || {
            let hyphen = blank_before && rest.starts_with("- ");
            hyphen.then_some(1)
        },
    )
}

/// The length of "(AP)", "(Xinhua News)", "/TASS/", with its closing mark.
fn agency(rest: &str, closing: char) -> Option<usize> {
    let inside = &rest[1..];
    let end = inside.find(closing).filter(|&end| end <= 40)?;
    let name = &inside[..end];
    // "(dpa)"
    let is_short = name.len() == 3 && name.chars().all(char::is_lowercase);
    ((name.starts_with(char::is_uppercase) || is_short)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '&' | '-' | '/' | '\'')))
    .then_some(end + 2)
}

/// Whether what stands behind the dash begins a report.
fn is_report(rest: &str, signs: &Signs) -> bool {
    let report = rest.trim_start();
    // Letters of scripts without capitals begin one as well.
    let is_capital = |c: char| c.is_alphabetic() && !c.is_lowercase();
    let opens =
        report.starts_with(|c: char| is_capital(c) || matches!(c, '"' | '“' | '\'' | '‘' | '«' | '$'));
    let sure = signs.certain || signs.capitals || signs.full;
    report.len() >= SHORTEST_REPORT && (opens || signs.certain) && (sure || !report.contains(['–', '—']))
}

fn is_in_capitals(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() > 3 && !name.contains(char::is_lowercase)
}

/// How the months of news languages begin, and the English days of the week.
const STARTS: &str = "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun \
     ene abr ago dic fév avr mai jui aoû déc mär okt dez gen mag giu lug set ott fev out \
     янв фев мар апр мая июн июл авг сен окт ноя дек";

/// A month, a weekday, a number of one to four digits, or what joins them: "7 de octubre de 2015".
fn is_date(word: &str) -> bool {
    let digits = word.len() <= 4 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let start: String = word.chars().take(3).flat_map(char::to_lowercase).collect();
    let begins = start.chars().count() == 3 && STARTS.split_whitespace().any(|known| known == start);
    digits || begins || matches!(word, "de" | "del" | "г")
}

#[cfg(test)]
mod tests {
    use crate::gazetteer::Gazetteer;
    use crate::mention::{find, find_by_name};
    use crate::segment::segment;

    fn datelines(text: &str) -> Vec<&str> {
        let mentions = find(text, &segment(text), Gazetteer::bundled());
        mentions
            .iter()
            .filter(|mention| mention.dateline)
            .map(|mention| &text[mention.range.clone()])
            .collect()
    }

    #[test]
    fn the_places_before_the_dash_are_where_the_report_was_written() {
        let report = "Two ships left Tartus for Latakia on Monday, officials said.";
        for (head, places) in [
            ("BEIRUT (AP) — ", vec!["BEIRUT"]),
            ("MOSCOW, Oct 7 (Reuters) - ", vec!["MOSCOW"]),
            ("MOSCOW, October 7. /TASS/. ", vec!["MOSCOW"]),
            ("BEIRUT, Lebanon — ", vec!["BEIRUT", "Lebanon"]),
            ("PARIS/BERLIN, Oct. 7 (Reuters) - ", vec!["PARIS", "BERLIN"]),
            ("WASHINGTON and MOSCOW — ", vec!["WASHINGTON", "MOSCOW"]),
            ("LONDON: ", vec!["LONDON"]),
            ("Damascus – ", vec!["Damascus"]),
            ("(Damascus) -- ", vec!["Damascus"]),
            ("A headline without a stop\n\nANKARA, Turkey (AP) -- ", vec!["ANKARA", "Turkey"]),
        ] {
            assert_eq!(datelines(&format!("{head}{report}")), places, "{head}");
        }
    }

    #[test]
    fn datelines_of_other_languages_are_read_as_well() {
        for (text, place) in [
            (
                "MADRID, 7 de octubre de 2015 (EFE) - El ministro pidió calma y ofreció su mediación.",
                "MADRID",
            ),
            (
                "BERLIN, 7. Oktober 2015 (dpa) - Der Minister reist am Montag in die Türkei, hieß es.",
                "BERLIN",
            ),
            ("МОСКВА, 7 октября. /ТАСС/. Министр заявил, что переговоры будут продолжены.", "МОСКВА"),
            ("دمشق - قال مسؤولون يوم الاثنين إن سفينتين غادرتا الميناء متجهتين إلى الشمال.", "دمشق"),
        ] {
            let mentions = find_by_name(text, &segment(text), Gazetteer::bundled());
            let found: Vec<_> = mentions.iter().filter(|mention| mention.dateline).collect();
            assert_eq!(
                found.iter().map(|mention| &text[mention.range.clone()]).collect::<Vec<_>>(),
                [place],
                "{text}"
            );
        }
    }

    #[test]
    fn a_place_that_begins_a_sentence_a_table_or_a_list_is_none() {
        for text in [
            "Damascus – once a city of two million – was quiet on Monday, officials said.",
            "Damascus said on Monday that two ships had left Tartus for Latakia.",
            "US-based makers of steel left Tartus for Latakia on Monday, officials said.",
            "LONDON: 12 degrees\nPARIS: 14 degrees\nROME: 20 degrees",
            "Syrian (and Iraqi) ships left Tartus for Latakia on Monday, officials said.",
            "Deir\nal-Zor was quiet on Monday, officials said, and no ships left Tartus for Latakia.",
            "He went to Damascus — The city was quiet on Monday, officials said.",
        ] {
            assert_eq!(datelines(text), Vec::<&str>::new(), "{text}");
        }
    }
}
