//! Files that are no pack, or no longer one: refused with a reason where it can be seen, harmless where it cannot.

use dateline::gazetteer::write::write_pack;
use dateline::gazetteer::{Gazetteer, PackError};
use dateline::geometry::Position;
use proptest::prelude::*;

use crate::write::entries;

/// Magic, version and number of sections, then the checksum over all the rest.
const CHECKSUM: std::ops::Range<usize> = 24..56;

fn pack() -> Vec<u8> {
    write_pack(entries(), "about").expect("a few entries fit")
}

fn reason(bytes: Vec<u8>) -> String {
    Gazetteer::from_bytes(bytes).err().map(|error| error.to_string()).unwrap_or_default()
}

/// Asks everything of everything in it.
fn read_through(gazetteer: &Gazetteer) {
    let position = Position::new(36.0, 33.0);
    let _ = (
        gazetteer.about().count(),
        gazetteer.name_count(),
        gazetteer.find("169577"),
        gazetteer.find("dateline:palace"),
    );
    let _ = (gazetteer.country_at(position), gazetteer.first_level_at(position), gazetteer.country("SY"));
    let _ = (gazetteer.nearest(position, 3), gazetteer.areas_near([30.0, 30.0, 40.0, 40.0]).count());
    for name in ["Homs", "Hmos", "Old", "Syria", "Homs Governorate"] {
        for hit in gazetteer.lookup(name).take(1_000) {
            let _ = gazetteer.place(hit.place);
        }
        let _ = gazetteer.search(name, Some(position), Some("SY"), 10);
    }
    for place in gazetteer.places() {
        let _ = (gazetteer.place(place), gazetteer.area(place), gazetteer.admin1(place));
    }
}

#[test]
fn a_foreign_file_is_refused_by_what_it_is() {
    for bytes in [b"".to_vec(), b"DATELINE".to_vec(), b"%PDF-1.7".repeat(1_000)] {
        assert!(reason(bytes).starts_with("not a gazetteer pack"));
    }
    let mut newer = pack();
    newer[16] = 99;
    assert!(matches!(Gazetteer::from_bytes(newer), Err(PackError::Version { found: 99 })));
}

#[test]
fn a_pack_cut_short_anywhere_is_refused() {
    let whole = pack();
    for length in 0..whole.len() {
        assert!(Gazetteer::from_bytes(whole[..length].to_vec()).is_err(), "{length} bytes");
    }
}

#[test]
fn a_pack_with_bytes_behind_it_is_refused() {
    let mut longer = pack();
    longer.push(0);
    assert!(reason(longer).contains("checksum"));
}

proptest! {
    #[test]
    fn a_flipped_bit_is_noticed(at in any::<prop::sample::Index>(), bit in 0..8_u32) {
        let mut bytes = pack();
        let at = at.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;
        prop_assert!(Gazetteer::from_bytes(bytes).is_err());
    }

    /// Whoever writes packs may write nonsense with a right checksum.
    #[test]
    fn nonsense_with_a_right_checksum_does_no_harm(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
    ) {
        let mut bytes = pack();
        for (at, byte) in damage {
            let at = CHECKSUM.end + at.index(bytes.len() - CHECKSUM.end);
            bytes[at] = byte;
        }
        let checksum = blake3::hash(&bytes[CHECKSUM.end..]);
        bytes[CHECKSUM].copy_from_slice(checksum.as_bytes());
        if let Ok(gazetteer) = Gazetteer::from_bytes(bytes) {
            read_through(&gazetteer);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert!(Gazetteer::from_bytes(bytes).is_err());
    }
}
