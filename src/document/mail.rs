//! Mails, alone or in a mailbox: one document each, the text of its body.

use std::io::BufRead;

use encoding_rs::Encoding;
use jiff::civil::Date;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Address, ContentType, HeaderValue, Message, MessageParser, MimeHeaders};

use super::decode::{clean, decode_declared};
use super::read::read_line;
use super::{DateBasis, DocumentError, Found, FoundDocuments, MAX_BYTES, html, inflate};

/// Parts in parts that are entered: real mails have three or four.
const DEEPEST: usize = 8;

/// Reads one mail. The body is its plain text, else its HTML without the markup; what is attached is left out, other mails as well.
pub fn read(name: &str, bytes: &[u8]) -> Result<Found, DocumentError> {
    let (message, content) = split(bytes);
    let message = message.ok_or_else(|| DocumentError::Damaged {
        name: name.to_owned(),
        place: "byte 0".to_owned(),
        reason: "no header".to_owned(),
        expected: "a mail",
    })?;
    let text = body(name, &message, content, 0);
    if text.is_empty() {
        return Err(DocumentError::Empty { name: name.to_owned() });
    }
    let day = message.date().and_then(|date| {
        // As it is written, in the zone of the sender.
        let (year, month) = (i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?);
        Date::new(year, month, i8::try_from(date.day).ok()?).ok()
    });
    let language = match message.content_language() {
        HeaderValue::Text(language) => Some(language.to_string()),
        HeaderValue::TextList(languages) => languages.first().map(ToString::to_string),
        _ => None,
    };
    Ok(Found {
        title: message.subject().map(line).filter(|subject| !subject.is_empty()),
        published: day.map(|day| (day, DateBasis::Metadata)),
        source: message.from().and_then(sender),
        language,
        language_is_sure: false,
        text,
    })
}

/// The header of a mail or of a part, and the content behind it. Only the header is left to the crate: it takes mails in mails as deep
/// as they come.
fn split(bytes: &[u8]) -> (Option<Message<'_>>, &[u8]) {
    let mut end = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        end += line.len();
        if matches!(line, b"\n" | b"\r\n") {
            break;
        }
    }
    let (header, content) = bytes.split_at_checked(end).unwrap_or((bytes, &[]));
    let message = MessageParser::default().parse_headers(header);
    (message.filter(|message| !message.headers().is_empty()), content)
}

/// The text of a mail or of a part of one.
fn body(name: &str, message: &Message<'_>, content: &[u8], depth: usize) -> String {
    let is_attached = message.content_disposition().is_some_and(ContentType::is_attachment);
    if is_attached && depth > 0 {
        return String::new();
    }
    let kind = message.content_type();
    let (main, sub) =
        kind.map_or(("text", "plain"), |kind| (kind.ctype(), kind.subtype().unwrap_or_default()));
    match (main, sub) {
        ("multipart", _) => {
            let boundary = kind.and_then(|kind| kind.attribute("boundary")).unwrap_or_default();
            if boundary.is_empty() || depth >= DEEPEST {
                return String::new();
            }
            let parts = parts(content, boundary).map(|part| match split(part) {
                (Some(message), content) => body(name, &message, content, depth + 1),
                // Without a header it is plain text.
                (None, content) => clean(String::from_utf8_lossy(content).trim().to_owned()),
            });
            let mut parts = parts.filter(|text| !text.is_empty());
            // The plainest of several forms comes first.
            if sub == "alternative" {
                parts.next().unwrap_or_default()
            } else {
                parts.collect::<Vec<_>>().join("\n\n")
            }
        }
        ("text", "html") => html::fragment(&decoded(name, message, content)),
        ("text", "plain" | "") => decoded(name, message, content).trim().to_owned(),
        _ => String::new(),
    }
}

/// The parts between the lines that begin with a boundary.
fn parts<'b>(content: &'b [u8], boundary: &str) -> impl Iterator<Item = &'b [u8]> {
    let delimiter = format!("--{boundary}");
    let mut starts = Vec::new();
    for at in memchr::memmem::find_iter(content, delimiter.as_bytes()) {
        if at == 0 || content.get(at - 1) == Some(&b'\n') {
            let line = memchr::memchr(b'\n', content.get(at..).unwrap_or_default());
            let is_last = content.get(at + delimiter.len()..).is_some_and(|rest| rest.starts_with(b"--"));
            starts.push((at, line.map_or(content.len(), |end| at + end + 1)));
            if is_last {
                break;
            }
        }
    }
    // Where the last boundary is missing, the last part goes on to the end.
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([content.len()]).collect::<Vec<_>>();
    let is_closed = starts.last().is_some_and(|(at, _)| {
        content.get(at + delimiter.len()..).is_some_and(|rest| rest.starts_with(b"--"))
    });
    let count = starts.len() - usize::from(is_closed);
    starts.into_iter().zip(ends).take(count).filter_map(|((_, start), end)| content.get(start..end))
}

/// The characters of a part, out of its transfer encoding and its character set.
fn decoded(name: &str, message: &Message<'_>, content: &[u8]) -> String {
    let encoding = message.content_transfer_encoding().unwrap_or_default().to_ascii_lowercase();
    let bytes = match encoding.as_str() {
        "base64" => base64_decode(content),
        "quoted-printable" => quoted_printable_decode(content),
        _ => None,
    };
    let charset = message.content_type().and_then(|kind| kind.attribute("charset"));
    let told = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    decode_declared(name, bytes.as_deref().unwrap_or(content), told, None).unwrap_or_default()
}

fn line(text: &str) -> String {
    clean(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn sender(from: &Address<'_>) -> Option<String> {
    let from = from.first()?;
    let (name, address) = (from.name().map(line), from.address().map(line));
    match (name, address) {
        (Some(name), Some(address)) => Some(format!("{name} <{address}>")),
        (name, address) => name.or(address),
    }
}

/// Reads the mails of a mailbox, each when it is asked for. A line `From ` behind an empty one begins a mail, and `>From ` stands for a line
/// of text that begins so.
pub fn read_mailbox<'a>(name: &str, mut input: impl BufRead + 'a) -> FoundDocuments<'a> {
    let name = name.to_owned();
    let mut line = Vec::new();
    let mut number = 0_usize;
    let mut ended = false;
    let mut mail = Vec::new();
    Box::new(std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let mut is_whole = true;
        let mut behind_empty = true;
        mail.clear();
        loop {
            match read_line(&mut input, &mut line) {
                Ok((true, whole)) => is_whole &= whole,
                Ok((false, _)) => {
                    ended = true;
                    break;
                }
                Err(source) => {
                    ended = true;
                    return Some(Err(inflate::error(&name, source)));
                }
            }
            if behind_empty && line.starts_with(b"From ") {
                if mail.is_empty() && is_whole {
                    // The first mail of the box, or nothing between two such lines.
                    continue;
                }
                break;
            }
            behind_empty = line.trim_ascii().is_empty();
            let escapes = line.iter().take_while(|byte| **byte == b'>').count();
            let is_escaped =
                escapes > 0 && line.get(escapes..).is_some_and(|rest| rest.starts_with(b"From "));
            let content = line.get(usize::from(is_escaped)..).unwrap_or_default();
            if !is_whole || mail.len() + content.len() > MAX_BYTES {
                is_whole = false;
            } else if !mail.is_empty() || !behind_empty {
                mail.extend_from_slice(content);
            }
        }
        if mail.is_empty() && is_whole {
            let error = DocumentError::NoEntries { name: name.clone(), format: super::Format::Mailbox };
            return (number == 0).then_some(Err(error));
        }
        number += 1;
        let place = format!("{name}, mail {number}");
        Some(if is_whole { read(&place, &mail) } else { Err(DocumentError::TooLarge { name: place }) })
    }))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const MAIL: &str = "Return-Path: <desk@wire.example>\r\nFrom: =?utf-8?q?Harbour_D=C3=A6sk?= <desk@wire.example>\r\nTo: all@wire.example\r\n\
        Date: Sun, 14 Mar 2021 23:30:00 +0100\r\nSubject: =?iso-8859-1?q?Ferry_to_Fan=F8?=\r\n =?utf-8?b?IGxhdGU=?=\r\n\
        Content-Language: en\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n\
        --b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        The ferry to Fan=F8 was=\r\n late.\r\n\r\nIt left Esbjerg at noon.\r\n\
        --b\r\nContent-Type: text/html\r\n\r\n<p>The ferry was late.</p>\r\n--b--\r\n";

    #[test]
    fn a_mail_is_its_plain_text_with_sender_subject_and_day() {
        let found = read("a.eml", MAIL.as_bytes()).unwrap();
        assert_eq!(found.text, "The ferry to Fanø was late.\n\nIt left Esbjerg at noon.");
        assert_eq!(found.title.as_deref(), Some("Ferry to Fanø late"));
        assert_eq!(found.published, Some((date(2021, 3, 14), DateBasis::Metadata)));
        assert_eq!(found.source.as_deref(), Some("Harbour Dæsk <desk@wire.example>"));
        assert_eq!(found.language.as_deref(), Some("en"));
    }

    #[test]
    fn a_mail_in_html_alone_is_read_without_its_markup() {
        let mail = "From: a@b.example\nSubject: x\nContent-Type: text/html; charset=utf-8\n\n<style>p{}</style><p>In Homs.</p><p>In Hama &amp; Idlib.</p>";
        assert_eq!(read("a.eml", mail.as_bytes()).unwrap().text, "In Homs.\n\nIn Hama & Idlib.");
        let error = read("a.eml", b"From: a@b.example\nSubject: x\n\n \n").unwrap_err().to_string();
        assert_eq!(error, "a.eml: empty, expected text");
    }

    fn mailbox(bytes: &[u8]) -> Vec<Result<Found, DocumentError>> {
        read_mailbox("all.mbox", bytes).collect()
    }

    #[test]
    fn a_mailbox_is_its_mails() {
        let mails = "From a@b.example Wed Oct  7 22:10:00 2015\nFrom: a@b.example\nSubject: one\n\nIn Homs.\n>From here they went on.\n\
            From the east came more.\n\nFrom c@d.example Thu Oct  8 22:10:00 2015\nFrom: c@d.example\nSubject: two\n\n\n\n\
            From c@d.example Thu Oct  8 22:10:00 2015\nSubject: three\n\nIn Hama.\n";
        let found = mailbox(mails.as_bytes());
        assert_eq!(
            found[0].as_ref().unwrap().text,
            "In Homs.\nFrom here they went on.\nFrom the east came more."
        );
        assert_eq!(found[1].as_ref().unwrap_err().to_string(), "all.mbox, mail 2: empty, expected text");
        assert_eq!(found[2].as_ref().unwrap().title.as_deref(), Some("three"));
        assert_eq!(found.len(), 3);
        let empty = mailbox(b"\n\n")[0].as_ref().unwrap_err().to_string();
        assert_eq!(empty, "all.mbox: a mailbox without an entry, expected one at least");
    }

    #[test]
    fn parts_nested_without_end_are_no_harm() {
        let parts = (0..5_000)
            .map(|level| format!("Content-Type: multipart/mixed; boundary=\"b{level}\"\n\n--b{level}\n"))
            .collect::<Vec<_>>();
        let mail = format!("From: a@b.example\n{}", parts.concat());
        drop(read("a.eml", mail.as_bytes()));
        let nested =
            format!("From: a@b.example\n{}In Homs.", "Content-Type: message/rfc822\n\n".repeat(50_000));
        drop(read("a.eml", nested.as_bytes()));
    }

    proptest! {
        #[test]
        fn any_mail_is_read_or_refused(mail in "(From (a|: b)|\n|\r\n|Content-Type: (multipart/mixed; boundary=a|text/html|message/rfc822)\n|--a(--)?\n|[a-zé =?<>]{0,9}|\n\n){0,40}") {
            for found in mailbox(mail.as_bytes()).into_iter().flatten() {
                prop_assert!(!found.text.trim().is_empty());
                prop_assert!(!found.text.contains(['\r', '\0']));
            }
        }
    }
}
