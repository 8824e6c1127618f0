use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use jiff::civil::Date;

use super::{DateBasis, Document, DocumentError, Format, plain};

/// The most bytes that are read as one document: 64 MiB, some ten thousand news reports.
pub const MAX_BYTES: usize = 64 << 20;

/// The name that standard input goes by in errors.
const STDIN: &str = "standard input";

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
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The day it was published.
    pub date: Option<Date>,
    /// The headline.
    pub title: Option<String>,
    /// Where it came from.
    pub source: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
}

/// Reads the documents in these bytes with no options; see [`ReadOptions::read_bytes`].
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Vec<Document>, DocumentError> {
    ReadOptions::default().read_bytes(name, bytes)
}

/// Reads the documents in a file with no options; see [`ReadOptions::read_path`].
pub fn read_path(path: &Path) -> Result<Vec<Document>, DocumentError> {
    ReadOptions::default().read_path(path)
}

/// Reads the documents on standard input with no options; see [`ReadOptions::read_stdin`].
pub fn read_stdin() -> Result<Vec<Document>, DocumentError> {
    ReadOptions::default().read_stdin()
}

impl ReadOptions {
    /// Reads the documents in these bytes. The name tells the format where the bytes do not, stands in errors, and its last part
    /// is the source of a document that names none; an empty name names nothing.
    ///
    /// Linear in the bytes; the memory is at most some four times theirs.
    pub fn read_bytes(&self, name: &str, bytes: &[u8]) -> Result<Vec<Document>, DocumentError> {
        let file_name = Path::new(name).file_name().map(|file_name| file_name.to_string_lossy().into_owned());
        self.read(name, file_name.as_deref(), bytes)
    }

    /// Reads the documents in a file.
    pub fn read_path(&self, path: &Path) -> Result<Vec<Document>, DocumentError> {
        let name = path.display().to_string();
        let io = |source| DocumentError::Io { name: name.clone(), source };
        let bytes = read_bounded(&name, File::open(path).map_err(io)?)?;
        self.read_bytes(&name, &bytes)
    }

    /// Reads the documents on standard input, which is no source: they name their own, or have none.
    pub fn read_stdin(&self) -> Result<Vec<Document>, DocumentError> {
        let bytes = read_bounded(STDIN, io::stdin().lock())?;
        self.read(STDIN, None, &bytes)
    }

    fn read(
        &self,
        name: &str,
        file_name: Option<&str>,
        bytes: &[u8],
    ) -> Result<Vec<Document>, DocumentError> {
        let name = if name.is_empty() { "document" } else { name };
        if bytes.len() > MAX_BYTES {
            return Err(DocumentError::TooLarge { name: name.to_owned() });
        }
        let found = match Format::detect(name, bytes) {
            Format::PlainText => plain::read(name, bytes)?,
            format => return Err(DocumentError::Unsupported { name: name.to_owned(), format }),
        };
        found.into_iter().map(|found| self.document(name, file_name, found)).collect()
    }

    fn document(
        &self,
        name: &str,
        file_name: Option<&str>,
        found: plain::Found,
    ) -> Result<Document, DocumentError> {
        if found.text.trim().is_empty() {
            return Err(DocumentError::Empty { name: name.to_owned() });
        }
        let known = found.front_matter;
        let given = self.date.map(|date| (date, DateBasis::Given));
        let published = given.or(known.date.map(|date| (date, DateBasis::FrontMatter)));
        let title = self.title.clone().or(known.title);
        let source = self.source.clone().or(known.source).or(file_name.map(str::to_owned));
        let language = self.language.clone().or(known.language);
        Ok(Document::new(title, published, source, found.text).in_language(language))
    }
}

/// Reads at most [`MAX_BYTES`], however large the input says it is: devices and pipes say nothing.
fn read_bounded(name: &str, input: impl Read) -> Result<Vec<u8>, DocumentError> {
    let mut bytes = Vec::new();
    input
        .take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| DocumentError::Io { name: name.to_owned(), source })?;
    if bytes.len() > MAX_BYTES {
        return Err(DocumentError::TooLarge { name: name.to_owned() });
    }
    Ok(bytes)
}
