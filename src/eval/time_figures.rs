//! How well time expressions are found and understood.

use std::ops::{AddAssign, Range};

use super::matching::pair;
use super::recognition::Recognition;
use super::time_gold::TimeDocument;
use crate::document::{DateBasis, Document};
use crate::segment::{CharIndex, segment};
use crate::time::{self, TimeExpression};

/// Figures of texts with marked time expressions. A prediction is paired with one mark as [`pair`] does it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeFigures {
    /// How many texts.
    pub documents: usize,
    /// Right where a mark has the same span.
    pub exact: Recognition,
    /// Right where it is paired with a mark.
    pub overlap: Recognition,
    /// Right where it is paired with a mark of the same interval, or neither has one.
    pub interval: Recognition,
    /// Right where the precision is the same as well.
    pub precision: Recognition,
}

impl AddAssign for TimeFigures {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.exact += other.exact;
        self.overlap += other.overlap;
        self.interval += other.interval;
        self.precision += other.precision;
    }
}

/// A mark and what was predicted for it, where both are not the same; either may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeError {
    /// Words of the mark, its interval and its precision.
    pub marked: Option<(String, String, &'static str)>,
    /// The same of the prediction.
    pub predicted: Option<(String, String, &'static str)>,
}

/// Finds the time expressions of a text and compares them with the marks: the figures, and all that is wrong in the order of the
/// text.
#[must_use]
pub fn judge_times(gold: &TimeDocument) -> (TimeFigures, Vec<TimeError>) {
    let published = gold.date.map(|date| (date, DateBasis::Given));
    let document = Document::new(None, published, None, gold.text.clone());
    let found = time::find(&document, &segment(&document.text));
    let characters = CharIndex::new(&gold.text);
    let spans = |ranges: &mut dyn Iterator<Item = &Range<usize>>| -> Vec<Range<usize>> {
        ranges.map(|range| characters.char_of(range.start)..characters.char_of(range.end)).collect()
    };
    let marked = spans(&mut gold.times.iter().map(|time| &time.range));
    let predicted = spans(&mut found.iter().map(|time| &time.range));
    let bounds = |time: &TimeExpression| time.interval.map(|interval| interval.bounds());
    let none = Recognition { right: 0, predicted: predicted.len(), marked: marked.len() };
    let mut figures =
        TimeFigures { documents: 1, exact: none, overlap: none, interval: none, precision: none };
    let mut errors = Vec::new();
    let mut unpaired_marks: Vec<bool> = vec![true; marked.len()];
    let mut unpaired: Vec<bool> = vec![true; predicted.len()];
    let marked_words = |index: usize| {
        let mark = &gold.times[index];
        (gold.text[mark.range.clone()].to_owned(), shown(mark.bounds.as_ref()), mark.precision.as_str())
    };
    let predicted_words = |index: usize| {
        let time = &found[index];
        let precision = time.interval.map_or("-", |interval| interval.precision.as_str());
        (gold.text[time.range.clone()].to_owned(), shown(bounds(time).as_ref()), precision)
    };
    for pair in pair(&marked, &predicted) {
        let (mark, time) = (&gold.times[pair.marked], &found[pair.predicted]);
        (unpaired_marks[pair.marked], unpaired[pair.predicted]) = (false, false);
        let same = mark.bounds == bounds(time);
        // Without an interval there is no precision to compare.
        let as_fine = same && time.interval.is_none_or(|interval| interval.precision == mark.precision);
        figures.exact.right += usize::from(pair.exact);
        figures.overlap.right += 1;
        figures.interval.right += usize::from(same);
        figures.precision.right += usize::from(as_fine);
        if !pair.exact || !as_fine {
            let error = TimeError {
                marked: Some(marked_words(pair.marked)),
                predicted: Some(predicted_words(pair.predicted)),
            };
            errors.push((marked[pair.marked].start, error));
        }
    }
    let missed = (0..marked.len()).filter(|&index| unpaired_marks[index]);
    errors.extend(
        missed.map(|at| (marked[at].start, TimeError { marked: Some(marked_words(at)), predicted: None })),
    );
    let spurious = (0..predicted.len()).filter(|&index| unpaired[index]);
    errors.extend(
        spurious.map(|at| {
            (predicted[at].start, TimeError { marked: None, predicted: Some(predicted_words(at)) })
        }),
    );
    errors.sort_by_key(|(start, _)| *start);
    (figures, errors.into_iter().map(|(_, error)| error).collect())
}

fn shown(bounds: Option<&(String, String)>) -> String {
    match bounds {
        None => "-".to_owned(),
        Some((first, last)) if first == last => first.clone(),
        Some((first, last)) => format!("{first}..{last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::MarkedTime;
    use crate::time::Precision;

    #[test]
    fn spans_and_intervals_are_counted_apart() {
        let text = "On Monday it rained; in May it snowed; on Friday it stopped.".to_owned();
        let mark = |words: &str, day: &str| {
            let start = text.find(words).unwrap();
            MarkedTime {
                range: start..start + words.len(),
                bounds: Some((day.to_owned(), day.to_owned())),
                precision: Precision::Day,
            }
        };
        let times = vec![
            mark("On Monday", "2015-10-05"),
            mark("Friday", "2015-10-01"),
            mark("stopped", "2015-10-01"),
        ];
        let gold = TimeDocument { text: text.clone(), date: Some(jiff::civil::date(2015, 10, 7)), times };
        let (figures, errors) = judge_times(&gold);
        let counts = |figure: Recognition| (figure.right, figure.predicted, figure.marked);
        assert_eq!(counts(figures.exact), (1, 3, 3));
        assert_eq!(counts(figures.overlap), (2, 3, 3));
        assert_eq!(counts(figures.interval), (1, 3, 3));
        assert_eq!(errors.len(), 4, "{errors:?}");
        assert_eq!(errors[1].predicted.as_ref().unwrap().0, "May");
    }
}
