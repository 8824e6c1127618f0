//! The opaque word that says where the next page begins: the mark of the last feature as JSON, in hexadecimal.

use std::fmt::Write as _;

use crate::index::Mark;

/// Writes a mark as a word that needs no escaping in an address.
pub(super) fn write(mark: &Mark) -> String {
    let json = serde_json::to_string(mark).expect("texts and numbers are JSON");
    json.bytes().fold(String::with_capacity(2 * json.len()), |mut word, byte| {
        write!(word, "{byte:02x}").expect("writing into a String does not fail");
        word
    })
}

/// Reads what [`write()`] wrote.
pub(super) fn read(word: &str) -> Option<Mark> {
    let digits = word.as_bytes();
    if digits.is_empty() || !digits.len().is_multiple_of(2) {
        return None;
    }
    let digit = |digit: u8| char::from(digit).to_digit(16);
    let bytes = digits.chunks_exact(2).map(|pair| Some((digit(pair[0])? * 16 + digit(pair[1])?) as u8));
    serde_json::from_slice(&bytes.collect::<Option<Vec<u8>>>()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::SortValue;

    proptest! {
        #[test]
        fn any_mark_comes_back(id in ".{1,40}", text in ".{0,20}", number in -1e9..1e9) {
            let values =
                vec![SortValue::Null, SortValue::Boolean(true), SortValue::Number(number), SortValue::Text(text)];
            let mark = Mark { id, values };
            prop_assert_eq!(read(&write(&mark)), Some(mark));
        }

        #[test]
        fn any_word_is_read_or_refused(word in "\\PC*") {
            let _ = read(&word);
        }
    }
}
