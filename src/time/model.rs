use std::fmt;
use std::ops::Range;

use jiff::civil::{Date, DateTime};

/// How finely the words tell a time: the stretch of the calendar that they name.
///
/// The order is from fine to coarse. A part of a stretch ("early March") keeps the name of the whole; its interval is narrower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A time of day
    Minute,
    /// A night, a morning, the early hours
    PartOfDay,
    /// A day, or a run of days
    Day,
    /// Saturday and Sunday
    Weekend,
    /// Seven days
    Week,
    /// A calendar month
    Month,
    /// Three calendar months of a year
    Quarter,
    /// Three months of the northern reckoning
    Season,
    /// A calendar year
    Year,
    /// Ten years
    Decade,
    /// A hundred years
    Century,
}

impl Precision {
    /// All of them, from fine to coarse.
    pub const ALL: [Self; 11] = [
        Self::Minute,
        Self::PartOfDay,
        Self::Day,
        Self::Weekend,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Season,
        Self::Year,
        Self::Decade,
        Self::Century,
    ];

    /// The word for it in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::PartOfDay => "part_of_day",
            Self::Day => "day",
            Self::Weekend => "weekend",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Season => "season",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }
}

/// A stretch of time: its first and its last minute, both inclusive, on the clocks of the place that is spoken of.
///
/// Without a place's zone nothing is converted: a time of day is the one that the text gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// First minute; of a whole day 00:00.
    pub start: DateTime,
    /// Last minute; of a whole day 23:59.
    pub end: DateTime,
    /// How finely it is told.
    pub precision: Precision,
    /// Whether the text says that the time of day is UTC (GMT).
    pub utc: bool,
}

impl Interval {
    /// Whole days, both inclusive.
    #[must_use]
    pub fn days(first: Date, last: Date, precision: Precision) -> Self {
        Self { start: first.at(0, 0, 0, 0), end: last.at(23, 59, 0, 0), precision, utc: false }
    }

    /// The day in which it begins.
    #[must_use]
    pub fn first_day(&self) -> Date {
        self.start.date()
    }

    /// The day in which it ends.
    #[must_use]
    pub fn last_day(&self) -> Date {
        self.end.date()
    }

    /// Whether times of day bound it, not whole days.
    #[must_use]
    pub fn has_clock(&self) -> bool {
        self.precision <= Precision::PartOfDay
    }

    /// Its ends as they are written in records: days, or days and minutes where it has those, with a `Z` where they are UTC.
    ///
    /// ```
    /// use dateline::time::{Interval, Precision};
    /// use jiff::civil::date;
    ///
    /// let month = Interval::days(date(2014, 9, 1), date(2014, 9, 30), Precision::Month);
    /// assert_eq!(month.bounds(), ("2014-09-01".to_owned(), "2014-09-30".to_owned()));
    /// ```
    #[must_use]
    pub fn bounds(&self) -> (String, String) {
        let written = |moment: DateTime| match (self.has_clock(), self.utc) {
            (false, _) => moment.date().to_string(),
            (true, false) => format!("{}T{}", moment.date(), clock(moment)),
            (true, true) => format!("{}T{}Z", moment.date(), clock(moment)),
        };
        (written(self.start), written(self.end))
    }

    /// The time of day alone: `06:00`, `18:00/23:59`, `05:42Z`; none where whole days bound it.
    #[must_use]
    pub fn time_of_day(&self) -> Option<String> {
        let zone = if self.utc { "Z" } else { "" };
        let (start, end) = (clock(self.start), clock(self.end));
        self.has_clock().then(|| {
            if start == end { format!("{start}{zone}") } else { format!("{start}{zone}/{end}{zone}") }
        })
    }
}

fn clock(moment: DateTime) -> String {
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

impl fmt::Display for Interval {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, end) = self.bounds();
        if start == end { formatter.write_str(&start) } else { write!(formatter, "{start}..{end}") }
    }
}

/// A time expression of the text with the time it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Bytes in the document text.
    pub range: Range<usize>,
    /// Index into [`crate::segment::Segmented::sentences`].
    pub sentence: usize,
    /// What it means; null when the document has no date and the expression needs one, or when the words can mean two days.
    pub interval: Option<Interval>,
    /// How the interval follows, in words a person reads: "the Wednesday on or before the document's date, Wednesday 7 Oct 2015".
    pub basis: String,
}

impl TimeExpression {
    /// First and last day of the interval, both inclusive.
    #[must_use]
    pub fn days(&self) -> Option<(Date, Date)> {
        self.interval.map(|interval| (interval.first_day(), interval.last_day()))
    }
}
