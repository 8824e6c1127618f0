//! Any bytes as a mail and as a mailbox become documents or reasons.
#![no_main]

use dateline::document::{Format, ReadOptions};
use dateline_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let options = ReadOptions { format: Some(Format::Mail), ..ReadOptions::default() };
    check(options.read_bytes("a", data));
    let options = ReadOptions { format: Some(Format::Mailbox), ..ReadOptions::default() };
    check(options.read_bytes("a", data));
});
