//! The learned weights: a byte for each of the features that matter and each label.

use super::label::LABELS;

/// What a model file starts with; the last letter is the version of the form.
const MAGIC: &[u8; 8] = b"DLTAG\0\0\x01";
/// Bits of the filter that most features are turned away by: some twenty for each feature of a model of the usual size.
const FILTER_BITS: usize = 1 << 20;
/// Labels with room up to a width that processors add at once.
pub(super) const LANES: usize = 32;
/// Where the key of a slot is: in the lanes behind those of the labels. What is added up there is no use.
const KEY: std::ops::Range<usize> = LANES - 4..LANES;

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
    /// Features that could not be told apart.
    #[error("a damaged tagger model: a feature is there twice")]
    Doubled,
}

/// A feature that the model knows: a weight for each label, and the upper half of the feature as [`KEY`].
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Slot([i8; LANES]);

/// The weights of the tagger.
///
/// A file is a header (8 bytes), the count of features (u32), the unit of a weight (f32), the weights of the first label and
/// from label to label (f32 each), then the features in rising order (u64) and the weights of each (i8 a label); all little-endian.
///
/// In memory each feature has a slot of its own, found without a search: its bucket tells by how many of its own steps it is moved on
/// from its own start, so that no two of the model meet ("hash, displace", after Pagh 1999).
#[derive(Clone)]
pub struct Model {
    /// A power of two.
    slots: Vec<Slot>,
    /// By bucket; a power of two.
    displacements: Vec<u16>,
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
        let (keys, weights) = bytes[HEADER..].split_at(8 * count);
        let features: Vec<u64> = keys
            .chunks_exact(8)
            .map(|bytes| bytes.iter().rev().fold(0, |feature, byte| feature << 8 | u64::from(*byte)))
            .collect();
        let slots = vec![Slot([0; LANES]); (count + count / 4).next_power_of_two()];
        let displacements = displace(&features, slots.len()).ok_or(ModelError::Doubled)?;
        let mut model = Self { slots, displacements, filter: vec![0; FILTER_BITS / 64], start, transitions };
        for (feature, weights) in features.into_iter().zip(weights.chunks_exact(LABELS)) {
            let bit = feature as usize % FILTER_BITS;
            model.filter[bit / 64] |= 1 << (bit % 64);
            let at = model.slot_of(feature);
            let lanes = &mut model.slots[at].0;
            for (lane, weight) in lanes.iter_mut().zip(weights) {
                *lane = i8::from_le_bytes([*weight]);
            }
            lanes[KEY].copy_from_slice(&key_of(feature));
        }
        Ok(model)
    }

    fn slot_of(&self, feature: u64) -> usize {
        let displacement = self.displacements[bucket_of(feature, self.displacements.len())];
        moved_on(feature, displacement, self.slots.len())
    }

    /// Adds the weights of some features to the score of each label. What the features hold afterwards is no use.
    ///
    /// Most features are unknown, and which are is beyond any guess of a processor: so the filter writes down those that it lets
    /// through without a branch. Nearly all of them have their slot, so that several slots are waited for at once.
    pub(super) fn add(&self, features: &mut [u64], scores: &mut [i16; LANES]) {
        let mut known = 0;
        for at in 0..features.len() {
            let feature = features[at];
            let bit = feature as usize % FILTER_BITS;
            features[known] = feature;
            known += usize::from(self.filter[bit / 64] >> (bit % 64) & 1 == 1);
        }
        let mut sum = *scores;
        for &feature in &features[..known] {
            let lanes = &self.slots[self.slot_of(feature)].0;
            if lanes[KEY] == key_of(feature) {
                for (score, weight) in sum.iter_mut().zip(lanes) {
                    *score = score.wrapping_add(i16::from(*weight));
                }
            }
        }
        *scores = sum;
    }
}

fn key_of(feature: u64) -> [i8; 4] {
    ((feature >> 32) as u32).to_le_bytes().map(|byte| i8::from_le_bytes([byte]))
}

/// Features in a bucket, on average.
const CROWD: usize = 4;

const fn bucket_of(feature: u64, buckets: usize) -> usize {
    (feature >> 20) as usize & (buckets - 1)
}

/// The slot so many steps from where a feature starts; the length of a step, being odd, leads to every slot.
const fn moved_on(feature: u64, steps: u16, slots: usize) -> usize {
    let start = (feature >> 28) as usize;
    let step = (feature >> 47) as usize | 1;
    start.wrapping_add((steps as usize).wrapping_mul(step)) & (slots - 1)
}

/// How far the features of each bucket are moved on; none where two could not be kept apart.
fn displace(features: &[u64], slots: usize) -> Option<Vec<u16>> {
    let count = features.len().div_ceil(CROWD).next_power_of_two();
    let mut buckets = vec![Vec::new(); count];
    for feature in features {
        buckets[bucket_of(*feature, count)].push(*feature);
    }
    let mut displacements = vec![0; count];
    let mut taken = vec![false; slots];
    // The fullest first, while there is room.
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|bucket| std::cmp::Reverse(buckets[*bucket].len()));
    let mut places = Vec::new();
    for bucket in order {
        displacements[bucket] = (0..=u16::MAX).find(|steps| {
            places.clear();
            for feature in &buckets[bucket] {
                let place = moved_on(*feature, *steps, slots);
                if taken[place] || places.contains(&place) {
                    return false;
                }
                places.push(place);
            }
            true
        })?;
        for place in &places {
            taken[*place] = true;
        }
    }
    Some(displacements)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(features: Vec<(u64, [i8; LABELS])>) -> Result<Model, ModelError> {
        let (start, transitions) = ([0.0; LABELS], [[0.0; LABELS]; LABELS]);
        Model::from_bytes(&Parts { unit: 1.0, start, transitions, features }.to_bytes())
    }

    fn sum(model: &Model, features: &[u64]) -> [i16; LABELS] {
        let mut scores = [0; LANES];
        model.add(&mut features.to_vec(), &mut scores);
        std::array::from_fn(|label| scores[label])
    }

    #[test]
    fn known_features_add_their_weights_and_others_nothing() {
        // Spread as the features of texts are.
        let feature = |number: u64| number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let weights = |number: u64| std::array::from_fn(|label| (number as usize + label) as i8);
        let model = model((1..5000).map(|number| (feature(number), weights(number))).collect()).unwrap();
        for number in 1..5000 {
            assert_eq!(sum(&model, &[feature(number)]), weights(number).map(i16::from));
        }
        for number in 5000..200_000 {
            assert_eq!(sum(&model, &[feature(number), feature(number)]), [0; LABELS]);
        }
        let both = sum(&model, &[feature(3), feature(7777), feature(9)]);
        assert_eq!((both[0], both[1]), (12, 14));
    }

    #[test]
    fn a_feature_that_is_there_twice_is_refused() {
        assert!(matches!(model(vec![(5, [1; LABELS]), (5, [2; LABELS])]), Err(ModelError::Doubled)));
    }
}
