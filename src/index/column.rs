//! Values of all features side by side, coded by a dictionary: what a filter runs over.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The values of one property, any number per feature. 4 bytes per feature and 4 per value, each distinct text once.
#[derive(Debug)]
pub(super) struct Column {
    codes_by_value: HashMap<Box<str>, u32>,
    codes: Vec<u32>,
    /// Where each feature's codes begin; one more than there are features.
    starts: Vec<u32>,
}

impl Column {
    pub(super) fn new() -> Self {
        Self { codes_by_value: HashMap::new(), codes: Vec::new(), starts: vec![0] }
    }

    /// Appends the values of the next feature.
    pub(super) fn push<'a>(&mut self, values: impl IntoIterator<Item = &'a str>) {
        for value in values {
            let code = if let Some(code) = self.codes_by_value.get(value) {
                *code
            } else {
                let code = self.codes_by_value.len() as u32;
                self.codes_by_value.insert(value.into(), code);
                code
            };
            self.codes.push(code);
        }
        self.starts.push(self.codes.len() as u32);
    }

    /// Replaces every distinct value by its folded form, for [`Self::containing`].
    pub(super) fn fold_values(&mut self) {
        self.codes_by_value = std::mem::take(&mut self.codes_by_value)
            .into_iter()
            // Two values that fold to one keep two codes: the code goes along so that neither is lost.
            .map(|(value, code)| (format!("{}\0{code}", fold(&value)).into(), code))
            .collect();
        self.codes_by_value.shrink_to_fit();
    }

    /// Which codes stand for one of the values.
    pub(super) fn equal_to(&self, values: &[String]) -> Matches {
        let mut codes: Vec<u32> =
            values.iter().filter_map(|value| self.codes_by_value.get(value.as_str()).copied()).collect();
        codes.sort_unstable();
        Matches::Few(codes)
    }

    /// Which codes stand for a text that contains the words; the values must have been folded.
    pub(super) fn containing(&self, words: &str) -> Matches {
        let words = fold(words);
        let finder = memchr::memmem::Finder::new(words.as_bytes());
        let mut matches = vec![false; self.codes_by_value.len()];
        for (value, code) in &self.codes_by_value {
            let text = value.rsplit_once('\0').map_or("", |(text, _)| text);
            matches[*code as usize] = finder.find(text.as_bytes()).is_some();
        }
        Matches::Many(matches)
    }

    /// Whether the feature at a position has a matching value.
    pub(super) fn has(&self, position: u32, matches: &Matches) -> bool {
        let (from, to) = (self.starts[position as usize], self.starts[position as usize + 1]);
        self.codes[from as usize..to as usize].iter().any(|code| match matches {
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
    fn text_is_found_whatever_its_case_and_accents_and_equal_folds_stay_apart() {
        let mut column = Column::new();
        column.push(["A ship left MALÉ."]);
        column.push(["a ship left Male."]);
        column.push(["A ship left Hama."]);
        column.fold_values();
        let matches = column.containing("Malé");
        assert_eq!([0, 1, 2].map(|position| column.has(position, &matches)), [true, true, false]);
    }
}
