//! Any words are folded once and for all, looked up and searched for, typos and all.
#![no_main]

use dateline::gazetteer::{Gazetteer, fold};
use dateline::geometry::Position;
use libfuzzer_sys::fuzz_target;

const MOST: usize = 10;

fuzz_target!(|data: &[u8]| {
    let words = &*String::from_utf8_lossy(data);
    let folded = fold(words);
    assert_eq!(fold(&folded), folded, "folding what is folded changes nothing");
    let gazetteer = Gazetteer::bundled();
    for hit in gazetteer.lookup(words) {
        assert!(!gazetteer.place(hit.place).name.is_empty());
    }
    for near in [None, Some(Position::new(180.0, -90.0))] {
        let found = gazetteer.search(words, near, None, MOST);
        assert!(found.len() <= MOST);
        for (at, one) in found.iter().enumerate() {
            assert!(found[..at].iter().all(|other| other.place != one.place), "a place is found once");
        }
    }
    for hit in gazetteer.misspelt(words) {
        assert!(!gazetteer.place(hit.place).name.is_empty());
    }
});
