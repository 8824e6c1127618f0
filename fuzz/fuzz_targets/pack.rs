//! Any file becomes a gazetteer or a reason; of one that opens everything can be asked, whatever nonsense it holds.
#![no_main]

use std::ops::Range;
use std::sync::LazyLock;

use dateline::gazetteer::write::{Entry, EntryId, write_pack};
use dateline::gazetteer::{FeatureClass, Gazetteer, Level};
use dateline::geometry::Position;
use libfuzzer_sys::fuzz_target;

/// Where the checksum over all the rest stands.
const CHECKSUM: Range<usize> = 24..56;
/// Where the offset and the length of the names stand.
const NAMES: Range<usize> = 72..88;

fuzz_target!(|data: &[u8]| {
    // No damage gets past the checksum.
    read(data.to_vec());
    if data.len() < NAMES.end {
        return;
    }
    // Now it does. The names alone stay sound: `fst` checks their own checksum, which libFuzzer has learned to make right,
    // and panics on nonsense behind it.
    let mut bytes = data.to_vec();
    let names = &*SOUND_NAMES;
    bytes[NAMES].copy_from_slice(&[data.len().to_le_bytes(), names.len().to_le_bytes()].concat());
    bytes.extend(names);
    let checksum = blake3::hash(&bytes[CHECKSUM.end..]);
    bytes[CHECKSUM].copy_from_slice(checksum.as_bytes());
    read(bytes);
});

/// The names of a pack of a few places.
static SOUND_NAMES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let entries = ["Homs", "Old Homs", "Homs Governorate", "Palace", "Syria", "Syrie"].into_iter().zip(1..);
    let entries = entries.map(|(name, id)| {
        let position = Position::new(36.5, 34.5);
        Entry::new(EntryId::GeoNames(id), name, position, FeatureClass::Populated, Level::Settlement)
    });
    let pack = write_pack(entries.collect(), "").expect("a few entries fit");
    let number = |at: usize| usize::from_le_bytes(std::array::from_fn(|byte| pack[NAMES.start + at + byte]));
    pack[number(0)..][..number(8)].to_vec()
});

fn read(bytes: Vec<u8>) {
    let gazetteer = match Gazetteer::from_bytes(bytes) {
        Ok(gazetteer) => gazetteer,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let position = Position::new(36.0, 33.0);
    let _ = (gazetteer.about().count(), gazetteer.name_count(), gazetteer.country("SY"));
    let _ = (gazetteer.find("169577"), gazetteer.find("dateline:palace"));
    let _ = (gazetteer.country_at(position), gazetteer.first_level_at(position));
    let _ = (gazetteer.nearest(position, 3), gazetteer.areas_near([30.0, 30.0, 40.0, 40.0]).count());
    for name in ["Homs", "Hmos", "Old", "Syria", "Homs Governorate", "Palace, Syria"] {
        for hit in gazetteer.lookup(name).take(1_000) {
            let _ = gazetteer.place(hit.place);
        }
        let _ = gazetteer.search(name, Some(position), Some("SY"), 10);
    }
    for place in gazetteer.places() {
        let _ = (gazetteer.place(place), gazetteer.area(place), gazetteer.admin1(place));
    }
}
