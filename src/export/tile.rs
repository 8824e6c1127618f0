//! Vector tiles (Mapbox Vector Tile 2.1).

use geo::orient::{Direction, Orient};
use geo::{Geometry, LineString, MapCoords, Polygon, coord, unary_union};
use mvt::{Feature, GeomData, GeomEncoder, GeomType, Layer};
use serde_json::Value;

use crate::feature::{Encoded, Property};
use crate::geometry::{Position, Tile};

/// Writes features as a tile of one layer: what of them lies in the tile, and these of their properties but those that are null. Lists
/// go as JSON. No bytes where nothing lies in it.
///
/// Costs a parse of every feature.
pub fn write_tile(
    layer: &str,
    tile: Tile,
    properties: &[&Property],
    features: impl IntoIterator<Item = impl AsRef<[u8]>>,
) -> Result<Vec<u8>, mvt::Error> {
    let mut written = mvt::Tile::new(Tile::EXTENT);
    let mut layer: Layer = written.create_layer(layer);
    for bytes in features {
        let encoded = Encoded::new(bytes.as_ref());
        let Some(geometry) = encoded.to_geo() else { continue };
        let Some(geometry) = encode(&geometry, tile)? else { continue };
        let mut feature = layer.into_feature(geometry);
        for property in properties {
            let value = encoded.property(property.name).and_then(|raw| serde_json::from_slice(raw).ok());
            add_tag(&mut feature, property.name, &value.unwrap_or(Value::Null));
        }
        layer = feature.into_layer();
    }
    if layer.num_features() == 0 {
        return Ok(Vec::new());
    }
    written.add_layer(layer)?;
    written.to_bytes()
}

fn add_tag(feature: &mut Feature, name: &str, value: &Value) {
    match value {
        Value::Null => {}
        Value::Bool(value) => feature.add_tag_bool(name, *value),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => feature.add_tag_sint(name, whole),
            None => feature.add_tag_double(name, number.as_f64().unwrap_or_default()),
        },
        Value::String(text) => feature.add_tag_string(name, text),
        list => feature.add_tag_string(name, &list.to_string()),
    }
}

/// What of a geometry lies in a tile; none where nothing does.
fn encode(geometry: &Geometry<f64>, tile: Tile) -> Result<Option<GeomData>, mvt::Error> {
    let limit = f64::from(i32::MAX / 4);
    let geometry = geometry.map_coords(|at| {
        let [x, y] = tile.project(Position::new(at.x, at.y));
        coord! { x: x.clamp(-limit, limit), y: y.clamp(-limit, limit) }
    });
    Ok(Some(match geometry {
        Geometry::Point(point) => {
            let edge = f64::from(Tile::BUFFER);
            let inside = -edge..=f64::from(Tile::EXTENT) + edge;
            if !inside.contains(&point.x()) || !inside.contains(&point.y()) {
                return Ok(None);
            }
            GeomEncoder::new(GeomType::Point).point(point.x(), point.y())?.encode()?
        }
        Geometry::LineString(line) => return lines(&[line]),
        Geometry::MultiLineString(parts) => return lines(&parts.0),
        Geometry::Polygon(polygon) => return areas(std::slice::from_ref(&polygon)),
        Geometry::MultiPolygon(parts) => return areas(&parts.0),
        // No collection has others.
        _ => return Ok(None),
    }))
}

fn lines(parts: &[LineString<f64>]) -> Result<Option<GeomData>, mvt::Error> {
    let mut encoder = GeomEncoder::new(GeomType::Linestring);
    let mut is_empty = true;
    for part in parts.iter().flat_map(Tile::clip_line) {
        let corners = whole(&part);
        if corners.len() >= 2 {
            is_empty = false;
            add(&mut encoder, &corners)?;
        }
    }
    if is_empty { Ok(None) } else { encoder.encode().map(Some) }
}

fn areas(parts: &[Polygon<f64>]) -> Result<Option<GeomData>, mvt::Error> {
    let clipped: Vec<Polygon<f64>> =
        parts.iter().filter_map(Tile::clip_polygon).map(|part| in_units(&part)).collect();
    // Whole units make narrow parts cross themselves; uniting them takes that away, but for what the second rounding brings.
    let parts = unary_union(&clipped);
    let mut encoder = GeomEncoder::new(GeomType::Polygon);
    let mut last = None;
    for part in parts {
        // Down is the way that y grows here, and the format asks for a positive area of outer rings by that.
        let part = in_units(&part).orient(Direction::Default);
        for (number, ring) in std::iter::once(part.exterior()).chain(part.interiors()).enumerate() {
            let mut corners = whole(ring);
            corners.pop();
            if corners.len() < 3 {
                if number == 0 {
                    break;
                }
                continue;
            }
            // A ring that begins where the one before ended would be taken for its continuation.
            if corners.first() == last.as_ref() {
                corners.rotate_left(1);
            }
            last = corners.last().copied();
            add(&mut encoder, &corners)?;
        }
    }
    if last.is_none() { Ok(None) } else { encoder.encode().map(Some) }
}

fn in_units(polygon: &Polygon<f64>) -> Polygon<f64> {
    polygon.map_coords(|at| coord! { x: at.x.round(), y: at.y.round() })
}

fn add(encoder: &mut GeomEncoder<f64>, corners: &[[f64; 2]]) -> Result<(), mvt::Error> {
    for [x, y] in corners {
        encoder.add_point(*x, *y)?;
    }
    encoder.complete_geom()
}

/// The corners in whole units, none twice in a row.
fn whole(line: &LineString<f64>) -> Vec<[f64; 2]> {
    let mut corners: Vec<[f64; 2]> = line.0.iter().map(|at| [at.x.round(), at.y.round()]).collect();
    corners.dedup();
    corners
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feature::testing::{mention, movement};
    use crate::feature::{MENTION, MOVEMENT, encode_mention, encode_movement};

    fn written(properties: &[Property], tile: [u32; 3], feature: &[u8]) -> Vec<u8> {
        let [zoom, column, row] = tile;
        let tile = Tile::new(zoom as u8, column, row).unwrap();
        write_tile("layer", tile, &properties.iter().collect::<Vec<_>>(), [feature]).unwrap()
    }

    #[test]
    fn a_point_is_in_the_tile_that_it_lies_in_and_in_no_other() {
        let homs = encode_mention(&mention("d", 0, "Homs", Some(Position::new(36.7, 34.7))));
        let tile = written(&MENTION, [5, 19, 12], &homs);
        let text = String::from_utf8_lossy(&tile);
        assert!(text.contains("layer") && text.contains("surface") && text.contains("Homs"));
        assert!(!text.contains("event_start"), "what is null is left out");
        assert!(written(&MENTION, [5, 0, 0], &homs).is_empty());
    }

    #[test]
    fn a_line_through_a_tile_is_in_it_though_none_of_its_corners_is() {
        let line = vec![Position::new(0.0, 10.0), Position::new(80.0, 50.0)];
        let flight = encode_movement(&movement("m", vec![line]));
        assert!(!written(&MOVEMENT, [4, 9, 6], &flight).is_empty());
        assert!(written(&MOVEMENT, [4, 0, 6], &flight).is_empty());
    }
}
