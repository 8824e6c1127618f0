use std::io::{self, Write};

use serde_json::{Map, Value};

use super::{csv, geojson, kml};

/// A format that is written feature by feature, so that an answer of any length need not be held.
///
/// ```
/// use dateline::export::Layout;
///
/// let mut out = Vec::new();
/// let layout = Layout::FeatureCollection(serde_json::Map::new());
/// layout.write_opening(&mut out)?;
/// for (number, feature) in [b"{}", b"{}"].into_iter().enumerate() {
///     layout.write_feature(&mut out, feature, number)?;
/// }
/// layout.write_closing(&mut out)?;
/// assert_eq!(out, br#"{"type":"FeatureCollection","features":[{},{}]}"#);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Layout {
    /// A GeoJSON `FeatureCollection` (RFC 7946) with further members before the features.
    FeatureCollection(Map<String, Value>),
    /// A GeoJSON text sequence (RFC 8142).
    Sequence,
    /// CSV (RFC 4180): longitude and latitude of points, then the properties in their order. Lines and areas leave the
    /// first two empty; arrays are written as JSON. Costs a parse of every feature.
    Csv,
    /// KML 2.2 of this name: a placemark each. Costs a parse of every feature.
    Kml(String),
}

impl Layout {
    /// Writes what stands before the first feature.
    pub fn write_opening(&self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::FeatureCollection(members) => {
                geojson::write_members(out, members)?;
                out.write_all(br#""features":["#)
            }
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
    use super::*;

    #[test]
    fn the_length_of_what_is_copied_is_known_before_it_is_written() {
        let members = Map::from_iter([("numberReturned".to_owned(), 2.into())]);
        for layout in [Layout::FeatureCollection(members), Layout::Sequence] {
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
        let collection = written(Layout::FeatureCollection(Map::new()));
        assert_eq!(collection, r#"{"type":"FeatureCollection","features":[]}"#);
        assert_eq!(written(Layout::Sequence), "");
        assert!(written(Layout::Kml("Mentions".into())).ends_with("<name>Mentions</name></Document></kml>"));
    }
}
