//! Reads the accounts of journeys out of one document.
//!
//! 1. Sentences without a verb of motion are passed over.
//! 2. A sentence becomes a [`Scene`]: items, phrases for what moves, verbs of motion, clauses.
//! 3. Each verb finds its mover; a verb without one goes on with the journey before it ("left Homs and drove to").
//! 4. Each place finds its cue and through it its verb and its role.
//! 5. Counts, launchers, distance, date, polarity and hedge are read around the verb; what remains too thin is dropped.

use super::{
    Account, Count, Mode, NamedPlace, Polarity, Slot, Stop, clause,
    draft::{Draft, add_stop, drafts, governor, mode_of, passive_subject},
    evidence::Witness,
    lexicon::{self, Class, Frame},
    measure,
    mover::{Mover, Scene, stands_for},
    nominal::{self, en_route, incursions, incursor},
    phrase::{self, Phrase},
    plausible::{is_journey, is_worth_keeping},
    roles::{self, Role},
    vocabulary::{is_domain, is_incursion, is_preposition, is_speech},
    words::View,
};
use crate::{
    document::Document,
    segment::{Segmented, Shape},
    time::TimeExpression,
};

/// How many sentences back an introduction is looked for ("the warships" after "four warships").
const REACH_BACK: usize = 3;

/// How many sentences back a pronoun may mean.
const PRONOUN_REACH: usize = 2;

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

/// What a pronoun stands for.
struct Introduced {
    sentence: usize,
    class: Class,
    count: Slot<Count>,
}

impl Reader<'_> {
    fn may_tell(&self, index: usize) -> bool {
        self.segmented.tokens[self.segmented.sentences[index].tokens.clone()].iter().any(|token| {
            token.shape == Shape::Lower && {
                let word = &self.document.text[token.range.clone()];
                !lexicon::verbs(word).is_empty() || is_incursion(word) || nominal::may_be_en_route(word)
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
        triggers.extend(en_route(&view));
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
                let words = governed
                    .and(cue)
                    .map_or_else(|| "a verb in the passive".to_owned(), |cue| cue_words(view, cue));
                let Some((draft, role)) = governed.or_else(|| passive_subject(scene, drafts, at)) else {
                    continue;
                };
                let slot = self.stop(role, place, view, &words);
                add_stop(&mut drafts[draft], role, slot, at);
            } else if matches!(view.word(at), "their" | "its") && is_domain(view.word(at + 1)) {
                let cue = roles::Cue { at: at.saturating_sub(1), outer: None };
                let Some((draft, role)) = governor(scene, drafts, cue, at) else { continue };
                let own = roles::owners(view, at);
                for owner in &own {
                    if let Some(place) = view.place(*owner) {
                        let slot = self.stop(role, place, view, &view.words(at..at + 2).join(" "));
                        add_stop(&mut drafts[draft], role, slot, at);
                    }
                }
                if own.is_empty() && index > 0 {
                    let before = self.view(index - 1);
                    for owner in roles::owners(&before, before.items.len()) {
                        if let Some(place) = before.place(owner) {
                            let slot = self.stop(role, place, &before, &view.words(at..at + 2).join(" "));
                            add_stop(&mut drafts[draft], role, slot, at);
                        }
                    }
                }
            }
        }
    }

    /// `cue` are the words that give the place its role.
    fn stop(&self, role: Role, place: &NamedPlace, view: &View, cue: &str) -> Slot<Stop> {
        let name = match role {
            Role::Origin => "origin",
            Role::Via => "via",
            Role::Destination => "destination",
        };
        let mut stop = place.stop.clone();
        stop.country.clone_from(&place.country);
        let mut evidence = self.witness.evidence(name, place.range.clone(), view.sentence.clone());
        evidence.why = format!("governed by {cue:?}");
        Slot { value: stop, evidence }
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
        let mut introduced = None;
        match draft.mover {
            Mover::Phrase(phrase) => {
                mover = Some(phrase);
                definite = scene.phrases[phrase].definite;
            }
            Mover::Pronoun(at) => {
                definite = true;
                let account = self.accounts.iter().rev().find(|(at, _)| index - at <= PRONOUN_REACH);
                antecedent = account.map(|(_, account)| account.mode);
                introduced = self
                    .introduction(index, view.word(at))
                    .filter(|known| account.is_none_or(|(told, _)| *told < known.sentence));
                if antecedent.is_none() && introduced.is_none() && !trigger.verb.personal {
                    return None;
                }
            }
            Mover::Name => {}
        }
        let phrase = mover.map(|mover| &scene.phrases[mover]);
        let class = phrase.map(|phrase| phrase.noun.class).or(introduced.as_ref().map(|known| known.class));
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
            .map(|phrase| Slot { value: phrase.count(), evidence: here("count", phrase.items.clone()) })
            .or(introduced.map(|known| known.count));
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

    /// What "they" or "it" stands for where no journey was told of yet: the nearest phrase of the sentences before that agrees,
    /// one that no preposition governs first.
    fn introduction(&self, index: usize, pronoun: &str) -> Option<Introduced> {
        (index.saturating_sub(PRONOUN_REACH)..index).rev().find_map(|before| {
            let view = self.view(before);
            let phrases = phrase::phrases(&view);
            let agreeing = || phrases.iter().filter(|phrase| stands_for(pronoun, phrase));
            let free = |phrase: &&Phrase| !is_preposition(view.before(phrase.items.start));
            let phrase = agreeing().find(free).or_else(|| agreeing().next_back())?;
            let evidence =
                self.witness.evidence("count", view.bytes(phrase.items.clone()), view.sentence.clone());
            let count = Slot { value: phrase.count(), evidence };
            Some(Introduced { sentence: before, class: phrase.noun.class, count })
        })
    }

    /// The launcher or carrier with its number; "the warships" take it from the phrase that introduced them.
    fn carriers(&self, scene: &Scene, index: usize, carrier: usize) -> Slot<Count> {
        let phrase = &scene.phrases[carrier];
        let evidence = |view: &View, phrase: &Phrase| {
            self.witness.evidence("carriers", view.bytes(phrase.items.clone()), view.sentence.clone())
        };
        let slot =
            |view: &View, phrase: &Phrase| Slot { value: phrase.count(), evidence: evidence(view, phrase) };
        if phrase.number.is_some() || !phrase.definite {
            return slot(&scene.view, phrase);
        }
        let introduces =
            |known: &&Phrase| known.number.is_some() && known.noun.singular == phrase.noun.singular;
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

/// "at … in" in "at targets in Syria".
fn cue_words(view: &View, cue: roles::Cue) -> String {
    match cue.outer.filter(|outer| *outer != cue.at) {
        Some(outer) => format!("{} … {}", view.word(outer), view.word(cue.at)),
        None => view.word(cue.at).to_owned(),
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
