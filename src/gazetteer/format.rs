//! The layout of a pack: one file of sections that are read where they lie.
//!
//! ```text
//! magic (16)  version u32  sections u32  checksum (32)  { offset u64, length u64 } per section  sections ...
//! ```
//!
//! All numbers are little-endian. The checksum is BLAKE3 over everything behind it. Places are kept as columns (all longitudes, then
//! all latitudes, ...): a column compresses to half of what rows do, and reading one field of one place is still one
//! offset away. Places are ordered by importance, so that the first of a name's candidates is the likeliest without context.

/// The first bytes of every pack.
pub(super) const MAGIC: &[u8; 16] = b"DATELINE GAZ\r\n\x1a\n";

/// Counted up with every change of layout; a reader takes its own only.
pub(super) const VERSION: u32 = 2;

/// Where the checksum stands.
pub(super) const CHECKSUM_AT: usize = 16 + 4 + 4;

/// Bytes before the section table.
pub(super) const HEADER_LENGTH: usize = CHECKSUM_AT + 32;

/// Positions and area vertices are kept as integers of this many to the degree (1e-6 degrees is 11 cm).
pub(super) const UNITS_PER_DEGREE: f64 = 1e6;

/// Area vertices are kept coarser: 1e-5 degrees is 1.1 m, far below the accuracy of any border.
pub(super) const AREA_UNITS_PER_DEGREE: f64 = 1e5;

/// Set in an id column when the rest is an offset into the strings, not a GeoNames number.
pub(super) const ID_IS_STRING: u32 = 1 << 31;

/// What stands where; the number is the position in the section table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Section {
    /// Length-prefixed (u8) UTF-8 strings; offset 0 is the empty one and means "none".
    Strings,
    /// `fst` map: folded name -> one posting << 1, or offset into `Postings` << 1 | 1.
    Names,
    /// Lists of LEB128 numbers: count, then the differences between ascending postings (place << 3 | name kind).
    Postings,
    /// i32 per place.
    Longitude,
    /// i32 per place.
    Latitude,
    /// u32 per place: the GeoNames number, or [`ID_IS_STRING`] and a string offset.
    Id,
    /// u32 per place: string offset of the preferred name.
    Name,
    /// u32 per place.
    Population,
    /// u16 per place: index into `Countries`, 0 is none.
    Country,
    /// u16 per place: index into `Admin1`, 0 is none.
    Admin1OfPlace,
    /// u32 per place: index into `Admin2`, 0 is none.
    Admin2OfPlace,
    /// u8 per place: the GeoNames letter.
    Class,
    /// u16 per place: index into `Codes`, 0 is none.
    Code,
    /// u8 per place: [`super::Level`].
    Level,
    /// u16 per place: index into `Countries` of the state it stands for, 0 is none.
    StandsFor,
    /// u16 per place: kilometres times 10, at most 6,553.5 km.
    Radius,
    /// u32 per place: index into `AreaIndex` plus 1, 0 is none.
    AreaOfPlace,
    /// 8 bytes per country: string offset of the ISO code, place + 1.
    Countries,
    /// 16 bytes per area: string offsets of country, code and name, place + 1.
    Admin1,
    /// The same for the second level.
    Admin2,
    /// u32 per feature code: string offset.
    Codes,
    /// 8 bytes per place, ascending: id column value, place. String ids are ordered by their text.
    IdIndex,
    /// u32 per settlement, site and natural feature: places as a k-d tree over the unit sphere. The middle of a range is its
    /// root, and the axes x, y, z take turns.
    Nearest,
    /// 24 bytes per area: bounding box (4 x i32 in area units), offset into `Areas` (u32), place (u32).
    AreaIndex,
    /// Per area: LEB128 counts of polygons, rings, vertices, then zigzag differences of x and y in area units.
    Areas,
    /// JSON: what the pack was made from and how much of it.
    About,
}

impl Section {
    /// All of them, in the order of the table.
    pub(super) const ALL: [Self; SECTIONS] = [
        Self::Strings,
        Self::Names,
        Self::Postings,
        Self::Longitude,
        Self::Latitude,
        Self::Id,
        Self::Name,
        Self::Population,
        Self::Country,
        Self::Admin1OfPlace,
        Self::Admin2OfPlace,
        Self::Class,
        Self::Code,
        Self::Level,
        Self::StandsFor,
        Self::Radius,
        Self::AreaOfPlace,
        Self::Countries,
        Self::Admin1,
        Self::Admin2,
        Self::Codes,
        Self::IdIndex,
        Self::Nearest,
        Self::AreaIndex,
        Self::Areas,
        Self::About,
    ];
}

/// How many sections a pack has.
pub(super) const SECTIONS: usize = Section::About as usize + 1;

/// Appends a number in LEB128.
pub(super) fn write_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value as u8) | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Reads a number in LEB128 and moves the slice behind it; 0 at the end of the slice.
pub(super) fn read_varint(bytes: &mut &[u8]) -> u64 {
    let mut value = 0;
    let mut shift = 0;
    while let Some((&byte, rest)) = bytes.split_first() {
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 || shift >= 56 {
            break;
        }
        shift += 7;
    }
    value
}

/// Maps small negative and positive numbers to small unsigned ones.
pub(super) const fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)).cast_unsigned()
}

/// The reverse of [`zigzag`].
pub(super) const fn unzigzag(value: u64) -> i64 {
    (value >> 1).cast_signed() ^ -(value & 1).cast_signed()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sections_are_listed_in_the_order_of_the_table(number in 0..SECTIONS) {
            prop_assert_eq!(Section::ALL[number] as usize, number);
        }

        #[test]
        fn numbers_come_back(value in any::<i32>()) {
            let mut bytes = Vec::new();
            write_varint(&mut bytes, zigzag(i64::from(value)));
            let mut rest = bytes.as_slice();
            prop_assert_eq!(unzigzag(read_varint(&mut rest)), i64::from(value));
            prop_assert!(rest.is_empty());
        }
    }
}
