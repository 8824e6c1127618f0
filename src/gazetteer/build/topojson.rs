//! Polygons out of `TopoJSON`, where neighbours share the line between them.

use std::collections::BTreeMap;
use std::path::Path;

use geo::orient::Direction;
use geo::{LineString, MultiPolygon, Orient, Polygon};
use serde::Deserialize;

use super::source::{SourceError, read_json};

#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    objects: BTreeMap<String, Object>,
    arcs: Vec<Vec<[i64; 2]>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Object {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(default)]
    id: String,
    #[serde(default)]
    properties: Properties,
    #[serde(flatten)]
    shape: Shape,
}

#[derive(Default, Deserialize)]
struct Properties {
    #[serde(default)]
    name: String,
}

/// Rings as numbers of arcs; `!n` is arc `n` backwards.
#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Shape {
    Polygon(Vec<Vec<i64>>),
    MultiPolygon(Vec<Vec<Vec<i64>>>),
}

/// A named polygon of a file.
pub(super) struct Named {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) area: MultiPolygon<f64>,
}

/// The polygons of one object of a file, exteriors counterclockwise as in GeoJSON.
pub(super) fn read(path: &Path, object: &str) -> Result<Vec<Named>, SourceError> {
    let mut topology: Topology = read_json(path)?;
    let object = topology
        .objects
        .remove(object)
        .ok_or_else(|| SourceError::form(path, format!("expected an object {object:?}")))?;
    let arcs: Vec<LineString<f64>> =
        topology.arcs.iter().map(|arc| decode(arc, &topology.transform)).collect();
    let named = |geometry: Geometry| {
        let polygons = match geometry.shape {
            Shape::Polygon(rings) => vec![rings],
            Shape::MultiPolygon(polygons) => polygons,
        };
        let area = polygons
            .iter()
            .map(|rings| {
                let mut rings = rings.iter().map(|ring| join(ring, &arcs));
                let exterior = rings.next().flatten()?;
                Some(Polygon::new(exterior, rings.collect::<Option<_>>()?))
            })
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| {
                SourceError::form(path, format!("{:?} has an arc that is missing", geometry.id))
            })?;
        let area = MultiPolygon(area).orient(Direction::Default);
        Ok(Named { id: geometry.id, name: geometry.properties.name, area })
    };
    object.geometries.into_iter().map(named).collect()
}

/// An arc's first position is whole, each further one a difference.
fn decode(arc: &[[i64; 2]], transform: &Transform) -> LineString<f64> {
    let ([x_scale, y_scale], [x_start, y_start]) = (transform.scale, transform.translate);
    let (mut x, mut y) = (0, 0);
    arc.iter()
        .map(|[right, up]| {
            (x, y) = (x + right, y + up);
            (x as f64 * x_scale + x_start, y as f64 * y_scale + y_start)
        })
        .collect()
}

fn join(ring: &[i64], arcs: &[LineString<f64>]) -> Option<LineString<f64>> {
    let mut corners = Vec::new();
    for &number in ring {
        let backwards = number < 0;
        let arc = arcs.get(usize::try_from(if backwards { !number } else { number }).ok()?)?;
        // Each arc begins where the last one ended.
        corners.pop();
        if backwards {
            corners.extend(arc.0.iter().rev());
        } else {
            corners.extend(&arc.0);
        }
    }
    Some(LineString(corners))
}

#[cfg(test)]
mod tests {
    use geo::Area;

    use super::*;

    #[test]
    fn neighbours_share_their_border() {
        let transform = Transform { scale: [1.0, 1.0], translate: [10.0, 0.0] };
        // Two squares side by side: the border, and the way around each.
        let arcs: Vec<LineString<f64>> = [
            vec![[1, 0], [0, 1]],
            vec![[1, 1], [-1, 0], [0, -1], [1, 0]],
            vec![[1, 0], [1, 0], [0, 1], [-1, 0]],
        ]
        .iter()
        .map(|arc| decode(arc, &transform))
        .collect();
        for ring in [[0, 1], [2, !0]] {
            let ring = join(&ring, &arcs).unwrap();
            assert!(ring.is_closed());
            assert!((Polygon::new(ring, vec![]).unsigned_area() - 1.0).abs() < 1e-12);
        }
        assert!(join(&[7], &arcs).is_none());
    }
}
