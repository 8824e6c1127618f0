//! Whether what was read tells enough to be a journey and not a turn of phrase.

use super::{
    Account,
    draft::Draft,
    lexicon::{Class, Form, Frame},
    mover::{Mover, Scene},
    vocabulary::is_loose_verb,
};

/// Whether the draft tells enough to be a journey and not a turn of phrase.
pub(super) fn is_journey(scene: &Scene, draft: &Draft, account: &Account, class: Option<Class>) -> bool {
    let lead = &scene.triggers[draft.triggers[0]];
    let frame = lead.verb.frame;
    let verbs = || draft.triggers.iter().map(|at| scene.triggers[*at].verb);
    let (origin, destination) = (!account.origins.is_empty(), !account.destinations.is_empty());
    let placed = origin || destination || !account.vias.is_empty();
    let both = origin && destination;
    let launched = matches!(frame, Frame::Launch | Frame::Strike);
    if launched {
        return placed
            || account.definite
            || account.count.as_ref().is_some_and(|count| count.value.number.is_some());
    }
    if !placed && account.reported_distance.is_none() {
        return false;
    }
    // Words with many other meanings have to name both ends.
    // "the missiles moved" goes on with a journey; "the family moved" takes a new flat.
    let known = account.definite && class.is_some_and(|class| class.commanded() || class.carries());
    if verbs().all(|verb| is_loose_verb(verb.lemma)) && !known && !both {
        return false;
    }
    match class {
        Some(Class::Cargo) => {
            both || account.count.as_ref().is_some_and(|count| count.value.number.is_some())
        }
        // A missile that only hits is fighting, not a journey, unless it was told of before.
        _ if verbs().all(|verb| verb.frame == Frame::Impact) => {
            account.definite || origin || !account.vias.is_empty()
        }
        None if lead.verb.lemma == "incursion" => destination,
        None if matches!(draft.mover, Mover::Name) => {
            both || (destination && frame != Frame::Reach) || (origin && frame == Frame::Leave)
        }
        // "warplanes flying over Syria"
        _ if lead.dependent && lead.form == Form::Gerund => origin || destination,
        _ => true,
    }
}

pub(super) fn is_worth_keeping(account: &Account) -> bool {
    // From and to the same place only, as in "returned to Homs from Homs", is a misreading.
    !(account.origins.is_empty()
        && account.vias.is_empty()
        && account.destinations.is_empty()
        && account.reported_distance.is_none()
        && account.count.is_none()
        && account.carriers.is_none())
}
