//! Every kind of file that is read, through the program.

use std::fs::File;
use std::io::Write;

use dateline::document::{DateBasis, Document};
use dateline::store::Store;

use crate::support::Program;

const PAGE: &str = "<!doctype html><html><head><title>Convoy leaves Homs after a week - The Wire</title>\
    <meta property=\"article:published_time\" content=\"2015-10-06T10:00:00Z\"></head><body><nav><a href=/>Paris</a></nav>\
    <article><h1>Convoy leaves Homs after a week</h1><p>A convoy drove from Homs to Idlib on Wednesday, and arrived safely, the driver said.</p></article>\
    <footer>London</footer></body></html>";

const FEED: &str = "<rss version=\"2.0\"><channel><title>Wire</title><item><title>One</title><pubDate>Tue, 06 Oct 2015 10:00:00 \
    GMT</pubDate><description>Shots were heard in Aleppo.</description></item></channel></rss>";

const MAIL: &str = "From: Desk <desk@wire.example>\nDate: Tue, 6 Oct 2015 10:00:00 +0000\nSubject: Report\n\nTroops entered Hama.\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn documents(program: &Program) -> Vec<Document> {
    Store::open_read_only(program.folder().join("dateline.gpkg")).unwrap().documents().unwrap()
}

#[test]
fn a_folder_of_all_formats_is_added() {
    let program = Program::new();
    program.file("in/a.html", PAGE);
    program.file("in/b/feed.xml", FEED);
    program.file("in/b/mail.eml", MAIL);
    program.file("in/c.mbox", format!("From a Tue Oct  6 10:00:00 2015\n{MAIL}\nFrom b Tue Oct  6 11:00:00 2015\nSubject: x\n\nIn Raqqa.\n"));
    program.file(
        "in/d.jsonl.gz",
        gzip(b"{\"text\": \"In Latakia.\", \"date\": \"2015-10-06\"}\n{\"text\": \"In Tartus.\"}\n"),
    );
    program.file("in/2015-10-06-e.txt.zst", zstd::encode_all(b"In Daraa.".as_slice(), 3).unwrap());
    program.file("in/.hidden.txt", "In Rome.");
    let answer = program.run(&["ingest", "in"]);
    assert!(
        answer.err.starts_with("Added 7 documents with ") && answer.err.contains("1 was already there"),
        "{}",
        answer.err
    );
    assert_eq!(answer.code, Some(0));
    let documents = documents(&program);
    let bases: Vec<_> = documents.iter().map(|document| document.published_basis).collect();
    let metadata = Some(DateBasis::Metadata);
    assert_eq!(bases, [Some(DateBasis::FileName), metadata, metadata, metadata, None, metadata, None]);
    let sources: Vec<_> =
        documents.iter().map(|document| document.source.as_deref().unwrap_or_default()).collect();
    assert_eq!(sources[..4], ["2015-10-06-e.txt.zst", "a.html", "Wire", "Desk <desk@wire.example>"]);
    assert_eq!(documents[1].title.as_deref(), Some("Convoy leaves Homs after a week"));
}

#[test]
fn a_page_on_standard_input_has_only_the_places_of_its_article() {
    let program = Program::new();
    let answer = program.run_with(&["parse", "-"], PAGE.as_bytes());
    let surfaces: Vec<_> =
        answer.features().iter().map(|feature| feature.property("surface").unwrap().clone()).collect();
    assert_eq!(surfaces, ["Homs", "Idlib"]);
    assert_eq!(answer.features()[0].property("published").unwrap(), "2015-10-06");
}

#[test]
fn the_fields_of_json_are_chosen_by_flags() {
    let program = Program::new();
    program.file("a.jsonl", "{\"b\": {\"t\": \"In Homs.\", \"d\": \"6 Oct 2015\"}, \"n\": 7, \"from\": \"wire\", \"h\": \"Head\"}\n");
    let flags = [
        "--text-field",
        "b.t",
        "--date-field",
        "b.d",
        "--id-field",
        "n",
        "--source-field",
        "from",
        "--title-field",
        "h",
    ];
    let answer = program.run(&[["ingest", "a.jsonl"].as_slice(), &flags].concat());
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    let document = documents(&program).remove(0);
    assert_eq!((document.source.as_deref(), document.title.as_deref()), (Some("wire#7"), Some("Head")));
    assert_eq!(document.published.unwrap().to_string(), "2015-10-06");
    let refused = program.run(&["parse", "--text-field", "none", "a.jsonl"]);
    assert_eq!(refused.err, "error: a.jsonl, line 1: no text, expected a string in the field none\n");
}

#[test]
fn whatever_is_wrong_with_a_file_is_told_and_the_batch_goes_on() {
    let program = Program::new();
    program.file("in/bomb.txt.gz", gzip(&vec![b' '; 80 << 20]));
    File::create(program.folder().join("in/large.txt")).unwrap().set_len(1 << 30).unwrap();
    program.file("in/deep.html", format!("{}<p>In Homs.", "<div>".repeat(100_000)));
    program.file("in/menu.html", "<html><nav><a href=/>Home</a></nav></html>");
    program.file("in/lines.jsonl", "{\"text\": \"In Hama.\"}\nnot json\n{\"text\": \"In Idlib.\"}\n");
    program.file("in/cut.xml", FEED.trim_end_matches("</channel></rss>"));
    #[cfg(unix)]
    std::os::unix::fs::symlink("..", program.folder().join("in/around")).unwrap();
    let answer = program.run(&["ingest", "in"]);
    assert_eq!(answer.code, Some(1));
    let expected = [
        ("in/bomb.txt.gz", "200 times"),
        ("in/cut.xml", "it ends in the middle"),
        ("in/large.txt", "64 MiB"),
        ("in/lines.jsonl, line 2", "expected a JSON object"),
        ("in/menu.html", "no article"),
    ];
    for (name, reason) in expected {
        let told = answer
            .err
            .lines()
            .any(|line| line.starts_with(&format!("error: {name}")) && line.contains(reason));
        assert!(told, "{name} {reason}: {}", answer.err);
    }
    #[cfg(unix)]
    assert!(answer.err.contains("in/around/in: this link leads back to "), "{}", answer.err);
    assert!(answer.err.contains("Added 4 documents"), "{}", answer.err);
}
