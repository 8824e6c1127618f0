//! What counts from a time that was told before.

use super::{
    Ground, Missing, Stretch,
    near::{on_or_after, on_or_before},
    wording::{counted, shown, weekday_name},
};
use crate::time::{
    calendar::{self, plus, plus_days, whole},
    model::{Interval, Precision},
    phrase::Sense,
    word::Unit,
};

impl Ground<'_> {
    /// Rule 18: what counts from the time told last.
    pub(super) fn beside_told(&self, sense: &Sense) -> Result<(Stretch, String), Missing> {
        let beyond = Missing::BeyondCalendar;
        match *sense {
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
                let date = date.ok_or(beyond)?;
                let basis =
                    format!("the {} {words} the time told before, {}", weekday_name(weekday), shown(from));
                Ok((Stretch { days: (date, date), precision: Precision::Day }, basis))
            }
            _ => Err(Missing::NoDate),
        }
    }
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
