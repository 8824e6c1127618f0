//! Relations of times (Allen's, as OGC 21-065r2 names them) between spans with inclusive and perhaps open ends.

use std::cmp::Ordering::{self, Equal, Greater, Less};

use super::instant::Instant;

/// From where to where; an instant begins and ends at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) start: Bound,
    pub(super) end: Bound,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Bound {
    /// Before everything.
    Past,
    At(Instant),
    /// After everything.
    Future,
}

impl Bound {
    fn compare(self, other: Self) -> Ordering {
        let rank = |bound| match bound {
            Self::Past => 0,
            Self::At(_) => 1,
            Self::Future => 2,
        };
        match (self, other) {
            (Self::At(one), Self::At(other)) => one.compare(other),
            (one, other) => rank(one).cmp(&rank(other)),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TemporalRelation {
    After,
    Before,
    Contains,
    Disjoint,
    During,
    Equals,
    FinishedBy,
    Finishes,
    Intersects,
    Meets,
    MetBy,
    OverlappedBy,
    Overlaps,
    StartedBy,
    Starts,
}

impl TemporalRelation {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "t_after" => Self::After,
            "t_before" => Self::Before,
            "t_contains" => Self::Contains,
            "t_disjoint" => Self::Disjoint,
            "t_during" => Self::During,
            "t_equals" => Self::Equals,
            "t_finishedby" => Self::FinishedBy,
            "t_finishes" => Self::Finishes,
            "t_intersects" => Self::Intersects,
            "t_meets" => Self::Meets,
            "t_metby" => Self::MetBy,
            "t_overlappedby" => Self::OverlappedBy,
            "t_overlaps" => Self::Overlaps,
            "t_startedby" => Self::StartedBy,
            "t_starts" => Self::Starts,
            _ => return None,
        })
    }

    /// The relation seen from the other side.
    pub(super) const fn reversed(self) -> Self {
        match self {
            Self::After => Self::Before,
            Self::Before => Self::After,
            Self::Contains => Self::During,
            Self::During => Self::Contains,
            Self::FinishedBy => Self::Finishes,
            Self::Finishes => Self::FinishedBy,
            Self::Meets => Self::MetBy,
            Self::MetBy => Self::Meets,
            Self::OverlappedBy => Self::Overlaps,
            Self::Overlaps => Self::OverlappedBy,
            Self::StartedBy => Self::Starts,
            Self::Starts => Self::StartedBy,
            Self::Disjoint | Self::Equals | Self::Intersects => self,
        }
    }

    pub(super) fn holds(self, one: Span, other: Span) -> bool {
        let starts = one.start.compare(other.start);
        let ends = one.end.compare(other.end);
        let end_to_start = one.end.compare(other.start);
        let start_to_end = one.start.compare(other.end);
        match self {
            Self::After => start_to_end == Greater,
            Self::Before => end_to_start == Less,
            Self::Contains => starts == Less && ends == Greater,
            Self::Disjoint => end_to_start == Less || start_to_end == Greater,
            Self::During => starts == Greater && ends == Less,
            Self::Equals => starts == Equal && ends == Equal,
            Self::FinishedBy => starts == Less && ends == Equal,
            Self::Finishes => starts == Greater && ends == Equal,
            Self::Intersects => end_to_start != Less && start_to_end != Greater,
            Self::Meets => end_to_start == Equal,
            Self::MetBy => start_to_end == Equal,
            Self::OverlappedBy => starts == Greater && start_to_end == Less && ends == Greater,
            Self::Overlaps => starts == Less && end_to_start == Greater && ends == Less,
            Self::StartedBy => starts == Equal && ends == Greater,
            Self::Starts => starts == Equal && ends == Less,
        }
    }
}
