//! Any bytes as a feed become documents or reasons.
#![no_main]

use dateline::document::{Format, ReadOptions};
use dateline_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let options = ReadOptions { format: Some(Format::Feed), ..ReadOptions::default() };
    check(options.read_bytes("a", data));
});
