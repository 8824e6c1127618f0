//! Finds time expressions and anchors them on the document's date.
//!
//! The day a document was published and the days its text speaks of are never mixed up: an expression that needs the document's
//! date has no days when there is none, and a sentence without an expression has no time.
//!
//! # Rules
//!
//! 1. A full date (`7 October 2015`, `October 7th, 2015`, `Wednesday, Oct. 7, 2015`, `2015-10-07`, `3-5 October 2015`) is itself.
//! 2. A day and month without a year is the one nearest to the document's date; of those that fall on the weekday, if one is told.
//! 3. A month with a year is the whole month. A month alone counts only after a word like `in` or `since`; it is the latest that
//!    had begun by the document's date, or in a sentence about the future the first that had not ended.
//! 4. A year alone counts only after a word like `in` or `since`, and is the whole year.
//! 5. A weekday is the latest such day on or before the document's date, or where the nearest verb speaks of the future
//!    (`will`, `is to`, `plans to`) the first on or after it.
//! 6. `last` Monday is the latest before the document's date, `this` Monday the one of its week, `next` Monday the one of the
//!    week after. Weeks begin on Monday.
//! 7. `today`, `tonight` and `this morning` are the document's date, `yesterday` and `last night` the day before, `tomorrow` the
//!    day after.
//! 8. `last`, `this` and `next` week, month and year are the calendar's. The weekend follows rule 5 with its Saturday.
//! 9. `the past (last, next, coming) three days` reach from or to the document's date, hours rounded up to days.
//! 10. `three days ago` is that day; `two weeks ago` the seven days around that day; `two months (years) ago` that whole month
//!     (year).
//! 11. A `couple` is 2, a `few` 2 to 5, `several` 3 to 7: the interval holds them all.
//! 12. `early`, `mid` and `late` (`the end of`) take the first, middle and last third of a month or year, and Monday to Wednesday,
//!     Tuesday to Thursday, Thursday to Sunday of a week. `earlier` and `later this week` end and begin with the document's date.
//! 13. `every Friday`, `Black Friday`, `the following Friday` and the names of papers are no such expressions.

mod anchor;
mod find;
mod governing;
mod model;
mod phrase;
mod tense;
mod word;

#[cfg(test)]
mod tests;

pub use find::find;
pub use governing::governing;
pub use model::TimeExpression;
