//! Which part each place plays: origin, passed through, destination, or none.

use super::{
    clause::Trigger,
    lexicon::{self, Class, Frame},
    number,
    vocabulary::{
        is_auxiliary, is_determiner, is_direction, is_domain, is_mood, is_place_noun, is_preposition,
        is_speech, is_to_noun,
    },
    words::{Sort, View},
};
use crate::{gazetteer::Level, mention::Kind};

/// The part a place plays in a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Origin,
    Via,
    Destination,
}

/// What stands before a place and governs it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// The item of the preposition or verb.
    pub at: usize,
    /// The item of the preposition or verb that governs the noun phrase before `at`: "at" in "at targets in Syria".
    pub outer: Option<usize>,
}

/// How far left of a name its preposition may stand.
const MAX_REACH: usize = 7;

/// The cue of the place at item `at`; null when it is an anchor ("near Idlib"), belongs to another noun, or has none.
pub(super) fn cue(view: &View, triggers: &[Trigger], at: usize) -> Option<Cue> {
    let place = view.place(at)?;
    let domain = is_domain(view.word(at + 1)) || view.word(at + 1) == "air" && view.word(at + 2) == "space";
    if place.kind == Kind::Demonym && !domain {
        return None;
    }
    // "from Syria's army": the state's army, not the state.
    if view.items[at].possessive
        && !domain
        && !is_place_noun(view.word(at + 1))
        && !is_direction(view.word(at + 1))
    {
        return None;
    }
    let mut unknown = 0;
    let mut apposition = false;
    for left in (at.saturating_sub(MAX_REACH)..at).rev() {
        let item = &view.items[left];
        let word = item.lower.as_str();
        if let Some(trigger) = trigger_ending_at(triggers, left) {
            return (!apposition).then_some(Cue { at: trigger.at, outer: None });
        }
        match item.sort {
            Sort::Comma | Sort::Word if matches!(word, "," | "and" | "or") => {
                if apposition {
                    return None;
                }
                return coordinated(view, triggers, at, left);
            }
            Sort::Place(_) => {
                // A demonym or an owner belongs to the phrase ("the Syrian port of Tartus").
                if view.place(left).is_some_and(|left| left.kind == Kind::Demonym) || item.possessive {
                    continue;
                }
                return None;
            }
            Sort::Comma | Sort::Break => return None,
            _ => {}
        }
        if word == "of" {
            let noun = view.before(left);
            if is_direction(noun) && view.word(left.saturating_sub(2)) != "the" {
                return None;
            }
            if noun == "out" {
                return Some(Cue { at: left - 1, outer: None });
            }
            if matches!(noun, "border" | "frontier" | "edge" | "vicinity" | "side")
                && place.level == Level::Settlement
            {
                return None;
            }
            if !is_place_noun(noun) && !is_direction(noun) && noun != "coasts" {
                return None;
            }
            // ", the capital of Syria"
            apposition = noun == "capital" && left >= 3 && view.is_mark(left - 3);
            continue;
        }
        // "flew to visit U.S. bases": an infinitive.
        if word == "to" && unknown > 0 && starts_bare(view, left + 1) {
            return None;
        }
        // "around the Cape of Good Hope": what ships go round is passed.
        if matches!(word, "around" | "round") && place.level == Level::Natural {
            return Some(Cue { at: left, outer: None });
        }
        if word == "between" && length_is_travelled_before(view, triggers, left) {
            return Some(Cue { at: left, outer: None });
        }
        if is_preposition(word) {
            return preposition(view, triggers, left);
        }
        if is_auxiliary(word) || is_speech(word) {
            return None;
        }
        let known = is_place_noun(word)
            || is_direction(word)
            || matches!(word, "the" | "a" | "an" | "its" | "their" | "his");
        if !known && item.sort != Sort::Capital {
            unknown += 1;
            // Beyond a few unknown words one of them is probably a verb.
            if unknown > 2 || (word.ends_with("ed") && !item.joined) {
                return None;
            }
        }
    }
    None
}

fn trigger_ending_at(triggers: &[Trigger], at: usize) -> Option<&Trigger> {
    triggers.iter().find(|trigger| trigger.at <= at && at < trigger.end)
}

/// "Iran and Iraq", "Homs, Hama and Idlib": what governs the first governs all. "Tartus, Syria" only tells where.
fn coordinated(view: &View, triggers: &[Trigger], at: usize, link: usize) -> Option<Cue> {
    let place = view.place(at)?;
    let first = (link.saturating_sub(2)..link).rev().find(|left| view.place(*left).is_some())?;
    let between = view.words(first + 1..link);
    if !between.iter().all(|word| is_place_noun(word) || *word == ",") {
        return None;
    }
    let comma = view.items[link].sort == Sort::Comma;
    if comma {
        let earlier = view.place(first)?;
        let container =
            place.level < earlier.level && (place.country.is_none() || place.country == earlier.country);
        // A list by comma goes on: "Homs, Hama and Idlib".
        let goes_on = (at + 1..view.items.len().min(at + 4)).any(|next| {
            matches!(view.word(next), "and" | "or" | ",")
                && (next + 1..next + 4).any(|next| view.place(next).is_some())
        });
        if container || !goes_on {
            return None;
        }
    }
    cue(view, triggers, first)
}

fn preposition(view: &View, triggers: &[Trigger], at: usize) -> Option<Cue> {
    let word = view.word(at);
    let before = view.before(at);
    let length_before = is_length_before(view, at);
    match word {
        "near" | "outside" | "around" | "beyond" | "behind" | "under" | "above" | "below" | "between"
        | "along" | "beside" | "about" | "during" | "with" | "of" | "like" | "than" | "without"
        | "despite" | "amid" | "throughout" | "aboard" => return None,
        // "20 km from Homs", "not far from", "north of": only a place to measure from.
        "from" if length_before && !length_is_travelled(view, triggers, at) => return None,
        "from"
            if matches!(before, "far" | "away" | "meters" | "metres" | "across") || is_direction(before) =>
        {
            return None;
        }
        "to" if is_to_noun(before)
            || matches!(
                before,
                "close" | "next" | "adjacent" | "according" | "due" | "thanks" | "contrary" | "prior"
            ) =>
        {
            return None;
        }
        "in" | "on" if before == "based" => return None,
        _ => {}
    }
    Some(Cue { at, outer: outer(view, triggers, at) })
}

/// Whether a length such as "20 kilometres (south)" stands right before the item.
fn is_length_before(view: &View, at: usize) -> bool {
    (1..=2).any(|back| {
        at > back && {
            let unit = at - back;
            number::length_unit(&[view.word(unit)]).is_some() || view.word(unit) == "miles"
        }
    })
}

/// Whether the length before "from" is how far it went: "flew 1,600 kilometres from".
fn length_is_travelled(view: &View, triggers: &[Trigger], at: usize) -> bool {
    (1..=2).any(|back| {
        at > back
            && number::length_unit(&[view.word(at - back)]).is_some()
            && triggers.iter().any(|trigger| {
                trigger.verb.extent
                    && trigger.end < at
                    && at - trigger.end <= 8
                    && !(trigger.end..at).any(|at| view.is_mark(at))
            })
    })
}

/// "covered 2,700 nautical miles between": the two ends of a length that was travelled.
fn length_is_travelled_before(view: &View, triggers: &[Trigger], between: usize) -> bool {
    triggers.iter().any(|trigger| {
        trigger.verb.extent
            && trigger.end < between
            && between - trigger.end <= 6
            && (trigger.end..between).any(|at| number::length_unit(&[view.word(at)]).is_some())
    })
}

/// The preposition or trigger that governs the noun phrase left of `at`.
fn outer(view: &View, triggers: &[Trigger], at: usize) -> Option<usize> {
    let mut steps = 0;
    for left in (0..at).rev() {
        if let Some(trigger) = trigger_ending_at(triggers, left) {
            return Some(trigger.at);
        }
        let item = &view.items[left];
        match item.sort {
            Sort::Comma | Sort::Break => return None,
            Sort::Place(_) if view.place(left).is_some_and(|place| place.kind != Kind::Demonym) => {
                // "Tartus in Syria": the second tells where the first is.
                return None;
            }
            _ => {}
        }
        let word = item.lower.as_str();
        if is_preposition(word) && word != "of" && word != "by" {
            return Some(left);
        }
        if is_auxiliary(word) || matches!(word, "that" | "which" | "who") {
            return None;
        }
        steps += 1;
        if steps > 8 {
            return None;
        }
    }
    None
}

/// The role of the place at item `at` for a trigger. `before` when the place stands left of the verb.
pub(super) fn role(
    view: &View,
    trigger: &Trigger,
    cue: Cue,
    at: usize,
    subject: Option<Class>,
) -> Option<Role> {
    let frame = trigger.verb.frame;
    if cue.at == trigger.at {
        return direct(frame);
    }
    let word = view.word(cue.at);
    let before_verb = at < trigger.at;
    let opens = cue.at == 0 || view.is_mark(cue.at - 1) || view.before(cue.at) == "and";
    let launch = matches!(frame, Frame::Launch | Frame::Strike);
    let noun_before = lexicon::noun(view.before(cue.at));
    match word {
        "from" | "out" => (!before_verb || opens || noun_before.is_some()).then_some(Role::Origin),
        "off" => (launch || frame == Frame::Leave).then_some(Role::Origin),
        "to" | "into" | "onto" | "toward" | "towards" => {
            (!before_verb || noun_before.is_some()).then_some(Role::Destination)
        }
        "around" | "round" => (!before_verb).then_some(Role::Via),
        "between" => {
            let second = (cue.at + 1..at).any(|item| view.place(item).is_some());
            Some(if second { Role::Destination } else { Role::Origin })
        }
        "through" | "via" | "past" => (!before_verb || opens).then_some(Role::Via),
        "over" if view.before(cue.at) == "from" => Some(Role::Origin),
        "over" | "across" => (!before_verb || opens || launch).then_some(Role::Via),
        "against" | "on" | "upon" => {
            let marches = matches!(trigger.verb.lemma, "march" | "advance" | "land");
            ((launch || marches || frame == Frame::Impact) && !before_verb).then_some(Role::Destination)
        }
        "for" => {
            let heads = matches!(
                trigger.verb.lemma,
                "sail" | "head" | "return" | "steam" | "escape" | "make" | "en route"
            ) || frame == Frame::Leave;
            let bound = matches!(view.before(cue.at), "bound" | "route" | "heading" | "headed");
            ((heads && !before_verb) || bound).then_some(Role::Destination)
        }
        "at" => {
            if before_verb {
                None
            } else if launch || matches!(frame, Frame::Arrive | Frame::Impact) {
                Some(Role::Destination)
            } else {
                (frame == Frame::Halt).then_some(Role::Via)
            }
        }
        "in" | "inside" | "within" => within(view, trigger, cue, at, subject, opens),
        _ => None,
    }
}

/// The role of the direct object.
pub(super) fn direct(frame: Frame) -> Option<Role> {
    match frame {
        Frame::Leave => Some(Role::Origin),
        Frame::Reach | Frame::Impact => Some(Role::Destination),
        Frame::Cross => Some(Role::Via),
        _ => None,
    }
}

/// "in X" says little by itself; what governs it does.
fn within(
    view: &View,
    trigger: &Trigger,
    cue: Cue,
    at: usize,
    subject: Option<Class>,
    opens: bool,
) -> Option<Role> {
    let frame = trigger.verb.frame;
    let launch = matches!(frame, Frame::Launch | Frame::Strike);
    let outer = cue.outer.map(|outer| view.word(outer)).unwrap_or_default();
    let noun_before = lexicon::noun(view.before(cue.at));
    if launch && noun_before.is_some_and(|noun| noun.class.launches()) {
        return Some(Role::Origin);
    }
    if at < trigger.at {
        // "Four warships in the Caspian Sea launched", "In the Black Sea a frigate fired"
        let launcher = subject.is_some_and(Class::launches);
        return (launch && (opens || launcher) && outer.is_empty()).then_some(Role::Origin);
    }
    match outer {
        // "flew into a rage in Ankara"
        _ if cue.outer.is_some_and(|outer| (outer + 1..cue.at).any(|at| is_mood(view.word(at)))) => None,
        // "left to practise in": an infinitive, not a destination.
        "to" if is_infinitive(view, cue) => None,
        "at" | "against" | "on" | "into" | "to" | "toward" | "towards" => {
            let directed =
                launch || frame == Frame::Impact || matches!(outer, "into" | "to" | "toward" | "towards");
            (directed || (frame == Frame::Arrive && outer == "at")).then_some(Role::Destination)
        }
        "from" | "off" => Some(Role::Origin),
        "through" | "over" | "across" => Some(Role::Via),
        "for" if frame == Frame::Leave => Some(Role::Destination),
        _ if cue.outer == Some(trigger.at) => match frame {
            Frame::Arrive | Frame::Impact | Frame::Reach => Some(Role::Destination),
            // "fled fighting in Homs", but "left office in Rome"
            Frame::Leave if matches!(trigger.verb.lemma, "flee" | "escape") => Some(Role::Origin),
            Frame::Halt => Some(Role::Via),
            Frame::Send if trigger.verb.lemma == "deploy" && trigger.form != lexicon::Form::Participle => {
                Some(Role::Destination)
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether a plain word stands here that neither opens a noun phrase nor is half of a compound ("rebel-held").
pub(super) fn starts_bare(view: &View, at: usize) -> bool {
    let known = |word: &str| is_place_noun(word) || is_direction(word) || is_determiner(word);
    view.items.get(at).is_some_and(|item| item.sort == Sort::Word && !known(&item.lower))
        && view.items.get(at + 1).is_some_and(|next| !next.joined)
}

/// Whether the "to" that governs "in" is followed by one bare word, as an infinitive is and a noun in the plural is not.
fn is_infinitive(view: &View, cue: Cue) -> bool {
    cue.outer.is_some_and(|outer| {
        outer + 2 == cue.at
            && !view.word(outer + 1).ends_with('s')
            && view.items[outer + 1].sort == Sort::Word
    })
}

/// The states that *their* or *its* before "airspace" or the like at item `at` stands for: those named nearest before it,
/// in this sentence.
pub(super) fn owners(view: &View, at: usize) -> Vec<usize> {
    let plural = view.word(at) == "their";
    let states: Vec<usize> = (0..at)
        .filter(|item| {
            view.place(*item)
                .is_some_and(|place| matches!(place.level, Level::Country) && place.kind != Kind::Demonym)
        })
        .collect();
    // Groups of coordinated names, nearest last.
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for state in states {
        let follows = groups.last().and_then(|group| group.last()).is_some_and(|last| {
            state - last <= 3
                && view.words(last + 1..state).iter().all(|word| matches!(*word, "and" | "," | "or" | "the"))
        });
        match groups.last_mut() {
            Some(group) if follows => group.push(state),
            _ => groups.push(vec![state]),
        }
    }
    let several = groups.iter().rev().find(|group| group.len() > 1);
    match (plural, several) {
        (true, Some(group)) => group.clone(),
        _ => groups.pop().unwrap_or_default(),
    }
}
