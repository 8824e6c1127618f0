//! How far around its point a place reaches.

use geo::{ChamberlainDuquetteArea, MultiPolygon};

use super::FeatureClass;

/// Half the extent of an area: the radius of a circle of the same size, in kilometres.
pub(super) fn radius_km(area: &MultiPolygon<f64>) -> f64 {
    (area.chamberlain_duquette_unsigned_area() / 1e6 / std::f64::consts::PI).sqrt()
}

/// Half the extent of a town by its inhabitants, at 2,000 to the square kilometre; a hamlet still has its fields around it.
pub(super) fn settlement_radius_km(population: u64) -> f64 {
    (population as f64 / 2000.0 / std::f64::consts::PI).sqrt().clamp(1.0, 40.0)
}

/// Half the usual extent of a place of a kind, in kilometres, where nothing else tells of it.
pub(super) fn usual_radius_km(class: FeatureClass, code: &str, population: u64) -> f64 {
    match (class, code) {
        (FeatureClass::Populated, _) => settlement_radius_km(population),
        (FeatureClass::Administrative, "ADM1" | "ADM1H") => 50.0,
        (FeatureClass::Administrative, "ADM2" | "ADM2H") => 20.0,
        (FeatureClass::Administrative, code) if code.starts_with("ADM") => 8.0,
        (FeatureClass::Administrative, _) => 200.0,
        (_, "OCN" | "CONT") => 2000.0,
        (_, "SEA") => 300.0,
        (_, "GULF" | "RGN" | "RGNE" | "RGNH" | "DSRT" | "MTS" | "PLN" | "PLAT") => 50.0,
        (_, "STRT" | "BAY" | "CHNM" | "PEN" | "ISLS" | "VAL") => 20.0,
        (FeatureClass::Region, _) => 5.0,
        (FeatureClass::Water | FeatureClass::Undersea | FeatureClass::Terrain, _) => 3.0,
        (FeatureClass::Road | FeatureClass::Spot | FeatureClass::Vegetation, _) => 1.0,
    }
}
