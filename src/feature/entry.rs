//! The entries of the gazetteer themselves, as Point features: what a name, a position or an id found, whoever asked.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::encode::{area, encode, point};
use crate::gazetteer::{Found, Gazetteer, Nearby, PlaceId};
use crate::geometry::Position;

/// What of a place is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Its representative point
    #[default]
    Point,
    /// Its area as a `MultiPolygon`; the point where none is known
    Area,
}

impl Shape {
    /// Every shape.
    pub const ALL: [Self; 2] = [Self::Point, Self::Area];

    /// The word that asks for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Area => "area",
        }
    }
}

/// The properties of every entry: the keys mean what they mean in [`super::MentionRecord`].
#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    level: &'static str,
    feature_class: &'static str,
    feature_code: Option<&'a str>,
    country: Option<&'a str>,
    admin1: Option<&'a str>,
    admin2: Option<&'a str>,
    population: Option<u64>,
    radius_km: f64,
    stands_for: Option<&'a str>,
    has_area: bool,
}

/// An entry that was found by name, and how.
#[derive(Serialize)]
struct FoundEntry<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    matched: &'static str,
    typos: u8,
    name_kind: &'static str,
}

/// An entry that was found by position, and how far away.
#[derive(Serialize)]
struct NearbyEntry<'a> {
    #[serde(flatten)]
    entry: Entry<'a>,
    distance_km: f64,
}

/// A place of the gazetteer as a feature.
///
/// ```
/// use dateline::feature::{Shape, encode_entry};
/// use dateline::gazetteer::Gazetteer;
///
/// let gazetteer = Gazetteer::bundled();
/// let homs = gazetteer.find("169577").unwrap();
/// let feature: geojson::Feature = serde_json::from_slice(&encode_entry(gazetteer, homs, Shape::Point)).unwrap();
/// assert_eq!(feature.property("name").unwrap(), "Homs");
/// ```
#[must_use]
pub fn encode_entry(gazetteer: &Gazetteer, place: PlaceId, shape: Shape) -> Vec<u8> {
    let outline = match shape {
        Shape::Point => None,
        Shape::Area => gazetteer.area(place),
    };
    let record = gazetteer.place(place);
    let geometry = outline.map_or_else(|| point(record.position), |outline| area(&outline));
    encode(&record.id.to_string(), Some(geometry), &entry(gazetteer, place))
}

/// A place that was found by name: `matched` says how the name is like the one asked for (same, begins, typos), `typos` by
/// how many, `name_kind` how the place came by it.
#[must_use]
pub fn encode_found(gazetteer: &Gazetteer, found: Found) -> Vec<u8> {
    let place = gazetteer.place(found.place);
    let properties = FoundEntry {
        entry: entry(gazetteer, found.place),
        matched: found.likeness.as_str(),
        typos: found.likeness.typos(),
        name_kind: found.kind.as_str(),
    };
    encode(&place.id.to_string(), Some(point(place.position)), &properties)
}

/// A place that was found by position, `distance_km` away from it.
#[must_use]
pub fn encode_nearby(gazetteer: &Gazetteer, nearby: Nearby) -> Vec<u8> {
    let place = gazetteer.place(nearby.place);
    let properties = NearbyEntry {
        entry: entry(gazetteer, nearby.place),
        // To the metre: the points themselves are no better.
        distance_km: (nearby.distance_km * 1000.0).round() / 1000.0,
    };
    encode(&place.id.to_string(), Some(point(place.position)), &properties)
}

/// The country and the first-level area that hold a position, by id and name: the members `country` and `admin1` of a
/// collection. Null at sea.
#[must_use]
pub fn holders(gazetteer: &Gazetteer, position: Position) -> Map<String, Value> {
    let holder = |place: Option<PlaceId>| {
        place.map_or(Value::Null, |place| {
            let place = gazetteer.place(place);
            json!({"id": place.id.to_string(), "name": place.name})
        })
    };
    Map::from_iter([
        ("country".to_owned(), holder(gazetteer.country_at(position))),
        ("admin1".to_owned(), holder(gazetteer.first_level_at(position))),
    ])
}

fn entry(gazetteer: &Gazetteer, place: PlaceId) -> Entry<'_> {
    let place = gazetteer.place(place);
    // Sources write what they do not know as an empty text.
    let known = |text: &&str| !text.is_empty();
    Entry {
        name: place.name,
        level: place.level.as_str(),
        feature_class: place.class.as_str(),
        feature_code: Some(place.code).filter(known),
        country: place.country.filter(known),
        admin1: place.admin1_name.filter(known),
        admin2: place.admin2_name.filter(known),
        population: Some(place.population).filter(|population| *population > 0),
        radius_km: place.radius_km,
        stands_for: place.stands_for.filter(known),
        has_area: place.has_area,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(bytes: &[u8]) -> geojson::Feature {
        serde_json::from_slice(bytes).unwrap()
    }

    fn keys(feature: &geojson::Feature) -> Vec<&str> {
        feature.properties.as_ref().unwrap().keys().map(String::as_str).collect()
    }

    #[test]
    fn a_sea_has_every_key_of_a_city_and_null_where_nothing_is_known() {
        let gazetteer = Gazetteer::bundled();
        let feature = |id| parse(&encode_entry(gazetteer, gazetteer.find(id).unwrap(), Shape::Point));
        let (city, sea) = (feature("169577"), feature("dateline:caspian-sea"));
        assert_eq!(keys(&city), keys(&sea));
        assert_eq!(city.property("admin1").unwrap(), "Homs");
        for key in ["country", "admin1", "admin2", "population", "stands_for"] {
            assert_eq!(sea.property(key), Some(&Value::Null), "{key}");
        }
    }

    #[test]
    fn a_found_and_a_nearby_place_tell_what_every_entry_tells_and_how_they_were_found() {
        let gazetteer = Gazetteer::bundled();
        let homs = gazetteer.find("169577").unwrap();
        let entry = parse(&encode_entry(gazetteer, homs, Shape::Point));
        let found = parse(&encode_found(gazetteer, gazetteer.search("Homs", None, None, 1)[0]));
        let nearby = Nearby { place: homs, distance_km: 1.234_567 };
        let nearby = parse(&encode_nearby(gazetteer, nearby));
        for key in keys(&entry) {
            assert_eq!(found.property(key), entry.property(key), "{key}");
            assert_eq!(nearby.property(key), entry.property(key), "{key}");
        }
        assert_eq!(found.property("matched").unwrap(), "same");
        assert_eq!(nearby.property("distance_km").unwrap(), 1.235);
    }
}
