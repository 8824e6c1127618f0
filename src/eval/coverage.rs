//! How much of what people have marked the gazetteer can reach at all: the ceiling of every resolver over it.

use super::{GoldDocument, Share, Toponym};
use crate::candidate;
use crate::gazetteer::{Gazetteer, Id};
use crate::geometry::distance_km;
use crate::mention::Mention;

/// A candidate within so many kilometres (100 miles) reaches a point, as the field counts it.
pub const REACH_KM: f64 = 161.0;

/// What [`coverage`] counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Marked places with a position, and those that some candidate lies within [`REACH_KM`] of.
    pub points: Share,
    /// Of these, those with a `GeoNames` number.
    pub ids: Share,
    /// Marked places with a `GeoNames` number, and those whose number some candidate bears: a neighbour does not count.
    pub same_ids: Share,
    /// The places with a position that no candidate reaches, in the order of the texts.
    pub misses: Vec<Miss>,
}

impl Coverage {
    /// Counts what was found in other texts as well.
    pub fn add(&mut self, other: &Self) {
        self.points += other.points;
        self.ids += other.ids;
        self.same_ids += other.same_ids;
        self.misses.extend_from_slice(&other.misses);
    }
}

/// A marked place that no candidate reaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Miss {
    /// The text it is in.
    pub document: String,
    /// The marked words.
    pub surface: String,
    /// The mark.
    pub toponym: Toponym,
    /// Kilometres to the nearest candidate; none where there is no candidate.
    pub nearest_km: Option<f64>,
}

/// Lists the candidates of every marked span, as the resolver gets them, and counts what they reach.
///
/// Every mark counts, whatever it is: a wrong mark is a miss.
#[must_use]
pub fn coverage(documents: &[GoldDocument], gazetteer: &Gazetteer) -> Coverage {
    let mut coverage = Coverage::default();
    for document in documents {
        coverage.add(&coverage_of(document, &document.toponyms, gazetteer));
    }
    coverage
}

/// The same of some of the marks of a document.
pub(super) fn coverage_of<'t>(
    document: &GoldDocument,
    toponyms: impl IntoIterator<Item = &'t Toponym>,
    gazetteer: &Gazetteer,
) -> Coverage {
    let mut coverage = Coverage::default();
    for toponym in toponyms {
        let candidates = candidate::list(&document.text, &mention_of(toponym), gazetteer);
        let places = || candidates.iter().map(|candidate| gazetteer.place(candidate.place));
        if let Some(id) = toponym.geonames_id {
            coverage.same_ids.count(places().any(|place| place.id == Id::GeoNames(id)));
        }
        let Some(position) = toponym.position else { continue };
        let nearest_km = places().map(|place| distance_km(place.position, position)).min_by(f64::total_cmp);
        let reached = nearest_km.is_some_and(|away| away <= REACH_KM);
        coverage.points.count(reached);
        if toponym.geonames_id.is_some() {
            coverage.ids.count(reached);
        }
        if !reached {
            coverage.misses.push(Miss {
                document: document.id.clone(),
                surface: document.text[toponym.range.clone()].to_owned(),
                toponym: toponym.clone(),
                nearest_km,
            });
        }
    }
    coverage
}

/// A mark as the candidates see it: the words alone, whatever stands around them.
fn mention_of(toponym: &Toponym) -> Mention {
    Mention::literal(toponym.range.clone(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Position;

    #[test]
    fn a_mark_is_reached_by_the_right_place_by_a_neighbour_or_not_at_all() {
        let text = "Homs and Hama and Xqzwvkj";
        let mark = |range: std::ops::Range<usize>, lon, lat, id| Toponym {
            range,
            position: Some(Position::new(lon, lat)),
            geonames_id: Some(id),
            label: None,
        };
        let document = GoldDocument {
            id: "1".to_owned(),
            text: text.to_owned(),
            // Homs itself; a village close to Hama; a place nobody knows.
            toponyms: vec![
                mark(0..4, 36.72, 34.73, 169_577),
                mark(9..13, 36.7, 35.2, 1),
                mark(18..25, 0.0, 0.0, 2),
            ],
        };
        let coverage = coverage(&[document], Gazetteer::bundled());
        assert_eq!(coverage.points, Share { reached: 2, total: 3 });
        assert_eq!(coverage.ids, Share { reached: 2, total: 3 });
        assert_eq!(coverage.same_ids, Share { reached: 1, total: 3 });
        assert_eq!(coverage.misses[0].surface, "Xqzwvkj");
    }
}
