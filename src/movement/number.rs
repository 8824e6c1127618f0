//! Numbers in digits and words, their qualifiers, and distances as intervals.

/// Reads a number written in digits ("1,610", "4.5", "3 000" is two words and not read) or as one word ("four", "dozen").
pub(super) fn value(word: &str) -> Option<f64> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let mut groups = word.split(',');
        let first = groups.next()?;
        let mut digits = first.to_owned();
        for group in groups {
            // A comma separates thousands only; "4,5" is no number of this language.
            if group.split('.').next().is_none_or(|whole| whole.len() != 3) {
                return None;
            }
            digits.push_str(group);
        }
        return digits.parse().ok();
    }
    Some(match word {
        "zero" => 0.,
        "one" | "a" | "an" | "single" => 1.,
        "two" | "both" | "pair" | "couple" => 2.,
        "three" => 3.,
        "four" => 4.,
        "five" => 5.,
        "six" => 6.,
        "seven" => 7.,
        "eight" => 8.,
        "nine" => 9.,
        "ten" => 10.,
        "eleven" => 11.,
        "twelve" | "dozen" => 12.,
        "thirteen" => 13.,
        "fourteen" => 14.,
        "fifteen" => 15.,
        "sixteen" => 16.,
        "seventeen" => 17.,
        "eighteen" => 18.,
        "nineteen" => 19.,
        "twenty" | "score" => 20.,
        "thirty" => 30.,
        "forty" => 40.,
        "fifty" => 50.,
        "sixty" => 60.,
        "seventy" => 70.,
        "eighty" => 80.,
        "ninety" => 90.,
        "hundred" => 100.,
        "thousand" => 1_000.,
        "million" => 1_000_000.,
        _ => return None,
    })
}

/// Whether the word multiplies the number before it: "two dozen", "3 thousand".
fn is_multiplier(word: &str) -> bool {
    matches!(word, "dozen" | "score" | "hundred" | "thousand" | "million")
}

/// Whether the word is a number by itself, which articles and "both" are not.
pub(super) fn is_number(word: &str) -> bool {
    !matches!(word, "a" | "an" | "both" | "pair" | "couple" | "single" | "score") && value(word).is_some()
}

/// Reads a run of number words: "twenty four", "two hundred and fifty", "1.2 million".
pub(super) fn run<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<f64> {
    let (mut total, mut current, mut any) = (0., 0., false);
    for word in words {
        if word == "and" {
            continue;
        }
        let value = value(word)?;
        any = true;
        if is_multiplier(word) {
            current = if current == 0. { value } else { current * value };
            if value >= 1_000. {
                total += current;
                current = 0.;
            }
        } else {
            current += value;
        }
    }
    any.then_some(total + current)
}

/// What the words around a number allow it to be, as shares of it.
struct Interval {
    words: &'static str,
    least: f64,
    most: Option<f64>,
}

/// A plain number is rounded, so that even it allows a twentieth either way.
const PLAIN: (f64, Option<f64>) = (0.95, Some(1.05));

/// Qualifiers with the interval each allows; longer ones first, for they contain shorter ones.
static INTERVALS: &[Interval] = &[
    Interval { words: "no more than", least: 0., most: Some(1.) },
    Interval { words: "not more than", least: 0., most: Some(1.) },
    Interval { words: "no fewer than", least: 1., most: None },
    Interval { words: "no less than", least: 1., most: None },
    Interval { words: "a little over", least: 1., most: Some(1.1) },
    Interval { words: "an estimated", least: 0.9, most: Some(1.1) },
    Interval { words: "a total of", least: 0.95, most: Some(1.05) },
    Interval { words: "as many as", least: 0., most: Some(1.) },
    Interval { words: "as much as", least: 0., most: Some(1.) },
    Interval { words: "as far as", least: 0., most: Some(1.) },
    Interval { words: "more than", least: 1., most: None },
    Interval { words: "less than", least: 0., most: Some(1.) },
    Interval { words: "fewer than", least: 0., most: Some(1.) },
    Interval { words: "at least", least: 1., most: None },
    Interval { words: "at most", least: 0., most: Some(1.) },
    Interval { words: "close to", least: 0.9, most: Some(1.) },
    Interval { words: "just under", least: 0.9, most: Some(1.) },
    Interval { words: "just over", least: 1., most: Some(1.1) },
    Interval { words: "well over", least: 1., most: None },
    Interval { words: "up to", least: 0., most: Some(1.) },
    Interval { words: "estimated", least: 0.9, most: Some(1.1) },
    Interval { words: "approximately", least: 0.9, most: Some(1.1) },
    Interval { words: "roughly", least: 0.9, most: Some(1.1) },
    Interval { words: "around", least: 0.9, most: Some(1.1) },
    Interval { words: "about", least: 0.9, most: Some(1.1) },
    Interval { words: "some", least: 0.9, most: Some(1.1) },
    Interval { words: "nearly", least: 0.9, most: Some(1.) },
    Interval { words: "almost", least: 0.9, most: Some(1.) },
    Interval { words: "exceeding", least: 1., most: None },
    Interval { words: "exactly", least: 0.99, most: Some(1.01) },
    Interval { words: "over", least: 1., most: None },
    Interval { words: "under", least: 0., most: Some(1.) },
];

/// The longest qualifier with which the words before a number end, and how many words it has. `words` are lower case, in
/// text order.
pub(super) fn qualifier(words: &[&str]) -> Option<(&'static str, usize)> {
    INTERVALS.iter().find_map(|interval| {
        let wanted: Vec<&str> = interval.words.split(' ').collect();
        words.ends_with(&wanted).then_some((interval.words, wanted.len()))
    })
}

/// The least and the most that `qualifier` allows a length of `km` kilometres to be.
pub(super) fn interval_km(km: f64, qualifier: Option<&str>) -> (f64, Option<f64>) {
    let (least, most) = qualifier
        .and_then(|words| INTERVALS.iter().find(|interval| interval.words == words))
        .map_or(PLAIN, |interval| (interval.least, interval.most));
    (round(km * least), most.map(|most| round(km * most)))
}

fn round(km: f64) -> f64 {
    (km * 1_000.).round() / 1_000.
}

/// Kilometres in one unit of length, and how many words name it; feet and metres measure heights and are left out.
pub(super) fn length_unit(words: &[&str]) -> Option<(f64, usize)> {
    Some(match words {
        ["nautical", "miles" | "mile", ..] => (1.852, 2),
        ["kilometres" | "kilometers" | "kilometre" | "kilometer" | "km" | "kms", ..] => (1., 1),
        ["miles" | "mile" | "mi", ..] => (1.609_344, 1),
        ["nmi" | "nm", ..] => (1.852, 1),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_digits_and_words() {
        assert_eq!(run(["1,610"]), Some(1610.));
        assert_eq!(run(["two", "dozen"]), Some(24.));
        assert_eq!(run(["twenty", "four"]), Some(24.));
        assert_eq!(run(["two", "hundred", "and", "fifty"]), Some(250.));
        assert_eq!(run(["1.2", "million"]), Some(1_200_000.));
        assert_eq!(run(["three", "thousand", "five", "hundred"]), Some(3500.));
        assert_eq!(value("4,5"), None);
        assert_eq!(run(["warships"]), None);
    }

    #[test]
    fn qualifiers_become_intervals() {
        assert_eq!(qualifier(&["flew", "nearly"]), Some(("nearly", 1)));
        assert_eq!(qualifier(&["flew", "no", "more", "than"]), Some(("no more than", 3)));
        assert_eq!(interval_km(1610., Some("nearly")), (1449., Some(1610.)));
        assert_eq!(interval_km(100., Some("more than")), (100., None));
        assert_eq!(interval_km(100., None), (95., Some(105.)));
    }
}
