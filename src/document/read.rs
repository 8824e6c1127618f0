use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::iter;
use std::path::Path;

use encoding_rs::Encoding;
use jiff::civil::Date;

use super::format::is_compressed;
use super::{
    DateBasis, Document, DocumentError, Fields, Format, date, dateline, detect_language, feed, html, inflate,
    json, mail, plain,
};

/// The most bytes that are read as one document: 64 MiB, some ten thousand news reports. JSON lines and mailboxes may be longer,
/// one line or mail of them may not.
pub const MAX_BYTES: usize = 64 << 20;

/// The most documents that bytes in memory may hold. A file is read one document after the other and may hold any number.
pub const MAX_DOCUMENTS: usize = 100_000;

/// The name that standard input goes by in errors.
const STDIN: &str = "standard input";

/// So much of an input is looked at to tell its format.
const LOOKED_AT: u64 = 8192;

/// What the caller knows of a document. It wins over what the document says of itself: who gives a date means to correct it.
///
/// ```
/// use dateline::document::{DateBasis, ReadOptions};
///
/// let options = ReadOptions { date: Some("2015-10-07".parse()?), ..ReadOptions::default() };
/// let documents = options.read_bytes("report.txt", b"Four ships fired on Wednesday.")?;
/// assert_eq!(documents[0].published_basis, Some(DateBasis::Given));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadOptions {
    /// The day it was published.
    pub date: Option<Date>,
    /// The headline.
    pub title: Option<String>,
    /// Where it came from.
    pub source: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// The format, where it came with the input instead of being told from it.
    pub format: Option<Format>,
    /// The label of the encoding that came with the input, such as in a header of HTTP; one that is not known tells nothing.
    pub charset: Option<String>,
    /// Which fields of JSON are what.
    pub fields: Fields,
}

/// What a reader finds in one document before the caller's options are laid over it.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub title: Option<String>,
    pub published: Option<(Date, DateBasis)>,
    pub source: Option<String>,
    pub language: Option<String>,
    /// Somebody wrote the language down for this text, and not for all pages of a site.
    pub language_is_sure: bool,
    pub text: String,
}

/// The documents of a format as they are found.
pub(super) type FoundDocuments<'a> = Box<dyn Iterator<Item = Result<Found, DocumentError>> + 'a>;

/// Documents in the order of their input, each read when it is asked for. One that cannot be read is an error, and others may follow.
pub struct Documents<'a>(Box<dyn Iterator<Item = Result<Document, DocumentError>> + 'a>);

impl Iterator for Documents<'_> {
    type Item = Result<Document, DocumentError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

impl From<DocumentError> for Documents<'_> {
    /// No document, and why.
    fn from(error: DocumentError) -> Self {
        Self(Box::new(iter::once(Err(error))))
    }
}

/// Reads the documents in these bytes with no options; see [`ReadOptions::read_bytes`].
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Vec<Document>, DocumentError> {
    ReadOptions::default().read_bytes(name, bytes)
}

impl ReadOptions {
    /// Reads the documents in these bytes; the first that cannot be read is the error of all. The name tells the format where the
    /// bytes do not, stands in errors, and its last part is the source of a document that names none; an empty name names nothing.
    ///
    /// Linear in the bytes; the memory is at most some six times theirs and some 50 MB for [`MAX_DOCUMENTS`].
    pub fn read_bytes(&self, name: &str, bytes: &[u8]) -> Result<Vec<Document>, DocumentError> {
        self.read_each(name, bytes).into_iter().collect()
    }

    /// Reads the documents in these bytes as [`Self::read_bytes`] does, and each that cannot be read is an error in its place.
    #[must_use]
    pub fn read_each(&self, name: &str, bytes: &[u8]) -> Vec<Result<Document, DocumentError>> {
        let named = || named(name).to_owned();
        if bytes.len() > MAX_BYTES {
            return vec![Err(DocumentError::TooLarge { name: named() })];
        }
        let mut documents: Vec<_> =
            self.documents(name, name, Box::new(bytes)).take(MAX_DOCUMENTS + 1).collect();
        if documents.len() > MAX_DOCUMENTS {
            documents.truncate(MAX_DOCUMENTS);
            documents.push(Err(DocumentError::TooMany { name: named() }));
        }
        documents
    }

    /// Reads the documents in a file.
    #[must_use]
    pub fn read_path(&self, path: &Path) -> Documents<'_> {
        let name = path.display().to_string();
        match File::open(path) {
            Ok(file) => self.documents(&name, &name, Box::new(file)),
            Err(source) => DocumentError::Io { name, source }.into(),
        }
    }

    /// Reads the documents on standard input, which is no source: they name their own, or have none.
    #[must_use]
    pub fn read_stdin(&self) -> Documents<'_> {
        self.documents(STDIN, "", Box::new(io::stdin().lock()))
    }

    /// The documents of an input; its path is empty where it has none.
    fn documents<'a>(&'a self, name: &str, path: &str, input: Box<dyn Read + 'a>) -> Documents<'a> {
        let name = named(name).to_owned();
        let found = match self.found(&name, path, input) {
            Ok(found) => found,
            Err(error) => return error.into(),
        };
        let file_name = Path::new(path).file_name().map(|file_name| file_name.to_string_lossy().into_owned());
        let day = date::in_path(path);
        Documents(Box::new(found.map(move |found| self.document(&name, file_name.as_deref(), day, found?))))
    }

    fn found<'a>(
        &'a self,
        name: &str,
        path: &str,
        input: Box<dyn Read + 'a>,
    ) -> Result<FoundDocuments<'a>, DocumentError> {
        let (format, input) = looked_at(name, path, input)?;
        let (path, format, input) = if matches!(format, Format::Gzip | Format::Zstandard) {
            let inner = without_compression(path);
            let (format, input) = looked_at(name, inner, inflate::expand(name, format, input)?)?;
            (inner, format, input)
        } else {
            (path, format, input)
        };
        let told = self.charset.as_deref().and_then(|label| Encoding::for_label(label.as_bytes()));
        let format = match self.format {
            // Whatever is said of them, these are not text.
            Some(told)
                if !matches!(
                    format,
                    Format::Pdf | Format::Rtf | Format::Zip | Format::Image | Format::Compressed
                ) =>
            {
                told
            }
            _ => format,
        };
        match format {
            Format::JsonLines => {
                return Ok(json::read_lines(name, path, BufReader::new(input), &self.fields));
            }
            Format::Mailbox => return Ok(mail::read_mailbox(name, BufReader::new(input))),
            _ => {}
        }
        let unsupported = || DocumentError::Unsupported { name: name.to_owned(), format };
        if !matches!(format, Format::PlainText | Format::Html | Format::Feed | Format::Json | Format::Mail) {
            return Err(unsupported());
        }
        let bytes = read_bounded(name, input)?;
        let one = |found| -> FoundDocuments<'a> { Box::new(iter::once(found)) };
        Ok(match format {
            Format::PlainText => one(Ok(plain::read(name, &bytes, told)?)),
            Format::Html => one(Ok(html::read(name, &bytes, told)?)),
            Format::Feed => Box::new(feed::read(name, &bytes, told)?.into_iter()),
            Format::Json => Box::new(json::read_value(name, path, &bytes, &self.fields).into_iter()),
            Format::Mail => one(mail::read(name, &bytes)),
            _ => return Err(unsupported()),
        })
    }

    fn document(
        &self,
        name: &str,
        file_name: Option<&str>,
        day: Option<Date>,
        found: Found,
    ) -> Result<Document, DocumentError> {
        if found.text.trim().is_empty() {
            return Err(DocumentError::Empty { name: name.to_owned() });
        }
        let given = self.date.map(|date| (date, DateBasis::Given));
        let published = given
            .or(found.published)
            .or_else(|| dateline::day(&found.text).map(|day| (day, DateBasis::Dateline)))
            .or(day.map(|day| (day, DateBasis::FileName)));
        let title = self.title.clone().or(found.title);
        let source = self.source.clone().or(found.source).or(file_name.map(str::to_owned));
        let said =
            if found.language_is_sure { found.language } else { believed(found.language, &found.text) };
        let language = self.language.clone().or(said);
        Ok(Document::new(title, published, source, found.text).in_language(language))
    }
}

/// The language that a page says it is in, unless its letters and words say another: many sites say English on every page.
fn believed(said: Option<String>, text: &str) -> Option<String> {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    said.filter(|said| detect_language(text).is_none_or(|detected| primary(said) == primary(&detected)))
}

fn named(name: &str) -> &str {
    if name.is_empty() { "document" } else { name }
}

/// The format of an input, and the input from its start.
fn looked_at<'a>(
    name: &str,
    path: &str,
    mut input: Box<dyn Read + 'a>,
) -> Result<(Format, Box<dyn Read + 'a>), DocumentError> {
    let mut head = Vec::new();
    input.by_ref().take(LOOKED_AT).read_to_end(&mut head).map_err(|source| inflate::error(name, source))?;
    let format = Format::detect(path, &head);
    Ok((format, Box::new(io::Cursor::new(head).chain(input))))
}

/// `report.html` of `report.html.gz`.
fn without_compression(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((inner, extension)) if is_compressed(extension) => inner,
        _ => path,
    }
}

/// Reads at most [`MAX_BYTES`], however large the input says it is: devices and pipes say nothing.
fn read_bounded(name: &str, input: impl Read) -> Result<Vec<u8>, DocumentError> {
    let mut bytes = Vec::new();
    input
        .take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| inflate::error(name, source))?;
    if bytes.len() > MAX_BYTES {
        return Err(DocumentError::TooLarge { name: name.to_owned() });
    }
    Ok(bytes)
}

/// Reads a line with its end into an empty buffer: whether there was one, and whether it is whole. Of a line longer than
/// [`MAX_BYTES`] the rest is passed over.
pub(super) fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<(bool, bool)> {
    line.clear();
    input.by_ref().take(MAX_BYTES as u64).read_until(b'\n', line)?;
    if line.len() < MAX_BYTES || line.ends_with(b"\n") {
        return Ok((!line.is_empty(), true));
    }
    loop {
        let buffer = input.fill_buf()?;
        let (length, is_last) = match memchr::memchr(b'\n', buffer) {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        input.consume(length);
        if is_last {
            return Ok((true, false));
        }
    }
}
