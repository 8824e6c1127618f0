use std::io::{self, Write};

use serde::Serialize;

use super::{csv, geojson, kml};

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

    /// Writes an encoded feature, the `number`th from 0.
    pub fn write_feature(&self, out: &mut impl Write, feature: &[u8], number: usize) -> io::Result<()> {
        match self {
            Self::FeatureCollection(_) => {
                if number > 0 {
                    out.write_all(b",")?;
                }
                out.write_all(feature)
            }
            Self::Sequence => geojson::write_sequence(out, [feature]),
            Self::Csv => csv::write_row(out, feature, number == 0),
            Self::Kml(_) => kml::write_placemark(out, feature),
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

    /// The bytes that the `number`th feature comes to, of a format that copies it; none of one that writes it anew.
    #[must_use]
    pub const fn length_of(&self, feature: &[u8], number: usize) -> Option<usize> {
        match self {
            Self::FeatureCollection(_) => Some(feature.len() + (number > 0) as usize),
            Self::Sequence => Some(feature.len() + 2),
            Self::Csv | Self::Kml(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_length_of_what_is_copied_is_known_before_it_is_written() {
        let collection = Layout::feature_collection(&json!({"numberReturned": 2})).unwrap();
        for layout in [collection, Layout::Sequence] {
            for number in 0..3 {
                let mut out = Vec::new();
                layout.write_feature(&mut out, b"{\"id\":1}", number).unwrap();
                assert_eq!(layout.length_of(b"{\"id\":1}", number), Some(out.len()), "{layout:?} {number}");
            }
        }
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
