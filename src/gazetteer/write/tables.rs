//! The tables that places point into: countries, areas, feature codes.

use std::collections::HashMap;

/// Parts the parts of a key: no code holds it, and it sorts before all that they hold, so that keys are ordered by their parts.
const SEPARATOR: char = '\t';

/// What an area is known by: country and code, for the second level both codes.
pub(super) fn area_key(country: &str, admin1: &str, admin2: Option<&str>) -> String {
    let mut key = format!("{country}{SEPARATOR}{admin1}");
    if let Some(admin2) = admin2 {
        key.push(SEPARATOR);
        key.push_str(admin2);
    }
    key
}

/// The country of an area by its key.
pub(super) fn country_of(key: &str) -> &str {
    key.split(SEPARATOR).next().unwrap_or_default()
}

/// The code of an area in its key.
pub(super) fn code_of(key: &str) -> &str {
    key.rsplit(SEPARATOR).next().unwrap_or_default()
}

/// The tables of a pack.
#[derive(Default)]
pub(super) struct Tables {
    /// By ISO code.
    pub(super) countries: Table,
    /// By [`area_key`].
    pub(super) admin1: Table,
    /// By [`area_key`].
    pub(super) admin2: Table,
    /// `GeoNames` feature codes.
    pub(super) codes: Table,
}

/// Keys, numbered from 1 in the order in which they came; 0 is none.
#[derive(Default)]
pub(super) struct Table {
    numbers: HashMap<String, u32>,
}

impl Table {
    /// The number of a key; empty keys have none.
    pub(super) fn number(&mut self, key: &str) -> u32 {
        if key.is_empty() {
            return 0;
        }
        if let Some(&number) = self.numbers.get(key) {
            return number;
        }
        let number = self.numbers.len() as u32 + 1;
        self.numbers.insert(key.to_owned(), number);
        number
    }

    /// The keys that are in use in ascending order, and the new number of each old one, counted from 1 again.
    pub(super) fn sorted(&self, used: impl Iterator<Item = u32>) -> (Vec<&str>, Vec<u32>) {
        let mut is_used = vec![false; self.numbers.len() + 1];
        used.for_each(|number| is_used[number as usize] = true);
        let mut keys: Vec<(&str, u32)> = self
            .numbers
            .iter()
            .filter(|&(_, &number)| is_used[number as usize])
            .map(|(key, &number)| (key.as_str(), number))
            .collect();
        keys.sort_unstable();
        let mut renumbered = vec![0; self.numbers.len() + 1];
        for (at, (_, number)) in keys.iter().enumerate() {
            renumbered[*number as usize] = at as u32 + 1;
        }
        (keys.into_iter().map(|(key, _)| key).collect(), renumbered)
    }
}
