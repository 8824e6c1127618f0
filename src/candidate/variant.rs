//! The places that words may name though no place is called exactly so.

use crate::gazetteer::{Gazetteer, Hit, fold};

/// How the name of a candidate is like the words of the mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variant {
    /// The words are its name, but for case, marks and the like
    Exact,
    /// Its name with what belongs to the sentence, or written short: "the Hague's", "Butler Co.", "town of Groton"
    Rewritten,
    /// Its name but for a letter: "Britian"
    Misspelt,
    /// The words hold its name: "Manila Cathedral"
    Nested,
}

/// Names shorter than this, in characters, are not taken for misspelt ones: too many differ by a letter.
const SHORTEST_MISSPELT: usize = 6;

/// What stands before or behind the bare name of an area or a town.
const KINDS: [&str; 20] = [
    "area",
    "borough",
    "city",
    "county",
    "department",
    "district",
    "governorate",
    "island",
    "municipality",
    "oblast",
    "parish",
    "prefecture",
    "province",
    "raion",
    "region",
    "river",
    "state",
    "town",
    "township",
    "village",
];

/// The places that words may name, with how. Misspelt and nested names are looked for only where nothing else is found.
pub(super) fn bearers(words: &str, gazetteer: &Gazetteer) -> Vec<(Hit, Variant)> {
    let mut found: Vec<(Hit, Variant)> =
        gazetteer.lookup(words).map(|hit| (hit, Variant::Exact)).collect();
    for name in rewritten(words) {
        for hit in gazetteer.lookup(&name) {
            if found.iter().all(|(known, _)| known.place != hit.place) {
                found.push((hit, Variant::Rewritten));
            }
        }
    }
    if found.is_empty() && words.chars().count() >= SHORTEST_MISSPELT {
        found.extend(gazetteer.misspelt(words).into_iter().map(|hit| (hit, Variant::Misspelt)));
    }
    if found.is_empty() {
        found.extend(nested(words, gazetteer).into_iter().map(|hit| (hit, Variant::Nested)));
    }
    found
}

/// Other ways to write the name, folded: without article, possessive and the kind of the area, and written out.
fn rewritten(words: &str) -> Vec<String> {
    let bare = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words);
    let bare = bare.trim_end_matches(['\'', '’']);
    let folded = fold(bare);
    let mut forms = Vec::new();
    let mut parts: Vec<&str> = folded.split(' ').collect();
    if parts.len() > 1 && parts[0] == "the" {
        parts.remove(0);
    }
    for part in &mut parts {
        *part = written_out(part);
    }
    forms.push(parts.join(" "));
    match parts[..] {
        [kind, "of", ref name @ ..] if KINDS.contains(&kind) && !name.is_empty() => forms.push(name.join(" ")),
        [ref name @ .., kind] if KINDS.contains(&kind) && !name.is_empty() => forms.push(name.join(" ")),
        ["river", ref name @ ..] if !name.is_empty() => forms.push(format!("{} river", name.join(" "))),
        _ => {}
    }
    let asked = fold(words);
    forms.retain(|form| *form != asked);
    forms
}

/// The short forms of headlines and tables.
fn written_out(word: &str) -> &str {
    match word {
        "co" => "county",
        "twp" => "township",
        "n" => "north",
        "s" => "south",
        "e" => "east",
        "w" => "west",
        "mtn" => "mountain",
        "mtns" => "mountains",
        "is" => "island",
        other => other,
    }
}

/// The bearers of the longest names inside the words: of "London Guildhall School" those of London.
fn nested(words: &str, gazetteer: &Gazetteer) -> Vec<Hit> {
    let folded = fold(words);
    let parts: Vec<&str> = folded.split(' ').collect();
    let mut found: Vec<Hit> = Vec::new();
    let mut start = 0;
    while start < parts.len() {
        let mut longest = None;
        gazetteer.prefixes(&parts[start..], |count, name| longest = Some((count, name)));
        let Some((count, name)) = longest else {
            start += 1;
            continue;
        };
        found.extend(gazetteer.hits(name));
        start += count;
    }
    found.sort_by_key(|hit| hit.place);
    found.dedup_by_key(|hit| hit.place);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_rewritten_as_the_gazetteer_has_them() {
        for (words, form) in [
            ("the Hague", "hague"),
            ("Butler Co.", "butler county"),
            ("Butler Co.", "butler"),
            ("West Chester Twp.", "west chester"),
            ("Town of Groton", "groton"),
            ("W. Columbia", "west columbia"),
            ("River Lune", "lune river"),
            ("Syria’s", "syria"),
        ] {
            assert!(rewritten(words).iter().any(|found| found == form), "{words}: {:?}", rewritten(words));
        }
        assert!(rewritten("Homs").is_empty());
    }

    #[test]
    fn what_nothing_is_called_is_looked_for_inside_and_with_a_slip() {
        let gazetteer = Gazetteer::bundled();
        let first = |words: &str| {
            let (hit, variant) = bearers(words, gazetteer)[0];
            (gazetteer.place(hit.place).name, variant)
        };
        assert_eq!(first("Harare City Council"), ("Harare", Variant::Nested));
        assert_eq!(first("Damascsu"), ("Damascus", Variant::Misspelt));
        assert_eq!(first("Damascus"), ("Damascus", Variant::Exact));
        assert!(bearers("Xqzwvkj", gazetteer).is_empty());
    }
}
