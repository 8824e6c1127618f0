//! The bundled book of places: what must be in it, where it must lie, and what happens to a damaged one.

mod coverage;
mod damage;
mod geography;
mod import;
mod sources;
mod write;
