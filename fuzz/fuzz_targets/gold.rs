//! Any file becomes annotated texts or a reason: marks inside their text, positions on Earth.
#![no_main]

use dateline::eval::read_gold;
use dateline_fuzz::Folder;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let folder = Folder::new();
    match read_gold(&folder.file("gold.jsonl", data)) {
        Ok(documents) => {
            for toponym in documents.iter().flat_map(|document| {
                document.toponyms.iter().inspect(|toponym| {
                    let words = document.text.get(toponym.range.clone());
                    assert!(words.is_some_and(|words| !words.is_empty()), "{toponym:?} is not in its text");
                })
            }) {
                let on_earth = |position: dateline::geometry::Position| {
                    position.lon.abs() <= 180.0 && position.lat.abs() <= 90.0
                };
                assert!(toponym.position.is_none_or(on_earth), "{toponym:?} is not on Earth");
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
