//! Values of all features side by side, coded by a dictionary: what a filter runs over.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::dictionary::Dictionary;

/// The values of one property, any number per feature. 4 bytes per feature and 4 per value, each distinct text once.
#[derive(Debug)]
pub(super) struct Column {
    values: Dictionary,
    codes: Vec<u32>,
    /// Where each feature's codes begin; one more than there are features.
    starts: Vec<u32>,
    /// Whether values are kept in their folded form, for [`Self::containing`].
    folds: bool,
}

impl Column {
    pub(super) fn new() -> Self {
        Self { values: Dictionary::default(), codes: Vec::new(), starts: vec![0], folds: false }
    }

    /// One that is searched for words, whatever their case and accents.
    pub(super) fn folding() -> Self {
        Self { folds: true, ..Self::new() }
    }

    /// Appends the values of the next feature.
    pub(super) fn push<'a>(&mut self, values: impl IntoIterator<Item = &'a str>) {
        for value in values {
            if self.folds {
                self.add(&fold(value));
            } else {
                self.add(value);
            }
        }
        self.starts.push(self.codes.len() as u32);
    }

    /// Appends the values of a feature of another column of the same kind.
    pub(super) fn copy(&mut self, from: &Self, position: u32) {
        for value in from.values(position) {
            self.add(value);
        }
        self.starts.push(self.codes.len() as u32);
    }

    fn add(&mut self, value: &str) {
        self.codes.push(self.values.number(value));
    }

    /// Gives back the memory that nothing will be put in.
    pub(super) fn shrink(&mut self) {
        self.values.shrink();
        self.codes.shrink_to_fit();
        self.starts.shrink_to_fit();
    }

    /// The values of the feature at a position.
    pub(super) fn values(&self, position: u32) -> impl Iterator<Item = &str> {
        self.codes_of(position).iter().map(|code| self.values.get(*code))
    }

    fn codes_of(&self, position: u32) -> &[u32] {
        let (from, to) = (self.starts[position as usize], self.starts[position as usize + 1]);
        &self.codes[from as usize..to as usize]
    }

    /// Which codes stand for one of the values.
    pub(super) fn equal_to(&self, values: &[String]) -> Matches {
        let mut codes: Vec<u32> = values.iter().filter_map(|value| self.values.find(value)).collect();
        codes.sort_unstable();
        Matches::Few(codes)
    }

    /// Which codes stand for a text that contains the words, in a column that folds.
    pub(super) fn containing(&self, words: &str) -> Matches {
        let words = fold(words);
        let finder = memchr::memmem::Finder::new(words.as_bytes());
        let contains = |value: &str| finder.find(value.as_bytes()).is_some();
        Matches::Many(self.values.texts().iter().map(contains).collect())
    }

    /// Whether the feature at a position has a matching value.
    pub(super) fn has(&self, position: u32, matches: &Matches) -> bool {
        self.codes_of(position).iter().any(|code| match matches {
            Matches::Few(codes) => codes.binary_search(code).is_ok(),
            Matches::Many(matches) => matches[*code as usize],
        })
    }
}

/// The codes of a column that match.
pub(super) enum Matches {
    /// In order.
    Few(Vec<u32>),
    /// One flag per code.
    Many(Vec<bool>),
}

/// Lower case without accents, so that "Dara'a" is found in any case and "Malé" without its accent.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_matches_by_any_of_its_values() {
        let mut column = Column::new();
        column.push(["SY", "IQ"]);
        column.push([]);
        column.push(["RU"]);
        let matches = column.equal_to(&["IQ".to_owned(), "RU".to_owned(), "XX".to_owned()]);
        assert_eq!([0, 1, 2].map(|position| column.has(position, &matches)), [true, false, true]);
    }

    #[test]
    fn text_is_found_whatever_its_case_and_accents() {
        let mut column = Column::folding();
        column.push(["A ship left MALÉ."]);
        column.push(["a ship left Male."]);
        column.push(["A ship left Hama."]);
        let matches = column.containing("Malé");
        assert_eq!([0, 1, 2].map(|position| column.has(position, &matches)), [true, true, false]);
    }
}
