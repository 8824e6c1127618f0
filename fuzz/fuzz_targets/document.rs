//! Any file becomes documents or a reason: text that is not blank, without carriage returns, and known by its contents.
#![no_main]

use dateline::document::read_bytes;
use dateline_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for name in
        ["", "report.txt", "folder/report.html", "2015/10/07/feed.xml.gz", "lines.jsonl", "mails.mbox"]
    {
        check(read_bytes(name, data));
    }
});
