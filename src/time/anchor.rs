//! Lays what an expression says on the calendar.

use jiff::{
    Span,
    civil::{Date, Weekday},
};

use super::{
    phrase::{Phrase, Sense},
    tense::Tense,
    word::{Portion, Unit, Which},
};

/// First and last day of an expression, and how they follow, in words.
pub struct Anchored {
    pub days: Option<(Date, Date)>,
    pub basis: String,
}

/// A day as people read it: "Wednesday 7 Oct 2015".
fn shown(date: Date) -> String {
    date.strftime("%A %-d %b %Y").to_string()
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}

const fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// Anchors a phrase on the document's date. A date that the calendar does not have (30 February) is none: it returns nothing.
pub fn anchor(phrase: &Phrase, document: Option<Date>, tense: impl FnOnce() -> Tense) -> Option<Anchored> {
    if let Sense::Written(first, last) = phrase.sense {
        let days = part((first, last), phrase.portion, document);
        return Some(Anchored { days, basis: "as written".to_owned() });
    }
    let Some(today) = document else {
        return Some(Anchored { days: None, basis: "no document date".to_owned() });
    };
    let (days, words) = relative(&phrase.sense, today, tense)?;
    let basis = format!("{words} the document's date, {}", shown(today)).trim_start().to_owned();
    let basis = match phrase.portion {
        Some(Portion::Early) => format!("early part of {basis}"),
        Some(Portion::Middle) => format!("middle part of {basis}"),
        Some(Portion::Late) => format!("late part of {basis}"),
        Some(Portion::Earlier) => format!("{basis}, up to that date"),
        Some(Portion::Later) => format!("{basis}, from that date on"),
        None => basis,
    };
    Some(Anchored { days: part(days, phrase.portion, Some(today)), basis })
}

/// The days, and the words that stand before "the document's date".
fn relative(sense: &Sense, today: Date, tense: impl FnOnce() -> Tense) -> Option<((Date, Date), String)> {
    let one = |date: Date| (date, date);
    Some(match *sense {
        Sense::Written(..) => return None,
        Sense::Days { month, first, last, weekday } => {
            let start = nearest(today, month, first, weekday)?;
            let end = Date::new(start.year(), month, last).ok()?;
            ((start, end), format!("the {first} {} nearest to", month_name(month)))
        }
        Sense::Month { month, which } => {
            let (date, words) = month_near(today, month, which, tense)?;
            (whole_month(date), format!("the {} {words}", month_name(month)))
        }
        Sense::Weekday { weekday, which } => {
            let (date, words) = weekday_near(today, weekday, which, tense)?;
            (one(date), format!("the {} {words}", weekday_name(weekday)))
        }
        Sense::Day(offset) => {
            let words = match offset {
                0 => "",
                ..0 => "the day before",
                1.. => "the day after",
            };
            (one(plus(today, Unit::Day, offset)?), words.to_owned())
        }
        Sense::Unit { unit: Unit::Weekend, which } => {
            let (saturday, words) = weekday_near(today, Weekday::Saturday, which, tense)?;
            ((saturday, plus(saturday, Unit::Day, 1)?), format!("the weekend {words}"))
        }
        Sense::Unit { unit, which } => {
            let (offset, words) = match which? {
                Which::Last | Which::Past => (-1, "before that of"),
                Which::This => (0, "of"),
                Which::Next | Which::Coming => (1, "after that of"),
            };
            (whole(unit, plus(today, unit, offset)?)?, format!("the {} {words}", unit_name(unit)))
        }
        Sense::Span { unit, most, forward } => {
            let reach = plus(today, unit, if forward { i32::from(most) } else { -i32::from(most) })?;
            let days = if forward { (today, reach) } else { (reach, today) };
            let words = if forward { "after" } else { "before" };
            (days, format!("up to {} {words} and including", counted(most, unit)))
        }
        Sense::Ago { unit, least, most } => {
            let (from, to) = (plus(today, unit, -i32::from(most))?, plus(today, unit, -i32::from(least))?);
            let around = match unit {
                Unit::Hour => (from, today),
                Unit::Day | Unit::Weekend => (from, to),
                Unit::Week => (plus(from, Unit::Day, -3)?, plus(to, Unit::Day, 3)?),
                Unit::Month | Unit::Year => (whole(unit, from)?.0, whole(unit, to)?.1),
            };
            let count = if least == most {
                counted(most, unit)
            } else {
                format!("{least} to {}", counted(most, unit))
            };
            let stretch = match unit {
                Unit::Hour | Unit::Day | Unit::Weekend => "",
                Unit::Week => "the 7 days around ",
                Unit::Month => "the month ",
                Unit::Year => "the year ",
            };
            (around, format!("{stretch}{count} before"))
        }
    })
}

const fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Weekend => "weekend",
        Unit::Month => "month",
        Unit::Year => "year",
    }
}

fn counted(count: u16, unit: Unit) -> String {
    format!("{count} {}{}", unit_name(unit), if count == 1 { "" } else { "s" })
}

/// So many units later; hours are rounded away from the date to whole days. None beyond the calendar.
fn plus(date: Date, unit: Unit, count: i32) -> Option<Date> {
    let span = Span::new();
    let span = match unit {
        Unit::Hour => span.try_days((count.abs() + 23) / 24 * count.signum()),
        Unit::Day => span.try_days(count),
        Unit::Week | Unit::Weekend => span.try_weeks(count),
        Unit::Month => span.try_months(count),
        Unit::Year => span.try_years(count),
    };
    date.checked_add(span.ok()?).ok()
}

fn whole_month(date: Date) -> (Date, Date) {
    (date.first_of_month(), date.last_of_month())
}

fn whole_year(date: Date) -> (Date, Date) {
    (date.first_of_year(), date.last_of_year())
}

/// The calendar's week, month or year around a day.
fn whole(unit: Unit, date: Date) -> Option<(Date, Date)> {
    Some(match unit {
        Unit::Hour | Unit::Day => (date, date),
        Unit::Week | Unit::Weekend => {
            let monday = plus(date, Unit::Day, -i32::from(date.weekday().to_monday_zero_offset()))?;
            (monday, plus(monday, Unit::Day, 6)?)
        }
        Unit::Month => whole_month(date),
        Unit::Year => whole_year(date),
    })
}

/// Rules 5 and 6: the day, and the words between its name and "the document's date".
fn weekday_near(
    today: Date,
    weekday: Weekday,
    which: Option<Which>,
    tense: impl FnOnce() -> Tense,
) -> Option<(Date, &'static str)> {
    let back = i32::from(today.weekday().since(weekday));
    let forth = i32::from(today.weekday().until(weekday));
    let in_week =
        i32::from(weekday.to_monday_zero_offset()) - i32::from(today.weekday().to_monday_zero_offset());
    let (offset, words) = match which {
        Some(Which::Last | Which::Past) => (if back == 0 { -7 } else { -back }, "before"),
        Some(Which::This) => (in_week, "in the week of"),
        Some(Which::Next) => (in_week + 7, "in the week after"),
        Some(Which::Coming) => (if forth == 0 { 7 } else { forth }, "after"),
        None if tense() == Tense::Future => (forth, "on or after"),
        None => (-back, "on or before"),
    };
    Some((plus(today, Unit::Day, offset)?, words))
}

/// Rule 3: a day of the month, and the words between its name and "the document's date".
fn month_near(
    today: Date,
    month: i8,
    which: Option<Which>,
    tense: impl FnOnce() -> Tense,
) -> Option<(Date, &'static str)> {
    let this_year = Date::new(today.year(), month, 1).ok()?;
    let ahead = month > today.month();
    let here = month == today.month();
    let (years, words) = match which {
        Some(Which::Last | Which::Past) => (if ahead { -1 } else { -i32::from(here) }, "before"),
        Some(Which::This) => (0, "in the year of"),
        Some(Which::Next | Which::Coming) => (i32::from(!ahead), "after"),
        None if tense() == Tense::Future => (i32::from(!ahead && !here), "on or after"),
        None => (-i32::from(ahead), "on or before"),
    };
    Some((plus(this_year, Unit::Year, years)?, words))
}

/// Rule 2. Leap days are up to eight years apart, weekdays come round within twelve.
fn nearest(today: Date, month: i8, day: i8, weekday: Option<Weekday>) -> Option<Date> {
    let candidates = |years: i16, weekday: Option<Weekday>| {
        (-years..=years)
            .filter_map(|years| Date::new(today.year().checked_add(years)?, month, day).ok())
            .filter(|date| weekday.is_none_or(|weekday| date.weekday() == weekday))
            .min_by_key(|date| date.since(today).map_or(i32::MAX, |span| span.get_days().abs()))
    };
    // A weekday that no year near agrees with is a slip of the writer's.
    weekday.and_then(|weekday| candidates(3, Some(weekday))).or_else(|| candidates(8, None))
}

/// Rule 12.
fn part((first, last): (Date, Date), portion: Option<Portion>, today: Option<Date>) -> Option<(Date, Date)> {
    let Some(portion) = portion else { return Some((first, last)) };
    let length = first.until(last).ok()?.get_days() + 1;
    let cut = |from: i32, to: i32| Some((plus(first, Unit::Day, from)?, plus(first, Unit::Day, to)?));
    match (portion, length) {
        (Portion::Earlier, 2..) => Some((first, today.map_or(last, |today| last.min(today).max(first)))),
        (Portion::Later, 2..) => Some((today.map_or(first, |today| first.max(today).min(last)), last)),
        (Portion::Early, 7) => cut(0, 2),
        (Portion::Middle, 7) => cut(1, 3),
        (Portion::Late, 7) => cut(3, 6),
        (Portion::Early, 28..=31) => cut(0, 9),
        (Portion::Middle, 28..=31) => cut(10, 19),
        (Portion::Late, 28..=31) => Some((plus(first, Unit::Day, 20)?, last)),
        (Portion::Early, 365..=366) => Some((first, Date::new(first.year(), 4, 30).ok()?)),
        (Portion::Middle, 365..=366) => {
            Some((Date::new(first.year(), 5, 1).ok()?, Date::new(first.year(), 8, 31).ok()?))
        }
        (Portion::Late, 365..=366) => Some((Date::new(first.year(), 9, 1).ok()?, last)),
        _ => Some((first, last)),
    }
}
