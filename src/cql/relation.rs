//! Relations of geometries (DE-9IM, as OGC 06-103r4 names them).

use geo::{Geometry, Relate};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SpatialRelation {
    Contains,
    Crosses,
    Disjoint,
    Equals,
    Intersects,
    Overlaps,
    Touches,
    Within,
}

impl SpatialRelation {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "s_contains" => Self::Contains,
            "s_crosses" => Self::Crosses,
            "s_disjoint" => Self::Disjoint,
            "s_equals" => Self::Equals,
            "s_intersects" => Self::Intersects,
            "s_overlaps" => Self::Overlaps,
            "s_touches" => Self::Touches,
            "s_within" => Self::Within,
            _ => return None,
        })
    }

    /// The relation seen from the other side.
    pub(super) const fn reversed(self) -> Self {
        match self {
            Self::Contains => Self::Within,
            Self::Within => Self::Contains,
            other => other,
        }
    }

    /// Whether geometries of this relation have a point in common.
    pub(super) const fn needs_contact(self) -> bool {
        !matches!(self, Self::Disjoint)
    }

    pub(super) fn holds(self, one: &Geometry<f64>, other: &Geometry<f64>) -> bool {
        // Most questions are this one, and it needs no matrix.
        if matches!(self, Self::Intersects | Self::Disjoint) {
            use geo::Intersects;
            return one.intersects(other) == (self == Self::Intersects);
        }
        let matrix = one.relate(other);
        match self {
            Self::Contains => matrix.is_contains(),
            Self::Crosses => matrix.is_crosses(),
            Self::Equals => matrix.is_equal_topo(),
            Self::Overlaps => matrix.is_overlaps(),
            Self::Touches => matrix.is_touches(),
            Self::Within => matrix.is_within(),
            Self::Intersects => matrix.is_intersects(),
            Self::Disjoint => matrix.is_disjoint(),
        }
    }
}
