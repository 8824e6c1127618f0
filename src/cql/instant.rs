//! Days and times of day.

use std::cmp::Ordering;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::time::day_number;

/// A day, or a moment of it in UTC.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Instant {
    /// Days since 1970-01-01.
    day: i32,
    /// Nanoseconds since its midnight, where a time is told.
    of_day: Option<i64>,
}

impl Instant {
    /// A whole day, counted from 1970-01-01.
    pub(super) const fn of_day(day: i32) -> Self {
        Self { day, of_day: None }
    }

    /// `2015-10-07`
    pub(super) fn date(text: &str) -> Option<Self> {
        text.parse().ok().map(|date: Date| Self::of_day(day_number(date)))
    }

    /// `2015-10-07T05:42:00Z`
    pub(super) fn timestamp(text: &str) -> Option<Self> {
        let moment = text.parse::<Timestamp>().ok()?.to_zoned(TimeZone::UTC);
        let of_day = moment.time().duration_since(jiff::civil::Time::midnight()).as_nanos();
        Some(Self { day: day_number(moment.date()), of_day: i64::try_from(of_day).ok() })
    }

    /// The day, or the day it falls on, counted from 1970-01-01.
    pub(super) const fn day(self) -> i32 {
        self.day
    }

    /// Which comes first; a moment is compared with a day as the day that it falls on.
    pub(super) fn compare(self, other: Self) -> Ordering {
        let times = || self.of_day.zip(other.of_day).map_or(Ordering::Equal, |(own, other)| own.cmp(&other));
        self.day.cmp(&other.day).then_with(times)
    }
}
