//! The blocks of a page and the paragraphs in them, out of one pass over its tokens.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::tag::{Hint, Tag};

/// Open elements; what is nested more deeply counts as lying in the last of them. Pages have some thirty.
const DEEPEST: usize = 256;

/// Bytes kept of one block of JSON-LD, and how many blocks: more is no metadata of an article.
const LINKED_DATA_BYTES: usize = 1 << 20;
const LINKED_DATA_BLOCKS: usize = 32;

/// Bytes kept of a value in the head, and how many values.
const VALUE_BYTES: usize = 4096;
const VALUES: usize = 500;

/// The text lies beside the article, by its element or by the words of a class around it.
pub const BESIDE: u8 = 1;
/// The text lies beside the article by its element alone.
pub const BESIDE_BY_ELEMENT: u8 = 2;
/// The text is in a link for the most part of a heading or a line: set for headings.
pub const HEADING: u8 = 4;
/// The text is the `h1`.
pub const HEADLINE: u8 = 8;

/// A block: the root, or an element that paragraphs lie in.
pub struct Block {
    pub tag: Tag,
    /// What its class and id say.
    pub weight: i8,
    /// The block around; the root's is itself.
    pub parent: u32,
    /// The paragraphs in it and below it, by number.
    pub first: u32,
    pub end: u32,
}

/// A stretch of text that no block divides.
pub struct Paragraph {
    /// The innermost block around.
    pub block: u32,
    /// Bytes in [`Page::text`].
    pub start: u32,
    pub end: u32,
    /// Bytes of it that are in links.
    pub links: u32,
    pub commas: u16,
    /// [`BESIDE`] and the other marks.
    pub marks: u8,
}

/// What is kept of a page.
#[derive(Default)]
pub struct Page {
    pub blocks: Vec<Block>,
    pub paragraphs: Vec<Paragraph>,
    /// The paragraphs one after the other, with nothing between them.
    pub text: String,
    /// The `<title>`.
    pub title: String,
    /// Name and content of `<meta>`, in order, names in lower case.
    pub meta: Vec<(String, String)>,
    /// The `datetime` of `<time>`, and whether it is marked as the day of publication.
    pub times: Vec<(String, bool)>,
    /// The address in `<link rel=canonical>`.
    pub canonical: Option<String>,
    /// The `lang` of `<html>`.
    pub language: Option<String>,
    /// The blocks of JSON-LD.
    pub linked_data: Vec<String>,
}

impl Page {
    /// Reads a page, whatever is wrong with it. Linear; the memory is at most some six times that of the page.
    pub fn read(html: &str) -> Self {
        let mut builder = Builder::new();
        let mut emitter =
            CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
                builder.take(event);
                None
            });
        emitter.naively_switch_states(true);
        // Reading from memory does not fail.
        let _ = Tokenizer::new_with_emitter(html, emitter).finish();
        builder.finish()
    }

    /// The text of a paragraph.
    pub fn text_of(&self, paragraph: &Paragraph) -> &str {
        self.text.get(paragraph.start as usize..paragraph.end as usize).unwrap_or_default()
    }
}

/// An element that is open.
struct Open {
    /// Its name, hashed: compared, never shown.
    name: u64,
    tag: Tag,
    /// What held outside of it.
    block: u32,
    marks: u8,
    never: bool,
    links: bool,
}

/// Where the characters of the text that comes next go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sink {
    Text,
    Title,
    LinkedData,
}

/// The attributes of a start tag that matter.
#[derive(Default)]
struct Attributes {
    hint: Hint,
    href: Option<String>,
    content: Option<String>,
    datetime: Option<String>,
    language: Option<String>,
    /// `name`, `property`, `itemprop`, `http-equiv`.
    names: Vec<String>,
    is_linked_data: bool,
    is_canonical: bool,
    is_published: bool,
}

struct Builder {
    page: Page,
    open: Vec<Open>,
    /// Elements beyond [`DEEPEST`] that are open.
    beyond: usize,
    /// How many open elements have a name, by a part of its hash: an end tag that ends nothing is known at once.
    counts: Box<[u32; 256]>,
    block: u32,
    marks: u8,
    never: bool,
    in_link: bool,
    preformatted: bool,
    sink: Sink,
    /// The start tag being read.
    name: u64,
    tag: Tag,
    is_html: bool,
    is_meta: bool,
    is_time: bool,
    attribute: Attribute,
    attributes: Attributes,
    /// The paragraph being read: where it starts, what of it is in links, and its commas.
    start: usize,
    links: usize,
    commas: u16,
    /// White space has been seen that is to be written before the next character.
    space: Space,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    None,
    Blank,
    Line,
}

/// The attributes that are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Attribute {
    Other,
    Words,
    Role,
    Hidden,
    AriaHidden,
    Style,
    Href,
    Content,
    Name,
    ItemProp,
    DateTime,
    PubDate,
    Lang,
    Type,
    Rel,
}

impl Attribute {
    fn of(name: &[u8]) -> Self {
        match name {
            b"class" | b"id" => Self::Words,
            b"role" => Self::Role,
            b"hidden" => Self::Hidden,
            b"aria-hidden" => Self::AriaHidden,
            b"style" => Self::Style,
            b"href" => Self::Href,
            b"content" => Self::Content,
            b"name" | b"property" | b"http-equiv" => Self::Name,
            b"itemprop" => Self::ItemProp,
            b"datetime" => Self::DateTime,
            b"pubdate" => Self::PubDate,
            b"lang" | b"xml:lang" => Self::Lang,
            b"type" => Self::Type,
            b"rel" => Self::Rel,
            _ => Self::Other,
        }
    }
}

fn hash(name: &[u8]) -> u64 {
    // FNV-1a.
    name.iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn kept(value: &str) -> String {
    value[..value.floor_char_boundary(VALUE_BYTES)].trim().to_owned()
}

impl Builder {
    fn new() -> Self {
        let root = Block { tag: Tag::Root, weight: 0, parent: 0, first: 0, end: 0 };
        Self {
            page: Page { blocks: vec![root], ..Page::default() },
            open: Vec::new(),
            beyond: 0,
            counts: Box::new([0; 256]),
            block: 0,
            marks: 0,
            never: false,
            in_link: false,
            preformatted: false,
            sink: Sink::Text,
            name: 0,
            tag: Tag::Inline,
            is_html: false,
            is_meta: false,
            is_time: false,
            attribute: Attribute::Other,
            attributes: Attributes::default(),
            start: 0,
            links: 0,
            commas: 0,
            space: Space::None,
        }
    }

    fn take(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.name = hash(name);
                self.tag = Tag::of(name);
                self.is_html = name == b"html";
                self.is_meta = matches!(name, b"meta");
                self.is_time = name == b"time";
                self.attributes = Attributes::default();
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = Attribute::of(name);
                if self.attribute == Attribute::Hidden {
                    self.attributes.hint.never = true;
                }
                if self.attribute == Attribute::PubDate {
                    self.attributes.is_published = true;
                }
            }
            CallbackEvent::AttributeValue { value } if self.attribute != Attribute::Other => {
                self.attribute(&String::from_utf8_lossy(value));
            }
            CallbackEvent::CloseStartTag { self_closing } => self.open_element(self_closing),
            CallbackEvent::EndTag { name } => self.close_element(Tag::of(name), hash(name)),
            CallbackEvent::String { value } => self.characters(value),
            _ => {}
        }
    }

    fn attribute(&mut self, value: &str) {
        let attributes = &mut self.attributes;
        let is = |word: &str| value.trim().eq_ignore_ascii_case(word);
        match self.attribute {
            Attribute::Words => attributes.hint.add_words(value),
            Attribute::Role => attributes.hint.add_role(value),
            // The value "until-found" hides as well.
            Attribute::Hidden | Attribute::Other => {}
            Attribute::AriaHidden => attributes.hint.never |= is("true"),
            Attribute::Style => {
                let style: String =
                    value.chars().filter(|character| !character.is_whitespace()).take(1000).collect();
                attributes.hint.never |=
                    style.contains("display:none") || style.contains("visibility:hidden");
            }
            Attribute::Href => attributes.href = Some(kept(value)),
            Attribute::Content => attributes.content = Some(kept(value)),
            Attribute::Name => attributes.names.push(kept(value).to_ascii_lowercase()),
            Attribute::ItemProp => {
                let name = kept(value).to_ascii_lowercase();
                if name == "articlebody" {
                    attributes.hint.weight = attributes.hint.weight.saturating_add(50);
                }
                attributes.is_published |= name == "datepublished";
                attributes.names.push(name);
            }
            Attribute::DateTime => attributes.datetime = Some(kept(value)),
            Attribute::PubDate => attributes.is_published = true,
            Attribute::Lang => attributes.language = Some(kept(value)),
            Attribute::Type => attributes.is_linked_data = is("application/ld+json"),
            Attribute::Rel => attributes.is_canonical = is("canonical"),
        }
    }

    fn open_element(&mut self, self_closing: bool) {
        let tag = self.tag;
        self.keep_metadata();
        match tag {
            Tag::Break => {
                // Two of them divide paragraphs, as pages did before style sheets.
                if self.space == Space::Line {
                    self.end_paragraph()
                } else {
                    self.space = Space::Line
                }
                return;
            }
            Tag::Void => return,
            _ => {}
        }
        if self_closing && !tag.is_block() {
            return;
        }
        if tag.is_block() {
            self.end_implied(tag);
            self.end_paragraph();
        }
        if tag == Tag::Link && self.in_link {
            self.close_element(Tag::Link, self.name);
        }
        if self.open.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        self.push(tag);
    }

    fn push(&mut self, tag: Tag) {
        let (block, marks, never, links) = (self.block, self.marks, self.never, self.in_link);
        self.open.push(Open { name: self.name, tag, block, marks, never, links });
        self.counts[(self.name & 0xFF) as usize] += 1;
        let hint = self.attributes.hint;
        let is_whole = matches!(tag, Tag::Root | Tag::Article);
        self.never |= tag == Tag::Never || (hint.never && !is_whole);
        match tag {
            Tag::Link => self.in_link |= self.attributes.href.is_some(),
            Tag::Preformatted => self.preformatted = true,
            _ => {}
        }
        if tag == Tag::Never {
            self.sink = match () {
                () if self.name == hash(b"title")
                    && self.page.title.is_empty()
                    && self.open.iter().all(|open| open.name != hash(b"svg")) =>
                {
                    Sink::Title
                }
                () if self.attributes.is_linked_data && self.page.linked_data.len() < LINKED_DATA_BLOCKS => {
                    self.page.linked_data.push(String::new());
                    Sink::LinkedData
                }
                () => Sink::Text,
            };
        }
        if !tag.is_block() || self.never {
            return;
        }
        if tag == Tag::Beside {
            // The header of an article has its first lines.
            let in_article =
                self.name == hash(b"header") && self.open.iter().any(|open| open.tag == Tag::Article);
            self.marks |= if in_article { 0 } else { BESIDE | BESIDE_BY_ELEMENT };
        }
        if hint.beside && !is_whole {
            self.marks |= BESIDE;
        }
        match tag {
            Tag::Heading => self.marks |= HEADING,
            Tag::Headline => self.marks |= HEADING | HEADLINE,
            _ => {}
        }
        let number = self.page.paragraphs.len() as u32;
        let block = Block { tag, weight: hint.weight, parent: self.block, first: number, end: number };
        self.block = self.page.blocks.len() as u32;
        self.page.blocks.push(block);
    }

    /// Ends what a start tag ends without saying so: a paragraph, an item, a cell, a row.
    fn end_implied(&mut self, tag: Tag) {
        let ended: fn(Tag) -> bool = match tag {
            Tag::Item => |open| matches!(open, Tag::Item | Tag::Paragraph),
            Tag::Cell => |open| matches!(open, Tag::Cell | Tag::Paragraph),
            Tag::Row => |open| matches!(open, Tag::Row | Tag::Cell | Tag::Paragraph),
            Tag::Never => return,
            _ => |open| open == Tag::Paragraph,
        };
        let stops = |open: Tag| match tag {
            Tag::Item => matches!(open, Tag::List | Tag::Box | Tag::Cell | Tag::Article),
            Tag::Cell | Tag::Row => open == Tag::Table,
            _ => open.is_block() && open != Tag::Paragraph,
        };
        let mut last = None;
        for (at, open) in self.open.iter().enumerate().rev() {
            if ended(open.tag) {
                last = Some(at);
            } else if stops(open.tag) {
                break;
            }
        }
        if let Some(last) = last {
            self.pop_to(last);
        }
    }

    fn close_element(&mut self, tag: Tag, name: u64) {
        if tag.is_block() {
            self.end_paragraph();
        }
        if self.counts[(name & 0xFF) as usize] == 0 {
            return;
        }
        if self.beyond > 0 && !matches!(tag, Tag::Void | Tag::Break) {
            self.beyond -= 1;
            return;
        }
        // An end tag of a line's element does not reach out of the block that it stands in.
        for at in (0..self.open.len()).rev() {
            let Some(open) = self.open.get(at) else { return };
            if open.name == name {
                self.pop_to(at);
                return;
            }
            if !tag.is_block() && open.tag.is_block() {
                return;
            }
        }
    }

    /// Closes the open elements from this one on.
    fn pop_to(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(open) = self.open.pop() else { return };
            if open.tag.is_block() {
                self.end_paragraph();
            }
            let count = &mut self.counts[(open.name & 0xFF) as usize];
            *count = count.saturating_sub(1);
            self.leave_block(open.block);
            (self.marks, self.never, self.in_link) = (open.marks, open.never, open.links);
            match open.tag {
                Tag::Never => self.sink = Sink::Text,
                Tag::Preformatted => {
                    self.preformatted = self.open.iter().any(|open| open.tag == Tag::Preformatted)
                }
                _ => {}
            }
        }
    }

    fn leave_block(&mut self, outer: u32) {
        if outer != self.block {
            let end = self.page.paragraphs.len() as u32;
            if let Some(block) = self.page.blocks.get_mut(self.block as usize) {
                block.end = end;
            }
            self.block = outer;
        }
    }

    fn characters(&mut self, value: &[u8]) {
        match self.sink {
            Sink::Title => {
                let room = VALUE_BYTES.saturating_sub(self.page.title.len());
                let value = String::from_utf8_lossy(value);
                self.page.title.push_str(&value[..value.floor_char_boundary(room)]);
                return;
            }
            Sink::LinkedData => {
                if let Some(block) = self.page.linked_data.last_mut()
                    && block.len() + value.len() <= LINKED_DATA_BYTES
                {
                    block.push_str(&String::from_utf8_lossy(value));
                }
                return;
            }
            Sink::Text if self.never => return,
            Sink::Text => {}
        }
        let before = self.page.text.len();
        let value = String::from_utf8_lossy(value);
        let mut rest = value.as_ref();
        // White space of all kinds becomes one blank; words go over as they are.
        while !rest.is_empty() {
            let end = rest.find(is_special).unwrap_or(rest.len());
            let (word, tail) = rest.split_at(end);
            if !word.is_empty() {
                self.write_space();
                self.page.text.push_str(word);
            }
            let Some(special) = tail.chars().next() else { break };
            rest = &tail[special.len_utf8()..];
            match special {
                ',' | '،' | '、' | '，' => {
                    self.write_space();
                    self.page.text.push(special);
                    self.commas = self.commas.saturating_add(1);
                }
                '\u{AD}' => {}
                '\n' if self.preformatted => {
                    if self.space == Space::Line {
                        self.end_paragraph()
                    } else {
                        self.space = Space::Line
                    }
                }
                _ if self.space == Space::None => self.space = Space::Blank,
                _ => {}
            }
        }
        if self.in_link {
            // An end of a paragraph in between is counted with the one before.
            self.links += self.page.text.len().saturating_sub(before.max(self.start));
        }
    }

    fn write_space(&mut self) {
        if self.page.text.len() > self.start {
            match self.space {
                Space::None => {}
                Space::Blank => self.page.text.push(' '),
                Space::Line => self.page.text.push('\n'),
            }
        }
        self.space = Space::None;
    }

    fn end_paragraph(&mut self) {
        let end = self.page.text.len();
        self.space = Space::None;
        if end > self.start {
            self.page.paragraphs.push(Paragraph {
                block: self.block,
                start: self.start as u32,
                end: end as u32,
                links: self.links.min(end - self.start) as u32,
                commas: self.commas,
                marks: self.marks,
            });
            self.start = end;
        }
        (self.links, self.commas) = (0, 0);
    }

    fn keep_metadata(&mut self) {
        if self.is_html && self.page.language.is_none() {
            self.page.language = self.attributes.language.take();
        }
        if self.is_time
            && self.page.times.len() < VALUES
            && let Some(time) = self.attributes.datetime.take()
        {
            self.page.times.push((time, self.attributes.is_published));
        }
        if self.tag != Tag::Void {
            return;
        }
        if self.attributes.is_canonical && self.page.canonical.is_none() {
            self.page.canonical = self.attributes.href.take();
        }
        if self.is_meta
            && let Some(content) = self.attributes.content.take().filter(|content| !content.is_empty())
        {
            for name in std::mem::take(&mut self.attributes.names) {
                if self.page.meta.len() < VALUES {
                    self.page.meta.push((name, content.clone()));
                }
            }
        }
    }

    fn finish(mut self) -> Page {
        self.end_paragraph();
        self.pop_to(0);
        let end = self.page.paragraphs.len() as u32;
        if let Some(root) = self.page.blocks.first_mut() {
            root.end = end;
        }
        self.page
    }
}

/// Characters that are not copied as they are: white space, control characters, soft hyphens, and the commas that are counted.
fn is_special(character: char) -> bool {
    match character {
        ',' => true,
        '\u{21}'..='\u{7E}' => false,
        '\0'..='\u{20}' | '\u{7F}'..='\u{A0}' | '\u{AD}' | '،' | '、' | '，' | '\u{FEFF}' => true,
        _ => character.is_whitespace(),
    }
}
