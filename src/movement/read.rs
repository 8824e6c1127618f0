//! Reads the accounts of journeys out of one document.
//!
//! 1. Sentences without a verb of motion are passed over.
//! 2. A sentence becomes a [`Scene`]: items, phrases for what moves, verbs of motion, clauses.
//! 3. Each verb finds its mover; a verb without one goes on with the journey before it ("left Homs and drove to").
//! 4. Each place finds its cue and through it its verb and its role.
//! 5. Counts, launchers, distance, date, polarity and hedge are read around the verb; what remains too thin is dropped.

use super::{
    Account, Count, NamedPlace, Polarity, Slot, Stop, clause,
    evidence::Witness,
    lexicon::{self, Class, Form, Frame},
    measure,
    mover::{Mover, Scene},
    phrase, roles,
    roles::Role,
    vocabulary::{is_adverb, is_auxiliary, is_domain, is_harm, is_incursion, is_loose_verb, is_speech},
    words::View,
};
use crate::{
    document::Document,
    movement::Mode,
    segment::{Segmented, Shape},
    time::TimeExpression,
};

/// How many sentences back an introduction is looked for ("the warships" after "four warships").
const REACH_BACK: usize = 3;

/// What a document tells of journeys, in text order; only what it says itself, every slot with its evidence.
///
/// `places` and `times` are the resolved mentions and the time expressions in text order. Costs one hash lookup per
/// token, and more only for sentences with a verb of motion.
#[must_use]
pub fn read(
    document: &Document,
    segmented: &Segmented,
    places: &[NamedPlace],
    times: &[TimeExpression],
) -> Vec<Account> {
    let mut reader =
        Reader { document, segmented, places, times, witness: Witness::new(document), accounts: Vec::new() };
    for index in 0..segmented.sentences.len() {
        if reader.may_tell(index) {
            reader.sentence(index);
        }
    }
    reader.accounts.into_iter().map(|(_, account)| account).collect()
}

struct Reader<'a> {
    document: &'a Document,
    segmented: &'a Segmented,
    places: &'a [NamedPlace],
    times: &'a [TimeExpression],
    witness: Witness<'a>,
    /// With the sentence each begins in.
    accounts: Vec<(usize, Account)>,
}

/// A journey while its sentence is read.
struct Draft {
    /// Indexes into the triggers of the sentence, first the one that opened it.
    triggers: Vec<usize>,
    mover: Mover,
    /// Role, item of the place, and the sentence's own place or one of the sentence before.
    stops: Vec<(Role, Slot<Stop>, usize)>,
}

impl Reader<'_> {
    fn may_tell(&self, index: usize) -> bool {
        self.segmented.tokens[self.segmented.sentences[index].tokens.clone()].iter().any(|token| {
            token.shape == Shape::Lower && {
                let word = &self.document.text[token.range.clone()];
                !lexicon::verbs(word).is_empty() || is_incursion(word)
            }
        })
    }

    fn view(&self, index: usize) -> View<'_> {
        let from = self.places.partition_point(|place| place.sentence < index);
        let to = self.places.partition_point(|place| place.sentence <= index);
        View::new(&self.document.text, &self.segmented.sentences[index], &self.places[from..to])
    }

    fn scene(&self, index: usize) -> Scene<'_> {
        let view = self.view(index);
        let mut triggers = clause::triggers(&view);
        triggers.extend(incursions(&view));
        triggers.sort_by_key(|trigger| trigger.at);
        let phrases = phrase::phrases(&view);
        let clauses = clause::clauses(&view, &triggers);
        Scene { view, phrases, triggers, clauses }
    }

    fn sentence(&mut self, index: usize) {
        let scene = self.scene(index);
        let mut drafts = drafts(&scene);
        self.place_stops(&scene, index, &mut drafts);
        let told: Vec<Account> = drafts
            .iter()
            .filter_map(|draft| self.account(&scene, index, draft))
            .filter(is_worth_keeping)
            .collect();
        drop(scene);
        self.accounts.extend(told.into_iter().map(|account| (index, account)));
    }

    /// Gives every place of the sentence to the draft whose verb governs it.
    fn place_stops(&self, scene: &Scene, index: usize, drafts: &mut [Draft]) {
        let view = &scene.view;
        for at in 0..view.items.len() {
            if let Some(place) = view.place(at) {
                let cue = roles::cue(view, &scene.triggers, at);
                let governed = cue.and_then(|cue| governor(scene, drafts, cue, at));
                let Some((draft, role)) = governed.or_else(|| passive_subject(scene, drafts, at)) else {
                    continue;
                };
                let slot = self.stop(role, place, view);
                add_stop(&mut drafts[draft], role, slot, at);
            } else if matches!(view.word(at), "their" | "its") && is_domain(view.word(at + 1)) {
                let cue = roles::Cue { at: at.saturating_sub(1), outer: None };
                let Some((draft, role)) = governor(scene, drafts, cue, at) else { continue };
                let own = roles::owners(view, at);
                for owner in &own {
                    if let Some(place) = view.place(*owner) {
                        let slot = self.stop(role, place, view);
                        add_stop(&mut drafts[draft], role, slot, at);
                    }
                }
                if own.is_empty() && index > 0 {
                    let before = self.view(index - 1);
                    for owner in roles::owners(&before, before.items.len()) {
                        if let Some(place) = before.place(owner) {
                            let slot = self.stop(role, place, &before);
                            add_stop(&mut drafts[draft], role, slot, at);
                        }
                    }
                }
            }
        }
    }

    fn stop(&self, role: Role, place: &NamedPlace, view: &View) -> Slot<Stop> {
        let name = match role {
            Role::Origin => "origin",
            Role::Via => "via",
            Role::Destination => "destination",
        };
        let mut stop = place.stop.clone();
        stop.country.clone_from(&place.country);
        Slot {
            value: stop,
            evidence: self.witness.evidence(name, place.range.clone(), view.sentence.clone()),
        }
    }

    fn account(&self, scene: &Scene, index: usize, draft: &Draft) -> Option<Account> {
        let view = &scene.view;
        let lead = draft.triggers[0];
        let trigger = &scene.triggers[lead];
        let here = |slot: &str, items: std::ops::Range<usize>| {
            self.witness.evidence(slot, view.bytes(items), view.sentence.clone())
        };
        let mut definite = false;
        let mut mover = None;
        let mut antecedent = None;
        match draft.mover {
            Mover::Phrase(phrase) => {
                mover = Some(phrase);
                definite = scene.phrases[phrase].definite;
            }
            Mover::Pronoun => {
                definite = true;
                antecedent = self
                    .accounts
                    .iter()
                    .rev()
                    .find(|(at, _)| index - at <= 2)
                    .map(|(_, account)| account.mode);
                if antecedent.is_none() && !trigger.verb.personal {
                    return None;
                }
            }
            Mover::Name => {}
        }
        let phrase = mover.map(|mover| &scene.phrases[mover]);
        let class = phrase.map(|phrase| phrase.noun.class);
        let cargo = mover.and_then(|mover| scene.load(mover));
        let vehicle =
            mover.filter(|_| !class.is_some_and(Class::carries)).and_then(|mover| scene.vehicle(lead, mover));
        let launching = draft
            .triggers
            .iter()
            .copied()
            .find(|at| matches!(scene.triggers[*at].verb.frame, Frame::Launch | Frame::Strike));
        let launcher = launching.zip(mover).and_then(|(at, mover)| scene.launcher(at, mover));
        let carried = launcher.or(vehicle).or(cargo.and(mover));
        let counted = cargo.or(mover);

        let mode = scene
            .means(lead)
            .or_else(|| vehicle.map(|vehicle| scene.phrases[vehicle].noun.class.mode()))
            .or_else(|| antecedent.filter(|mode| *mode == Mode::Missile))
            .unwrap_or_else(|| mode_of(scene, draft, class).unwrap_or(antecedent.unwrap_or(Mode::People)));

        let count = counted
            .map(|counted| &scene.phrases[counted])
            .map(|phrase| Slot { value: phrase.count(), evidence: here("count", phrase.items.clone()) });
        let carriers = carried.map(|carrier| self.carriers(scene, index, carrier));
        let operator = scene
            .operator(lead, mover)
            .or_else(|| incursor(view, trigger))
            .or_else(|| launcher.and_then(|launcher| scene.operator(lead, Some(launcher))))
            .or_else(|| vehicle.and_then(|vehicle| scene.phrases[vehicle].state))
            .and_then(|at| {
                let value = view.place(at)?.country.clone()?;
                Some(Slot { value, evidence: here("operator", at..at + 1) })
            });
        let span = draft.triggers.iter().filter_map(|at| scene.triggers.get(*at));
        let targets = span
            .clone()
            .find_map(|trigger| measure::targets(view, trigger))
            .map(|(value, items)| Slot { value, evidence: here("targets", items) });
        let reported_distance = span
            .clone()
            .find_map(|trigger| measure::distance(view, trigger, &scene.clauses))
            .map(|(value, items)| Slot { value, evidence: here("reported_distance", items) });
        let (polarity, hedge) = clause::polarity(view, trigger, phrase.is_some_and(|phrase| phrase.none));
        let of = |role: Role| {
            draft.stops.iter().filter(|stop| stop.0 == role).map(|stop| stop.1.clone()).collect::<Vec<_>>()
        };
        let negated_later = span.clone().any(|trigger| trigger.negated);
        let account = Account {
            document_id: self.document.id.clone(),
            mode,
            trigger: here("mode", trigger.at..trigger.end),
            count,
            carriers,
            operator,
            targets,
            origins: of(Role::Origin),
            vias: of(Role::Via),
            destinations: of(Role::Destination),
            reported_distance,
            date: self.date(scene, index, trigger.at),
            polarity: if negated_later { Polarity::Denied } else { polarity },
            hedge: hedge.map(|items| here("hedge", items)),
            definite,
        };
        is_journey(scene, draft, &account, class).then_some(account)
    }

    /// The launcher or carrier with its number; "the warships" take it from the phrase that introduced them.
    fn carriers(&self, scene: &Scene, index: usize, carrier: usize) -> Slot<Count> {
        let phrase = &scene.phrases[carrier];
        let evidence = |view: &View, phrase: &phrase::Phrase| {
            self.witness.evidence("carriers", view.bytes(phrase.items.clone()), view.sentence.clone())
        };
        let slot = |view: &View, phrase: &phrase::Phrase| Slot {
            value: phrase.count(),
            evidence: evidence(view, phrase),
        };
        if phrase.number.is_some() || !phrase.definite {
            return slot(&scene.view, phrase);
        }
        let introduces =
            |known: &&phrase::Phrase| known.number.is_some() && known.noun.singular == phrase.noun.singular;
        if let Some(known) = scene.phrases[..carrier].iter().rev().find(introduces) {
            return slot(&scene.view, known);
        }
        let earlier = (index.saturating_sub(REACH_BACK)..index).rev().find_map(|before| {
            let view = self.view(before);
            let phrases = phrase::phrases(&view);
            let known = phrases.iter().rev().find(introduces)?;
            Some(slot(&view, known))
        });
        earlier.unwrap_or_else(|| slot(&scene.view, phrase))
    }

    /// The days of the time expression that governs the verb: one in its clause, else one of the sentence.
    fn date(&self, scene: &Scene, index: usize, at: usize) -> Option<Slot<(String, String, String)>> {
        let view = &scene.view;
        let clause = scene.clauses[at];
        let from = self.times.partition_point(|time| time.sentence < index);
        let times = self.times[from..].iter().take_while(|time| time.sentence == index);
        let clause_of = |time: &TimeExpression| {
            let item = view.items.iter().position(|item| item.range.end > time.range.start);
            item.map(|item| scene.clauses[item])
        };
        let (distance, time, days) = times
            .filter_map(|time| Some((time, time.days()?)))
            .map(|(time, days)| {
                (clause_of(time).map_or(usize::MAX, |other| other.abs_diff(clause)), time, days)
            })
            .min_by_key(|(distance, time, _)| (*distance, time.range.start))?;
        let mut basis = time.basis.clone();
        if distance > 0 && is_told_then(scene, time) {
            basis.push_str("; the day on which it was told");
        }
        Some(Slot {
            value: (days.0.to_string(), days.1.to_string(), basis),
            evidence: self.witness.evidence("date", time.range.clone(), view.sentence.clone()),
        })
    }
}

/// Whether the time stands in a clause of saying ("…, the ministry said on Wednesday").
fn is_told_then(scene: &Scene, time: &TimeExpression) -> bool {
    let view = &scene.view;
    let Some(item) = view.items.iter().position(|item| item.range.end > time.range.start) else {
        return false;
    };
    (0..item)
        .rev()
        .take_while(|at| scene.clauses[*at] + 1 >= scene.clauses[item])
        .any(|at| is_speech(view.word(at)))
}

/// Opens a draft for every verb with a mover of its own, and gives the others to the draft they go on with.
fn drafts(scene: &Scene) -> Vec<Draft> {
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
            Some(Mover::Pronoun) => drafts.len().checked_sub(1),
            _ => None,
        };
        if let Some(same) = same {
            drafts[same].triggers.push(index);
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
    !said && trigger.at - last.end <= 30
}

/// The draft and the role for a place with a cue: the nearest verb to the left in its clause, else the next to the right.
fn governor(scene: &Scene, drafts: &[Draft], cue: roles::Cue, at: usize) -> Option<(usize, Role)> {
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
        if trigger.at < cue.at && between.clone().any(|at| is_harm(scene.view.word(at))) {
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
fn passive_subject(scene: &Scene, drafts: &[Draft], at: usize) -> Option<(usize, Role)> {
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

fn add_stop(draft: &mut Draft, role: Role, slot: Slot<Stop>, at: usize) {
    // One place has one part in a journey: its first.
    if !draft.stops.iter().any(|(_, known, _)| known.value.place_id == slot.value.place_id) {
        draft.stops.push((role, slot, at));
    }
}

fn mode_of(scene: &Scene, draft: &Draft, class: Option<Class>) -> Option<Mode> {
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

/// Whether the draft tells enough to be a journey and not a turn of phrase.
fn is_journey(scene: &Scene, draft: &Draft, account: &Account, class: Option<Class>) -> bool {
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

fn is_worth_keeping(account: &Account) -> bool {
    // From and to the same place only, as in "returned to Homs from Homs", is a misreading.
    !(account.origins.is_empty()
        && account.vias.is_empty()
        && account.destinations.is_empty()
        && account.reported_distance.is_none()
        && account.count.is_none()
        && account.carriers.is_none())
}

/// "the Russian incursion": whose it is.
fn incursor(view: &View, trigger: &clause::Trigger) -> Option<usize> {
    let before = trigger.at.checked_sub(1)?;
    (trigger.verb.lemma == lexicon::INCURSION.lemma && view.place(before).is_some()).then_some(before)
}

/// "the incursion into Turkish airspace", which needs no verb.
fn incursions(view: &View) -> Vec<clause::Trigger> {
    (0..view.items.len())
        .filter(|at| is_incursion(view.word(*at)) && matches!(view.word(at + 1), "into" | "in"))
        .filter(|at| (at + 2..at + 6).any(|item| matches!(view.word(item), "airspace" | "skies")))
        .map(|at| clause::Trigger {
            at,
            end: at + 1,
            verb: &lexicon::INCURSION,
            form: Form::Past,
            passive: false,
            negated: false,
            dependent: false,
            hedge: None,
        })
        .collect()
}
