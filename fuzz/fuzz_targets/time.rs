//! Time expressions of any text, read on any day: in order, on character boundaries, intervals that do not end before they start.
#![no_main]

use dateline::document::{DateBasis, Document};
use dateline::segment::segment;
use dateline::time::{Governor, find};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // The first line is the document's date, or none where it is no date: "-009999-01-01", "2015-10-07".
    let text = String::from_utf8_lossy(data);
    let (day, text) = text.split_once('\n').unwrap_or(("", &text));
    let published = day.parse().ok().map(|date| (date, DateBasis::Given));
    let document = Document::new(None, published, None, text.to_owned());
    let segmented = segment(&document.text);
    let found = find(&document, &segmented);
    let mut end = 0;
    for expression in &found {
        assert!(!expression.range.is_empty() && end <= expression.range.start, "{expression:?} behind {end}");
        end = expression.range.end;
        assert!(document.text.get(expression.range.clone()).is_some(), "{expression:?} is not in the text");
        let sentence = &segmented.sentences[expression.sentence].range;
        assert!(sentence.start <= expression.range.start && expression.range.end <= sentence.end);
        assert!(!expression.basis.is_empty());
        assert!(
            expression.interval.is_none_or(|interval| interval.start <= interval.end),
            "{expression:?} ends before it starts"
        );
    }
    let mut governor = Governor::new(&document.text, &segmented, &found);
    for token in &segmented.tokens {
        if let Some(time) = governor.time_of(token.sentence, &token.range) {
            assert_eq!(time.expression.sentence, token.sentence);
        }
    }
});
