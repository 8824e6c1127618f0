use std::io::{self, Write};

use serde::Serialize;

use super::{csv, kml};

/// A format that is written feature by feature, so that an answer of any length need not be held.
///
/// ```
/// use dateline::export::Layout;
///
/// let mut out = Vec::new();
/// let layout = Layout::feature_collection(&serde_json::json!({"numberReturned": 2}))?;
/// layout.write_opening(&mut out)?;
/// for (number, feature) in [b"{}", b"{}"].into_iter().enumerate() {
///     layout.write_feature(&mut out, feature, number)?;
/// }
/// layout.write_closing(&mut out)?;
/// assert_eq!(out, br#"{"type":"FeatureCollection","numberReturned":2,"features":[{},{}]}"#);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Layout {
    /// A GeoJSON `FeatureCollection` (RFC 7946) with further members before the features: [`Layout::feature_collection`] encodes
    /// them.
    FeatureCollection(Vec<u8>),
    /// A GeoJSON text sequence (RFC 8142).
    Sequence,
    /// CSV (RFC 4180): longitude and latitude of points, then the properties in their order. Lines and areas leave the
    /// first two empty; arrays are written as JSON. Costs a parse of every feature.
    Csv,
    /// KML 2.2 of this name: a placemark each. Costs a parse of every feature.
    Kml(String),
}

impl Layout {
    /// A `FeatureCollection` with the members of what is encoded as an object before its features.
    pub fn feature_collection(members: &impl Serialize) -> serde_json::Result<Self> {
        let mut opening = br#"{"type":"FeatureCollection","#.to_vec();
        let start = opening.len();
        serde_json::to_writer(&mut opening, members)?;
        opening.remove(start);
        opening.pop();
        if opening.len() > start {
            opening.push(b',');
        }
        opening.extend_from_slice(br#""features":["#);
        Ok(Self::FeatureCollection(opening))
    }

    /// Writes what stands before the first feature.
    pub fn write_opening(&self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::FeatureCollection(opening) => out.write_all(opening),
            Self::Sequence | Self::Csv => Ok(()),
            Self::Kml(name) => kml::write_opening(out, name),
        }
    }

    /// What stands before and behind the `number`th feature, from 0, in a format that copies it; none of one that writes it anew.
    #[must_use]
    pub const fn frame(&self, number: usize) -> Option<(&'static [u8], &'static [u8])> {
        match self {
            Self::FeatureCollection(_) => Some((if number > 0 { b"," } else { b"" }, b"")),
            // As RFC 8142 has it.
            Self::Sequence => Some((b"\x1e", b"\n")),
            Self::Csv | Self::Kml(_) => None,
        }
    }

    /// Writes an encoded feature, the `number`th from 0.
    pub fn write_feature(&self, out: &mut impl Write, feature: &[u8], number: usize) -> io::Result<()> {
        if let Some((before, behind)) = self.frame(number) {
            out.write_all(before)?;
            out.write_all(feature)?;
            return out.write_all(behind);
        }
        match self {
            Self::Kml(_) => kml::write_placemark(out, feature),
            _ => csv::write_row(out, feature, number == 0),
        }
    }

    /// Writes what stands behind the last feature.
    pub fn write_closing(&self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::FeatureCollection(_) => out.write_all(b"]}"),
            Self::Sequence | Self::Csv => Ok(()),
            Self::Kml(_) => out.write_all(kml::CLOSING),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_copied_stands_in_its_frame() {
        let written = |layout: &Layout| {
            let mut out = Vec::new();
            for number in 0..2 {
                layout.write_feature(&mut out, b"{\"id\":1}", number).unwrap();
            }
            String::from_utf8(out).unwrap()
        };
        let collection = Layout::feature_collection(&json!({"numberReturned": 2})).unwrap();
        assert_eq!(written(&collection), r#"{"id":1},{"id":1}"#);
        assert_eq!(written(&Layout::Sequence), "\u{1e}{\"id\":1}\n\u{1e}{\"id\":1}\n");
    }

    #[test]
    fn a_layout_without_features_is_whole() {
        let written = |layout: Layout| {
            let mut out = Vec::new();
            layout.write_opening(&mut out).unwrap();
            layout.write_closing(&mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let collection = written(Layout::feature_collection(&json!({})).unwrap());
        assert_eq!(collection, r#"{"type":"FeatureCollection","features":[]}"#);
        assert_eq!(written(Layout::Sequence), "");
        assert!(written(Layout::Kml("Mentions".into())).ends_with("<name>Mentions</name></Document></kml>"));
    }
}
