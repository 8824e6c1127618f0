//! Which territories a line crosses, and where.

use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

use super::{Atlas, Segment, Stop, Territory};
use crate::geometry::{BoundingBox, Position, PreparedArea, densify, split_by_areas};

/// Kilometres between the positions that a line's box is taken from: a geodesic bulges out of the box of its ends.
const BOX_STEP_KM: f64 = 50.;

/// Answers what a line crosses; keeps each area prepared for the next line.
pub(super) struct Surveyor<'a> {
    atlas: &'a dyn Atlas,
    prepared: RefCell<Prepared>,
}

/// Areas ready to be asked, by the ids of their places: to make one ready costs more than to ask it.
pub(super) type Prepared = BTreeMap<String, Arc<PreparedArea>>;

/// A territory with its area ready to be asked.
struct Ready {
    place_id: String,
    name: String,
    country: Option<String>,
    in_text: bool,
    area: Arc<PreparedArea>,
}

impl<'a> Surveyor<'a> {
    /// One that knows areas of the same atlas already.
    pub(super) const fn with(atlas: &'a dyn Atlas, prepared: Prepared) -> Self {
        Self { atlas, prepared: RefCell::new(prepared) }
    }

    /// The areas that it knows by now.
    pub(super) fn into_prepared(self) -> Prepared {
        self.prepared.into_inner()
    }

    /// The stretches of a line of geodesics, in order. `named` are the places of the journey: what they name, and their
    /// countries, is marked as being in the text.
    pub(super) fn survey(&self, line: &[Position], named: &[&Stop]) -> Vec<Segment> {
        let ready = self.territories(line, named);
        let areas: Vec<&PreparedArea> = ready.iter().map(|territory| territory.area.as_ref()).collect();
        split_by_areas(line, &areas)
            .into_iter()
            .enumerate()
            .map(|(index, stretch)| {
                let territory = stretch.area.map(|area| &ready[area]);
                Segment {
                    order: index + 1,
                    territory: territory.map(|territory| territory.name.clone()),
                    place_id: territory.map(|territory| territory.place_id.clone()),
                    country: territory.and_then(|territory| territory.country.clone()),
                    from_km: stretch.from_km,
                    to_km: stretch.to_km,
                    length_km: stretch.length_km(),
                    in_text: territory.is_some_and(|territory| territory.in_text),
                }
            })
            .collect()
    }

    fn territories(&self, line: &[Position], named: &[&Stop]) -> Vec<Ready> {
        let in_text = |territory: &Territory| {
            named.iter().any(|stop| {
                stop.place_id == territory.place_id
                    || (stop.country.is_some() && stop.country == territory.country)
            })
        };
        let mut found: Vec<(Territory, bool)> = Vec::new();
        // What the text names comes first, so that a stretch that lies in it and in another area counts for it; but
        // cities and provinces are no territories to cross.
        for stop in
            named.iter().filter(|stop| matches!(stop.precision.as_str(), "country" | "region" | "natural"))
        {
            if let Some(area) = self.atlas.area(&stop.place_id)
                && !found.iter().any(|(known, _)| known.place_id == stop.place_id)
            {
                let country = stop.country.clone().filter(|_| stop.precision == "country");
                let territory =
                    Territory { place_id: stop.place_id.clone(), name: stop.name.clone(), country, area };
                found.push((territory, true));
            }
        }
        for bounds in BoundingBox::of(densify(line, BOX_STEP_KM)).iter().flat_map(BoundingBox::parts) {
            for territory in self.atlas.territories(bounds) {
                if !found.iter().any(|(known, _)| known.place_id == territory.place_id) {
                    let in_text = in_text(&territory);
                    found.push((territory, in_text));
                }
            }
        }
        found
            .into_iter()
            .map(|(territory, in_text)| Ready {
                area: self.prepare(&territory),
                place_id: territory.place_id,
                name: territory.name,
                country: territory.country,
                in_text,
            })
            .collect()
    }

    fn prepare(&self, territory: &Territory) -> Arc<PreparedArea> {
        let mut prepared = self.prepared.borrow_mut();
        let area = prepared
            .entry(territory.place_id.clone())
            .or_insert_with(|| Arc::new(PreparedArea::new(&territory.area)));
        Arc::clone(area)
    }
}
