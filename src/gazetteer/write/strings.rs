use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use hashbrown::HashTable;

/// Bytes of the longest string; a longer one is cut.
const LONGEST: usize = 255;

/// A text as far as a pack keeps it: at most 255 bytes, cut at a character.
pub(super) fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// Strings behind each other, each with its length before it; equal ones once. Offset 0 is the empty string.
///
/// The table holds offsets alone: a map from strings would need as much memory again as the strings.
pub(super) struct Strings {
    bytes: Vec<u8>,
    offsets: HashTable<u32>,
    hasher: BuildHasherDefault<DefaultHasher>,
}

impl Strings {
    pub(super) fn new() -> Self {
        Self { bytes: vec![0], offsets: HashTable::new(), hasher: BuildHasherDefault::default() }
    }

    /// The offset of a string.
    pub(super) fn offset(&mut self, text: &str) -> u32 {
        let text = cut(text).as_bytes();
        if text.is_empty() {
            return 0;
        }
        let Self { bytes, offsets, hasher } = self;
        let hash = hasher.hash_one(text);
        if let Some(&offset) = offsets.find(hash, |&offset| at(bytes, offset) == text) {
            return offset;
        }
        let offset = bytes.len() as u32;
        bytes.push(text.len() as u8);
        bytes.extend_from_slice(text);
        offsets.insert_unique(hash, offset, |&offset| hasher.hash_one(at(bytes, offset)));
        offset
    }

    /// The string at an offset that was given out.
    pub(super) fn get(&self, offset: u32) -> &str {
        std::str::from_utf8(at(&self.bytes, offset)).unwrap_or_default()
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }
}

fn at(bytes: &[u8], offset: u32) -> &[u8] {
    let start = offset as usize + 1;
    &bytes[start..start + usize::from(bytes[offset as usize])]
}
