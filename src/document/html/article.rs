//! Chooses the paragraphs of a page that are its article.
//!
//! After Readability (Arc90, then Mozilla), over blocks and paragraphs instead of a tree of elements:
//!
//! 1. Each paragraph of prose gives points to the block around it, half of them to the next, and less further out: one, one for each
//!    comma, one for each hundred characters up to three. A block starts with what its element and its class speak for.
//! 2. A block's points shrink by the share of its text that is in links. The best one holds the article, with those of its neighbours
//!    that have prose as well.
//! 3. Inside, blocks that are mostly links, or whose class names something else, are left out, and headings above them.

use std::ops::Range;

use super::page::{BESIDE, BESIDE_BY_ELEMENT, Block, HEADING, HEADLINE, Page, Paragraph};
use super::tag::Tag;

/// Shorter ones, in characters, are no prose: dates, names, "read more".
const SHORTEST_PROSE: usize = 25;

/// An article shorter than this, in bytes, is looked for again without minding classes.
const SHORT: usize = 140;

/// So many blocks out from a paragraph get points.
const LEVELS: usize = 5;

/// The text of the article, paragraphs divided by empty lines; empty where there is none. The headline is left out where it is the title.
pub fn text(page: &Page, title: Option<&str>) -> String {
    let strict = Weighed::new(page, BESIDE).article(title);
    if strict.len() >= SHORT {
        return strict;
    }
    let loose = Weighed::new(page, BESIDE_BY_ELEMENT).article(title);
    // A short report is more likely than one whose every block has the class of something else.
    if strict.is_empty() || loose.len() > 4 * SHORT.max(strict.len()) { loose } else { strict }
}

/// All text of a page that is all content.
pub fn whole(page: &Page) -> String {
    join(page.paragraphs.iter().map(|paragraph| page.text_of(paragraph)))
}

fn join<'t>(paragraphs: impl Iterator<Item = &'t str>) -> String {
    let mut text = String::new();
    for paragraph in paragraphs {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(paragraph);
    }
    text
}

/// Sums over the first paragraphs.
#[derive(Clone, Copy, Default)]
struct Sums {
    bytes: u64,
    links: u64,
    commas: u64,
}

/// A page with its blocks weighed.
struct Weighed<'p> {
    page: &'p Page,
    /// Paragraphs with one of these marks do not count.
    beside: u8,
    /// For each paragraph the sums of those before it, and one more.
    sums: Vec<Sums>,
    /// Points of each block; not a number where no prose is near.
    points: Vec<f32>,
}

impl<'p> Weighed<'p> {
    fn new(page: &'p Page, beside: u8) -> Self {
        let mut weighed = Self {
            page,
            beside,
            sums: Vec::with_capacity(page.paragraphs.len() + 1),
            points: vec![f32::NAN; page.blocks.len()],
        };
        let mut sums = Sums::default();
        weighed.sums.push(sums);
        for paragraph in &page.paragraphs {
            if weighed.counts(paragraph) {
                sums.bytes += u64::from(paragraph.end - paragraph.start);
                sums.links += u64::from(paragraph.links);
                sums.commas += u64::from(paragraph.commas);
            }
            weighed.sums.push(sums);
        }
        for paragraph in &page.paragraphs {
            weighed.give_points(paragraph);
        }
        weighed
    }

    fn counts(&self, paragraph: &Paragraph) -> bool {
        paragraph.marks & self.beside == 0
    }

    fn block(&self, at: usize) -> Option<&'p Block> {
        self.page.blocks.get(at)
    }

    fn give_points(&mut self, paragraph: &Paragraph) {
        if !self.counts(paragraph) || paragraph.marks & HEADING != 0 || link_share(paragraph) > 0.5 {
            return;
        }
        let characters = self.page.text_of(paragraph).chars().take(300).count();
        if characters < SHORTEST_PROSE {
            return;
        }
        let points = 1.0 + f32::from(paragraph.commas) + (characters / 100) as f32;
        let mut at = self.container(paragraph.block as usize);
        for level in 0..LEVELS {
            let Some(block) = self.block(at) else { return };
            if let Some(sum) = self.points.get_mut(at) {
                if sum.is_nan() {
                    *sum = block.tag.score() + f32::from(block.weight);
                }
                *sum += match level {
                    0 => points,
                    1 => points / 2.0,
                    _ => points / (level as f32 * 3.0),
                };
            }
            if at == block.parent as usize {
                return;
            }
            at = block.parent as usize;
        }
    }

    /// The block that holds the paragraphs among which the one in this block is.
    fn container(&self, at: usize) -> usize {
        let Some(block) = self.block(at) else { return at };
        let has_blocks = self.block(at + 1).is_some_and(|next| next.parent as usize == at);
        // A box around a line of text and nothing else is a paragraph.
        let is_paragraph = block.tag.holds_a_paragraph() || (!has_blocks && block.end - block.first == 1);
        if is_paragraph { block.parent as usize } else { at }
    }

    fn sum(&self, paragraphs: Range<usize>) -> Sums {
        let at = |number: usize| self.sums.get(number).copied().unwrap_or_default();
        let (start, end) = (at(paragraphs.start), at(paragraphs.end));
        Sums {
            bytes: end.bytes.saturating_sub(start.bytes),
            links: end.links.saturating_sub(start.links),
            commas: end.commas.saturating_sub(start.commas),
        }
    }

    /// The points of a block, less by the share of links.
    fn score(&self, at: usize) -> f32 {
        let (Some(block), Some(points)) = (self.block(at), self.points.get(at)) else { return f32::NAN };
        points * (1.0 - self.sum(range(block)).link_share())
    }

    /// The block with the article, where there is prose.
    fn best(&self) -> Option<usize> {
        let scored =
            (0..self.points.len()).filter(|&at| self.points.get(at).is_some_and(|points| !points.is_nan()));
        let (mut best, mut highest) = scored
            .map(|at| (at, self.score(at)))
            .max_by(|(first, one), (second, other)| one.total_cmp(other).then(second.cmp(first)))?;
        // Articles cut into several boxes: what holds them all has no less than a third less.
        let mut at = best;
        while let Some(parent) =
            self.block(at).map(|block| block.parent as usize).filter(|&parent| parent != at)
        {
            let score = self.score(parent);
            if score.is_nan() || score < highest / 3.0 {
                break;
            }
            at = parent;
            if score > highest {
                (best, highest) = (parent, score);
            }
        }
        Some(best)
    }

    fn article(&self, title: Option<&str>) -> String {
        let Some(best) = self.best() else { return self.without_prose() };
        let chosen = self.with_neighbours(best);
        let total: u64 = chosen.iter().map(|range| self.sum(range.clone()).bytes).sum();
        let mut kept = vec![false; self.page.paragraphs.len()];
        for range in &chosen {
            for at in range.clone() {
                let paragraph = self.page.paragraphs.get(at);
                if let (Some(kept), Some(paragraph)) = (kept.get_mut(at), paragraph) {
                    *kept = self.counts(paragraph) && !self.only_leads_on(paragraph);
                }
            }
        }
        for (at, block) in self.page.blocks.iter().enumerate() {
            let (first, end) = (block.first as usize, block.end as usize);
            let is_inside = chosen.iter().any(|range| range.start <= first && end <= range.end);
            if at != best && is_inside && self.is_something_else(block, total) {
                kept.get_mut(first..end).unwrap_or_default().fill(false);
            }
        }
        self.drop_headings(&mut kept, title);
        let paragraphs = self.page.paragraphs.iter().zip(&kept).filter(|(_, kept)| **kept);
        join(paragraphs.map(|(paragraph, _)| self.page.text_of(paragraph)))
    }

    /// The paragraphs of the best block, and of the blocks beside it that have prose too.
    fn with_neighbours(&self, best: usize) -> Vec<Range<usize>> {
        let Some(block) = self.block(best) else { return Vec::new() };
        let own = range(block);
        let parent = block.parent as usize;
        let Some(around) = self.block(parent).filter(|_| parent != best) else { return vec![own] };
        let enough = (self.score(best) * 0.2).max(10.0);
        let mut chosen = vec![own.clone()];
        for (at, block) in self.page.blocks.iter().enumerate().skip(parent + 1) {
            if (block.parent as usize) < parent {
                break;
            }
            if block.parent as usize != parent || at == best {
                continue;
            }
            let is_prose =
                block.tag == Tag::Paragraph && range(block).any(|paragraph| self.is_prose(paragraph));
            if is_prose || self.score(at) >= enough {
                chosen.push(range(block));
            }
        }
        // Text that stands in the parent itself, between its blocks.
        for paragraph in range(around) {
            let is_direct =
                self.page.paragraphs.get(paragraph).is_some_and(|found| found.block as usize == parent);
            if is_direct && !own.contains(&paragraph) && self.is_prose(paragraph) {
                chosen.push(paragraph..paragraph + 1);
            }
        }
        chosen
    }

    fn is_prose(&self, paragraph: usize) -> bool {
        let Some(paragraph) = self.page.paragraphs.get(paragraph) else { return false };
        let text = self.page.text_of(paragraph);
        let is_long = text.chars().nth(80).is_some() && link_share(paragraph) < 0.25;
        self.counts(paragraph) && (is_long || (paragraph.links == 0 && text.contains(". ")))
    }

    /// "Read more: ...": a line that is a link.
    fn only_leads_on(&self, paragraph: &Paragraph) -> bool {
        let is_item = self.block(paragraph.block as usize).is_some_and(|block| block.tag == Tag::Item);
        let share = link_share(paragraph);
        !is_item
            && (share > 0.9
                || (share > 0.6 && paragraph.commas == 0 && paragraph.end - paragraph.start < 120))
    }

    /// Whether a block inside the article is no part of it.
    fn is_something_else(&self, block: &Block, total: u64) -> bool {
        let sum = self.sum(range(block));
        if sum.bytes == 0 || sum.bytes * 2 > total {
            return false;
        }
        let share = sum.link_share();
        match block.tag {
            Tag::List => block.weight < 0 || share > 0.5,
            Tag::Box | Tag::Form | Tag::Table | Tag::Beside => {
                block.weight < 0 || share > 0.5 || (block.weight < 25 && sum.commas < 10 && share > 0.4)
            }
            _ => block.weight <= -25 && !block.tag.holds_a_paragraph(),
        }
    }

    /// Takes out the headline that is the title, and headings below which nothing is left.
    fn drop_headings(&self, kept: &mut [bool], title: Option<&str>) {
        let mut something_follows = false;
        for (at, paragraph) in self.page.paragraphs.iter().enumerate().rev() {
            let Some(kept) = kept.get_mut(at) else { continue };
            if paragraph.marks & HEADING == 0 {
                // What was dropped between a heading and the text below belonged to the heading.
                if self.counts(paragraph) || *kept {
                    something_follows = *kept;
                }
                continue;
            }
            let is_title = title.is_some_and(|title| title == self.page.text_of(paragraph));
            *kept &= something_follows && !is_title && paragraph.marks & HEADLINE == 0;
        }
    }

    /// A page of short lines: all of them, unless they are a menu.
    fn without_prose(&self) -> String {
        let sum = self.sum(0..self.page.paragraphs.len());
        if sum.link_share() > 0.5 || (sum.links > 0 && self.page.paragraphs.len() > 3) {
            return String::new();
        }
        join(
            self.page
                .paragraphs
                .iter()
                .filter(|paragraph| self.counts(paragraph))
                .map(|paragraph| self.page.text_of(paragraph)),
        )
    }
}

impl Sums {
    fn link_share(self) -> f32 {
        if self.bytes == 0 { 0.0 } else { self.links as f32 / self.bytes as f32 }
    }
}

fn link_share(paragraph: &Paragraph) -> f32 {
    paragraph.links as f32 / (paragraph.end - paragraph.start).max(1) as f32
}

fn range(block: &Block) -> Range<usize> {
    block.first as usize..block.end as usize
}
