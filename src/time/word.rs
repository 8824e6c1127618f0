//! The words that time expressions are made of.

use jiff::civil::{Date, Weekday};

use super::lexicon;
use crate::segment::{Shape, Token};

/// What a token is to a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Weekday(Weekday),
    /// `Wed.` or `Wed`: only before a date
    ShortWeekday(Weekday),
    Month(i8),
    Season(Season),
    /// `fall`: a season only where a year or `last` says so
    Fall,
    /// Digits alone: how many, and their value
    Digits(usize, u16),
    /// `7th`
    Ordinal(u16),
    /// `1990s`: its first year
    Decade(i16),
    /// `07.10.2015`: day, month, year
    Dotted(Date),
    /// `07T14:30Z`, the end of a date and time
    DayAndClock(i8, Clock, bool),
    /// `14:30`
    Colon(Clock),
    /// `6.30`: a time only before `p.m.`
    Point(Clock),
    /// `7am`, `9.15pm`
    Clock(Clock),
    /// `a.m.`, `p.m.`: whether it is the second
    Meridiem(bool),
    OClock,
    Noon,
    Midnight,
    /// `GMT`, `CET`: whether it is UTC
    Zone(bool),
    /// `local`
    Local,
    /// `time`: "local time"
    Time,
    /// `first` to `fourth`
    Nth(u8),
    Half,
    Quarter,
    /// `Q3`
    NthQuarter(u8),
    Century,
    /// `three`, `couple`, `few`: the least and the most it means
    Count(u16, u16),
    /// `a`, `an`
    A,
    /// A stretch, and whether the word is a plural
    Unit(Unit, bool),
    PartOfDay(PartOfDay),
    Overnight,
    Today,
    Tonight,
    Yesterday,
    Tomorrow,
    Which(Which),
    /// `recent`: like past, but only before a plural
    Recent,
    Portion(Portion),
    /// `end`: only before `of`
    PortionOf(Portion),
    Ago,
    /// `following`, `previous`, `same`: how far from what was told
    Told(i32),
    /// `in` and others after which a month or year may stand alone
    Preposition,
    In,
    Since,
    From,
    Between,
    /// `until`, `through`: also between the ends of a range
    Until,
    /// `to`: only between the ends of a range
    To,
    Before,
    After,
    /// May follow `late`, and tells nothing of months
    On,
    /// `at`, `around`: a time of day follows
    At,
    Of,
    /// Like `of` before a year
    For,
    The,
    /// `its`, `this`: before a year and a noun
    Possessive,
    And,
    /// Makes a weekday something else: `every`, `Black`
    Unfit,
    /// Makes the weekday before it part of a name: `Times`
    Paper,
    /// What a number counts: `metres`, `people`
    Measure,
    Comma,
    Dash,
    Slash,
    /// Any other mark
    Mark,
    /// Any other word in lower case that may be a plural
    Plural,
    /// Any other word with a capital
    Name,
    Other,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock {
    pub hour: i8,
    pub minute: i8,
}

impl Clock {
    /// A time of the 24-hour clock.
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        let fits = hour < 24 && minute < 60;
        fits.then_some(Self { hour: hour as i8, minute: minute as i8 })
    }

    /// A time of the 12-hour clock.
    pub fn of_half(hour: u16, minute: u16, afternoon: bool) -> Option<Self> {
        (1..=12)
            .contains(&hour)
            .then(|| Self::new(hour % 12 + if afternoon { 12 } else { 0 }, minute))
            .flatten()
    }
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Hour,
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfDay {
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// A season of the northern half of the Earth, in whole months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Which one of a stretch that comes again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Last,
    /// `past`: like last before a number, never the calendar's
    Past,
    This,
    Next,
    /// `coming`
    Coming,
}

/// Which part of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Portion {
    Early,
    Middle,
    Late,
    /// Up to the document's date
    Earlier,
    /// From the document's date on
    Later,
    FirstHalf,
    SecondHalf,
    /// The first to the fourth three months of a year
    Quarter(u8),
}

impl Word {
    /// Reads one token.
    pub fn read(text: &str, token: &Token) -> Self {
        let word = &text[token.range.clone()];
        match token.shape {
            Shape::Punctuation => match word {
                "," => Self::Comma,
                "-" | "–" | "‐" | "‑" => Self::Dash,
                "/" => Self::Slash,
                _ => Self::Mark,
            },
            Shape::Number => number(word),
            Shape::Uncased => Self::Other,
            shape => lexicon::find(word, shape).unwrap_or(match shape {
                Shape::Lower if word.ends_with('s') => Self::Plural,
                Shape::Lower => Self::Other,
                _ => Self::Name,
            }),
        }
    }

    /// Whether an expression may begin with it.
    pub const fn begins(self) -> bool {
        matches!(
            self,
            Self::Weekday(_)
                | Self::ShortWeekday(_)
                | Self::Month(_)
                | Self::Season(_)
                | Self::Fall
                | Self::Digits(..)
                | Self::Ordinal(_)
                | Self::Decade(_)
                | Self::Dotted(_)
                | Self::Colon(_)
                | Self::Point(_)
                | Self::Clock(_)
                | Self::Noon
                | Self::Midnight
                | Self::Nth(_)
                | Self::NthQuarter(_)
                | Self::Count(..)
                | Self::A
                | Self::The
                | Self::Unit(..)
                | Self::PartOfDay(_)
                | Self::Overnight
                | Self::Today
                | Self::Tonight
                | Self::Yesterday
                | Self::Tomorrow
                | Self::Which(_)
                | Self::Recent
                | Self::Portion(_)
                | Self::PortionOf(_)
                | Self::Told(_)
        )
    }
}

/// A token that begins with a digit.
fn number(word: &str) -> Word {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (head, tail) = word.split_at(digits);
    let Ok(value) = head.parse::<u16>() else { return Word::Other };
    match tail {
        "" => return Word::Digits(digits, value),
        "st" | "nd" | "rd" | "th" => return Word::Ordinal(value),
        "s" if digits == 4 && value % 10 == 0 && (value % 100 != 0 || value == 2000) => {
            return i16::try_from(value).map_or(Word::Other, Word::Decade);
        }
        _ => {}
    }
    clock(digits, value, tail).or_else(|| dotted(word)).unwrap_or(Word::Other)
}

/// `:30`, `.30pm`, `pm`, `T14:30Z` behind the first digits.
fn clock(digits: usize, value: u16, tail: &str) -> Option<Word> {
    let half = |tail: &str| {
        let bare = tail.as_bytes();
        match bare {
            [letter @ (b'a' | b'p' | b'A' | b'P'), b'm' | b'M'] => Some(matches!(letter, b'p' | b'P')),
            _ => None,
        }
    };
    if digits > 2 {
        return None;
    }
    if let Some(afternoon) = half(tail) {
        return Clock::of_half(value, 0, afternoon).map(Word::Clock);
    }
    if let Some(rest) = tail.strip_prefix('T') {
        let (rest, utc) = rest.strip_suffix('Z').map_or((rest, false), |rest| (rest, true));
        let mut parts = rest.split(':');
        let mut two = || parts.next().filter(|part| part.len() == 2).and_then(|part| part.parse().ok());
        let clock = Clock::new(two()?, two()?)?;
        return Some(Word::DayAndClock(i8::try_from(value).ok()?, clock, utc));
    }
    let colon = tail.starts_with(':');
    let rest = tail.strip_prefix([':', '.'])?;
    let minutes: u16 = rest.get(..2)?.parse().ok()?;
    match &rest[2..] {
        "" if colon => Clock::new(value, minutes).map(Word::Colon),
        "" => Clock::new(value, minutes).map(Word::Point),
        tail => Clock::of_half(value, minutes, half(tail)?).map(Word::Clock),
    }
}

/// `7.10.2015`: who writes stops writes the day first.
fn dotted(word: &str) -> Option<Word> {
    let mut parts = word.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || day.len() > 2 || month.len() > 2 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok().map(Word::Dotted)
}
