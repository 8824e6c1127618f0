use std::cmp::Reverse;
use std::ops::Range;

use super::{Action, Correction};
use crate::gazetteer::Gazetteer;
use crate::mention::Mention;
use crate::resolve::Resolution;
use crate::segment::{CharIndex, Segmented};

/// Applies corrections, one after the other, to the mentions of a text and the places chosen for them, and tells of each mention
/// whether it was corrected. A mention that no model finds (any more) is put in where a person says that it is one.
///
/// A place that the gazetteer does not have is passed over: the mention keeps what was chosen.
#[must_use]
pub fn correct_mentions(
    corrections: &[Correction],
    text: &str,
    segmented: &Segmented,
    mentions: &mut Vec<Mention>,
    resolutions: &mut Vec<Option<Resolution>>,
    gazetteer: &Gazetteer,
) -> Vec<bool> {
    let mut corrected = vec![false; mentions.len()];
    let characters = CharIndex::new(text);
    for Correction { start, end, action, .. } in corrections {
        let range = characters.byte_of(*start)..characters.byte_of(*end);
        let found = mentions.iter().position(|mention| mention.range == range);
        if *action == Action::NoPlace {
            if let Some(at) = found {
                mentions.remove(at);
                resolutions.remove(at);
                corrected.remove(at);
            }
            continue;
        }
        let (kind, place) = match action {
            Action::Place(place) => (None, Some(place)),
            Action::Kind(kind) => (Some(*kind), None),
            Action::Mention(kind, place) => (Some(*kind), place.as_ref()),
            Action::NoPlace | Action::Reject | Action::Edit(_) => continue,
        };
        let Some(at) = found.or_else(|| {
            let at = insert(mentions, range, segmented)?;
            resolutions.insert(at, None);
            corrected.insert(at, true);
            Some(at)
        }) else {
            continue;
        };
        let mention = &mut mentions[at];
        mention.kind = kind.unwrap_or(mention.kind);
        if let Some(place) = place.and_then(|id| gazetteer.find(id)) {
            mention.written = None;
            // Somebody looked.
            resolutions[at] = Some(Resolution { place, confidence: 1.0 });
        }
        corrected[at] = true;
    }
    corrected
}

/// Puts a mention where it belongs in the order of the text, a region before the name in it; none where no sentence is.
fn insert(mentions: &mut Vec<Mention>, range: Range<usize>, segmented: &Segmented) -> Option<usize> {
    let sentence = segmented.sentences.iter().position(|sentence| sentence.range.contains(&range.start))?;
    // Of two that begin at once the longer comes first.
    let place = |range: &Range<usize>| (range.start, Reverse(range.end));
    let at = mentions.partition_point(|known| place(&known.range) < place(&range));
    mentions.insert(at, Mention::literal(range, sentence));
    Some(at)
}
