//! The parts of an encoded feature, found without decoding it.
//!
//! [`super::encode`] writes `{"type":"Feature","id":…,"geometry":…,"properties":{…}}` without white space, so a key is found by
//! its bytes: inside a text a quotation mark is always written `\"`, and `,"name":` never stands in one.

use geo::Geometry;
use memchr::memmem;

/// A feature as [`super::encode_mention`] and its like write it.
#[derive(Clone, Copy, Debug)]
pub struct Encoded<'a>(&'a [u8]);

const GEOMETRY: &[u8] = br#","geometry":"#;
const PROPERTIES: &[u8] = br#","properties":{"#;

impl<'a> Encoded<'a> {
    /// The bytes of one feature that this module wrote.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The GeoJSON geometry, or `null`. O(bytes).
    #[must_use]
    pub fn geometry(self) -> &'a [u8] {
        memmem::find(self.0, GEOMETRY).map_or(b"null", |at| value(&self.0[at + GEOMETRY.len()..]))
    }

    /// The geometry, longitude first; none where it is `null`. O(bytes).
    #[must_use]
    pub fn to_geo(self) -> Option<Geometry<f64>> {
        let geometry: Option<geojson::Geometry> = serde_json::from_slice(self.geometry()).ok()?;
        Geometry::try_from(geometry?).ok()
    }

    /// What stands before the geometry: type and id, with the brace that opens the feature.
    #[must_use]
    pub fn head(self) -> &'a [u8] {
        memmem::find(self.0, GEOMETRY).map_or(self.0, |at| &self.0[..at])
    }

    /// The value of one property as JSON; none where the feature lacks it. O(bytes before it).
    #[must_use]
    pub fn property(self, name: &str) -> Option<&'a [u8]> {
        let properties = self.inside();
        // The first key has no comma before it.
        let own =
            |rest: &'a [u8]| rest.strip_prefix(b"\"")?.strip_prefix(name.as_bytes())?.strip_prefix(b"\":");
        if let Some(rest) = own(properties) {
            return Some(value(rest));
        }
        let mut key = Vec::with_capacity(name.len() + 4);
        key.extend_from_slice(b",\"");
        key.extend_from_slice(name.as_bytes());
        key.extend_from_slice(b"\":");
        let at = memmem::find(properties, &key)?;
        Some(value(&properties[at + key.len()..]))
    }

    /// All properties, key and value as they are written, in their order.
    pub fn properties(self) -> impl Iterator<Item = (&'a [u8], &'a [u8])> {
        let mut rest = self.inside();
        std::iter::from_fn(move || {
            if !rest.starts_with(b"\"") {
                return None;
            }
            let key = value(rest);
            let found = value(rest.get(key.len() + 1..)?);
            rest = rest.get(key.len() + 1 + found.len()..)?;
            rest = rest.strip_prefix(b",").unwrap_or_default();
            Some((key, found))
        })
    }

    /// From the first property on.
    fn inside(self) -> &'a [u8] {
        memmem::find(self.0, PROPERTIES).map_or(&[], |at| &self.0[at + PROPERTIES.len()..])
    }
}

/// The JSON value that some bytes begin with.
fn value(bytes: &[u8]) -> &[u8] {
    let end = match bytes.first() {
        Some(b'"') => 1 + text(&bytes[1..]),
        Some(b'{' | b'[') => {
            let (mut depth, mut at) = (0_usize, 0);
            loop {
                match bytes.get(at) {
                    Some(b'{' | b'[') => depth += 1,
                    Some(b'}' | b']') => depth -= 1,
                    Some(b'"') => at += text(&bytes[at + 1..]),
                    Some(_) => {}
                    None => break at,
                }
                at += 1;
                if depth == 0 {
                    break at;
                }
            }
        }
        _ => bytes.iter().position(|byte| matches!(byte, b',' | b'}' | b']')).unwrap_or(bytes.len()),
    };
    &bytes[..end.min(bytes.len())]
}

/// The length of a text behind its opening quotation mark, with the closing one.
fn text(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'"', b'\\', &bytes[at..]) {
        at += found + 1;
        if bytes[at - 1] == b'"' {
            return at;
        }
        at += 1;
        if at >= bytes.len() {
            break;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::feature::testing::{mention, movement};
    use crate::feature::{encode_mention, encode_movement};
    use crate::geometry::Position;

    /// Every part, as a whole parse has it.
    fn is_taken_apart(bytes: &[u8]) {
        let whole: Value = serde_json::from_slice(bytes).unwrap();
        let encoded = Encoded::new(bytes);
        let parse = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).unwrap();
        assert_eq!(parse(encoded.geometry()), whole["geometry"]);
        assert!(encoded.head().starts_with(br#"{"type":"Feature","id":""#));
        let mut count = 0;
        for (name, expected) in whole["properties"].as_object().unwrap() {
            assert_eq!(&parse(encoded.property(name).unwrap()), expected, "{name}");
            count += 1;
        }
        let all: Vec<_> = encoded.properties().collect();
        assert_eq!(all.len(), count);
        for (key, found) in all {
            let key: String = serde_json::from_slice(key).unwrap();
            assert_eq!(parse(found), whole["properties"][&key]);
        }
        assert!(encoded.property("no such").is_none());
    }

    #[test]
    fn a_line_with_lists_of_objects_is_taken_apart() {
        let line = vec![Position::new(1.0, 2.0), Position::new(3.0, 4.0)];
        is_taken_apart(&encode_movement(&movement("m", vec![line])));
    }

    proptest! {
        #[test]
        fn whatever_stands_in_texts_a_mention_is_taken_apart(
            sentence in "(\"|\\\\|,\"kind\":|\\}|\\]|\\{|,\"geometry\":|\\PC){0,12}",
            located in any::<bool>(),
        ) {
            let mut record = mention("d", 0, "Homs", located.then(|| Position::new(1.0, 2.0)));
            record.id.clone_from(&sentence);
            record.sentence = sentence;
            is_taken_apart(&encode_mention(&record));
        }
    }
}
