use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Home;
use super::language::{LanguageBasis, detect_language};

/// How a document's date is known, the surest first: where several say it, the first one counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateBasis {
    /// The caller said it (a command-line flag, a field of a request).
    Given,
    /// Its own front matter says it.
    FrontMatter,
    /// Metadata of its format (a meta element of HTML, an entry of a feed, a header of a mail, a field of JSON) says it.
    Metadata,
    /// The JSON-LD of a web page says it.
    JsonLd,
    /// A `<time>` element of a web page says it.
    TimeElement,
    /// The dateline of the text says it: "BEIRUT, Oct. 7, 2015 (AP) —".
    Dateline,
    /// The name of its file begins with it or holds it, as in `2015-10-07-report.txt`.
    FileName,
}

impl DateBasis {
    /// All of them, the surest first.
    pub const ALL: [Self; 7] = [
        Self::Given,
        Self::FrontMatter,
        Self::Metadata,
        Self::JsonLd,
        Self::TimeElement,
        Self::Dateline,
        Self::FileName,
    ];

    /// The word used in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::FrontMatter => "front_matter",
            Self::Metadata => "metadata",
            Self::JsonLd => "json_ld",
            Self::TimeElement => "time_element",
            Self::Dateline => "dateline",
            Self::FileName => "file_name",
        }
    }

    /// The basis with a word of records.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.as_str() == word)
    }
}

/// One text with what is known of it. The text is what offsets count in: front matter is already taken off.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The first 16 hexadecimal digits of `content_hash`.
    pub id: String,
    /// The headline, where the document names one.
    pub title: Option<String>,
    /// The day it was published; never the file's time, never today.
    pub published: Option<Date>,
    /// How `published` is known; null exactly when `published` is.
    pub published_basis: Option<DateBasis>,
    /// Where it came from: what the caller said, else what it says itself (the front matter's `source`, the address of a web page or
    /// of a feed entry, the sender of a mail), else the file name.
    pub source: Option<String>,
    /// BCP 47 language tag where known; see [`super::detect_language`] for what stands where nobody gives one.
    pub language: Option<String>,
    /// How `language` is known; null exactly when `language` is.
    pub language_basis: Option<LanguageBasis>,
    /// Where its places are likely to be, as the caller says.
    pub home: Home,
    /// The plain text.
    pub text: String,
    /// BLAKE3 over title, date and text in hexadecimal: what makes ingest idempotent. The source is left out, so that the
    /// same report under two file names is one document.
    pub content_hash: String,
}

impl Document {
    /// A document out of its parts; id and content hash are computed.
    #[must_use]
    pub fn new(
        title: Option<String>,
        published: Option<(Date, DateBasis)>,
        source: Option<String>,
        text: String,
    ) -> Self {
        let mut hasher = blake3::Hasher::new();
        // A unit separator between the parts, or "a" + "bc" would be "ab" + "c".
        hasher.update(title.as_deref().unwrap_or_default().as_bytes()).update(b"\x1f");
        if let Some((date, _)) = published {
            hasher.update(date.to_string().as_bytes());
        }
        hasher.update(b"\x1f").update(text.as_bytes());
        let content_hash = hasher.finalize().to_hex().to_string();
        Self {
            id: content_hash[..16].to_owned(),
            title,
            published: published.map(|(date, _)| date),
            published_basis: published.map(|(_, basis)| basis),
            source,
            language: None,
            language_basis: None,
            home: Home::default(),
            text,
            content_hash,
        }
    }

    /// The same document with a language that somebody says it is in; an empty tag says nothing.
    #[must_use]
    pub fn in_language(mut self, tag: Option<String>) -> Self {
        if let Some(tag) = tag.map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()) {
            self.language = Some(tag);
            self.language_basis = Some(LanguageBasis::Given);
        }
        self
    }

    /// The same document without the language that was told from its text; one that was given stays.
    #[must_use]
    pub fn with_language_untold(mut self) -> Self {
        if self.language_basis == Some(LanguageBasis::Detected) {
            (self.language, self.language_basis) = (None, None);
        }
        self
    }

    /// The same document with its language told from the text, where nobody says it.
    #[must_use]
    pub fn with_detected_language(mut self) -> Self {
        if self.language.is_none() {
            self.language = detect_language(&self.text);
            self.language_basis = self.language.is_some().then_some(LanguageBasis::Detected);
        }
        self
    }
}
