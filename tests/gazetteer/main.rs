//! The book of places: what must be in it, where it must lie, what a user's own data make of it, and what happens to a damaged one.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what fails in a helper fails the test")]

mod coverage;
mod damage;
mod geography;
mod import;
mod sources;
mod write;
