//! Reads the words of a time expression into what it says, before anything is known of the document.

use jiff::civil::{Date, Weekday};

use super::word::{Portion, Unit, Which, Word};

/// What an expression says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// First and last day, told in full.
    Written(Date, Date),
    /// A day of the month or a run of them, of a year that the document's date chooses.
    Days { month: i8, first: i8, last: i8, weekday: Option<Weekday> },
    /// A month that the document's date chooses.
    Month { month: i8, which: Option<Which> },
    /// A day of the week.
    Weekday { weekday: Weekday, which: Option<Which> },
    /// A day so many days after the document's.
    Day(i32),
    /// The week, weekend, month or year; none where only "the" stands before it.
    Unit { unit: Unit, which: Option<Which> },
    /// `the past three days`, `the next few days`: up to so many units back or forth from the document's date.
    Span { unit: Unit, most: u16, forward: bool },
    /// `three days ago`: at least and at most so many.
    Ago { unit: Unit, least: u16, most: u16 },
}

/// What an expression says and how many words it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub sense: Sense,
    pub portion: Option<Portion>,
    /// How many words.
    pub length: usize,
}

/// Years that are told without the day: others are numbers.
const YEARS: std::ops::RangeInclusive<u16> = 1800..=2099;

/// The longest expression that begins with the word at `at`.
pub fn read(words: &[Word], at: usize) -> Option<Phrase> {
    let reader = Reader { words };
    let led = match (words[at], reader.word(at + 1)) {
        // "mid-September", "late on Wednesday", "early in 2014"
        (Word::Portion(portion), Word::Dash | Word::On | Word::Preposition)
        | (Word::PortionOf(portion), Word::Of) => Some((portion, at + 2)),
        (Word::Portion(portion), _) => Some((portion, at + 1)),
        _ => None,
    };
    if let Some((portion, inner)) = led {
        let (sense, end) = reader.sense(inner, true)?;
        return Some(Phrase { sense, portion: Some(portion), length: end - at });
    }
    let (sense, end) = reader.sense(at, false)?;
    Some(Phrase { sense, portion: None, length: end - at })
}

struct Reader<'w> {
    words: &'w [Word],
}

impl Reader<'_> {
    fn word(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or(Word::Mark)
    }

    /// What is said from here on, and where it ends. `led` by a portion, a month or year may stand alone.
    fn sense(&self, at: usize, led: bool) -> Option<(Sense, usize)> {
        match self.word(at) {
            Word::Today => Some((Sense::Day(0), at + 1)),
            Word::Yesterday => Some((Sense::Day(-1), self.past_part_of_day(at + 1))),
            Word::Tomorrow => Some((Sense::Day(1), self.past_part_of_day(at + 1))),
            Word::Which(which) => self.after_which(which, at + 1),
            Word::The if self.word(at + 1) == Word::Unit(Unit::Weekend) => {
                Some((Sense::Unit { unit: Unit::Weekend, which: None }, at + 2))
            }
            Word::A | Word::Count(..) => self.ago(at),
            Word::Weekday(weekday) => self.weekday(weekday, at, true),
            Word::ShortWeekday(weekday) => self.weekday(weekday, at, false),
            Word::Month(month) => self.month_first(month, at, led, None),
            Word::Digits(..) | Word::Ordinal(_) => self
                .iso(at)
                .or_else(|| self.day_first(at, None))
                .or_else(|| self.ago(at))
                .or_else(|| self.year(at, led)),
            _ => None,
        }
    }

    fn past_part_of_day(&self, at: usize) -> usize {
        at + usize::from(self.word(at) == Word::PartOfDay)
    }

    /// `last week`, `next Friday`, `the past three days`
    fn after_which(&self, which: Which, at: usize) -> Option<(Sense, usize)> {
        let forward = matches!(which, Which::Next | Which::Coming);
        if let (Some((_, most, unit_at)), false) = (self.count(at), which == Which::This)
            && let Word::Unit(unit) = self.word(unit_at)
        {
            return Some((Sense::Span { unit, most, forward }, unit_at + 1));
        }
        match (which, self.word(at)) {
            (Which::Last, Word::PartOfDay) => Some((Sense::Day(-1), at + 1)),
            (Which::This, Word::PartOfDay) => Some((Sense::Day(0), at + 1)),
            (_, Word::Weekday(weekday)) => {
                Some((Sense::Weekday { weekday, which: Some(which) }, self.past_part_of_day(at + 1)))
            }
            (_, Word::Month(month)) => Some((Sense::Month { month, which: Some(which) }, at + 1)),
            (_, Word::Unit(Unit::Hour | Unit::Day)) => None,
            (Which::Past | Which::Coming, Word::Unit(unit)) => {
                Some((Sense::Span { unit, most: 1, forward }, at + 1))
            }
            (_, Word::Unit(unit)) => Some((Sense::Unit { unit, which: Some(which) }, at + 1)),
            _ => None,
        }
    }

    /// A number or number word, `a couple of`: least, most and where it ends.
    fn count(&self, at: usize) -> Option<(u16, u16, usize)> {
        match (self.word(at), self.word(at + 1)) {
            (Word::A, Word::Count(least, most)) => Some((least, most, at + 2)),
            (Word::A, _) => Some((1, 1, at + 1)),
            (Word::Count(least, most), _) => Some((least, most, at + 1)),
            (Word::Digits(..=3, value), _) => Some((value, value, at + 1)),
            _ => None,
        }
        .map(|(least, most, end)| (least, most, end + usize::from(self.word(end) == Word::Of)))
    }

    fn ago(&self, at: usize) -> Option<(Sense, usize)> {
        let (least, most, unit_at) = self.count(at)?;
        match (self.word(unit_at), self.word(unit_at + 1)) {
            (Word::Unit(unit), Word::Ago) => Some((Sense::Ago { unit, least, most }, unit_at + 2)),
            _ => None,
        }
    }

    /// A weekday, with the date it falls on where that follows.
    fn weekday(&self, weekday: Weekday, at: usize, whole: bool) -> Option<(Sense, usize)> {
        let date_at = at + 1 + usize::from(self.word(at + 1) == Word::Comma);
        let date = match self.word(date_at) {
            Word::Month(month) => self.month_first(month, date_at, false, Some(weekday)),
            _ => self.day_first(date_at, Some(weekday)),
        };
        if date.is_some() {
            return date;
        }
        let unfit = at > 0 && self.word(at - 1) == Word::Unfit;
        let paper = self.word(at + 1) == Word::Paper || (at > 1 && self.word(at - 2) == Word::Paper);
        (whole && !unfit && !paper)
            .then(|| (Sense::Weekday { weekday, which: None }, self.past_part_of_day(at + 1)))
    }

    fn day(&self, at: usize) -> Option<i8> {
        match self.word(at) {
            Word::Digits(..=2, value @ 1..=31) | Word::Ordinal(value @ 1..=31) => i8::try_from(value).ok(),
            _ => None,
        }
    }

    /// A day or a run of days (`3-5`) and where it ends.
    fn days(&self, at: usize) -> Option<(i8, i8, usize)> {
        let first = self.day(at)?;
        match self.day(at + 2).filter(|&last| last > first && self.word(at + 1) == Word::Dash) {
            Some(last) => Some((first, last, at + 3)),
            None => Some((first, first, at + 1)),
        }
    }

    fn plain_year(&self, at: usize) -> Option<i16> {
        match self.word(at) {
            Word::Digits(4, value) if YEARS.contains(&value) => i16::try_from(value).ok(),
            _ => None,
        }
    }

    /// The date that ends before `at`, with the year that may follow, perhaps after a comma.
    fn date(
        &self,
        month: i8,
        (first, last): (i8, i8),
        weekday: Option<Weekday>,
        at: usize,
    ) -> Option<(Sense, usize)> {
        let year_at = at + usize::from(self.word(at) == Word::Comma);
        let Some(year) = self.plain_year(year_at) else {
            return Some((Sense::Days { month, first, last, weekday }, at));
        };
        let day = |day| Date::new(year, month, day).ok();
        Some((Sense::Written(day(first)?, day(last)?), year_at + 1))
    }

    /// `7 October 2015`, `7th of October`, `3-5 Oct.`
    fn day_first(&self, at: usize, weekday: Option<Weekday>) -> Option<(Sense, usize)> {
        let (first, last, end) = self.days(at)?;
        let month_at = end + usize::from(self.word(end) == Word::Of);
        let Word::Month(month) = self.word(month_at) else { return None };
        self.date(month, (first, last), weekday, month_at + 1)
    }

    /// `October 7, 2015`, `October 3-5`, `October 2015`, and after a word that allows for it `October`
    fn month_first(
        &self,
        month: i8,
        at: usize,
        led: bool,
        weekday: Option<Weekday>,
    ) -> Option<(Sense, usize)> {
        let of_year = usize::from(matches!(self.word(at + 1), Word::Of | Word::Comma));
        if let (Some(year), None) = (self.plain_year(at + 1 + of_year), weekday) {
            let date = Date::new(year, month, 1).ok()?;
            return Some((Sense::Written(date, date.last_of_month()), at + 2 + of_year));
        }
        if let Some((first, last, end)) = self.days(at + 1) {
            return self.date(month, (first, last), weekday, end);
        }
        let allowed = led || (at > 0 && matches!(self.word(at - 1), Word::Preposition));
        allowed.then_some((Sense::Month { month, which: None }, at + 1))
    }

    /// `2015-10-07`
    fn iso(&self, at: usize) -> Option<(Sense, usize)> {
        let year = self.plain_year(at)?;
        let (Word::Dash, Word::Digits(2, month @ 1..=12), Word::Dash, Word::Digits(2, _)) =
            (self.word(at + 1), self.word(at + 2), self.word(at + 3), self.word(at + 4))
        else {
            return None;
        };
        let date = Date::new(year, i8::try_from(month).ok()?, self.day(at + 4)?).ok()?;
        Some((Sense::Written(date, date), at + 5))
    }

    /// A year alone. After `of` it must not count something: "of 2000 fighters".
    fn year(&self, at: usize, led: bool) -> Option<(Sense, usize)> {
        let year = self.plain_year(at)?;
        let before = if at == 0 { Word::Mark } else { self.word(at - 1) };
        let counts = matches!(self.word(at + 1), Word::Other | Word::Unit(_) | Word::Dash);
        let allowed = match before {
            Word::Preposition => !matches!(self.word(at + 1), Word::Unit(_)),
            Word::Of => !counts,
            _ => led && !counts,
        };
        let date = Date::new(year, 1, 1).ok().filter(|_| allowed)?;
        Some((Sense::Written(date, date.last_of_year()), at + 1))
    }
}
