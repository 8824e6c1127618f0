//! Lays what an expression says on the calendar.

mod hours;
mod near;
mod range;
mod stretch;
mod told;
mod wording;

use jiff::civil::Date;

use self::{
    hours::{at_hours, part_of_one_day},
    wording::{hours_name, portion_basis, shown},
};
use super::{
    calendar::{self, Days},
    model::{Interval, Precision},
    phrase::{Phrase, Point, Sense},
    tense::Tense,
    word::Portion,
};

/// The time told last, in the sentence of an expression or the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Nothing,
    /// A time that has no interval
    Undated,
    At(Interval),
}

/// What an expression is anchored on.
pub struct Ground<'t> {
    /// The document's date.
    pub document: Option<Date>,
    pub told: Told,
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
        match self.told {
            Told::Nothing => Err(Missing::NothingTold),
            Told::Undated => Err(Missing::ToldTime),
            Told::At(interval) => Ok(interval),
        }
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
        let days = calendar::part(stretch.days, stretch.precision, portion, self.document)
            .ok_or(Missing::BeyondCalendar)?;
        let precision = match (portion, stretch.precision) {
            (Portion::Quarter(_), Precision::Year) => Precision::Quarter,
            (_, precision) => precision,
        };
        Ok((Interval::days(days.0, days.1, precision), portion_basis(portion, &basis)))
    }

    /// A time of day whose day nobody tells: it is on the last day told, if that was one, else on the document's.
    fn clock_alone(&self, point: &Point) -> Result<(Interval, String), Missing> {
        let hours = point.hours.ok_or(Missing::NoDate)?;
        let (day, basis) = match self.told {
            Told::Undated => return Err(Missing::ToldTime),
            Told::At(told) if told.precision <= Precision::Day && told.first_day() == told.last_day() => {
                (told.first_day(), format!("the day told before, {}", shown(told.first_day())))
            }
            Told::Nothing | Told::At(_) => (self.today()?, self.of_document("")),
        };
        let interval = at_hours((day, day), hours, point).ok_or(Missing::BeyondCalendar)?;
        Ok((interval, format!("{}{basis}", hours_name(hours, point.utc))))
    }

    /// Why what needs the document's date came to nothing.
    fn failed(&self) -> Missing {
        self.today().map_or_else(|missing| missing, |_| Missing::BeyondCalendar)
    }
}
