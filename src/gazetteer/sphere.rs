use crate::geometry::Position;

/// A position on the unit sphere: there the nearest by straight line is the nearest by great circle, at the poles and at the
/// antimeridian as anywhere.
pub(crate) fn on_sphere(Position { lon, lat }: Position) -> [f64; 3] {
    let ((sin_lon, cos_lon), (sin_lat, cos_lat)) = (lon.to_radians().sin_cos(), lat.to_radians().sin_cos());
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]
}
