//! Literal geometries: well-known text, GeoJSON, boxes.

use geo::{BoundingRect, Geometry, Polygon};
use wkt::TryFromWkt;

use super::CqlError;
use super::tree::{Node, Place};
use crate::geometry::{Crs, Reprojection};

/// `POINT(36.7 34.7)`, longitude first.
pub(super) fn well_known_text(text: &str, place: &Place) -> Result<Geometry<f64>, CqlError> {
    let geometry = Geometry::try_from_wkt_str(text).map_err(|error| {
        CqlError::new(
            place,
            format!("this is no geometry ({error})"),
            "well-known text such as POINT(36.7 34.7)",
        )
    })?;
    usable(geometry, place)
}

/// A GeoJSON geometry.
pub(super) fn geojson(value: serde_json::Value, place: &Place) -> Result<Geometry<f64>, CqlError> {
    let error = |reason: String| {
        CqlError::new(place, format!("this is no geometry ({reason})"), "a GeoJSON geometry")
    };
    let geometry: geojson::Geometry =
        serde_json::from_value(value).map_err(|source| error(source.to_string()))?;
    let geometry = Geometry::try_from(geometry).map_err(|source| error(source.to_string()))?;
    usable(geometry, place)
}

/// A geometry of another system in degrees, longitude first.
pub(super) fn in_degrees(
    geometry: &Geometry<f64>,
    crs: Crs,
    place: &Place,
) -> Result<Geometry<f64>, CqlError> {
    way(crs, place)?.inverse_geometry(geometry).ok_or_else(|| beyond(crs, place))
}

/// The lower corner, then the upper one, of a box in some system; in degrees a west greater than the east spans the antimeridian.
pub(super) fn bounds(place: &Place, arguments: &[Node], crs: Crs) -> Result<Geometry<f64>, CqlError> {
    use super::tree::Kind::Number;
    let numbers: Option<Vec<f64>> = arguments
        .iter()
        .map(|argument| if let Number(number) = argument.kind { Some(number) } else { None })
        .collect();
    let expected = "BBOX with four numbers: the lower corner, then the upper one";
    // Heights are left aside.
    let corners = match numbers.as_deref() {
        Some(&[a, b, c, d] | &[a, b, _, c, d, _]) => Some([a, b, c, d]),
        _ => None,
    };
    let corners = corners.ok_or_else(|| CqlError::new(place, "these are no corners of a box", expected))?;
    let area = way(crs, place)?.inverse_box(corners).ok_or_else(|| beyond(crs, place))?;
    Ok(Geometry::MultiPolygon(area))
}

fn way(crs: Crs, place: &Place) -> Result<Reprojection, CqlError> {
    Reprojection::new(crs)
        .map_err(|error| CqlError::new(place, error.to_string(), "another reference system"))
}

fn beyond(crs: Crs, place: &Place) -> CqlError {
    CqlError::new(place, format!("beyond what {} can tell", crs.uri()), "coordinates of that system")
}

/// Finite, with something in it.
fn usable(geometry: Geometry<f64>, place: &Place) -> Result<Geometry<f64>, CqlError> {
    use geo::CoordsIter;
    // A ring that is closed by itself has four corners, the first and the last the same.
    let is_area = |polygon: &Polygon<f64>| {
        std::iter::once(polygon.exterior()).chain(polygon.interiors()).all(|ring| ring.0.len() >= 4)
    };
    let has_rings = match &geometry {
        Geometry::Polygon(polygon) => is_area(polygon),
        Geometry::MultiPolygon(parts) => parts.iter().all(is_area),
        _ => true,
    };
    if !has_rings {
        return Err(CqlError::new(place, "a ring of fewer than three corners", "a closed ring"));
    }
    let all_finite = geometry.coords_iter().all(|at| at.x.is_finite() && at.y.is_finite());
    if geometry.bounding_rect().is_none() || !all_finite {
        return Err(CqlError::new(place, "a geometry without a point", "a geometry with coordinates"));
    }
    Ok(geometry)
}
