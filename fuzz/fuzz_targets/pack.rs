//! Any file becomes a gazetteer or a reason; of one that opens everything can be asked, whatever nonsense it holds.
#![no_main]

use std::ops::Range;

use dateline::gazetteer::Gazetteer;
use dateline::geometry::Position;
use libfuzzer_sys::fuzz_target;

/// Where the checksum over all the rest stands.
const CHECKSUM: Range<usize> = 24..56;

fuzz_target!(|data: &[u8]| {
    read(data.to_vec());
    // No damage would get past the checksum.
    let mut bytes = data.to_vec();
    if bytes.len() > CHECKSUM.end {
        let checksum = blake3::hash(&bytes[CHECKSUM.end..]);
        bytes[CHECKSUM].copy_from_slice(checksum.as_bytes());
        read(bytes);
    }
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
