//! Finds the spans of a text that name places, and says of what kind each is.
//!
//! 1. The tagger labels the entities of the text; its places, facilities and peoples are the mentions to start from.
//! 2. `find`: surnames of people and words that ask for no place go.
//! 3. `embedded`: places inside the names of organisations and buildings.
//! 4. `kind`: what each span does with its place, and what the words around it ask for.
//! 5. `region`: "north-western Syria", "the coast of Libya" become regions, with the bare name nested in them.
//! 6. `dateline`: the places before "—" at the start of a report are where it was written.
//! 7. `written`: positions given by their coordinates join the names.
//!
//! All this reads English. `by_name` finds mentions in other languages, with `script` and `foreign_words`; `recogniser` tells which of
//! the two reads a text.
//!
//! `likeness` stands aside: it tells whoever looks at errors what else than a place a span looks like.

mod by_name;
mod dateline;
mod embedded;
mod find;
mod foreign_words;
mod kind;
mod likeness;
mod model;
mod recogniser;
mod region;
mod restore;
mod script;
mod stated;
mod written;

pub use by_name::find_by_name;
pub use find::find;
pub use likeness::{Likeness, likenesses};
pub use model::{Kind, Mention, Qualifier, Written};
pub use recogniser::{Recogniser, recognise};
