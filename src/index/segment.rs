use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use geo::Geometry;

use super::collection::Page;
use super::column::{Column, Matches};
use super::condition::Compiled;
use super::features::{Features, FeaturesBuilder};
use super::hidden::Hidden;
use super::order::{Mark, SortKey};
use super::property::PropertyColumn;
use super::rows::{Row, order_of};
use super::space::{Space, SpaceBuilder};
use super::timeline::Timeline;
use super::{CollectionName, Facet, Filter};
use crate::cql::{Value, When};
use crate::feature::Encoded;
use crate::time::Days;

/// Features of one collection that came together: their bytes in the order of their ids, and what filters need. Never changed: what
/// goes away later is hidden from outside.
#[derive(Debug)]
pub(super) struct Segment {
    name: CollectionName,
    features: Features,
    space: Space,
    facets: Vec<(Facet, Column)>,
    text: Column,
    /// NaN where there is none: it compares with no bound.
    confidence: Vec<f64>,
    days: Vec<Days>,
    /// One for each property, filled when a filter or an order first asks for it.
    columns: Vec<OnceLock<PropertyColumn>>,
    /// Filled when a filter first asks for more than a box.
    geometries: OnceLock<Vec<Option<Geometry<f64>>>>,
    /// The days of all features, filled when `datetime` first asks for them.
    timeline: OnceLock<Timeline>,
    /// Those between two properties, by their places, filled when a filter first asks for them.
    timelines: RwLock<HashMap<(usize, usize), Arc<Timeline>>>,
}

/// An index of time is of no use where it leaves more than this part of all features: to ask each of them is faster.
const MOST_OF_ALL: usize = 8;
/// So few features are asked one by one before time is asked for fewer.
const FEW: usize = 256;

impl Segment {
    pub(super) fn build(name: CollectionName, mut rows: Vec<Row<'_>>) -> Self {
        rows.sort_unstable_by(|a, b| order_of(&a.id).cmp(&order_of(&b.id)));
        // One id is one feature; a second is the same record again.
        rows.dedup_by(|later, first| later.id == first.id);
        let mut draft = Draft::new(name);
        for row in rows {
            draft.push(row);
        }
        draft.finish()
    }

    /// What several segments hold that is not hidden, in one.
    pub(super) fn merge(name: CollectionName, parts: &[(&Self, &Hidden)]) -> Self {
        let shown = parts.iter().enumerate().flat_map(|(part, (segment, hidden))| {
            (0..segment.len() as u32).filter(|at| !hidden.has(*at)).map(move |at| (part, at))
        });
        let mut order: Vec<(usize, u32)> = shown.collect();
        // Runs in order already, which a stable sort joins.
        order.sort_by(|(one, at), (other, place)| {
            order_of(parts[*one].0.id(*at)).cmp(&order_of(parts[*other].0.id(*place)))
        });
        let mut draft = Draft::new(name);
        let mut known = vec![Vec::new(); parts.len()];
        let mut moved: Vec<Vec<u32>> = parts.iter().map(|(segment, _)| vec![GONE; segment.len()]).collect();
        for (to, (part, at)) in order.into_iter().enumerate() {
            moved[part][at as usize] = to as u32;
            draft.copy(parts[part].0, at, &mut known[part]);
        }
        for ((segment, _), moved) in parts.iter().zip(&moved) {
            draft.space.take(&segment.space, |at| Some(moved[at as usize]).filter(|to| *to != GONE));
        }
        draft.finish()
    }

    /// Reads what filters asked of another already, so that the first of them need not wait here.
    pub(super) fn prepare_like(&self, other: &Self) {
        for (property, known) in other.columns.iter().enumerate() {
            if known.get().is_some() {
                self.column(property);
            }
        }
        if other.geometries.get().is_some() && self.len() > 0 {
            self.geometry(0);
        }
    }

    /// Which collection its features are of.
    pub(super) const fn name(&self) -> CollectionName {
        self.name
    }

    /// How many features it holds, hidden or not.
    pub(super) fn len(&self) -> usize {
        self.features.len()
    }

    /// The encoded GeoJSON Feature at a position below [`Self::len`].
    pub(super) fn feature(&self, position: u32) -> Cow<'_, [u8]> {
        self.features.get(position)
    }

    /// All features, in the order of their ids.
    pub(super) const fn features(&self) -> &Features {
        &self.features
    }

    /// The id of the feature at a position below [`Self::len`].
    pub(super) fn id(&self, position: u32) -> &str {
        self.features.id(position)
    }

    /// The position of the feature with an id, in O(1).
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        self.features.find(id)
    }

    /// The positions of a document's mentions, in O(log n).
    pub(super) fn of_document(&self, id: &str) -> Range<u32> {
        let start = self.features.partition_point(|own| order_of(own).0 < id);
        let end = self.features.partition_point(|own| order_of(own).0 <= id);
        start..end
    }

    /// West, south, east and north of all features that are not hidden; none where there are none. O(n) where some are hidden.
    pub(super) fn bbox(&self, hidden: &Hidden) -> Option<[f64; 4]> {
        if hidden.is_empty() { self.space.extent() } else { self.space.extent_of(|at| !hidden.has(at)) }
    }

    /// The first day and the last of all features that are not hidden; none where none has a date. O(n).
    pub(super) fn interval(&self, hidden: &Hidden) -> Option<Days> {
        let shown = (0..).zip(&self.days).filter(|(at, days)| **days != Days::ALL && !hidden.has(*at));
        shown.map(|(_, days)| *days).reduce(Days::around)
    }

    /// The first `limit` features that match, are not hidden and come behind the mark `after`, and how many match in all.
    pub(super) fn search(
        &self,
        hidden: &Hidden,
        filter: &Filter,
        order: &[SortKey],
        after: Option<&Mark>,
        limit: usize,
    ) -> Page {
        let is_before = |mark: &Mark, known: &str| order_of(known) <= order_of(&mark.id);
        let start =
            after.map_or(0, |mark| self.features.partition_point(|known| is_before(mark, known))) as usize;
        let conditions = self.conditions(filter);
        let all = self.len() as u32;
        let is_shown = |position: &u32| !hidden.has(*position);
        let candidates = self.candidates(filter);
        if candidates.is_none() && conditions.is_empty() && order.is_empty() {
            let mut behind = (start as u32..all).filter(is_shown);
            let positions = behind.by_ref().take(limit).collect();
            return Page { matched: self.len() - hidden.len(), positions, more: behind.next().is_some() };
        }
        let hits: Box<dyn Iterator<Item = u32> + '_> = match candidates {
            None => Box::new(0..all),
            Some(candidates) => Box::new(candidates.into_iter()),
        };
        let hits = hits
            .filter(is_shown)
            .filter(|position| conditions.iter().all(|condition| self.holds(condition, *position)));
        if order.is_empty() {
            Self::page(hits, start, limit)
        } else {
            self.ordered_page(hits, order, after, start, limit)
        }
    }

    /// What the indexes of space and time say of where and when a filter asks; none where that is everywhere and ever.
    fn candidates(&self, filter: &Filter) -> Option<Vec<u32>> {
        let there = self.is_there(filter);
        if there.as_ref().is_some_and(|there| there.len() <= FEW) {
            return there;
        }
        match (there, self.is_then(filter)) {
            (Some(there), Some(then)) => Some(common(&there, &then)),
            (there, then) => there.or(then),
        }
    }

    fn is_there(&self, filter: &Filter) -> Option<Vec<u32>> {
        if !self.name.is_spatial() {
            return None;
        }
        if let Some(bbox) = filter.bbox {
            return if self.space.is_within(&bbox) { None } else { Some(self.space.search(&bbox.parts())) };
        }
        let boxes = filter.expression.as_ref()?.0.bounds()?;
        Some(self.space.search(&boxes))
    }

    fn is_then(&self, filter: &Filter) -> Option<Vec<u32>> {
        let most = self.len() / MOST_OF_ALL;
        if let Some(days) = filter.days {
            let read = || Timeline::new(self.days.iter().copied().zip(0..));
            return self.timeline.get_or_init(read).search(days, most);
        }
        let When { start, end, days } = filter.expression.as_ref()?.0.when()?;
        self.timeline(start, end).search(days, most)
    }

    /// The days from one property to another of all features that have both.
    fn timeline(&self, start: usize, end: usize) -> Arc<Timeline> {
        let known = self.timelines.read().unwrap_or_else(PoisonError::into_inner).get(&(start, end)).cloned();
        known.unwrap_or_else(|| {
            let day = |property, position| match self.column(property).value(position) {
                Value::Day(day) => Some(day),
                _ => None,
            };
            let span = |position| {
                let (first, last) = (day(start, position)?, day(end, position)?);
                Some((Days { first, last }, position))
            };
            let timeline = Arc::new(Timeline::new((0..self.len() as u32).filter_map(span)));
            let mut timelines = self.timelines.write().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(timelines.entry((start, end)).or_insert(timeline))
        })
    }

    fn page(hits: impl Iterator<Item = u32>, start: usize, limit: usize) -> Page {
        let mut page = Page { matched: 0, positions: Vec::new(), more: false };
        for position in hits {
            page.matched += 1;
            if position as usize >= start {
                if page.positions.len() < limit {
                    page.positions.push(position);
                } else {
                    page.more = true;
                }
            }
        }
        page
    }

    fn ordered_page(
        &self,
        hits: impl Iterator<Item = u32>,
        order: &[SortKey],
        after: Option<&Mark>,
        start: usize,
        limit: usize,
    ) -> Page {
        let mut positions: Vec<u32> = hits.collect();
        let matched = positions.len();
        if let Some(mark) = after {
            positions.retain(|position| self.is_behind(order, mark, start as u32, *position));
        }
        let more = positions.len() > limit;
        let compare = |one: &u32, other: &u32| self.order(order, *one, *other);
        if more {
            positions.select_nth_unstable_by(limit, compare);
            positions.truncate(limit);
        }
        positions.sort_unstable_by(compare);
        Page { matched, positions, more }
    }

    /// The values of a property, by its place among those of the collection.
    pub(super) fn column(&self, property: usize) -> &PropertyColumn {
        let read = || PropertyColumn::read(&self.name.properties()[property], &self.features);
        self.columns[property].get_or_init(read)
    }

    /// The days of all features, as `datetime` compares with them.
    pub(super) fn days(&self) -> &[Days] {
        &self.days
    }

    /// Where the feature at a position is.
    pub(super) fn geometry(&self, position: u32) -> Option<&Geometry<f64>> {
        let of = |position| Encoded::new(&self.feature(position)).to_geo();
        let read = || (0..self.len() as u32).map(of).collect();
        self.geometries.get_or_init(read)[position as usize].as_ref()
    }

    /// What of a filter is tested feature by feature, compiled against the columns.
    fn conditions<'c>(&'c self, filter: &'c Filter) -> Vec<Condition<'c>> {
        let mut conditions = Vec::new();
        for (facet, values) in &filter.facets {
            let column = self.facets.iter().position(|(own, _)| own == facet);
            // No feature has a value of a facet that the collection lacks.
            conditions.push(column.map_or(Condition::Never, |column| {
                Condition::Facet(column, self.facets[column].1.equal_to(values))
            }));
        }
        conditions.extend(filter.days.map(Condition::Days));
        conditions.extend(filter.min_confidence.map(Condition::Confidence));
        conditions.extend(filter.text.as_deref().map(|words| Condition::Text(self.text.containing(words))));
        let expression = filter.expression.as_ref();
        conditions
            .extend(expression.map(|expression| Condition::Expression(Compiled::new(&expression.0, self))));
        conditions
    }

    fn holds(&self, condition: &Condition<'_>, position: u32) -> bool {
        match condition {
            Condition::Never => false,
            Condition::Facet(column, matches) => self.facets[*column].1.has(position, matches),
            Condition::Text(matches) => self.text.has(position, matches),
            Condition::Days(days) => days.intersects(self.days[position as usize]),
            Condition::Confidence(least) => self.confidence[position as usize] >= *least,
            Condition::Expression(compiled) => compiled.holds(self, position) == Some(true),
        }
    }
}

/// The place of a feature that is left behind.
const GONE: u32 = u32::MAX;

/// A segment that is being filled, feature by feature in the order of their ids.
#[derive(Debug)]
pub(super) struct Draft {
    name: CollectionName,
    features: FeaturesBuilder,
    space: SpaceBuilder,
    facets: Vec<(Facet, Column)>,
    text: Column,
    confidence: Vec<f64>,
    days: Vec<Days>,
}

impl Draft {
    pub(super) fn new(name: CollectionName) -> Self {
        Self {
            name,
            features: FeaturesBuilder::default(),
            space: SpaceBuilder::default(),
            facets: name.facets().iter().map(|facet| (*facet, Column::new())).collect(),
            text: Column::folding(),
            confidence: Vec::new(),
            days: Vec::new(),
        }
    }

    /// Adds the next feature.
    pub(super) fn push(&mut self, row: Row<'_>) {
        for (facet, column) in &mut self.facets {
            let own = row.facets.iter().filter(|(of, _)| of == facet);
            column.push(own.map(|(_, value)| value.as_ref()));
        }
        self.text.push(row.text);
        self.confidence.push(row.confidence.unwrap_or(f64::NAN));
        self.days.push(row.days);
        self.space.push(self.features.len() as u32, row.shape);
        self.features.push(&row.id, &row.json);
    }

    /// Adds a feature of another segment, all but its geometry: see [`FeaturesBuilder::copy`].
    fn copy(&mut self, from: &Segment, at: u32, known: &mut Vec<Option<u32>>) {
        for ((_, column), (_, other)) in self.facets.iter_mut().zip(&from.facets) {
            column.push(other.values(at));
        }
        self.text.copy(&from.text, at);
        self.confidence.push(from.confidence[at as usize]);
        self.days.push(from.days[at as usize]);
        self.features.copy(&from.features, at, known);
    }

    /// What was added. O(n log n).
    pub(super) fn finish(self) -> Segment {
        let Self { name, features, space, mut facets, mut text, mut confidence, mut days } = self;
        for (_, column) in &mut facets {
            column.shrink();
        }
        text.shrink();
        confidence.shrink_to_fit();
        days.shrink_to_fit();
        Segment {
            name,
            features: features.finish(),
            space: space.build(),
            facets,
            text,
            confidence,
            days,
            columns: name.properties().iter().map(|_| OnceLock::new()).collect(),
            geometries: OnceLock::new(),
            timeline: OnceLock::new(),
            timelines: RwLock::default(),
        }
    }
}

/// What is in both of two lists in order.
fn common(one: &[u32], other: &[u32]) -> Vec<u32> {
    let mut other = other.iter().peekable();
    let is_in_other = |position: &&u32| {
        while other.next_if(|next| next < position).is_some() {}
        other.peek() == Some(position)
    };
    one.iter().filter(is_in_other).copied().collect()
}

/// A compiled condition on one feature.
enum Condition<'c> {
    Never,
    /// The column's place in [`Collection::facets`].
    Facet(usize, Matches),
    Text(Matches),
    Days(Days),
    Confidence(f64),
    Expression(Compiled<'c>),
}
