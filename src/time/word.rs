//! The words that time expressions are made of.

use jiff::civil::Weekday;

use crate::segment::{Shape, Token};

/// What a token is to a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Weekday(Weekday),
    /// `Wed.` or `Wed`: only before a date
    ShortWeekday(Weekday),
    Month(i8),
    /// Digits alone: how many, and their value
    Digits(usize, u16),
    /// `7th`
    Ordinal(u16),
    /// `three`, `couple`, `few`: the least and the most it means
    Count(u16, u16),
    /// `a`, `an`
    A,
    Unit(Unit),
    /// `night`, `morning`
    PartOfDay,
    Today,
    Yesterday,
    Tomorrow,
    Which(Which),
    Portion(Portion),
    /// `end`: only before `of`
    PortionOf(Portion),
    Ago,
    /// `in`, `since` and others after which a month or year may stand alone
    Preposition,
    /// `on`, `at`: may follow `late`, and tells nothing of months
    On,
    Of,
    The,
    /// Makes a weekday something else: `every`, `Black`
    Unfit,
    /// Makes the weekday before it part of a name: `Times`
    Paper,
    Comma,
    Dash,
    /// Any other mark
    Mark,
    Other,
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Year,
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
}

/// The longest word that tells anything here.
const LONGEST: usize = 9;

/// Lower case of a word short enough to matter; an empty one for any other.
pub fn lower<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> &'b str {
    let Some(lower) = buffer.get_mut(..word.len()).filter(|_| word.is_ascii()) else { return "" };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    // ASCII is UTF-8.
    std::str::from_utf8(lower).unwrap_or_default()
}

impl Word {
    /// Reads one token.
    pub fn read(text: &str, token: &Token) -> Self {
        let word = &text[token.range.clone()];
        match token.shape {
            Shape::Punctuation => match word {
                "," => Self::Comma,
                "-" | "–" | "‐" | "‑" => Self::Dash,
                _ => Self::Mark,
            },
            Shape::Number => number(word),
            Shape::Uncased => Self::Other,
            _ => {
                let mut buffer = [0; LONGEST];
                let word = lower(word, &mut buffer);
                match proper(word) {
                    Self::Other => common(word),
                    _ if token.shape == Shape::Lower => Self::Other,
                    proper => proper,
                }
            }
        }
    }
}

fn number(word: &str) -> Word {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let Ok(value) = word[..digits].parse() else { return Word::Other };
    match &word[digits..] {
        "" => Word::Digits(digits, value),
        "st" | "nd" | "rd" | "th" => Word::Ordinal(value),
        _ => Word::Other,
    }
}

/// Words that are written with a capital.
fn proper(word: &str) -> Word {
    match word {
        "monday" => Word::Weekday(Weekday::Monday),
        "tuesday" => Word::Weekday(Weekday::Tuesday),
        "wednesday" => Word::Weekday(Weekday::Wednesday),
        "thursday" => Word::Weekday(Weekday::Thursday),
        "friday" => Word::Weekday(Weekday::Friday),
        "saturday" => Word::Weekday(Weekday::Saturday),
        "sunday" => Word::Weekday(Weekday::Sunday),
        "mon" | "mon." => Word::ShortWeekday(Weekday::Monday),
        "tue" | "tue." | "tues" | "tues." => Word::ShortWeekday(Weekday::Tuesday),
        "wed" | "wed." => Word::ShortWeekday(Weekday::Wednesday),
        "thu" | "thu." | "thur" | "thur." | "thurs" | "thurs." => Word::ShortWeekday(Weekday::Thursday),
        "fri" | "fri." => Word::ShortWeekday(Weekday::Friday),
        "sat" | "sat." => Word::ShortWeekday(Weekday::Saturday),
        "sun" | "sun." => Word::ShortWeekday(Weekday::Sunday),
        "january" | "jan" | "jan." => Word::Month(1),
        "february" | "feb" | "feb." => Word::Month(2),
        "march" | "mar" | "mar." => Word::Month(3),
        "april" | "apr" | "apr." => Word::Month(4),
        "may" => Word::Month(5),
        "june" | "jun" | "jun." => Word::Month(6),
        "july" | "jul" | "jul." => Word::Month(7),
        "august" | "aug" | "aug." => Word::Month(8),
        "september" | "sep" | "sep." | "sept" | "sept." => Word::Month(9),
        "october" | "oct" | "oct." => Word::Month(10),
        "november" | "nov" | "nov." => Word::Month(11),
        "december" | "dec" | "dec." => Word::Month(12),
        "black" | "good" | "bloody" | "ash" | "easter" | "palm" | "super" | "cyber" | "holy" => Word::Unfit,
        "times" | "telegraph" | "mirror" | "mail" | "herald" | "express" => Word::Paper,
        _ => Word::Other,
    }
}

fn common(word: &str) -> Word {
    match word {
        "one" => Word::Count(1, 1),
        "two" | "couple" => Word::Count(2, 2),
        "three" => Word::Count(3, 3),
        "four" => Word::Count(4, 4),
        "five" => Word::Count(5, 5),
        "six" => Word::Count(6, 6),
        "seven" => Word::Count(7, 7),
        "eight" => Word::Count(8, 8),
        "nine" => Word::Count(9, 9),
        "ten" => Word::Count(10, 10),
        "eleven" => Word::Count(11, 11),
        "twelve" => Word::Count(12, 12),
        "few" => Word::Count(2, 5),
        "several" => Word::Count(3, 7),
        "a" | "an" => Word::A,
        "hour" | "hours" => Word::Unit(Unit::Hour),
        "day" | "days" => Word::Unit(Unit::Day),
        "week" | "weeks" => Word::Unit(Unit::Week),
        "weekend" => Word::Unit(Unit::Weekend),
        "month" | "months" => Word::Unit(Unit::Month),
        "year" | "years" => Word::Unit(Unit::Year),
        "night" | "morning" | "afternoon" | "evening" => Word::PartOfDay,
        "today" | "tonight" => Word::Today,
        "yesterday" => Word::Yesterday,
        "tomorrow" => Word::Tomorrow,
        "last" => Word::Which(Which::Last),
        "past" => Word::Which(Which::Past),
        "this" => Word::Which(Which::This),
        "next" => Word::Which(Which::Next),
        "coming" => Word::Which(Which::Coming),
        "early" => Word::Portion(Portion::Early),
        "mid" => Word::Portion(Portion::Middle),
        "late" => Word::Portion(Portion::Late),
        "start" | "beginning" => Word::PortionOf(Portion::Early),
        "middle" => Word::PortionOf(Portion::Middle),
        "end" => Word::PortionOf(Portion::Late),
        "earlier" => Word::Portion(Portion::Earlier),
        "later" => Word::Portion(Portion::Later),
        "ago" => Word::Ago,
        "in" | "since" | "by" | "until" | "till" | "from" | "during" | "before" | "after" | "through" => {
            Word::Preposition
        }
        "on" | "at" => Word::On,
        "of" => Word::Of,
        "the" => Word::The,
        "every" | "each" | "following" | "previous" => Word::Unfit,
        _ => Word::Other,
    }
}
