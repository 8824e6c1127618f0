//! Ranges of two times.

use super::{
    Ground, Missing,
    hours::at_hours,
    near::{dated_after, dated_before, on_or_after, on_or_before},
    wording::{month_name, weekday_name},
};
use crate::time::{
    calendar::Days,
    model::{Interval, Precision},
    phrase::{Point, Sense},
    tense::Tense,
};

impl Ground<'_> {
    /// A range: each end by its rule, and where neither has a year or a date, one by the other.
    pub(super) fn range(&self, first: &Point, last: &Point) -> Result<(Interval, String), Missing> {
        let beyond = Missing::BeyondCalendar;
        let join = |(from, from_basis): (Interval, String), (to, to_basis): (Interval, String)| {
            let basis =
                if from_basis == to_basis { from_basis } else { format!("from {from_basis} to {to_basis}") };
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
                Ok(join(
                    (days((day, day), first, Precision::Day)?, "as written".to_owned()),
                    self.point(last)?,
                ))
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
}
