//! Which territories a line crosses, and where.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use super::{Atlas, Segment, Stop, Territory};
use crate::geometry::{BoundingBox, Position, PreparedArea, densify, distance_km, interpolate};

/// Kilometres between the positions at which a line is asked where it is; narrower territories may be missed.
const STEP_KM: f64 = 5.;

/// How exactly a border crossing is found along the line, in kilometres.
const BORDER_KM: f64 = 0.02;

/// Gaps between areas drawn by different hands are not wider than this, in kilometres.
const GAP_KM: f64 = 3.;

/// Answers what a line crosses; keeps each area prepared for the next line.
pub(super) struct Surveyor<'a> {
    atlas: &'a dyn Atlas,
    prepared: RefCell<BTreeMap<String, Rc<PreparedArea>>>,
}

/// A territory with its area ready to be asked.
struct Ready {
    place_id: String,
    name: String,
    country: Option<String>,
    in_text: bool,
    area: Rc<PreparedArea>,
}

impl<'a> Surveyor<'a> {
    pub(super) fn new(atlas: &'a dyn Atlas) -> Self {
        Self { atlas, prepared: RefCell::default() }
    }

    /// The stretches of a line of geodesics, in order. `named` are the places of the journey: what lies in them, or in their
    /// countries, is marked as being in the text.
    ///
    /// Costs one question per territory near the line every 5 km, and twenty more per border.
    pub(super) fn survey(&self, line: &[Position], named: &[&Stop]) -> Vec<Segment> {
        let dense = densify(line, STEP_KM);
        let ready = self.territories(&dense, named);
        let mut pieces: Vec<(Option<usize>, f64, f64)> = Vec::new();
        let mut here = dense.first().and_then(|start| at(&ready, *start, None));
        let (mut from, mut along) = (0., 0.);
        for leg in dense.windows(2) {
            let length = distance_km(leg[0], leg[1]);
            let next = at(&ready, leg[1], here);
            if next != here {
                // Where between the two it changes.
                let (mut low, mut high) = (0., 1.);
                while (high - low) * length > BORDER_KM {
                    let middle = f64::midpoint(low, high);
                    if at(&ready, interpolate(leg[0], leg[1], middle), here) == here {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                let border = along + high * length;
                pieces.push((here, from, border));
                from = border;
                here = next;
            }
            along += length;
        }
        pieces.push((here, from, along));
        number(&ready, close_gaps(pieces))
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
        for bounds in BoundingBox::of(line.iter().copied()).iter().flat_map(BoundingBox::parts) {
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

    fn prepare(&self, territory: &Territory) -> Rc<PreparedArea> {
        let mut prepared = self.prepared.borrow_mut();
        let area = prepared
            .entry(territory.place_id.clone())
            .or_insert_with(|| Rc::new(PreparedArea::new(&territory.area)));
        Rc::clone(area)
    }
}

/// The territory at a position: the one before while it still holds, so that overlapping borders make no slivers.
fn at(ready: &[Ready], position: Position, before: Option<usize>) -> Option<usize> {
    let holds = |index: &usize| ready[*index].area.contains(position);
    before.filter(holds).or_else(|| (0..ready.len()).find(holds))
}

/// Gives short stretches over nothing to what lies before them, and joins what is one.
fn close_gaps(pieces: Vec<(Option<usize>, f64, f64)>) -> Vec<(Option<usize>, f64, f64)> {
    let last = pieces.len().saturating_sub(1);
    let mut closed: Vec<(Option<usize>, f64, f64)> = Vec::new();
    for (index, (territory, from, to)) in pieces.into_iter().enumerate() {
        let gap = territory.is_none() && to - from < GAP_KM && index > 0 && index < last;
        match closed.last_mut() {
            Some(before) if gap || before.0 == territory => before.2 = to,
            _ => closed.push((territory, from, to)),
        }
    }
    closed
}

fn number(ready: &[Ready], pieces: Vec<(Option<usize>, f64, f64)>) -> Vec<Segment> {
    pieces
        .into_iter()
        .enumerate()
        .map(|(index, (territory, from_km, to_km))| {
            let territory = territory.map(|territory| &ready[territory]);
            Segment {
                order: index + 1,
                territory: territory.map(|territory| territory.name.clone()),
                place_id: territory.map(|territory| territory.place_id.clone()),
                country: territory.and_then(|territory| territory.country.clone()),
                from_km,
                to_km,
                length_km: to_km - from_km,
                in_text: territory.is_some_and(|territory| territory.in_text),
            }
        })
        .collect()
}
