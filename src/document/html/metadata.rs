//! What a page says of itself.

use jiff::civil::Date;
use serde_json::Value;

use super::page::{HEADLINE, Page};
use crate::document::{DateBasis, date};

/// Names of `<meta>` with the day of publication, the surest first. Those of changes are left out: a page that is touched up years
/// later still tells of the day before.
const DATE_NAMES: [&str; 20] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "publication_date",
    "article.published",
    "originalpublicationdate",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date.issued",
    "dc.date.created",
    "dc.date",
    "citation_publication_date",
    "date",
];

const TITLE_NAMES: [&str; 3] = ["og:title", "twitter:title", "dc.title"];

/// Between the headline and the name of the site in a `<title>`.
const TITLE_SEPARATORS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " / "];

/// Title, day, address and language.
pub struct Facts {
    pub title: Option<String>,
    pub published: Option<(Date, DateBasis)>,
    /// The address it had, else the name of the site.
    pub source: Option<String>,
    pub language: Option<String>,
    /// The whole text, where the metadata brings it.
    pub article_body: Option<String>,
}

impl Facts {
    pub fn of(page: &Page) -> Self {
        let linked = Linked::of(page);
        let meta = |names: &[&str]| names.iter().find_map(|name| value(page, name));
        let address = page
            .canonical
            .clone()
            .into_iter()
            .chain(value(page, "og:url"))
            .find(|address| is_web_address(address));
        Self {
            title: linked
                .title
                .clone()
                .map(|title| plain(&title))
                .filter(|title| !title.is_empty())
                .or_else(|| title(page)),
            published: published(page, linked.published),
            source: address.or_else(|| meta(&["og:site_name", "application-name"])).or(linked.publisher),
            language: page
                .language
                .clone()
                .or_else(|| meta(&["content-language", "language", "og:locale"]))
                .map(|tag| tag.replace('_', "-")),
            article_body: linked.body.map(|body| plain_paragraphs(&body)).filter(|body| !body.is_empty()),
        }
    }
}

fn value(page: &Page, name: &str) -> Option<String> {
    page.meta.iter().find(|(found, _)| found == name).map(|(_, content)| content.clone())
}

fn is_web_address(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// Text without markup, on one line.
fn plain(text: &str) -> String {
    super::fragment(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of an article in JSON: markup, or lines.
fn plain_paragraphs(text: &str) -> String {
    if text.contains("</p>") || text.contains("<br") {
        return super::fragment(text);
    }
    let lines = text.split(['\n', '\r']).map(plain).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n\n")
}

fn published(page: &Page, linked: Option<Date>) -> Option<(Date, DateBasis)> {
    let read = |text: String| date::read(&text);
    let meta = DATE_NAMES.iter().find_map(|name| value(page, name).and_then(read));
    let marked = || page.times.iter().filter(|(_, marked)| *marked).find_map(|(time, _)| date::read(time));
    // Several different ones are those of other stories on the page.
    let only = || {
        let mut days = page.times.iter().filter_map(|(time, _)| date::read(time));
        let first = days.next()?;
        days.all(|day| day == first).then_some(first)
    };
    meta.map(|day| (day, DateBasis::Metadata))
        .or_else(|| linked.map(|day| (day, DateBasis::JsonLd)))
        .or_else(|| marked().or_else(only).map(|day| (day, DateBasis::TimeElement)))
}

fn title(page: &Page) -> Option<String> {
    if let Some(title) = TITLE_NAMES.iter().find_map(|name| value(page, name)) {
        return Some(title.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|title| !title.is_empty());
    }
    let whole = page.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let headlines: Vec<&str> = page
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.marks & HEADLINE != 0)
        .map(|paragraph| page.text_of(paragraph))
        .collect();
    if let [headline] = headlines.as_slice()
        && (whole.is_empty() || whole.contains(headline))
    {
        return Some((*headline).to_owned());
    }
    if whole.is_empty() {
        return headlines.first().map(|headline| (*headline).to_owned());
    }
    // The name of the site stands behind the last separator, if what is before reads like a headline.
    let cut = TITLE_SEPARATORS
        .iter()
        .filter_map(|separator| whole.rsplit_once(separator))
        .max_by_key(|(before, _)| before.len());
    match cut {
        Some((before, site)) if before.split(' ').count() >= 4 && site.split(' ').count() <= 5 => {
            Some(before.to_owned())
        }
        _ => Some(whole),
    }
}

/// What JSON-LD says of the article.
#[derive(Default)]
struct Linked {
    title: Option<String>,
    published: Option<Date>,
    publisher: Option<String>,
    body: Option<String>,
}

impl Linked {
    fn of(page: &Page) -> Self {
        let mut linked = Self::default();
        let mut page_published = None;
        for block in &page.linked_data {
            let Some(value) = parse(block) else { continue };
            for item in items(&value) {
                if is_a(item, |kind| {
                    kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
                }) {
                    linked.take(item);
                } else if page_published.is_none() && is_a(item, |kind| kind.ends_with("Page")) {
                    page_published = day(item);
                }
            }
        }
        linked.published = linked.published.or(page_published);
        linked
    }

    /// The first article counts: the others are those that it leads on to.
    fn take(&mut self, item: &Value) {
        let text = |name: &str| {
            item.get(name)
                .and_then(Value::as_str)
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        if self.title.is_some() || self.published.is_some() || self.body.is_some() {
            return;
        }
        self.title = text("headline").or_else(|| text("name"));
        self.published = day(item);
        self.publisher = item
            .get("publisher")
            .and_then(|publisher| publisher.get("name"))
            .and_then(Value::as_str)
            .map(str::to_owned);
        self.body = text("articleBody");
    }
}

fn day(item: &Value) -> Option<Date> {
    ["datePublished", "dateCreated"]
        .iter()
        .find_map(|name| item.get(name).and_then(Value::as_str).and_then(date::read))
}

/// JSON as pages have it: in a comment or a CDATA section, or with line ends inside of strings.
fn parse(block: &str) -> Option<Value> {
    let mut block = block.trim();
    for (opening, closing) in [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")] {
        if let Some(inner) = block.strip_prefix(opening) {
            block = inner.strip_suffix(closing).unwrap_or(inner).trim();
        }
    }
    serde_json::from_str(block)
        .ok()
        .or_else(|| serde_json::from_str(&block.replace(char::is_control, " ")).ok())
}

/// The objects that a block is about: itself, those of its list or of its graph.
fn items(value: &Value) -> impl Iterator<Item = &Value> {
    let top = match value {
        Value::Array(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    };
    top.iter().flat_map(|item| {
        let graph = item.get("@graph").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        std::iter::once(item).chain(graph)
    })
}

fn is_a(item: &Value, fits: impl Fn(&str) -> bool) -> bool {
    match item.get("@type") {
        Some(Value::String(kind)) => fits(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(fits),
        _ => false,
    }
}
