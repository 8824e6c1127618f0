//! Bytes in any of the encodings that news text comes in become a `String` with `\n` line ends.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding};

use super::DocumentError;

/// A page or feed with more wrong characters than one in this many is not in the encoding that it says.
const CHARACTERS_PER_WRONG: usize = 50;

/// How much of a text in an old encoding is looked at to tell which one: letters settle it long before.
const DETECTION_WINDOW: usize = 1 << 20;

/// One control character in this many bytes or more makes it binary.
const BYTES_PER_CONTROL: usize = 50;

/// Decodes a text and makes its line ends `\n`.
///
/// A byte order mark decides; else it is UTF-8 when it can be; else the encoding is told from the letters, Windows-1252 being
/// the commonest. A text that is UTF-8 but for a few bytes is damaged, not Windows-1252.
pub fn decode(name: &str, bytes: &[u8]) -> Result<String, DocumentError> {
    let undecodable =
        |offset, encoding| DocumentError::Undecodable { name: name.to_owned(), offset, encoding };
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => {
            utf16(rest, u16::from_le_bytes).map_err(|offset| undecodable(offset + 2, "UTF-16"))?
        }
        [0xFE, 0xFF, rest @ ..] => {
            utf16(rest, u16::from_be_bytes).map_err(|offset| undecodable(offset + 2, "UTF-16"))?
        }
        _ => {
            let start = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
            let bytes = &bytes[start..];
            if let Some(offset) = first_binary(bytes) {
                return Err(DocumentError::Binary {
                    name: name.to_owned(),
                    offset: start + offset,
                    byte: bytes[offset],
                });
            }
            match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(error) if start > 0 || is_mostly_utf8(bytes) => {
                    return Err(undecodable(start + error.valid_up_to(), "UTF-8"));
                }
                Err(error) => legacy(bytes, error.valid_up_to())
                    .map_err(|(offset, encoding)| undecodable(offset, encoding))?,
            }
        }
    };
    if let Some(at) = text.find('\0') {
        // Only UTF-16 comes here with one: two bytes a unit, after the mark.
        let offset = 2 + 2 * text[..at].encode_utf16().count();
        return Err(DocumentError::Binary { name: name.to_owned(), offset, byte: 0 });
    }
    Ok(unify_line_ends(text))
}

/// Decodes a page or a feed, which may say itself what it is in, and makes its line ends `\n`.
///
/// A byte order mark decides, then `told`, which came with it from outside. Bytes that are UTF-8 and not only ASCII are UTF-8,
/// whatever they declare: pages are often saved anew and keep the old declaration. Then what they declare counts, unless it turns
/// out wrong; then their letters. A character that does not fit becomes U+FFFD: a page is worth reading for the rest.
pub fn decode_declared(
    name: &str,
    bytes: &[u8],
    told: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> Result<String, DocumentError> {
    let (marked, start) =
        Encoding::for_bom(bytes).map_or((None, 0), |(encoding, length)| (Some(encoding), length));
    let bytes = &bytes[start..];
    let marked = marked.or(match bytes {
        [b'<', 0, ..] => Some(encoding_rs::UTF_16LE),
        [0, b'<', ..] => Some(encoding_rs::UTF_16BE),
        _ => None,
    });
    let is_wide = marked.is_some_and(|encoding| encoding != encoding_rs::UTF_8);
    if !is_wide && let Some(offset) = first_binary(bytes) {
        let (name, offset, byte) = (name.to_owned(), start + offset, bytes[offset]);
        return Err(DocumentError::Binary { name, offset, byte });
    }
    let in_encoding =
        |encoding: &'static Encoding| encoding.decode_without_bom_handling(bytes).0.into_owned();
    let text = if let Some(encoding) = marked.or(told) {
        in_encoding(encoding)
    } else if let Ok(text) = std::str::from_utf8(bytes)
        && (!text.is_ascii() || declared.is_none_or(Encoding::is_ascii_compatible))
    {
        text.to_owned()
    } else {
        let right = declared.map(in_encoding).filter(|text| !is_mostly_wrong(text));
        right.unwrap_or_else(|| {
            if is_mostly_utf8(bytes) {
                in_encoding(encoding_rs::UTF_8)
            } else {
                in_encoding(guess(bytes, first_beyond_ascii(bytes)))
            }
        })
    };
    Ok(clean(text))
}

fn first_beyond_ascii(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or_default()
}

fn is_mostly_wrong(text: &str) -> bool {
    let beyond_ascii = text.chars().filter(|character| !character.is_ascii()).count();
    text.matches('\u{FFFD}').count() * CHARACTERS_PER_WRONG > beyond_ascii
}

/// The first byte that shows this to be no text: a NUL, or the first control character where there are many.
fn first_binary(bytes: &[u8]) -> Option<usize> {
    if let Some(offset) = memchr::memchr(0, bytes) {
        return Some(offset);
    }
    let is_control = |byte: &u8| matches!(byte, 1..=8 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F);
    let controls = bytes.iter().filter(|byte| is_control(byte)).count();
    if controls * BYTES_PER_CONTROL > bytes.len() { bytes.iter().position(is_control) } else { None }
}

/// Whether more characters beyond ASCII are right UTF-8 than wrong.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > wrong
}

/// UTF-16 without its mark; the error is the offset of the first unit that does not fit.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, usize> {
    let (units, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut offset = 0;
    for decoded in char::decode_utf16(units.iter().map(|&pair| unit(pair))) {
        let character = decoded.map_err(|_unpaired| offset)?;
        text.push(character);
        offset += 2 * character.len_utf16();
    }
    if rest.is_empty() { Ok(text) } else { Err(offset) }
}

/// The encoding from before Unicode that the letters from around `first` on are in.
fn guess(bytes: &[u8], first: usize) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let start = first.saturating_sub(DETECTION_WINDOW / 16);
    detector.feed(&bytes[start..bytes.len().min(start + DETECTION_WINDOW)], true);
    detector.guess(None, Utf8Detection::Deny)
}

/// An encoding from before Unicode; `first` is the first byte that is not UTF-8. The error is where and in what it broke.
fn legacy(bytes: &[u8], first: usize) -> Result<String, (usize, &'static str)> {
    let encoding = guess(bytes, first);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    // None on overflow of usize alone, which no document comes near.
    let capacity = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(capacity);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        (DecoderResult::Malformed(bad, after), read) => {
            Err((read.saturating_sub(usize::from(bad) + usize::from(after)), encoding.name()))
        }
        (DecoderResult::OutputFull, read) => Err((read, encoding.name())),
    }
}

/// A text out of a format that may hold any characters: its line ends become `\n`, and NUL becomes U+FFFD.
pub fn clean(text: String) -> String {
    let text = if text.contains('\0') { text.replace('\0', "\u{FFFD}") } else { text };
    unify_line_ends(text)
}

/// CR LF and a CR alone become LF.
fn unify_line_ends(text: String) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    let mut unified = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = memchr::memchr(b'\r', rest.as_bytes()) {
        unified.push_str(&rest[..at]);
        unified.push('\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    unified.push_str(rest);
    unified
}
