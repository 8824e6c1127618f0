//! Plain text, with or without front matter.

use encoding_rs::Encoding;

use super::decode::{decode, decode_declared};
use super::{DateBasis, DocumentError, Found, front_matter};

/// Reads plain text: one document. `told` is the encoding that came with it from outside.
pub fn read(name: &str, bytes: &[u8], told: Option<&'static Encoding>) -> Result<Found, DocumentError> {
    let text = match told {
        Some(told) if told != encoding_rs::UTF_8 => decode_declared(name, bytes, Some(told), None)?,
        _ => decode(name, bytes)?,
    };
    let (known, body) = front_matter::take(name, &text)?;
    let text = if body.len() == text.len() { text } else { body.to_owned() };
    Ok(Found {
        title: known.title,
        published: known.date.map(|date| (date, DateBasis::FrontMatter)),
        source: known.source,
        language: known.language,
        language_is_sure: true,
        text,
    })
}
