//! Reads words into phrases: a hand-written grammar that looks a few words ahead and never back over more than three.

mod clock;
mod count;
mod date;
mod point;

use super::{
    phrase::{Phrase, Point, Sense},
    word::Word,
};

/// The longest expression that begins with the word at `at`.
pub fn read(words: &[Word], at: usize) -> Option<Phrase> {
    let reader = Reader { words };
    if !reader.word(at).begins() {
        return None;
    }
    let (first, end) = reader.point(at)?;
    let since = reader.before(at) == Word::Since;
    let (last, length) = match reader.range_end(at, &first, end) {
        Some((last, end)) => (Some(last), end - at),
        None => (None, end - at),
    };
    Some(Phrase { first, first_length: end - at, last, length, since })
}

struct Reader<'w> {
    words: &'w [Word],
}

impl Reader<'_> {
    fn word(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or(Word::Mark)
    }

    /// The word before a place, looking past "the".
    fn before(&self, at: usize) -> Word {
        match self.word_before(at) {
            Word::The => self.word_before(at.saturating_sub(1)),
            word => word,
        }
    }

    fn word_before(&self, at: usize) -> Word {
        at.checked_sub(1).map_or(Word::Mark, |before| self.word(before))
    }

    /// Whether a range goes on here: "to", "until", a dash, and "and" after "between".
    fn joins(&self, at: usize, start: usize) -> bool {
        match self.word(at) {
            Word::To | Word::Until | Word::Dash => true,
            Word::And => self.before(start) == Word::Between,
            _ => false,
        }
    }

    /// The other end of `from Monday to Wednesday`, `March to May 2015`, `3 May until 5 June`.
    fn range_end(&self, start: usize, first: &Point, at: usize) -> Option<(Point, usize)> {
        if !self.joins(at, start) {
            return None;
        }
        // "from Monday to the 5th of June"
        let inner = at + 1 + usize::from(self.word(at + 1) == Word::The);
        let (last, end) = match (first.sense.is_month(), self.word(inner)) {
            (true, Word::Month(month)) => {
                self.month_first(month, inner, true, None).map(|(sense, end)| (Point::of(sense), end))?
            }
            _ => self.point(inner)?,
        };
        let alike = (first.sense.is_day() && last.sense.is_day())
            || (first.sense.is_month() && last.sense.is_month())
            || (first.sense.is_year() && last.sense.is_year());
        let fits = alike && first.hours.is_some() == last.hours.is_some();
        // "on Wednesday to Friday's meeting" is none, but nothing of its words says so.
        (fits && first.portion.is_none() && last.portion.is_none() && last.sense != Sense::Unclear)
            .then_some((last, end))
    }
}
