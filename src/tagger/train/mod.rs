//! Learns the weights of the tagger from annotated text.
//!
//! 1. `corpus`: reads annotated text, whatever types its corpus tells apart.
//! 2. `augment`: more text, with other names in the same sentences.
//! 3. `convention`: the marks of other corpora as ours would be.
//! 4. `data`: sentences as features, and the labels that each token may have.
//! 5. `learn`: weights that make the allowed labels likely.
//! 6. `shrink`: the few that matter, in a byte each.

mod augment;
mod convention;
mod corpus;
mod data;
mod learn;
mod random;
mod shrink;

pub use corpus::{Annotated, CorpusError, read};
pub use learn::Settings;

use crate::gazetteer::Gazetteer;

/// Learns a model from annotated texts; gives the bytes of its file.
///
/// The same texts and settings give the same model. Cost: some minutes for a million words on one core.
pub fn train(
    texts: &[Annotated],
    settings: &Settings,
    gazetteer: &Gazetteer,
    mut tell: impl FnMut(&str),
) -> Vec<u8> {
    let texts = augment::augment(texts, settings, gazetteer);
    tell(&format!("{} texts", texts.len()));
    let data = data::Data::new(&texts, gazetteer, settings.rarest);
    tell(&format!(
        "{} sentences, {} words, {} features",
        data.sentences.len(),
        data.words(),
        data.features.len()
    ));
    let weights = learn::learn(&data, settings, &mut tell);
    shrink::shrink(&data, &weights, settings).to_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_texts_give_the_same_model_and_it_finds_what_it_was_shown() {
        let texts = corpus::read_blocks(
            "Shells fell on {LOC Homs} on Monday.\n\n{PER Homer Smith} lives in {LOC Hama}.\n\nHe left {LOC Homs} early.",
        )
        .unwrap();
        let settings = Settings { rounds: 30, rarest: 1, ..Settings::default() };
        let learn = || train(&texts, &settings, Gazetteer::bundled(), |_line| ());
        let bytes = learn();
        assert_eq!(bytes, learn());

        let model = crate::tagger::Model::from_bytes(&bytes).unwrap();
        let text = "Shells fell on Homs early.";
        let found = model.entities(text, &crate::segment::segment(text), Gazetteer::bundled());
        assert_eq!(found, [(15..19, crate::tagger::Entity::Place)]);
    }
}
