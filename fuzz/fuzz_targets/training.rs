//! Any file becomes texts to train the tagger with, or a reason, in both forms that they come in.
#![no_main]

use dateline::tagger::train::read;
use dateline_fuzz::Folder;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let folder = Folder::new();
    for name in ["marked.txt", "marked.jsonl"] {
        if let Err(error) = read(&folder.file(name, data)) {
            assert!(!error.to_string().is_empty());
        }
    }
});
