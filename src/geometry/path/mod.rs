//! Shortest paths that stay inside allowed areas.
//!
//! [`plane`] lays the journey on a plane where geodesics are straight, [`region`] puts the allowed areas together there
//! and says which straight legs keep clear of their border, [`search`] finds the shortest chain of such legs,
//! [`shortest`] and [`range`] answer the two questions asked from outside.

mod grid;
mod plane;
mod range;
mod region;
mod search;
mod shortest;

pub use range::feasible_range_km;
pub use shortest::{End, NoPath, Path, shortest_path, shortest_path_within};

#[cfg(test)]
mod tests;
