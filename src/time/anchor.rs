//! Lays what an expression says on the calendar.

use jiff::civil::{Date, DateTime, Weekday};

use super::{
    calendar::{self, Days, plus, plus_days, whole, whole_month},
    model::{Interval, Precision},
    phrase::{Hours, Moment, Phrase, Point, Sense},
    tense::Tense,
    word::{PartOfDay, Portion, Unit, Which},
};

/// What an expression is anchored on.
pub struct Ground<'t> {
    /// The document's date.
    pub document: Option<Date>,
    /// The time told last, in this sentence or the one before; it may have no interval.
    pub told: Option<Option<Interval>>,
    /// Which way the sentence looks at the expression.
    pub tense: &'t dyn Fn() -> Tense,
}

/// The interval of an expression, how it follows in words, and how many words it takes.
pub struct Anchored {
    pub interval: Option<Interval>,
    pub basis: String,
    pub length: usize,
}

/// Why an expression has no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    /// The calendar has no such date: it is no expression at all.
    NoDate,
    /// Nothing was told that it could be beside: it is no expression at all.
    NothingTold,
    DocumentDate,
    ToldTime,
    Unclear,
    BeyondCalendar,
}

impl Missing {
    const fn basis(self) -> Option<&'static str> {
        match self {
            Self::NoDate | Self::NothingTold => None,
            Self::DocumentDate => Some("no document date"),
            Self::ToldTime => Some("the time it counts from has no date"),
            Self::Unclear => Some("the day cannot be told from the month"),
            Self::BeyondCalendar => Some("beyond the years -9999 to 9999"),
        }
    }
}

/// Days with how finely they are told.
#[derive(Clone, Copy)]
struct Stretch {
    days: Days,
    precision: Precision,
}

/// Anchors a phrase. None where it is no expression: a date that the calendar does not have (30 February), or "the next day" with
/// nothing told before it.
pub fn anchor(phrase: &Phrase, ground: &Ground<'_>) -> Option<Anchored> {
    let single = |length: usize| {
        let anchored = match ground.point(&phrase.first) {
            Ok((interval, basis)) => (Some(interval), basis),
            Err(missing) => (None, missing.basis()?.to_owned()),
        };
        Some((anchored.0, anchored.1, length))
    };
    let (interval, mut basis, length) = match phrase.last {
        None => single(phrase.length)?,
        Some(last) => match ground.range(&phrase.first, &last) {
            Ok((interval, basis)) if interval.start <= interval.end => (Some(interval), basis, phrase.length),
            // Ends in the wrong order are no range.
            Ok(_) | Err(Missing::NoDate | Missing::NothingTold) => single(phrase.first_length)?,
            Err(missing) => (None, missing.basis()?.to_owned(), phrase.length),
        },
    };
    if phrase.since && interval.is_some() {
        basis.push_str("; what is told began then");
    }
    Some(Anchored { interval, basis, length })
}

/// A day as people read it: "Wednesday 7 Oct 2015".
fn shown(date: Date) -> String {
    date.strftime("%A %-d %b %Y").to_string()
}

/// Days from which on the nearest day is asked for its side, rule 2.
const FAR: i32 = 61;
const NEAR: i32 = -FAR;

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

fn counted(least: u16, most: u16, unit: Unit) -> String {
    let units = format!("{most} {}{}", unit.name(), if most == 1 { "" } else { "s" });
    if least == most { units } else { format!("{least} to {units}") }
}

impl Ground<'_> {
    fn today(&self) -> Result<Date, Missing> {
        self.document.ok_or(Missing::DocumentDate)
    }

    /// "the document's date, Wednesday 7 Oct 2015" behind other words.
    fn of_document(&self, words: &str) -> String {
        let date = self.document.map(shown).unwrap_or_default();
        format!("{words} the document's date, {date}").trim_start().to_owned()
    }

    fn told(&self) -> Result<Interval, Missing> {
        self.told.ok_or(Missing::NothingTold)?.ok_or(Missing::ToldTime)
    }

    /// The interval of one time.
    fn point(&self, point: &Point) -> Result<(Interval, String), Missing> {
        if point.sense == Sense::Untold {
            return self.clock_alone(point);
        }
        let (stretch, basis) = self.stretch(&point.sense)?;
        if let Some(hours) = point.hours {
            let interval = at_hours(stretch.days, hours, point).ok_or(Missing::BeyondCalendar)?;
            return Ok((interval, format!("{}{basis}", hours_name(hours, point.utc))));
        }
        let Some(portion) = point.portion else {
            return Ok((Interval::days(stretch.days.0, stretch.days.1, stretch.precision), basis));
        };
        if stretch.precision == Precision::Day
            && stretch.days.0 == stretch.days.1
            && let Some(interval) = part_of_one_day(stretch.days.0, portion)
        {
            return Ok((interval, portion_basis(portion, &basis)));
        }
        let days = calendar::part(stretch.days, stretch.precision, portion, self.document).ok_or(Missing::BeyondCalendar)?;
        let precision = match (portion, stretch.precision) {
            (Portion::Quarter(_), Precision::Year) => Precision::Quarter,
            (_, precision) => precision,
        };
        Ok((Interval::days(days.0, days.1, precision), portion_basis(portion, &basis)))
    }

    /// A time of day whose day nobody tells: it is on the last day told, if that was one, else on the document's.
    fn clock_alone(&self, point: &Point) -> Result<(Interval, String), Missing> {
        let hours = point.hours.ok_or(Missing::NoDate)?;
        let told = self.told.filter(|told| {
            told.is_none_or(|told| told.precision <= Precision::Day && told.first_day() == told.last_day())
        });
        let (day, basis) = match told {
            Some(told) => (told.ok_or(Missing::ToldTime)?.first_day(), "the day told before, "),
            None => (self.today()?, ""),
        };
        let basis = if told.is_some() { format!("{basis}{}", shown(day)) } else { self.of_document("") };
        let interval = at_hours((day, day), hours, point).ok_or(Missing::BeyondCalendar)?;
        Ok((interval, format!("{}{basis}", hours_name(hours, point.utc))))
    }

    /// A range: each end by its rule, and where neither has a year or a date, one by the other.
    fn range(&self, first: &Point, last: &Point) -> Result<(Interval, String), Missing> {
        let beyond = Missing::BeyondCalendar;
        let join = |(from, from_basis): (Interval, String), (to, to_basis): (Interval, String)| {
            let basis = if from_basis == to_basis { from_basis } else { format!("from {from_basis} to {to_basis}") };
            let precision = from.precision.max(to.precision);
            (Interval { start: from.start, end: to.end, precision, utc: from.utc || to.utc }, basis)
        };
        let days = |days: Days, point: &Point, precision| match point.hours {
            Some(hours) => at_hours(days, hours, point).ok_or(beyond),
            None => Ok(Interval::days(days.0, days.1, precision)),
        };
        match (first.sense, last.sense) {
            (Sense::Weekday { weekday: from, which: None }, Sense::Weekday { weekday: to, which: None }) => {
                if (self.tense)() == Tense::Future {
                    let start = self.point(first)?;
                    let day = on_or_after(start.0.first_day(), to).ok_or(beyond)?;
                    let end = days((day, day), last, Precision::Day)?;
                    return Ok(join(start, (end, format!("the {} after it", weekday_name(to)))));
                }
                let end = self.point(last)?;
                let day = on_or_before(end.0.first_day(), from).ok_or(beyond)?;
                let start = days((day, day), first, Precision::Day)?;
                Ok(join((start, format!("the {} before", weekday_name(from))), end))
            }
            // "28 February to 1 March 2016", "30 December to 2 January"
            (Sense::Days { month, first: day, weekday: None, .. }, Sense::Written(to, Precision::Day)) => {
                let day = dated_before(to.0, month, day).ok_or(beyond)?;
                Ok(join((days((day, day), first, Precision::Day)?, "as written".to_owned()), self.point(last)?))
            }
            (Sense::Days { .. }, Sense::Days { month, last: day, .. }) => {
                let start = self.point(first)?;
                let day = dated_after(start.0.first_day(), month, day).ok_or(beyond)?;
                let end = days((day, day), last, Precision::Day)?;
                Ok(join(start, (end, format!("the {} {} after it", day.day(), month_name(month)))))
            }
            (Sense::Month { month, .. }, Sense::Written(to, Precision::Month)) => {
                let from = dated_before(to.0, month, 1).ok_or(beyond)?;
                let start = Interval::days(from, from.last_of_month(), Precision::Month);
                Ok(join((start, "as written".to_owned()), self.point(last)?))
            }
            (Sense::Month { month: from, .. }, Sense::Month { month: to, .. }) => {
                if (self.tense)() == Tense::Future {
                    let start = self.point(first)?;
                    let day = dated_after(start.0.first_day(), to, 1).ok_or(beyond)?;
                    let end = Interval::days(day, day.last_of_month(), Precision::Month);
                    return Ok(join(start, (end, format!("the {} after it", month_name(to)))));
                }
                let end = self.point(last)?;
                let day = dated_before(end.0.first_day(), from, 1).ok_or(beyond)?;
                let start = Interval::days(day, day.last_of_month(), Precision::Month);
                Ok(join((start, format!("the {} before", month_name(from))), end))
            }
            _ => Ok(join(self.point(first)?, self.point(last)?)),
        }
    }

    /// The days that words name, and how they follow.
    fn stretch(&self, sense: &Sense) -> Result<(Stretch, String), Missing> {
        let beyond = Missing::BeyondCalendar;
        let found = |days: Days, precision: Precision, basis: String| Ok((Stretch { days, precision }, basis));
        let one = |date: Date, basis: String| found((date, date), Precision::Day, basis);
        match *sense {
            Sense::Written(days, precision) => {
                let basis = if precision == Precision::Season { "as written, of the northern year" } else { "as written" };
                found(days, precision, basis.to_owned())
            }
            Sense::Unclear => Err(Missing::Unclear),
            Sense::Untold => Err(Missing::NoDate),
            Sense::Days { month, first, last, weekday } => {
                // Of leap years: a day that no year has is no date, whether or not the document has one.
                if Date::new(2000, month, first.max(last)).is_err() {
                    return Err(Missing::NoDate);
                }
                let (start, words) = self.dated_near(month, first, weekday)?;
                let end = Date::new(start.year(), month, last).map_err(|_no_leap_day| Missing::NoDate)?;
                let basis = self.of_document(&format!("the {first} {} {words}", month_name(month)));
                found((start, end), Precision::Day, basis)
            }
            Sense::Month { month, which } => {
                let (date, words) = self.month_near(month, which).ok_or_else(|| self.failed())?;
                let basis = self.of_document(&format!("the {} {words}", month_name(month)));
                found(whole_month(date), Precision::Month, basis)
            }
            Sense::Season { season, which } => {
                let (days, words) = self.season_near(season, which).ok_or_else(|| self.failed())?;
                let name = format!("{season:?}").to_lowercase();
                let basis = self.of_document(&format!("the {name} of the northern year {words}"));
                found(days, Precision::Season, basis)
            }
            Sense::Weekday { weekday, which } => {
                let (date, words) = self.weekday_near(weekday, which).ok_or_else(|| self.failed())?;
                one(date, self.of_document(&format!("the {} {words}", weekday_name(weekday))))
            }
            Sense::Day(offset) => {
                let words = match offset {
                    0 => "",
                    -1 => "the day before",
                    1 => "the day after",
                    ..0 => "2 days before",
                    1.. => "2 days after",
                };
                one(plus_days(self.today()?, offset).ok_or(beyond)?, self.of_document(words))
            }
            Sense::Overnight => {
                let today = self.today()?;
                let before = plus_days(today, -1).ok_or(beyond)?;
                found((before, today), Precision::Day, self.of_document("the night before"))
            }
            Sense::Unit { unit: Unit::Weekend, which } => {
                let (saturday, words) = self.weekday_near(Weekday::Saturday, which).ok_or_else(|| self.failed())?;
                let sunday = plus_days(saturday, 1).ok_or(beyond)?;
                found((saturday, sunday), Precision::Weekend, self.of_document(&format!("the weekend {words}")))
            }
            Sense::Unit { unit, which } => {
                let (offset, words) = match which.ok_or(Missing::NoDate)? {
                    Which::Last | Which::Past => (-1, "before that of"),
                    Which::This => (0, "of"),
                    Which::Next | Which::Coming => (1, "after that of"),
                };
                let days = plus(self.today()?, unit, offset).and_then(|date| whole(unit, date)).ok_or(beyond)?;
                found(days, unit.precision(), self.of_document(&format!("the {} {words}", unit.name())))
            }
            Sense::Span { unit, most, forward } => {
                let today = self.today()?;
                let count = i32::from(most);
                let reach = plus(today, unit, if forward { count } else { -count }).ok_or(beyond)?;
                let (days, words) = if forward { ((today, reach), "after") } else { ((reach, today), "before") };
                let basis = self.of_document(&format!("up to {} {words} and including", counted(most, most, unit)));
                found(days, unit.precision(), basis)
            }
            Sense::Ago { unit, least, most } => {
                let today = self.today()?;
                self.ago(today, unit, least, most).ok_or(beyond)
            }
            Sense::Shifted { unit, least, most, forward } => match self.told() {
                Ok(told) => shifted(told, unit, least, most, forward).ok_or(beyond),
                // Without a time told before, "three weeks earlier" counts from the document.
                Err(Missing::NothingTold) if !forward => {
                    let today = self.today()?;
                    self.ago(today, unit, least, most).ok_or(beyond)
                }
                Err(missing) => Err(missing),
            },
            Sense::Beside { unit, offset } => beside(self.told()?, unit, offset).ok_or(beyond),
            Sense::WeekdayBeside { weekday, forward } => {
                let told = self.told()?;
                let date = if forward {
                    plus_days(told.last_day(), 1).and_then(|day| on_or_after(day, weekday))
                } else {
                    plus_days(told.first_day(), -1).and_then(|day| on_or_before(day, weekday))
                };
                let words = if forward { "after" } else { "before" };
                let from = if forward { told.last_day() } else { told.first_day() };
                one(date.ok_or(beyond)?, format!("the {} {words} the time told before, {}", weekday_name(weekday), shown(from)))
            }
        }
    }

    /// Why what needs the document's date came to nothing.
    fn failed(&self) -> Missing {
        self.today().map_or_else(|missing| missing, |_| Missing::BeyondCalendar)
    }

    /// Rule 10.
    fn ago(&self, today: Date, unit: Unit, least: u16, most: u16) -> Option<(Stretch, String)> {
        let (from, to) = (plus(today, unit, -i32::from(most))?, plus(today, unit, -i32::from(least))?);
        let days = if unit == Unit::Hour { (from, today) } else { calendar::around(unit, from, to)? };
        let stretch = match unit {
            Unit::Hour | Unit::Day | Unit::Weekend => "",
            Unit::Week | Unit::Fortnight => "the 7 days around ",
            Unit::Month | Unit::Quarter => "the month ",
            Unit::Year => "the year ",
            Unit::Decade => "the 10 years around ",
        };
        let basis = self.of_document(&format!("{stretch}{} before", counted(least, most, unit)));
        Some((Stretch { days, precision: unit.precision() }, basis))
    }

    /// Rule 2: the day, and the words between it and "the document's date".
    fn dated_near(&self, month: i8, day: i8, weekday: Option<Weekday>) -> Result<(Date, &'static str), Missing> {
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
        // The leap day before may be years ago.
        Ok(other.filter(|(date, _)| off(*date).abs() <= 366).unwrap_or((nearest, "nearest to")))
    }

    /// Rules 5 and 6: the day, and the words between its name and "the document's date".
    fn weekday_near(&self, weekday: Weekday, which: Option<Which>) -> Option<(Date, &'static str)> {
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
    fn month_near(&self, month: i8, which: Option<Which>) -> Option<(Date, &'static str)> {
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
    fn season_near(&self, season: super::word::Season, which: Option<Which>) -> Option<(Days, &'static str)> {
        let today = self.document?;
        let year = today.year();
        // Some may lie beyond the calendar; the one that is meant does not, or is none.
        let mut near = [year - 2, year - 1, year, year + 1].into_iter().filter_map(|year| calendar::season(season, year));
        let future = which.is_none() && (self.tense)() == Tense::Future;
        match which {
            Some(Which::Last | Which::Past) => Some((near.rfind(|days| days.1 < today)?, "that ended before")),
            Some(Which::Next | Which::Coming) => Some((near.find(|days| days.0 > today)?, "that begins after")),
            Some(Which::This) => {
                let running = near.find(|days| days.0 <= today && today <= days.1);
                Some((running.or_else(|| calendar::season(season, year))?, "around or in the year of"))
            }
            None if future => Some((near.find(|days| days.1 >= today)?, "on or after")),
            None => Some((near.rfind(|days| days.0 <= today)?, "on or before")),
        }
    }
}

fn on_or_before(date: Date, weekday: Weekday) -> Option<Date> {
    plus_days(date, -i32::from(date.weekday().since(weekday)))
}

fn on_or_after(date: Date, weekday: Weekday) -> Option<Date> {
    plus_days(date, i32::from(date.weekday().until(weekday)))
}

/// The last such day of a year on or before a date. Leap days are up to eight years apart.
fn dated_before(date: Date, month: i8, day: i8) -> Option<Date> {
    (0..=8).filter_map(|back| Date::new(date.year() - back, month, day).ok()).find(|found| *found <= date)
}

/// The first such day of a year on or after a date.
fn dated_after(date: Date, month: i8, day: i8) -> Option<Date> {
    (0..=8).filter_map(|forth| Date::new(date.year() + forth, month, day).ok()).find(|found| *found >= date)
}

/// What was told, moved on: days exactly, coarser units with the room that rule 10 gives them.
fn shifted(told: Interval, unit: Unit, least: u16, most: u16, forward: bool) -> Option<(Stretch, String)> {
    let count = |count: u16| if forward { i32::from(count) } else { -i32::from(count) };
    let (near, far) = (count(least), count(most));
    let (start, end) = if forward { (near, far) } else { (far, near) };
    let (from, to) = (plus(told.first_day(), unit, start)?, plus(told.last_day(), unit, end)?);
    let precision = told.precision.max(Precision::Day);
    let days = match unit {
        Unit::Hour if forward => (told.first_day(), to),
        Unit::Hour => (from, told.last_day()),
        // A month a year on is a month.
        _ if precision >= unit.precision() => match precision {
            Precision::Month => (from.first_of_month(), to.last_of_month()),
            _ => (from, to),
        },
        _ => calendar::around(unit, from, to)?,
    };
    let words = if forward { "after" } else { "before" };
    let basis = format!("{} {words} the time told before, {told}", counted(least, most, unit));
    Some((Stretch { days, precision: precision.max(unit.precision()) }, basis))
}

/// The unit of the calendar around what was told, or one beside it.
fn beside(told: Interval, unit: Unit, offset: i32) -> Option<(Stretch, String)> {
    let from = if offset > 0 { told.last_day() } else { told.first_day() };
    let days = match unit {
        Unit::Weekend => {
            let (monday, _) = whole(Unit::Week, plus(from, Unit::Week, offset)?)?;
            (plus_days(monday, 5)?, plus_days(monday, 6)?)
        }
        Unit::Day if offset == 0 => (told.first_day(), told.last_day()),
        unit => whole(unit, plus(from, unit, offset)?)?,
    };
    let words = match offset {
        ..0 => "before",
        0 => "of",
        1.. => "after",
    };
    let basis = format!("the {} {words} the time told before, {told}", unit.name());
    Some((Stretch { days, precision: unit.precision() }, basis))
}

fn portion_basis(portion: Portion, basis: &str) -> String {
    match portion {
        Portion::Early => format!("early part of {basis}"),
        Portion::Middle => format!("middle part of {basis}"),
        Portion::Late => format!("late part of {basis}"),
        Portion::Earlier => format!("{basis}, up to that date"),
        Portion::Later => format!("{basis}, from that date on"),
        Portion::FirstHalf => format!("first half of {basis}"),
        Portion::SecondHalf => format!("second half of {basis}"),
        Portion::Quarter(quarter) => format!("quarter {quarter} of {basis}"),
    }
}

/// First and last minute of a part of the day. A night counts as of the day on which it falls, until midnight.
const fn part_hours(part: PartOfDay) -> (i8, i8) {
    match part {
        PartOfDay::Morning => (6, 11),
        PartOfDay::Afternoon => (12, 17),
        PartOfDay::Evening | PartOfDay::Night => (18, 23),
    }
}

fn hours_name(hours: Hours, utc: bool) -> String {
    let zone = if utc { " UTC" } else { "" };
    let moment = |moment: Moment| match moment {
        Moment::At(clock) => format!("{:02}:{:02}{zone}", clock.hour, clock.minute),
        Moment::Midnight => format!("midnight{zone} at the end"),
    };
    match hours {
        Hours::Part(part) => {
            let (first, last) = part_hours(part);
            format!("{first:02}:00 to {last:02}:59 of ")
        }
        Hours::Clock { from, to } if from == to => match from {
            Moment::At(_) => format!("{} on ", moment(from)),
            Moment::Midnight => format!("{} of ", moment(from)),
        },
        Hours::Clock { from, to } => format!("{} to {} on ", moment(from), moment(to)),
    }
}

/// A time of day or part of one on each of some days: from its start on the first to its end on the last.
fn at_hours((first, last): Days, hours: Hours, point: &Point) -> Option<Interval> {
    let on = |date: Date, moment: Moment| -> Option<DateTime> {
        match moment {
            Moment::At(clock) => Some(date.at(clock.hour, clock.minute, 0, 0)),
            Moment::Midnight => Some(plus_days(date, 1)?.at(0, 0, 0, 0)),
        }
    };
    Some(match hours {
        Hours::Part(part) => {
            let (from, to) = part_hours(part);
            let (from, precision) = match point.portion {
                Some(Portion::Early) => (0, Precision::PartOfDay),
                _ => (from, Precision::PartOfDay),
            };
            Interval { start: first.at(from, 0, 0, 0), end: last.at(to, 59, 0, 0), precision, utc: false }
        }
        Hours::Clock { from, to } => {
            let (start, end) = (on(first, from)?, on(last, to)?);
            Interval { start, end, precision: Precision::Minute, utc: point.utc }
        }
    })
}

/// `early on Friday`, `late on Friday`
fn part_of_one_day(date: Date, portion: Portion) -> Option<Interval> {
    let (from, to) = match portion {
        Portion::Early => (0, 7),
        Portion::Late => (18, 23),
        _ => return None,
    };
    Some(Interval {
        start: date.at(from, 0, 0, 0),
        end: date.at(to, 59, 0, 0),
        precision: Precision::PartOfDay,
        utc: false,
    })
}
