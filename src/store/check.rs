//! Whether a store is whole: what the file system, another program or a fault of ours may have done to it.

use rusqlite::{Connection, params};

use super::derived::read_movements;
use super::open::at;
use super::schema::{DOCUMENTS, FEATURES, MENTIONS, PARTS, UNLOCATED};
use super::{Store, StoreError};
use crate::document::{Document, explain};
use crate::feature::MentionRecord;
use crate::pipeline::Parsed;
use crate::segment::CharIndex;

/// What is in a store, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// How many documents there are.
    pub documents: usize,
    /// How many mentions, with a place or without.
    pub mentions: usize,
    /// Whether places, regions and movements are older than the documents. That is no fault: the next start makes up for it.
    pub is_stale: bool,
    /// What is wrong, a sentence each; empty where nothing is.
    pub faults: Vec<String>,
}

impl Store {
    /// Reads every page and every row: the file itself, the spatial indexes, and whether all that was read out of documents still
    /// has its document and its place in the text. Nothing is changed. O(bytes of the file).
    pub fn check(&self) -> Result<Findings, StoreError> {
        let is_stale = self.derived_is_stale()?;
        let mut found = findings(&self.connection).map_err(at(self.path(), "check"))?;
        found.is_stale = is_stale;
        if found.faults.is_empty() {
            self.rows(&mut found.faults);
        }
        Ok(found)
    }

    /// Reads every row as a start does, and looks whether the texts are what they were.
    fn rows(&self, faults: &mut Vec<String>) {
        if let Err(error) = self.corrections() {
            faults.push(explain(&error));
        }
        if let Err(error) = read_movements(&self.connection).map_err(at(self.path(), "read movements of")) {
            faults.push(explain(&error));
        }
        let documents = match self.load() {
            Ok(documents) => documents,
            Err(error) => {
                faults.push(explain(&error));
                return;
            }
        };
        for Parsed { document, mentions, .. } in documents {
            let Document { id, title, published, published_basis, source, text, content_hash, .. } = document;
            let characters = CharIndex::new(&text);
            let stands = |mention: &&MentionRecord| {
                let range = characters.byte_of(mention.start)..characters.byte_of(mention.end);
                text.get(range) == Some(mention.surface.as_str())
            };
            let lost = mentions.len() - mentions.iter().filter(stands).count();
            if lost > 0 {
                faults
                    .push(format!("document {id}: {lost} of its mentions are not what the text says there"));
            }
            let fresh = Document::new(title, published.zip(published_basis), source, text.clone());
            if fresh.content_hash != content_hash {
                faults.push(format!("document {id}: its text is not what it was"));
            }
        }
    }
}

fn findings(connection: &Connection) -> rusqlite::Result<Findings> {
    let mut found = Findings::default();
    pages(connection, &mut found.faults)?;
    // Rows of a file with damaged pages may be anything.
    if !found.faults.is_empty() {
        return Ok(found);
    }
    let rows = |table: &str| count(connection, &format!("SELECT count(*) FROM \"{table}\""));
    found.documents = rows(DOCUMENTS.name)?;
    found.mentions = rows(MENTIONS.name)? + rows(UNLOCATED.name)?;
    for table in FEATURES {
        spatial_index(connection, table.name, &mut found.faults)?;
    }
    for table in PARTS {
        let orphans = format!(
            "SELECT count(*) FROM \"{}\" WHERE document_id NOT IN (SELECT id FROM documents)",
            table.name
        );
        fault(connection, &orphans, &mut found.faults, |count| {
            format!("{count} of {} belong to documents that are not there", table.name)
        })?;
    }
    for table in [MENTIONS.name, UNLOCATED.name] {
        let misplaced = format!(
            "SELECT count(*) FROM \"{table}\" m JOIN documents d ON d.id = m.document_id
             WHERE NOT (m.start >= 0 AND m.start < m.\"end\" AND m.\"end\" <= length(d.text))"
        );
        fault(connection, &misplaced, &mut found.faults, |count| {
            format!("{count} of {table} lie outside of their text")
        })?;
    }
    let misnamed = "SELECT count(*) FROM documents WHERE id != substr(content_hash, 1, 16)";
    fault(connection, misnamed, &mut found.faults, |count| {
        format!("{count} of documents have an id that is not that of their content")
    })?;
    Ok(found)
}

/// The file as `SQLite` sees it.
fn pages(connection: &Connection, faults: &mut Vec<String>) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let words: String = row.get(0)?;
        if words != "ok" {
            faults.extend(words.lines().map(|line| format!("the file is damaged: {line}")));
        }
    }
    Ok(())
}

/// Whether the index of a table knows its geometries, all of them and no others.
fn spatial_index(connection: &Connection, table: &str, faults: &mut Vec<String>) -> rusqlite::Result<()> {
    let index = format!("rtree_{table}_geom");
    let words: String = connection.query_row("SELECT rtreecheck(?1)", params![index], |row| row.get(0))?;
    if words != "ok" {
        faults.push(format!("the spatial index of {table} is damaged: {}", words.replace('\n', "; ")));
    }
    let unknown = format!(
        "SELECT count(*) FROM \"{table}\" WHERE geom NOT NULL AND NOT ST_IsEmpty(geom)
         AND fid NOT IN (SELECT id FROM \"{index}\")"
    );
    fault(connection, &unknown, faults, |count| {
        format!("{count} of {table} are missing from their spatial index")
    })?;
    let left = format!("SELECT count(*) FROM \"{index}\" WHERE id NOT IN (SELECT fid FROM \"{table}\")");
    fault(connection, &left, faults, |count| {
        format!("the spatial index of {table} has {count} that are not there")
    })
}

/// Says what is wrong where a question counts any.
fn fault(
    connection: &Connection,
    question: &str,
    faults: &mut Vec<String>,
    words: impl FnOnce(usize) -> String,
) -> rusqlite::Result<()> {
    let count = count(connection, question)?;
    if count > 0 {
        faults.push(words(count));
    }
    Ok(())
}

fn count(connection: &Connection, question: &str) -> rusqlite::Result<usize> {
    connection.query_row(question, [], |row| row.get(0)).map(|count: u32| count as usize)
}
