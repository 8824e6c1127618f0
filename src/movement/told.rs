//! What the joined accounts of one journey say together: the union of their slots, with all evidence.

use std::collections::{BTreeSet, HashSet};

use super::{Account, Count, Evidence, Mode, Polarity, ReportedDistance, Slot, Stop};

/// One journey as the corpus tells it.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// Stable as long as the evidence stays the same.
    pub id: String,
    pub mode: Mode,
    pub count: Option<Count>,
    pub carriers: Option<Count>,
    pub targets: Option<Count>,
    pub operator: Option<String>,
    pub origins: Vec<Stop>,
    pub vias: Vec<Stop>,
    pub destinations: Vec<Stop>,
    pub reported: Option<ReportedDistance>,
    /// First and last day, RFC 3339, and the basis in words.
    pub date: Option<(String, String, String)>,
    pub hedged: bool,
    pub polarity: Polarity,
    pub evidence: Vec<Evidence>,
    pub documents: Vec<String>,
    /// How many accounts were joined.
    pub accounts: usize,
}

impl Told {
    /// Puts the accounts together, which stand in the order in which they are to be read.
    pub(super) fn of(accounts: &[&Account]) -> Self {
        let mut evidence: Vec<Evidence> = Vec::new();
        let mut documents: Vec<String> = Vec::new();
        let (mut known_spans, mut known_documents) = (HashSet::new(), HashSet::new());
        for span in accounts.iter().flat_map(|account| spans(account)) {
            if known_spans.insert((span.document_id.as_str(), span.start, span.end, span.slot.as_str())) {
                evidence.push(span.clone());
            }
            if known_documents.insert(span.document_id.as_str()) {
                documents.push(span.document_id.clone());
            }
        }
        let origins = stops(accounts, |account| &account.origins);
        let destinations = stops(accounts, |account| &account.destinations);
        let mut vias = stops(accounts, |account| &account.vias);
        vias.retain(|via| !origins.iter().chain(&destinations).any(|end| end.place_id == via.place_id));
        // The account that introduces the mover says more of how it is told than one that adds to it.
        let introduction = accounts.iter().find(|account| !account.definite).or(accounts.first());
        Self {
            id: id(&evidence),
            mode: mode(introduction.copied(), accounts),
            count: best_count(accounts.iter().filter_map(|account| account.count.as_ref())),
            carriers: best_count(accounts.iter().filter_map(|account| account.carriers.as_ref())),
            targets: best_count(accounts.iter().filter_map(|account| account.targets.as_ref())),
            operator: accounts
                .iter()
                .find_map(|account| account.operator.as_ref())
                .map(|slot| slot.value.clone()),
            origins,
            vias,
            destinations,
            reported: accounts
                .iter()
                .find_map(|account| account.reported_distance.as_ref())
                .map(|slot| slot.value.clone()),
            date: days(accounts),
            hedged: accounts.iter().any(|account| account.hedge.is_some()),
            polarity: introduction.map_or(Polarity::Affirmed, |account| account.polarity),
            evidence,
            documents,
            accounts: accounts.len(),
        }
    }

    /// Whether it names any place.
    pub(super) fn is_placed(&self) -> bool {
        !self.origins.is_empty() || !self.vias.is_empty() || !self.destinations.is_empty()
    }
}

/// That of the introduction, unless it only says that people went and another account says how.
fn mode(introduction: Option<&Account>, accounts: &[&Account]) -> Mode {
    let untold = |mode: &Mode| matches!(mode, Mode::People | Mode::Unknown);
    let first = introduction.map_or(Mode::Unknown, |account| account.mode);
    if !untold(&first) {
        return first;
    }
    accounts.iter().map(|account| account.mode).find(|mode| !untold(mode)).unwrap_or(first)
}

/// The days told first; to those of the arrival where a later account tells of one.
fn days(accounts: &[&Account]) -> Option<(String, String, String)> {
    let mut told = accounts.iter().filter_map(|account| account.date.as_ref()).map(|slot| &slot.value);
    let mut days = told.next()?.clone();
    for (start, end, basis) in told {
        // Full dates sort as text.
        if *start > days.1 {
            days.1.clone_from(end);
            days.2 = format!("{}; to the arrival: {basis}", days.2);
        }
    }
    Some(days)
}

/// A number with the fullest unit: "26" of "cruise missile" rather than of "rocket".
fn best_count<'a>(slots: impl Iterator<Item = &'a Slot<Count>>) -> Option<Count> {
    slots
        .map(|slot| &slot.value)
        // The first of equals.
        .reduce(|best, next| {
            let rank = |count: &Count| (count.number.is_some(), count.unit.split(' ').count());
            if rank(next) > rank(best) { next } else { best }
        })
        .cloned()
}

/// All stops of one role once, in order; a country goes where a place in it is named as well.
fn stops(accounts: &[&Account], role: fn(&Account) -> &Vec<Slot<Stop>>) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Vec::new();
    for slot in accounts.iter().flat_map(|account| role(account)) {
        if !stops.iter().any(|known| known.place_id == slot.value.place_id) {
            stops.push(slot.value.clone());
        }
    }
    let finer: BTreeSet<String> = stops
        .iter()
        .filter(|stop| stop.precision != "country")
        .filter_map(|stop| stop.country.clone())
        .collect();
    stops.retain(|stop| {
        stop.precision != "country" || !stop.country.as_ref().is_some_and(|country| finer.contains(country))
    });
    stops
}

/// Every span of an account, the trigger first.
fn spans(account: &Account) -> impl Iterator<Item = &Evidence> {
    fn one<T>(slot: Option<&Slot<T>>) -> Option<&Evidence> {
        slot.map(|slot| &slot.evidence)
    }
    fn many<T>(slots: &[Slot<T>]) -> impl Iterator<Item = &Evidence> {
        slots.iter().map(|slot| &slot.evidence)
    }
    std::iter::once(&account.trigger)
        .chain(one(account.count.as_ref()))
        .chain(one(account.carriers.as_ref()))
        .chain(one(account.operator.as_ref()))
        .chain(one(account.targets.as_ref()))
        .chain(many(&account.origins))
        .chain(many(&account.vias))
        .chain(many(&account.destinations))
        .chain(one(account.reported_distance.as_ref()))
        .chain(one(account.date.as_ref()))
        .chain(account.hedge.as_ref())
}

/// The first 16 hexadecimal digits of the BLAKE3 hash of the spans in sorted order.
fn id(evidence: &[Evidence]) -> String {
    let spans: BTreeSet<(&str, usize, usize, &str)> = evidence
        .iter()
        .map(|span| (span.document_id.as_str(), span.start, span.end, span.slot.as_str()))
        .collect();
    let mut hasher = blake3::Hasher::new();
    for (document, start, end, slot) in spans {
        hasher.update(format!("{document}:{start}-{end}:{slot}\n").as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
