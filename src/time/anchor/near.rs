//! Which of the days, months and seasons that come again and again is meant.

use jiff::civil::{Date, Weekday};

use super::{Ground, Missing};
use crate::time::{
    calendar::{self, Days, plus, plus_days},
    tense::Tense,
    word::{Season, Unit, Which},
};

/// Days from which on the nearest day is asked for its side, rule 2.
const FAR: i32 = 61;
const NEAR: i32 = -FAR;

impl Ground<'_> {
    /// Rule 2: the day, and the words between it and "the document's date".
    pub(super) fn dated_near(
        &self,
        month: i8,
        day: i8,
        weekday: Option<Weekday>,
    ) -> Result<(Date, &'static str), Missing> {
        let today = self.today()?;
        let nearest = calendar::nearest(today, month, day, weekday).ok_or(Missing::BeyondCalendar)?;
        let off = |date: Date| today.until(date).map_or(0, |span| span.get_days());
        let other = match off(nearest) {
            FAR.. if weekday.is_none() && (self.tense)() == Tense::Past => {
                dated_before(today, month, day).map(|date| (date, "before"))
            }
            ..=NEAR if weekday.is_none() && (self.tense)() == Tense::Future => {
                dated_after(today, month, day).map(|date| (date, "after"))
            }
            _ => None,
        };
        let words = match weekday {
            Some(weekday) if nearest.weekday() == weekday => "on that weekday nearest to",
            // No year near has it on the weekday told.
            _ => "nearest to",
        };
        // The leap day before may be years ago.
        Ok(other.filter(|(date, _)| off(*date).abs() <= 366).unwrap_or((nearest, words)))
    }

    /// Rules 5 and 6: the day, and the words between its name and "the document's date".
    pub(super) fn weekday_near(
        &self,
        weekday: Weekday,
        which: Option<Which>,
    ) -> Option<(Date, &'static str)> {
        let today = self.document?;
        let back = i32::from(today.weekday().since(weekday));
        let forth = i32::from(today.weekday().until(weekday));
        let in_week =
            i32::from(weekday.to_monday_zero_offset()) - i32::from(today.weekday().to_monday_zero_offset());
        let (offset, words) = match which {
            Some(Which::Last | Which::Past) => (if back == 0 { -7 } else { -back }, "before"),
            Some(Which::This) => (in_week, "in the week of"),
            Some(Which::Next) => (in_week + 7, "in the week after"),
            Some(Which::Coming) => (if forth == 0 { 7 } else { forth }, "after"),
            None if (self.tense)() == Tense::Future => (forth, "on or after"),
            None => (-back, "on or before"),
        };
        Some((plus_days(today, offset)?, words))
    }

    /// Rule 3: a day of the month, and the words between its name and "the document's date".
    pub(super) fn month_near(&self, month: i8, which: Option<Which>) -> Option<(Date, &'static str)> {
        let today = self.document?;
        let this_year = Date::new(today.year(), month, 1).ok()?;
        let ahead = month > today.month();
        let here = month == today.month();
        let (years, words) = match which {
            Some(Which::Last | Which::Past) => (if ahead { -1 } else { -i32::from(here) }, "before"),
            Some(Which::This) => (0, "in the year of"),
            Some(Which::Next | Which::Coming) => (i32::from(!ahead), "after"),
            None if (self.tense)() == Tense::Future => (i32::from(!ahead && !here), "on or after"),
            None => (-i32::from(ahead), "on or before"),
        };
        Some((plus(this_year, Unit::Year, years)?, words))
    }

    /// Rule 14: the season, and the words between its name and "the document's date".
    pub(super) fn season_near(&self, season: Season, which: Option<Which>) -> Option<(Days, &'static str)> {
        let today = self.document?;
        let year = today.year();
        // Some may lie beyond the calendar; the one that is meant does not, or is none.
        let mut near = [year - 2, year - 1, year, year + 1]
            .into_iter()
            .filter_map(|year| calendar::season(season, year));
        let future = which.is_none() && (self.tense)() == Tense::Future;
        match which {
            Some(Which::Last | Which::Past) => {
                Some((near.rfind(|days| days.1 < today)?, "that ended before"))
            }
            Some(Which::Next | Which::Coming) => {
                Some((near.find(|days| days.0 > today)?, "that begins after"))
            }
            Some(Which::This) => {
                let running = near.find(|days| days.0 <= today && today <= days.1);
                Some((running.or_else(|| calendar::season(season, year))?, "around or in the year of"))
            }
            None if future => Some((near.find(|days| days.1 >= today)?, "on or after")),
            None => Some((near.rfind(|days| days.0 <= today)?, "on or before")),
        }
    }
}

pub(super) fn on_or_before(date: Date, weekday: Weekday) -> Option<Date> {
    plus_days(date, -i32::from(date.weekday().since(weekday)))
}

pub(super) fn on_or_after(date: Date, weekday: Weekday) -> Option<Date> {
    plus_days(date, i32::from(date.weekday().until(weekday)))
}

/// The last such day of a year on or before a date. Leap days are up to eight years apart.
pub(super) fn dated_before(date: Date, month: i8, day: i8) -> Option<Date> {
    (0..=8).filter_map(|back| Date::new(date.year() - back, month, day).ok()).find(|found| *found <= date)
}

/// The first such day of a year on or after a date.
pub(super) fn dated_after(date: Date, month: i8, day: i8) -> Option<Date> {
    (0..=8).filter_map(|forth| Date::new(date.year() + forth, month, day).ok()).find(|found| *found >= date)
}
