//! What single characters do in running text.

use unicode_normalization::char::is_combining_mark;

/// White space, and the controls and invisible marks that stand between words like it.
pub fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}' | '\u{FEFF}')
}

/// Marks that belong to the character before them: accents, vowel signs, joiners, the soft hyphen.
pub fn is_attached(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200C}' | '\u{200D}') || is_combining_mark(character)
}

/// The characters typed for an apostrophe: also the quotes and accents that transliterations use for it.
pub const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | '`' | '´' | '＇')
}

/// Marks that may stand between a full stop and the end of its sentence.
pub fn is_closer(character: char) -> bool {
    "\"'”’»›)]}」』）】〉》".contains(character)
}

/// Marks that may stand between the start of a sentence and its first word.
pub fn is_opener(character: char) -> bool {
    "\"'“”„‘«»‹([{¿¡-–—•*「『（【〈《".contains(character)
}

/// Stops of scripts without capitals, which end a sentence whatever follows.
pub const fn is_plain_stop(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '｡' | '؟' | '۔' | '।' | '॥' | '։' | '።')
}

/// Ends a sentence if what follows agrees.
pub const fn is_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…') || is_plain_stop(character)
}
