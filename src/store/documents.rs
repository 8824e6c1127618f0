use std::collections::HashMap;

use jiff::civil::Date;
use rusqlite::types::Type;
use rusqlite::{Connection, ErrorCode, Row, Statement, TransactionBehavior, params};

use super::open::at;
use super::schema::{self, ACCOUNTS, CORRECTIONS, DOCUMENTS, MENTIONS, UNLOCATED};
use super::{Store, StoreError, corrections, mentions};
use crate::correction::Correction;
use crate::document::{DateBasis, Document, Home, LanguageBasis};
use crate::feature::MentionRecord;
use crate::geometry::Position;
use crate::pipeline::Parsed;

/// Documents that are read at a time where all are.
const PORTION: usize = 512;

/// What became of a document that was to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the store now, and durable.
    Added,
    /// A document of the same content was there before.
    AlreadyThere,
    /// It could not be kept, with the reason; the others of its batch were.
    Refused(String),
}

/// By what the mentions of a document were found, kept with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Version of the rules and models.
    pub model: String,
    /// Version of the gazetteer.
    pub gazetteer: String,
}

impl Store {
    /// Adds documents with what was read out of them, in one durable transaction: when it returns they are on the disk, and when
    /// it fails none of them is.
    ///
    /// A document whose content hash is there already changes nothing. The features that are derived over all documents are out
    /// of date afterwards, until [`Store::update_derived`].
    pub fn insert(&mut self, parsed: &[Parsed], provenance: &Provenance) -> Result<Vec<Outcome>, StoreError> {
        self.write("add documents to", |connection| insert_all(connection, parsed, provenance))
    }

    /// Replaces what was read out of documents of the store by what is read out of them now, in one durable transaction.
    ///
    /// The documents keep their place in the order; their language and provenance are written anew. Those that are not there are
    /// passed over.
    pub fn replace(&mut self, parsed: &[Parsed], provenance: &Provenance) -> Result<(), StoreError> {
        self.write("replace documents of", |connection| replace(connection, parsed, provenance, |_| Ok(())))
    }

    /// Puts a document with its corrections in the place of another, in one durable transaction.
    pub fn exchange(
        &mut self,
        id: &str,
        parsed: &Parsed,
        corrections: &[Correction],
        provenance: &Provenance,
    ) -> Result<(), StoreError> {
        self.write("replace a document of", |connection| {
            exchange(connection, id, parsed, corrections, provenance)
        })
    }

    /// The ids of all documents, or of those that were read by other models or with another gazetteer than some, in the order in
    /// which they were added.
    pub fn ids(&self, unlike: Option<&Provenance>) -> Result<Vec<String>, StoreError> {
        ids(&self.connection, unlike).map_err(at(self.path(), "read"))
    }

    /// Removes a document with all that came from it; false where there is none of this id.
    pub fn delete(&mut self, id: &str) -> Result<bool, StoreError> {
        self.write("delete a document from", |connection| delete(connection, id))
    }

    /// Every document with what was read out of it, in the order in which they were added.
    ///
    /// What comes out equals what went in, to the last bit of a coordinate.
    pub fn load(&self) -> Result<Vec<Parsed>, StoreError> {
        load(&self.connection).map_err(at(self.path(), "read"))
    }

    /// Gives every document with what was read out of it to `take`, one after the other in the order of their ids. Some hundred of them
    /// are held at a time.
    pub fn for_each(&self, take: impl FnMut(Parsed)) -> Result<(), StoreError> {
        for_each(&self.connection, take).map_err(at(self.path(), "read"))
    }

    /// Some documents with what was read out of them, in the order in which they were added. Those that are not there are passed over.
    pub fn load_some(&self, ids: &[String]) -> Result<Vec<Parsed>, StoreError> {
        load_some(&self.connection, ids).map_err(at(self.path(), "read"))
    }

    /// Every document alone, in the order in which they were added.
    pub fn documents(&self) -> Result<Vec<Document>, StoreError> {
        read_documents(&self.connection).map_err(at(self.path(), "read"))
    }
}

fn insert_all(
    connection: &mut Connection,
    parsed: &[Parsed],
    provenance: &Provenance,
) -> rusqlite::Result<Vec<Outcome>> {
    // Immediate: a writer that starts as a reader cannot wait for another one, it can only fail.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut inserter = Inserter::new(&transaction)?;
    let outcomes: Vec<Outcome> =
        parsed.iter().map(|parsed| inserter.add(parsed, provenance)).collect::<rusqlite::Result<_>>()?;
    let reach = inserter.mentions.reach();
    drop(inserter);
    if outcomes.contains(&Outcome::Added) {
        for table in [&DOCUMENTS, &ACCOUNTS, &UNLOCATED] {
            schema::touch(&transaction, table)?;
        }
        if let Some(reach) = reach {
            schema::grow(&transaction, &MENTIONS, reach)?;
        }
        schema::set_meta(&transaction, "derived", "stale")?;
    }
    transaction.commit()?;
    Ok(outcomes)
}

/// The statements of one batch.
struct Inserter<'c> {
    connection: &'c Connection,
    known: Statement<'c>,
    document: Statement<'c>,
    account: Statement<'c>,
    mentions: mentions::Inserter<'c>,
}

impl<'c> Inserter<'c> {
    fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            connection,
            known: connection.prepare("SELECT 1 FROM documents WHERE content_hash = ?1")?,
            document: connection.prepare(
                "INSERT INTO documents (id, title, published, published_basis, source, language, language_basis, home_lon, home_lat,
                                        home_country, text, content_hash, model_version, gazetteer_version)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?,
            account: connection.prepare("INSERT INTO accounts (document_id, account) VALUES (?1, ?2)")?,
            mentions: mentions::Inserter::new(connection)?,
        })
    }

    fn add(&mut self, parsed: &Parsed, provenance: &Provenance) -> rusqlite::Result<Outcome> {
        if self.known.exists([&parsed.document.content_hash])? {
            return Ok(Outcome::AlreadyThere);
        }
        self.connection.execute_batch("SAVEPOINT document")?;
        match self.insert(parsed, provenance) {
            Ok(()) => {
                self.connection.execute_batch("RELEASE document")?;
                Ok(Outcome::Added)
            }
            // Its own fault, not the disk's: it is taken back, and the batch goes on.
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                self.connection.execute_batch("ROLLBACK TO document; RELEASE document")?;
                Ok(Outcome::Refused(error.to_string()))
            }
            Err(error) => Err(error),
        }
    }

    fn insert(&mut self, parsed: &Parsed, provenance: &Provenance) -> rusqlite::Result<()> {
        let document = &parsed.document;
        self.document.execute(params![
            document.id,
            document.title,
            document.published.map(|date| date.to_string()),
            document.published_basis.map(DateBasis::as_str),
            document.source,
            document.language,
            document.language_basis.map(LanguageBasis::as_str),
            document.home.near.map(|near| near.lon),
            document.home.near.map(|near| near.lat),
            document.home.country,
            document.text,
            document.content_hash,
            provenance.model,
            provenance.gazetteer,
        ])?;
        self.insert_contents(parsed, provenance)
    }

    /// What was read out of a document that is there.
    fn insert_contents(&mut self, parsed: &Parsed, provenance: &Provenance) -> rusqlite::Result<()> {
        self.mentions.insert(&parsed.mentions, &provenance.model)?;
        for account in &parsed.accounts {
            let json = serde_json::to_string(account)
                .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
            self.account.execute([&parsed.document.id, &json])?;
        }
        Ok(())
    }
}

/// Replaces what was read out of documents, and does something else first in the same transaction.
pub(super) fn replace(
    connection: &mut Connection,
    parsed: &[Parsed],
    provenance: &Provenance,
    first: impl FnOnce(&Connection) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    first(&transaction)?;
    let mut inserter = Inserter::new(&transaction)?;
    let mut update = transaction.prepare(
        "UPDATE documents SET language = ?2, language_basis = ?3, model_version = ?4, gazetteer_version = ?5 WHERE id = ?1",
    )?;
    for parsed in parsed {
        let Document { id, language, language_basis, .. } = &parsed.document;
        let basis = language_basis.map(LanguageBasis::as_str);
        if update.execute(params![id, language, basis, provenance.model, provenance.gazetteer])? > 0 {
            delete_contents(&transaction, id)?;
            inserter.insert_contents(parsed, provenance)?;
        }
    }
    let reach = inserter.mentions.reach();
    drop((inserter, update));
    tell_of_removal(&transaction)?;
    if let Some(reach) = reach {
        schema::grow(&transaction, &MENTIONS, reach)?;
    }
    transaction.commit()
}

fn ids(connection: &Connection, unlike: Option<&Provenance>) -> rusqlite::Result<Vec<String>> {
    let id = |row: &Row<'_>| row.get(0);
    match unlike {
        None => connection.prepare("SELECT id FROM documents ORDER BY fid")?.query_map([], id)?.collect(),
        Some(Provenance { model, gazetteer }) => connection
            .prepare(
                "SELECT id FROM documents WHERE (model_version, gazetteer_version) IS NOT (?1, ?2) ORDER BY fid",
            )?
            .query_map([model, gazetteer], id)?
            .collect(),
    }
}

fn delete_contents(connection: &Connection, id: &str) -> rusqlite::Result<()> {
    for table in [&MENTIONS, &UNLOCATED, &ACCOUNTS] {
        connection.execute(&format!("DELETE FROM {} WHERE document_id = ?1", table.name), [id])?;
    }
    Ok(())
}

/// Tells readers that contents of documents went away or were replaced. The extent, which is a hint, may be too wide afterwards: to read
/// all mentions each time would cost more than it helps.
fn tell_of_removal(connection: &Connection) -> rusqlite::Result<()> {
    for table in [&MENTIONS, &UNLOCATED, &ACCOUNTS, &DOCUMENTS] {
        schema::touch(connection, table)?;
    }
    schema::set_meta(connection, "derived", "stale")
}

fn delete(connection: &mut Connection, id: &str) -> rusqlite::Result<bool> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let there = delete_document(&transaction, id)?;
    transaction.commit()?;
    Ok(there)
}

fn delete_document(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    let there = connection.execute("DELETE FROM documents WHERE id = ?1", [id])? > 0;
    if there {
        delete_contents(connection, id)?;
        if connection.execute("DELETE FROM corrections WHERE document_id = ?1", [id])? > 0 {
            schema::touch(connection, &CORRECTIONS)?;
        }
        tell_of_removal(connection)?;
    }
    Ok(there)
}

fn exchange(
    connection: &mut Connection,
    id: &str,
    parsed: &Parsed,
    corrections: &[Correction],
    provenance: &Provenance,
) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    delete_document(&transaction, id)?;
    let mut inserter = Inserter::new(&transaction)?;
    inserter.insert(parsed, provenance)?;
    let reach = inserter.mentions.reach();
    drop(inserter);
    for correction in corrections {
        corrections::insert(&transaction, correction)?;
    }
    if let Some(reach) = reach {
        schema::grow(&transaction, &MENTIONS, reach)?;
    }
    transaction.commit()
}

fn load(connection: &Connection) -> rusqlite::Result<Vec<Parsed>> {
    // One transaction, or a document could be added between the tables.
    let transaction = connection.unchecked_transaction()?;
    let documents = read_documents(&transaction)?;
    with_contents(&transaction, documents, "")
}

fn for_each(connection: &Connection, mut take: impl FnMut(Parsed)) -> rusqlite::Result<()> {
    let transaction = connection.unchecked_transaction()?;
    let mut ids = ids(&transaction, None)?;
    ids.sort_unstable();
    for portion in ids.chunks(PORTION) {
        let mut parsed = load_asked(&transaction, portion)?;
        parsed.sort_unstable_by(|one, other| one.document.id.cmp(&other.document.id));
        parsed.into_iter().for_each(&mut take);
    }
    Ok(())
}

fn load_some(connection: &Connection, ids: &[String]) -> rusqlite::Result<Vec<Parsed>> {
    load_asked(&*connection.unchecked_transaction()?, ids)
}

/// Within a transaction of the caller.
fn load_asked(connection: &Connection, ids: &[String]) -> rusqlite::Result<Vec<Parsed>> {
    connection
        .execute_batch("CREATE TEMP TABLE IF NOT EXISTS asked (id TEXT PRIMARY KEY); DELETE FROM asked")?;
    let mut insert = connection.prepare("INSERT OR IGNORE INTO asked VALUES (?1)")?;
    for id in ids {
        insert.execute([id])?;
    }
    drop(insert);
    let documents = read_documents_where(connection, "WHERE id IN (SELECT id FROM asked)")?;
    with_contents(connection, documents, "WHERE document_id IN (SELECT id FROM asked)")
}

/// Documents with what was read out of them, which a condition finds.
fn with_contents(
    connection: &Connection,
    documents: Vec<Document>,
    condition: &str,
) -> rusqlite::Result<Vec<Parsed>> {
    let mut corpus: Vec<Parsed> = documents
        .into_iter()
        .map(|document| Parsed { document, mentions: Vec::new(), accounts: Vec::new() })
        .collect();
    let places: HashMap<String, usize> =
        corpus.iter().enumerate().map(|(at, parsed)| (parsed.document.id.clone(), at)).collect();
    let mut found: Vec<Vec<(i64, MentionRecord)>> = corpus.iter().map(|_| Vec::new()).collect();
    mentions::for_each(connection, condition, |fid, mention| {
        if let Some(&at) = places.get(&mention.document_id) {
            found[at].push((fid, mention));
        }
    })?;
    for (parsed, mut found) in corpus.iter_mut().zip(found) {
        // To have them sorted by the database would have it write all rows once more.
        found.sort_unstable_by_key(|(fid, _)| *fid);
        parsed.mentions = found.into_iter().map(|(_, mention)| mention).collect();
    }
    let mut accounts =
        connection.prepare(&format!("SELECT document_id, account FROM accounts {condition} ORDER BY fid"))?;
    let mut rows = accounts.query([])?;
    while let Some(row) = rows.next()? {
        let Some(&at) = places.get(row.get_ref(0)?.as_str()?) else { continue };
        let account = serde_json::from_str(row.get_ref(1)?.as_str()?)
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure(1, Type::Text, error.into()))?;
        corpus[at].accounts.push(account);
    }
    Ok(corpus)
}

fn read_documents(connection: &Connection) -> rusqlite::Result<Vec<Document>> {
    read_documents_where(connection, "")
}

fn read_documents_where(connection: &Connection, condition: &str) -> rusqlite::Result<Vec<Document>> {
    // A store of an older version that is only read stays as it is. In one of version 1 all languages were given.
    let basis = if connection.column_exists(None, "documents", "language_basis")? {
        "language_basis"
    } else {
        "CASE WHEN language IS NOT NULL THEN 'given' END"
    };
    let home = if connection.column_exists(None, "documents", "home_lon")? {
        "home_lon, home_lat, home_country"
    } else {
        "NULL, NULL, NULL"
    };
    connection
        .prepare(&format!(
            "SELECT id, title, published, published_basis, source, language, {basis}, text, content_hash, {home}
             FROM documents {condition} ORDER BY fid"
        ))?
        .query_map([], read_document)?
        .collect()
}

fn read_document(row: &Row<'_>) -> rusqlite::Result<Document> {
    let invalid = |column, expected: &str| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, format!("expected {expected}").into())
    };
    let published: Option<String> = row.get(2)?;
    let basis: Option<String> = row.get(3)?;
    let language_basis: Option<String> = row.get(6)?;
    let (lon, lat): (Option<f64>, Option<f64>) = (row.get(9)?, row.get(10)?);
    Ok(Document {
        id: row.get(0)?,
        title: row.get(1)?,
        published: published
            .map(|day| day.parse::<Date>().map_err(|_not_a_day| invalid(2, "a day as YYYY-MM-DD")))
            .transpose()?,
        published_basis: basis
            .map(|word| DateBasis::from_word(&word).ok_or_else(|| invalid(3, "the basis of a date")))
            .transpose()?,
        source: row.get(4)?,
        language: row.get(5)?,
        language_basis: language_basis
            .map(|word| LanguageBasis::from_word(&word).ok_or_else(|| invalid(6, "given or detected")))
            .transpose()?,
        text: row.get(7)?,
        content_hash: row.get(8)?,
        home: Home { near: lon.zip(lat).map(|(lon, lat)| Position::new(lon, lat)), country: row.get(11)? },
    })
}
