//! When accounts are of one journey, within a document and across documents, and when two journeys contradict each other.
//!
//! 1. Within each document, in text order, a definite mover ("the missiles") joins the nearest journey it can belong to.
//! 2. Journeys of different documents join when enough of what they say is the same and nothing clashes.
//! 3. Journeys that are the same but for a number, or but for a denial, stay apart and are linked.
//!
//! [`super::Journeys`] asks this of all documents.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{
    Account, Count, Mode, Polarity, Slot, Stop,
    lexicon::{self, Class},
    number,
};

/// What must be the same before two documents tell of one journey: see [`agreement`].
const ACROSS: u32 = 3;

/// The same when one of them names no day: coincidence is likelier.
const ACROSS_UNDATED: u32 = 4;

/// What "the missiles" is worth within a document.
const DEFINITE: u32 = 2;

/// Whether what a document tells of a journey is of one that others tell of.
pub(super) fn is_same(theirs: &Union, mine: &Union) -> bool {
    let least = if theirs.days.is_some() && mine.days.is_some() { ACROSS } else { ACROSS_UNDATED };
    agreement(theirs, mine, Days::Same)
        .is_some_and(|agreement| agreement.clash.is_none() && agreement.score >= least)
}

/// Whether two journeys would be one, were it not for a number or a denial.
pub(super) fn contradict(one: &Union, other: &Union) -> bool {
    agreement(one, other, Days::Same)
        .is_some_and(|agreement| agreement.clash.is_some() && agreement.score >= ACROSS)
}

/// What sorts the accounts of a corpus: the day, the document and the place in its text.
pub(super) fn key(account: &Account) -> (&str, &str, usize) {
    let day = account.date.as_ref().map_or("~", |date| date.value.0.as_str());
    (day, &account.document_id, account.trigger.start)
}

/// How many journeys back a definite mover may mean: nobody remembers more, and a book stays cheap.
const REACH: usize = 64;

/// The journeys of one document, each with its accounts in the order of the text.
pub(super) fn within_document(mut accounts: Vec<Account>) -> Vec<Vec<Account>> {
    accounts.sort_by(|one, other| key(one).cmp(&key(other)));
    accounts.sort_by_key(|account| account.trigger.start);
    let mut groups: Vec<(Vec<Account>, Union)> = Vec::new();
    for account in accounts {
        let mine = Union::of(&account);
        let oldest = groups.len().saturating_sub(REACH);
        let found = groups[oldest..].iter().rposition(|(_, theirs)| {
            let days = if arrives_later(theirs, &mine) { Days::Apart } else { Days::Same };
            let Some(agreement) =
                agreement(theirs, &mine, days).filter(|agreement| agreement.clash.is_none())
            else {
                return false;
            };
            let definite = if mine.definite || theirs.definite { DEFINITE } else { 0 };
            agreement.score + definite >= if definite > 0 { DEFINITE } else { ACROSS }
        });
        match found {
            Some(group) => {
                let (members, union) = &mut groups[oldest + group];
                members.push(account);
                union.absorb(mine);
            }
            None => groups.push((vec![account], mine)),
        }
    }
    groups.into_iter().map(|(members, _)| members).collect()
}

/// What several accounts say together.
#[derive(Clone, Debug)]
pub(super) struct Union {
    mode: Mode,
    counts: Vec<Count>,
    carriers: Vec<Count>,
    targets: Vec<Count>,
    operators: BTreeSet<String>,
    origins: Vec<Stop>,
    vias: Vec<Stop>,
    destinations: Vec<Stop>,
    km: Vec<f64>,
    /// First and last day, RFC 3339, which sorts as text.
    days: Option<(String, String)>,
    denied: bool,
    /// All movers are definite: nothing has introduced them yet.
    definite: bool,
}

impl Union {
    fn of(account: &Account) -> Self {
        let count = |slot: &Option<Slot<Count>>| slot.iter().map(|slot| slot.value.clone()).collect();
        let stops = |slots: &[Slot<Stop>]| slots.iter().map(|slot| slot.value.clone()).collect();
        Self {
            mode: account.mode,
            counts: count(&account.count),
            carriers: count(&account.carriers),
            targets: count(&account.targets),
            operators: account.operator.iter().map(|slot| slot.value.clone()).collect(),
            origins: stops(&account.origins),
            vias: stops(&account.vias),
            destinations: stops(&account.destinations),
            km: account.reported_distance.iter().map(|slot| slot.value.km).collect(),
            days: account.date.as_ref().map(|slot| (slot.value.0.clone(), slot.value.1.clone())),
            denied: account.polarity == Polarity::Denied,
            definite: account.definite,
        }
    }

    /// What the accounts of one journey of a document say together, in the order in which they are read.
    pub(super) fn of_all(accounts: &[Account]) -> Option<Self> {
        let days = |account: &Account| {
            account.date.as_ref().map(|slot| (slot.value.0.clone(), slot.value.1.clone()))
        };
        let narrow =
            |one: (String, String), other: (String, String)| (one.0.max(other.0), one.1.min(other.1));
        let mode = accounts.first()?.mode;
        let mut all = accounts.iter().map(Self::of).reduce(|mut all, union| {
            all.absorb(union);
            all
        })?;
        all.mode = mode;
        all.days = accounts.iter().filter_map(days).reduce(narrow);
        Some(all)
    }

    /// Adds what another says. What both say is kept once, so that a journey told a thousand times is compared as one told once.
    pub(super) fn absorb(&mut self, other: Self) {
        fn add<T: PartialEq>(mine: &mut Vec<T>, theirs: Vec<T>) {
            for value in theirs {
                if !mine.contains(&value) {
                    mine.push(value);
                }
            }
        }
        if matches!(self.mode, Mode::People | Mode::Unknown) {
            self.mode = other.mode;
        }
        add(&mut self.counts, other.counts);
        add(&mut self.carriers, other.carriers);
        add(&mut self.targets, other.targets);
        self.operators.extend(other.operators);
        add(&mut self.origins, other.origins);
        add(&mut self.vias, other.vias);
        add(&mut self.destinations, other.destinations);
        add(&mut self.km, other.km);
        self.days = match (self.days.take(), other.days) {
            // From departure to arrival where the days are not the same.
            (Some(mine), Some(theirs)) if mine.1 < theirs.0 => Some((mine.0, theirs.1)),
            (Some(mine), Some(theirs)) => Some((mine.0.max(theirs.0), mine.1.min(theirs.1))),
            (mine, theirs) => mine.or(theirs),
        };
        self.denied &= other.denied;
        self.definite &= other.definite;
    }

    /// Marks of which two journeys share at least one that could be one, or contradict each other: what [`agreement`] gives two
    /// points for, and any two of what it gives one for. (Of the three points that are asked for, a day is only one.)
    pub(super) fn marks(&self) -> BTreeSet<u64> {
        fn mark(of: impl Hash) -> u64 {
            let mut hasher = DefaultHasher::new();
            of.hash(&mut hasher);
            hasher.finish()
        }
        let numbers = [(0, &self.counts), (1, &self.carriers), (2, &self.targets)].into_iter();
        let numbers = numbers.flat_map(|(slot, counts)| {
            counts.iter().filter_map(move |count| Some((slot, count.number.filter(|number| *number > 1)?)))
        });
        let mut marks: BTreeSet<u64> = numbers.map(mark).collect();
        // Two that are less than one apart have one of their three marks in common.
        let whole = self.km.iter().map(|km| km.floor() as i64);
        marks.extend(whole.flat_map(|km| [km - 1, km, km + 1]).map(|km| mark(("km", km))));
        let ends = [("from", &self.origins), ("via", &self.vias), ("to", &self.destinations)].into_iter();
        let mut single: Vec<(&str, String)> = ends
            .flat_map(|(role, stops)| stops.iter().map(move |stop| (role, stop.place_id.clone())))
            .collect();
        if !self.operators.is_empty() {
            single.push(("of", self.operators.iter().map(String::as_str).collect::<Vec<_>>().join(" ")));
        }
        for (at, one) in single.iter().enumerate() {
            marks.extend(
                single[at + 1..].iter().filter(|other| other.0 != one.0).map(|other| mark((one, other))),
            );
        }
        marks
    }
}

/// Why two journeys that could be one are told differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clash {
    Number,
    Denial,
}

struct Agreement {
    /// How much of what both say is the same.
    score: u32,
    clash: Option<Clash>,
}

/// Whether the days of two accounts have to meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Days {
    Same,
    /// One tells of the departure, the other of the arrival.
    Apart,
}

/// "left on 4 March … docked on 25 March": the second has no origin of its own and a later day.
fn arrives_later(first: &Union, second: &Union) -> bool {
    second.origins.is_empty()
        && first.destinations.is_empty()
        && first.days.as_ref().zip(second.days.as_ref()).is_some_and(|(first, second)| first.1 < second.0)
}

/// How far two journeys agree; null when they cannot be one.
fn agreement(a: &Union, b: &Union, days: Days) -> Option<Agreement> {
    let same_units = a.counts.iter().all(|a| b.counts.iter().all(|b| units_agree(&a.unit, &b.unit)));
    let same_operator = a.operators.is_empty() || b.operators.is_empty() || a.operators == b.operators;
    let days_meet = a.days.as_ref().zip(b.days.as_ref()).map(|(a, b)| a.0 <= b.1 && b.0 <= a.1);
    let possible = modes_agree(a.mode, b.mode)
        && same_units
        && same_operator
        && (days_meet != Some(false) || days == Days::Apart)
        && stops_agree(&a.origins, &b.origins)
        && stops_agree(&a.destinations, &b.destinations);
    if !possible {
        return None;
    }
    let mut clash = (a.denied != b.denied).then_some(Clash::Denial);
    let mut score = 0;
    for (ours, theirs) in [(&a.counts, &b.counts), (&a.carriers, &b.carriers), (&a.targets, &b.targets)] {
        let numbers = || ours.iter().flat_map(|ours| theirs.iter().map(move |theirs| (ours, theirs)));
        if numbers().any(|(ours, theirs)| !counts_agree(ours, theirs)) {
            clash = clash.or(Some(Clash::Number));
        } else if numbers().any(|(ours, theirs)| {
            ours.number == theirs.number && ours.number.is_some_and(|number| number > 1)
        }) {
            score += 2;
        }
    }
    let share = |ours: &[Stop], theirs: &[Stop]| {
        ours.iter().any(|ours| theirs.iter().any(|theirs| ours.place_id == theirs.place_id))
    };
    score += u32::from(!a.operators.is_empty() && a.operators == b.operators);
    score += u32::from(share(&a.origins, &b.origins));
    score += u32::from(share(&a.vias, &b.vias));
    score += u32::from(share(&a.destinations, &b.destinations));
    score += u32::from(days_meet == Some(true));
    score += if a.km.iter().any(|ours| b.km.iter().any(|theirs| (ours - theirs).abs() < 1.)) { 2 } else { 0 };
    Some(Agreement { score, clash })
}

/// Whether two modes can be of one journey: people go by something, whether or not the text says by what.
fn modes_agree(a: Mode, b: Mode) -> bool {
    let untold = |mode: Mode| matches!(mode, Mode::People | Mode::Unknown);
    a == b || (untold(a) && b != Mode::Missile) || (untold(b) && a != Mode::Missile)
}

/// Whether the ends can be the same: one is missing, they share a place, or one is the country the other lies in.
fn stops_agree(ours: &[Stop], theirs: &[Stop]) -> bool {
    let within = |place: &Stop, country: &Stop| {
        country.precision == "country" && country.country.is_some() && country.country == place.country
    };
    ours.is_empty()
        || theirs.is_empty()
        || ours
            .iter()
            .any(|a| theirs.iter().any(|b| a.place_id == b.place_id || within(a, b) || within(b, a)))
}

/// Whether two units can name the same things: "rocket", "missile" and "cruise missile" can.
fn units_agree(ours: &str, theirs: &str) -> bool {
    let head = |unit: &str| unit.rsplit(' ').next().and_then(lexicon::noun);
    if ours == theirs {
        return true;
    }
    let (Some(a), Some(b)) = (head(ours), head(theirs)) else { return false };
    let generic = |noun: &str| matches!(noun, "missile" | "rocket" | "projectile");
    // "the yacht left … the crew sailed on"
    let aboard = |noun: &lexicon::Noun| {
        matches!(noun.singular, "crew" | "passenger" | "driver" | "pilot" | "sailor" | "rider" | "rower")
    };
    if (a.class.carries() && aboard(&b)) || (b.class.carries() && aboard(&a)) {
        return true;
    }
    match (a.class, b.class) {
        (Class::Missile, Class::Missile) => {
            a.singular == b.singular || (generic(a.singular) && generic(b.singular))
        }
        (Class::People, Class::People) => {
            a.singular == b.singular || "people" == a.singular || "people" == b.singular
        }
        (Class::Troops, Class::Troops) | (Class::Person, Class::Person) | (Class::Cargo, Class::Cargo) => {
            a.singular == b.singular
        }
        (a, b) => a == b,
    }
}

/// Whether two numbers can be the same: equal, or their qualifiers let them meet ("about 30", 32).
fn counts_agree(ours: &Count, theirs: &Count) -> bool {
    let (Some(a), Some(b)) = (ours.number, theirs.number) else { return true };
    if a == b {
        return true;
    }
    let range = |number: u64, qualifier: &Option<String>| match qualifier {
        None => (number as f64, Some(number as f64)),
        Some(words) => number::interval_km(number as f64, Some(words)),
    };
    let (a_least, a_most) = range(a, &ours.qualifier);
    let (b_least, b_most) = range(b, &theirs.qualifier);
    a_least <= b_most.unwrap_or(f64::INFINITY) && b_least <= a_most.unwrap_or(f64::INFINITY)
}
