//! Any bytes as JSON become documents or reasons.
#![no_main]

use dateline::document::{Fields, Format, ReadOptions};
use dateline_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let fields =
        Fields { text: Some("meta.0.text".into()), date: Some("meta.date".into()), ..Fields::default() };
    for fields in [Fields::default(), fields] {
        for format in [Format::Json, Format::JsonLines] {
            let options =
                ReadOptions { format: Some(format), fields: fields.clone(), ..ReadOptions::default() };
            check(options.read_bytes("a", data));
        }
    }
});
