use super::Reader;
use crate::time::{
    phrase::{Hours, Moment, Point, Sense},
    word::{Clock, PartOfDay, Word},
};

/// A time of day as it is read: when, whether it is UTC, where it ends, and whether its form alone shows that it is one.
struct Read {
    moment: Moment,
    utc: bool,
    end: usize,
    sure: bool,
    /// Whether it says which half of the day.
    halved: bool,
}

impl Reader<'_> {
    /// A time of day, or a range of them, with the day that may follow.
    pub(super) fn clock_first(&self, at: usize) -> Option<(Point, usize)> {
        let (hours, utc, end, sure) = self.hours(at)?;
        // "6 a.m. on Wednesday", "3 p.m., Wednesday", "6 p.m. yesterday", "8 o'clock this morning"
        let day_at = match (self.word(end), self.word(end + 1)) {
            (Word::Comma, Word::On) => end + 2,
            (Word::On | Word::Comma, _) => end + 1,
            _ => end,
        };
        let day_at = day_at + usize::from(day_at > end && self.word(day_at) == Word::The);
        // "23:30 on 7" would take the day's number for a time again.
        let day =
            self.sense(day_at, false).filter(|(point, _)| point.sense.is_day() && point.portion.is_none());
        if let Some((point, end)) = day {
            let kept = !matches!(point.hours, Some(Hours::Clock { .. }));
            return kept.then_some((Point { hours: Some(hours), utc, ..point }, end));
        }
        let allowed = sure || self.lets_clock_follow(at);
        allowed.then_some((Point { sense: Sense::Untold, portion: None, hours: Some(hours), utc }, end))
    }

    fn lets_clock_follow(&self, at: usize) -> bool {
        matches!(
            self.word_before(at),
            Word::At
                | Word::Preposition
                | Word::Since
                | Word::From
                | Word::Between
                | Word::Until
                | Word::Before
                | Word::After
        )
    }

    /// The time of day behind a day: `Wednesday at 6 a.m.`, `Wednesday, 14:30`; where it ends.
    pub(super) fn clock_behind(&self, at: usize) -> Option<(Hours, bool, usize)> {
        let comma = at + usize::from(self.word(at) == Word::Comma);
        let after = comma + usize::from(self.word(comma) == Word::At);
        let (hours, utc, end, _) = self.hours(after)?;
        // "On Monday, noon prayers": only a figure may follow a bare comma.
        let bare_noun =
            after == comma && matches!(self.word(after), Word::Noon | Word::Midnight) && comma > at;
        (!bare_noun).then_some((hours, utc, end))
    }

    /// One time of day or two.
    fn hours(&self, at: usize) -> Option<(Hours, bool, usize, bool)> {
        // "6 to 8 p.m.", "7:30 to 9:30 p.m.": the first is of the same half of the day, or of the one before.
        let bare = match self.word(at) {
            Word::Digits(..=2, hour) => Some((hour, 0)),
            Word::Colon(Clock { hour, minute }) | Word::Point(Clock { hour, minute }) => {
                Some((hour.unsigned_abs().into(), minute.unsigned_abs().into()))
            }
            _ => None,
        };
        if let Some((hour @ 1..=12, minute)) = bare.filter(|_| self.joins(at + 1, at))
            && let Some(last) = self.moment(at + 2)
            && let Moment::At(clock) = last.moment
            && (last.halved || (minute == 0 && last.sure))
        {
            let first = Clock::of_half(hour, minute, clock.hour >= 12).filter(|first| *first < clock);
            let from =
                first.or_else(|| Clock::of_half(hour, minute, false).filter(|first| *first < clock))?;
            let hours = Hours::Clock { from: Moment::At(from), to: last.moment };
            return Some((hours, last.utc, last.end, true));
        }
        let first = self.moment(at)?;
        if self.joins(first.end, at)
            && let Some(last) = self.moment(first.end + 1)
            && let Moment::At(from) = first.moment
            && match last.moment {
                Moment::At(to) => from < to,
                Moment::Midnight => true,
            }
        {
            let hours = Hours::Clock { from: first.moment, to: last.moment };
            return Some((hours, first.utc || last.utc, last.end, first.sure || last.sure));
        }
        Some((Hours::Clock { from: first.moment, to: first.moment }, first.utc, first.end, first.sure))
    }

    fn moment(&self, at: usize) -> Option<Read> {
        let next = self.word(at + 1);
        let (moment, end, sure) = match (self.word(at), next) {
            (Word::Clock(clock), _) => (Moment::At(clock), at + 1, true),
            (Word::Digits(..=2, hour), Word::Meridiem(afternoon)) => {
                (Moment::At(Clock::of_half(hour, 0, afternoon)?), at + 2, true)
            }
            (
                Word::Colon(Clock { hour, minute }) | Word::Point(Clock { hour, minute }),
                Word::Meridiem(afternoon),
            ) => {
                let clock =
                    Clock::of_half(hour.unsigned_abs().into(), minute.unsigned_abs().into(), afternoon)?;
                (Moment::At(clock), at + 2, true)
            }
            (Word::Digits(..=2, hour @ 1..=12), Word::OClock) => {
                (Moment::At(Clock::new(hour, 0)?), at + 2, true)
            }
            // "0542 GMT"
            (Word::Digits(4, value), Word::Zone(_)) => {
                (Moment::At(Clock::new(value / 100, value % 100)?), at + 1, true)
            }
            (Word::Colon(clock), _) => (Moment::At(clock), at + 1, false),
            (Word::Noon, _) => (Moment::At(Clock::new(12, 0)?), at + 1, false),
            (Word::Midnight, _) => (Moment::Midnight, at + 1, false),
            _ => return None,
        };
        let (utc, zone_end) = match (self.word(end), self.word(end + 1)) {
            (Word::Zone(utc), _) => (utc, end + 1),
            // "local time", "Moscow time"
            (Word::Local | Word::Name, Word::Time) => (false, end + 2),
            _ => (false, end),
        };
        let halved = matches!(self.word(at), Word::Clock(_)) || matches!(next, Word::Meridiem(_));
        Some(Read { moment, utc, end: zone_end, sure: sure || zone_end > end, halved })
    }

    /// `morning`, `night` behind a day.
    pub(super) fn part_of_day(&self, at: usize) -> Option<PartOfDay> {
        match self.word(at) {
            Word::PartOfDay(part) => Some(part),
            _ => None,
        }
    }
}
