//! Days as metadata and file names write them.
//!
//! A date with a time of day and an offset is the day as it is written, in its own zone: what the newsroom called that day.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// No more of a value is looked at: dates are short, and a field may hold a whole article by mistake.
const LONGEST: usize = 100;

/// Years in which eight digits in a row are a day; 20991231 and beyond, or 18991231, are numbers.
const COMPACT_YEARS: std::ops::Range<i16> = 1900..2100;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The day that a value of metadata means: ISO 8601 with or without a time, `20151007`, the dates of mails and feeds
/// (`Wed, 07 Oct 2015 22:10:00 +0300`), and English ones (`October 7, 2015`).
///
/// `07/10/2015` is a different day in London and in New York, and none here.
#[must_use]
pub fn read(value: &str) -> Option<Date> {
    let value = value.trim();
    let value = &value[..value.floor_char_boundary(LONGEST)];
    iso(value).or_else(|| in_words(value))
}

/// The day of a number of seconds or milliseconds since 1970, in UTC, from 1973 on: smaller numbers are no times.
pub fn from_unix(number: i64) -> Option<Date> {
    let timestamp = match number {
        100_000_000..10_000_000_000 => Timestamp::from_second(number),
        100_000_000_000..10_000_000_000_000 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    Some(timestamp.ok()?.to_zoned(TimeZone::UTC).date())
}

/// The day in the name of a file: `2015-10-07-report.txt`, `report_20151007.html`, `2015/10/07/report.txt`.
///
/// A name with two different days tells none.
pub fn in_path(path: &str) -> Option<Date> {
    let path = Path::new(path);
    let stem = path.file_name()?.to_string_lossy();
    let mut days = in_name(&stem);
    if let Some(first) = days.next() {
        return days.all(|day| day == first).then_some(first);
    }
    let mut folders = path.parent()?.iter().rev().map(|part| part.to_string_lossy());
    let (day, month, year) = (folders.next()?, folders.next()?, folders.next()?);
    if (year.len(), month.len(), day.len()) == (4, 2, 2) { numbers(&year, &month, &day) } else { None }
}

/// Every day in a name, in order.
fn in_name(name: &str) -> impl Iterator<Item = Date> {
    let bytes = name.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let starts = (0..bytes.len()).filter(move |&at| is_digit(at) && (at == 0 || !is_digit(at - 1)));
    starts.filter_map(move |start| {
        let run = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        match run {
            8 => compact(name.get(start..start + 8)?),
            4 => {
                let separator = *bytes.get(start + 4)?;
                let day = name.get(start..start + 10)?;
                let fits = matches!(separator, b'-' | b'_' | b'.')
                    && bytes[start + 7] == separator
                    && !is_digit(start + 10);
                if fits { numbers(&day[..4], day.get(5..7)?, day.get(8..)?) } else { None }
            }
            _ => None,
        }
    })
}

fn numbers(year: &str, month: &str, day: &str) -> Option<Date> {
    let all_digits = [year, month, day].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !all_digits {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn compact(digits: &str) -> Option<Date> {
    let day = numbers(digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?)?;
    COMPACT_YEARS.contains(&day.year()).then_some(day)
}

/// `2015-10-07`, `2015/10/07` or `20151007`, alone or with a time behind it.
fn iso(value: &str) -> Option<Date> {
    let goes_on = |rest: &str| rest.is_empty() || rest.starts_with(['T', 't', ' ', 'Z', '+']);
    if let Some((digits, rest)) = value.split_at_checked(8)
        && digits.bytes().all(|byte| byte.is_ascii_digit())
    {
        return if goes_on(rest) { compact(digits) } else { None };
    }
    let (day, rest) = value.split_at_checked(10)?;
    let separator = day.chars().nth(4).filter(|separator| matches!(separator, '-' | '/'))?;
    let mut parts = day.split(separator);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = (year.len(), month.len(), day.len()) == (4, 2, 2) && goes_on(rest);
    if fits { numbers(year, month, day) } else { None }
}

/// A month in words between a day and a year, in either order; the weekday and what follows the year do not count.
fn in_words(value: &str) -> Option<Date> {
    let mut words = value
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .skip_while(|word| month(word).is_none() && !word.starts_with(|first: char| first.is_ascii_digit()));
    let (first, second, third) = (words.next()?, words.next()?, words.next()?);
    let (day, month) = match (month(first), month(second)) {
        (None, Some(month)) => (first, month),
        (Some(month), None) => (second, month),
        _ => return None,
    };
    let day = day.trim_end_matches(|last: char| last.is_ascii_alphabetic());
    let year: i16 = third.parse().ok()?;
    // Two digits as RFC 2822 reads them.
    let year = match third.len() {
        4 => year,
        2 if year < 50 => year + 2000,
        2 | 3 => year + 1900,
        _ => return None,
    };
    if day.is_empty() || day.len() > 2 {
        return None;
    }
    Date::new(year, month, day.parse().ok()?).ok()
}

/// The number of a month in English, whole or cut to three letters or more ("Sept").
pub(super) fn month(word: &str) -> Option<i8> {
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_dates_of_pages_feeds_and_mails_are_read() {
        for value in [
            "2015-10-07",
            " 2015-10-07T22:10:00+03:00 ",
            "2015-10-07 08:00",
            "2015/10/07",
            "20151007",
            "20151007T221000Z",
            "Wed, 07 Oct 2015 22:10:00 +0300",
            "7 Oct 15 22:10 GMT",
            "Wednesday, 7 October 2015",
            "October 7th, 2015, 4:05 p.m.",
            "Oct. 7, 2015",
            "Published on 7 October 2015",
        ] {
            assert_eq!(read(value), Some(date(2015, 10, 7)), "{value}");
        }
    }

    #[test]
    fn what_is_no_sure_day_is_none() {
        for value in [
            "",
            "yesterday",
            "07/10/2015",
            "7.10.2015",
            "2015-13-01",
            "2015-10",
            "October 2015",
            "2015-10-071",
            "99999999",
            "12345678",
            "May",
            "31 February 2015",
            "October 7",
            "Ⅶ Oct 2015",
            "2015é10é07",
        ] {
            assert_eq!(read(value), None, "{value}");
        }
    }

    #[test]
    fn seconds_and_milliseconds_are_days_in_utc() {
        assert_eq!(from_unix(1_444_255_800), Some(date(2015, 10, 7)));
        assert_eq!(from_unix(1_444_255_800_000), Some(date(2015, 10, 7)));
        assert_eq!(from_unix(20_151_007), None);
        assert_eq!(from_unix(-1), None);
    }

    #[test]
    fn a_file_name_tells_its_day() {
        for path in [
            "2015-10-07-report.txt",
            "a/report_2015-10-07.html.gz",
            "report20151007.txt",
            "wire.2015_10_07.txt",
            "2015-10-07 to 20151007.txt",
            "archive/2015/10/07/report.txt",
        ] {
            assert_eq!(in_path(path), Some(date(2015, 10, 7)), "{path}");
        }
        for path in [
            "report.txt",
            "2015-10-07-to-2015-10-09.txt",
            "2015-10-071.txt",
            "12015-10-07.txt",
            "000_1ff877507b5dae59.txt",
            "87654321.txt",
            "2015-10_07.txt",
            "2015-10-0é.txt",
            "2015/10/report.txt",
            "2015/13/07/report.txt",
            "..",
            "",
        ] {
            assert_eq!(in_path(path), None, "{path}");
        }
    }
}
