//! Mails, alone or in a mailbox: one document each, the text of its body.

use std::io::BufRead;

use jiff::civil::Date;
use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders, PartType};

use super::decode::clean;
use super::read::read_line;
use super::{DateBasis, DocumentError, Found, FoundDocuments, MAX_BYTES, html, inflate};

/// Reads one mail. The body is its plain text, else its HTML without the markup; what is attached is left out.
pub fn read(name: &str, bytes: &[u8]) -> Result<Found, DocumentError> {
    let message = MessageParser::default()
        .parse(bytes)
        .filter(|message| !message.headers().is_empty())
        .ok_or_else(|| DocumentError::Damaged {
            name: name.to_owned(),
            place: "byte 0".to_owned(),
            reason: "no header".to_owned(),
            expected: "a mail",
        })?;
    let text = body(&message);
    if text.is_empty() {
        return Err(DocumentError::Empty { name: name.to_owned() });
    }
    let day = message.date().and_then(|date| {
        // As it is written, in the zone of the sender.
        Date::new(
            i16::try_from(date.year).ok()?,
            i8::try_from(date.month).ok()?,
            i8::try_from(date.day).ok()?,
        )
        .ok()
    });
    let language = match message.content_language() {
        HeaderValue::Text(language) => Some(language.to_string()),
        HeaderValue::TextList(languages) => languages.first().map(ToString::to_string),
        _ => None,
    };
    Ok(Found {
        title: message.subject().map(|subject| line(subject)).filter(|subject| !subject.is_empty()),
        published: day.map(|day| (day, DateBasis::Metadata)),
        source: message.from().and_then(sender),
        language,
        language_is_sure: false,
        text,
    })
}

fn line(text: &str) -> String {
    clean(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The parts of the body that are shown where no HTML can be, one after the other.
fn body(message: &Message<'_>) -> String {
    let parts = message.text_body.iter().filter_map(|&part| message.parts.get(part as usize));
    let texts = parts.map(|part| match &part.body {
        PartType::Text(text) => clean(text.trim().to_owned()),
        PartType::Html(markup) => html::fragment(markup),
        _ => String::new(),
    });
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
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
