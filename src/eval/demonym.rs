use super::{GoldDocument, Toponym};
use crate::gazetteer::{Gazetteer, NameKind};

/// Whether a mark is a people's name or an adjective: the corpus says so, or the gazetteer knows the words as nothing else.
///
/// Corpora differ on whether "Syrian" is marked at all, so figures are told with such marks and without them.
#[must_use]
pub fn is_demonym(document: &GoldDocument, toponym: &Toponym, gazetteer: &Gazetteer) -> bool {
    if toponym.label.as_deref().is_some_and(|label| label.eq_ignore_ascii_case("demonym")) {
        return true;
    }
    let mut hits = gazetteer.lookup(&document.text[toponym.range.clone()]).peekable();
    hits.peek().is_some() && hits.all(|hit| hit.kind == NameKind::Demonym)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_a_demonym_by_its_type_or_by_its_words() {
        let document =
            GoldDocument { id: "1".to_owned(), text: "Syrian Homs Xqzwvkj".to_owned(), toponyms: Vec::new() };
        let is_demonym = |range, label: Option<&str>| {
            let label = label.map(str::to_owned);
            let toponym = Toponym { range, position: None, geonames_id: None, label };
            is_demonym(&document, &toponym, Gazetteer::bundled())
        };
        assert!(is_demonym(0..6, None));
        assert!(!is_demonym(7..11, None));
        assert!(is_demonym(7..11, Some("Demonym")));
        assert!(!is_demonym(12..19, None), "unknown words are no demonym");
    }
}
