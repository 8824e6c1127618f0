use jiff::civil::date;
use proptest::prelude::*;

use super::{DateBasis, Document, DocumentError, Format, MAX_BYTES, MAX_DOCUMENTS, ReadOptions, read_bytes};

mod files;

fn read_one(bytes: &[u8]) -> Document {
    let mut documents = read_bytes("folder/report.txt", bytes).unwrap();
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

fn error_of(name: &str, bytes: &[u8]) -> String {
    read_bytes(name, bytes).unwrap_err().to_string()
}

#[test]
fn front_matter_gives_title_date_source_and_language() {
    let document = read_one(
        b"---\ntitle: \"He said: \\\"stop\\\"\"\ndate: 2015-10-07\nSource: Agency 'One'\nlanguage: 'en'\ntags:\n  - war\n- sea\nmood: \n# a note\n---\n\nShips fired.\n",
    );
    assert_eq!(document.title.as_deref(), Some("He said: \"stop\""));
    assert_eq!(document.published, Some(date(2015, 10, 7)));
    assert_eq!(document.published_basis, Some(DateBasis::FrontMatter));
    assert_eq!(document.source.as_deref(), Some("Agency 'One'"));
    assert_eq!(document.language.as_deref(), Some("en"));
    assert_eq!(document.text, "Ships fired.\n");
}

#[test]
fn a_title_may_hold_colons_and_quotes_inside() {
    let document = read_one("---\ntitle: Talks: ‘no’ says \"Moscow\" today\n---\nBody".as_bytes());
    assert_eq!(document.title.as_deref(), Some("Talks: ‘no’ says \"Moscow\" today"));
    assert_eq!(document.text, "Body");
}

#[test]
fn a_date_may_carry_a_time_of_day() {
    for written in ["2015-10-07T22:10:00Z", "2015-10-07 08:00", "\"2015-10-07\""] {
        let document = read_one(format!("---\ndate: {written}\n---\n\nBody").as_bytes());
        assert_eq!(document.published, Some(date(2015, 10, 7)), "{written}");
    }
}

#[test]
fn a_bad_date_is_named_with_its_line_and_what_was_expected() {
    assert_eq!(
        error_of("a/report.txt", b"---\ntitle: x\ndate: 7 Oct 2015\n---\nBody"),
        "a/report.txt, line 3: the date is \"7 Oct 2015\", expected year-month-day, for example 2015-10-07"
    );
    for bad in
        ["2015-02-29", "2015-13-01", "07/10/2015", "20151007", "2015-10-7", "2015-10-07x", "-015-10-07"]
    {
        let text = format!("---\r\ndate: {bad}\r\n---\r\nBody");
        assert!(
            matches!(read_bytes("r", text.as_bytes()), Err(DocumentError::Date { line: 2, .. })),
            "{bad}"
        );
    }
}

#[test]
fn a_rule_that_opens_no_front_matter_is_text() {
    for text in [
        "---\nThe talks failed.\n---\nMore.",
        "---\ntitle: never closed\n\nThe talks failed.",
        "---\n---\nThe talks failed.",
        "--- \nHe said: nothing.\n---\n",
        "The talks failed.\n---\ntitle: late\n---\n",
        "---",
    ] {
        let document = read_one(text.as_bytes());
        assert_eq!(document.text, text);
        assert_eq!(document.title, None);
    }
}

#[test]
fn a_document_without_a_date_has_none() {
    let document = read_one(b"---\ntitle: x\ndate:\n---\nBody");
    assert_eq!((document.published, document.published_basis), (None, None));
}

#[test]
fn what_the_caller_gives_wins() {
    let options =
        ReadOptions { date: Some(date(2020, 2, 29)), title: Some("Given".into()), ..ReadOptions::default() };
    let document =
        options.read_bytes("r.txt", b"---\ntitle: Own\ndate: 2015-10-07\n---\nBody").unwrap().remove(0);
    assert_eq!(document.published, Some(date(2020, 2, 29)));
    assert_eq!(document.published_basis, Some(DateBasis::Given));
    assert_eq!(document.title.as_deref(), Some("Given"));
}

#[test]
fn the_source_is_the_file_name_without_its_folders() {
    assert_eq!(read_one(b"Body").source.as_deref(), Some("report.txt"));
    assert_eq!(read_bytes("", b"Body").unwrap()[0].source, None);
}

#[test]
fn the_same_report_under_two_names_is_one_document() {
    let (one, other) = (read_bytes("a.txt", b"Body").unwrap(), read_bytes("b.txt", b"Body").unwrap());
    assert_eq!(one[0].id, other[0].id);
    assert_ne!(one[0].id, read_one(b"---\ndate: 2015-10-07\n---\nBody").id);
}

#[test]
fn every_line_end_becomes_a_line_feed() {
    assert_eq!(
        read_one(b"---\r\ntitle: x\r\n---\r\n\r\nOne\r\nTwo\rThree\n\r\n").text,
        "One\nTwo\nThree\n\n"
    );
}

#[test]
fn unicode_with_a_byte_order_mark_is_read_without_it() {
    let text = "Sana’a, حمص 🚀";
    let mut little = vec![0xFF, 0xFE];
    little.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let mut big = vec![0xFE, 0xFF];
    big.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    for bytes in [text.as_bytes().to_vec(), [b"\xEF\xBB\xBF", text.as_bytes()].concat(), little, big] {
        assert_eq!(read_one(&bytes).text, text);
    }
}

#[test]
fn older_encodings_are_told_by_their_letters() {
    let cases = [
        ("Côte d’Ivoire – “déjà vu”, he said in São Tomé and Malmö, not in Köln.", encoding_rs::WINDOWS_1252),
        ("Войска вошли в город Хомс в среду вечером, сообщает агентство.", encoding_rs::WINDOWS_1251),
        ("قصفت الطائرات الروسية مدينة حمص يوم الأربعاء وفق ما أعلنت الوزارة", encoding_rs::WINDOWS_1256),
        ("ロシアの軍艦がカスピ海からシリアを攻撃した。", encoding_rs::SHIFT_JIS),
        ("俄罗斯军舰从里海向叙利亚发射导弹。", encoding_rs::GBK),
    ];
    for (text, encoding) in cases {
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable);
        assert_eq!(read_one(&bytes).text, text, "{}", encoding.name());
    }
}

#[test]
fn damaged_text_is_named_with_its_place() {
    let mut utf8 = "Sana’a and Côte d’Ivoire".as_bytes().to_vec();
    utf8[6] = b'x';
    assert_eq!(error_of("r.txt", &utf8), "r.txt: damaged at byte 4, expected UTF-8");
    assert_eq!(error_of("r.txt", b"\xEF\xBB\xBFab\xFFcd"), "r.txt: damaged at byte 5, expected UTF-8");
    assert_eq!(error_of("r.txt", b"\xFF\xFEa\0\x00\xD8b\0"), "r.txt: damaged at byte 4, expected UTF-16");
    assert_eq!(error_of("r.txt", b"\xFF\xFEa\0b"), "r.txt: damaged at byte 4, expected UTF-16");
}

#[test]
fn empty_and_binary_input_is_refused() {
    for empty in ["", " \r\n\t\u{A0}\n", "\u{FEFF}", "---\ntitle: x\n---\n\n \n"] {
        assert_eq!(error_of("r.txt", empty.as_bytes()), "r.txt: empty, expected text");
    }
    assert_eq!(
        error_of("r.txt", b"abc\0def"),
        "r.txt: byte 3 is 0x00, so this is no text; expected plain text"
    );
    assert!(matches!(
        read_bytes("r", b"ab\x01\x02\x03"),
        Err(DocumentError::Binary { offset: 2, byte: 1, .. })
    ));
    assert!(matches!(
        read_bytes("r", b"\xFF\xFEa\0\0\0"),
        Err(DocumentError::Binary { offset: 4, byte: 0, .. })
    ));
}

#[test]
fn other_formats_are_called_by_name() {
    assert_eq!(
        error_of("report.pdf", b"%PDF-1.7 ..."),
        "report.pdf: this is a PDF, expected text, HTML, a feed, JSON or mail"
    );
    assert_eq!(
        error_of("a.xml", b"<?xml version='1.0'?><!-- a --><places/>"),
        "a.xml: this is XML that is no feed, expected text, HTML, a feed, JSON or mail"
    );
    for (name, bytes, format) in [
        ("page", b"\n<!DOCTYPE HTML><p>Homs".as_slice(), Format::Html),
        ("page.HTM", b"<p>Homs", Format::Html),
        ("page", b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC \"a\">\n<html xmlns=\"b\">", Format::Html),
        ("page", b"\xFF\xFE<\0h\0t\0m\0l\0>\0", Format::Html),
        ("feed", b"<?xml version='1.0'?><rss version=\"2.0\">", Format::Feed),
        ("feed", b"\xEF\xBB\xBF<feed xmlns=\"http://www.w3.org/2005/Atom\">", Format::Feed),
        ("feed.rss", b"", Format::Feed),
        ("some.xml", b"<?xml version='1.0'?>", Format::Xml),
        ("lines.jsonl", b"", Format::JsonLines),
        ("-", b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n", Format::JsonLines),
        ("-", b"{\n  \"text\": \"a\"\n}\n", Format::Json),
        ("-", b"[{\"text\": \"a\"}]", Format::Json),
        ("-", b"{not json} said he", Format::PlainText),
        ("-", b"From: a@example.org\nDate: Wed, 7 Oct 2015 10:00:00 +0000\nSubject: b\n\nc", Format::Mail),
        ("-", b"From: Homs\nTo: Hama\n\nThe road is closed.", Format::PlainText),
        ("-", b"From a@example.org Wed Oct  7 22:10:00 2015\nReceived: by b\n", Format::Mailbox),
        ("-", b"From Homs they drove north at 10:00 in 2015\nand came to Hama.", Format::PlainText),
        ("report.docx", b"PK\x03\x04....", Format::Zip),
        ("report.txt.gz", b"\x1F\x8B....", Format::Gzip),
        ("report.txt.xz", b"\xFD7zXZ\0", Format::Compressed),
        ("notes.md", b"# Homs", Format::PlainText),
        ("1ff877507b5dae59", b"Homs", Format::PlainText),
    ] {
        assert_eq!(Format::detect(name, bytes), format, "{name} {:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn more_than_the_limit_is_refused_with_the_limit() {
    assert_eq!(
        error_of("big.txt", &vec![b'a'; MAX_BYTES + 1]),
        "big.txt: larger than 64 MiB, the most that is read as one document"
    );
    let lines = "{\"text\":\"a\"}\n".repeat(MAX_DOCUMENTS);
    assert_eq!(read_bytes("", lines.as_bytes()).unwrap().len(), MAX_DOCUMENTS);
    assert_eq!(
        error_of("many.jsonl", (lines + "{\"text\":\"a\"}").as_bytes()),
        "many.jsonl: more than 100000 documents, the most that are read at once"
    );
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(documents) = read_bytes("r.txt", &bytes) {
            prop_assert!(!documents[0].text.trim().is_empty());
            prop_assert!(!documents[0].text.contains(['\r', '\0']));
        }
    }

    #[test]
    fn anything_like_front_matter_is_read_or_refused(text in "(---\n|\\.\\.\\.|date|title|: |\"|'|\\\\|[\n\r a-é0-9-]){0,40}") {
        drop(read_bytes("r.txt", format!("---\n{text}\n---\n").as_bytes()));
    }
}
