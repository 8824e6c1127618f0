//! Times of day on days.

use jiff::civil::{Date, DateTime};

use crate::time::{
    calendar::{Days, plus_days},
    model::{Interval, Precision},
    phrase::{Hours, Moment, Point},
    word::{PartOfDay, Portion},
};

/// First and last minute of a part of the day. A night counts as of the day on which it falls, until midnight.
pub(super) const fn part_hours(part: PartOfDay) -> (i8, i8) {
    match part {
        PartOfDay::Morning => (6, 11),
        PartOfDay::Afternoon => (12, 17),
        PartOfDay::Evening | PartOfDay::Night => (18, 23),
    }
}

/// A time of day or part of one on each of some days: from its start on the first to its end on the last.
pub(super) fn at_hours((first, last): Days, hours: Hours, point: &Point) -> Option<Interval> {
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
pub(super) fn part_of_one_day(date: Date, portion: Portion) -> Option<Interval> {
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
