//! The opaque word that says where the next page begins: the id of the last feature, in hexadecimal.

use std::fmt::Write as _;

/// Writes a feature's id as a word that needs no escaping in an address.
pub(super) fn write(id: &str) -> String {
    id.bytes().fold(String::with_capacity(2 * id.len()), |mut word, byte| {
        write!(word, "{byte:02x}").expect("writing into a String does not fail");
        word
    })
}

/// Reads what [`write()`] wrote.
pub(super) fn read(word: &str) -> Option<String> {
    let digits = word.as_bytes();
    if digits.is_empty() || !digits.len().is_multiple_of(2) {
        return None;
    }
    let digit = |digit: u8| char::from(digit).to_digit(16);
    let bytes = digits.chunks_exact(2).map(|pair| Some((digit(pair[0])? * 16 + digit(pair[1])?) as u8));
    String::from_utf8(bytes.collect::<Option<_>>()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_id_comes_back(id in ".{1,40}") {
            prop_assert_eq!(read(&write(&id)), Some(id));
        }

        #[test]
        fn any_word_is_read_or_refused(word in "\\PC*") {
            let _ = read(&word);
        }
    }
}
