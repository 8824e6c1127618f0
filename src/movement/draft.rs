//! Which verbs of a sentence tell of one journey, and which of them governs each place.

use super::{
    Mode, Slot, Stop,
    lexicon::{Class, Form, Frame},
    mover::{Mover, Scene},
    roles::{self, Role},
    vocabulary::{is_adverb, is_auxiliary, is_determiner, is_domain, is_harm, is_speech},
};

/// A journey while its sentence is read.
pub(super) struct Draft {
    /// Indexes into the triggers of the sentence, first the one that opened it.
    pub triggers: Vec<usize>,
    pub mover: Mover,
    /// Role, item of the place, and the sentence's own place or one of the sentence before.
    pub stops: Vec<(Role, Slot<Stop>, usize)>,
}

/// Opens a draft for every verb with a mover of its own, and gives the others to the draft they go on with.
pub(super) fn drafts(scene: &Scene) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    // "After leaving Odessa, the freighter sailed": the mover comes later.
    let mut waiting: Vec<usize> = Vec::new();
    for (index, trigger) in scene.triggers.iter().enumerate() {
        let mover = scene.mover(index);
        let same = match &mover {
            Some(Mover::Phrase(phrase)) => drafts
                .iter()
                .position(|draft| matches!(draft.mover, Mover::Phrase(known) if known == *phrase)),
            // "the missiles … before they hit"
            Some(Mover::Pronoun(_)) => drafts.len().checked_sub(1),
            _ => None,
        };
        if let Some(same) = same {
            if !is_undone(scene, &drafts[same], index) {
                drafts[same].triggers.push(index);
            }
            continue;
        }
        match mover {
            Some(Mover::Phrase(phrase))
                if trigger.verb.frame == Frame::Impact
                    && scene.phrases[phrase].noun.class != Class::Missile => {}
            Some(mover) if !trigger.dependent || matches!(mover, Mover::Phrase(_)) => {
                let mut triggers = vec![index];
                triggers.append(&mut waiting);
                drafts.push(Draft { triggers, mover, stops: Vec::new() });
            }
            _ if goes_on(scene, &drafts, index) => {
                if let Some(draft) = drafts.last_mut() {
                    draft.triggers.push(index);
                }
            }
            _ if trigger.form == Form::Gerund && drafts.is_empty() => waiting.push(index),
            _ => {}
        }
    }
    drafts
}

/// Whether a verb without a mover goes on with the last draft: "and drove", "before striking", "which crossed".
fn goes_on(scene: &Scene, drafts: &[Draft], index: usize) -> bool {
    let Some(draft) = drafts.last() else { return false };
    let trigger = &scene.triggers[index];
    let last = &scene.triggers[*draft.triggers.last().unwrap_or(&0)];
    // A verb of another kind has another subject or object: "landed … and sent".
    if matches!(trigger.verb.frame, Frame::Launch | Frame::Strike)
        || (trigger.verb.frame == Frame::Send && !trigger.passive)
    {
        return false;
    }
    let said = (last.end..trigger.at).any(|at| is_speech(scene.view.word(at)));
    !is_undone(scene, draft, index) && !said && trigger.at - last.end <= 30
}

/// "advanced from Tikrit but did not reach it": what did not happen takes nothing from what did.
fn is_undone(scene: &Scene, draft: &Draft, index: usize) -> bool {
    let (lead, trigger) = (&scene.triggers[draft.triggers[0]], &scene.triggers[index]);
    let turns = |at: usize| matches!(scene.view.word(at), "but" | "yet" | "though" | "although");
    trigger.negated && !lead.negated && (lead.end..trigger.at).any(turns)
}

/// The draft and the role for a place with a cue: the nearest verb to the left in its clause, else the next to the right.
pub(super) fn governor(scene: &Scene, drafts: &[Draft], cue: roles::Cue, at: usize) -> Option<(usize, Role)> {
    let clause = scene.clauses[at];
    let draft_of = |trigger: usize| drafts.iter().position(|draft| draft.triggers.contains(&trigger));
    let subject = |draft: usize, trigger: usize| match drafts[draft].mover {
        Mover::Phrase(phrase) => match scene.launcher(trigger, phrase) {
            Some(launcher) => Some(scene.phrases[launcher].noun.class),
            None => Some(scene.phrases[phrase].noun.class),
        },
        _ => None,
    };
    let left = (0..scene.triggers.len()).rev().filter(|index| scene.triggers[*index].at <= cue.at);
    let right = (0..scene.triggers.len()).filter(|index| scene.triggers[*index].at > at);
    for index in left.chain(right) {
        let trigger = &scene.triggers[index];
        if scene.clauses[trigger.at] != clause {
            continue;
        }
        let between = trigger.end.min(cue.at)..cue.at.max(trigger.end);
        if trigger.at < cue.at
            && between.clone().any(|at| is_harm(scene.view.word(at)) && !is_determiner(scene.view.before(at)))
        {
            continue;
        }
        let Some(draft) = draft_of(index) else { continue };
        if let Some(role) = roles::role(&scene.view, trigger, cue, at, subject(draft, index)) {
            return Some((draft, role));
        }
    }
    None
}

/// "Turkish airspace was entered by": the place is the subject of a passive verb of [`Frame::Reach`] or the like.
pub(super) fn passive_subject(scene: &Scene, drafts: &[Draft], at: usize) -> Option<(usize, Role)> {
    let trigger = scene.triggers.iter().position(|trigger| trigger.passive && trigger.at > at)?;
    let verb = &scene.triggers[trigger];
    let role = roles::direct(verb.verb.frame)?;
    let adjacent = (at + 1..verb.at).all(|item| {
        let word = scene.view.word(item);
        is_domain(word) || is_auxiliary(word) || is_adverb(word)
    });
    let draft = drafts.iter().position(|draft| draft.triggers.contains(&trigger))?;
    (adjacent && scene.clauses[at] == scene.clauses[verb.at]).then_some((draft, role))
}

pub(super) fn add_stop(draft: &mut Draft, role: Role, slot: Slot<Stop>, at: usize) {
    // One place has one part in a journey: its first.
    if !draft.stops.iter().any(|(_, known, _)| known.value.place_id == slot.value.place_id) {
        draft.stops.push((role, slot, at));
    }
}

pub(super) fn mode_of(scene: &Scene, draft: &Draft, class: Option<Class>) -> Option<Mode> {
    let verbs = || draft.triggers.iter().map(|at| scene.triggers[*at].verb);
    let told = verbs().find_map(|verb| verb.mode.filter(|mode| *mode != Mode::People));
    let shipped = verbs().any(|verb| verb.frame == Frame::Send);
    match class {
        Some(Class::Missile) if shipped => Some(Mode::Unknown),
        Some(Class::Missile) => Some(Mode::Missile),
        Some(class) if class.carries() => Some(class.mode()),
        Some(class @ Class::Troops) => {
            let on_foot = verbs().any(|verb| matches!(verb.lemma, "advance" | "retreat" | "push"));
            Some(told.unwrap_or(if on_foot { Mode::Foot } else { class.mode() }))
        }
        Some(class) => Some(told.unwrap_or_else(|| class.mode())),
        None => told.or_else(|| verbs().find_map(|verb| verb.mode)),
    }
}
