//! What a text tells of a journey ([`Account`], one per document and claim) and what is made of it ([`Movement`], over the
//! whole corpus). Places are held by [`crate::gazetteer::Place::id`], so that accounts can be stored and joined years later.

use serde::{Deserialize, Serialize};

use crate::geometry::Position;

/// How something moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Missiles, rockets, shells, drones that do not come back
    Missile,
    /// Aircraft
    Flight,
    /// Vehicles and convoys
    Road,
    /// Trains
    Rail,
    /// Ships
    Sea,
    /// Marching troops, walkers
    Foot,
    /// People whose means of travel are not told
    People,
    /// Not told
    Unknown,
}

impl Mode {
    /// All modes, in the order in which they are listed to people.
    pub const ALL: [Self; 8] = [
        Self::Missile,
        Self::Flight,
        Self::Road,
        Self::Rail,
        Self::Sea,
        Self::Foot,
        Self::People,
        Self::Unknown,
    ];

    /// The word used in records, filters and help: lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missile => "missile",
            Self::Flight => "flight",
            Self::Road => "road",
            Self::Rail => "rail",
            Self::Sea => "sea",
            Self::Foot => "foot",
            Self::People => "people",
            Self::Unknown => "unknown",
        }
    }
}

/// Whether the text says that it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// The text says so itself
    Affirmed,
    /// The text says somebody denies it, or that it did not happen
    Denied,
    /// The text says somebody says so
    Reported,
}

impl Polarity {
    /// All polarities, in the order in which they are listed to people.
    pub const ALL: [Self; 3] = [Self::Affirmed, Self::Denied, Self::Reported];

    /// The word used in records and filters: lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Affirmed => "affirmed",
            Self::Denied => "denied",
            Self::Reported => "reported",
        }
    }
}

/// A span of a document that backs a slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Which slot it backs: "origin", "via", "destination", "count", "carriers", "targets", `reported_distance`, "date",
    /// "operator", "mode", "hedge".
    pub slot: String,
    /// The document.
    pub document_id: String,
    /// First Unicode character in the document text.
    pub start: usize,
    /// One past the last Unicode character.
    pub end: usize,
    /// The words of the span.
    pub text: String,
    /// The sentence around it.
    pub sentence: String,
    /// Why the span is taken for that slot, in words.
    #[serde(default)]
    pub why: String,
}

/// A place of a journey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stop {
    /// [`crate::gazetteer::Place::id`]
    pub place_id: String,
    /// The name to show.
    pub name: String,
    /// How precisely it is known: "settlement", "site", "natural", "admin2", "admin1", "country", "region".
    pub precision: String,
    /// Representative point.
    pub position: Position,
    /// ISO 3166-1 alpha-2 code of the country it lies in; null for seas and regions of several countries.
    pub country: Option<String>,
}

/// How many of what: "26 rockets".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The number; null when the text only says that there were several ("hundreds of refugees", "warplanes").
    pub number: Option<u64>,
    /// The unit as a singular noun phrase in lower case: "cruise missile", "warship".
    pub unit: String,
    /// "estimated", "about", "nearly", ... as written; null when plain.
    pub qualifier: Option<String>,
}

/// A slot of one account: a value with the span that backs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slot<T> {
    /// What the text says.
    pub value: T,
    /// Where it says so.
    pub evidence: Evidence,
}

/// A distance as the text gives it, as an interval in kilometres.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportedDistance {
    /// The number in kilometres, converted from the unit of the text.
    pub km: f64,
    /// "nearly", "about", "more than", "up to", ... as written; null when plain.
    pub qualifier: Option<String>,
    /// Least kilometres the words allow.
    pub min_km: f64,
    /// Most kilometres the words allow; null when open ("more than").
    pub max_km: Option<f64>,
}

/// What one document tells of one journey: only what it says itself, every slot with its evidence. Any slot may be
/// missing: a second sentence, or a second document, may fill it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// The document.
    pub document_id: String,
    /// How it moves.
    pub mode: Mode,
    /// The words the mode was read from, such as the motion verb.
    pub trigger: Evidence,
    /// What moves: "26 rockets".
    pub count: Option<Slot<Count>>,
    /// What it was launched from or carried by: "four warships".
    pub carriers: Option<Slot<Count>>,
    /// Whose it is, as an ISO 3166-1 code.
    pub operator: Option<Slot<String>>,
    /// How many things it was aimed at: "11 targets".
    pub targets: Option<Slot<Count>>,
    /// Where from.
    pub origins: Vec<Slot<Stop>>,
    /// Over or through what, in the order of the text.
    pub vias: Vec<Slot<Stop>>,
    /// Where to.
    pub destinations: Vec<Slot<Stop>>,
    /// How far, as told.
    pub reported_distance: Option<Slot<ReportedDistance>>,
    /// First and last day (RFC 3339 full dates, inclusive) and the basis in words.
    pub date: Option<Slot<(String, String, String)>>,
    /// Whether the text says it happened.
    pub polarity: Polarity,
    /// "apparently", "reportedly", ...
    pub hedge: Option<Evidence>,
    /// Whether the mover is definite ("the missiles"): then the account adds to an earlier one.
    pub definite: bool,
}

/// Whether a line is what the text implies or only a yardstick beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GeometryStatus {
    /// Follows from what the text says
    Derived,
    /// A yardstick, such as the plain great circle
    Reference,
    /// No line can be drawn; the method says why
    None,
}

/// How the reported distance stands to the feasible ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DistanceCheck {
    /// The text reports no distance
    NotReported,
    /// Both ends are points and the number fits
    Consistent,
    /// Some start and end within the named areas fit
    Possible,
    /// No start and end within the named areas fit
    Impossible,
}

/// A stretch of a line over one territory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// Position along the line, from 1.
    pub order: usize,
    /// Name of the territory or sea; null over unnamed water.
    pub territory: Option<String>,
    /// Its place id.
    pub place_id: Option<String>,
    /// ISO 3166-1 alpha-2 code where it is a country.
    pub country: Option<String>,
    /// Kilometres from the start of the line to where the stretch begins.
    pub from_km: f64,
    /// Kilometres from the start of the line to where it ends.
    pub to_km: f64,
    /// `to_km - from_km`.
    pub length_km: f64,
    /// Whether the text names the territory for this journey.
    pub in_text: bool,
}

/// One journey (or its yardstick) over the whole corpus: flat scalars first, then the arrays, as they are served.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Movement {
    /// Stable as long as the evidence stays the same.
    pub id: String,
    /// How it moves.
    pub mode: Mode,
    /// Names of the origins, joined with "; ".
    pub origin: Option<String>,
    /// Their place ids, joined with "; ".
    pub origin_place_id: Option<String>,
    /// See [`Stop::precision`].
    pub origin_precision: Option<String>,
    /// Names of the territories passed, in the order in which the line enters them, joined with "; ".
    pub via: Option<String>,
    /// Names of the destinations, joined with "; ".
    pub destination: Option<String>,
    /// Their place ids, joined with "; ".
    pub destination_place_id: Option<String>,
    /// See [`Stop::precision`].
    pub destination_precision: Option<String>,
    /// How many moved.
    pub count: Option<u64>,
    /// Of what: "cruise missile".
    pub count_unit: Option<String>,
    /// "an estimated", "about", "hundreds of", ... as written.
    pub count_qualifier: Option<String>,
    /// How many carried or launched them.
    pub carriers: Option<u64>,
    /// Of what: "warship".
    pub carrier_unit: Option<String>,
    /// Whose, as an ISO 3166-1 code.
    pub operator: Option<String>,
    /// How many targets.
    pub targets: Option<u64>,
    /// First day, RFC 3339.
    pub event_start: Option<String>,
    /// Last day, inclusive.
    pub event_end: Option<String>,
    /// How the days follow, in words.
    pub date_basis: Option<String>,
    /// Kilometres along the line.
    pub length_km: Option<f64>,
    /// Kilometres between the representative points on the plain geodesic.
    pub great_circle_km: Option<f64>,
    /// Shortest path that any start and end in the named areas allow.
    pub feasible_min_km: Option<f64>,
    /// Longest of the shortest paths between any start and end in the named areas.
    pub feasible_max_km: Option<f64>,
    /// The distance told, in kilometres.
    pub reported_km: Option<f64>,
    /// "nearly", "about", ... as written.
    pub reported_qualifier: Option<String>,
    /// Least kilometres the words allow.
    pub reported_min_km: Option<f64>,
    /// Most kilometres the words allow; null when open.
    pub reported_max_km: Option<f64>,
    /// `reported_km - length_km`.
    pub discrepancy_km: Option<f64>,
    /// The same as a share of `length_km`, in per cent.
    pub discrepancy_percent: Option<f64>,
    /// How the reported distance stands to the feasible ones.
    pub distance_check: DistanceCheck,
    /// Told with a hedge.
    pub hedged: bool,
    /// Whether the text says it happened.
    pub polarity: Polarity,
    /// 0 to 1.
    pub confidence: f64,
    /// Why not more, in words.
    pub confidence_reasons: String,
    /// What the line is.
    pub geometry_status: GeometryStatus,
    /// Whether the line agrees with what the text says of the route.
    pub consistent_with_text: bool,
    /// How the line was found, in words.
    pub method: String,
    /// Countries the line crosses against the text, names joined with "; ".
    pub contradicting: Option<String>,
    /// Ids of the documents it rests on, in order of first evidence.
    pub documents: Vec<String>,
    /// The stretches of the line in order.
    pub segments: Vec<Segment>,
    /// Every slot's spans.
    pub evidence: Vec<Evidence>,
    /// Ids of contradicting claims and of the yardstick.
    pub alternatives: Vec<String>,
    /// The line in parts: one unless cut at the antimeridian or with several pairs of ends; empty when there is none.
    #[serde(skip)]
    pub lines: Vec<Vec<Position>>,
}
