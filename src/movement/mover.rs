//! Finds what moves for each verb, and what carries or launches it.

use super::{
    Mode,
    clause::Trigger,
    lexicon::{Class, Form, Frame},
    phrase::Phrase,
    vocabulary::{is_adverb, is_auxiliary, is_day, is_preposition, is_speech},
    words::{Sort, View},
};
use crate::{gazetteer::Level, mention::Kind};

/// Who or what moves.
#[derive(Clone, Debug)]
pub(super) enum Mover {
    /// A noun phrase: index into the phrases of the sentence
    Phrase(usize),
    /// "they", "it": whoever was told of before; the item of the pronoun
    Pronoun(usize),
    /// A person or ship by name
    Name,
}

/// One sentence with what was found in it.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub view: View<'a>,
    pub phrases: Vec<Phrase>,
    pub triggers: Vec<Trigger>,
    pub clauses: Vec<usize>,
}

impl Scene<'_> {
    /// What moves, for the trigger at `index`.
    pub(super) fn mover(&self, index: usize) -> Option<Mover> {
        let trigger = &self.triggers[index];
        match trigger.verb.frame {
            Frame::Launch => self.launched(index).map(Mover::Phrase),
            Frame::Strike => {
                self.object(trigger).filter(|object| self.phrases[*object].strikes).map(Mover::Phrase)
            }
            Frame::Send => self.sent(index),
            _ if trigger.verb.lemma == "incursion" => Some(Mover::Name),
            _ => self.goer(index),
        }
    }

    fn launched(&self, index: usize) -> Option<usize> {
        let trigger = &self.triggers[index];
        let is_missile = |phrase: &usize| self.phrases[*phrase].noun.class == Class::Missile;
        if let Some(object) = self.object(trigger).filter(|_| !trigger.passive) {
            return Some(object).filter(is_missile);
        }
        // "rockets were fired", "rockets fired from", "the rockets, which were fired from"
        if !matches!(trigger.form, Form::Past | Form::Participle) && !trigger.passive {
            return None;
        }
        let subject = self
            .subjects(index)
            .filter(is_missile)
            .last()
            .or_else(|| self.relative(index).filter(is_missile));
        // "warships fired from the sea" has another subject; "fired" next to its object's place needs "were" or nothing.
        subject.filter(|subject| trigger.passive || self.is_close(*subject, trigger))
    }

    /// Whether only adverbs and commas stand between a phrase and a verb ("missiles fired").
    fn is_close(&self, phrase: usize, trigger: &Trigger) -> bool {
        (self.phrases[phrase].items.end..trigger.at).all(|at| {
            let word = self.view.word(at);
            self.view.is_mark(at) || is_adverb(word) || is_auxiliary(word) || matches!(word, "that" | "which")
        })
    }

    fn sent(&self, index: usize) -> Option<Mover> {
        let trigger = &self.triggers[index];
        if !trigger.passive
            && let Some(object) = self.object(trigger)
        {
            return Some(Mover::Phrase(object));
        }
        let intransitive = matches!(
            trigger.verb.lemma,
            "move" | "withdraw" | "pull" | "deploy" | "redeploy" | "relocate" | "transfer"
        );
        let subject = self.subject(index);
        if trigger.passive || intransitive {
            return subject.map(Mover::Phrase).or_else(|| self.pronoun(index));
        }
        // "aid sent from": a participle right after its noun.
        subject
            .filter(|subject| self.is_close(*subject, trigger) && trigger.form != Form::Gerund)
            .map(Mover::Phrase)
    }

    fn goer(&self, index: usize) -> Option<Mover> {
        let trigger = &self.triggers[index];
        if trigger.passive && matches!(trigger.verb.frame, Frame::Reach | Frame::Cross | Frame::Impact) {
            return self.agent(trigger).map(Mover::Phrase);
        }
        // "flew 40 wounded to": the object moves
        if matches!(
            trigger.verb.lemma,
            "fly" | "drive" | "row" | "march" | "sail" | "rush" | "speed" | "race"
        ) && !trigger.passive
            && let Some(object) =
                self.object(trigger).filter(|object| !is_span_of_time(&self.view, &self.phrases[*object]))
        {
            return Some(Mover::Phrase(object));
        }
        // "the police stopped a van travelling to": the noun right before a participle does it.
        if trigger.form == Form::Gerund
            && let Some(nearest) = self.phrases.iter().position(|phrase| phrase.items.end == trigger.at)
        {
            return Some(Mover::Phrase(nearest));
        }
        if let Some(subject) = self.subject(index) {
            return Some(Mover::Phrase(subject));
        }
        self.pronoun(index).or_else(|| self.name(index))
    }

    /// The phrase right after a verb.
    fn object(&self, trigger: &Trigger) -> Option<usize> {
        self.phrases.iter().position(|phrase| {
            phrase.items.start >= trigger.end
                && phrase.items.start <= trigger.end + 2
                && (trigger.end..phrase.items.start).all(|at| {
                    let word = self.view.word(at);
                    !self.view.is_mark(at)
                        && !is_preposition(word)
                        && self.view.place(at).is_none()
                        && word != "and"
                })
        })
    }

    /// Phrases left of a verb in its clause, after the verb before it, that no preposition governs.
    fn subjects(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let trigger = &self.triggers[index];
        let clause = self.clauses[trigger.at];
        let from = index.checked_sub(1).map_or(0, |before| self.triggers[before].end);
        (0..self.phrases.len()).filter(move |phrase| {
            let phrase = &self.phrases[*phrase];
            let head = phrase.items.end - 1;
            let before = self.view.before(phrase.items.start);
            phrase.items.start >= from
                && phrase.items.end <= trigger.at
                && self.clauses[head] == clause
                && (!is_preposition(before) || matches!(before, "as" | "than" | "like"))
        })
    }

    fn subject(&self, index: usize) -> Option<usize> {
        // "the missiles launched by X crossed": the verb before shares its mover through linking, not through this.
        self.subjects(index).next().or_else(|| self.relative(index))
    }

    /// "…, which sailed": the phrase before the relative pronoun that opens the clause.
    fn relative(&self, index: usize) -> Option<usize> {
        let trigger = &self.triggers[index];
        let clause = self.clauses[trigger.at];
        let opener = (0..trigger.at).find(|at| self.clauses[*at] == clause)?;
        if !matches!(self.view.word(opener), "who" | "which" | "that") {
            return None;
        }
        self.phrases.iter().rposition(|phrase| {
            phrase.items.end <= opener
                && (phrase.items.end..opener).len() <= 5
                && (phrase.items.end..opener)
                    .all(|at| !is_auxiliary(self.view.word(at)) && !is_speech(self.view.word(at)))
        })
    }

    /// "by Russian warplanes": who does it in the passive.
    fn agent(&self, trigger: &Trigger) -> Option<usize> {
        self.phrases.iter().position(|phrase| {
            phrase.items.start >= trigger.end
                && phrase.items.start <= trigger.end + 6
                && self.view.before(phrase.items.start) == "by"
        })
    }

    fn pronoun(&self, index: usize) -> Option<Mover> {
        let trigger = &self.triggers[index];
        let clause = self.clauses[trigger.at];
        let from = index.checked_sub(1).map_or(0, |before| self.triggers[before].end);
        (from..trigger.at)
            .rev()
            .take(5)
            .find(|at| {
                self.clauses[*at] == clause
                    && matches!(self.view.word(*at), "they" | "it" | "he" | "she" | "both")
            })
            .map(|at| self.antecedent(at).map_or(Mover::Pronoun(at), Mover::Phrase))
    }

    /// The phrase of this sentence that a pronoun stands for: the nearest before it that agrees in number and kind.
    fn antecedent(&self, pronoun: usize) -> Option<usize> {
        let word = self.view.word(pronoun);
        self.phrases.iter().rposition(|phrase| {
            stands_for(word, phrase)
                && phrase.items.end <= pronoun
                && self.clauses[phrase.items.start] < self.clauses[pronoun]
                && !is_preposition(self.view.before(phrase.items.start))
        })
    }

    /// A name right before a verb that people do: "Kerry flew".
    fn name(&self, index: usize) -> Option<Mover> {
        let trigger = &self.triggers[index];
        if !trigger.verb.personal || trigger.form == Form::Gerund {
            return None;
        }
        let at = (0..trigger.at).rev().find(|at| {
            let word = self.view.word(*at);
            !is_auxiliary(word) && !is_adverb(word)
        })?;
        let item = &self.view.items[at];
        let same_clause = self.clauses[at] == self.clauses[trigger.at];
        // The first word of a sentence has its capital anyway, but a verb right after it makes it a name.
        (same_clause && item.sort == Sort::Capital && !item.possessive && !is_day(&item.lower))
            .then_some(Mover::Name)
    }

    /// What launched or carries it: the subject of an active verb, else "by" or "from" with a phrase.
    pub(super) fn launcher(&self, index: usize, mover: usize) -> Option<usize> {
        let trigger = &self.triggers[index];
        let launches = |phrase: &usize| self.phrases[*phrase].noun.class.launches() && *phrase != mover;
        if !trigger.passive && self.phrases[mover].items.start >= trigger.end {
            let own = self.subjects(index).find(launches);
            if own.is_some() {
                return own;
            }
            // "Four warships sailed from A and launched": the subject stands before the verb before.
            let clause = self.clauses[trigger.at];
            return (0..self.phrases.len()).filter(launches).find(|phrase| {
                let phrase = &self.phrases[*phrase];
                phrase.items.end <= trigger.at
                    && self.clauses[phrase.items.start] == clause
                    && !is_preposition(self.view.before(phrase.items.start))
            });
        }
        (0..self.phrases.len()).filter(launches).find(|phrase| {
            let phrase = &self.phrases[*phrase];
            phrase.items.start > trigger.at
                && phrase.items.start <= trigger.end + 8
                && matches!(self.view.before(phrase.items.start), "by" | "from" | "aboard")
        })
    }

    /// "buses carrying 120 people": the load right after a carrier.
    pub(super) fn load(&self, carrier: usize) -> Option<usize> {
        let carrier = &self.phrases[carrier];
        if !carrier.noun.class.carries() {
            return None;
        }
        let verb = (carrier.items.end..self.view.items.len().min(carrier.items.end + 3)).find(|at| {
            matches!(
                self.view.word(*at),
                "carrying" | "with" | "transporting" | "bearing" | "taking" | "loaded" | "packed"
            )
        })?;
        self.phrases.iter().position(|phrase| {
            phrase.items.start > verb
                && phrase.items.start <= verb + 3
                && !phrase.noun.class.carries()
                && (phrase.number.is_some() || (phrase.noun.plural && phrase.noun.class != Class::Cargo))
                && (verb + 1..phrase.items.start).all(|at| self.view.place(at).is_none())
        })
    }

    /// "aboard three buses", "in 12 boats": what carries the people that move, after the verb or right after them.
    pub(super) fn vehicle(&self, index: usize, mover: usize) -> Option<usize> {
        let trigger = &self.triggers[index];
        let clause = self.clauses[trigger.at];
        // Whoever leads or pulls another carries nothing.
        if matches!(trigger.verb.lemma, "escort" | "tow" | "haul") {
            return None;
        }
        // "Boats ferried 90 migrants", "an ambulance rushed the boy": the subject carries its object.
        if (trigger.verb.frame == Frame::Send || matches!(trigger.verb.lemma, "fly" | "drive" | "rush"))
            && !trigger.passive
            && self.phrases[mover].items.start >= trigger.end
            && let Some(subject) =
                self.subjects(index).find(|subject| self.phrases[*subject].noun.class.carries())
        {
            return Some(subject);
        }
        (0..self.phrases.len()).find(|phrase| {
            let phrase = &self.phrases[*phrase];
            phrase.noun.class.carries()
                && (phrase.items.start >= trigger.end
                    || phrase.items.start == self.phrases[mover].items.end + 1)
                && self.clauses[phrase.items.start] == clause
                && matches!(self.view.before(phrase.items.start), "aboard" | "on" | "in" | "by")
        })
    }

    /// "by train", "on foot": how, whatever the verb.
    pub(super) fn means(&self, index: usize) -> Option<Mode> {
        let trigger = &self.triggers[index];
        let clause = self.clauses[trigger.at];
        (trigger.end..self.view.items.len()).filter(|at| self.clauses[*at] == clause).find_map(|at| {
            Some(match (self.view.before(at), self.view.word(at)) {
                ("by", "bus" | "road" | "car" | "truck" | "lorry" | "taxi" | "van") => Mode::Road,
                ("by", "train" | "rail") => Mode::Rail,
                ("by", "sea" | "boat" | "ship" | "ferry") => Mode::Sea,
                ("by", "air" | "plane" | "helicopter" | "aircraft") => Mode::Flight,
                ("on", "foot") => Mode::Foot,
                _ => return None,
            })
        })
    }

    /// The item of the state that commands what moves: its adjective or owner ("Russian warships", "Russia's fleet"), the
    /// state that "its" stands for, or the state that launches or sends it.
    pub(super) fn operator(&self, index: usize, phrase: Option<usize>) -> Option<usize> {
        let trigger = &self.triggers[index];
        if let Some(phrase) =
            phrase.map(|phrase| &self.phrases[phrase]).filter(|phrase| phrase.noun.class.commanded())
        {
            if phrase.state.is_some() {
                return phrase.state;
            }
            if self.view.word(phrase.items.start) == "its" {
                return (0..phrase.items.start).rev().find(|at| self.is_state(*at));
            }
        }
        if !matches!(trigger.verb.frame, Frame::Launch | Frame::Strike | Frame::Send) || trigger.passive {
            return None;
        }
        let at = (0..trigger.at).rev().find(|at| {
            let word = self.view.word(*at);
            !is_auxiliary(word) && !is_adverb(word)
        })?;
        let subject = self.is_state(at)
            && !is_preposition(self.view.before(at))
            && self.clauses[at] == self.clauses[trigger.at];
        subject.then_some(at)
    }

    fn is_state(&self, at: usize) -> bool {
        self.view.place(at).is_some_and(|place| {
            place.country.is_some()
                && (place.level == Level::Country || place.kind == Kind::Metonymic)
                && place.kind != Kind::Demonym
        })
    }
}

/// Whether a pronoun agrees with a phrase in number and kind.
pub(super) fn stands_for(pronoun: &str, phrase: &Phrase) -> bool {
    let person = phrase.noun.class == Class::Person;
    let agrees = match pronoun {
        "he" | "she" => person && !phrase.noun.plural,
        "it" => !person && !phrase.noun.plural,
        _ => phrase.noun.plural,
    };
    agrees && phrase.noun.class != Class::Cargo
}

fn is_span_of_time(view: &View, phrase: &Phrase) -> bool {
    matches!(view.word(phrase.items.end), "missions" | "sorties" | "times")
}
