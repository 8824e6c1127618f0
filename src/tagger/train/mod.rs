//! Learns the weights of the tagger from annotated text.
//!
//! 1. `corpus`: reads annotated text, whatever types its corpus tells apart.
//! 2. `augment`: more text, with other names in the same sentences.
//! 3. `data`: sentences as features, and the labels that each token may have.
//! 4. `learn`: weights that make the allowed labels likely.
//! 5. `shrink`: the few that matter, in a byte each.

mod augment;
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
pub fn train(texts: &[Annotated], settings: &Settings, gazetteer: &Gazetteer, mut tell: impl FnMut(&str)) -> Vec<u8> {
    let texts = augment::augment(texts, settings, gazetteer);
    tell(&format!("{} texts", texts.len()));
    let data = data::Data::new(&texts, gazetteer, settings.rarest);
    tell(&format!("{} sentences, {} words, {} features", data.sentences.len(), data.words(), data.features.len()));
    let weights = learn::learn(&data, settings, &mut tell);
    shrink::shrink(&data, &weights, settings).to_bytes()
}

/// Experimental comparison.
pub fn check<'t>(
    model: &crate::tagger::Model,
    gazetteer: &Gazetteer,
    texts: impl Iterator<Item = (&'t str, Vec<std::ops::Range<usize>>)>,
) -> String {
    use crate::tagger::Entity;
    let is_demonym = |text: &str| {
        let mut hits = gazetteer.lookup(text).peekable();
        hits.peek().is_some() && hits.all(|hit| hit.kind == crate::gazetteer::NameKind::Demonym)
    };
    let (mut right, mut predicted, mut marked, mut touched) = (0, 0, 0, 0);
    for (text, gold) in texts {
        let segmented = crate::segment::segment(text);
        let words = crate::tagger::words::Words::new(text, &segmented);
        let gold: Vec<_> = gold.into_iter().filter(|range| !is_demonym(&text[range.clone()])).collect();
        marked += gold.len();
        for span in crate::tagger::tag(&words, gazetteer, model) {
            if !matches!(span.entity, Entity::Place | Entity::Facility) { continue; }
            let range = words.token(span.tokens.start).range.start..words.token(span.tokens.end - 1).range.end;
            if is_demonym(&text[range.clone()]) { continue; }
            predicted += 1;
            right += usize::from(gold.contains(&range));
            touched += usize::from(gold.iter().any(|gold| gold.start < range.end && range.start < gold.end));
        }
    }
    let f = |tp: usize| 2.0 * tp as f64 / (predicted + marked) as f64;
    format!("P {:.3} R {:.3} F1 {:.4} overlap {:.4}", right as f64 / predicted as f64, right as f64 / marked as f64, f(right), f(touched))
}
