//! Annotated text in the forms that it comes in.
//!
//! Corpora tell different types apart: where one says "location", another says town or building; where one marks no
//! nationalities, an unmarked word may well be one. So each mark has a set of entities that it may be, and each text the set
//! that its unmarked words may be.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::segment::CharIndex;
use crate::tagger::Entity;

/// Why annotated text cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CorpusError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is not annotated as it should be.
    #[error("{}:{line}: {what}", path.display())]
    Form {
        /// Which file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong and what was expected.
        what: String,
    },
}

/// A set of entities, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entities(u8);

impl Entities {
    pub(super) const ALL: Self = Self(0b11_1111);

    pub(super) fn of(entities: &[Entity]) -> Self {
        Self(entities.iter().fold(0, |bits, entity| bits | (1 << *entity as u8)))
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Entity> {
        Entity::ALL.into_iter().filter(move |entity| self.0 & (1 << *entity as u8) != 0)
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn single(self) -> Option<Entity> {
        let mut entities = self.iter();
        entities.next().filter(|_| entities.next().is_none())
    }
}

/// A marked span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes in the text.
    pub(super) range: Range<usize>,
    /// What it may be; empty where the mark says nothing that can be learned from.
    pub(super) entities: Entities,
    /// Whether it may be a part of a longer name: corpora of places mark the place in "Mason County Jail".
    pub(super) nested: bool,
}

/// A text with its entities marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// The text.
    pub(super) text: String,
    /// In text order; none overlaps another.
    pub(super) marks: Vec<Mark>,
    /// What unmarked words may be, beside nothing.
    pub(super) outside: Entities,
    /// Written by us, with all types told apart: names can be replaced by others.
    pub(super) ours: bool,
}

/// Reads a file of annotated texts: `.jsonl` with `{text, entities: [{start, end, type}]}` or `{text, toponyms: [{start, end}]}` in
/// each line, offsets in Unicode characters, or blocks of text with entities in braces: `{LOC Homs}`.
pub fn read(path: &Path) -> Result<Vec<Annotated>, CorpusError> {
    let text =
        fs::read_to_string(path).map_err(|source| CorpusError::Io { path: path.to_owned(), source })?;
    let form = |(line, what)| CorpusError::Form { path: path.to_owned(), line, what };
    if path.extension().is_some_and(|extension| extension == "jsonl") {
        read_lines(&text).map_err(form)
    } else {
        read_blocks(&text).map_err(form)
    }
}

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    entities: Vec<Span>,
    toponyms: Option<Vec<Span>>,
}

#[derive(Deserialize)]
struct Span {
    start: usize,
    end: usize,
    r#type: Option<String>,
}

/// What a type of some corpus may be among ours.
fn entities_of(kind: &str) -> Entities {
    use Entity::{Facility, Organisation, Other, People, Person, Place};
    Entities::of(match kind {
        "LOC" | "location" | "Location" => &[Place, Facility],
        "PER" | "person" | "Person" => &[Person],
        "ORG" | "corporation" | "group" | "Organisation" => &[Organisation],
        "MISC" => &[Other, People],
        "creative-work" | "product" | "MilitaryPlatform" | "Weapon" | "Vehicle" => &[Other],
        "Nationality" => &[People],
        _ => &[],
    })
}

fn read_lines(text: &str) -> Result<Vec<Annotated>, (usize, String)> {
    let mut texts = Vec::new();
    let mut told = Entities::default();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line = serde_json::from_str(line).map_err(|error| (at + 1, error.to_string()))?;
        let is_places = line.toponyms.is_some();
        let characters = CharIndex::new(&line.text);
        let mut marks = Vec::new();
        for span in line.entities.into_iter().chain(line.toponyms.unwrap_or_default()) {
            let range = characters.byte_of(span.start)..characters.byte_of(span.end);
            if range.is_empty() {
                return Err((
                    at + 1,
                    format!("characters {} to {}: expected a span inside the text", span.start, span.end),
                ));
            }
            let entities = if is_places {
                Entities::of(&[Entity::Place, Entity::Facility, Entity::People])
            } else {
                entities_of(span.r#type.as_deref().unwrap_or_default())
            };
            if entities.is_empty() {
                continue;
            }
            told = if is_places {
                Entities::of(&[Entity::Place, Entity::Facility])
            } else {
                told.with(entities)
            };
            marks.push(tidy(&line.text, Mark { range, entities, nested: is_places }));
        }
        // Of nested marks the longest is kept.
        marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
        let mut end = 0;
        marks.retain(|mark| {
            let free = mark.range.start >= end;
            if free {
                end = mark.range.end;
            }
            free
        });
        texts.push(Annotated { text: line.text, marks, outside: Entities::default(), ours: false });
    }
    let outside = Entities::ALL.without(told);
    for text in &mut texts {
        text.outside = outside;
    }
    Ok(texts)
}

/// Some corpora mark descriptions ("the northern city of Mosul", "U.S. service members"): what goes before a name is cut off, and
/// where small words remain, the mark says nothing that can be learned from.
fn tidy(text: &str, mut mark: Mark) -> Mark {
    let is_small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let any_capital = text[mark.range.clone()].chars().any(char::is_uppercase);
    if !any_capital {
        return mark;
    }
    while let Some(word) = text[mark.range.clone()].split_whitespace().next()
        && is_small(word)
        && !word.contains(char::is_uppercase)
        && let Some(rest) = text[mark.range.clone()].find(char::is_whitespace)
    {
        let blanks = text[mark.range.start + rest..mark.range.end].chars().take_while(|c| c.is_whitespace());
        mark.range.start += rest + blanks.map(char::len_utf8).sum::<usize>();
    }
    let described = text[mark.range.clone()].split_whitespace().any(|word| {
        is_small(word)
            && !matches!(word, "of" | "and" | "the" | "for" | "al" | "de" | "la" | "in" | "on" | "to" | "a")
            && !word.contains(char::is_uppercase)
    });
    if described || text[mark.range.clone()].contains(',') {
        mark.entities = Entities::default();
    }
    mark
}

pub(super) fn read_blocks(text: &str) -> Result<Vec<Annotated>, (usize, String)> {
    let mut texts = Vec::new();
    let mut line = 1;
    for block in text.split("\n\n") {
        let mut plain = String::with_capacity(block.len());
        let mut marks = Vec::new();
        let mut rest = block;
        let at = |rest: &str| line + block[..block.len() - rest.len()].matches('\n').count();
        while let Some(brace) = rest.find(['{', '}']) {
            plain.push_str(&rest[..brace]);
            let here = &rest[brace..];
            let Some((code, inside)) =
                here.strip_prefix('{').and_then(|inside| inside.split_once([' ', '\n']))
            else {
                return Err((
                    at(here),
                    "a brace that opens nothing, expected a label and an entity: {LOC Homs}".to_owned(),
                ));
            };
            let Some(entity) = Entity::from_code(code) else {
                return Err((
                    at(here),
                    format!("the label {code:?}, expected LOC, FAC, PER, ORG, NORP or MISC"),
                ));
            };
            let Some(end) = inside.find(['{', '}']).filter(|&end| inside.as_bytes()[end] == b'}') else {
                return Err((at(here), format!("a brace behind {code} that is not closed")));
            };
            let start = plain.len();
            plain.push_str(&inside[..end]);
            marks.push(Mark { range: start..plain.len(), entities: Entities::of(&[entity]), nested: false });
            rest = &inside[end + 1..];
        }
        plain.push_str(rest);
        line += block.matches('\n').count() + 2;
        if !plain.trim().is_empty() {
            texts.push(Annotated { text: plain, marks, outside: Entities::default(), ours: true });
        }
    }
    Ok(texts)
}
