//! Byte offsets as Unicode character offsets and back: records count characters, the program counts bytes.

/// Bytes between two remembered counts: at most this many are read to answer, and the index takes 1/64 of the text.
const STEP: usize = 512;

/// Maps byte offsets of one text to character offsets and back.
///
/// Built in one pass over the text (several GB/s); an answer reads at most 512 bytes, and none where the text is all ASCII.
///
/// ```
/// let index = dateline::segment::CharIndex::new("Côte d’Ivoire");
/// assert_eq!(index.char_of(10), 7);
/// assert_eq!(index.byte_of(7), 10);
/// ```
#[derive(Clone, Debug)]
pub struct CharIndex<'t> {
    text: &'t str,
    /// Characters that start before byte `i * STEP`; empty where the text is all ASCII.
    counts: Vec<usize>,
}

/// How many characters start in these bytes: all bytes but the continuation bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

impl<'t> CharIndex<'t> {
    /// Counts the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut sum = 0;
            for chunk in text.as_bytes().chunks(STEP) {
                counts.push(sum);
                sum += starts(chunk);
            }
        }
        Self { text, counts }
    }

    /// How many characters start before this byte; a byte past the end counts as the end.
    #[must_use]
    pub fn char_of(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.counts.is_empty() {
            return byte;
        }
        let chunk = (byte / STEP).min(self.counts.len() - 1);
        self.counts[chunk] + starts(&self.text.as_bytes()[chunk * STEP..byte])
    }

    /// The byte at which this character starts; a character past the end is the end.
    #[must_use]
    pub fn byte_of(&self, character: usize) -> usize {
        if self.counts.is_empty() {
            return character.min(self.text.len());
        }
        // The last chunk before which no more than `character` characters start.
        let chunk = self.counts.partition_point(|&count| count <= character) - 1;
        let first = chunk * STEP;
        let mut left = character - self.counts[chunk];
        for (offset, byte) in self.text.as_bytes()[first..].iter().enumerate() {
            if byte & 0xC0 != 0x80 {
                if left == 0 {
                    return first + offset;
                }
                left -= 1;
            }
        }
        self.text.len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::CharIndex;

    proptest! {
        #[test]
        fn every_boundary_maps_there_and_back(text in "[a-zé’حم🚀]{0,900}") {
            let index = CharIndex::new(&text);
            for (number, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.char_of(byte), number);
                prop_assert_eq!(index.byte_of(number), byte);
            }
            let characters = text.chars().count();
            prop_assert_eq!(index.char_of(text.len()), characters);
            prop_assert_eq!(index.byte_of(characters), text.len());
            prop_assert_eq!(index.byte_of(characters + 7), text.len());
            prop_assert_eq!(index.char_of(text.len() + 7), characters);
        }
    }
}
