//! How many features there are of each value: what bars, clusters and lists of choices are drawn from.

use std::collections::HashMap;

use super::property::PropertyColumn;
use super::segment::Segment;
use super::{Collection, Filter, SortValue};
use crate::time::Days;

/// What features are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// A property, by its place among those of the collection.
    Property(usize),
    /// The first day that `datetime` compares with.
    Day,
}

/// How many features match, for each of the values that occur.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// How many match in all.
    pub matched: usize,
    /// The values, one for each grouping and days as days since 1970-01-01, with how many features have them; in no order.
    pub groups: Vec<(Vec<SortValue>, usize)>,
}

impl Collection {
    /// Counts the features that match by the values that they have. O(n) for n that match, beside [`Self::search`].
    #[must_use]
    pub fn counts(&self, filter: &Filter, by: &[Grouping]) -> Counts {
        let mut all = Counts::default();
        let mut places: HashMap<Vec<Key>, usize> = HashMap::new();
        for (segment, hidden) in self.segments() {
            let positions = segment.search(hidden, filter, &[], None, usize::MAX).positions;
            all.matched += positions.len();
            for (values, count) in count(segment, &positions, by) {
                let key = values.iter().map(Key::of).collect();
                let place = *places.entry(key).or_insert_with(|| {
                    all.groups.push((values, 0));
                    all.groups.len() - 1
                });
                all.groups[place].1 += count;
            }
        }
        all
    }
}

/// The groups of one segment.
fn count(segment: &Segment, positions: &[u32], by: &[Grouping]) -> Vec<(Vec<SortValue>, usize)> {
    let columns: Vec<_> = by.iter().map(|grouping| Values::of(segment, *grouping)).collect();
    // Each group by the first feature of it, which tells its values.
    let mut groups: HashMap<Vec<u64>, (u32, usize)> = HashMap::new();
    let mut key = Vec::with_capacity(by.len());
    for position in positions {
        key.clear();
        key.extend(columns.iter().map(|column| column.key(*position)));
        match groups.get_mut(key.as_slice()) {
            Some((_, count)) => *count += 1,
            None => drop(groups.insert(key.clone(), (*position, 1))),
        }
    }
    let values = |position| columns.iter().map(|column| column.value(position)).collect();
    groups.into_values().map(|(position, count)| (values(position), count)).collect()
}

/// What one grouping asks of the features of a segment.
enum Values<'s> {
    Property(&'s PropertyColumn),
    Days(&'s [Days]),
}

impl<'s> Values<'s> {
    fn of(segment: &'s Segment, grouping: Grouping) -> Self {
        match grouping {
            Grouping::Property(property) => Self::Property(segment.column(property)),
            Grouping::Day => Self::Days(segment.days()),
        }
    }

    /// The same for features of the same value in this segment, and for no others.
    fn key(&self, position: u32) -> u64 {
        match self {
            Self::Property(column) => column.key(position),
            Self::Days(days) => i64::from(days[position as usize].first) as u64,
        }
    }

    fn value(&self, position: u32) -> SortValue {
        match self {
            Self::Property(column) => SortValue::of(&column.value(position)),
            Self::Days(days) => match days[position as usize] {
                Days::ALL => SortValue::Null,
                days => SortValue::Number(days.first.into()),
            },
        }
    }
}

/// A value that can be told from others in all segments.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Null,
    Boolean(bool),
    Number(u64),
    Text(String),
}

impl Key {
    fn of(value: &SortValue) -> Self {
        match value {
            SortValue::Null => Self::Null,
            SortValue::Boolean(value) => Self::Boolean(*value),
            // Zero is zero, whatever its sign.
            SortValue::Number(number) => Self::Number((number + 0.0).to_bits()),
            SortValue::Text(text) => Self::Text(text.clone()),
        }
    }
}
