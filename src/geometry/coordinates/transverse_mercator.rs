//! From the metres of a transverse Mercator zone back to degrees.
//!
//! The series of Krüger (1912) in the form of Karney, "Transverse Mercator with an accuracy of a few nanometers", Journal of
//! Geodesy 85 (2011), <https://arxiv.org/abs/1002.1417>: equations 7 to 21 and 36, up to the fourth power of the third
//! flattening, which leaves less than a micrometre within a zone.

use crate::geometry::Position;

/// Equatorial radius of WGS 84 in metres.
const EQUATORIAL_RADIUS: f64 = 6_378_137.0;
/// Flattening of WGS 84.
const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// Scale on the central meridian of a UTM zone.
const SCALE: f64 = 0.9996;
/// What UTM adds to eastings, in metres.
const FALSE_EASTING: f64 = 500_000.0;

/// The position at an easting and a northing of a UTM zone, both in metres; the northing counts from the equator and is
/// negative south of it (without the ten million metres that UTM adds there).
pub(super) fn position_in_zone(zone: u32, easting: f64, northing: f64) -> Position {
    let third = FLATTENING / (2.0 - FLATTENING);
    let [n, n2, n3, n4] = [third, third.powi(2), third.powi(3), third.powi(4)];
    let radius = EQUATORIAL_RADIUS / (1.0 + n) * (1.0 + n2 / 4.0 + n4 / 64.0);
    let series = [
        n / 2.0 - n2 * 2.0 / 3.0 + n3 * 37.0 / 96.0 - n4 / 360.0,
        n2 / 48.0 + n3 / 15.0 - n4 * 437.0 / 1440.0,
        n3 * 17.0 / 480.0 - n4 * 37.0 / 840.0,
        n4 * 4397.0 / 161_280.0,
    ];
    let xi = northing / (SCALE * radius);
    let eta = (easting - FALSE_EASTING) / (SCALE * radius);
    let (mut xi_sphere, mut eta_sphere) = (xi, eta);
    for (factor, double) in series.into_iter().zip([2.0, 4.0, 6.0, 8.0]) {
        xi_sphere -= factor * (double * xi).sin() * (double * eta).cosh();
        eta_sphere -= factor * (double * xi).cos() * (double * eta).sinh();
    }
    let conformal = xi_sphere.sin() / eta_sphere.sinh().hypot(xi_sphere.cos());
    let lon = central_meridian(zone) + eta_sphere.sinh().atan2(xi_sphere.cos()).to_degrees();
    // A zone at the antimeridian reaches over it.
    let lon = if lon > 180.0 {
        lon - 360.0
    } else if lon < -180.0 {
        lon + 360.0
    } else {
        lon
    };
    Position::new(lon, geographic(conformal).atan().to_degrees())
}

/// The meridian in the middle of a UTM zone, in degrees east.
pub(super) fn central_meridian(zone: u32) -> f64 {
    6.0 * f64::from(zone) - 183.0
}

/// The tangent of the latitude with this tangent of the conformal latitude, by Newton's method; two turns give it to the last
/// bits, the third is for certainty.
fn geographic(conformal: f64) -> f64 {
    let eccentricity2 = FLATTENING * (2.0 - FLATTENING);
    let eccentricity = eccentricity2.sqrt();
    let mut tangent = conformal;
    for _ in 0..3 {
        let secant = tangent.hypot(1.0);
        let sigma = (eccentricity * (eccentricity * tangent / secant).atanh()).sinh();
        let here = tangent * sigma.hypot(1.0) - sigma * secant;
        let slope = (1.0 + (1.0 - eccentricity2) * tangent * tangent) / ((1.0 - eccentricity2) * secant);
        tangent += (conformal - here) / here.hypot(1.0) * slope;
    }
    tangent
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::distance_km;

    /// The way there, by the same source's equation 35: easting and northing in metres, the northing from the equator.
    pub fn in_zone(zone: u32, position: Position) -> (f64, f64) {
        let third = FLATTENING / (2.0 - FLATTENING);
        let [n, n2, n3, n4] = [third, third.powi(2), third.powi(3), third.powi(4)];
        let radius = EQUATORIAL_RADIUS / (1.0 + n) * (1.0 + n2 / 4.0 + n4 / 64.0);
        let series = [
            n / 2.0 - n2 * 2.0 / 3.0 + n3 * 5.0 / 16.0 + n4 * 41.0 / 180.0,
            n2 * 13.0 / 48.0 - n3 * 3.0 / 5.0 + n4 * 557.0 / 1440.0,
            n3 * 61.0 / 240.0 - n4 * 103.0 / 140.0,
            n4 * 49_561.0 / 161_280.0,
        ];
        let eccentricity = (FLATTENING * (2.0 - FLATTENING)).sqrt();
        let tangent = position.lat.to_radians().tan();
        let away = (position.lon - central_meridian(zone)).to_radians();
        let secant = tangent.hypot(1.0);
        let sigma = (eccentricity * (eccentricity * tangent / secant).atanh()).sinh();
        let conformal = tangent * sigma.hypot(1.0) - sigma * secant;
        let xi_sphere = conformal.atan2(away.cos());
        let eta_sphere = (away.sin() / conformal.hypot(away.cos())).asinh();
        let (mut xi, mut eta) = (xi_sphere, eta_sphere);
        for (factor, double) in series.into_iter().zip([2.0, 4.0, 6.0, 8.0]) {
            xi += factor * (double * xi_sphere).sin() * (double * eta_sphere).cosh();
            eta += factor * (double * xi_sphere).cos() * (double * eta_sphere).sinh();
        }
        (FALSE_EASTING + SCALE * radius * eta, SCALE * radius * xi)
    }

    #[test]
    fn positions_agree_with_published_ones() {
        // The examples of GeographicLib's GeoConvert(1): 38n 444500 3688500 is 33.33424 44.40363.
        let baghdad = position_in_zone(38, 444_500.0, 3_688_500.0);
        assert!(
            (baghdad.lat - 33.334_24).abs() < 5e-6 && (baghdad.lon - 44.403_63).abs() < 5e-6,
            "{baghdad:?}"
        );
        // A quarter meridian of WGS 84 is 10,001,965.729 m long.
        let pole = position_in_zone(31, 500_000.0, SCALE * 10_001_965.729);
        assert!((pole.lat - 90.0).abs() < 1e-8, "{pole:?}");
        // The origin of a zone.
        assert_eq!(position_in_zone(1, 500_000.0, 0.0), Position::new(-177.0, 0.0));
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_place(zone in 1_u32..=60, away in -4.0..4.0, lat in -84.0..84.0) {
            let position = Position::new(central_meridian(zone) + away, lat);
            let (easting, northing) = in_zone(zone, position);
            let back = position_in_zone(zone, easting, northing);
            prop_assert!(distance_km(position, back) < 1e-8, "{position:?} {back:?}");
        }
    }
}
