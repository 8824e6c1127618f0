//! Finds time expressions and anchors them on the document's date.
//!
//! The day a document was published and the days its text speaks of are never mixed up: an expression that needs the document's
//! date has no days when there is none, and a sentence without an expression has no time.
//!
//! Every expression of one time has an [`Interval`] with a [`Precision`] and the reason in words.
//!
//! # Rules
//!
//! 1. A full date (`7 October 2015`, `October 7th, 2015`, `Wednesday, Oct. 7, 2015`, `2015-10-07`, `7.10.2015`, `3-5 October 2015`) is
//!    itself. `25/12/2015` is read in the order that gives a date; where both orders give one (`07/10/2015`) it has no interval.
//! 2. A day and month without a year is the one nearest to the document's date; of those that fall on the weekday, if one is told.
//!    One more than 60 days off on the side that the nearest verb does not speak of gives way to that on the other side.
//! 3. A month with a year is the whole month. A month alone counts only after a word like `in` or `since`; it is the latest that
//!    had begun by the document's date, or in a sentence about the future the first that had not ended.
//! 4. A year alone counts only after a word like `in` or `since`, or between an article and a noun (`the 2012 treaty`), and is the
//!    whole year. `2014-15` and `from 2011 to 2014` are all their years, `the 1990s` ten, `the 19th century` those from 1801 to 1900.
//! 5. A weekday is the latest such day on or before the document's date, or where the nearest verb speaks of the future
//!    (`will`, `is to`, `plans to`) the first on or after it.
//! 6. `last` Monday is the latest before the document's date, `this` Monday the one of its week, `next` Monday the one of the
//!    week after. Weeks begin on Monday.
//! 7. `today` is the document's date, `yesterday` the day before, `tomorrow` the day after.
//! 8. `last`, `this` and `next` week, month, quarter, year and decade are the calendar's. The weekend follows rule 5 with its
//!    Saturday.
//! 9. `the past (last, next, coming) three days` reach from or to the document's date, hours rounded up to days; `recent days` and
//!    `the coming weeks` are up to 5.
//! 10. `three days ago` is that day; `two weeks ago` the seven days around that day; `two months (years) ago` that whole month
//!     (year); `a decade ago` the ten years around.
//! 11. A `couple` is 2, a `few` 2 to 5, `several` 3 to 7: the interval holds them all.
//! 12. `early`, `mid` and `late` (`the end of`) take the first, middle and last third of a month, season, year or century, the years
//!     0 to 3, 4 to 6 and 7 to 9 of a decade, and Monday to Wednesday, Tuesday to Thursday, Thursday to Sunday of a week. `earlier`
//!     and `later this week` end and begin with the document's date. Early on a day is until 07:59, late from 18:00.
//! 13. `every Friday`, `Black Friday` and the names of papers are no such expressions.
//! 14. Seasons are those of the northern half of the Earth, in whole months: spring is March to May, and a winter begins in December
//!     of the year it is named after. `last` winter is the latest that had ended, `next` the first that has not begun, `this` the
//!     one that runs or else that of the year; one after `in the` follows rule 3.
//! 15. A morning is from 06:00 to 11:59, an afternoon from 12:00 to 17:59, an evening or night from 18:00 to 23:59 of the day it is
//!     told with; `last night` is that of the day before the document's date. `overnight` is that day and the document's.
//! 16. A time of day belongs to the day told with it, else to the day told last in its sentence or the one before, else to the
//!     document's date. It is kept as told, with a mark where it is UTC. Midnight is the end of its day.
//! 17. A range (`from Monday to Wednesday`, `between 3 and 5 May`, `May 3-5`) is one expression. Of weekdays and months without a
//!     year rule 5 or 3 finds the last, or in the future the first, and the other is the nearest on its side.
//! 18. `two days later`, `the next day`, `the following Friday` count from the time told last in their sentence or the one before
//!     it, and are no expressions without one; `two days earlier` is then the same as `two days ago`.
//! 19. What goes on `since September 2014` began in that month: the interval is the month, and the basis says so.

mod anchor;
mod calendar;
mod clause;
mod days;
mod find;
mod governing;
mod lexicon;
mod model;
mod phrase;
mod reader;
mod tense;
mod word;

#[cfg(test)]
mod tests;

pub(crate) use days::date_of;
pub use days::{Days, day_number};
pub use find::find;
pub use governing::{Governing, Governor};
pub use model::{Interval, Precision, TimeExpression};
