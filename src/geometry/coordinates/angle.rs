//! One angle of a position: `52°31'12.5" N`, `N 52°31.5'`, `36.2N`, `3612N`, `36-12.5N`, `52 degrees 31 minutes north`.

use super::cursor::{Cursor, Number};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    Latitude,
    Longitude,
}

impl Axis {
    /// The largest angle, in degrees.
    pub fn limit(self) -> f64 {
        match self {
            Self::Latitude => 90.0,
            Self::Longitude => 180.0,
        }
    }
}

/// An angle as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Angle {
    /// North and east are positive.
    pub degrees: f64,
    /// The worth of a one in the last place that is written, in degrees.
    pub unit: f64,
    /// Of which axis it is, where a hemisphere or the word latitude or longitude says so.
    pub axis: Option<Axis>,
    /// Whether degrees are named as such, by sign or word.
    pub marked: bool,
    /// Decimals of a plain number of degrees.
    pub decimals: u8,
}

/// Where an angle that has its first digit at `digit` begins, not before `floor`: its sign, hemisphere and label stand before.
pub(super) fn start_of(text: &str, digit: usize, floor: usize) -> usize {
    let before = |at: usize| text.get(floor..at).unwrap_or_default();
    let mut start = digit;
    if let Some(sign) = before(start).chars().next_back().filter(|&sign| is_sign(sign)) {
        start -= sign.len_utf8();
    }
    let blank = |text: &str| {
        let trimmed = text.trim_end();
        // Farther away it belongs to something else, and looking for it would not be bounded.
        if text.len() - trimmed.len() <= 4 { trimmed.len() } else { text.len() }
    };
    let near = |at: usize| {
        let mut from = at.saturating_sub(24).max(floor);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        text.get(from..at).map_or((at, ""), |near| (from, near))
    };
    let (from, window) = near(start);
    let window = &window[..blank(window)];
    let letter = window.chars().next_back();
    let stands_free = |text: &str| !text.chars().next_back().is_some_and(char::is_alphanumeric);
    if letter.is_some_and(|letter| "NSEW".contains(letter)) && stands_free(&window[..window.len() - 1]) {
        start = from + window.len() - 1;
    }
    let (from, window) = near(start);
    let window = &window[..blank(window)];
    let window = window.strip_suffix([':', '=']).unwrap_or(window).trim_end_matches([' ', '.']);
    let length = window.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let (rest, word) = window.split_at(window.len() - length);
    if label(&word.to_ascii_lowercase()).is_some() && stands_free(rest) {
        start = from + rest.len();
    }
    start
}

/// Reads an angle, from its label or hemisphere if it has one, to its end.
pub(super) fn angle(cursor: &mut Cursor) -> Option<Angle> {
    let labelled = leading_label(cursor);
    let prefix = leading_hemisphere(cursor);
    let sign = if prefix.is_none() { cursor.take(is_sign) } else { None };
    let number = cursor.number()?;
    let (mut value, shape) = body(cursor, number, prefix.is_some())?;
    let gap = !matches!(shape, Shape::Compact | Shape::Whole);
    let suffix = if prefix.is_none() { trailing_hemisphere(cursor, gap, shape) } else { None };
    let hemisphere = prefix.or(suffix);
    if hemisphere.is_some() && sign.is_some() {
        return None;
    }
    let axis = hemisphere.map(|(axis, _)| axis);
    let labelled = labelled.or_else(|| axis.and_then(|_| trailing_label(cursor)));
    if labelled.is_some() && axis.is_some() && labelled != axis {
        return None;
    }
    let axis = axis.or(labelled);
    match shape {
        Shape::Compact => value = compact(number, axis?)?,
        // Road numbers and addresses look like it: "N52", "1 N".
        Shape::Whole if labelled.is_none() && (suffix.is_none() || number.whole.len() < 2) => return None,
        // "12-15N 40-45E" spans degrees; ships write 040-45E.
        Shape::Hyphened { decimals } => {
            let digits = if axis? == Axis::Longitude { 3 } else { 2 };
            if hemisphere.is_none() || decimals == 0 && number.whole.len() != digits {
                return None;
            }
        }
        Shape::Marked { parts } if parts > 1 && hemisphere.is_none() => return None,
        _ => {}
    }
    let (degrees, unit) = value;
    if degrees > axis.map_or(180.0, Axis::limit) {
        return None;
    }
    let is_negative = hemisphere.is_some_and(|(_, negative)| negative) || matches!(sign, Some('-' | '−'));
    Some(Angle {
        degrees: if is_negative { -degrees } else { degrees },
        unit,
        axis,
        marked: matches!(shape, Shape::Marked { .. }),
        decimals: number.decimals,
    })
}

/// How the parts of an angle are told apart.
#[derive(Clone, Copy)]
enum Shape {
    /// `52°31'`, `52:31`
    Marked { parts: usize },
    /// `52-31.5`
    Hyphened { decimals: u8 },
    /// `5231`
    Compact,
    /// `52.5`
    Decimal,
    /// `52`
    Whole,
}

/// Degrees and the worth of the last place.
type Value = (f64, f64);

fn body(cursor: &mut Cursor, degrees: Number, is_prefixed: bool) -> Option<(Value, Shape)> {
    let plain = (degrees.value, degrees.unit());
    let mut mark = *cursor;
    mark.blanks();
    if degrees.whole.len() <= 3 && take_degree_mark(&mut mark) {
        *cursor = mark;
        if degrees.decimals > 0 {
            return Some((plain, Shape::Marked { parts: 1 }));
        }
        return marked(cursor, degrees, is_prefixed);
    }
    let mut separator = *cursor;
    if degrees.decimals == 0
        && degrees.whole.len() <= 3
        && let Some(separating) = separator.take(|character| matches!(character, ':' | '-' | '‐' | '‑'))
        && separator.is_at_digit()
    {
        let minutes = separator.number().filter(|minutes| minutes.whole.len() == 2)?;
        *cursor = separator;
        let mut parts = vec![degrees, minutes];
        if minutes.decimals == 0 && separator.take(|character| character == separating).is_some() {
            parts.push(separator.number().filter(|seconds| seconds.whole.len() == 2)?);
            *cursor = separator;
        }
        let decimals = parts.last().map_or(0, |last| last.decimals);
        let shape = if separating == ':' {
            Shape::Marked { parts: parts.len() }
        } else {
            Shape::Hyphened { decimals }
        };
        return Some((sum(&parts)?, shape));
    }
    match (degrees.whole.len(), degrees.decimals) {
        (1..=3, 0) => Some((plain, Shape::Whole)),
        (1..=3, _) => Some((plain, Shape::Decimal)),
        (4..=7, _) => Some((plain, Shape::Compact)),
        _ => None,
    }
}

/// Minutes and seconds behind whole degrees with their sign.
fn marked(cursor: &mut Cursor, degrees: Number, is_prefixed: bool) -> Option<(Value, Shape)> {
    let mut parts = vec![degrees];
    for is_mark in [take_minute_mark as fn(&mut Cursor) -> bool, take_second_mark] {
        let mut ahead = *cursor;
        ahead.blanks();
        let Some(number) = ahead.number().filter(|number| number.whole.len() <= 2) else { break };
        let mut mark = ahead;
        mark.blanks();
        if is_mark(&mut mark) {
            ahead = mark;
        } else {
            // The mark may be left out before the hemisphere: 52°31N; behind another number it is another number's.
            let mut hemisphere = ahead;
            let is_last = trailing_hemisphere(&mut hemisphere, true, Shape::Decimal).is_some();
            let accepted = if is_prefixed { cursor.is_at_digit() || parts.len() == 1 } else { is_last };
            if !accepted {
                break;
            }
        }
        *cursor = ahead;
        parts.push(number);
        if number.decimals > 0 {
            break;
        }
    }
    Some((sum(&parts)?, Shape::Marked { parts: parts.len() }))
}

/// Degrees, minutes and seconds together; none where minutes or seconds are sixty and more.
fn sum(parts: &[Number]) -> Option<Value> {
    let last = parts.last()?;
    let mut degrees = 0.0;
    let mut divisor = 1.0;
    let mut unit = 1.0;
    for (index, part) in parts.iter().enumerate() {
        if index > 0 && part.value >= 60.0 {
            return None;
        }
        degrees += part.value / divisor;
        unit = last.unit() / divisor;
        divisor *= 60.0;
    }
    Some((degrees, unit))
}

/// `3612` and `361230.5` as degrees, minutes and seconds; longitudes may have three digits of degrees.
fn compact(number: Number, axis: Axis) -> Option<Value> {
    let length = number.whole.len();
    let degrees_digits = match (axis, length) {
        (_, 4 | 6) => 2,
        (Axis::Longitude, 5 | 7) => 3,
        _ => return None,
    };
    let (degrees, rest) = number.whole.split_at(degrees_digits);
    let fraction = number.value.fract();
    let pair = |text: &str| text.parse::<f64>().ok();
    let (mut minutes, mut seconds) =
        (pair(&rest[..2])?, if rest.len() > 2 { pair(&rest[2..])? } else { 0.0 });
    let unit = if rest.len() > 2 { number.unit() / 3600.0 } else { number.unit() / 60.0 };
    *if rest.len() > 2 { &mut seconds } else { &mut minutes } += fraction;
    (minutes < 60.0 && seconds < 60.0)
        .then(|| Some((pair(degrees)? + minutes / 60.0 + seconds / 3600.0, unit)))?
}

pub(super) fn is_sign(character: char) -> bool {
    matches!(character, '-' | '−' | '+')
}

fn take_degree_mark(cursor: &mut Cursor) -> bool {
    cursor.take(|character| matches!(character, '°' | 'º' | '˚')).is_some()
        || take_word(cursor, &["degrees", "degree", "deg"])
}

fn take_minute_mark(cursor: &mut Cursor) -> bool {
    cursor.take(|character| matches!(character, '\'' | '′' | '’' | '‘' | '´' | 'ʹ' | '`')).is_some()
        || take_word(cursor, &["minutes", "minute", "min"])
}

fn take_second_mark(cursor: &mut Cursor) -> bool {
    if cursor.take(|character| matches!(character, '"' | '″' | '”' | '“' | 'ʺ')).is_some() {
        return true;
    }
    let mut twice = *cursor;
    let is_mark = |character| matches!(character, '\'' | '′' | '’' | '´' | 'ʹ');
    if let Some(first) = twice.take(is_mark)
        && twice.take(|second| second == first).is_some()
    {
        *cursor = twice;
        return true;
    }
    take_word(cursor, &["seconds", "second", "sec"])
}

fn take_word(cursor: &mut Cursor, words: &[&str]) -> bool {
    let mut ahead = *cursor;
    let is_one = ahead.word(9).is_some_and(|word| words.contains(&word.as_str()));
    if is_one {
        *cursor = ahead;
    }
    is_one
}

fn label(word: &str) -> Option<Axis> {
    match word {
        "lat" | "latitude" => Some(Axis::Latitude),
        "lon" | "long" | "lng" | "longitude" => Some(Axis::Longitude),
        _ => None,
    }
}

fn leading_label(cursor: &mut Cursor) -> Option<Axis> {
    let mut ahead = *cursor;
    let axis = label(&ahead.word(9)?)?;
    // "latitude-54.4": nobody knows whether that is a sign.
    if ahead.peek().is_some_and(is_sign) {
        return None;
    }
    ahead.take(|character| character == '.');
    ahead.blanks();
    ahead.take(|character| matches!(character, ':' | '='));
    ahead.blanks();
    *cursor = ahead;
    Some(axis)
}

fn trailing_label(cursor: &mut Cursor) -> Option<Axis> {
    let mut ahead = *cursor;
    ahead.blanks();
    let word = ahead.word(9)?;
    // "36.2 N, lat" is no label of what stands before, and "lat" alone leads more often than it trails.
    let axis = label(&word).filter(|_| word.len() > 4)?;
    *cursor = ahead;
    Some(axis)
}

/// Of which axis, and whether south or west.
type Hemisphere = (Axis, bool);

fn hemisphere(letter: char) -> Option<Hemisphere> {
    match letter {
        'N' | 'n' => Some((Axis::Latitude, false)),
        'S' | 's' => Some((Axis::Latitude, true)),
        'E' | 'e' => Some((Axis::Longitude, false)),
        'W' | 'w' => Some((Axis::Longitude, true)),
        _ => None,
    }
}

fn leading_hemisphere(cursor: &mut Cursor) -> Option<Hemisphere> {
    let mut ahead = *cursor;
    let found = hemisphere(ahead.take(|letter| "NSEW".contains(letter))?)?;
    ahead.blanks();
    if !ahead.is_at_digit() {
        return None;
    }
    *cursor = ahead;
    Some(found)
}

/// A hemisphere behind its number; small letters only behind a degree sign, where they can be nothing else.
fn trailing_hemisphere(cursor: &mut Cursor, gap: bool, shape: Shape) -> Option<Hemisphere> {
    let mut ahead = *cursor;
    if gap {
        ahead.blanks();
    }
    let mut letter = ahead;
    let is_marked = matches!(shape, Shape::Marked { .. });
    if let Some(found) = letter
        .take(|letter| letter.is_ascii_uppercase() || is_marked && "nsew".contains(letter))
        .and_then(hemisphere)
        && !letter.peek().is_some_and(|next| next.is_alphabetic() || next == '_')
    {
        *cursor = letter;
        return Some(found);
    }
    let found = match ahead.word(5)?.as_str() {
        "north" => hemisphere('N'),
        "south" => hemisphere('S'),
        "east" => hemisphere('E'),
        "west" => hemisphere('W'),
        _ => None,
    };
    if found.is_some() {
        *cursor = ahead;
    }
    found
}
