//! Any file becomes documents or a reason: text that is not blank, without carriage returns, and known by its contents.
#![no_main]

use dateline::document::read_bytes;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for name in ["", "report.txt", "folder/report.html"] {
        match read_bytes(name, data) {
            Ok(documents) => {
                for document in documents {
                    assert!(!document.text.trim().is_empty(), "{document:?} is blank");
                    assert!(!document.text.contains(['\r', '\0']), "{document:?} has line ends of its own");
                    assert_eq!(document.published.is_some(), document.published_basis.is_some());
                    assert_eq!(document.id, document.content_hash[..16]);
                }
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
});
