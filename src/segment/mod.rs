//! Sentences and tokens, with byte offsets that always map back into the text.

mod model;

pub use model::{Segmented, Sentence, Shape, Token};
