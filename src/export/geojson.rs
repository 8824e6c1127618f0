use std::io::{self, Write};

use serde_json::{Map, Value};

/// Writes a GeoJSON `FeatureCollection` (RFC 7946): `members` first, then named lists of further features, then
/// `features`, so that a reader of a long answer has the links and counts early.
///
/// ```
/// use dateline::export::write_feature_collection;
///
/// let mut out = Vec::new();
/// write_feature_collection(&mut out, &serde_json::Map::new(), &[], [b"{}".as_slice()])?;
/// assert_eq!(out, br#"{"type":"FeatureCollection","features":[{}]}"#);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn write_feature_collection(
    out: &mut impl Write,
    members: &Map<String, Value>,
    lists: &[(&str, Vec<&[u8]>)],
    features: impl IntoIterator<Item = impl AsRef<[u8]>>,
) -> io::Result<()> {
    out.write_all(br#"{"type":"FeatureCollection","#)?;
    for (name, value) in members {
        serde_json::to_writer(&mut *out, name)?;
        out.write_all(b":")?;
        serde_json::to_writer(&mut *out, value)?;
        out.write_all(b",")?;
    }
    for (name, list) in lists {
        serde_json::to_writer(&mut *out, name)?;
        out.write_all(b":")?;
        write_features(out, list)?;
        out.write_all(b",")?;
    }
    out.write_all(br#""features":"#)?;
    write_features(out, features)?;
    out.write_all(b"}")
}

/// Writes encoded features as a JSON array.
pub fn write_features(
    out: &mut impl Write,
    features: impl IntoIterator<Item = impl AsRef<[u8]>>,
) -> io::Result<()> {
    let mut separator: &[u8] = b"[";
    for feature in features {
        out.write_all(separator)?;
        out.write_all(feature.as_ref())?;
        separator = b",";
    }
    out.write_all(if separator == b"[" { b"[]" } else { b"]" })
}

/// Writes a GeoJSON text sequence (RFC 8142): one feature per line, each after a record separator.
pub fn write_sequence(
    out: &mut impl Write,
    features: impl IntoIterator<Item = impl AsRef<[u8]>>,
) -> io::Result<()> {
    for feature in features {
        out.write_all(b"\x1e")?;
        out.write_all(feature.as_ref())?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_collection_without_features_is_still_a_collection() {
        let mut out = Vec::new();
        write_feature_collection(&mut out, &Map::new(), &[], [b""; 0]).unwrap();
        assert_eq!(out, br#"{"type":"FeatureCollection","features":[]}"#);
    }

    #[test]
    fn members_and_lists_come_before_the_features() {
        let mut out = Vec::new();
        let members = Map::from_iter([("numberReturned".to_owned(), 2.into())]);
        let features: [&[u8]; 2] = [b"1", b"2"];
        write_feature_collection(&mut out, &members, &[("unplaced", vec![b"3"])], features).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            r#"{"type":"FeatureCollection","numberReturned":2,"unplaced":[3],"features":[1,2]}"#
        );
    }

    #[test]
    fn a_sequence_has_one_feature_per_record() {
        let mut out = Vec::new();
        write_sequence(&mut out, [b"{}".as_slice(), b"{}"]).unwrap();
        assert_eq!(out, b"\x1e{}\n\x1e{}\n");
    }
}
