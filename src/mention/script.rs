//! What a script does to words.

/// How a script marks names and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// Names have a capital: Latin, Cyrillic, Greek, Armenian
    Cased,
    /// Blanks part words, but no letter is a capital: Arabic, Hebrew, Hangul, Devanagari
    Spaced,
    /// Nothing parts words: Han, kana, Thai, Lao, Khmer, Burmese
    Run,
}

/// The script of a word, by its first letter.
pub(super) fn script_of(word: &str) -> Script {
    match word.chars().next() {
        Some(first) if is_run(first) => Script::Run,
        Some(first) if first.is_uppercase() || first.is_lowercase() => Script::Cased,
        _ => Script::Spaced,
    }
}

/// Whether a letter belongs to a script that parts no words.
pub(super) fn is_run(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
        || is_ideograph(letter)
        || is_kana(letter)
}

pub(super) fn is_ideograph(letter: char) -> bool {
    matches!(letter, '々' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

pub(super) fn is_kana(letter: char) -> bool {
    is_katakana(letter) || matches!(letter, '\u{3041}'..='\u{309f}')
}

/// Foreign names in Japanese; the long mark counts.
pub(super) fn is_katakana(letter: char) -> bool {
    matches!(letter, '\u{30a1}'..='\u{30fa}' | 'ー' | '\u{ff66}'..='\u{ff9d}')
}
