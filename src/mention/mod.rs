//! Finds the spans of a text that name places, and says of what kind each is.
//!
//! 1. `words`: the tokens of the text, folded once.
//! 2. `names`: the longest gazetteer name at each token that could start one.
//! 3. `person`: whose surnames the text uses; those are not places.
//! 4. `filter`: ordinary words, people and organisations that are also place names go.
//! 5. `kind`: what each remaining span does with its place, and what the words around it ask for.
//! 6. `region`: "north-western Syria", "the coast of Libya" become regions, with the bare name nested in them.
//!
//! `likeness` stands aside: it tells whoever looks at errors what else than a place a span looks like.

mod embedded;
mod find;
mod kind;
mod likeness;
mod model;
mod region;

pub use find::find;
pub use likeness::{Likeness, likenesses};
pub use model::{Kind, Mention, Qualifier};
