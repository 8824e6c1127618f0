//! The `datetime` parameter of OGC API Features: an instant, or an interval that may be open at either end.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::QueryError;
use crate::time::{Days, day_number};

const EXPECTED: &str = "a date or date-time with zone (RFC 3339), or two of them with a slash between, either of which may \
                        be .. for an open end, such as 2015-10-07 or 2015-09-30/..";

/// Reads a `datetime`; ends are inclusive, instants count as the day they fall on (UTC).
pub(super) fn parse(text: &str) -> Result<Days, QueryError> {
    let error = |expected: &str| QueryError::value("datetime", text, expected);
    let day = |instant: &str| instant_day(instant).ok_or_else(|| error(EXPECTED));
    let end = |instant: &str, open: i32| match instant {
        "" | ".." => Ok(open),
        instant => day(instant),
    };
    let days = match text.split_once('/') {
        None => {
            let day = day(text)?;
            Days { first: day, last: day }
        }
        Some((first, last)) => Days { first: end(first, Days::ALL.first)?, last: end(last, Days::ALL.last)? },
    };
    if days.first > days.last {
        return Err(error("an interval that does not end before it starts"));
    }
    Ok(days)
}

fn instant_day(text: &str) -> Option<i32> {
    let date: Date = if text.len() == "2015-10-07".len() {
        text.parse().ok()?
    } else {
        // An unescaped plus in an address arrives as a space; no date-time has one.
        let timestamp: Timestamp = text.replace(' ', "+").parse().ok()?;
        timestamp.to_zoned(TimeZone::UTC).date()
    };
    Some(day_number(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> (i32, i32) {
        let days = parse(text).unwrap();
        (days.first, days.last)
    }

    fn day(text: &str) -> i32 {
        day_number(text.parse().unwrap())
    }

    #[test]
    fn instants_and_intervals_are_days_with_inclusive_ends() {
        let (first, last) = (day("2015-09-30"), day("2015-10-07"));
        assert_eq!(days("2015-10-07"), (last, last));
        assert_eq!(days("2015-10-07T23:59:59Z"), (last, last));
        assert_eq!(days("2015-09-30/2015-10-07"), (first, last));
        assert_eq!(days("2015-09-30T00:00:00Z/2015-10-07T12:00:00.5Z"), (first, last));
    }

    #[test]
    fn either_end_may_be_open_in_both_spellings() {
        let first = day("2015-09-30");
        assert_eq!(days("2015-09-30/.."), (first, i32::MAX));
        assert_eq!(days("2015-09-30/"), (first, i32::MAX));
        assert_eq!(days("../2015-09-30"), (i32::MIN, first));
        assert_eq!(days("/2015-09-30"), (i32::MIN, first));
        assert_eq!(days("../.."), (i32::MIN, i32::MAX));
    }

    #[test]
    fn a_zone_moves_the_day_even_when_its_plus_came_as_a_space() {
        assert_eq!(days("2015-10-07T01:00:00+03:00"), (day("2015-10-06"), day("2015-10-06")));
        assert_eq!(days("2015-10-07T01:00:00 03:00"), (day("2015-10-06"), day("2015-10-06")));
    }

    #[test]
    fn what_is_no_time_is_refused_with_what_was_expected() {
        for text in
            ["", "yesterday", "2015-02-30", "2015-10-07T12:00:00", "2015-10", "a/b", "1/2/3", "20151007"]
        {
            let error = parse(text).unwrap_err();
            assert_eq!(error.parameter(), "datetime");
            assert!(error.expected().contains("RFC 3339"), "{text}: {error}");
        }
        assert!(parse("2015-10-07/2015-09-30").unwrap_err().to_string().contains("end before it starts"));
    }
}
