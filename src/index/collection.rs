use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;

use geo::Geometry;
use hashbrown::HashTable;

use super::column::{Column, Matches};
use super::condition::Compiled;
use super::order::{Mark, SortKey};
use super::property::PropertyColumn;
use super::rows::{Row, order_of};
use super::space::{Space, SpaceBuilder};
use super::{CollectionName, Facet, Filter};
use crate::feature::Encoded;
use crate::time::{Days, date_of};

/// One kind of feature: their bytes in a fixed order, and what filters need.
///
/// Features stand in the order of their ids (a mention's by document, then by place in the text). So the last id of a
/// page says where the next begins, in this snapshot and in any later one: whatever is there from the first page to the
/// last comes exactly once, while documents come and go.
#[derive(Debug)]
pub struct Collection {
    name: CollectionName,
    ids: Vec<Box<str>>,
    by_id: HashTable<u32>,
    hasher: RandomState,
    features: Vec<Box<[u8]>>,
    space: Space,
    facets: Vec<(Facet, Column)>,
    text: Column,
    /// NaN where there is none: it compares with no bound.
    confidence: Vec<f64>,
    days: Vec<Days>,
    interval: Option<Days>,
    /// One for each property, filled when a filter or an order first asks for it.
    columns: Vec<OnceLock<PropertyColumn>>,
    /// Filled when a filter first asks for more than a box.
    geometries: OnceLock<Vec<Option<Geometry<f64>>>>,
}

/// Where and when a collection's features are.
#[derive(Clone, Debug, PartialEq)]
pub struct Extent {
    /// West, south, east, north in degrees; null without geometry.
    pub bbox: Option<[f64; 4]>,
    /// First and last day, RFC 3339; null when no feature has a date.
    pub interval: Option<(String, String)>,
}

/// Part of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many features match, over all pages.
    pub matched: usize,
    /// Those of this page, for [`Collection::feature`].
    pub positions: Vec<u32>,
    /// Whether more follow after these.
    pub more: bool,
}

impl Collection {
    pub(super) fn build(name: CollectionName, mut rows: Vec<Row<'_>>) -> Self {
        rows.sort_unstable_by(|a, b| order_of(&a.id).cmp(&order_of(&b.id)));
        // One id is one feature; a second is the same record again.
        rows.dedup_by(|later, first| later.id == first.id);
        let count = rows.len();
        let features = in_order_of_space(&mut rows);
        let mut ids: Vec<Box<str>> = Vec::with_capacity(count);
        let mut facets: Vec<_> = name.facets().iter().map(|facet| (*facet, Column::new())).collect();
        let mut text = Column::new();
        let mut confidence = Vec::with_capacity(count);
        let mut days = Vec::with_capacity(count);
        let mut space = SpaceBuilder::default();
        for (position, row) in rows.into_iter().enumerate() {
            for (facet, column) in &mut facets {
                let own = row.facets.iter().filter(|(of, _)| of == facet);
                column.push(own.map(|(_, value)| value.as_ref()));
            }
            text.push(row.text);
            confidence.push(row.confidence.unwrap_or(f64::NAN));
            days.push(row.days);
            space.push(position as u32, row.shape);
            ids.push(row.id.into_boxed_str());
        }
        let hasher = RandomState::new();
        let mut by_id = HashTable::with_capacity(count);
        for (position, id) in ids.iter().enumerate() {
            let of = |position: &u32| hasher.hash_one(&ids[*position as usize]);
            by_id.insert_unique(hasher.hash_one(id), position as u32, of);
        }
        text.fold_values();
        let dated = || days.iter().filter(|span| **span != Days::ALL);
        let interval = dated()
            .map(|span| span.first)
            .min()
            .zip(dated().map(|span| span.last).max())
            .map(|(first, last)| Days { first, last });
        Self {
            name,
            ids,
            by_id,
            hasher,
            features,
            space: space.build(),
            facets,
            text,
            confidence,
            days,
            interval,
            columns: name.properties().iter().map(|_| OnceLock::new()).collect(),
            geometries: OnceLock::new(),
        }
    }

    /// Which collection it is.
    #[must_use]
    pub const fn name(&self) -> CollectionName {
        self.name
    }

    /// How many features it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The encoded GeoJSON Feature at a position below [`Self::len`].
    #[must_use]
    pub fn feature(&self, position: u32) -> &[u8] {
        &self.features[position as usize]
    }

    /// The id of the feature at a position below [`Self::len`].
    #[must_use]
    pub fn id(&self, position: u32) -> &str {
        &self.ids[position as usize]
    }

    /// The encoded feature with an id, in O(1).
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&[u8]> {
        let is_it = |position: &u32| &*self.ids[*position as usize] == id;
        let position = *self.by_id.find(self.hasher.hash_one(id), is_it)?;
        Some(&self.features[position as usize])
    }

    /// Where and when its features are.
    #[must_use]
    pub fn extent(&self) -> Extent {
        let day = |day| date_of(day).map(|date| date.to_string());
        let interval = self.interval.and_then(|span| day(span.first).zip(day(span.last)));
        Extent { bbox: self.space.extent(), interval }
    }

    /// The first `limit` features that match and come behind the mark `after`, and how many match in all.
    ///
    /// A box alone costs O(log n + k log k) for k hits; other conditions are tested on the hits of the box, or on all
    /// features where there is no box. An order costs O(k + limit log limit) more.
    #[must_use]
    pub fn search(&self, filter: &Filter, order: &[SortKey], after: Option<&Mark>, limit: usize) -> Page {
        let start =
            after.map_or(0, |mark| self.ids.partition_point(|known| order_of(known) <= order_of(&mark.id)));
        let conditions = self.conditions(filter);
        let everything = 0..self.ids.len() as u32;
        let hits: Box<dyn Iterator<Item = u32> + '_> = match self.candidates(filter) {
            None if conditions.is_empty() && order.is_empty() => {
                let end = start.saturating_add(limit).min(self.ids.len());
                return Page {
                    matched: self.ids.len(),
                    positions: (start as u32..end as u32).collect(),
                    more: end < self.ids.len(),
                };
            }
            None => Box::new(everything),
            Some(candidates) => Box::new(candidates.into_iter()),
        };
        let hits =
            hits.filter(|position| conditions.iter().all(|condition| self.holds(condition, *position)));
        if order.is_empty() {
            Self::page(hits, start, limit)
        } else {
            self.ordered_page(hits, order, after, start, limit)
        }
    }

    /// What the tree says of where a filter asks; none where that is everywhere.
    fn candidates(&self, filter: &Filter) -> Option<Vec<u32>> {
        if !self.name.is_spatial() {
            return None;
        }
        if let Some(bbox) = filter.bbox {
            return if self.space.is_within(&bbox) { None } else { Some(self.space.search(&bbox.parts())) };
        }
        let boxes = filter.expression.as_ref()?.0.bounds()?;
        Some(self.space.search(&boxes))
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

    /// Where the feature at a position is.
    pub(super) fn geometry(&self, position: u32) -> Option<&Geometry<f64>> {
        let read = |bytes: &[u8]| {
            let geometry: geojson::Geometry = serde_json::from_slice(Encoded::new(bytes).geometry()).ok()?;
            Geometry::try_from(geometry).ok()
        };
        let all = self.geometries.get_or_init(|| self.features.iter().map(|bytes| read(bytes)).collect());
        all[position as usize].as_ref()
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

/// The bytes of all rows, side by side in memory where the features are side by side on the map: the answer to a box is read from few
/// pages instead of all over.
fn in_order_of_space(rows: &mut [Row<'_>]) -> Vec<Box<[u8]>> {
    let mut order: Vec<_> = (0..rows.len() as u32).collect();
    order.sort_by_cached_key(|at| rows[*at as usize].shape.square());
    let mut features = vec![Box::default(); rows.len()];
    for at in order {
        // Moved to a new place, and the old one freed at once.
        features[at as usize] = Box::from(std::mem::take(&mut rows[at as usize].bytes).as_slice());
    }
    features
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
