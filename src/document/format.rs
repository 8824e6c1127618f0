use std::{fmt, path::Path};

/// What a file is, told by its first bytes and then by its extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Text, with or without front matter: whatever is not known to be something else.
    PlainText,
    /// A web page.
    Html,
    /// RSS, Atom and other XML.
    Xml,
    /// One JSON value, or one a line.
    Json,
    /// A PDF.
    Pdf,
    /// An RTF document.
    Rtf,
    /// A ZIP archive, as which word processors save.
    Zip,
    /// Data compressed with gzip or Zstandard.
    Compressed,
    /// A picture.
    Image,
}

/// First bytes that only one format has.
const SIGNATURES: [(&[u8], Format); 9] = [
    (b"%PDF-", Format::Pdf),
    (b"{\\rtf", Format::Rtf),
    (b"PK\x03\x04", Format::Zip),
    (b"\x1F\x8B", Format::Compressed),
    (b"\x28\xB5\x2F\xFD", Format::Compressed),
    (b"\x89PNG", Format::Image),
    (b"\xFF\xD8\xFF", Format::Image),
    (b"GIF8", Format::Image),
    (b"<?xml", Format::Xml),
];

impl Format {
    /// Tells the format of a file from its name (an empty one where it has none) and its content.
    #[must_use]
    pub fn detect(name: &str, bytes: &[u8]) -> Self {
        if let Some((_, format)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
            return *format;
        }
        let start = bytes.trim_ascii_start();
        let opens =
            |tag: &str| start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag.as_bytes()));
        if opens("<!doctype html") || opens("<html") {
            return Self::Html;
        }
        let extension =
            Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension.to_ascii_lowercase().as_str() {
            "html" | "htm" | "xhtml" => Self::Html,
            "xml" | "rss" | "atom" => Self::Xml,
            "json" | "jsonl" | "ndjson" | "geojson" => Self::Json,
            _ => Self::PlainText,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::PlainText => "plain text",
            Self::Html => "an HTML page",
            Self::Xml => "XML",
            Self::Json => "JSON",
            Self::Pdf => "a PDF",
            Self::Rtf => "an RTF document",
            Self::Zip => "a ZIP archive or an office document",
            Self::Compressed => "compressed data",
            Self::Image => "a picture",
        })
    }
}
