//! The journeys of a corpus, which follow as documents come and go.
//!
//! What documents tell is joined in one order, by day, document and place in the text, each with the first journey that it agrees
//! with. So what comes later changes nothing before it: after a change all is joined anew from there on, and only the journeys that
//! came out otherwise are drawn anew. News comes about in the order of its days, so that is little; a report of long ago costs
//! as much as there is behind it (about 5 µs for each that tells of a journey).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::crossed::{Prepared, Surveyor};
use super::derive::{YARDSTICK, trace};
use super::join::{Union, contradict, is_same, key, within_document};
use super::told::Told;
use super::{Account, Atlas, Movement};

/// Where what a document tells of a journey stands in the order: day, document, place in the text, and which of those there.
type Place = Arc<(String, String, usize, usize)>;

/// What all documents tell of journeys, joined.
#[derive(Debug, Default)]
pub struct Journeys {
    /// What one document tells of one journey.
    told: BTreeMap<Place, Vec<Account>>,
    by_document: HashMap<String, Vec<Place>>,
    /// The journeys, by the first that tells of each.
    joined: BTreeMap<Place, Journey>,
    /// The journey that each is of.
    journey_of: BTreeMap<Place, Place>,
    /// The journeys that bear each mark: see [`Union::marks`].
    marked: HashMap<u64, BTreeSet<Place>>,
    /// What was added since journeys were last joined.
    fresh: BTreeSet<Place>,
    /// From where on they have to be joined anew.
    stale: Option<Place>,
    /// Movements that were drawn before, by the ids of their journeys.
    drawn: HashMap<String, Vec<Movement>>,
    /// The areas that lines crossed, all of one atlas.
    prepared: Prepared,
}

/// One journey.
#[derive(Debug)]
struct Journey {
    /// Those that tell of it, in order.
    members: Vec<Place>,
    union: Union,
    /// Journeys that contradict it, which it contradicts.
    others: BTreeSet<Place>,
    /// Its id where it names a place, for those that it contradicts.
    id: Option<String>,
    /// The ids of the movements that were made of it.
    shown: Vec<String>,
}

/// The accounts of each journey that some documents tell of, in order.
#[must_use]
pub fn join(accounts: &[Account]) -> Vec<Vec<Account>> {
    let mut journeys = Journeys::of(accounts);
    if let Some(first) = journeys.stale.take() {
        journeys.join(&first);
    }
    journeys
        .joined
        .values()
        .map(|journey| journeys.accounts(journey).into_iter().cloned().collect())
        .collect()
}

impl Journeys {
    /// What some documents tell, in any order.
    #[must_use]
    pub fn of(accounts: &[Account]) -> Self {
        let mut by_document = BTreeMap::<&str, Vec<Account>>::new();
        for account in accounts {
            by_document.entry(&account.document_id).or_default().push(account.clone());
        }
        let mut journeys = Self::default();
        for (id, accounts) in by_document {
            journeys.put(id, accounts);
        }
        journeys
    }

    /// Remembers movements that were drawn of the same journeys, with the same atlas, until [`Self::settle`] is next asked.
    pub fn remember(&mut self, movements: Vec<Movement>) {
        for movement in movements {
            let journey = movement.id.trim_end_matches(YARDSTICK).to_owned();
            self.drawn.entry(journey).or_default().push(movement);
        }
    }

    /// Takes in what a document tells, in the place of what it told before.
    pub fn put(&mut self, document_id: &str, accounts: Vec<Account>) {
        self.remove(document_id);
        let mut places = Vec::new();
        for accounts in within_document(accounts) {
            let Some((day, document, start)) = accounts.iter().map(key).min() else { continue };
            let place = Arc::new((day.to_owned(), document.to_owned(), start, places.len()));
            places.push(Arc::clone(&place));
            self.change(&place);
            self.fresh.insert(Arc::clone(&place));
            self.told.insert(place, accounts);
        }
        if !places.is_empty() {
            self.by_document.insert(document_id.to_owned(), places);
        }
    }

    /// Takes away what a document told.
    pub fn remove(&mut self, document_id: &str) {
        for place in self.by_document.remove(document_id).unwrap_or_default() {
            self.change(&place);
            self.fresh.remove(&place);
            self.told.remove(&place);
        }
    }

    fn change(&mut self, place: &Place) {
        if self.stale.as_ref().is_none_or(|stale| place < stale) {
            self.stale = Some(Arc::clone(place));
        }
    }

    /// The movements that are new or other than when this was last asked, in the order of the journeys, and the ids of those that
    /// are no more. Costs nothing where nothing changed. The atlas has to be the same each time.
    pub fn settle(&mut self, atlas: &dyn Atlas) -> (Vec<Movement>, Vec<String>) {
        let Some(stale) = self.stale.take() else { return Default::default() };
        let before = self.take_back(&stale);
        self.join(&stale);
        let touched = self.compare(before);
        self.fresh.clear();
        self.draw(touched, atlas)
    }

    /// Takes all from a place on out of their journeys, and gives back those journeys as they were.
    fn take_back(&mut self, from: &Place) -> BTreeMap<Place, Journey> {
        let gone = self.journey_of.split_off(from);
        let places: BTreeSet<Place> = gone.into_values().collect();
        let mut before = BTreeMap::new();
        for place in places {
            let Some(journey) = self.joined.remove(&place) else { continue };
            self.unmark(&place, &journey.union);
            let kept = journey.members.partition_point(|member| member < from);
            if kept > 0 {
                let members = journey.members[..kept].to_vec();
                if let Some(union) = self.union_of(&members) {
                    self.mark(&place, &union);
                    self.joined.insert(Arc::clone(&place), Journey::new(members, union));
                }
            }
            before.insert(place, journey);
        }
        before
    }

    fn union_of(&self, members: &[Place]) -> Option<Union> {
        members.iter().filter_map(|member| Union::of_all(self.told.get(member)?)).reduce(|mut all, union| {
            all.absorb(union);
            all
        })
    }

    /// Joins all from a place on.
    fn join(&mut self, from: &Place) {
        let waiting: Vec<(Place, Union)> = self
            .told
            .range(Arc::clone(from)..)
            .filter_map(|(place, accounts)| Some((Arc::clone(place), Union::of_all(accounts)?)))
            .collect();
        for (place, union) in waiting {
            let found =
                self.alike(&union).into_iter().find(|known| is_same(&self.joined[known].union, &union));
            let own = found.unwrap_or_else(|| Arc::clone(&place));
            let journey = match self.joined.remove(&own) {
                Some(mut journey) => {
                    journey.members.push(Arc::clone(&place));
                    journey.union.absorb(union);
                    journey
                }
                None => Journey::new(vec![Arc::clone(&place)], union),
            };
            // Together they may bear marks that none of them bears alone.
            self.mark(&own, &journey.union);
            self.joined.insert(Arc::clone(&own), journey);
            self.journey_of.insert(place, own);
        }
    }

    /// The journeys that share a mark, in order.
    fn alike(&self, union: &Union) -> BTreeSet<Place> {
        let marks = union.marks();
        marks.iter().filter_map(|mark| self.marked.get(mark)).flatten().cloned().collect()
    }

    fn mark(&mut self, place: &Place, union: &Union) {
        for mark in union.marks() {
            self.marked.entry(mark).or_default().insert(Arc::clone(place));
        }
    }

    fn unmark(&mut self, place: &Place, union: &Union) {
        for mark in union.marks() {
            if let Some(places) = self.marked.get_mut(&mark) {
                places.remove(place);
                if places.is_empty() {
                    self.marked.remove(&mark);
                }
            }
        }
    }

    /// Tells which journeys have to be drawn anew, with the ids of the movements of those that are gone. Those that came out as they
    /// were keep what they had.
    fn compare(&mut self, mut before: BTreeMap<Place, Journey>) -> Touched {
        let mut touched = Touched::default();
        // Who contradicted what is other than it was.
        let mut left = Vec::new();
        let affected: BTreeSet<Place> = before
            .keys()
            .chain(self.fresh.iter().filter_map(|place| self.journey_of.get(place)))
            .chain(
                before
                    .values()
                    .flat_map(|journey| &journey.members)
                    .filter_map(|place| self.journey_of.get(place)),
            )
            .cloned()
            .collect();
        let is_as_before = |journey: &Journey, old: &Journey| {
            journey.members == old.members
                && journey.members.iter().all(|member| !self.fresh.contains(member))
        };
        let mut changed = Vec::new();
        for place in affected {
            match (self.joined.get_mut(&place), before.remove(&place)) {
                (Some(journey), Some(old)) if is_as_before(journey, &old) => *journey = old,
                (journey, old) => {
                    changed.extend(journey.is_some().then(|| Arc::clone(&place)));
                    if let Some(old) = old {
                        touched.shown.extend(old.shown);
                        left.extend(old.others.into_iter().map(|other| (other, Arc::clone(&place))));
                    }
                }
            }
        }
        for (other, place) in left {
            if let Some(journey) = self.joined.get_mut(&other) {
                journey.others.remove(&place);
                touched.journeys.insert(other);
            }
        }
        // Once all are there: what came out as it was may name one that did not.
        for place in &changed {
            let others = self.contradicting(place);
            for other in &others {
                if let Some(journey) = self.joined.get_mut(other) {
                    journey.others.insert(Arc::clone(place));
                }
            }
            touched.journeys.extend(others.iter().cloned());
            let told = self.joined.get(place).map(|journey| Told::of(&self.accounts(journey)));
            if let Some(journey) = self.joined.get_mut(place) {
                journey.others = others;
                journey.id = told.filter(Told::is_placed).map(|told| told.id);
            }
        }
        touched.journeys.extend(changed);
        touched
    }

    fn contradicting(&self, place: &Place) -> BTreeSet<Place> {
        let Some(journey) = self.joined.get(place) else { return BTreeSet::new() };
        let mut others = self.alike(&journey.union);
        others.retain(|other| other != place && contradict(&journey.union, &self.joined[other].union));
        others
    }

    fn accounts(&self, journey: &Journey) -> Vec<&Account> {
        journey.members.iter().filter_map(|member| self.told.get(member)).flatten().collect()
    }

    fn draw(&mut self, touched: Touched, atlas: &dyn Atlas) -> (Vec<Movement>, Vec<String>) {
        let surveyor = Surveyor::with(atlas, std::mem::take(&mut self.prepared));
        let (mut now, mut gone) = (Vec::new(), touched.shown);
        for place in touched.journeys {
            let Some(journey) = self.joined.get(&place) else { continue };
            let told = Told::of(&self.accounts(journey));
            let movements = if told.is_placed() {
                let others = journey.others.iter().filter_map(|other| self.joined.get(other));
                let alternatives = others.filter_map(|other| other.id.clone()).collect();
                match self.drawn.remove(&told.id) {
                    Some(movements) => movements,
                    None => trace(&told, alternatives, atlas, &surveyor),
                }
            } else {
                Vec::new()
            };
            if let Some(journey) = self.joined.get_mut(&place) {
                let ids = movements.iter().map(|movement| movement.id.clone()).collect();
                gone.extend(std::mem::replace(&mut journey.shown, ids));
            }
            now.extend(movements);
        }
        let kept: BTreeSet<&str> = now.iter().map(|movement| movement.id.as_str()).collect();
        gone.retain(|id| !kept.contains(id.as_str()));
        self.drawn.clear();
        self.prepared = surveyor.into_prepared();
        (now, gone)
    }
}

/// What has to be drawn anew.
#[derive(Default)]
struct Touched {
    journeys: BTreeSet<Place>,
    /// The movements of journeys that are other than they were.
    shown: Vec<String>,
}

impl Journey {
    const fn new(members: Vec<Place>, union: Union) -> Self {
        Self { members, union, others: BTreeSet::new(), id: None, shown: Vec::new() }
    }
}
