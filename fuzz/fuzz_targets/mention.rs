//! Place names in any text: in order, a region right before the name in it, on character boundaries, each in its sentence.
#![no_main]

use dateline::gazetteer::Gazetteer;
use dateline::mention::{Kind, find};
use dateline::segment::segment;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = &*String::from_utf8_lossy(data);
    let segmented = segment(text);
    let mentions = find(text, &segmented, Gazetteer::bundled());
    for mention in &mentions {
        let name = text.get(mention.name.clone());
        assert!(name.is_some_and(|name| !name.is_empty()), "{mention:?} has no name in the text");
        assert!(text.get(mention.range.clone()).is_some(), "{mention:?} is not in the text");
        assert!(
            mention.range.start <= mention.name.start && mention.name.end <= mention.range.end,
            "{mention:?} does not hold its name"
        );
        let sentence = &segmented.sentences[mention.sentence].range;
        assert!(
            sentence.start <= mention.range.start && mention.range.end <= sentence.end,
            "{mention:?} reaches beyond its sentence {sentence:?}"
        );
    }
    for pair in mentions.windows(2) {
        let [before, behind] = pair else { continue };
        // Regions may share words: "northern Syria and Iraq" names two.
        let start = |mention: &dateline::mention::Mention| {
            if mention.kind == Kind::Region { mention.name.start } else { mention.range.start }
        };
        assert!(start(before) <= start(behind), "{before:?} stands before {behind:?}");
        // "Champagne" is a region by itself; an expression is more than its name.
        if before.kind == Kind::Region && before.range != before.name {
            assert_eq!(before.name, behind.range, "a region expression without its name behind it");
        }
    }
    let last = mentions.last();
    assert!(
        last.is_none_or(|last| last.kind != Kind::Region || last.range == last.name),
        "a region expression without its name behind it"
    );
});
