//! Positions, boxes, the antimeridian, geodesics, areas and paths: knows nothing of places.
//!
//! Axis order is longitude, latitude throughout, in degrees on WGS 84; lengths are kilometres on the ellipsoid.

mod antimeridian;
mod bounding_box;
mod geodesic;
mod position;

pub use antimeridian::cut_at_antimeridian;
pub use bounding_box::{BoundingBox, BoundingBoxError};
pub use geodesic::{densify, distance_km, interpolate, length_km};
pub use position::Position;
