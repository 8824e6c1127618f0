//! Features as places.

use std::borrow::Cow;

use geo::MultiPolygon;
use geojson::Feature;
use serde_json::Value;

use super::around::Around;
use super::error::RowError;
use super::table::{Column, entry as entry_of};
use crate::gazetteer::write::Entry;
use crate::geometry::{Position, representative_position};

/// The place of a feature: a point, or an area with a point inside it.
pub(super) fn entry(feature: Feature, source: &str, around: &Around) -> Result<Entry, RowError> {
    let geometry = feature.geometry.ok_or_else(|| RowError::Geometry("no geometry".to_owned()))?;
    let geometry =
        geo::Geometry::<f64>::try_from(geometry).map_err(|error| RowError::Geometry(error.to_string()))?;
    let (position, area) = match geometry {
        geo::Geometry::Point(point) => (Position::from(point.0), None),
        other => {
            let area = area(other)?;
            let middle = representative_position(&area);
            (middle.ok_or_else(|| RowError::Geometry("an empty area".to_owned()))?, Some(area))
        }
    };
    let position = super::row::position(&position.lat.to_string(), &position.lon.to_string());
    let id = match &feature.id {
        Some(geojson::feature::Id::String(id)) => Some(id.clone()),
        Some(geojson::feature::Id::Number(id)) => Some(id.to_string()),
        None => None,
    };
    let properties = feature.properties.unwrap_or_default();
    let field = |column| {
        let named =
            properties.iter().find(|(key, value)| Column::of(key) == Some(column) && !value.is_null());
        let text = named.map(|(_, value)| match value {
            Value::String(text) => Cow::Borrowed(text.as_str()),
            Value::Array(several) => {
                Cow::Owned(several.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("|"))
            }
            other => Cow::Owned(other.to_string()),
        });
        text.or_else(|| id.as_deref().filter(|_| column == Column::Id).map(|id| Cow::Owned(id.to_owned())))
    };
    entry_of(field, source, || position, area, around)
}

/// Polygons as an area with positions on the Earth.
pub(super) fn area(geometry: geo::Geometry<f64>) -> Result<MultiPolygon<f64>, RowError> {
    use geo::CoordsIter;

    let area = match geometry {
        geo::Geometry::Polygon(polygon) => MultiPolygon(vec![polygon]),
        geo::Geometry::MultiPolygon(area) => area,
        _ => return Err(RowError::Geometry("expected a point, a polygon or a multipolygon".to_owned())),
    };
    let on_earth = |c: geo::Coord<f64>| c.x.abs() <= 180.0 && c.y.abs() <= 90.0;
    if !area.coords_iter().all(on_earth) {
        return Err(RowError::Geometry(
            "a corner is not on the Earth: expected degrees, longitude first".to_owned(),
        ));
    }
    Ok(area)
}
