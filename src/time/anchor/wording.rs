//! How an interval follows, in words.

use jiff::civil::{Date, Weekday};

use crate::time::{
    phrase::{Hours, Moment},
    word::{Portion, Unit},
};

use super::hours::part_hours;

/// A day as people read it: "Wednesday 7 Oct 2015".
pub(super) fn shown(date: Date) -> String {
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

pub(super) fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}

pub(super) const fn weekday_name(weekday: Weekday) -> &'static str {
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

pub(super) fn counted(least: u16, most: u16, unit: Unit) -> String {
    let units = format!("{most} {}{}", unit.name(), if most == 1 { "" } else { "s" });
    if least == most { units } else { format!("{least} to {units}") }
}

pub(super) fn portion_basis(portion: Portion, basis: &str) -> String {
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

pub(super) fn hours_name(hours: Hours, utc: bool) -> String {
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
