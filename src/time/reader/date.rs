use jiff::civil::{Date, Weekday};

use super::Reader;
use crate::time::{
    calendar::{self, Days},
    model::Precision,
    phrase::Sense,
    word::{Season, Unit, Word},
};

/// Years that are told without the day: others are numbers.
const YEARS: std::ops::RangeInclusive<u16> = 1800..=2099;

impl Reader<'_> {
    fn day(&self, at: usize) -> Option<i8> {
        match self.word(at) {
            Word::Digits(..=2, value @ 1..=31) | Word::Ordinal(value @ 1..=31) => i8::try_from(value).ok(),
            _ => None,
        }
    }

    /// A day or a run of days (`3-5`, `3 to 5`, after "between" `3 and 5`) and where it ends.
    fn days(&self, at: usize, start: usize) -> Option<(i8, i8, usize)> {
        let first = self.day(at)?;
        match self.day(at + 2).filter(|&last| last > first && self.joins(at + 1, start)) {
            Some(last) => Some((first, last, at + 3)),
            None => Some((first, first, at + 1)),
        }
    }

    /// A year that may stand without a day.
    pub(super) fn plain_year(&self, at: usize) -> Option<i16> {
        match self.word(at) {
            Word::Digits(4, value) if YEARS.contains(&value) => i16::try_from(value).ok(),
            _ => None,
        }
    }

    /// A year behind a day and month.
    fn dated_year(&self, at: usize) -> Option<i16> {
        match self.word(at) {
            Word::Digits(4, value @ 1000..) => i16::try_from(value).ok(),
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
        let year = self.dated_year(year_at).filter(|_| !matches!(self.word(year_at + 1), Word::Zone(_)));
        let Some(year) = year else {
            return Some((Sense::Days { month, first, last, weekday }, at));
        };
        let day = |day| Date::new(year, month, day).ok();
        Some((Sense::Written((day(first)?, day(last)?), Precision::Day), year_at + 1))
    }

    /// `7 October 2015`, `7th of October`, `3-5 Oct.`
    pub(super) fn day_first(&self, at: usize, weekday: Option<Weekday>) -> Option<(Sense, usize)> {
        let (first, last, end) = self.days(at, at)?;
        let month_at = end + usize::from(self.word(end) == Word::Of);
        let Word::Month(month) = self.word(month_at) else { return None };
        self.date(month, (first, last), weekday, month_at + 1)
    }

    /// `October 7, 2015`, `October 3-5`, `October 2015`, and after a word that allows for it `October`
    pub(super) fn month_first(
        &self,
        month: i8,
        at: usize,
        led: bool,
        weekday: Option<Weekday>,
    ) -> Option<(Sense, usize)> {
        let of_year = usize::from(matches!(self.word(at + 1), Word::Of | Word::Comma));
        if let (Some(year), None) = (self.plain_year(at + 1 + of_year), weekday) {
            let date = Date::new(year, month, 1).ok()?;
            return Some((Sense::Written(calendar::whole_month(date), Precision::Month), at + 2 + of_year));
        }
        // "In March 30 people": nobody writes "in March 30".
        let counts =
            self.word_before(at) == Word::In && matches!(self.word(at + 2), Word::Measure | Word::Plural);
        if let Some((first, last, end)) = self.days(at + 1, at).filter(|_| !counts) {
            return self.date(month, (first, last), weekday, end);
        }
        let allowed =
            led || (self.lets_month_stand(at) && !(is_given_name(month) && self.word(at + 1) == Word::Name));
        allowed.then_some((Sense::Month { month, which: None }, at + 1))
    }

    /// `in May`, and "June" in "in May and June"
    fn lets_month_stand(&self, at: usize) -> bool {
        match self.word_before(at) {
            Word::And => matches!(at.checked_sub(2).map(|before| self.word(before)), Some(Word::Month(_))),
            // "the month of April"
            Word::Of => matches!(
                at.checked_sub(2).map(|before| self.word(before)),
                Some(Word::Unit(Unit::Month, false))
            ),
            word => is_preposition(word),
        }
    }

    /// A weekday, with the date it falls on where that follows.
    pub(super) fn weekday(&self, weekday: Weekday, at: usize, whole: bool) -> Option<(Sense, usize)> {
        let comma = at + 1 + usize::from(self.word(at + 1) == Word::Comma);
        let date_at = comma + usize::from(self.word(comma) == Word::The);
        let date = match self.word(date_at) {
            Word::Month(month) => self.month_first(month, date_at, false, Some(weekday)),
            _ => self.day_first(date_at, Some(weekday)),
        };
        // "On Monday, March said": not a date unless it names a day.
        if let Some((Sense::Days { .. } | Sense::Written(_, Precision::Day), _)) = date {
            return date;
        }
        let unfit = self.word_before(at) == Word::Unfit;
        let paper = self.word(at + 1) == Word::Paper || (at > 1 && self.word(at - 2) == Word::Paper);
        (whole && !unfit && !paper).then_some((Sense::Weekday { weekday, which: None }, at + 1))
    }

    /// `2015-10-07`, `2015/10/07`
    pub(super) fn year_first(&self, at: usize) -> Option<(Sense, usize)> {
        let year = self.dated_year(at)?;
        let mark = self.word(at + 1);
        let (Word::Dash | Word::Slash, Word::Digits(2, month @ 1..=12)) = (mark, self.word(at + 2)) else {
            return None;
        };
        let day = match self.word(at + 4) {
            Word::Digits(2, day) => i8::try_from(day).ok()?,
            Word::DayAndClock(day, ..) => day,
            _ => return None,
        };
        let date =
            Date::new(year, i8::try_from(month).ok()?, day).ok().filter(|_| self.word(at + 3) == mark)?;
        Some((Sense::Written((date, date), Precision::Day), at + 5))
    }

    /// `25/12/2015`: the day and the month stand in the order that gives a date; where both orders do, neither is taken.
    pub(super) fn year_last(&self, at: usize) -> Option<(Sense, usize)> {
        let mark = self.word(at + 1);
        let (Word::Digits(..=2, one), Word::Dash | Word::Slash, Word::Digits(..=2, other)) =
            (self.word(at), mark, self.word(at + 2))
        else {
            return None;
        };
        let year = self.plain_year(at + 4).filter(|_| self.word(at + 3) == mark)?;
        let date =
            |day: u16, month: u16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
        let sense = match (date(one, other), date(other, one)) {
            (Some(date), Some(same)) if date == same => Sense::Written((date, date), Precision::Day),
            (Some(_), Some(_)) => Sense::Unclear,
            (Some(date), None) | (None, Some(date)) => Sense::Written((date, date), Precision::Day),
            (None, None) => return None,
        };
        Some((sense, at + 5))
    }

    /// Years with a word that allows for them, and runs of years (`2014-15`, `2011 to 2014`).
    pub(super) fn year(&self, at: usize, led: bool) -> Option<(Sense, usize)> {
        let year = self.plain_year(at)?;
        let written =
            |first, last, end| Some((Sense::Written(calendar::years(first, last)?, Precision::Year), end));
        // Longer rows of figures are numbers of something else.
        let in_row = |at: usize| matches!(self.word(at), Word::Dash | Word::Slash | Word::Digits(..));
        let behind_row = at > 0 && in_row(at - 1);
        if matches!(self.word(at + 1), Word::Dash | Word::Slash) && !behind_row && !in_row(at + 3) {
            let last = match self.word(at + 2) {
                Word::Digits(2, short) => i16::try_from(short).ok().map(|short| year - year % 100 + short),
                Word::Digits(4, _) => self.plain_year(at + 2).filter(|_| self.word(at + 1) == Word::Dash),
                _ => None,
            };
            if let Some(last) = last.filter(|&last| last > year) {
                return written(year, last, at + 3);
            }
        }
        let next = self.word(at + 1);
        if self.joins(at + 1, at) {
            let counts = matches!(self.word(at + 3), Word::Measure | Word::Unit(..));
            let last = self.plain_year(at + 2).filter(|&last| last >= year);
            let licensed = led || matches!(self.before_year(at), Word::From | Word::Between);
            if licensed && let Some(last) = last {
                return if counts { None } else { written(year, last, at + 3) };
            }
            // "from 2000 to 3000 crowns"
            if matches!(self.word(at + 2), Word::Digits(..)) {
                return None;
            }
        }
        let counts = matches!(next, Word::Other | Word::Plural | Word::Measure | Word::Unit(..) | Word::Dash);
        let allowed = match self.before_year(at) {
            Word::Between => false,
            word if is_preposition(word) => !matches!(next, Word::Unit(..) | Word::Measure),
            // "fiscal year 2008"
            Word::Of | Word::For | Word::Unit(Unit::Year, _) => !counts,
            // "the 2014 Olympics", but "a 1996 Chevrolet" tells no time
            Word::The if year >= 1900 => matches!(next, Word::Other | Word::Name | Word::Season(_)),
            // "its 2019 catalogue"
            Word::Possessive | Word::A if year >= 1900 => matches!(next, Word::Other | Word::Season(_)),
            // "in 2001, 2003 and 2005"
            Word::And | Word::Comma if at > 2 && self.plain_year(at - 2).is_some() => {
                let before = self.before_year(at - 2);
                let listed =
                    matches!(before, Word::And | Word::Comma | Word::For | Word::Unit(Unit::Year, _));
                !counts && (listed || is_preposition(before))
            }
            _ => led && !counts,
        };
        if allowed { written(year, year, at + 1) } else { None }
    }

    /// The word before a year, looking past "the year".
    fn before_year(&self, at: usize) -> Word {
        match (self.word_before(at), at.checked_sub(2).map(|before| self.word(before))) {
            (Word::Unit(Unit::Year, _), Some(Word::The)) => self.before(at - 1),
            (word, _) => word,
        }
    }

    /// `summer 2014`, `spring of 2014`, `winter of 2014-15`, after "in the" `summer`
    pub(super) fn season(
        &self,
        season: Season,
        at: usize,
        led: bool,
        is_fall: bool,
    ) -> Option<(Sense, usize)> {
        let of = usize::from(self.word(at + 1) == Word::Of);
        if let Some(year) = self.plain_year(at + 1 + of) {
            let end = at + 2 + of;
            // A winter has two years.
            let next_year = u16::try_from((year + 1) % 100).ok();
            let second = season == Season::Winter
                && matches!(self.word(end), Word::Dash | Word::Slash)
                && matches!(self.word(end + 1), Word::Digits(2, short) if Some(short) == next_year);
            let sense = Sense::Written(calendar::season(season, year)?, Precision::Season);
            return Some((sense, end + if second { 2 } else { 0 }));
        }
        let stands = self.word_before(at) == Word::The && is_preposition(self.before(at));
        // "in the fall of the city", "in the summer heat"
        let alone =
            !matches!(self.word(at + 1), Word::Of | Word::Other | Word::Plural | Word::Name | Word::Dash);
        ((led || (stands && alone)) && (!is_fall || alone))
            .then_some((Sense::Season { season, which: None }, at + 1))
    }

    /// `19th century`
    pub(super) fn century(&self, at: usize) -> Option<(Sense, usize)> {
        let (Word::Ordinal(number @ 1..=22), Word::Century) = (self.word(at), self.word(at + 1)) else {
            return None;
        };
        let first = i16::try_from(number).ok()? * 100 - 99;
        let days: Days = calendar::years(first, first + 99)?;
        Some((Sense::Written(days, Precision::Century), at + 2))
    }
}

/// Whether a month or year may stand alone behind it.
pub(super) const fn is_preposition(word: Word) -> bool {
    matches!(
        word,
        Word::In
            | Word::Since
            | Word::From
            | Word::Between
            | Word::Until
            | Word::Before
            | Word::After
            | Word::Preposition
    )
}

/// "by April Jones", "from August Wilson"
const fn is_given_name(month: i8) -> bool {
    matches!(month, 4..=6 | 8)
}
