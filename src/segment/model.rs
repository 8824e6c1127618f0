use std::ops::Range;

/// What a token's letters look like: the first thing a recogniser asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `warships`
    Lower,
    /// `Damascus`, `al-Numan` (any upper-case letter after a lower-case start), `McCain`
    Capitalised,
    /// `ISIL`, `USA`, `U.S.`: two letters or more, all upper case
    Upper,
    /// One upper-case letter: `A`, `J.`
    Initial,
    /// Starts with a digit: `1,610`, `26`, `4.5-year-old`
    Number,
    /// Letters of a script without case: `حمص`
    Uncased,
    /// Anything else: a punctuation mark or symbol, or a run of the same one: `...`
    Punctuation,
}

/// A word, number or punctuation mark. Never empty, never across a sentence end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes in the document text; both ends lie on character boundaries.
    pub range: Range<usize>,
    /// What its letters look like.
    pub shape: Shape,
    /// Index into [`Segmented::sentences`].
    pub sentence: usize,
}

/// A sentence, a headline or a list line. Sentences do not overlap and stand in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes in the document text, without the white space around it.
    pub range: Range<usize>,
    /// Which of [`Segmented::tokens`] are its own; never empty.
    pub tokens: Range<usize>,
    /// Which paragraph (run of lines between empty lines) it belongs to, counted from 0.
    pub paragraph: usize,
}

/// A text cut into sentences and tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segmented {
    /// In text order.
    pub sentences: Vec<Sentence>,
    /// In text order, over all sentences.
    pub tokens: Vec<Token>,
}
