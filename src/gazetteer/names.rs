//! What of a source's names is worth matching, and which form is shown.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Whether an alternate name of a populated place can stand in a text.
///
/// `GeoNames` holds all-lower-case machine transliterations ("mwrk"), airport codes ("ALP") and links among the names;
/// none of them is what a newsroom writes.
pub(super) fn is_usable_alternate(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return false };
    let latin = first.is_ascii()
        || ('\u{c0}'..='\u{24f}').contains(&first)
        || ('\u{1e00}'..='\u{1eff}').contains(&first);
    if !latin {
        return true;
    }
    let has_upper = name.chars().any(char::is_uppercase);
    let is_code = name.len() <= 4 && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    has_upper && !is_code && name.chars().count() > 1 && !name.contains("://")
}

/// Countries that write in another script: their names reach English text through a transcription, and the press writes it
/// without the marks of the scholarly ones ("Tartus", not "Ţarţūs").
const OTHER_SCRIPTS: [&str; 52] = [
    "AE", "AF", "AM", "BD", "BG", "BH", "BT", "BY", "CN", "CY", "DJ", "DZ", "EG", "EH", "ER", "ET", "GE",
    "GR", "IL", "IN", "IQ", "IR", "JO", "JP", "KG", "KH", "KP", "KR", "KW", "KZ", "LA", "LB", "LK", "LY",
    "MA", "MK", "MM", "MN", "MR", "NP", "OM", "PK", "PS", "QA", "RU", "SA", "SD", "SY", "TH", "TJ", "TN",
    "YE",
];

/// The form of a name that English text uses.
pub(super) fn shown_name(name: &str, country: &str) -> String {
    if OTHER_SCRIPTS.contains(&country) {
        name.nfd().filter(|&c| !is_combining_mark(c)).collect()
    } else {
        name.to_owned()
    }
}

/// The forms in which CLDR's names of territories are written in running text.
pub(super) fn territory_forms(name: &str) -> Vec<String> {
    let name = name.trim_end_matches(" SAR China");
    // "Congo - Kinshasa" tells two countries apart in a list; nobody writes so.
    if name.contains(" - ") {
        return Vec::new();
    }
    let mut forms = Vec::new();
    match name.split_once(" (") {
        Some((outer, inner)) => forms.extend([outer.to_owned(), inner.trim_end_matches(')').to_owned()]),
        None => forms.push(name.to_owned()),
    }
    let written_out: Vec<String> =
        forms.iter().filter(|form| form.contains(" & ")).map(|form| form.replace(" & ", " and ")).collect();
    forms.extend(written_out);
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_machine_transliterations_are_no_names() {
        for name in ["mwrk", "ALP", "", "http://example.org/X", "7"] {
            assert!(!is_usable_alternate(name), "{name}");
        }
        for name in ["Murak", "حلب", "Алеппо", "Ḩamāh", "Oz"] {
            assert!(is_usable_alternate(name), "{name}");
        }
    }

    #[test]
    fn transcriptions_are_shown_without_their_marks() {
        assert_eq!(shown_name("Ţarţūs", "SY"), "Tartus");
        assert_eq!(shown_name("São Paulo", "BR"), "São Paulo");
    }

    #[test]
    fn cldr_names_come_as_people_write_them() {
        assert_eq!(territory_forms("Myanmar (Burma)"), ["Myanmar", "Burma"]);
        assert_eq!(
            territory_forms("Bosnia & Herzegovina"),
            ["Bosnia & Herzegovina", "Bosnia and Herzegovina"]
        );
        assert_eq!(territory_forms("Hong Kong SAR China"), ["Hong Kong"]);
        assert!(territory_forms("Congo - Kinshasa").is_empty());
    }
}
