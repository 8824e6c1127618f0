//! One GeoJSON Feature as bytes per record (RFC 7946), written once when the record comes into being.
//!
//! A record goes through serde straight into bytes: its properties keep the order of its fields, which the detour over
//! [`geojson::Feature`] would lose; the geometry is the geojson crate's.

use std::io;

use geo::MultiPolygon;
use geo::orient::{Direction, Orient};
use geojson::Geometry;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};

use super::{DocumentRecord, MentionRecord, PlaceRecord, RegionRecord};
use crate::geometry::Position;
use crate::movement::Movement;

/// A Feature as it is written: the id beside the properties, where GeoJSON wants it.
#[derive(Serialize)]
struct Feature<'a, P> {
    r#type: &'static str,
    id: &'a str,
    geometry: Option<Geometry>,
    properties: &'a P,
}

/// A coordinate to 11 cm, a length to a millimetre: more would only look exact.
const DECIMALS: i32 = 6;

/// Writes numbers with at most so many decimals, given as the power of ten that they are counted in.
struct Rounded(f64);

impl Formatter for Rounded {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        CompactFormatter.write_f64(writer, round_to(value, self.0))
    }
}

/// The nearest number that is a whole count of so many parts of one.
fn round_to(value: f64, parts: f64) -> f64 {
    // Adding zero turns -0.0, which some readers print back with its sign, into 0.0.
    (value * parts).round() / parts + 0.0
}

/// A number as features have it, for what writes them otherwise than as GeoJSON.
#[cfg(feature = "arrow")]
pub(crate) fn rounded(value: f64) -> f64 {
    round_to(value, 10f64.powi(DECIMALS))
}

/// A mention as a Point feature, or one with null geometry where it has no place.
///
/// ```
/// # use dateline::feature::{MentionRecord, encode_mention};
/// # fn show(mention: &MentionRecord) {
/// let feature: geojson::Feature = serde_json::from_slice(&encode_mention(mention)).unwrap();
/// assert_eq!(feature.property("surface").unwrap(), mention.surface.as_str());
/// # }
/// ```
#[must_use]
pub fn encode_mention(mention: &MentionRecord) -> Vec<u8> {
    encode(&mention.id, mention.position.map(point), mention)
}

/// A place as a Point feature.
#[must_use]
pub fn encode_place(place: &PlaceRecord) -> Vec<u8> {
    encode(&place.id, Some(point(place.position)), place)
}

/// A region as a `MultiPolygon` feature.
#[must_use]
pub fn encode_region(region: &RegionRecord) -> Vec<u8> {
    encode(&region.id, Some(area(&region.area)), region)
}

/// A movement as a `LineString` feature, a `MultiLineString` where the line comes in several parts, and one with null
/// geometry where there is none.
#[must_use]
pub fn encode_movement(movement: &Movement) -> Vec<u8> {
    let line = |part: &Vec<Position>| part.iter().map(|at| [at.lon, at.lat]).collect::<Vec<_>>();
    let geometry = match movement.lines.as_slice() {
        [] => None,
        [only] => Some(Geometry::new_line_string(line(only))),
        parts => Some(Geometry::new_multi_line_string(parts.iter().map(line))),
    };
    encode(&movement.id, geometry, movement)
}

/// A document as a plain JSON object: it has no place of its own on the map.
#[must_use]
pub fn encode_document(document: &DocumentRecord) -> Vec<u8> {
    write(document)
}

pub(super) fn point(position: Position) -> Geometry {
    Geometry::new_point([position.lon, position.lat])
}

/// A `MultiPolygon`; outer rings run counterclockwise (RFC 7946, 3.1.6).
pub(super) fn area(area: &MultiPolygon<f64>) -> Geometry {
    Geometry::from(&area.orient(Direction::Default))
}

pub(super) fn encode<P: Serialize>(id: &str, geometry: Option<Geometry>, properties: &P) -> Vec<u8> {
    write(&Feature { r#type: "Feature", id, geometry, properties })
}

fn write(value: &impl Serialize) -> Vec<u8> {
    write_with_decimals(value, DECIMALS)
}

/// A value as JSON, its numbers with at most so many decimals.
pub(crate) fn write_with_decimals(value: &impl Serialize, decimals: i32) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1024);
    value
        .serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Rounded(10f64.powi(decimals))))
        .expect("records have text keys, and writing into memory does not fail");
    bytes.shrink_to_fit();
    bytes
}

#[cfg(test)]
mod tests {
    use geojson::GeometryValue;
    use serde_json::Value;

    use super::*;
    use crate::feature::testing::{mention, movement};

    fn parse(bytes: &[u8]) -> geojson::Feature {
        serde_json::from_slice(bytes).unwrap()
    }

    #[test]
    fn a_mention_is_a_point_with_longitude_first_and_every_key_present() {
        let record = mention("d", 0, "Homs", Some(Position::new(36.723_391_234_5, 34.726_82)));
        let feature = parse(&encode_mention(&record));
        assert_eq!(feature.geometry.unwrap().value, GeometryValue::new_point([36.723_391, 34.726_82]));
        let properties = feature.properties.unwrap();
        assert_eq!(properties.len(), 32);
        assert_eq!(properties["event_start"], Value::Null);
        assert_eq!(properties["kind"], "literal");
    }

    #[test]
    fn a_mention_without_a_place_has_null_geometry() {
        assert!(parse(&encode_mention(&mention("d", 0, "Nowhere", None))).geometry.is_none());
    }

    #[test]
    fn a_movement_is_a_line_string_and_one_in_two_parts_a_multi_line_string() {
        let east = vec![Position::new(170.0, 0.0), Position::new(180.0, 0.0)];
        let west = vec![Position::new(-180.0, 0.0), Position::new(-170.0, 0.0)];
        let one = parse(&encode_movement(&movement("m", vec![east.clone()])));
        assert!(matches!(one.geometry.unwrap().value, GeometryValue::LineString { .. }));
        let two = parse(&encode_movement(&movement("m", vec![east, west])));
        assert!(matches!(two.geometry.unwrap().value, GeometryValue::MultiLineString { .. }));
        assert!(two.properties.unwrap()["segments"].is_array());
    }

    #[test]
    fn no_number_is_written_with_more_than_six_decimals_or_as_minus_zero() {
        let mut record = mention("d", 0, "Null Island", Some(Position::new(-0.000_000_01, 1.0 / 3.0)));
        record.confidence = Some(0.1 + 0.2);
        let text = String::from_utf8(encode_mention(&record)).unwrap();
        assert!(text.contains("[0.0,0.333333]"), "{text}");
        assert!(text.contains("\"confidence\":0.3,"), "{text}");
    }

    #[test]
    fn outer_rings_run_counterclockwise() {
        use geo::polygon;
        use geo::winding_order::{Winding, WindingOrder};
        let clockwise = polygon![(x: 0.0, y: 0.0), (x: 0.0, y: 1.0), (x: 1.0, y: 1.0), (x: 1.0, y: 0.0)];
        let region = RegionRecord {
            kinds: Vec::new(),
            id: "1".into(),
            name: "Square".into(),
            feature_class: "A".into(),
            feature_code: "ADM1".into(),
            country: None,
            mentions: 1,
            documents: 1,
            area: MultiPolygon::new(vec![clockwise]),
        };
        let geometry = parse(&encode_region(&region)).geometry.unwrap();
        let back = MultiPolygon::<f64>::try_from(geometry).unwrap();
        assert_eq!(back.0[0].exterior().winding_order(), Some(WindingOrder::CounterClockwise));
    }
}
