//! Small records and a small atlas for the tests of this module and of those that build on it.

use geo::{MultiPolygon, Rect};

use super::{Atlas, MentionRecord};
use crate::gazetteer::{FeatureClass, Id, Level, Place};
use crate::geometry::Position;
use crate::mention::Kind;
use crate::movement::{DistanceCheck, GeometryStatus, Mode, Movement, Polarity};

/// A mention of 4 characters; its place id is the name in lower case.
pub(crate) fn mention(
    document_id: &str,
    start: usize,
    name: &str,
    position: Option<Position>,
) -> MentionRecord {
    let known = position.is_some();
    MentionRecord {
        id: format!("{document_id}-{start}-{}", start + 4),
        document_id: document_id.to_owned(),
        document_title: None,
        published: None,
        sentence: format!("Something happened in {name}."),
        sentence_start: start,
        start,
        end: start + 4,
        surface: name.to_owned(),
        kind: Kind::Literal,
        place_id: known.then(|| name.to_lowercase()),
        name: known.then(|| name.to_owned()),
        feature_class: known.then(|| "P".to_owned()),
        feature_code: known.then(|| "PPL".to_owned()),
        country: known.then(|| "SY".to_owned()),
        admin1: None,
        admin2: None,
        confidence: known.then_some(0.75),
        precision_ucdp: None,
        precision_acled: None,
        radius_km: None,
        event_start: None,
        event_end: None,
        event_time: None,
        time_precision: None,
        time_source: None,
        time_text: None,
        time_basis: None,
        hedged: false,
        negated: false,
        dateline: false,
        corrected: false,
        position,
    }
}

/// A missile journey along the given lines.
pub(crate) fn movement(id: &str, lines: Vec<Vec<Position>>) -> Movement {
    Movement {
        id: id.to_owned(),
        mode: Mode::Missile,
        origin: None,
        origin_place_id: None,
        origin_precision: None,
        via: None,
        destination: None,
        destination_place_id: None,
        destination_precision: None,
        count: None,
        count_unit: None,
        count_qualifier: None,
        carriers: None,
        carrier_unit: None,
        operator: None,
        targets: None,
        event_start: None,
        event_end: None,
        date_basis: None,
        length_km: None,
        great_circle_km: None,
        feasible_min_km: None,
        feasible_max_km: None,
        reported_km: None,
        reported_qualifier: None,
        reported_min_km: None,
        reported_max_km: None,
        discrepancy_km: None,
        discrepancy_percent: None,
        distance_check: DistanceCheck::NotReported,
        hedged: false,
        polarity: Polarity::Affirmed,
        confidence: 0.5,
        confidence_reasons: String::new(),
        geometry_status: if lines.is_empty() { GeometryStatus::None } else { GeometryStatus::Derived },
        consistent_with_text: true,
        method: String::new(),
        contradicting: None,
        documents: Vec::new(),
        segments: Vec::new(),
        evidence: Vec::new(),
        alternatives: Vec::new(),
        lines,
    }
}

/// Knows Homs, a city with a point, and Syria, a country with an area.
pub(crate) struct ToyAtlas;

impl Atlas for ToyAtlas {
    fn place(&self, id: &str) -> Option<Place<'_>> {
        let homs = Place {
            id: Id::Other("homs"),
            name: "Homs",
            position: Position::new(36.723_39, 34.726_82),
            class: FeatureClass::Populated,
            code: "PPLA",
            country: Some("SY"),
            admin1: Some("11"),
            admin1_name: None,
            admin2: None,
            admin2_name: None,
            population: 775_404,
            radius_km: 5.0,
            level: Level::Settlement,
            stands_for: None,
            has_area: false,
        };
        match id {
            "homs" => Some(homs),
            "syria" => Some(Place {
                id: Id::Other("syria"),
                name: "Syria",
                position: Position::new(38.5, 35.0),
                class: FeatureClass::Administrative,
                code: "PCLI",
                has_area: true,
                level: Level::Country,
                ..homs
            }),
            _ => None,
        }
    }

    fn area(&self, id: &str) -> Option<MultiPolygon<f64>> {
        (id == "syria").then(|| MultiPolygon::new(vec![Rect::new((35.7, 32.3), (42.4, 37.3)).to_polygon()]))
    }
}
