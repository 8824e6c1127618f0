use std::borrow::Cow;

use geo::Geometry;

use super::ATTRIBUTION;
use crate::feature::{Encoded, Property, Sheet, write_with_decimals};
use crate::geometry::{Crs, Reprojection};
use crate::index::CollectionName;
use crate::query::ItemsQuery;

/// What is done with features on their way out: some of their properties, coordinates in another system.
#[derive(Debug, Default)]
pub struct Shaping<'p> {
    /// These properties alone, in this order; null for all.
    pub properties: Option<Vec<&'p Property>>,
    /// The way of their coordinates; null for none.
    pub way: Option<Reprojection>,
}

/// To 11 cm.
const DECIMALS_OF_DEGREES: i32 = 6;
/// To a millimetre.
const DECIMALS_OF_METRES: i32 = 3;

impl Shaping<'static> {
    /// What a query wants done with the features of a collection.
    #[must_use]
    pub fn of(query: &ItemsQuery, name: CollectionName) -> Self {
        let named = |wanted: &Vec<usize>| wanted.iter().map(|at| &name.properties()[*at]).collect();
        Self { properties: query.properties.as_ref().map(named), ..Self::into_crs(query.crs) }
    }

    /// All properties, and coordinates in another system than that in which they are.
    #[must_use]
    pub fn into_crs(crs: Crs) -> Self {
        // A system that could be read is known.
        let way = if crs == Crs::Crs84 { None } else { Reprojection::new(crs).ok() };
        Self { properties: None, way }
    }
}

impl Shaping<'static> {
    /// The table that features of a collection go out as.
    #[must_use]
    pub fn sheet(&self, name: CollectionName) -> Sheet {
        Sheet {
            name: name.as_str(),
            title: name.title(),
            description: name.description(),
            attribution: ATTRIBUTION,
            is_spatial: name.is_spatial(),
            properties: self.properties.clone().unwrap_or_else(|| name.properties().iter().collect()),
        }
    }
}

impl Shaping<'_> {
    /// Whether features stay as they are.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.properties.is_none() && self.way.is_none()
    }

    /// A feature as it goes out. What the projection has no point for has no geometry. O(bytes of the feature times properties).
    #[must_use]
    pub fn shape<'f>(&self, feature: &'f [u8]) -> Cow<'f, [u8]> {
        if self.is_none() {
            return Cow::Borrowed(feature);
        }
        let encoded = Encoded::new(feature);
        let mut out = Vec::with_capacity(feature.len());
        out.extend_from_slice(encoded.head());
        out.extend_from_slice(br#","geometry":"#);
        match &self.way {
            None => out.extend_from_slice(encoded.geometry()),
            Some(way) => out.extend_from_slice(&reprojected(encoded.geometry(), way)),
        }
        out.extend_from_slice(br#","properties":{"#);
        match &self.properties {
            None => encoded.properties().for_each(|(key, value)| write_member(&mut out, key, value)),
            Some(properties) => {
                for property in properties {
                    let key = format!("\"{}\"", property.name);
                    let value = encoded.property(property.name).unwrap_or(b"null");
                    write_member(&mut out, key.as_bytes(), value);
                }
            }
        }
        out.extend_from_slice(b"}}");
        Cow::Owned(out)
    }
}

fn write_member(out: &mut Vec<u8>, key: &[u8], value: &[u8]) {
    if !out.ends_with(b"{") {
        out.push(b',');
    }
    out.extend_from_slice(key);
    out.push(b':');
    out.extend_from_slice(value);
}

/// A GeoJSON geometry in the coordinates of a system, or `null`.
fn reprojected(geometry: &[u8], way: &Reprojection) -> Vec<u8> {
    let in_degrees = serde_json::from_slice::<Option<geojson::Geometry>>(geometry).ok().flatten();
    let own = in_degrees.and_then(|geometry| Geometry::try_from(geometry).ok());
    let decimals = if way.is_geographic() { DECIMALS_OF_DEGREES } else { DECIMALS_OF_METRES };
    match own.and_then(|own| way.forward_geometry(&own)) {
        Some(geometry) => write_with_decimals(&geojson::Geometry::from(&geometry), decimals),
        None => b"null".to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::feature::testing::mention;
    use crate::feature::{MENTION, encode_mention};
    use crate::geometry::Position;

    fn homs() -> Vec<u8> {
        encode_mention(&mention("d", 0, "Homs", Some(Position::new(36.5, 34.7))))
    }

    fn shaped(shaping: &Shaping<'_>) -> Value {
        serde_json::from_slice(&shaping.shape(&homs())).unwrap()
    }

    #[test]
    fn what_is_not_asked_for_is_left_out() {
        let wanted = ["name", "surface"].map(|name| MENTION.iter().find(|own| own.name == name).unwrap());
        let selected = shaped(&Shaping { properties: Some(wanted.into()), way: None });
        let whole: Value = serde_json::from_slice(&homs()).unwrap();
        for member in ["type", "id", "geometry"] {
            assert_eq!(selected[member], whole[member]);
        }
        let properties = json!({"name": whole["properties"]["name"], "surface": "Homs"});
        assert_eq!(selected["properties"], properties);
    }

    #[test]
    fn coordinates_are_in_the_order_and_the_unit_of_the_system() {
        let way = |code| Some(Reprojection::new(Crs::Epsg(code)).unwrap());
        let found = shaped(&Shaping { properties: None, way: way(4326) });
        assert_eq!(found["geometry"]["coordinates"], json!([34.7, 36.5]));
        assert_eq!(found["properties"]["surface"], "Homs");
        let found = shaped(&Shaping { properties: None, way: way(3857) });
        let x = found["geometry"]["coordinates"][0].as_f64().unwrap();
        assert!((x - 4_063_161.414).abs() < 0.001, "{x}");
    }

    #[test]
    fn nothing_asked_is_nothing_done() {
        assert!(matches!(Shaping::default().shape(&homs()), Cow::Borrowed(_)));
    }
}
