//! One pass over the tokens of a page.

use html5gum::emitters::callback::CallbackEvent;

use super::attribute::{Attribute, Attributes, VALUE_BYTES};
use super::page::{BESIDE, BESIDE_BY_ELEMENT, Block, HEADING, HEADLINE, MOST_BLOCKS, Page, Paragraph};
use super::tag::Tag;

/// Open elements; what is nested more deeply counts as lying in the last of them. Pages have some thirty.
const DEEPEST: usize = 256;

/// Bytes kept of one block of JSON-LD, and how many blocks: more is no metadata of an article.
const LINKED_DATA_BYTES: usize = 1 << 20;
const LINKED_DATA_BLOCKS: usize = 32;

/// How many values of the head are kept.
const VALUES: usize = 500;

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

/// Elements whose attributes are metadata.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Special {
    None,
    Html,
    Meta,
    Time,
}

impl Special {
    fn of(name: &[u8]) -> Self {
        match name {
            b"html" => Self::Html,
            b"meta" => Self::Meta,
            b"time" => Self::Time,
            _ => Self::None,
        }
    }
}

/// Where the characters of the text that comes next go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sink {
    Text,
    Title,
    LinkedData,
}

/// What is known in the middle of a page.
pub struct Builder {
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
    special: Special,
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

fn hash(name: &[u8]) -> u64 {
    // FNV-1a.
    name.iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Builder {
    pub fn new() -> Self {
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
            special: Special::None,
            attribute: Attribute::Other,
            attributes: Attributes::default(),
            start: 0,
            links: 0,
            commas: 0,
            space: Space::None,
        }
    }

    pub fn take(&mut self, event: &CallbackEvent<'_>) {
        match *event {
            CallbackEvent::OpenStartTag { name } => {
                self.name = hash(name);
                self.tag = Tag::of(name);
                self.special = Special::of(name);
                self.attributes = Attributes::default();
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = Attribute::of(name);
                self.attributes.name(self.attribute);
            }
            CallbackEvent::AttributeValue { value } if self.attribute != Attribute::Other => {
                self.attributes.value(self.attribute, &String::from_utf8_lossy(value));
            }
            CallbackEvent::CloseStartTag { self_closing } => self.open_element(self_closing),
            CallbackEvent::EndTag { name } => self.close_element(Tag::of(name), hash(name)),
            CallbackEvent::String { value } => self.characters(value),
            _ => {}
        }
    }

    fn open_element(&mut self, self_closing: bool) {
        let tag = self.tag;
        self.keep_metadata();
        match tag {
            Tag::Break => {
                // Two of them divide paragraphs, as pages did before style sheets.
                if self.space == Space::Line {
                    self.end_paragraph();
                } else {
                    self.space = Space::Line;
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
        if self.page.blocks.len() >= MOST_BLOCKS {
            self.page.is_cut = true;
            return;
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
                    self.preformatted = self.open.iter().any(|open| open.tag == Tag::Preformatted);
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
            Sink::Text if self.never || self.page.is_cut => return,
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
                        self.end_paragraph();
                    } else {
                        self.space = Space::Line;
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
            self.page.is_cut |= self.page.paragraphs.len() >= MOST_BLOCKS;
        }
        (self.links, self.commas) = (0, 0);
    }

    fn keep_metadata(&mut self) {
        if self.special == Special::Html && self.page.language.is_none() {
            self.page.language = self.attributes.language.take();
        }
        if self.special == Special::Time
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
        if self.special == Special::Meta
            && let Some(content) = self.attributes.content.take().filter(|content| !content.is_empty())
        {
            for name in std::mem::take(&mut self.attributes.names) {
                if self.page.meta.len() < VALUES {
                    self.page.meta.push((name, content.clone()));
                }
            }
        }
    }

    pub fn finish(mut self) -> Page {
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
        '\u{21}'..='\u{7E}' => character == ',',
        '\0'..='\u{20}' | '\u{7F}'..='\u{A0}' | '\u{AD}' | '،' | '、' | '，' | '\u{FEFF}' => true,
        _ => character.is_whitespace(),
    }
}
