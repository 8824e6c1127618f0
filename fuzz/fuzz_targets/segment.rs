//! Sentences and tokens of any text: in order, not empty, on character boundaries, nothing of the text left out but blanks.
#![no_main]

use dateline::segment::{CharIndex, segment};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = &*String::from_utf8_lossy(data);
    let segmented = segment(text);
    let mut covered = 0;
    for (number, token) in segmented.tokens.iter().enumerate() {
        assert!(!token.range.is_empty() && covered <= token.range.start, "{token:?} behind {covered}");
        assert!(text.get(token.range.clone()).is_some(), "{token:?} is not in the text");
        assert!(!holds_words(&text[covered..token.range.start]), "words before {token:?} are in no token");
        let sentence = &segmented.sentences[token.sentence];
        assert!(sentence.tokens.contains(&number), "{token:?} is not in {sentence:?}");
        covered = token.range.end;
    }
    assert!(!holds_words(&text[covered..]), "words behind {covered} are in no token");
    let (mut tokens, mut end) = (0, 0);
    for sentence in &segmented.sentences {
        assert_eq!(sentence.tokens.start, tokens);
        assert!(!sentence.tokens.is_empty() && end <= sentence.range.start, "{sentence:?} behind {end}");
        let own = &segmented.tokens[sentence.tokens.clone()];
        assert_eq!(sentence.range, own[0].range.start..own[own.len() - 1].range.end);
        (tokens, end) = (sentence.tokens.end, sentence.range.end);
    }
    assert_eq!(tokens, segmented.tokens.len());

    let characters = CharIndex::new(text);
    for token in &segmented.tokens {
        assert_eq!(characters.byte_of(characters.char_of(token.range.start)), token.range.start);
    }
});

fn holds_words(gap: &str) -> bool {
    gap.contains(char::is_alphanumeric)
}
