//! Which fields are looked for, by their names or by the usual ones.

/// Which fields of an object are what. A name with dots leads into objects and lists (`meta.published`, `authors.0.name`), unless a field
/// has just that name. Where none is given, usual names are tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The text: `text`, `content`, `body`, `maintext` or `articleBody`.
    pub text: Option<String>,
    /// The day of publication: `date`, `published`, `published_at`, `date_publish`, `datePublished`, `pubDate` or `created_at`.
    pub date: Option<String>,
    /// A name of its own, which becomes part of the source: `id` or `doc_id`.
    pub id: Option<String>,
    /// The headline: `title` or `headline`.
    pub title: Option<String>,
    /// Where it came from: `source`, `url` or `link`.
    pub source: Option<String>,
    /// The language: `language` or `lang`.
    pub language: Option<String>,
}

const TEXT: [&str; 5] = ["text", "content", "body", "maintext", "articleBody"];
const DATE: [&str; 7] =
    ["date", "published", "published_at", "date_publish", "datePublished", "pubDate", "created_at"];
const ID: [&str; 2] = ["id", "doc_id"];
const TITLE: [&str; 2] = ["title", "headline"];
const SOURCE: [&str; 3] = ["source", "url", "link"];
const LANGUAGE: [&str; 2] = ["language", "lang"];

/// What is looked for.
#[derive(Clone, Copy)]
pub(super) enum Slot {
    Text,
    Date,
    Id,
    Title,
    Source,
    Language,
}

/// A field that is looked for: what for, how early its name comes among the others for the same, and what is left of its name.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'f> {
    pub(super) slot: Slot,
    pub(super) rank: usize,
    pub(super) path: &'f str,
}

impl Fields {
    pub(super) fn wanted(&self) -> Vec<Wanted<'_>> {
        let mut wanted = Vec::new();
        for (slot, given, usual) in [
            (Slot::Text, &self.text, TEXT.as_slice()),
            (Slot::Date, &self.date, &DATE),
            (Slot::Id, &self.id, &ID),
            (Slot::Title, &self.title, &TITLE),
            (Slot::Source, &self.source, &SOURCE),
            (Slot::Language, &self.language, &LANGUAGE),
        ] {
            match given {
                Some(path) => wanted.push(Wanted { slot, rank: 0, path }),
                None => {
                    wanted.extend(usual.iter().enumerate().map(|(rank, path)| Wanted { slot, rank, path }));
                }
            }
        }
        wanted
    }

    pub(super) fn text_names(&self) -> String {
        self.text.clone().unwrap_or_else(|| TEXT.join(", "))
    }
}
