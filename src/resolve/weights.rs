//! What the clues weigh: a model file that a person can read.

use std::sync::LazyLock;

use crate::candidate::Clue;

/// How many clues there are.
pub(super) const CLUES: usize = Clue::ALL.len();

/// Why a text is no model of the resolver.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WeightsError {
    /// A line is none of a model.
    #[error(
        "line {line} of the resolver's model: expected a clue, or \"calibration\", and two numbers, parted by tabs, found {found:?}"
    )]
    Line {
        /// Counted from 1.
        line: usize,
        /// The line.
        found: String,
    },
    /// A clue is not known, or told twice.
    #[error("line {line} of the resolver's model: {clue:?} is no clue of this version, or is told twice")]
    Clue {
        /// Counted from 1.
        line: usize,
        /// The name.
        clue: String,
    },
    /// A clue is missing.
    #[error("the resolver's model does not say what {clue:?} weighs")]
    Missing {
        /// The name.
        clue: &'static str,
    },
}

/// The weights of the clues in natural-log units: in the first pass, in which each mention stands for itself, and in the second,
/// in the light of what the first has chosen; and how sure the choices are.
///
/// A file has a line for each clue: its name, its two weights, parted by tabs, and one line "calibration" with the slope and the
/// offset that make log-odds of the model those of being right. Lines that start with # are comments.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    pub(super) first: [f64; CLUES],
    pub(super) second: [f64; CLUES],
    pub(super) calibration: [f64; 2],
}

impl Weights {
    /// The model file that comes with the program.
    pub const BUNDLED: &str = include_str!("../../models/resolver.tsv");

    /// The model that comes with the program.
    #[must_use]
    pub fn bundled() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
            Weights::read(Weights::BUNDLED)
                .unwrap_or_else(|error| unreachable!("a test reads the bundled model: {error}"))
        });
        &WEIGHTS
    }

    /// Reads a model file.
    pub fn read(text: &str) -> Result<Self, WeightsError> {
        let mut rows: [Option<[f64; 2]>; CLUES] = [None; CLUES];
        let mut calibration = None;
        for (number, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let bad = || WeightsError::Line { line: number + 1, found: line.to_owned() };
            let mut fields = line.split('\t');
            let name = fields.next().ok_or_else(bad)?;
            let mut number_in = || {
                let number: f64 = fields.next()?.parse().ok()?;
                number.is_finite().then_some(number)
            };
            let pair = [number_in().ok_or_else(bad)?, number_in().ok_or_else(bad)?];
            if fields.next().is_some() {
                return Err(bad());
            }
            let slot = if name == "calibration" {
                Some(&mut calibration)
            } else {
                Clue::ALL.iter().position(|clue| clue.as_str() == name).map(|clue| &mut rows[clue])
            };
            match slot {
                Some(slot) if slot.is_none() => *slot = Some(pair),
                _ => return Err(WeightsError::Clue { line: number + 1, clue: name.to_owned() }),
            }
        }
        let mut weights = Self {
            first: [0.0; CLUES],
            second: [0.0; CLUES],
            calibration: calibration.ok_or(WeightsError::Missing { clue: "calibration" })?,
        };
        for (clue, row) in Clue::ALL.iter().zip(rows) {
            let [first, second] = row.ok_or(WeightsError::Missing { clue: clue.as_str() })?;
            weights.first[*clue as usize] = first;
            weights.second[*clue as usize] = second;
        }
        Ok(weights)
    }

    /// The lines of a model file.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = String::from(
            "# What each clue weighs in the first and in the second pass, in natural-log units; written by dateline train resolver.\n",
        );
        let number = |number: f64| format!("{number:.4}");
        for clue in Clue::ALL {
            let (first, second) = (self.first[clue as usize], self.second[clue as usize]);
            text.push_str(&[clue.as_str(), &number(first), &number(second)].join("\t"));
            text.push('\n');
        }
        let [slope, offset] = self.calibration;
        text + &["calibration", &number(slope), &number(offset)].join("\t") + "\n"
    }

    /// The same model without some clues.
    #[must_use]
    pub fn without(&self, clues: &[Clue]) -> Self {
        let mut weights = self.clone();
        for &clue in clues {
            weights.first[clue as usize] = 0.0;
            weights.second[clue as usize] = 0.0;
        }
        weights
    }

    /// What a clue adds to the score of a candidate in the end, in natural-log units.
    #[must_use]
    pub fn weigh(&self, clue: Clue, value: f64) -> f64 {
        self.second[clue as usize] * value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_model_is_read_and_written_as_it_is() {
        assert_eq!(Weights::bundled().write(), Weights::BUNDLED);
    }

    #[test]
    fn a_damaged_model_is_refused_with_the_line_that_is_wrong() {
        let bundled = Weights::bundled().write();
        for (from, to, complaint) in [
            ("capital\t", "capitol\t", "\"capitol\" is no clue"),
            ("calibration\t", "sense\t", "\"sense\" is no clue of this version, or is told twice"),
            ("home_near\t3.5000", "home_near\tNaN", "found \"home_near\\tNaN"),
            ("home_near\t3.5000\t3.5000\n", "", "does not say what \"home_near\" weighs"),
        ] {
            let damaged = bundled.replacen(from, to, 1);
            let error = Weights::read(&damaged).unwrap_err().to_string();
            assert!(error.contains(complaint), "{error}");
        }
    }
}
