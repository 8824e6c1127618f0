//! Several packs as one book.

use std::collections::HashMap;

use super::layer::Layer;
use crate::gazetteer::format::Section;
use crate::gazetteer::{Id, PlaceId};

/// What holds between the layers of a book of several.
///
/// A place whose id is in a higher layer as well is replaced by the one there: it is listed no more, its names lead to the other, and
/// what the other lacks (an area, the state it stands for, its renown) it leaves to it.
pub(super) struct Stack {
    /// By layer, for each of its places: the place that it is in the book. The topmost layer has none, its places stay.
    winners: Vec<Vec<PlaceId>>,
    /// Places that replaced others, and those, ascending.
    heirs: Vec<(PlaceId, PlaceId)>,
    /// By layer, for each number of its first-level table: the place.
    admin1: Vec<Vec<Option<PlaceId>>>,
}

impl Stack {
    /// Costs a look-up in the layers above for every place of a lower layer: some tens of milliseconds over the bundled book.
    pub(super) fn new(layers: &[Layer]) -> Self {
        let mut winners = Vec::new();
        let mut heirs = Vec::new();
        for (number, layer) in layers.iter().enumerate() {
            let above = &layers[number + 1..];
            if above.is_empty() {
                break;
            }
            let winner = |local: usize| {
                let id = layer.id(local);
                let own = layer.global(local as u32);
                above.iter().rev().find_map(|above| Some(above.global(above.find(id)?))).unwrap_or(own)
            };
            let own: Vec<PlaceId> = (0..layer.places()).map(winner).collect();
            heirs.extend(own.iter().enumerate().filter_map(|(local, &winner)| {
                let loser = layer.global(local as u32);
                (winner != loser).then_some((winner, loser))
            }));
            winners.push(own);
        }
        heirs.sort_unstable();
        let mut stack = Self { winners, heirs, admin1: Vec::new() };
        stack.admin1 = stack.first_level(layers);
        stack
    }

    /// The tables of all layers joined by country and code. The lowest layer that has an area tells its place: one of a higher layer
    /// takes it only by the id.
    fn first_level(&self, layers: &[Layer]) -> Vec<Vec<Option<PlaceId>>> {
        let rows = |layer: &Layer| 0..layer.pack.section(Section::Admin1).len() / 16;
        let key = |layer: &Layer, row: usize| {
            let text = |column: usize| {
                layer.pack.string(layer.pack.u32(Section::Admin1, 4 * row + column)).to_owned()
            };
            (text(0), text(1))
        };
        let mut places = HashMap::new();
        for (number, layer) in layers.iter().enumerate() {
            for row in rows(layer) {
                if let Some(local) = layer.owner(Section::Admin1, 4 * row + 3) {
                    places.entry(key(layer, row)).or_insert_with(|| self.winner(number, layer, local));
                }
            }
        }
        layers
            .iter()
            .map(|layer| rows(layer).map(|row| places.get(&key(layer, row)).copied()).collect())
            .collect()
    }

    /// The place of the book that a place of a layer is.
    pub(super) fn winner(&self, number: usize, layer: &Layer, local: u32) -> PlaceId {
        let winner = self.winners.get(number).and_then(|winners| winners.get(local as usize));
        winner.copied().unwrap_or_else(|| layer.global(local))
    }

    /// How many places of lower layers are replaced.
    pub(super) fn replaced(&self) -> usize {
        self.heirs.len()
    }

    /// The places that a place replaced, the highest layer's first.
    pub(super) fn inheritance(&self, heir: PlaceId) -> impl Iterator<Item = PlaceId> + '_ {
        let first = self.heirs.partition_point(|(other, _)| *other < heir);
        let count = self.heirs[first..].partition_point(|(other, _)| *other == heir);
        self.heirs[first..first + count].iter().rev().map(|(_, replaced)| *replaced)
    }

    /// The place of a number of a layer's first-level table.
    pub(super) fn admin1(&self, number: usize, row: u32) -> Option<PlaceId> {
        self.admin1.get(number)?.get(row as usize).copied().flatten()
    }
}

/// An id as people write it.
pub(super) fn parse_id(id: &str) -> Id<'_> {
    use crate::gazetteer::format::ID_IS_STRING;

    // A number has one spelling: "+7" and "007" are nobody's ids.
    let is_number = id.starts_with(|c: char| matches!(c, '1'..='9'));
    match id.parse::<u32>() {
        Ok(number) if is_number && number & ID_IS_STRING == 0 => Id::GeoNames(number),
        _ => Id::Other(id),
    }
}
