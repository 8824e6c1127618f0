//! The places that words may name though no place is called exactly so.

use std::collections::HashSet;

use crate::gazetteer::{Gazetteer, Hit, Level, PlaceId, base_names, fold};

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

/// What stands behind the bare name of a first- or second-level area, or before it and "of".
const AREAS: [&str; 8] =
    ["department", "district", "governorate", "oblast", "prefecture", "province", "region", "state"];
/// The same of second-level areas alone.
const SMALL_AREAS: [&str; 2] = ["county", "parish"];
/// What stands before the bare name of a town and "of"; behind it, as in "Mexico City", it is a part of the name.
const TOWNS: [&str; 3] = ["city", "town", "village"];

/// The places that words may name, with how. Misspelt and nested names are looked for only where nothing else is found.
pub(super) fn bearers(words: &str, gazetteer: &Gazetteer) -> Vec<(Hit, Variant)> {
    let mut found: Vec<(Hit, Variant)> = gazetteer.lookup(words).map(|hit| (hit, Variant::Exact)).collect();
    let mut known: HashSet<PlaceId> = found.iter().map(|(hit, _)| hit.place).collect();
    for Rewritten { name, levels } in rewritten(words) {
        for hit in gazetteer.lookup(&name) {
            let is_meant = levels.is_empty() || levels.contains(&gazetteer.level(hit.place));
            if is_meant && known.insert(hit.place) {
                found.push((hit, Variant::Rewritten));
            }
        }
    }
    // "Москве": nothing is called so, or only a village.
    let folded = fold(words);
    for name in base_names(&folded.split(' ').collect::<Vec<_>>()) {
        for hit in gazetteer.lookup(&name).filter(|hit| known.insert(hit.place)).collect::<Vec<_>>() {
            found.push((hit, Variant::Rewritten));
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

/// Another way to write a name.
#[derive(Debug, PartialEq, Eq)]
struct Rewritten {
    /// Folded.
    name: String,
    /// What the words say that it is: "Orange County" is not the town of Orange. Empty where they say nothing.
    levels: &'static [Level],
}

/// Other ways to write the name: without article, possessive and the kind of the area, written out, and as a county's.
fn rewritten(words: &str) -> Vec<Rewritten> {
    let bare = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words);
    let bare = bare.trim_end_matches(['\'', '’']);
    let folded = fold(bare);
    let mut parts: Vec<&str> = folded.split(' ').collect();
    if parts.len() > 1 && parts[0] == "the" {
        parts.remove(0);
    }
    for part in &mut parts {
        *part = written_out(part);
    }
    let form = |parts: &[&str], levels| Rewritten { name: parts.join(" "), levels };
    let mut forms = vec![form(&parts, &[])];
    match parts[..] {
        [kind, "of", ref name @ ..] | [ref name @ .., kind] if AREAS.contains(&kind) => {
            forms.push(form(name, &[Level::Admin1, Level::Admin2]));
        }
        [kind, "of", ref name @ ..] | [ref name @ .., kind] if SMALL_AREAS.contains(&kind) => {
            forms.push(form(name, &[Level::Admin2]));
        }
        [kind, "of", ref name @ ..] if TOWNS.contains(&kind) => forms.push(form(name, &[Level::Settlement])),
        ["river", ref name @ ..] => forms.push(form(&[name, &["river"]].concat(), &[])),
        // "Logan, Mingo and Lincoln counties"
        [_] | [_, _] => forms.push(form(&[&parts[..], &["county"]].concat(), &[Level::Admin2])),
        _ => {}
    }
    let asked = fold(words);
    forms.retain(|form| form.name != asked && !form.name.is_empty());
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
        let Some((count, hits)) = gazetteer.longest(&parts[start..]) else {
            start += 1;
            continue;
        };
        found.extend(hits);
        start += count;
    }
    found.sort_unstable_by_key(|hit| (hit.place, hit.kind));
    found.dedup_by_key(|hit| hit.place);
    gazetteer.sort_by_importance(&mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_rewritten_as_the_gazetteer_has_them() {
        for (words, name) in [
            ("the Hague", "hague"),
            ("Butler Co.", "butler county"),
            ("Butler Co.", "butler"),
            ("Town of Groton", "groton"),
            ("province of Hama", "hama"),
            ("W. Columbia", "west columbia"),
            ("River Lune", "lune river"),
            ("Syria’s", "syria"),
            ("Logan", "logan county"),
        ] {
            assert!(rewritten(words).iter().any(|form| form.name == name), "{words}: {:?}", rewritten(words));
        }
        assert!(rewritten("Mexico City").iter().all(|form| form.name != "mexico"));
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
