//! Stretches of the calendar. All is none where it would leave the years -9999 to 9999.

use jiff::{
    Span,
    civil::{Date, Weekday},
};

use super::{
    model::Precision,
    word::{Portion, Season, Unit},
};

/// First and last day, both inclusive.
pub type Days = (Date, Date);

impl Unit {
    /// How finely a stretch of this unit tells a time. An hour is told from a day that has no time of day.
    pub const fn precision(self) -> Precision {
        match self {
            Self::Hour | Self::Day => Precision::Day,
            Self::Weekend => Precision::Weekend,
            Self::Week | Self::Fortnight => Precision::Week,
            Self::Month => Precision::Month,
            Self::Quarter => Precision::Quarter,
            Self::Year => Precision::Year,
            Self::Decade => Precision::Decade,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Fortnight => "fortnight",
            Self::Weekend => "weekend",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
        }
    }
}

/// So many units later; hours are rounded away from the date to whole days.
pub fn plus(date: Date, unit: Unit, count: i32) -> Option<Date> {
    let span = Span::new();
    let span = match unit {
        Unit::Hour => span.try_days((count.abs() + 23) / 24 * count.signum()),
        Unit::Day => span.try_days(count),
        Unit::Week | Unit::Weekend => span.try_weeks(count),
        Unit::Fortnight => span.try_weeks(count.checked_mul(2)?),
        Unit::Month => span.try_months(count),
        Unit::Quarter => span.try_months(count.checked_mul(3)?),
        Unit::Year => span.try_years(count),
        Unit::Decade => span.try_years(count.checked_mul(10)?),
    };
    date.checked_add(span.ok()?).ok()
}

/// Days later.
pub fn plus_days(date: Date, count: i32) -> Option<Date> {
    plus(date, Unit::Day, count)
}

pub fn whole_month(date: Date) -> Days {
    (date.first_of_month(), date.last_of_month())
}

pub fn whole_year(date: Date) -> Days {
    (date.first_of_year(), date.last_of_year())
}

/// Whole years, both inclusive.
pub fn years(first: i16, last: i16) -> Option<Days> {
    Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}

/// The calendar's week, month, quarter, year or decade around a day. Weeks begin on Monday.
pub fn whole(unit: Unit, date: Date) -> Option<Days> {
    Some(match unit {
        Unit::Hour | Unit::Day => (date, date),
        Unit::Week | Unit::Fortnight | Unit::Weekend => {
            let monday = plus_days(date, -i32::from(date.weekday().to_monday_zero_offset()))?;
            (monday, plus_days(monday, 6)?)
        }
        Unit::Month => whole_month(date),
        Unit::Quarter => {
            let first = Date::new(date.year(), (date.month() - 1) / 3 * 3 + 1, 1).ok()?;
            (first, plus(first, Unit::Month, 2)?.last_of_month())
        }
        Unit::Year => whole_year(date),
        Unit::Decade => {
            let first = date.year() - date.year().rem_euclid(10);
            years(first.max(-9999), first + 9)?
        }
    })
}

/// A stretch of the unit's length with the day in its middle: what "two weeks ago" may mean.
pub fn around(unit: Unit, from: Date, to: Date) -> Option<Days> {
    Some(match unit {
        Unit::Hour | Unit::Day => (from, to),
        Unit::Week | Unit::Weekend | Unit::Fortnight => (plus_days(from, -3)?, plus_days(to, 3)?),
        Unit::Month | Unit::Quarter | Unit::Year => (whole(unit, from)?.0, whole(unit, to)?.1),
        Unit::Decade => years(from.year() - 5, to.year().checked_add(4)?)?,
    })
}

/// The season that begins in a year. A winter ends in the year after.
pub fn season(season: Season, year: i16) -> Option<Days> {
    let first = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    let first = Date::new(year, first, 1).ok()?;
    Some((first, plus(first, Unit::Month, 2)?.last_of_month()))
}

/// The day of a month nearest to a date, of those on a weekday if one is told. Leap days are up to eight years apart, weekdays
/// come round within twelve.
pub fn nearest(today: Date, month: i8, day: i8, weekday: Option<Weekday>) -> Option<Date> {
    let candidates = |years: i16, weekday: Option<Weekday>| {
        (-years..=years)
            .filter_map(|years| Date::new(today.year().checked_add(years)?, month, day).ok())
            .filter(|date| weekday.is_none_or(|weekday| date.weekday() == weekday))
            .min_by_key(|date| date.since(today).map_or(i32::MAX, |span| span.get_days().abs()))
    };
    // A weekday that no year near agrees with is a slip of the writer's.
    weekday.and_then(|weekday| candidates(3, Some(weekday))).or_else(|| candidates(8, None))
}

/// A portion of a stretch, rule 12; `today` is the document's date.
pub fn part(days: Days, precision: Precision, portion: Portion, today: Option<Date>) -> Option<Days> {
    let (first, last) = days;
    let length = first.until(last).ok()?.get_days() + 1;
    let cut = |from: i32, to: i32| Some((plus_days(first, from)?, plus_days(first, to)?));
    // Whole months of a stretch, counted from 0.
    let months = |from: i32, to: i32| {
        let (first, last) = (plus(first, Unit::Month, from)?, plus(first, Unit::Month, to)?);
        Some((first, last.last_of_month()))
    };
    let of_years = |from: i16, to: i16| years(first.year() + from, first.year() + to);
    match (portion, precision) {
        _ if length < 2 => Some(days),
        (Portion::Earlier, _) => Some((first, today.map_or(last, |today| last.min(today).max(first)))),
        (Portion::Later, _) => Some((today.map_or(first, |today| first.max(today).min(last)), last)),
        (Portion::Early, Precision::Week) => cut(0, 2),
        (Portion::Middle, Precision::Week) => cut(1, 3),
        (Portion::Late, Precision::Week) => cut(3, 6),
        (Portion::Early, Precision::Month) => cut(0, 9),
        (Portion::Middle, Precision::Month) => cut(10, 19),
        (Portion::Late, Precision::Month) => Some((plus_days(first, 20)?, last)),
        (Portion::FirstHalf, Precision::Month) => cut(0, 14),
        (Portion::SecondHalf, Precision::Month) => Some((plus_days(first, 15)?, last)),
        (Portion::Early, Precision::Quarter | Precision::Season) => months(0, 0),
        (Portion::Middle, Precision::Quarter | Precision::Season) => months(1, 1),
        (Portion::Late, Precision::Quarter | Precision::Season) => months(2, 2),
        (Portion::Early, Precision::Year) => months(0, 3),
        (Portion::Middle, Precision::Year) => months(4, 7),
        (Portion::Late, Precision::Year) => months(8, 11),
        (Portion::FirstHalf, Precision::Year) => months(0, 5),
        (Portion::SecondHalf, Precision::Year) => months(6, 11),
        (Portion::Quarter(quarter), Precision::Year) => {
            let month = i32::from(quarter.clamp(1, 4) - 1) * 3;
            months(month, month + 2)
        }
        (Portion::Early, Precision::Decade) => of_years(0, 3),
        (Portion::Middle, Precision::Decade) => of_years(4, 6),
        (Portion::Late, Precision::Decade) => of_years(7, 9),
        (Portion::FirstHalf, Precision::Decade) => of_years(0, 4),
        (Portion::SecondHalf, Precision::Decade) => of_years(5, 9),
        (Portion::Early, Precision::Century) => of_years(0, 32),
        (Portion::Middle, Precision::Century) => of_years(33, 65),
        (Portion::Late, Precision::Century) => of_years(66, 99),
        (Portion::FirstHalf, Precision::Century) => of_years(0, 49),
        (Portion::SecondHalf, Precision::Century) => of_years(50, 99),
        _ => Some(days),
    }
}
