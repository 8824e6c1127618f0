//! Positions, boxes, the antimeridian, geodesics, areas and paths: knows nothing of places.
//!
//! Axis order is longitude, latitude throughout, in degrees on WGS 84; lengths are kilometres on the ellipsoid.

mod position;

pub use position::Position;
