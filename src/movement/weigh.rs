//! How sure a journey is, with the reasons in words.

use super::{DistanceCheck, Polarity, draw::Basis, draw::is_point, told::Told};

/// What a journey told plainly, between points, on a known day, is worth: rules err even then.
const PLAIN: f64 = 0.95;

/// A reason against, and the share of the confidence it leaves.
struct Doubt {
    applies: bool,
    leaves: f64,
    reason: &'static str,
}

/// 0 to 1, and why not more.
pub(super) fn weigh(told: &Told, basis: Option<Basis>, check: DistanceCheck) -> (f64, String) {
    let vague = told.origins.iter().chain(&told.destinations).any(|stop| !is_point(stop));
    let one_ended = told.origins.is_empty() || told.destinations.is_empty();
    let doubts = [
        Doubt {
            applies: told.polarity == Polarity::Reported,
            leaves: 0.95,
            reason: "told as somebody's words",
        },
        Doubt { applies: told.polarity == Polarity::Denied, leaves: 0.3, reason: "denied" },
        Doubt { applies: told.hedged, leaves: 0.85, reason: "told with a hedge" },
        Doubt { applies: told.documents.len() > 1, leaves: 0.95, reason: "joined from several documents" },
        Doubt {
            applies: told.accounts > 1 && told.documents.len() == 1,
            leaves: 0.97,
            reason: "joined from several sentences",
        },
        Doubt { applies: one_ended, leaves: 0.8, reason: "only one end is named" },
        Doubt { applies: vague && !one_ended, leaves: 0.9, reason: "an end is an area, not a point" },
        Doubt {
            applies: matches!(basis, Some(Basis::Plain | Basis::Water)),
            leaves: 0.9,
            reason: "the text names no route",
        },
        Doubt { applies: told.date.is_none(), leaves: 0.95, reason: "no day is told" },
        Doubt {
            applies: check == DistanceCheck::Impossible,
            leaves: 0.5,
            reason: "the distance told is impossible between the named places",
        },
    ];
    let held: Vec<&Doubt> = doubts.iter().filter(|doubt| doubt.applies).collect();
    let confidence = held.iter().fold(PLAIN, |confidence, doubt| confidence * doubt.leaves);
    let reasons: Vec<&str> = held.iter().map(|doubt| doubt.reason).collect();
    ((confidence * 1_000.).round() / 1_000., reasons.join("; "))
}
