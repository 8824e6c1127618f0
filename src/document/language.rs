//! In which language a text is written.

use serde::{Deserialize, Serialize};
use whatlang::{Detector, Lang, Script};

/// How a document's language is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LanguageBasis {
    /// The caller or its front matter says it.
    Given,
    /// Its letters and words tell it.
    Detected,
}

impl LanguageBasis {
    /// The word used in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Detected => "detected",
        }
    }

    /// The basis with a word of records.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Given, Self::Detected].into_iter().find(|basis| basis.as_str() == word)
    }
}

/// So much of a text is looked at, in bytes: what it says first tells its language, and a book need not be read for it.
const LOOKED_AT: usize = 4096;

/// A text in Latin letters with fewer of them than this tells nothing: a headline is often names alone.
const FEWEST_LATIN_LETTERS: usize = 40;

/// Languages that no newsroom writes in, and which the detector takes their daughters for.
const NOT_WRITTEN: [Lang; 2] = [Lang::Epo, Lang::Lat];

/// The BCP 47 tag of the language of a text; none where it is in Latin letters and nothing tells more.
///
/// Where only the script is sure it is that: `und-Cyrl`. A mixed text is in the language of most of its beginning. Costs less than
/// a millisecond, however long the text is.
///
/// ```
/// use dateline::document::detect_language;
///
/// let text = "Les forces gouvernementales ont repris le contrôle de la ville de Homs, selon l'agence de presse syrienne.";
/// assert_eq!(detect_language(text).as_deref(), Some("fr"));
/// assert_eq!(detect_language("Homs, Hama, Aleppo"), None);
/// assert_eq!(detect_language("Хомс").as_deref(), Some("und-Cyrl"));
/// ```
#[must_use]
pub fn detect_language(text: &str) -> Option<String> {
    let start = &text[..text.floor_char_boundary(LOOKED_AT)];
    let detector = Detector::with_denylist(NOT_WRITTEN.to_vec());
    let script = detector.detect_script(start)?;
    if script == Script::Latin {
        let letters = start.chars().filter(|character| character.is_alphabetic()).count();
        if reads_english(start) {
            return Some("en".to_owned());
        }
        if letters < FEWEST_LATIN_LETTERS {
            return None;
        }
    }
    match detector.detect(start) {
        Some(info) if info.is_reliable() => Some(tag(info.lang()).to_owned()),
        _ if script == Script::Latin => None,
        _ => Some(format!("und-{}", script_subtag(script))),
    }
}

/// Whether a language tag means English, which the bundled tagger reads; a text without a tag is taken for English.
///
/// ```
/// use dateline::document::is_english;
///
/// assert!(is_english("en-GB") && !is_english("fr"));
/// ```
#[must_use]
pub fn is_english(tag: &str) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().trim();
    ["en", "eng", "english"].iter().any(|english| primary.eq_ignore_ascii_case(english))
}

/// Whether every eighth word or more is one that English alone has in such numbers. The detector goes by triples of letters, which
/// foreign names in an English text lead astray; these words they do not.
fn reads_english(text: &str) -> bool {
    let (mut all, mut english) = (0_usize, 0_usize);
    for word in text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()) {
        all += 1;
        english += usize::from(matches!(
            word.to_ascii_lowercase().as_str(),
            "the"
                | "of"
                | "and"
                | "to"
                | "that"
                | "was"
                | "were"
                | "with"
                | "by"
                | "from"
                | "said"
                | "has"
                | "have"
                | "had"
                | "is"
                | "it"
                | "its"
                | "which"
                | "their"
                | "they"
                | "this"
                | "been"
                | "who"
                | "at"
                | "for"
                | "on"
        ));
    }
    english > 0 && english * 8 >= all
}

/// The BCP 47 tag of a language: two letters where it has them.
fn tag(language: Lang) -> &'static str {
    match language {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
        // Both are never asked for, see NOT_WRITTEN; but a later version may know more languages.
        other => other.code(),
    }
}

/// The ISO 15924 code of a script.
const fn script_subtag(script: Script) -> &'static str {
    match script {
        Script::Arabic => "Arab",
        Script::Armenian => "Armn",
        Script::Bengali => "Beng",
        Script::Cyrillic => "Cyrl",
        Script::Devanagari => "Deva",
        Script::Ethiopic => "Ethi",
        Script::Georgian => "Geor",
        Script::Greek => "Grek",
        Script::Gujarati => "Gujr",
        Script::Gurmukhi => "Guru",
        Script::Hangul => "Hang",
        Script::Hebrew => "Hebr",
        Script::Hiragana => "Hira",
        Script::Kannada => "Knda",
        Script::Katakana => "Kana",
        Script::Khmer => "Khmr",
        Script::Latin => "Latn",
        Script::Malayalam => "Mlym",
        Script::Mandarin => "Hani",
        Script::Myanmar => "Mymr",
        Script::Oriya => "Orya",
        Script::Sinhala => "Sinh",
        Script::Tamil => "Taml",
        Script::Telugu => "Telu",
        Script::Thai => "Thai",
    }
}
