//! The figures of the places chosen for the marks themselves: how good the resolver is when all spans are found.

use super::coverage::coverage_of;
use super::resolution::{great_circle_km, is_right};
use super::{Calibration, Coverage, Distances, GoldDocument, Prediction, Share, UNRESOLVED_KM, is_demonym};
use crate::gazetteer::Gazetteer;

/// The figures of the marks of a corpus, with peoples' names and adjectives and without them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JudgedMarks {
    /// Every mark counts.
    pub with_demonyms: MarkFigures,
    /// Marks that [`is_demonym`] do not count; the others were resolved in their light all the same.
    pub without_demonyms: MarkFigures,
}

impl JudgedMarks {
    /// Counts other documents as well.
    pub fn add(&mut self, other: &Self) {
        self.with_demonyms.add(&other.with_demonyms);
        self.without_demonyms.add(&other.without_demonyms);
    }
}

/// How far the places chosen for marks are from where people have put them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MarkFigures {
    /// How many texts there are.
    pub documents: usize,
    /// One for each mark with a position; one without a place is [`UNRESOLVED_KM`] off.
    pub distances: Distances,
    /// How many of these have no place.
    pub unresolved: usize,
    /// Of the marks with a position for which both have a `GeoNames` number, those with the same.
    pub same_ids: Share,
    /// What any choice among the candidates could reach.
    pub ceiling: Coverage,
    /// How often choices are right by how confident they are.
    pub calibration: Calibration,
}

impl MarkFigures {
    /// Counts other documents as well.
    pub fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.distances.add(&other.distances);
        self.unresolved += other.unresolved;
        self.same_ids += other.same_ids;
        self.ceiling.add(&other.ceiling);
        self.calibration += &other.calibration;
    }
}

/// Compares the places chosen for the marks of a text, one for each in their order, with where people have put them.
#[must_use]
pub fn judge_marks(document: &GoldDocument, chosen: &[Prediction], gazetteer: &Gazetteer) -> JudgedMarks {
    let mut judged = JudgedMarks::default();
    judged.with_demonyms.documents = 1;
    judged.without_demonyms.documents = 1;
    for (toponym, prediction) in document.toponyms.iter().zip(chosen) {
        let mut figures =
            MarkFigures { ceiling: coverage_of(document, [toponym], gazetteer), ..MarkFigures::default() };
        if let Some(position) = toponym.position {
            let place = prediction.place;
            let error = place.map_or(UNRESOLVED_KM, |place| great_circle_km(position, place.position));
            figures.distances.push(error);
            figures.unresolved += usize::from(place.is_none());
            if let Some(place) = place {
                figures.calibration.count(place.confidence, is_right(error));
            }
            if let Some((marked, chosen)) = toponym.geonames_id.zip(place.and_then(|place| place.geonames_id))
            {
                figures.same_ids.count(marked == chosen);
            }
        }
        judged.with_demonyms.add(&figures);
        if !is_demonym(document, toponym, gazetteer) {
            judged.without_demonyms.add(&figures);
        }
    }
    judged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::{PredictedPlace, Toponym};
    use crate::geometry::Position;
    use crate::mention::Kind;

    #[test]
    fn a_mark_without_a_place_is_wrong_and_one_without_a_position_does_not_count() {
        let text = "Syrian Homs Hama Xqzwvkj".to_owned();
        let toponym = |range, position, geonames_id| Toponym { range, position, geonames_id, label: None };
        let here = Position::new(0.0, 0.0);
        let document = GoldDocument {
            id: "1".to_owned(),
            text,
            toponyms: vec![
                toponym(0..6, Some(here), Some(1)),
                toponym(7..11, Some(here), Some(2)),
                toponym(12..16, None, Some(3)),
                toponym(17..24, Some(here), None),
            ],
        };
        let place = |latitude, confidence| {
            let position = Position::new(0.0, latitude);
            Some(PredictedPlace { position, geonames_id: Some(1), confidence })
        };
        let prediction = |range, place| Prediction { range, kind: Kind::Literal, place };
        let chosen = [
            prediction(0..6, place(0.0, 0.5)),
            prediction(7..11, place(2.0, 0.9)),
            prediction(12..16, place(0.0, 1.0)),
            prediction(17..24, None),
        ];
        let judged = judge_marks(&document, &chosen, Gazetteer::bundled());
        let all = &judged.with_demonyms;
        // 0, 222 and 20,039 km.
        assert_eq!((all.distances.count(), all.distances.right(), all.unresolved), (3, 1, 1));
        assert_eq!(all.same_ids, Share { reached: 1, total: 2 });
        // 1/2 x |0.5 - 1| + 1/2 x |0.9 - 0|
        assert!((all.calibration.expected_error().unwrap() - 0.7).abs() < 1e-9);
        assert_eq!((all.documents, judged.without_demonyms.documents), (1, 1));
        assert_eq!(judged.without_demonyms.distances.count(), 2);
        assert_eq!(judged.without_demonyms.same_ids, Share { reached: 0, total: 1 });
    }
}
