//! Cuts the tokens of each block into sentences.

use std::ops::Range;

use super::{
    abbreviation::{self, Abbreviation},
    block::blocks,
    character::{is_closer, is_opener, is_plain_stop, is_stop},
    model::{Segmented, Sentence, Shape, Token},
    token::tokenize,
};

/// Cuts a text into sentences and tokens.
///
/// 1. No sentence crosses an empty line, or a line end that the `block` rules call one.
/// 2. A sentence ends after `.`, `!`, `?` or an ellipsis, with the quotes and brackets that close there, when white space and
///    anything but a lower-case word follow. `al-Numan` and its like may start a sentence all the same.
/// 3. A missing space after a full stop is forgiven between a lower-case and a capitalised word.
/// 4. An abbreviation ends a sentence only when its kind allows for it and the next word is one that opens sentences.
/// 5. A question or exclamation at the end of a quotation goes on where a name and a verb of saying follow: `“Why?” Putin asked`.
/// 6. The stops of scripts without capitals always end a sentence, and so does a full stop in a text without any capital.
///
/// Linear in the text: tens of MB a second. Memory is about 32 bytes a token, some six times the size of news text.
///
/// ```
/// let text = "The U.S. Navy left Tartus. Russia’s ships stayed.";
/// let segmented = dateline::segment::segment(text);
/// assert_eq!(&text[segmented.sentences[1].range.clone()], "Russia’s ships stayed.");
/// assert_eq!(&text[segmented.tokens[1].range.clone()], "U.S.");
/// ```
#[must_use]
pub fn segment(text: &str) -> Segmented {
    let mut segmented = Segmented::default();
    let has_capitals = text.contains(char::is_uppercase);
    for block in blocks(text) {
        let first = segmented.tokens.len();
        tokenize(text, block.range, &mut segmented.tokens);
        let mut start = first;
        while start < segmented.tokens.len() {
            let end =
                Splitter { text, tokens: &segmented.tokens, block: first, has_capitals }.sentence_end(start);
            let sentence = segmented.sentences.len();
            let tokens = &mut segmented.tokens[start..end];
            for token in &mut *tokens {
                token.sentence = sentence;
            }
            let range = tokens[0].range.start..tokens[tokens.len() - 1].range.end;
            segmented.sentences.push(Sentence { range, tokens: start..end, paragraph: block.paragraph });
            start = end;
        }
    }
    segmented
}

/// Finds sentence ends in the tokens from `block` on.
struct Splitter<'t> {
    text: &'t str,
    tokens: &'t [Token],
    block: usize,
    has_capitals: bool,
}

/// What a token does at the end of a sentence.
enum Stop {
    /// `.`
    Full,
    /// `!`, `?`, `...`
    Other,
    /// A stop of a script without capitals.
    Plain,
    Abbreviation(Abbreviation),
    /// `J.`
    Initial,
}

impl<'t> Splitter<'t> {
    fn word(&self, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |token| &self.text[token.range.clone()])
    }

    fn first_char(&self, token: usize) -> char {
        self.word(token).chars().next().unwrap_or(' ')
    }

    fn shape(&self, token: usize) -> Option<Shape> {
        self.tokens.get(token).map(|token| token.shape)
    }

    /// White space between this token and the one before it.
    fn gap(&self, token: usize) -> Range<usize> {
        self.tokens[token - 1].range.end..self.tokens[token].range.start
    }

    /// One past the last token of the sentence that starts with this token.
    fn sentence_end(&self, start: usize) -> usize {
        let mut at = start;
        while at < self.tokens.len() {
            let stop = self.stop(at);
            at += 1;
            if let Some(stop) = stop {
                let closed = self.skip_closers(at);
                if closed >= self.tokens.len() || self.ends(&stop, at - 1, closed) {
                    return closed;
                }
                at = closed;
            }
        }
        self.tokens.len()
    }

    fn stop(&self, at: usize) -> Option<Stop> {
        let token = &self.tokens[at];
        if token.shape == Shape::Punctuation {
            let word = self.word(at);
            let first = self.first_char(at);
            return if is_plain_stop(first) {
                Some(Stop::Plain)
            } else if word == "." {
                Some(Stop::Full)
            } else {
                is_stop(first).then_some(Stop::Other)
            };
        }
        let word = self.word(at).strip_suffix('.')?;
        Some(abbreviation::find(word).map_or(Stop::Initial, Stop::Abbreviation))
    }

    /// Past the marks that close what the sentence opened, and past further stops.
    fn skip_closers(&self, mut at: usize) -> usize {
        while at < self.tokens.len() && self.shape(at) == Some(Shape::Punctuation) {
            let first = self.first_char(at);
            let touches = self.gap(at).is_empty();
            // A guillemet is set off by a space in French.
            let closes = (touches && (is_closer(first) || is_stop(first)))
                || (first == '»' && at + 1 < self.tokens.len() && !self.gap(at + 1).is_empty());
            if !closes {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether the sentence ends at `stop`, with `next` the first token after it and its closing marks.
    fn ends(&self, stop: &Stop, stop_at: usize, next: usize) -> bool {
        if matches!(stop, Stop::Plain) {
            return true;
        }
        let opened = (next..self.tokens.len())
            .find(|&at| self.shape(at) != Some(Shape::Punctuation) || !is_opener(self.first_char(at)));
        let Some(word_at) = opened else { return false };
        if is_stop(self.first_char(word_at)) {
            return false; // ". . .": the last one ends it
        }
        let (word, shape) = (self.word(word_at), self.tokens[word_at].shape);
        if self.gap(next).is_empty() {
            return matches!(stop, Stop::Full)
                && shape == Shape::Capitalised
                && stop_at > self.block
                && self.shape(stop_at - 1) == Some(Shape::Lower)
                && self.word(stop_at - 1).len() > 1;
        }
        if shape == Shape::Lower || word.starts_with(char::is_lowercase) {
            return matches!(stop, Stop::Full) && (!self.has_capitals || self.starts_with_article(word_at));
        }
        match stop {
            Stop::Full => !self.numbers_item(stop_at),
            Stop::Other => {
                shape != Shape::Punctuation && !(next > stop_at + 1 && self.tells_who_spoke(word_at))
            }
            Stop::Initial => abbreviation::opens_sentences(word),
            Stop::Plain => true,
            Stop::Abbreviation(Abbreviation::Title | Abbreviation::Numbered) => false,
            Stop::Abbreviation(Abbreviation::Clock) => !abbreviation::follows_hour(word),
            Stop::Abbreviation(_) => {
                let quoted = word_at > next && matches!(shape, Shape::Capitalised | Shape::Initial);
                abbreviation::opens_sentences(word) || quoted
            }
        }
    }

    /// `al-Numan`, `al Numan`, `de Mistura`: a name that begins in lower case.
    fn starts_with_article(&self, at: usize) -> bool {
        let article = matches!(
            self.word(at),
            "al" | "el"
                | "ad"
                | "ar"
                | "ash"
                | "az"
                | "ul"
                | "bin"
                | "ibn"
                | "de"
                | "di"
                | "da"
                | "van"
                | "von"
                | "le"
        );
        let name = at + 1 + usize::from(self.word(at + 1) == "-");
        article && self.shape(name) == Some(Shape::Capitalised)
    }

    /// `Putin said`, `Ms. Abu Jaafar asked`: what stands after a quotation and belongs to it.
    fn tells_who_spoke(&self, at: usize) -> bool {
        let name = (at..at + 4)
            .take_while(|&at| matches!(self.shape(at), Some(Shape::Capitalised | Shape::Initial)))
            .count();
        let verb = self.word(at + name);
        name > 0
            && matches!(
                verb,
                "said"
                    | "says"
                    | "asked"
                    | "asks"
                    | "told"
                    | "added"
                    | "wrote"
                    | "replied"
                    | "shouted"
                    | "tweeted"
            )
    }

    /// The stop of a list number that opens its block: "1. The first".
    fn numbers_item(&self, stop_at: usize) -> bool {
        stop_at == self.block + 1
            && (self.shape(self.block) == Some(Shape::Number) || self.word(self.block).chars().count() == 1)
    }
}
