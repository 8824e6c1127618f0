//! What a time expression says, before anything is known of the document.

use jiff::civil::Weekday;

use super::{
    calendar::Days,
    model::Precision,
    word::{Clock, PartOfDay, Portion, Season, Unit, Which},
};

/// The stretch of the calendar that words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// Told in full.
    Written(Days, Precision),
    /// `07/10/2015`: nobody can tell the day from the month.
    Unclear,
    /// A day of the month or a run of them, of a year that the document's date chooses.
    Days { month: i8, first: i8, last: i8, weekday: Option<Weekday> },
    /// A month that the document's date chooses.
    Month { month: i8, which: Option<Which> },
    /// A season that the document's date chooses.
    Season { season: Season, which: Option<Which> },
    /// A day of the week.
    Weekday { weekday: Weekday, which: Option<Which> },
    /// A day so many days after the document's.
    Day(i32),
    /// `overnight`: from the day before the document's date into it.
    Overnight,
    /// The week, weekend, month or year; none where only "the" stands before it.
    Unit { unit: Unit, which: Option<Which> },
    /// `the past three days`, `the next few days`: up to so many units back or forth from the document's date.
    Span { unit: Unit, most: u16, forward: bool },
    /// `three days ago`: at least and at most so many.
    Ago { unit: Unit, least: u16, most: u16 },
    /// `three days earlier` or `later` than what was told last.
    Shifted { unit: Unit, least: u16, most: u16, forward: bool },
    /// `the following year`, `the same day`, `the previous week`: so many units from what was told last.
    Beside { unit: Unit, offset: i32 },
    /// `the following Friday`: the first after what was told last, or the last before.
    WeekdayBeside { weekday: Weekday, forward: bool },
    /// Only a time of day is told.
    Untold,
}

impl Sense {
    /// Whether days, not weeks or months, are told: a time of day may stand beside it, and a range end on it.
    pub const fn is_day(&self) -> bool {
        matches!(
            self,
            Self::Written(_, Precision::Day)
                | Self::Unclear
                | Self::Days { .. }
                | Self::Weekday { .. }
                | Self::Day(_)
                | Self::WeekdayBeside { .. }
                | Self::Beside { unit: Unit::Day, .. }
        )
    }

    /// Whether it is a month of any year.
    pub const fn is_month(&self) -> bool {
        matches!(self, Self::Written(_, Precision::Month) | Self::Month { which: None, .. })
    }

    /// Whether it is a year.
    pub const fn is_year(&self) -> bool {
        matches!(self, Self::Written(_, Precision::Year))
    }
}

/// A part of the day or days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hours {
    Part(PartOfDay),
    /// From a time of day to another; the same where only one is told.
    Clock {
        from: Moment,
        to: Moment,
    },
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    At(Clock),
    /// The end of the day, as news agencies count it.
    Midnight,
}

/// One time that words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    pub sense: Sense,
    pub portion: Option<Portion>,
    pub hours: Option<Hours>,
    /// Whether the time of day is UTC.
    pub utc: bool,
}

impl Point {
    pub const fn of(sense: Sense) -> Self {
        Self { sense, portion: None, hours: None, utc: false }
    }
}

/// What an expression says and how many words it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub first: Point,
    /// Words of the first alone.
    pub first_length: usize,
    /// The other end of a range.
    pub last: Option<Point>,
    /// How many words.
    pub length: usize,
    /// After `since`
    pub since: bool,
}
