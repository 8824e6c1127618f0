//! Joins accounts of one journey, within a document and across documents, and links those that contradict each other.
//!
//! 1. Within each document, in text order, a definite mover ("the missiles") joins the nearest journey it can belong to.
//! 2. Journeys of different documents join when enough of what they say is the same and nothing clashes.
//! 3. Journeys that are the same but for a number, or but for a denial, stay apart and are linked.
//!
//! Accounts are sorted first, so that the answer does not depend on the order in which documents came in.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Account, Count, Mode, Polarity, Stop,
    lexicon::{self, Class},
    number,
};

/// Accounts of one journey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Indexes into the accounts that were joined, in order of date, document and place in the text.
    pub accounts: Vec<usize>,
    /// Indexes of the groups that tell of the same journey and contradict this one.
    pub alternatives: Vec<usize>,
}

/// What must be the same before two documents tell of one journey: see [`agreement`].
const ACROSS: u32 = 3;

/// The same when one of them names no day: coincidence is likelier.
const ACROSS_UNDATED: u32 = 4;

/// What "the missiles" is worth within a document.
const DEFINITE: u32 = 2;

/// Joins accounts into journeys. Costs the square of the number of journeys of one mode at worst.
#[must_use]
pub fn join(accounts: &[Account]) -> Vec<Group> {
    let mut order: Vec<usize> = (0..accounts.len()).collect();
    order.sort_by_key(|index| key(&accounts[*index]));
    let mut by_document: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for index in order {
        by_document.entry(&accounts[index].document_id).or_default().push(index);
    }
    let mut local: Vec<Vec<usize>> = Vec::new();
    for members in by_document.values_mut() {
        members.sort_by_key(|index| accounts[*index].trigger.start);
        local.extend(within_document(accounts, members));
    }
    local.sort_by_key(|group| group.iter().map(|index| key(&accounts[*index])).min());
    let mut groups: Vec<(Vec<usize>, Union)> = Vec::new();
    for group in local {
        let mine = Union::of(accounts, &group);
        let found = groups.iter().position(|(_, theirs)| {
            let Some(agreement) =
                agreement(theirs, &mine, Days::Same).filter(|agreement| agreement.clash.is_none())
            else {
                return false;
            };
            let dated = theirs.days.is_some() && mine.days.is_some();
            agreement.score >= if dated { ACROSS } else { ACROSS_UNDATED }
        });
        match found {
            Some(known) => {
                groups[known].0.extend(group);
                groups[known].1.absorb(mine);
            }
            None => groups.push((group, mine)),
        }
    }
    link(groups)
}

fn key(account: &Account) -> (&str, &str, usize) {
    let day = account.date.as_ref().map_or("~", |date| date.value.0.as_str());
    (day, &account.document_id, account.trigger.start)
}

/// How many journeys back a definite mover may mean: nobody remembers more, and a book stays cheap.
const REACH: usize = 64;

fn within_document(accounts: &[Account], members: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(Vec<usize>, Union)> = Vec::new();
    for index in members {
        let mine = Union::of(accounts, &[*index]);
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
                members.push(*index);
                union.absorb(mine);
            }
            None => groups.push((vec![*index], mine)),
        }
    }
    groups.into_iter().map(|(members, _)| members).collect()
}

fn link(groups: Vec<(Vec<usize>, Union)>) -> Vec<Group> {
    let (members, unions): (Vec<_>, Vec<_>) = groups.into_iter().unzip();
    members
        .into_iter()
        .enumerate()
        .map(|(index, accounts)| {
            let contradicts = |other: &usize| {
                *other != index
                    && agreement(&unions[index], &unions[*other], Days::Same)
                        .is_some_and(|agreement| agreement.clash.is_some() && agreement.score >= ACROSS)
            };
            Group { accounts, alternatives: (0..unions.len()).filter(contradicts).collect() }
        })
        .collect()
}

/// What several accounts say together.
struct Union<'a> {
    mode: Mode,
    counts: Vec<&'a Count>,
    carriers: Vec<&'a Count>,
    targets: Vec<&'a Count>,
    operators: BTreeSet<&'a str>,
    origins: Vec<&'a Stop>,
    vias: Vec<&'a Stop>,
    destinations: Vec<&'a Stop>,
    km: Vec<f64>,
    /// First and last day, RFC 3339, which sorts as text.
    days: Option<(&'a str, &'a str)>,
    denied: bool,
    /// All movers are definite: nothing has introduced them yet.
    definite: bool,
}

impl<'a> Union<'a> {
    fn of(accounts: &'a [Account], members: &[usize]) -> Self {
        let all = || members.iter().map(|index| &accounts[*index]);
        let days = || all().filter_map(|account| account.date.as_ref());
        Self {
            mode: all().next().map_or(Mode::Unknown, |account| account.mode),
            counts: all().filter_map(|account| account.count.as_ref()).map(|slot| &slot.value).collect(),
            carriers: all().filter_map(|account| account.carriers.as_ref()).map(|slot| &slot.value).collect(),
            targets: all().filter_map(|account| account.targets.as_ref()).map(|slot| &slot.value).collect(),
            operators: all()
                .filter_map(|account| account.operator.as_ref())
                .map(|slot| slot.value.as_str())
                .collect(),
            origins: all().flat_map(|account| &account.origins).map(|slot| &slot.value).collect(),
            vias: all().flat_map(|account| &account.vias).map(|slot| &slot.value).collect(),
            destinations: all().flat_map(|account| &account.destinations).map(|slot| &slot.value).collect(),
            km: all()
                .filter_map(|account| account.reported_distance.as_ref())
                .map(|slot| slot.value.km)
                .collect(),
            days: days()
                .map(|slot| slot.value.0.as_str())
                .max()
                .zip(days().map(|slot| slot.value.1.as_str()).min()),
            denied: all().all(|account| account.polarity == Polarity::Denied),
            definite: all().all(|account| account.definite),
        }
    }
}

impl<'a> Union<'a> {
    /// Adds what another says. What both say is kept once, so that a journey told a thousand times is compared as one told once.
    fn absorb(&mut self, other: Union<'a>) {
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
        self.days = match (self.days, other.days) {
            // From departure to arrival where the days are not the same.
            (Some(mine), Some(theirs)) if mine.1 < theirs.0 => Some((mine.0, theirs.1)),
            (Some(mine), Some(theirs)) => Some((mine.0.max(theirs.0), mine.1.min(theirs.1))),
            (mine, theirs) => mine.or(theirs),
        };
        self.denied &= other.denied;
        self.definite &= other.definite;
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
        && first.days.zip(second.days).is_some_and(|(first, second)| first.1 < second.0)
}

/// How far two journeys agree; null when they cannot be one.
fn agreement(a: &Union, b: &Union, days: Days) -> Option<Agreement> {
    let same_units = a.counts.iter().all(|a| b.counts.iter().all(|b| units_agree(&a.unit, &b.unit)));
    let same_operator = a.operators.is_empty() || b.operators.is_empty() || a.operators == b.operators;
    let days_meet = a.days.zip(b.days).map(|(a, b)| a.0 <= b.1 && b.0 <= a.1);
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
        let numbers = || ours.iter().flat_map(|ours| theirs.iter().map(move |theirs| (*ours, *theirs)));
        if numbers().any(|(ours, theirs)| !counts_agree(ours, theirs)) {
            clash = clash.or(Some(Clash::Number));
        } else if numbers().any(|(ours, theirs)| {
            ours.number == theirs.number && ours.number.is_some_and(|number| number > 1)
        }) {
            score += 2;
        }
    }
    let share = |ours: &[&Stop], theirs: &[&Stop]| {
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
fn stops_agree(ours: &[&Stop], theirs: &[&Stop]) -> bool {
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
