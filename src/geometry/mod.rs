//! Positions, boxes, the antimeridian, geodesics, areas and paths: knows nothing of places.
//!
//! Axis order is longitude, latitude throughout, in degrees on WGS 84; lengths are kilometres on the ellipsoid.

mod antimeridian;
mod area;
mod bounding_box;
mod coordinates;
mod crs;
mod edge_index;
mod geodesic;
mod path;
mod position;
mod territory;
mod tile;

pub use antimeridian::cut_at_antimeridian;
pub use area::{PreparedArea, area_km2, holes_of_union, representative_position, subtract};
pub use bounding_box::{BoundingBox, BoundingBoxError};
pub use coordinates::{WrittenPosition, written_positions};
pub use crs::{Crs, Reprojection, ReprojectionError};
pub use geodesic::{densify, distance_km, interpolate, length_km};
pub use path::{End, NoPath, Path, feasible_range_km, shortest_path, shortest_path_within};
pub use position::Position;
pub use territory::{Stretch, split_by_areas};
pub use tile::Tile;
