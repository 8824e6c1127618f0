//! Any file becomes a tagger or a reason; a tagger that opens tags, whatever its weights.
#![no_main]

use dateline::gazetteer::Gazetteer;
use dateline::segment::segment;
use dateline::tagger::{Model, ModelError};
use libfuzzer_sys::fuzz_target;

const TEXT: &str =
    "Rockets flew from Homs to Damascus. Gen. John Smith of the U.S. Navy, 54, denied it in Paris, Texas.";
/// Where the count of features stands.
const COUNT: std::ops::Range<usize> = 8..12;

fuzz_target!(|data: &[u8]| {
    let _ = tag_with(data);
    // Nearly no file is as long as its header says, so the header is made to say how long it is.
    if let Some(fitting) = fitting(data) {
        let opened = tag_with(&fitting);
        let is_doubled = matches!(opened, Err(ModelError::Doubled));
        assert!(
            opened.is_ok() || is_doubled,
            "a file of the right length opens, unless it has a feature twice"
        );
    }
});

fn tag_with(bytes: &[u8]) -> Result<(), ModelError> {
    let model = Model::from_bytes(bytes)?;
    let segmented = segment(TEXT);
    let entities = model.entities(TEXT, &segmented, Gazetteer::bundled());
    let mut end = 0;
    for (range, _) in entities {
        assert!(end <= range.start && !range.is_empty() && TEXT.get(range.clone()).is_some());
        end = range.end;
    }
    Ok(())
}

/// The same bytes with the count of features that their length asks for, cut to it.
fn fitting(data: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = data.to_vec();
    let mut expected = |count: u32| {
        bytes.get_mut(COUNT)?.copy_from_slice(&count.to_le_bytes());
        match Model::from_bytes(&bytes) {
            Err(ModelError::Length { expected, .. }) => Some(expected),
            Err(_) => None,
            Ok(_) => Some(bytes.len()),
        }
    };
    let header = expected(0)?;
    let each = expected(1)? - header;
    let count = u32::try_from(data.len().checked_sub(header)? / each).ok()?;
    let length = expected(count)?;
    bytes.truncate(length);
    Some(bytes)
}
