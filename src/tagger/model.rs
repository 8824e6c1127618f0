//! The learned weights: a byte for each of the features that matter and each label.

use super::label::LABELS;

/// What a model file starts with; the last letter is the version of the form.
const MAGIC: &[u8; 8] = b"DLTAG\0\0\x01";
/// Bits of the filter that most features are turned away by: some twenty for each feature of a model of the usual size.
const FILTER_BITS: usize = 1 << 20;
/// Labels with room up to a width that processors add at once.
pub(super) const LANES: usize = 28;

/// More units than any trained weight has; what a file says beyond could not be added up.
const MOST_STEPS: f32 = 32_767.0;

/// Why bytes are no model.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// Another kind of file, or one of another version.
    #[error("no tagger model of this version")]
    Foreign,
    /// Shorter or longer than its header says.
    #[error("a damaged tagger model: {found} bytes, expected {expected}")]
    Length {
        /// How many there are.
        found: usize,
        /// How many the header asks for.
        expected: usize,
    },
}

/// A feature that the model knows.
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Slot {
    /// The upper half of the feature; 0 in an empty slot.
    key: u32,
    weights: [i8; LANES],
}

/// The weights of the tagger.
///
/// A file is a header (8 bytes), the count of features (u32), the unit of a weight (f32), the weights of the first label and
/// from label to label (f32 each), then the features in rising order (u64) and the weights of each (i8 a label); all little-endian.
#[derive(Clone)]
pub struct Model {
    slots: Vec<Slot>,
    filter: Vec<u64>,
    /// Of the first label of a sentence, in units of the weights.
    pub(super) start: [i32; LABELS],
    /// From label to label.
    pub(super) transitions: [[i32; LABELS]; LABELS],
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Model").field("slots", &self.slots.len()).finish_non_exhaustive()
    }
}

/// Weights ready to be written.
pub(super) struct Parts {
    /// What a weight of 1 stands for.
    pub(super) unit: f32,
    /// Of the first label of a sentence.
    pub(super) start: [f32; LABELS],
    pub(super) transitions: [[f32; LABELS]; LABELS],
    /// In rising order of the features.
    pub(super) features: Vec<(u64, [i8; LABELS])>,
}

impl Parts {
    /// The bytes of a model file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((self.features.len() as u32).to_le_bytes());
        bytes.extend(self.unit.to_le_bytes());
        for weight in self.start.iter().chain(self.transitions.iter().flatten()) {
            bytes.extend(weight.to_le_bytes());
        }
        for (feature, _) in &self.features {
            bytes.extend(feature.to_le_bytes());
        }
        for weight in self.features.iter().flat_map(|(_, weights)| weights) {
            bytes.extend(weight.to_le_bytes());
        }
        bytes
    }
}

impl Model {
    /// The model file that comes with the program.
    pub const BUNDLED: &[u8] = include_bytes!("../../models/tagger.bin");

    /// The model that comes with the program.
    #[must_use]
    pub fn bundled() -> &'static Self {
        static MODEL: std::sync::LazyLock<Model> = std::sync::LazyLock::new(|| {
            Model::from_bytes(Model::BUNDLED)
                .unwrap_or_else(|error| unreachable!("a test opens the bundled model: {error}"))
        });
        &MODEL
    }

    /// Reads a model file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        const HEADER: usize = 8 + 4 + 4 + 4 * LABELS * (1 + LABELS);
        if !bytes.starts_with(MAGIC) || bytes.len() < HEADER {
            return Err(ModelError::Foreign);
        }
        let four = |at: usize| [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
        let count = u32::from_le_bytes(four(8)) as usize;
        let expected = HEADER.saturating_add(count.saturating_mul(8 + LABELS));
        if bytes.len() != expected {
            return Err(ModelError::Length { found: bytes.len(), expected });
        }
        let unit = f32::from_le_bytes(four(12));
        let mut start = [0; LABELS];
        let mut transitions = [[0; LABELS]; LABELS];
        for (number, weight) in start.iter_mut().chain(transitions.iter_mut().flatten()).enumerate() {
            let steps = (f32::from_le_bytes(four(16 + 4 * number)) / unit).round();
            *weight = steps.clamp(-MOST_STEPS, MOST_STEPS) as i32;
        }
        let empty = Slot { key: 0, weights: [0; LANES] };
        let mut model = Self {
            slots: vec![empty; (2 * count).next_power_of_two().max(2)],
            filter: vec![0; FILTER_BITS / 64],
            start,
            transitions,
        };
        let (keys, weights) = bytes[HEADER..].split_at(8 * count);
        for (key, weights) in keys.chunks_exact(8).zip(weights.chunks_exact(LABELS)) {
            let mut feature = [0; 8];
            feature.copy_from_slice(key);
            let mut slot = empty;
            for (to, from) in slot.weights.iter_mut().zip(weights) {
                *to = i8::from_le_bytes([*from]);
            }
            model.insert(u64::from_le_bytes(feature), slot.weights);
        }
        Ok(model)
    }

    const fn key_of(feature: u64) -> u32 {
        (feature >> 32) as u32 | 1
    }

    fn insert(&mut self, feature: u64, weights: [i8; LANES]) {
        let bit = feature as usize % FILTER_BITS;
        self.filter[bit / 64] |= 1 << (bit % 64);
        let mask = self.slots.len() - 1;
        let mut at = feature as usize & mask;
        while self.slots[at].key != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = Slot { key: Self::key_of(feature), weights };
    }

    /// Adds the weights of some features to the score of each label. What the features hold afterwards is no use.
    ///
    /// Most features are unknown, and which are is beyond any guess of a processor: so the filter writes down those that it lets
    /// through without a branch, and then waits for their slots together.
    pub(super) fn add(&self, features: &mut [u64], scores: &mut [i16; LANES]) {
        let mut known = 0;
        for at in 0..features.len() {
            let feature = features[at];
            let bit = feature as usize % FILTER_BITS;
            features[known] = feature;
            known += usize::from(self.filter[bit / 64] >> (bit % 64) & 1 == 1);
        }
        for &feature in &features[..known] {
            if let Some(weights) = self.weights(feature) {
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score += i16::from(*weight);
                }
            }
        }
    }

    fn weights(&self, feature: u64) -> Option<&[i8; LANES]> {
        let mask = self.slots.len() - 1;
        let key = Self::key_of(feature);
        let mut at = feature as usize & mask;
        loop {
            let slot = &self.slots[at];
            if slot.key == key {
                return Some(&slot.weights);
            }
            if slot.key == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }
}
