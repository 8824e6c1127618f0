//! What drawing a line needs to know of places, without knowing the gazetteer.

use std::sync::Arc;

use geo::MultiPolygon;

use crate::gazetteer::{FeatureClass, Gazetteer, Level, PlaceId};

/// A country or a sea, to say what a line crosses.
#[derive(Clone, Debug)]
pub struct Territory {
    /// [`crate::gazetteer::Place::id`]
    pub place_id: String,
    /// The name to show.
    pub name: String,
    /// ISO 3166-1 alpha-2 code; null for seas.
    pub country: Option<String>,
    /// Its area.
    pub area: Arc<MultiPolygon<f64>>,
}

/// Areas by place, and what lies near a line.
pub trait Atlas {
    /// The area of a place; none for points.
    fn area(&self, place_id: &str) -> Option<Arc<MultiPolygon<f64>>>;

    /// The country with an ISO 3166-1 alpha-2 code.
    fn country(&self, iso: &str) -> Option<Territory>;

    /// Countries and seas whose box meets `[west, south, east, north]` in degrees, seas after countries; the same question gives
    /// the same answer in the same order.
    fn territories(&self, bounds: [f64; 4]) -> Vec<Territory>;
}

impl Atlas for Gazetteer {
    fn area(&self, place_id: &str) -> Option<Arc<MultiPolygon<f64>>> {
        Self::area(self, self.find(place_id)?)
    }

    fn country(&self, iso: &str) -> Option<Territory> {
        territory(self, Self::country(self, iso)?)
    }

    fn territories(&self, bounds: [f64; 4]) -> Vec<Territory> {
        let mut near: Vec<(bool, PlaceId)> = self
            .areas_near(bounds)
            .filter_map(|place| {
                let sea = self.class(place) == FeatureClass::Water && self.level(place) == Level::Region;
                (sea || self.level(place) == Level::Country).then_some((sea, place))
            })
            .collect();
        near.sort_unstable();
        near.into_iter().filter_map(|(_, place)| territory(self, place)).collect()
    }
}

fn territory(gazetteer: &Gazetteer, id: PlaceId) -> Option<Territory> {
    let area = gazetteer.area(id)?;
    let place = gazetteer.place(id);
    let country = (place.level == Level::Country).then_some(place.country).flatten();
    Some(Territory {
        place_id: place.id.to_string(),
        name: place.name.to_owned(),
        country: country.map(str::to_owned),
        area,
    })
}
