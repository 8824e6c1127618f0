//! Features as places.

use std::borrow::Cow;
use std::fmt;
use std::io::Read;

use geo::MultiPolygon;
use geojson::Feature;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::around::Around;
use super::error::RowError;
use super::table::{Column, entry as entry_of};
use crate::gazetteer::write::Entry;
use crate::geometry::{Position, representative_position};

/// Gives every feature of a collection with its number, counted from 1, until one is refused; nothing but one feature is held.
pub(super) fn each(
    reader: impl Read,
    give: impl FnMut(usize, Feature) -> bool,
) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_reader(reader);
    deserializer.deserialize_map(Collection(give))?;
    deserializer.end()
}

struct Collection<G>(G);

impl<'de, G: FnMut(usize, Feature) -> bool> Visitor<'de> for Collection<G> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a GeoJSON feature collection")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let mut has_features = false;
        while let Some(member) = members.next_key::<String>()? {
            match member.as_str() {
                "features" => {
                    has_features = true;
                    members.next_value_seed(Features(&mut self.0))?;
                }
                "crs" => refuse_other_coordinates(&members.next_value()?).map_err(A::Error::custom)?,
                _ => drop(members.next_value::<IgnoredAny>()?),
            }
        }
        if has_features {
            Ok(())
        } else {
            Err(A::Error::custom("expected a feature collection with a member features"))
        }
    }
}

struct Features<'g, G>(&'g mut G);

impl<'de, G: FnMut(usize, Feature) -> bool> DeserializeSeed<'de> for Features<'_, G> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, G: FnMut(usize, Feature) -> bool> Visitor<'de> for Features<'_, G> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut features: A) -> Result<(), A::Error> {
        let mut number = 0;
        while let Some(feature) = features.next_element()? {
            number += 1;
            if !(self.0)(number, feature) {
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

/// GeoJSON of old names its coordinate system, and some programs still write projected ones so (RFC 7946, 4).
fn refuse_other_coordinates(crs: &Value) -> Result<(), String> {
    let name = crs["properties"]["name"].as_str().unwrap_or_default();
    if crs.is_null() || name.ends_with("CRS84") || name.ends_with("4326") {
        return Ok(());
    }
    Err(format!("its coordinates are in {name:?}, expected longitude and latitude on WGS 84"))
}

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
    let field = |column: Column| {
        // Of two properties that tell the same the better name counts, as in tables.
        let named = properties
            .iter()
            .filter(|(_, value)| !value.is_null())
            .filter_map(|(key, value)| Some((Column::of(key)?, value)))
            .filter(|((found, _), _)| *found == column)
            .min_by_key(|((_, rank), _)| *rank);
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
