//! Any files, parted by NUL bytes, become a pack or a reason; the pack opens and holds as many places as the report says.
#![no_main]

use dateline::gazetteer::Gazetteer;
use dateline::gazetteer::import::import;
use dateline_fuzz::Folder;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let folder = Folder::new();
    let parts = data.splitn(3, |byte| *byte == 0);
    let files: Vec<_> =
        parts.enumerate().map(|(number, part)| folder.file(&format!("source{number}"), part)).collect();
    let output = folder.path().join("own.gaz");
    match import(&files, &output, |_| ()) {
        Ok(report) => {
            let book = std::fs::read(output).map(Gazetteer::from_bytes);
            assert!(book.is_ok_and(|book| book.is_ok_and(|book| book.len() == report.places)), "{report:?}");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
