//! The days that words name.

use jiff::civil::{Date, Weekday};

use super::{
    Ground, Missing, Stretch,
    wording::{counted, month_name, weekday_name},
};
use crate::time::{
    calendar::{self, Days, plus, plus_days, whole, whole_month},
    model::Precision,
    phrase::Sense,
    word::{Unit, Which},
};

impl Ground<'_> {
    /// The days that words name, and how they follow.
    pub(super) fn stretch(&self, sense: &Sense) -> Result<(Stretch, String), Missing> {
        let beyond = Missing::BeyondCalendar;
        let found =
            |days: Days, precision: Precision, basis: String| Ok((Stretch { days, precision }, basis));
        let one = |date: Date, basis: String| found((date, date), Precision::Day, basis);
        match *sense {
            Sense::Written(days, precision) => {
                let basis = if precision == Precision::Season {
                    "as written, of the northern year"
                } else {
                    "as written"
                };
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
                    ..-1 => "2 days before",
                    -1 => "the day before",
                    1 => "the day after",
                    2.. => "2 days after",
                };
                one(plus_days(self.today()?, offset).ok_or(beyond)?, self.of_document(words))
            }
            Sense::Overnight => {
                let today = self.today()?;
                let before = plus_days(today, -1).ok_or(beyond)?;
                found((before, today), Precision::Day, self.of_document("the night before"))
            }
            Sense::Unit { unit: Unit::Weekend, which } => {
                let (saturday, words) =
                    self.weekday_near(Weekday::Saturday, which).ok_or_else(|| self.failed())?;
                let sunday = plus_days(saturday, 1).ok_or(beyond)?;
                found(
                    (saturday, sunday),
                    Precision::Weekend,
                    self.of_document(&format!("the weekend {words}")),
                )
            }
            Sense::Unit { unit, which } => {
                let (offset, words) = match which.ok_or(Missing::NoDate)? {
                    Which::Last | Which::Past => (-1, "before that of"),
                    Which::This => (0, "of"),
                    Which::Next | Which::Coming => (1, "after that of"),
                };
                let days =
                    plus(self.today()?, unit, offset).and_then(|date| whole(unit, date)).ok_or(beyond)?;
                found(days, unit.precision(), self.of_document(&format!("the {} {words}", unit.name())))
            }
            Sense::Span { unit, most, forward } => {
                let today = self.today()?;
                let count = i32::from(most);
                let reach = plus(today, unit, if forward { count } else { -count }).ok_or(beyond)?;
                let (days, words) =
                    if forward { ((today, reach), "after") } else { ((reach, today), "before") };
                let basis =
                    self.of_document(&format!("up to {} {words} and including", counted(most, most, unit)));
                found(days, unit.precision(), basis)
            }
            Sense::Ago { unit, least, most } => {
                let today = self.today()?;
                self.ago(today, unit, least, most).ok_or(beyond)
            }
            Sense::Shifted { .. } | Sense::Beside { .. } | Sense::WeekdayBeside { .. } => {
                self.beside_told(sense)
            }
        }
    }

    /// Rule 10.
    pub(super) fn ago(&self, today: Date, unit: Unit, least: u16, most: u16) -> Option<(Stretch, String)> {
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
}
