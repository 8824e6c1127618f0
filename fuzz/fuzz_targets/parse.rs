//! The whole pipeline over any file: records that quote the text, the same ones every time, and journeys that can be drawn.
#![no_main]

use dateline::document::read_bytes;
use dateline::feature::{encode_mention, encode_movement};
use dateline::gazetteer::Gazetteer;
use dateline::movement::{Evidence, derive};
use dateline::pipeline::parse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let gazetteer = Gazetteer::bundled();
    let Ok(documents) = read_bytes("report.txt", data) else { return };
    for document in documents {
        let parsed = parse(document.clone(), gazetteer);
        assert_eq!(parsed, parse(document, gazetteer), "the same text gives the same answer");
        let characters: Vec<char> = parsed.document.text.chars().collect();
        let quote = |start: usize, end: usize| characters[start..end].iter().collect::<String>();
        for mention in &parsed.mentions {
            assert!(mention.start < mention.end, "{mention:?} is empty");
            assert_eq!(mention.surface, quote(mention.start, mention.end));
            let length = mention.sentence.chars().count();
            assert_eq!(mention.sentence, quote(mention.sentence_start, mention.sentence_start + length));
            assert_eq!(mention.place_id.is_some(), mention.position.is_some(), "{mention:?}");
            assert!(mention.confidence.is_none_or(|share| (0.0..=1.0).contains(&share)), "{mention:?}");
            assert!(mention.event_start <= mention.event_end, "{mention:?} ends before it begins");
            assert!(!encode_mention(mention).is_empty());
        }
        let check = |evidence: &Evidence| {
            assert_eq!(evidence.text, quote(evidence.start, evidence.end), "{evidence:?}");
            assert!(evidence.sentence.contains(&evidence.text), "{evidence:?}");
        };
        for account in &parsed.accounts {
            check(&account.trigger);
            for stop in account.origins.iter().chain(&account.vias).chain(&account.destinations) {
                check(&stop.evidence);
            }
        }
        for movement in derive(&parsed.accounts, gazetteer) {
            assert!(!encode_movement(&movement).is_empty());
        }
    }
});
