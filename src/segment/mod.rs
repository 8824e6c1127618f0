//! Sentences and tokens, with byte offsets that always map back into the text.
//!
//! A text is cut three times: into blocks at line ends that no sentence crosses (`block`), each block into tokens (`token`),
//! and the tokens into sentences (`sentence`). Every character that is not white space lies in exactly one token.

mod abbreviation;
mod block;
mod character;
mod chars;
mod model;
mod sentence;
mod token;

#[cfg(test)]
mod tests;

pub use chars::CharIndex;
pub use model::{Segmented, Sentence, Shape, Token};
pub use sentence::segment;
