//! The English words of time, each with what it is to an expression.

use std::sync::LazyLock;

use jiff::civil::Weekday;

use super::word::{PartOfDay, Portion, Season, Unit, Which, Word};
use crate::segment::Shape;

/// The longest word below. Longer ones are not looked up.
const LONGEST: usize = 10;

/// Words that are written with a capital; in lower case they are others ("march", "may", "sun").
const PROPER: &[(&str, Word)] = &[
    ("monday", Word::Weekday(Weekday::Monday)),
    ("tuesday", Word::Weekday(Weekday::Tuesday)),
    ("wednesday", Word::Weekday(Weekday::Wednesday)),
    ("thursday", Word::Weekday(Weekday::Thursday)),
    ("friday", Word::Weekday(Weekday::Friday)),
    ("saturday", Word::Weekday(Weekday::Saturday)),
    ("sunday", Word::Weekday(Weekday::Sunday)),
    ("mon", Word::ShortWeekday(Weekday::Monday)),
    ("tue", Word::ShortWeekday(Weekday::Tuesday)),
    ("tues", Word::ShortWeekday(Weekday::Tuesday)),
    ("wed", Word::ShortWeekday(Weekday::Wednesday)),
    ("thu", Word::ShortWeekday(Weekday::Thursday)),
    ("thur", Word::ShortWeekday(Weekday::Thursday)),
    ("thurs", Word::ShortWeekday(Weekday::Thursday)),
    ("fri", Word::ShortWeekday(Weekday::Friday)),
    ("sat", Word::ShortWeekday(Weekday::Saturday)),
    ("sun", Word::ShortWeekday(Weekday::Sunday)),
    ("january", Word::Month(1)),
    ("jan", Word::Month(1)),
    ("february", Word::Month(2)),
    ("feb", Word::Month(2)),
    ("march", Word::Month(3)),
    ("mar", Word::Month(3)),
    ("april", Word::Month(4)),
    ("apr", Word::Month(4)),
    ("may", Word::Month(5)),
    ("june", Word::Month(6)),
    ("jun", Word::Month(6)),
    ("july", Word::Month(7)),
    ("jul", Word::Month(7)),
    ("august", Word::Month(8)),
    ("aug", Word::Month(8)),
    ("september", Word::Month(9)),
    ("sep", Word::Month(9)),
    ("sept", Word::Month(9)),
    ("october", Word::Month(10)),
    ("oct", Word::Month(10)),
    ("november", Word::Month(11)),
    ("nov", Word::Month(11)),
    ("december", Word::Month(12)),
    ("dec", Word::Month(12)),
    ("q1", Word::NthQuarter(1)),
    ("q2", Word::NthQuarter(2)),
    ("q3", Word::NthQuarter(3)),
    ("q4", Word::NthQuarter(4)),
    ("gmt", Word::Zone(true)),
    ("utc", Word::Zone(true)),
    ("bst", Word::Zone(false)),
    ("cet", Word::Zone(false)),
    ("cest", Word::Zone(false)),
    ("eet", Word::Zone(false)),
    ("est", Word::Zone(false)),
    ("edt", Word::Zone(false)),
    ("et", Word::Zone(false)),
    ("cst", Word::Zone(false)),
    ("cdt", Word::Zone(false)),
    ("mst", Word::Zone(false)),
    ("mdt", Word::Zone(false)),
    ("pst", Word::Zone(false)),
    ("pdt", Word::Zone(false)),
    ("ist", Word::Zone(false)),
    ("jst", Word::Zone(false)),
    ("msk", Word::Zone(false)),
    ("black", Word::Unfit),
    ("good", Word::Unfit),
    ("bloody", Word::Unfit),
    ("ash", Word::Unfit),
    ("easter", Word::Unfit),
    ("palm", Word::Unfit),
    ("super", Word::Unfit),
    ("cyber", Word::Unfit),
    ("holy", Word::Unfit),
    ("times", Word::Paper),
    ("telegraph", Word::Paper),
    ("mirror", Word::Paper),
    ("mail", Word::Paper),
    ("herald", Word::Paper),
    ("express", Word::Paper),
];

/// Months that no other word is written like, so that they count in any case.
const UNMISTAKABLE: [&str; 8] =
    ["january", "february", "july", "august", "september", "october", "november", "december"];

/// Words that count in any case.
const COMMON: &[(&str, Word)] = &[
    ("one", Word::Count(1, 1)),
    ("two", Word::Count(2, 2)),
    ("couple", Word::Count(2, 2)),
    ("three", Word::Count(3, 3)),
    ("four", Word::Count(4, 4)),
    ("five", Word::Count(5, 5)),
    ("six", Word::Count(6, 6)),
    ("seven", Word::Count(7, 7)),
    ("eight", Word::Count(8, 8)),
    ("nine", Word::Count(9, 9)),
    ("ten", Word::Count(10, 10)),
    ("eleven", Word::Count(11, 11)),
    ("twelve", Word::Count(12, 12)),
    ("thirteen", Word::Count(13, 13)),
    ("fourteen", Word::Count(14, 14)),
    ("fifteen", Word::Count(15, 15)),
    ("sixteen", Word::Count(16, 16)),
    ("seventeen", Word::Count(17, 17)),
    ("eighteen", Word::Count(18, 18)),
    ("nineteen", Word::Count(19, 19)),
    ("twenty", Word::Count(20, 20)),
    ("thirty", Word::Count(30, 30)),
    ("forty", Word::Count(40, 40)),
    ("fifty", Word::Count(50, 50)),
    ("few", Word::Count(2, 5)),
    ("several", Word::Count(3, 7)),
    ("first", Word::Nth(1)),
    ("second", Word::Nth(2)),
    ("third", Word::Nth(3)),
    ("fourth", Word::Nth(4)),
    ("half", Word::Half),
    ("quarter", Word::Quarter),
    ("century", Word::Century),
    ("a", Word::A),
    ("an", Word::A),
    ("hour", Word::Unit(Unit::Hour, false)),
    ("hours", Word::Unit(Unit::Hour, true)),
    ("day", Word::Unit(Unit::Day, false)),
    ("days", Word::Unit(Unit::Day, true)),
    ("week", Word::Unit(Unit::Week, false)),
    ("weeks", Word::Unit(Unit::Week, true)),
    ("fortnight", Word::Unit(Unit::Fortnight, false)),
    ("fortnights", Word::Unit(Unit::Fortnight, true)),
    ("weekend", Word::Unit(Unit::Weekend, false)),
    ("month", Word::Unit(Unit::Month, false)),
    ("months", Word::Unit(Unit::Month, true)),
    ("year", Word::Unit(Unit::Year, false)),
    ("years", Word::Unit(Unit::Year, true)),
    ("decade", Word::Unit(Unit::Decade, false)),
    ("decades", Word::Unit(Unit::Decade, true)),
    ("morning", Word::PartOfDay(PartOfDay::Morning)),
    ("afternoon", Word::PartOfDay(PartOfDay::Afternoon)),
    ("evening", Word::PartOfDay(PartOfDay::Evening)),
    ("night", Word::PartOfDay(PartOfDay::Night)),
    ("overnight", Word::Overnight),
    ("spring", Word::Season(Season::Spring)),
    ("summer", Word::Season(Season::Summer)),
    ("autumn", Word::Season(Season::Autumn)),
    ("winter", Word::Season(Season::Winter)),
    ("fall", Word::Fall),
    ("today", Word::Today),
    ("tonight", Word::Tonight),
    ("yesterday", Word::Yesterday),
    ("tomorrow", Word::Tomorrow),
    ("last", Word::Which(Which::Last)),
    ("past", Word::Which(Which::Past)),
    ("recent", Word::Recent),
    ("this", Word::Which(Which::This)),
    ("next", Word::Which(Which::Next)),
    ("coming", Word::Which(Which::Coming)),
    ("upcoming", Word::Which(Which::Coming)),
    ("early", Word::Portion(Portion::Early)),
    ("mid", Word::Portion(Portion::Middle)),
    ("late", Word::Portion(Portion::Late)),
    ("start", Word::PortionOf(Portion::Early)),
    ("beginning", Word::PortionOf(Portion::Early)),
    ("middle", Word::PortionOf(Portion::Middle)),
    ("end", Word::PortionOf(Portion::Late)),
    ("earlier", Word::Portion(Portion::Earlier)),
    ("later", Word::Portion(Portion::Later)),
    ("ago", Word::Ago),
    ("same", Word::Told(0)),
    ("following", Word::Told(1)),
    ("previous", Word::Told(-1)),
    ("in", Word::In),
    ("during", Word::In),
    ("since", Word::Since),
    ("from", Word::From),
    ("between", Word::Between),
    ("until", Word::Until),
    ("till", Word::Until),
    ("through", Word::Until),
    ("to", Word::To),
    ("before", Word::Before),
    ("after", Word::After),
    ("by", Word::Preposition),
    ("throughout", Word::Preposition),
    ("on", Word::On),
    ("at", Word::At),
    ("around", Word::At),
    ("about", Word::At),
    ("of", Word::Of),
    ("for", Word::For),
    ("the", Word::The),
    ("its", Word::Possessive),
    ("his", Word::Possessive),
    ("her", Word::Possessive),
    ("their", Word::Possessive),
    ("our", Word::Possessive),
    ("and", Word::And),
    ("every", Word::Unfit),
    ("each", Word::Unfit),
    ("noon", Word::Noon),
    ("midday", Word::Noon),
    ("midnight", Word::Midnight),
    ("a.m.", Word::Meridiem(false)),
    ("a.m", Word::Meridiem(false)),
    ("am", Word::Meridiem(false)),
    ("p.m.", Word::Meridiem(true)),
    ("p.m", Word::Meridiem(true)),
    ("pm", Word::Meridiem(true)),
    ("o'clock", Word::OClock),
    ("local", Word::Local),
    ("time", Word::Time),
];

/// What a number in front counts, so that it is no year.
const MEASURES: &str = "\
    people men women children fighters troops soldiers civilians dollars euros pounds crowns rubles roubles yen metre metres \
    meter meters kilometre kilometres kilometer kilometers km mile miles foot feet ft ton tons tonne tonnes kg kilograms litres \
    liters votes seats points cases copies jobs homes houses workers students employees members others barrels megawatts \
    degrees calories words pages characters hectares acres bodies refugees migrants rockets missiles shells passengers";

/// All of them in the order of the alphabet, with whether they need a capital.
static WORDS: LazyLock<Vec<(&'static str, bool, Word)>> = LazyLock::new(|| {
    let proper = PROPER.iter().map(|&(word, meaning)| (word, true, meaning));
    let common = COMMON.iter().map(|&(word, meaning)| (word, false, meaning));
    let measures = MEASURES.split_whitespace().map(|word| (word, false, Word::Measure));
    let mut words: Vec<_> = proper.chain(common).chain(measures).collect();
    words.sort_unstable_by_key(|&(word, ..)| word);
    words
});

/// What a word in letters is to an expression, if anything. Some 8 comparisons.
pub fn find(word: &str, shape: Shape) -> Option<Word> {
    if word == "o’clock" {
        return Some(Word::OClock);
    }
    // "Oct." is "Oct"; "a.m." keeps its stops.
    let word = word.strip_suffix('.').filter(|word| !word.contains('.')).unwrap_or(word);
    let mut buffer = [0; LONGEST];
    let lower = buffer.get_mut(..word.len()).filter(|_| word.is_ascii())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let lower = &*lower;
    let at = WORDS.binary_search_by(|(known, ..)| known.as_bytes().cmp(lower)).ok()?;
    let &(_, needs_capital, meaning) = WORDS.get(at)?;
    match meaning {
        // A zone is written in capitals: "et al", "Est".
        Word::Zone(_) if shape != Shape::Upper => None,
        // In small letters throughout: no other word is written so.
        Word::Weekday(_) => Some(meaning),
        Word::Month(_) if UNMISTAKABLE.contains(&word) => Some(meaning),
        _ if needs_capital && shape == Shape::Lower => None,
        _ => Some(meaning),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_means_two_things_and_none_is_too_long_to_be_found() {
        assert!(WORDS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for &(word, capital, meaning) in WORDS.iter().filter(|(word, ..)| !word.chars().any(char::is_numeric))
        {
            let written = if capital { word.to_uppercase() } else { word.to_owned() };
            let shape = if capital { Shape::Upper } else { Shape::Lower };
            // Measures are only told from ordinary words; a long one may stay one.
            assert!(find(&written, shape) == Some(meaning) || word.len() > LONGEST, "{word}");
            assert!(word.len() <= LONGEST || meaning == Word::Measure, "{word}");
        }
    }

    #[test]
    fn months_that_are_other_words_need_a_capital() {
        assert_eq!(find("monday", Shape::Lower), Some(Word::Weekday(Weekday::Monday)));
        assert_eq!(find("october", Shape::Lower), Some(Word::Month(10)));
        assert_eq!(find("sun", Shape::Lower), None);
        assert_eq!(find("march", Shape::Lower), None);
        assert_eq!(find("March", Shape::Capitalised), Some(Word::Month(3)));
        assert_eq!(find("Oct.", Shape::Capitalised), Some(Word::Month(10)));
        assert_eq!(find("et", Shape::Lower), None);
        assert_eq!(find("p.m.", Shape::Lower), Some(Word::Meridiem(true)));
    }
}
