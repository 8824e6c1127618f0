//! RSS and Atom: an entry is a document.

use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::decode::{clean, decode_declared};
use super::{DateBasis, DocumentError, Format, Found, date, html};

/// A feed may have no more entries: its errors are kept, too.
const MOST_ENTRIES: usize = 1_000_000;

/// Reads a feed in RSS 0.9 to 2.0 or Atom. What comes after damage is lost, and told of; what comes before is kept.
///
/// Of an entry the longest text counts; one that has none is its title. Its source is its link, else the title of the feed.
pub fn read(
    name: &str,
    bytes: &[u8],
    told: Option<&'static Encoding>,
) -> Result<Vec<Result<Found, DocumentError>>, DocumentError> {
    let xml = decode_declared(name, bytes, told, html::declared_encoding(bytes))?;
    let mut feed = Feed { name, xml: &xml, ..Feed::default() };
    feed.read();
    if feed.found.is_empty() {
        return Err(DocumentError::NoEntries { name: name.to_owned(), format: Format::Feed });
    }
    Ok(feed.found)
}

/// What an element inside of an entry or of the feed holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Text,
    Published,
    Updated,
    Link,
    Id,
    Language,
}

impl Field {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Title,
            "description" | "summary" | "content" | "encoded" => Self::Text,
            "pubDate" | "published" | "issued" | "date" => Self::Published,
            "updated" | "modified" => Self::Updated,
            "link" => Self::Link,
            "guid" | "id" => Self::Id,
            "language" => Self::Language,
            _ => return None,
        })
    }
}

/// What is known of the entry being read, or of the feed.
#[derive(Default)]
struct Entry {
    title: Option<String>,
    text: String,
    published: Option<jiff::civil::Date>,
    updated: Option<jiff::civil::Date>,
    link: Option<String>,
    id: Option<String>,
    language: Option<String>,
}

/// A field being read.
struct Open {
    field: Field,
    /// How deep the elements are nested around its content.
    depth: usize,
    /// Where its content starts, for content that is XML itself.
    start: usize,
    is_markup: bool,
    is_xml: bool,
    value: String,
}

#[derive(Default)]
struct Feed<'a> {
    name: &'a str,
    xml: &'a str,
    found: Vec<Result<Found, DocumentError>>,
    about: Entry,
    entry: Option<Entry>,
    /// How deep the elements are nested, and how deep where the entry starts.
    depth: usize,
    entry_depth: usize,
    /// How deep the fields of the feed itself are.
    about_depth: usize,
    open: Option<Open>,
}

impl Feed<'_> {
    fn read(&mut self) {
        let mut reader = Reader::from_str(self.xml);
        let config = reader.config_mut();
        // Feeds are made by templates; what can be read is read.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            let position = reader.buffer_position() as usize;
            match reader.read_event() {
                Ok(Event::Start(start)) => {
                    let content = reader.buffer_position() as usize;
                    self.start(&start, content);
                    self.depth += 1;
                }
                Ok(Event::Empty(start)) => {
                    self.start(&start, position);
                    self.depth += 1;
                    self.end(position);
                }
                Ok(Event::End(_)) => self.end(position),
                Ok(Event::Text(text)) => self.text(&text),
                Ok(Event::CData(text)) => self.text(&text),
                Ok(Event::GeneralRef(reference)) => self.reference(&reference),
                Ok(Event::Eof) if self.depth == 0 => return,
                Ok(Event::Eof) => return self.damaged(self.xml.len(), "it ends in the middle".to_owned()),
                Ok(_) => {}
                Err(error) => return self.damaged(position, error.to_string()),
            }
            if self.found.len() >= MOST_ENTRIES {
                return self.damaged(position, format!("more than {MOST_ENTRIES} entries"));
            }
        }
    }

    fn damaged(&mut self, position: usize, reason: String) {
        let (name, place) = (self.name.to_owned(), format!("byte {position}"));
        self.found.push(Err(DocumentError::Damaged { name, place, reason, expected: "RSS or Atom" }));
    }

    fn start(&mut self, element: &BytesStart<'_>, content: usize) {
        if self.open.is_some() {
            return;
        }
        let local = element.local_name();
        let local = local.as_ref();
        let attribute = |name: &str| {
            let found =
                element.attributes().with_checks(false).flatten().find(|found| found.key.as_ref() == name)?;
            Some(html::unescape(&found.value))
        };
        match &mut self.entry {
            None if matches!(local, "item" | "entry") => {
                self.entry = Some(Entry { language: attribute("xml:lang"), ..Entry::default() });
                self.entry_depth = self.depth + 1;
                return;
            }
            None if matches!(local, "channel" | "feed") => {
                self.about_depth = self.depth + 1;
                self.about.language = self.about.language.take().or_else(|| attribute("xml:lang"));
                return;
            }
            _ => {}
        }
        let fields_depth = if self.entry.is_some() { self.entry_depth } else { self.about_depth };
        let Some(field) = Field::of(local).filter(|_| self.depth == fields_depth && fields_depth > 0) else {
            return;
        };
        // media:title, itunes:summary and the like tell of something else.
        let prefix = element.name();
        let prefix = prefix.prefix().map(|prefix| prefix.as_ref().to_owned()).unwrap_or_default();
        if !matches!(prefix.as_str(), "" | "dc" | "dcterms" | "content" | "atom" | "rss") {
            return;
        }
        let kind = attribute("type").unwrap_or_default().to_ascii_lowercase();
        if field == Field::Link
            && let Some(address) = attribute("href")
        {
            let leads_to_it = attribute("rel").is_none_or(|relation| relation == "alternate");
            if leads_to_it {
                self.current().link.get_or_insert(address);
            }
            return;
        }
        self.open = Some(Open {
            field,
            depth: self.depth,
            start: content,
            is_xml: kind.contains("xhtml") || kind.ends_with("xml"),
            // Atom says when text is plain; RSS never does.
            is_markup: !matches!(kind.as_str(), "text" | "text/plain"),
            value: String::new(),
        });
    }

    fn current(&mut self) -> &mut Entry {
        self.entry.as_mut().unwrap_or(&mut self.about)
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = &mut self.open {
            open.value.push_str(text);
        }
    }

    fn reference(&mut self, reference: &BytesRef<'_>) {
        if self.open.is_some() {
            // The names of HTML are common in feeds, although XML does not know them.
            self.text(&html::unescape(&format!("&{};", &**reference)));
        }
    }

    fn end(&mut self, position: usize) {
        self.depth = self.depth.saturating_sub(1);
        if let Some(open) = self.open.take_if(|open| open.depth >= self.depth) {
            self.keep(&open, position);
        }
        if self.entry.is_some() && self.depth < self.entry_depth {
            let number = self.found.len() + 1;
            let entry = self.entry.take().unwrap_or_default();
            self.found.push(self.document(entry, number));
        }
    }

    fn keep(&mut self, open: &Open, position: usize) {
        let xml = self.xml;
        let raw = if open.is_xml { xml.get(open.start..position).unwrap_or_default() } else { &open.value };
        let is_markup = open.is_xml || (open.is_markup && raw.contains(['<', '&']));
        let text = || if is_markup { html::fragment(raw) } else { raw.trim().to_owned() };
        let line = || text().split_whitespace().collect::<Vec<_>>().join(" ");
        let entry = self.current();
        match open.field {
            Field::Title => {
                entry.title.get_or_insert_with(line);
            }
            Field::Text => {
                let text = text();
                if text.len() > entry.text.len() {
                    entry.text = text;
                }
            }
            Field::Published => entry.published = entry.published.or_else(|| date::read(raw)),
            Field::Updated => entry.updated = entry.updated.or_else(|| date::read(raw)),
            Field::Link => {
                entry.link.get_or_insert_with(|| raw.trim().to_owned());
            }
            Field::Id => {
                entry.id.get_or_insert_with(|| raw.trim().to_owned());
            }
            Field::Language => entry.language = Some(raw.trim().to_owned()),
        }
    }

    fn document(&self, entry: Entry, number: usize) -> Result<Found, DocumentError> {
        let some = |text: Option<String>| text.map(clean).filter(|text| !text.is_empty());
        let title = some(entry.title);
        let text = some(Some(entry.text)).or_else(|| title.clone());
        let Some(text) = text else {
            return Err(DocumentError::Empty { name: format!("{}, entry {number}", self.name) });
        };
        let is_address = |id: &String| id.starts_with("https://") || id.starts_with("http://");
        let day = entry.published.or(entry.updated);
        Ok(Found {
            title,
            published: day.map(|day| (day, DateBasis::Metadata)),
            source: some(entry.link)
                .or(some(entry.id).filter(is_address))
                .or_else(|| some(self.about.title.clone())),
            language: entry.language.or_else(|| self.about.language.clone()),
            language_is_sure: false,
            text,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="a.xsl"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Harbour Post</title><link>https://harbour.example/</link><language>en-gb</language>
<image><title>Logo</title><url>https://harbour.example/logo.png</url></image>
<item><title>Ferries &amp; storms</title><link>https://harbour.example/1</link>
 <description>Short.</description>
 <content:encoded><![CDATA[<p>The ferry left Esbjerg&nbsp;on time.</p><p>It came to Fanø late.</p><script>no()</script>]]></content:encoded>
 <media:title>Picture of Ribe</media:title><pubDate>Sun, 14 Mar 2021 23:30:00 +0100</pubDate></item>
<item><title>A bridge</title><description>&lt;b&gt;The bridge&lt;/b&gt; at Korsør is closed.</description>
 <guid isPermaLink="true">https://harbour.example/2</guid><dc:date xmlns:dc="x">2021-03-13</dc:date></item>
<item><title>Only a headline from Skagen</title></item>
<item><link>https://harbour.example/empty</link></item>
</channel></rss>"#;

    const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="da"><title type="text">Havneposten</title>
<entry xml:lang="en"><title type="html">Wind &amp;amp; water</title><link rel="self" href="https://a.example/x"/>
 <link href="https://a.example/1?a=1&amp;b=2"/><updated>2021-03-16T00:00:00Z</updated><published>2021-03-14T08:00:00+01:00</published>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Gusts in <b>Thisted</b>.</p><p>Rain.</p></div></content></entry>
<entry><title>Plain</title><summary type="text">if a &lt; b, go to Viborg</summary><updated>2021-03-15T00:00:00Z</updated></entry>
</feed>"#;

    fn found(xml: &str) -> Vec<Result<Found, DocumentError>> {
        read("feed.xml", xml.as_bytes(), None).unwrap()
    }

    #[test]
    fn an_item_of_rss_is_a_document_with_its_longest_text() {
        let found = found(RSS);
        let first = found[0].as_ref().unwrap();
        assert_eq!(first.title.as_deref(), Some("Ferries & storms"));
        assert_eq!(first.text, "The ferry left Esbjerg on time.\n\nIt came to Fanø late.");
        assert_eq!(first.published, Some((date(2021, 3, 14), DateBasis::Metadata)));
        assert_eq!(first.source.as_deref(), Some("https://harbour.example/1"));
        assert_eq!(first.language.as_deref(), Some("en-gb"));
        let second = found[1].as_ref().unwrap();
        assert_eq!(second.text, "The bridge at Korsør is closed.");
        assert_eq!(second.published.unwrap().0, date(2021, 3, 13));
        assert_eq!(second.source.as_deref(), Some("https://harbour.example/2"));
        let third = found[2].as_ref().unwrap();
        assert_eq!(
            (third.text.as_str(), third.source.as_deref()),
            ("Only a headline from Skagen", Some("The Harbour Post"))
        );
        assert_eq!(found[3].as_ref().unwrap_err().to_string(), "feed.xml, entry 4: empty, expected text");
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn an_entry_of_atom_is_a_document() {
        let found = found(ATOM);
        let first = found[0].as_ref().unwrap();
        assert_eq!(first.title.as_deref(), Some("Wind & water"));
        assert_eq!(first.text, "Gusts in Thisted.\n\nRain.");
        assert_eq!(first.published.unwrap().0, date(2021, 3, 14));
        assert_eq!(first.source.as_deref(), Some("https://a.example/1?a=1&b=2"));
        assert_eq!(first.language.as_deref(), Some("en"));
        let second = found[1].as_ref().unwrap();
        assert_eq!(
            (second.text.as_str(), second.published.unwrap().0),
            ("if a < b, go to Viborg", date(2021, 3, 15))
        );
        assert_eq!((second.language.as_deref(), second.source.as_deref()), (Some("da"), Some("Havneposten")));
    }

    #[test]
    fn what_comes_before_damage_is_kept_and_the_damage_is_told() {
        let cut = &RSS[..RSS.find("A bridge").unwrap()];
        let found = found(cut);
        assert!(found[0].is_ok());
        let error = found[1].as_ref().unwrap_err().to_string();
        assert!(error.starts_with("feed.xml, byte ") && error.ends_with(", expected RSS or Atom"), "{error}");
        let empty = read("feed.xml", b"<rss><channel></channel></rss>", None).unwrap_err().to_string();
        assert_eq!(empty, "feed.xml: a feed without an entry, expected one at least");
    }

    #[test]
    fn the_encoding_that_a_feed_declares_is_used() {
        let xml = "<?xml version='1.0' encoding='windows-1251'?><rss><channel><item><title>Порт Усть-Луга</title></item></channel></rss>";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(xml);
        assert_eq!(read("a", &bytes, None).unwrap()[0].as_ref().unwrap().text, "Порт Усть-Луга");
    }

    #[test]
    fn elements_nested_without_end_are_no_harm() {
        let deep = format!("<rss><channel><item><description>{}In Homs.", "<a>".repeat(200_000));
        assert!(found(&deep)[0].is_err());
    }

    proptest! {
        #[test]
        fn any_xml_is_read_or_refused(xml in "(<(/?(rss|channel|item|entry|feed|title|content type='xhtml'|link href='a'/)|!\\[CDATA\\[)>?|\\]\\]>|[a-zé<&;\r]{0,6}|&amp;){0,50}") {
            for found in read("a", xml.as_bytes(), None).into_iter().flatten().flatten() {
                prop_assert!(!found.text.trim().is_empty());
                prop_assert!(!found.text.contains(['\r', '\0']));
            }
        }
    }
}
