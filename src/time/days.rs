use jiff::civil::Date;

/// A span of whole days, both ends inclusive; an open end is the least or greatest number there is.
///
/// Events are known by the day, so a span of instants is asked as the days they fall on (UTC).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// First day since 1970-01-01.
    pub first: i32,
    /// Last day since 1970-01-01.
    pub last: i32,
}

impl Days {
    /// All days; also what a feature without a date has, which matches whatever is asked.
    pub const ALL: Self = Self { first: i32::MIN, last: i32::MAX };

    /// From records' RFC 3339 days; what is not a day counts as unknown.
    #[must_use]
    pub(crate) fn of(days: Option<(&str, &str)>) -> Self {
        let number = |text: &str| text.parse().ok().map(day_number);
        days.and_then(|(first, last)| Some(Self { first: number(first)?, last: number(last)? }))
            .unwrap_or(Self::ALL)
    }

    /// The shortest span that holds both.
    #[must_use]
    pub fn around(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// Whether both spans share a day.
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// Days since 1970-01-01.
///
/// ```
/// use dateline::time::day_number;
///
/// assert_eq!(day_number(jiff::civil::date(1970, 1, 2)), 1);
/// ```
#[must_use]
pub fn day_number(date: Date) -> i32 {
    const EPOCH: Date = Date::constant(1970, 1, 1);
    // jiff's years end at 9999: 2.9 million days.
    (date.duration_since(EPOCH).as_hours() / 24) as i32
}

/// The date of a day number; null beyond the years -9999 to 9999.
pub(crate) fn date_of(day: i32) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_and_dates_map_to_each_other() {
        for text in ["1969-12-31", "2015-10-07", "2024-02-29", "-009999-01-01", "9999-12-31"] {
            let date: Date = text.parse().unwrap();
            assert_eq!(date_of(day_number(date)), Some(date));
        }
        assert_eq!(date_of(i32::MAX), None);
    }

    #[test]
    fn spans_that_touch_by_a_day_intersect() {
        let week = Days { first: 10, last: 16 };
        assert!(week.intersects(Days { first: 16, last: 20 }));
        assert!(!week.intersects(Days { first: 17, last: 20 }));
        assert!(week.intersects(Days::ALL));
    }
}
