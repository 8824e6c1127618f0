//! Reads a pack where it lies: nothing is copied at opening, and nothing is decoded before it is asked for.

use std::ops::Range;
use std::sync::Arc;

use memmap2::Mmap;

use super::format::{CHECKSUM_AT, HEADER_LENGTH, MAGIC, SECTIONS, Section, VERSION, read_varint};

/// Why a file is no usable pack.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// The file is something else.
    #[error("not a gazetteer pack")]
    Foreign,
    /// The file is from another version of Dateline.
    #[error("gazetteer pack of version {found}, expected {VERSION}; make it again out of its sources")]
    Version {
        /// What the file says.
        found: u32,
    },
    /// The file is damaged.
    #[error("damaged gazetteer pack: {what}")]
    Damaged {
        /// What does not fit.
        what: String,
    },
}

/// The bytes of a pack, in the binary, in memory or in a file; cloning is cheap.
#[derive(Clone)]
pub(super) enum Bytes {
    Static(&'static [u8]),
    Shared(Arc<[u8]>),
    Mapped(Arc<Mmap>),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(bytes) => bytes,
            Self::Mapped(bytes) => bytes,
        }
    }
}

/// One section's bytes, for `fst`, which wants to own what it reads.
pub(super) struct Slice {
    bytes: Bytes,
    range: Range<usize>,
}

impl AsRef<[u8]> for Slice {
    fn as_ref(&self) -> &[u8] {
        &self.bytes.as_ref()[self.range.clone()]
    }
}

/// A pack with its sections found and its lengths checked.
pub(super) struct Pack {
    bytes: Bytes,
    sections: [Range<usize>; SECTIONS],
}

impl Pack {
    /// Checks header and section table. The checksum is left to [`Pack::verify`]: reading every byte of the embedded
    /// pack would cost more than all the rest of a start.
    pub(super) fn open(bytes: Bytes) -> Result<Self, PackError> {
        let all = bytes.as_ref();
        if all.len() < HEADER_LENGTH || &all[..16] != MAGIC {
            return Err(PackError::Foreign);
        }
        let found = u32_at(all, 4);
        if found != VERSION {
            return Err(PackError::Version { found });
        }
        let damaged = |what: String| PackError::Damaged { what };
        if u32_at(all, 5) as usize != SECTIONS || all.len() < HEADER_LENGTH + 16 * SECTIONS {
            return Err(damaged(format!("expected a table of {SECTIONS} sections")));
        }
        let mut sections = [const { 0..0 }; SECTIONS];
        for (number, section) in sections.iter_mut().enumerate() {
            let at = HEADER_LENGTH + 16 * number;
            let (offset, length) = (u64_at(all, at), u64_at(all, at + 8));
            let end = offset.checked_add(length).filter(|&end| end <= all.len() as u64);
            let end = end.ok_or_else(|| damaged(format!("section {number} ends behind the file")))?;
            *section = offset as usize..end as usize;
        }
        let pack = Self { bytes, sections };
        pack.check_columns()?;
        Ok(pack)
    }

    /// Columns of unequal lengths would let one place read another's fields.
    fn check_columns(&self) -> Result<(), PackError> {
        let places = self.section(Section::Longitude).len() / 4;
        for (section, width) in [
            (Section::Longitude, 4),
            (Section::Latitude, 4),
            (Section::Id, 4),
            (Section::Name, 4),
            (Section::Population, 4),
            (Section::Country, 2),
            (Section::Admin1OfPlace, 2),
            (Section::Admin2OfPlace, 4),
            (Section::Class, 1),
            (Section::Code, 2),
            (Section::Level, 1),
            (Section::StandsFor, 2),
            (Section::Radius, 2),
            (Section::AreaOfPlace, 4),
            (Section::IdIndex, 8),
        ] {
            let length = self.section(section).len();
            if length != places * width {
                let what = format!(
                    "{section:?} has {length} bytes, expected {} for {places} places",
                    places * width
                );
                return Err(PackError::Damaged { what });
            }
        }
        Ok(())
    }

    /// Compares the checksum: reads the whole pack once.
    pub(super) fn verify(&self) -> Result<(), PackError> {
        let all = self.bytes.as_ref();
        let found = blake3::hash(&all[HEADER_LENGTH..]);
        if found.as_bytes() == &all[CHECKSUM_AT..HEADER_LENGTH] {
            Ok(())
        } else {
            Err(PackError::Damaged { what: "the checksum does not match".to_owned() })
        }
    }

    pub(super) fn section(&self, section: Section) -> &[u8] {
        &self.bytes.as_ref()[self.sections[section as usize].clone()]
    }

    /// A section that owns its share of the bytes.
    pub(super) fn slice(&self, section: Section) -> Slice {
        Slice { bytes: self.bytes.clone(), range: self.sections[section as usize].clone() }
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.as_ref().len()
    }

    pub(super) fn u32(&self, section: Section, index: usize) -> u32 {
        u32_at(self.section(section), index)
    }

    pub(super) fn i32(&self, section: Section, index: usize) -> i32 {
        self.u32(section, index).cast_signed()
    }

    pub(super) fn u16(&self, section: Section, index: usize) -> u16 {
        let bytes = self.section(section).get(2 * index..).and_then(<[u8]>::first_chunk);
        u16::from_le_bytes(bytes.copied().unwrap_or_default())
    }

    pub(super) fn u8(&self, section: Section, index: usize) -> u8 {
        self.section(section).get(index).copied().unwrap_or_default()
    }

    /// The string at an offset of the string section; empty where the pack is damaged.
    pub(super) fn string(&self, offset: u32) -> &str {
        let strings = self.section(Section::Strings);
        let offset = offset as usize;
        let Some(&length) = strings.get(offset) else { return "" };
        let bytes = strings.get(offset + 1..offset + 1 + usize::from(length)).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The postings behind a value of the names map, in ascending order: the likeliest place first.
    pub(super) fn postings(&self, value: u64) -> impl Iterator<Item = u64> + '_ {
        let mut rest = &[][..];
        let mut left = 1;
        let mut last = value >> 1;
        if value & 1 == 1 {
            rest = self.section(Section::Postings).get((value >> 1) as usize..).unwrap_or_default();
            left = read_varint(&mut rest);
            last = 0;
        }
        let in_list = value & 1 == 1;
        std::iter::from_fn(move || {
            if left == 0 || (in_list && rest.is_empty()) {
                return None;
            }
            left -= 1;
            if in_list {
                last = read_varint(&mut rest).wrapping_add(last);
            }
            Some(last)
        })
    }
}

/// The number at an index, counted in numbers; 0 behind the end, where a damaged pack may point.
fn u32_at(bytes: &[u8], index: usize) -> u32 {
    let bytes = bytes.get(4 * index..).and_then(<[u8]>::first_chunk);
    u32::from_le_bytes(bytes.copied().unwrap_or_default())
}

/// The number at an offset in bytes.
fn u64_at(bytes: &[u8], at: usize) -> u64 {
    let bytes = bytes.get(at..).and_then(<[u8]>::first_chunk);
    u64::from_le_bytes(bytes.copied().unwrap_or_default())
}
