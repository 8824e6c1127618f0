//! Which country or first-level area holds a position.

use std::cmp::Reverse;
use std::sync::OnceLock;

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::Gazetteer;
use crate::gazetteer::format::AREA_UNITS_PER_DEGREE;
use crate::gazetteer::{Level, PlaceId};
use crate::geometry::{Position, PreparedArea};

/// The boxes of the areas of one level, and each area once it was needed.
pub(super) struct Territories {
    boxes: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
    areas: Vec<Territory>,
}

struct Territory {
    place: PlaceId,
    /// Its number in the book.
    area: usize,
    prepared: OnceLock<PreparedArea>,
}

impl Gazetteer {
    /// The country or dependency that holds a position; none at sea, and none where borders leave a gap.
    ///
    /// Exact on the polygons, see [`PreparedArea`]. Costs a few microseconds; the first question in a country prepares its
    /// polygon, which takes up to some ten milliseconds.
    ///
    /// ```
    /// use dateline::gazetteer::Gazetteer;
    /// use dateline::geometry::Position;
    ///
    /// let gazetteer = Gazetteer::bundled();
    /// let syria = gazetteer.country_at(Position::new(36.72339, 34.72682)).unwrap();
    /// assert_eq!(gazetteer.place(syria).name, "Syria");
    /// assert_eq!(gazetteer.country_at(Position::new(20.0, 35.0)), None);
    /// ```
    #[must_use]
    pub fn country_at(&self, position: Position) -> Option<PlaceId> {
        let countries = self.countries.get_or_init(|| self.territories(Level::Country));
        self.holder(countries, position)
    }

    /// The first-level area that holds a position; none at sea, and where no polygon is known.
    ///
    /// Exact and fast as [`Gazetteer::country_at`] is. First-level polygons are drawn apart from the countries': beside a
    /// border the two may differ by a kilometre.
    #[must_use]
    pub fn first_level_at(&self, position: Position) -> Option<PlaceId> {
        let first_level = self.first_level.get_or_init(|| self.territories(Level::Admin1));
        self.holder(first_level, position)
    }

    fn territories(&self, level: Level) -> Territories {
        let areas: Vec<Territory> = (0..self.areas.len())
            .filter_map(|area| {
                Some(Territory { place: self.place_of_area(area)?, area, prepared: OnceLock::new() })
            })
            .filter(|territory| self.level(territory.place) == level)
            .collect();
        let boxes = areas.iter().enumerate().map(|(number, territory)| {
            let [west, south, east, north] =
                self.bounds_of_area(territory.area).map(|edge| f64::from(edge) / AREA_UNITS_PER_DEGREE);
            GeomWithData::new(Rectangle::from_corners([west, south], [east, north]), number)
        });
        Territories { boxes: RTree::bulk_load(boxes.collect()), areas }
    }

    /// Of several areas the most important: polygons of neighbours may overlap by a hair.
    fn holder(&self, territories: &Territories, position: Position) -> Option<PlaceId> {
        territories
            .boxes
            .locate_in_envelope_intersecting(&AABB::from_point([position.lon, position.lat]))
            .map(|found| &territories.areas[found.data])
            .filter(|territory| {
                let prepared = || PreparedArea::new(&self.decode_area(territory.area));
                territory.prepared.get_or_init(prepared).contains(position)
            })
            .map(|territory| territory.place)
            .min_by_key(|&place| (Reverse(self.importance(place)), place))
    }
}
