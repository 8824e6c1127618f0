use std::{fmt, path::Path};

/// What a file is, told by its first bytes and then by its extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Text, with or without front matter: whatever is not known to be something else.
    PlainText,
    /// A web page.
    Html,
    /// RSS or Atom.
    Feed,
    /// XML of another kind.
    Xml,
    /// One JSON value: an object, or a list of them.
    Json,
    /// JSON objects, one a line.
    JsonLines,
    /// A mail.
    Mail,
    /// Mails one after the other.
    Mailbox,
    /// A PDF.
    Pdf,
    /// An RTF document.
    Rtf,
    /// A ZIP archive, as which word processors save.
    Zip,
    /// Data compressed with gzip.
    Gzip,
    /// Data compressed with Zstandard.
    Zstandard,
    /// Data compressed in a way that is not read.
    Compressed,
    /// A picture.
    Image,
}

/// First bytes that only one format has.
const SIGNATURES: [(&[u8], Format); 11] = [
    (b"%PDF-", Format::Pdf),
    (b"{\\rtf", Format::Rtf),
    (b"PK\x03\x04", Format::Zip),
    (b"\x1F\x8B", Format::Gzip),
    (b"\x28\xB5\x2F\xFD", Format::Zstandard),
    (b"\xFD7zXZ\0", Format::Compressed),
    (b"BZh91AY&SY", Format::Compressed),
    (b"7z\xBC\xAF\x27\x1C", Format::Compressed),
    (b"\x89PNG", Format::Image),
    (b"\xFF\xD8\xFF", Format::Image),
    (b"GIF8", Format::Image),
];

/// Header fields, one of which a mail begins with.
const FIRST_FIELDS: [&str; 12] = [
    "return-path",
    "received",
    "delivered-to",
    "x-",
    "from",
    "date",
    "subject",
    "message-id",
    "mime-version",
    "to",
    "envelope-to",
    "dkim-signature",
];

/// So many bytes from the start of an XML file are searched for its root.
const PROLOG: usize = 2048;

impl Format {
    /// Tells the format of a file from its name (an empty one where it has none) and its content, of which the first few kilobytes
    /// are enough.
    #[must_use]
    pub fn detect(name: &str, bytes: &[u8]) -> Self {
        if let Some((_, format)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
            return *format;
        }
        let start = start(bytes);
        let start = start.trim_start();
        let opens = |tag: &str| start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
        if opens("<!doctype html") || opens("<html") {
            return Self::Html;
        }
        if opens("<?xml") || opens("<rss") || opens("<feed") || opens("<rdf:rdf") || opens("<!--") {
            match root(start) {
                Some("rss" | "feed" | "rdf:rdf" | "atom:feed") => return Self::Feed,
                Some("html") => return Self::Html,
                _ if opens("<?xml") => return Self::Xml,
                _ => {}
            }
        }
        if let Some(format) = json(start) {
            return format;
        }
        let name = Path::new(name);
        let extension = name.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension.to_ascii_lowercase().as_str() {
            "html" | "htm" | "xhtml" => Self::Html,
            "rss" | "atom" => Self::Feed,
            "xml" => Self::Xml,
            "json" | "geojson" => Self::Json,
            "jsonl" | "ndjson" => Self::JsonLines,
            "eml" => Self::Mail,
            "mbox" | "mbx" => Self::Mailbox,
            _ if is_mailbox(start) => Self::Mailbox,
            _ if is_mail(start) => Self::Mail,
            _ => Self::PlainText,
        }
    }

    /// Whether the file name ends in a way that says it is read: alone, or before `.gz` and the like.
    #[must_use]
    pub fn is_read(path: &Path) -> bool {
        let extension = |path: &Path| {
            path.extension()
                .map(|extension| extension.to_string_lossy().to_ascii_lowercase())
                .unwrap_or_default()
        };
        let last = extension(path);
        let last = if is_compressed(&last) {
            path.file_stem().map(|stem| extension(Path::new(stem))).unwrap_or_default()
        } else {
            last
        };
        EXTENSIONS.contains(&last.as_str())
    }
}

/// How files are named that are read.
pub(super) const EXTENSIONS: [&str; 15] = [
    "txt", "text", "md", "html", "htm", "xhtml", "xml", "rss", "atom", "json", "jsonl", "ndjson", "eml",
    "mbox", "mbx",
];

/// Whether an extension says that a file is compressed.
pub(super) fn is_compressed(extension: &str) -> bool {
    ["gz", "gzip", "zst", "zstd"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The first characters, also of UTF-16, without a byte order mark.
fn start(bytes: &[u8]) -> String {
    let bytes = &bytes[..bytes.len().min(2 * PROLOG)];
    let wide = match bytes {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    wide.unwrap_or(encoding_rs::UTF_8).decode_with_bom_removal(bytes).0.into_owned()
}

/// The name of the first element behind declarations and comments, in lower case where it is one that is looked for.
fn root(mut start: &str) -> Option<&'static str> {
    loop {
        start = start.trim_start();
        let (opening, closing) = if start.starts_with("<!--") {
            ("<!--", "-->")
        } else if start.starts_with("<?") {
            ("<?", "?>")
        } else if start.starts_with("<!") {
            // A document type may hold a subset in brackets, which feeds have no use for.
            ("<!", ">")
        } else {
            break;
        };
        start = start.strip_prefix(opening)?.split_once(closing)?.1;
    }
    let name = start.strip_prefix('<')?;
    let length = name.find(|character: char| character.is_whitespace() || matches!(character, '>' | '/'))?;
    let name = name.get(..length)?;
    ["rss", "feed", "rdf:rdf", "atom:feed", "html"].into_iter().find(|known| name.eq_ignore_ascii_case(known))
}

/// JSON by its first characters: `{"` and `[{`, which no text begins with.
fn json(start: &str) -> Option<Format> {
    if let Some(list) = start.strip_prefix('[') {
        return list.trim_start().starts_with('{').then_some(Format::Json);
    }
    let inner = start.strip_prefix('{')?.trim_start();
    if !inner.starts_with('"') {
        return None;
    }
    // An object that goes on over lines is the only one; one that is longer than what is seen here is taken for a line.
    let is_line = match start.split_once('\n') {
        Some((line, _)) => line.trim_end().ends_with('}'),
        None => !start.trim_end().ends_with('}'),
    };
    Some(if is_line { Format::JsonLines } else { Format::Json })
}

/// `From sender Wed Oct  7 22:10:00 2015`, and a header field in the line below.
fn is_mailbox(start: &str) -> bool {
    let Some((line, rest)) = start.split_once('\n') else { return false };
    let year = line
        .split_whitespace()
        .rev()
        .take(3)
        .any(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()));
    line.starts_with("From ")
        && line.contains(':')
        && year
        && field(rest.lines().next().unwrap_or_default()).is_some()
}

/// Header fields up to an empty line, among them who it is from and when or what about.
fn is_mail(start: &str) -> bool {
    let mut names = Vec::new();
    for line in start.lines().take(200) {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) && !names.is_empty() {
            continue;
        }
        let Some(name) = field(line) else { return false };
        names.push(name.to_ascii_lowercase());
    }
    let has = |name: &str| names.iter().any(|found| found == name);
    let first = names.first().is_some_and(|name| FIRST_FIELDS.iter().any(|known| name.starts_with(known)));
    first
        && has("from")
        && (has("message-id") || has("received") || has("mime-version") || (has("date") && has("subject")))
}

fn field(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_name.then_some(name)
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::PlainText => "plain text",
            Self::Html => "an HTML page",
            Self::Feed => "a feed",
            Self::Xml => "XML that is no feed",
            Self::Json => "JSON",
            Self::JsonLines => "JSON lines",
            Self::Mail => "a mail",
            Self::Mailbox => "a mailbox",
            Self::Pdf => "a PDF",
            Self::Rtf => "an RTF document",
            Self::Zip => "a ZIP archive or an office document",
            Self::Gzip | Self::Zstandard => "data that is compressed twice",
            Self::Compressed => "compressed data",
            Self::Image => "a picture",
        })
    }
}
