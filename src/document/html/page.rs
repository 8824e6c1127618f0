//! The blocks of a page and the paragraphs in them, out of one pass over its tokens.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::builder::Builder;
use super::tag::Tag;

/// Blocks and paragraphs of a page that are kept, each: an issue of a whole newspaper has some ten thousand.
pub const MOST_BLOCKS: usize = 1_000_000;

/// The text lies beside the article, by its element or by the words of a class around it.
pub const BESIDE: u8 = 1;
/// The text lies beside the article by its element alone.
pub const BESIDE_BY_ELEMENT: u8 = 2;
/// The text is a heading.
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
    /// There were more than [`MOST_BLOCKS`], and what came behind is not here.
    pub is_cut: bool,
}

impl Page {
    /// Reads a page, whatever is wrong with it. Linear; the memory is at most some six times that of the page.
    pub fn read(html: &str) -> Self {
        let mut builder = Builder::new();
        let mut emitter =
            CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
                builder.take(&event);
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
