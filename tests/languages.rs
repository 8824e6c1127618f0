//! Own news texts in languages other than English, each with the places that must be found in it and words that are none.
//!
//! A file of tests/languages is a head of `key: value` lines, a line `===`, and the text. `language: ru` is what must be detected;
//! `place: Хомса SY` a mention and the country of its place; `not: Слово` a word that is no mention, nor part of one.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails the test that calls it")]

use std::fs;

use dateline::document::{Document, LanguageBasis, detect_language};
use dateline::feature;
use dateline::gazetteer::Gazetteer;
use dateline::mention::find_by_name;
use dateline::pipeline::parse;
use dateline::segment::segment;
use proptest::prelude::*;

struct Example {
    file: String,
    language: String,
    places: Vec<(String, String)>,
    not: Vec<String>,
    text: String,
}

fn examples() -> Vec<Example> {
    let mut files: Vec<_> =
        fs::read_dir("tests/languages").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let content = fs::read_to_string(&path).unwrap();
            let (head, text) = content.split_once("===\n").unwrap();
            let mut example = Example {
                file: path.display().to_string(),
                language: String::new(),
                places: Vec::new(),
                not: Vec::new(),
                text: text.to_owned(),
            };
            for line in head.lines() {
                let (key, value) = line.split_once(": ").unwrap();
                match key {
                    "language" => value.clone_into(&mut example.language),
                    "place" => {
                        let (name, country) = value.rsplit_once(' ').unwrap();
                        example.places.push((name.to_owned(), country.to_owned()));
                    }
                    "not" => example.not.push(value.to_owned()),
                    other => panic!("{}: no key {other}", path.display()),
                }
            }
            example
        })
        .collect()
}

#[test]
fn places_are_found_in_other_languages() {
    let mut wrong = Vec::new();
    for example in examples() {
        let parsed = parse(Document::new(None, None, None, example.text.clone()), Gazetteer::bundled());
        let record = feature::document(&parsed.document, &parsed.mentions);
        if record.language.as_deref() != Some(&example.language) {
            wrong.push(format!("{}: detected as {:?}", example.file, record.language));
        }
        assert_eq!(record.language_basis.as_deref(), Some("detected"), "{}", example.file);
        assert_eq!(record.recogniser, "gazetteer", "{}", example.file);
        let found: Vec<(&str, &str)> = parsed
            .mentions
            .iter()
            .map(|mention| (mention.surface.as_str(), mention.country.as_deref().unwrap_or("-")))
            .collect();
        for (name, country) in &example.places {
            if !found.contains(&(name.as_str(), country.as_str())) {
                wrong.push(format!("{}: {name} in {country} is not found", example.file));
            }
        }
        for word in &example.not {
            assert!(example.text.contains(word.as_str()), "{}: {word} is not in the text", example.file);
            let parts = |surface: &str| surface.split(' ').any(|part| part == word);
            if found.iter().any(|(surface, _)| parts(surface)) {
                wrong.push(format!("{}: {word} is taken for a place", example.file));
            }
        }
        let surplus: Vec<_> = found
            .iter()
            .filter(|(name, country)| !example.places.iter().any(|(a, b)| a == name && b == country))
            .collect();
        // Not in the list, and so either forgotten there or wrong.
        if !surplus.is_empty() {
            wrong.push(format!("{}: not listed, but found: {surplus:?}", example.file));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_given_language_wins() {
    let text =
        "Les forces gouvernementales ont repris le contrôle de la ville de Homs, selon l'agence de presse.";
    let document = Document::new(None, None, None, text.to_owned()).in_language(Some("en".to_owned()));
    let parsed = parse(document, Gazetteer::bundled());
    assert_eq!(parsed.document.language.as_deref(), Some("en"));
    assert_eq!(parsed.document.language_basis, Some(LanguageBasis::Given));
    assert_eq!(feature::document(&parsed.document, &parsed.mentions).recogniser, "tagger");
}

#[test]
fn english_is_told_from_the_rest() {
    for text in [
        "Shells fell on the city of Homs overnight, and people fled to Tartus.",
        "Four warships fired missiles from the Caspian Sea at targets in Raqqa, Aleppo and Idlib, Sergei Shoigu said.",
        "Russian forces struck Kafr Nabl, Maarat al-Numan and Jisr al-Shughur.",
        "Homs, Hama, Aleppo",
        "Damascus",
        "",
        "12 + 3 = 15",
    ] {
        let language = detect_language(text);
        assert!(language.as_deref().is_none_or(|language| language == "en"), "{text}: {language:?}");
    }
    assert_eq!(detect_language("в Хомсе").as_deref(), Some("und-Cyrl"));
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(
        text in "([A-Za-zÀ-ž'’.,-]{0,9}|[А-яЁёІіЇї-]{0,9}|[א-ת]{0,7}|[ء-ي]{0,9}|[一-龥]{0,6}|[ァ-ンーぁ-ん]{0,6}|[가-힣]{0,5}|[ก-๛]{0,8}|\\PC{0,4}| |\n){0,30}"
    ) {
        let segmented = segment(&text);
        for mention in find_by_name(&text, &segmented, Gazetteer::bundled()) {
            prop_assert!(text.get(mention.range.clone()).is_some_and(|surface| !surface.is_empty()));
            prop_assert!(segmented.sentences[mention.sentence].range.start <= mention.range.start);
            prop_assert!(mention.range.end <= segmented.sentences[mention.sentence].range.end);
        }
        let _ = parse(Document::new(None, None, None, text), Gazetteer::bundled());
    }
}
