//! All figures of predictions beside marks.

use std::collections::BTreeMap;
use std::ops::Range;

use super::coverage::coverage_of;
use super::error::{Excerpt, RecognitionError, classify, on_one_line};
use super::matching::{Pair, pair, shared};
use super::resolution::{great_circle_km, is_right};
use super::{
    Coverage, Distances, GoldDocument, Prediction, Recognition, Share, Toponym, UNRESOLVED_KM, is_demonym,
};
use crate::gazetteer::Gazetteer;
use crate::mention::{Kind, Likeness, likenesses};
use crate::segment::{CharIndex, segment};

/// The figures of a corpus, with peoples' names and adjectives and without them.
///
/// Without them, marks that [`is_demonym`] and predictions of the kind demonym are left out before anything is paired.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// Everything counts.
    pub with_demonyms: Figures,
    /// Neither marks nor predictions that are demonyms count.
    pub without_demonyms: Figures,
}

impl Judged {
    /// Counts other documents as well.
    pub fn add(&mut self, other: &Self) {
        self.with_demonyms.add(&other.with_demonyms);
        self.without_demonyms.add(&other.without_demonyms);
    }
}

/// How well predictions agree with marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// How many texts there are.
    pub documents: usize,
    /// A prediction is right where its span is that of a mark.
    pub exact: Recognition,
    /// A prediction is right where it is paired with a mark that it shares a character with, see [`pair`].
    pub overlap: Recognition,
    /// The errors of the places of predictions that are paired with marks, where both have a position.
    pub matched: Distances,
    /// The errors of all marks with a position.
    pub end_to_end: EndToEnd,
    /// Of the pairs in which the mark has a position and both have a `GeoNames` number, those with the same.
    pub same_ids: Share,
    /// What any choice among the candidates of the marks could reach.
    pub ceiling: Coverage,
    /// The predictions of each kind, and how many of them are right.
    pub by_kind: BTreeMap<Kind, Found>,
    /// The marks of each type, where the corpus has types, and how many of them are found.
    pub by_type: BTreeMap<String, Found>,
    /// Every prediction that is not the span of a mark and every mark that is not the span of a prediction, in text order.
    pub errors: Vec<RecognitionError>,
}

/// How many of something are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// By the same span.
    pub exact: Share,
    /// By a span that shares a character, see [`pair`].
    pub overlap: Share,
}

impl Found {
    fn count(&mut self, pair: Option<&Pair>) {
        self.exact.count(pair.is_some_and(|pair| pair.exact));
        self.overlap.count(pair.is_some());
    }
}

/// Recognition and resolution together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EndToEnd {
    /// One for each mark with a position; one that no prediction is paired with, or whose prediction has no place, is
    /// [`UNRESOLVED_KM`] off.
    pub distances: Distances,
    /// A prediction is right where it is paired with a mark less than [`super::REACH_KM`] from its place. Predictions without a
    /// place do not count, nor those paired with a mark without a position; marks without a position do not count either.
    pub recognition: Recognition,
}

impl Figures {
    /// Counts other documents as well.
    pub fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.exact += other.exact;
        self.overlap += other.overlap;
        self.matched.add(&other.matched);
        self.end_to_end.distances.add(&other.end_to_end.distances);
        self.end_to_end.recognition += other.end_to_end.recognition;
        self.same_ids += other.same_ids;
        self.ceiling.add(&other.ceiling);
        add_found(&mut self.by_kind, &other.by_kind);
        add_found(&mut self.by_type, &other.by_type);
        self.errors.extend_from_slice(&other.errors);
    }
}

fn add_found<K: Ord + Clone>(all: &mut BTreeMap<K, Found>, other: &BTreeMap<K, Found>) {
    for (key, found) in other {
        let sum = all.entry(key.clone()).or_default();
        sum.exact += found.exact;
        sum.overlap += found.overlap;
    }
}

/// A mark or a prediction with what is computed once for both countings.
struct Spanned<'a, T> {
    it: &'a T,
    /// Unicode characters, by which overlaps are measured.
    characters: Range<usize>,
    likeness: Option<Likeness>,
    is_demonym: bool,
}

/// Compares the predictions for a text with its marks. Predictions are in text order, each span once.
///
/// ```
/// use dateline::eval::{GoldDocument, Toponym, judge, predict};
/// use dateline::gazetteer::Gazetteer;
/// use dateline::geometry::Position;
/// use dateline::resolve::Resolver;
///
/// let position = Some(Position::new(36.72, 34.73));
/// let homs = Toponym { range: 8..12, position, geonames_id: Some(169_577), label: None };
/// let text = "They in Homs wait.".to_owned();
/// let document = GoldDocument { id: "1".to_owned(), text, toponyms: vec![homs] };
/// let gazetteer = Gazetteer::bundled();
/// let judged = judge(&document, &predict(&document, gazetteer, &Resolver::default()), gazetteer);
/// assert_eq!(judged.with_demonyms.exact.f1(), 1.0);
/// assert_eq!(judged.with_demonyms.matched.accuracy(), Some(1.0));
/// ```
#[must_use]
pub fn judge(document: &GoldDocument, predictions: &[Prediction], gazetteer: &Gazetteer) -> Judged {
    let characters = CharIndex::new(&document.text);
    let characters = |range: &Range<usize>| characters.char_of(range.start)..characters.char_of(range.end);
    let spans: Vec<Range<usize>> = (document.toponyms.iter().map(|toponym| toponym.range.clone()))
        .chain(predictions.iter().map(|prediction| prediction.range.clone()))
        .collect();
    let mut likenesses = likenesses(&document.text, &segment(&document.text), gazetteer, &spans).into_iter();
    let marks: Vec<_> = document
        .toponyms
        .iter()
        .zip(likenesses.by_ref())
        .map(|(it, likeness)| Spanned {
            it,
            characters: characters(&it.range),
            likeness,
            is_demonym: is_demonym(document, it, gazetteer),
        })
        .collect();
    let predictions: Vec<_> = predictions
        .iter()
        .zip(likenesses)
        .map(|(it, likeness)| Spanned {
            it,
            characters: characters(&it.range),
            likeness,
            is_demonym: it.kind == Kind::Demonym,
        })
        .collect();
    let ceiling_of = |demonyms: bool| {
        let marks = marks.iter().filter(|mark| mark.is_demonym == demonyms);
        coverage_of(document, marks.map(|mark| mark.it), gazetteer)
    };
    let ceiling = ceiling_of(false);
    let mut ceiling_of_all = ceiling.clone();
    ceiling_of_all.add(&ceiling_of(true));
    let counted = |demonyms: bool| Counted {
        document,
        marks: marks.iter().filter(|mark| demonyms || !mark.is_demonym).collect(),
        predictions: predictions.iter().filter(|prediction| demonyms || !prediction.is_demonym).collect(),
    };
    Judged {
        with_demonyms: counted(true).figures(ceiling_of_all),
        without_demonyms: counted(false).figures(ceiling),
    }
}

/// What counts of a text.
struct Counted<'a> {
    document: &'a GoldDocument,
    marks: Vec<&'a Spanned<'a, Toponym>>,
    predictions: Vec<&'a Spanned<'a, Prediction>>,
}

impl Counted<'_> {
    fn figures(&self, ceiling: Coverage) -> Figures {
        let marked: Vec<_> = self.marks.iter().map(|mark| mark.characters.clone()).collect();
        let predicted: Vec<_> = self.predictions.iter().map(|found| found.characters.clone()).collect();
        let pairs = pair(&marked, &predicted);
        let of_marks: BTreeMap<usize, &Pair> = pairs.iter().map(|pair| (pair.marked, pair)).collect();
        let of_predictions: BTreeMap<usize, &Pair> =
            pairs.iter().map(|pair| (pair.predicted, pair)).collect();

        let recognition = |right| Recognition { right, predicted: predicted.len(), marked: marked.len() };
        let mut figures = Figures {
            documents: 1,
            exact: recognition(pairs.iter().filter(|pair| pair.exact).count()),
            overlap: recognition(pairs.len()),
            ceiling,
            ..Figures::default()
        };
        for (index, mark) in self.marks.iter().enumerate() {
            let pair = of_marks.get(&index).copied();
            if let Some(label) = &mark.it.label {
                figures.by_type.entry(label.clone()).or_default().count(pair);
            }
            let found = pair.map(|pair| self.predictions[pair.predicted].it);
            count_place(&mut figures, mark.it, found);
        }
        for (index, prediction) in self.predictions.iter().enumerate() {
            let pair = of_predictions.get(&index).copied();
            figures.by_kind.entry(prediction.it.kind).or_default().count(pair);
            let without_position = pair.is_some_and(|pair| self.marks[pair.marked].it.position.is_none());
            figures.end_to_end.recognition.predicted +=
                usize::from(prediction.it.place.is_some() && !without_position);
        }
        figures.errors = self.errors(&of_marks, &of_predictions);
        figures
    }

    fn errors(
        &self,
        of_marks: &BTreeMap<usize, &Pair>,
        of_predictions: &BTreeMap<usize, &Pair>,
    ) -> Vec<RecognitionError> {
        let mut errors: Vec<(usize, RecognitionError)> = Vec::new();
        for (index, prediction) in self.predictions.iter().enumerate() {
            let pair = of_predictions.get(&index);
            if pair.is_some_and(|pair| pair.exact) {
                continue;
            }
            let mark = pair.map(|pair| self.marks[pair.marked]);
            let overlaps = self.marks.iter().any(|mark| shared(&mark.characters, &prediction.characters) > 0);
            let error = self.error(Some(prediction), mark, overlaps);
            errors.push((prediction.characters.start, error));
        }
        for (index, mark) in self.marks.iter().enumerate() {
            if of_marks.contains_key(&index) {
                continue;
            }
            let overlaps =
                self.predictions.iter().any(|found| shared(&mark.characters, &found.characters) > 0);
            errors.push((mark.characters.start, self.error(None, Some(mark), overlaps)));
        }
        errors.sort_by_key(|(start, _)| *start);
        errors.into_iter().map(|(_, error)| error).collect()
    }

    /// One of the two at least is there.
    fn error(
        &self,
        prediction: Option<&Spanned<Prediction>>,
        mark: Option<&Spanned<Toponym>>,
        overlaps: bool,
    ) -> RecognitionError {
        let text = &self.document.text;
        let kind = prediction.map(|prediction| prediction.it.kind);
        let likeness = prediction.map_or_else(|| mark.and_then(|mark| mark.likeness), |found| found.likeness);
        let range = prediction
            .map(|prediction| &prediction.it.range)
            .or_else(|| mark.map(|mark| &mark.it.range))
            .cloned()
            .unwrap_or_default();
        RecognitionError {
            document: self.document.id.clone(),
            class: classify(overlaps, kind, likeness),
            predicted: kind,
            marked: mark
                .map(|mark| mark.it.label.clone().or_else(|| mark.is_demonym.then(|| "demonym".to_owned()))),
            excerpt: Excerpt::new(text, &range),
            marked_words: prediction.and(mark).map(|mark| on_one_line(&text[mark.it.range.clone()])),
        }
    }
}

/// Counts how far the place of a mark is from that of the prediction it is paired with, if there is one.
fn count_place(figures: &mut Figures, mark: &Toponym, found: Option<&Prediction>) {
    let Some(position) = mark.position else { return };
    let place = found.and_then(|prediction| prediction.place);
    let error = place.map(|place| great_circle_km(position, place.position));
    if let Some(error) = error {
        figures.matched.push(error);
    }
    figures.end_to_end.distances.push(error.unwrap_or(UNRESOLVED_KM));
    figures.end_to_end.recognition.marked += 1;
    figures.end_to_end.recognition.right += usize::from(error.is_some_and(is_right));
    if let Some((marked, chosen)) = mark.geonames_id.zip(place.and_then(|place| place.geonames_id)) {
        figures.same_ids.count(marked == chosen);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::{ErrorClass, PredictedPlace};
    use crate::geometry::Position;

    const TEXT: &str = "Syrian Homs, Mason County, Hama, Xqzwvkj and Kerry";

    fn range(words: &str) -> Range<usize> {
        let start = TEXT.find(words).unwrap();
        start..start + words.len()
    }

    /// Latitude on the prime meridian: a degree is 111.195 km.
    fn mark(words: &str, latitude: Option<f64>, geonames_id: Option<u32>) -> Toponym {
        let position = latitude.map(|latitude| Position::new(0.0, latitude));
        Toponym { range: range(words), position, geonames_id, label: None }
    }

    fn prediction(words: &str, kind: Kind, latitude: Option<f64>, geonames_id: Option<u32>) -> Prediction {
        let place = latitude.map(|latitude| PredictedPlace {
            position: Position::new(0.0, latitude),
            geonames_id,
            confidence: 1.0,
        });
        Prediction { range: range(words), kind, place }
    }

    fn judged() -> Judged {
        let document = GoldDocument {
            id: "a".to_owned(),
            text: TEXT.to_owned(),
            toponyms: vec![
                mark("Syrian", Some(10.0), None),
                mark("Homs", Some(20.0), Some(1)),
                mark("Mason County", Some(30.0), Some(2)),
                mark("Hama", None, None),
                mark("Xqzwvkj", Some(40.0), None),
            ],
        };
        let predictions = [
            prediction("Syrian", Kind::Demonym, Some(10.0), None),
            prediction("Homs", Kind::Literal, Some(21.0), Some(1)),
            prediction("Mason", Kind::Literal, Some(50.0), Some(3)),
            prediction("Hama", Kind::Literal, Some(0.0), Some(4)),
            prediction("Kerry", Kind::Literal, Some(0.0), Some(5)),
        ];
        judge(&document, &predictions, Gazetteer::bundled())
    }

    #[test]
    fn figures_with_demonyms_are_those_computed_by_hand() {
        let figures = judged().with_demonyms;
        // Right: Syrian, Homs and Hama; by overlap Mason too.
        assert_eq!(figures.exact, Recognition { right: 3, predicted: 5, marked: 5 });
        assert_eq!(figures.overlap, Recognition { right: 4, predicted: 5, marked: 5 });
        // Syrian 0, Homs a degree and Mason 20 degrees off; Hama has no position to compare with.
        assert_eq!((figures.matched.count(), figures.matched.right()), (3, 2));
        let mean = figures.matched.mean_km().unwrap();
        assert!((mean - 21.0 * 111.195_08 / 3.0).abs() < 1e-2, "{mean}");
        // Xqzwvkj is missed; Hama counts on neither side.
        assert_eq!(figures.end_to_end.recognition, Recognition { right: 2, predicted: 4, marked: 4 });
        assert_eq!(figures.end_to_end.distances.accuracy(), Some(0.5));
        let worst = figures.end_to_end.distances.mean_km().unwrap();
        assert!((worst - (21.0 * 111.195_08 + UNRESOLVED_KM) / 4.0).abs() < 1e-2, "{worst}");
        assert_eq!(figures.same_ids, Share { reached: 1, total: 2 });
        let literal = figures.by_kind[&Kind::Literal];
        assert_eq!(literal.exact, Share { reached: 2, total: 4 });
        assert_eq!(literal.overlap, Share { reached: 3, total: 4 });
    }

    #[test]
    fn without_demonyms_both_sides_lose_them() {
        let figures = judged().without_demonyms;
        assert_eq!(figures.exact, Recognition { right: 2, predicted: 4, marked: 4 });
        assert_eq!(figures.end_to_end.recognition, Recognition { right: 1, predicted: 3, marked: 3 });
        assert!(!figures.by_kind.contains_key(&Kind::Demonym));
        assert_eq!(figures.ceiling.points.total, 3);
    }

    #[test]
    fn errors_make_up_the_difference_to_the_exact_figures() {
        let judged = judged();
        for figures in [&judged.with_demonyms, &judged.without_demonyms] {
            let predicted = figures.errors.iter().filter(|error| error.predicted.is_some()).count();
            let marked = figures.errors.iter().filter(|error| error.marked.is_some()).count();
            assert_eq!(predicted, figures.exact.predicted - figures.exact.right);
            assert_eq!(marked, figures.exact.marked - figures.exact.right);
        }
        let errors = &judged.with_demonyms.errors;
        let classes: Vec<ErrorClass> = errors.iter().map(|error| error.class).collect();
        assert_eq!(classes, [ErrorClass::Boundary, ErrorClass::Missed, ErrorClass::Person]);
        assert_eq!(errors[0].excerpt.words, "Mason");
        assert_eq!(errors[0].marked_words.as_deref(), Some("Mason County"));
    }

    #[test]
    fn two_documents_add_up() {
        let mut all = judged();
        all.add(&judged());
        assert_eq!(all.with_demonyms.documents, 2);
        assert_eq!(all.with_demonyms.exact, Recognition { right: 6, predicted: 10, marked: 10 });
        assert_eq!(all.with_demonyms.matched.count(), 6);
        assert_eq!(all.with_demonyms.by_kind[&Kind::Literal].overlap, Share { reached: 6, total: 8 });
    }
}
