//! Web pages: the article of a page without what stands around it, and what the page says of itself.
//!
//! 1. `builder` walks over the tokens of the page once, and keeps its blocks and the paragraphs in them. There is no tree of elements,
//!    nothing recurses, and elements nested more deeply than any page needs are flattened.
//! 2. `article` weighs the blocks by the prose in them and chooses the one that holds the article, after Mozilla's Readability.
//! 3. `metadata` chooses title, date, address and language out of meta elements, JSON-LD and `<time>`.

mod article;
mod attribute;
mod builder;
mod metadata;
mod page;
mod tag;

#[cfg(test)]
mod tests;

use encoding_rs::Encoding;

use self::page::Page;
use super::decode::decode_declared;
use super::{DocumentError, Found};

/// So many bytes from the start are searched for the encoding that a page declares.
const PRESCAN: usize = 4096;

/// Reads a page: one document, its article. `told` is the encoding that came with it from outside, such as in a header of HTTP.
///
/// Linear in the page: some 50 MB/s, see `benches/documents.rs`.
pub fn read(name: &str, bytes: &[u8], told: Option<&'static Encoding>) -> Result<Found, DocumentError> {
    let html = decode_declared(name, bytes, told, declared_encoding(bytes))?;
    let page = Page::read(&html);
    if page.is_cut {
        return Err(DocumentError::Damaged {
            name: name.to_owned(),
            place: format!("block {}", page::MOST_BLOCKS),
            reason: "it goes on".to_owned(),
            expected: "a page of fewer blocks and paragraphs",
        });
    }
    let facts = metadata::Facts::of(&page);
    let text = article::text(&page, facts.title.as_deref());
    let text = match facts.article_body {
        // Some pages bring their text in the metadata alone, and put it into the page by a script.
        Some(body) if body.len() > 2 * text.len() => body,
        _ => text,
    };
    if text.is_empty() {
        return Err(DocumentError::NoArticle { name: name.to_owned() });
    }
    Ok(Found {
        title: facts.title,
        published: facts.published,
        source: facts.source,
        language: facts.language,
        language_is_sure: false,
        text,
    })
}

/// The text of a piece of a page that is all content: what a feed or a mail has.
pub fn fragment(html: &str) -> String {
    article::whole(&Page::read(html))
}

/// The encoding in a `<meta charset>` or `<meta http-equiv>`, or in the declaration of XML.
pub fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(PRESCAN)];
    for word in [b"charset".as_slice(), b"encoding"] {
        for at in memchr::memmem::find_iter(&start.to_ascii_lowercase(), word) {
            let rest = start[at + word.len()..].trim_ascii_start();
            let Some(rest) = rest.strip_prefix(b"=") else { continue };
            let rest = rest.trim_ascii_start();
            let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
            let length = rest
                .iter()
                .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':'))
                .count();
            if let Some(encoding) = Encoding::for_label(&rest[..length]) {
                // A page that can be searched for this word is not in UTF-16, whatever it says.
                return Some(if encoding.is_ascii_compatible() || encoding == encoding_rs::ISO_2022_JP {
                    encoding
                } else {
                    encoding_rs::UTF_8
                });
            }
        }
    }
    None
}

/// The characters that a piece of text with references such as `&amp;` stands for.
pub fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut plain = String::new();
    for token in html5gum::Tokenizer::new(&text.replace('<', "&lt;")).flatten() {
        if let html5gum::Token::String(characters) = token {
            plain.push_str(&String::from_utf8_lossy(&characters));
        }
    }
    plain
}
