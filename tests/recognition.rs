//! Places in text as it comes: in capitals, in small letters, out of scanners and typesetters.

use dateline::document::Document;
use dateline::feature::MentionRecord;
use dateline::gazetteer::Gazetteer;
use dateline::mention::Kind;
use dateline::pipeline::parse;
use dateline::segment::segment;
use dateline::tagger::{Entity, Model};
use proptest::prelude::*;

fn mentions(text: &str) -> Vec<MentionRecord> {
    parse(Document::new(None, None, None, text.to_owned()), Gazetteer::bundled()).mentions
}

/// The words found, and where they lie.
fn found(text: &str) -> Vec<(String, Option<String>)> {
    mentions(text).into_iter().map(|mention| (mention.surface, mention.country)).collect()
}

fn assert_found(text: &str, wanted: &[(&str, &str)]) {
    let wanted: Vec<_> = wanted
        .iter()
        .map(|(surface, country)| ((*surface).to_owned(), Some((*country).to_owned())))
        .collect();
    assert_eq!(found(text), wanted, "{text}");
}

#[test]
fn names_are_found_however_they_are_written() {
    assert_found("SHELLS HIT HOMS AS REBELS LEAVE IDLIB", &[("HOMS", "SY"), ("IDLIB", "SY")]);
    assert_found(
        "The ships left\u{a0}Tartus for St.\u{a0}Petersburg.",
        &[("Tartus", "SY"), ("St.\u{a0}Petersburg", "RU")],
    );
    assert_found("The convoy reached Deir\nal-Zor on Monday.", &[("Deir\nal-Zor", "SY")]);
    assert_found(
        "Envoys flew from Ge-\nneva to Damas-\r\ncus with a Homs-\nbased group.",
        &[("Ge-\nneva", "CH"), ("Damas-\r\ncus", "SY"), ("Homs", "SY")],
    );
    assert_found("The mill in Sheﬃeld has closed.", &[("Sheﬃeld", "GB")]);
    assert_found("A Damascus-based group met in Vienna’s old town.", &[("Damascus", "SY"), ("Vienna", "AT")]);
    assert_found("The road from Homs/Hama was closed.", &[("Homs", "SY"), ("Hama", "SY")]);
    assert_found("The boats crossed from Anstruther, Fife.", &[("Anstruther", "GB"), ("Fife", "GB")]);
}

#[test]
fn a_text_in_small_letters_is_read_as_if_it_had_its_capitals() {
    assert_found(
        "shells fell on homs and new york times reporters left idlib. they went to turkey by bus, the uk said.",
        &[("homs", "SY"), ("new york", "US"), ("idlib", "SY"), ("turkey", "TR"), ("uk", "GB")],
    );
    assert_found("we had roast turkey, rice and a nice bath of reading.", &[]);
}

#[test]
fn a_city_that_something_happens_to_is_meant_itself_and_one_that_acts_is_its_government() {
    let kind = |text: &str, surface: &str| {
        mentions(text).into_iter().find(|mention| mention.surface == surface).map(|mention| mention.kind)
    };
    assert_eq!(kind("A quake hit Kathmandu on Monday.", "Kathmandu"), Some(Kind::Literal));
    assert_eq!(
        kind("He flew from Cairo to Riyadh on Monday and met the king.", "Riyadh"),
        Some(Kind::Literal)
    );
    assert_eq!(kind("A typhoon hit the Philippines on Monday.", "Philippines"), Some(Kind::Literal));
    assert_eq!(kind("Moscow on Monday said it would answer.", "Moscow"), Some(Kind::Metonymic));
    assert_eq!(kind("Moscow has rejected the offer.", "Moscow"), Some(Kind::Metonymic));
}

#[test]
fn what_is_named_right_behind_a_town_decides_which_it_is() {
    for (text, surface, country) in [
        ("Three people died in Tripoli, Lebanon.", "Tripoli", "LB"),
        ("Three people died in Tripoli, Libya.", "Tripoli", "LY"),
        ("He was born in London, Ontario, and lives in London.", "London", "CA"),
        ("She moved from Athens, Georgia, to St. Petersburg, Florida.", "St. Petersburg", "US"),
    ] {
        let mention = mentions(text).into_iter().find(|mention| mention.surface == surface).unwrap();
        assert_eq!(mention.country.as_deref(), Some(country), "{text}");
    }
}

#[test]
fn a_capital_by_its_name_in_another_language_is_the_city_and_not_the_province() {
    for (text, language, surface) in [
        ("Der Minister reiste am Montag nach Moskau und traf dort seinen Kollegen.", "de", "Moskau"),
        ("Le ministre est arrivé lundi à Moscou pour des entretiens.", "fr", "Moscou"),
        ("Die Delegation kam am Dienstag in Kiew an, sagte ein Sprecher.", "de", "Kiew"),
    ] {
        let document =
            Document::new(None, None, None, text.to_owned()).in_language(Some(language.to_owned()));
        let parsed = parse(document, Gazetteer::bundled());
        let mention = parsed.mentions.iter().find(|mention| mention.surface == surface).unwrap();
        assert_eq!(mention.feature_code.as_deref(), Some("PPLC"), "{text}");
    }
}

#[test]
fn a_village_that_no_gazetteer_has_is_a_mention_without_a_place() {
    let text = "He came home to the village of Zzyrqab on Monday.";
    let mentions = mentions(text);
    assert_eq!(mentions.len(), 1);
    assert_eq!((mentions[0].surface.as_str(), &mentions[0].place_id), ("Zzyrqab", &None));
}

#[test]
fn the_kind_says_what_a_name_does_with_its_place() {
    for (text, surface, kind) in [
        ("Shells fell on Homs overnight.", "Homs", Kind::Literal),
        ("Moscow said on Monday that it would not agree.", "Moscow", Kind::Metonymic),
        ("Syrian troops left the town.", "Syrian", Kind::Demonym),
        ("They met students of the University of Aleppo.", "Aleppo", Kind::Embedded),
        ("Fighting went on in north-western Syria.", "north-western Syria", Kind::Region),
        ("The plane landed at Heathrow Airport on Monday.", "Heathrow Airport", Kind::Facility),
    ] {
        let mentions = mentions(text);
        let mention = mentions.iter().find(|mention| mention.surface == surface);
        assert_eq!(mention.map(|mention| mention.kind), Some(kind), "{text}");
    }
}

#[test]
fn a_dateline_is_where_the_report_was_written_and_nothing_happens_there() {
    let text = "MOSCOW, Oct. 7 (Reuters) - Two ships left Tartus on Monday, an official said.";
    let mentions = mentions(text);
    let moscow = mentions.iter().find(|mention| mention.surface == "MOSCOW").unwrap();
    assert!(moscow.dateline && moscow.event_start.is_none());
    assert!(mentions.iter().all(|mention| mention.dateline == (mention.surface == "MOSCOW")));
}

#[test]
fn titles_and_people_are_no_part_of_places() {
    let text = "Russian Foreign Minister Igor Belsky met Paris Whitcombe in Geneva.";
    let segmented = segment(text);
    let entities: Vec<_> = Model::bundled()
        .entities(text, &segmented, Gazetteer::bundled())
        .into_iter()
        .map(|(range, entity)| (&text[range], entity))
        .collect();
    assert_eq!(
        entities,
        [
            ("Russian", Entity::People),
            ("Igor Belsky", Entity::Person),
            ("Paris Whitcombe", Entity::Person),
            ("Geneva", Entity::Place)
        ]
    );
}

#[test]
fn a_damaged_model_is_refused() {
    let whole = include_bytes!("../models/tagger.bin");
    assert!(Model::from_bytes(whole).is_ok());
    assert!(Model::from_bytes(&whole[..whole.len() - 1]).is_err());
    assert!(Model::from_bytes(b"something else").is_err());
    assert!(Model::from_bytes(&[]).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn mentions_lie_in_the_text_in_order_whatever_it_is(
        text in "(\\PC|[A-Z][a-z]+ |Homs, |Ge-\nneva |in homs |TARTUS\n\\(AP\\) -- |\n){0,60}",
        small: bool,
    ) {
        let text = if small { text.to_lowercase() } else { text };
        let characters: Vec<char> = text.chars().collect();
        let mut start = 0;
        for mention in mentions(&text) {
            prop_assert!(start <= mention.start && mention.start < mention.end && mention.end <= characters.len());
            let words: String = characters[mention.start..mention.end].iter().collect();
            prop_assert_eq!(words, mention.surface);
            start = mention.start;
        }
    }
}
