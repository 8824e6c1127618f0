//! Where a sentence tells of motion: its clauses, the verbs that count, and whether the text says that it happened.

use std::ops::Range;

use super::{
    Polarity,
    lexicon::{self, Form, Frame, Verb},
    roles::starts_bare,
    vocabulary::{
        is_adverb, is_auxiliary, is_be, is_denial, is_determiner, is_factual, is_hedge, is_licence, is_modal,
        is_preposition, is_speech, is_wish,
    },
    words::{Sort, View},
};

/// A verb of motion in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Trigger {
    /// The item of the verb.
    pub at: usize,
    /// One past its last word, with the particle ("took off").
    pub end: usize,
    pub verb: &'static Verb,
    pub form: Form,
    /// "were launched": the subject is what moves.
    pub passive: bool,
    /// "did not fly", "never reached".
    pub negated: bool,
    /// Told as an infinitive of purpose or a participle: adds to a journey already told, starts none by itself.
    pub dependent: bool,
    /// The item of a hedge inside the verb group ("may have crossed", "appears to have flown").
    pub hedge: Option<usize>,
}

/// All triggers of a sentence, in text order; those told as plans, wishes and possibilities are left out.
pub(super) fn triggers(view: &View) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    for (at, item) in view.items.iter().enumerate() {
        if !matches!(item.sort, Sort::Word) || item.joined || item.possessive {
            continue;
        }
        let senses = lexicon::verbs(&item.lower);
        let earlier = !found.is_empty();
        // The sense with a particle is the narrower one ("took off" before "took"), and "hit" is a past before a base form.
        let best = senses
            .iter()
            .filter_map(|(verb, form)| {
                let end = particle_end(view, at, verb)?;
                judge(view, at, end, verb, *form, earlier)
            })
            .max_by_key(|trigger| (!trigger.verb.particles.is_empty(), trigger.form != Form::Base));
        found.extend(best);
    }
    found
}

/// One past the verb and its particle; null when the particle it needs does not follow.
fn particle_end(view: &View, at: usize, verb: &Verb) -> Option<usize> {
    let next = view.word(at + 1);
    // "shot down", "fired back", "launched against": another meaning.
    if matches!(verb.frame, Frame::Launch)
        && matches!(next, "down" | "dead" | "back" | "upon" | "her" | "him")
    {
        return None;
    }
    // "headed the delegation"
    let leads_on = is_adverb(next)
        || matches!(
            next,
            "for" | "to" | "toward" | "towards" | "into" | "from" | "out" | "through" | "across"
        );
    if verb.lemma == "head" && !leads_on {
        return None;
    }
    if verb.particles.is_empty() {
        return Some(at + 1);
    }
    let position = (at + 1..=at + 2).find(|position| verb.particles.contains(&view.word(*position)))?;
    // "passed over Egypt": the particle is the preposition that gives the place its role.
    Some(if matches!(verb.lemma, "pass" | "call") { at + 1 } else { position + 1 })
}

fn judge(
    view: &View,
    at: usize,
    end: usize,
    verb: &'static Verb,
    form: Form,
    earlier: bool,
) -> Option<Trigger> {
    let group = verb_group(view, at);
    let words = view.words(group.clone());
    let has = |test: fn(&str) -> bool| words.iter().any(|word| test(word));
    // "moved to block the nominee": no journey at all.
    if verb.lemma == "move"
        && view.word(at + 1) == "to"
        && starts_bare(view, at + 2)
        && is_determiner(view.word(at + 3))
    {
        return None;
    }
    let negated = has(|word| matches!(word, "not" | "never") || word.ends_with("n't"))
        || matches!(view.before(group.start), "nobody" | "none");
    let mut hedge = group.clone().find(|item| matches!(view.word(*item), "may" | "might"));
    if has(is_modal) && !(hedge.is_some() && has(|word| word == "have")) {
        return None;
    }
    if is_conditional(view, group.start) {
        return None;
    }
    let be = has(is_be);
    let mut dependent = false;
    match form {
        Form::Base => {
            if let Some(to) = group.clone().rev().find(|item| view.word(*item) == "to") {
                match infinitive(view, to, verb, earlier)? {
                    Infinitive::Factual => {}
                    Infinitive::Hedged(item) => hedge = Some(item),
                    Infinitive::Purpose => dependent = true,
                }
            } else if !has(|word| matches!(word, "did" | "didn't" | "do" | "does" | "doesn't" | "don't")) {
                // Mostly a noun or an imperative; the present plural is rare in reports.
                return None;
            }
        }
        Form::Gerund => {
            if !be {
                dependent = true;
                if !gerund_is_told(view, at, earlier) {
                    return None;
                }
            }
        }
        Form::Past | Form::Participle => {
            if let Some(to) = group.clone().rev().find(|item| view.word(*item) == "to") {
                match infinitive(view, to, verb, earlier)? {
                    Infinitive::Hedged(item) => hedge = Some(item),
                    Infinitive::Factual | Infinitive::Purpose => {}
                }
            }
            if is_determiner(view.before(at))
                && matches!(view.before(at), "the" | "a" | "an" | "its" | "their")
            {
                return None;
            }
        }
        Form::Third => {
            // "six ships" is a noun far more often than "ships grain" is told of.
            let nominal = is_determiner(view.before(at)) || is_preposition(view.before(at));
            if nominal || lexicon::noun(view.word(at)).is_some() {
                return None;
            }
        }
    }
    let passive = be && matches!(form, Form::Past | Form::Participle);
    if passive
        && matches!(verb.lemma, "leave" | "head" | "abandon" | "pass" | "set" | "go")
        && verb.lemma != "abandon"
    {
        return None;
    }
    Some(Trigger { at, end, verb, form, passive, negated, dependent, hedge })
}

/// The auxiliaries and adverbs right before a verb.
pub(super) fn verb_group(view: &View, at: usize) -> Range<usize> {
    let mut start = at;
    while start > 0 {
        let word = view.word(start - 1);
        let item = &view.items[start - 1];
        let inside = matches!(item.sort, Sort::Word)
            && (is_auxiliary(word) || is_adverb(word) || word == "to" || word == "able" || word == "being");
        if !inside {
            break;
        }
        start -= 1;
    }
    start..at
}

enum Infinitive {
    /// "had to travel", "managed to reach": it happened
    Factual,
    /// "appears to have flown": somebody thinks so
    Hedged(usize),
    /// "to reach Syria" after a verb of motion
    Purpose,
}

fn infinitive(view: &View, to: usize, verb: &Verb, earlier: bool) -> Option<Infinitive> {
    let governor = view.before(to);
    let far = to.checked_sub(2).map_or("", |at| view.word(at));
    if is_factual(governor) {
        return Some(Infinitive::Factual);
    }
    // "it took the driver nine hours to reach"
    if (to.saturating_sub(10)..to).any(|at| view.word(at) == "took" && view.before(at) == "it") {
        return Some(Infinitive::Factual);
    }
    if is_hedge(governor) || matches!(governor, "said" | "reported" | "known" | "understood" | "estimated") {
        return Some(Infinitive::Hedged(to - 1));
    }
    // "allowing its warplanes to cross", "forced thousands to flee"
    if let Some(at) = (to.saturating_sub(6)..to).rev().find(|at| is_licence(view.word(*at)))
        && !(at..to).any(|at| view.is_mark(at))
        && at + 1 < to
    {
        return Some(Infinitive::Factual);
    }
    let purpose = matches!(verb.frame, Frame::Reach | Frame::Impact | Frame::Cross) && earlier;
    // "plans to reach", "hopes to cross": the verb before is no verb of motion.
    (purpose && !is_wish(governor) && !is_wish(far)).then_some(Infinitive::Purpose)
}

/// Whether a clause that starts near `start` is a condition.
pub(super) fn is_conditional(view: &View, start: usize) -> bool {
    let from = (0..start).rev().find(|at| view.is_mark(*at)).map_or(0, |at| at + 1);
    (from..start).any(|at| matches!(view.word(at), "if" | "unless" | "whether"))
}

/// Whether an -ing form without "be" tells of something that happened.
fn gerund_is_told(view: &View, at: usize, earlier: bool) -> bool {
    let before = view.before(at);
    if before.is_empty()
        || matches!(
            before,
            "after" | "before" | "by" | "while" | "when" | "on" | "started" | "began" | "kept" | "continued"
        )
    {
        return true;
    }
    if view.is_mark(at - 1) || matches!(before, "and" | "then") {
        return earlier;
    }
    if matches!(
        before,
        "of" | "without"
            | "for"
            | "against"
            | "from"
            | "avoid"
            | "considered"
            | "considering"
            | "discussed"
            | "opposed"
            | "the"
            | "a"
            | "no"
            | "its"
            | "their"
            | "to"
            | "about"
    ) {
        return false;
    }
    // "26 rockets hitting targets in", "a plane carrying aid heading for"
    earlier
        || matches!(before, "seen" | "spotted" | "filmed" | "tracked" | "detected")
        || lexicon::noun(before).is_some()
}

/// Which clause each item belongs to, counted from 0.
pub(super) fn clauses(view: &View, triggers: &[Trigger]) -> Vec<usize> {
    let count = view.items.len();
    // A clause needs a verb before "and" can open the next.
    let mut finite = false;
    let mut starts = vec![false; count + 1];
    for at in 0..count {
        let item = &view.items[at];
        match item.sort {
            Sort::Break => {
                starts[at] = true;
                continue;
            }
            Sort::Word | Sort::Capital => {}
            _ => continue,
        }
        let word = item.lower.as_str();
        let next = view.word(at + 1);
        let opens = opens_clause(word, view.before(at), next)
            || (opens_if_finite(word) && (finite || word != "and") && finite_within(view, at + 1, triggers));
        if opens {
            starts[at] = true;
            finite = false;
        }
        let verb_of_motion = triggers.iter().any(|trigger| trigger.at == at);
        finite |= verb_of_motion || is_auxiliary(word) || word.ends_with("ed");
        if is_speech(word) && !verb_of_motion && !item.joined && next != "of" {
            starts[at + 1] = true;
            // ", the ministry said": from the comma on it is no longer what is told.
            if let Some(comma) = (0..at).rev().take(14).find(|at| view.is_mark(*at))
                && !triggers.iter().any(|trigger| comma < trigger.at && trigger.at < at)
            {
                starts[comma] = true;
            }
        }
        // ", killing five in Aleppo"
        if at > 0 && word.ends_with("ing") && view.is_mark(at - 1) && !verb_of_motion && word.len() > 5 {
            starts[at] = true;
        }
    }
    let mut clause = 0;
    (0..count)
        .map(|at| {
            if starts[at] && at > 0 {
                clause += 1;
            }
            clause
        })
        .collect()
}

fn opens_clause(word: &str, before: &str, next: &str) -> bool {
    match word {
        "while" | "whereas" | "but" | "although" | "though" | "because" | "where" | "if" | "who"
        | "which" | "whose" | "when" | "until" => true,
        "that" => !matches!(before, "so" | "after" | "before" | "like"),
        "as" => {
            !matches!(
                before,
                "such" | "so" | "well" | "much" | "many" | "far" | "soon" | "same" | "as" | "known"
            ) && !matches!(
                next,
                "part" | "well" | "many" | "much" | "far" | "of" | "soon" | "long" | "a" | "an"
            )
        }
        _ => false,
    }
}

/// "after dawn" is no clause, "after they left" is.
fn opens_if_finite(word: &str) -> bool {
    matches!(word, "after" | "before" | "since" | "and")
}

fn finite_within(view: &View, from: usize, triggers: &[Trigger]) -> bool {
    let and = view.before(from) == "and";
    for at in from..view.items.len().min(from + 8) {
        if view.is_mark(at) || matches!(view.word(at), "and" | "that" | "which" | "who") {
            return false;
        }
        // "Iran and Iraq to reach Syria": an infinitive opens nothing.
        let trigger = view.before(at) != "to" && triggers.iter().any(|trigger| trigger.at == at);
        let word = view.word(at);
        // "and drove to" goes on with the same subject; "and the rebels drove to" does not.
        if and && at == from && (trigger || is_auxiliary(word)) {
            return false;
        }
        if trigger || (matches!(view.items[at].sort, Sort::Word) && (is_auxiliary(word) || is_speech(word))) {
            return true;
        }
    }
    false
}

/// How the sentence stands to what the trigger tells, with the words that say so.
pub(super) fn polarity(
    view: &View,
    trigger: &Trigger,
    mover_is_none: bool,
) -> (Polarity, Option<Range<usize>>) {
    let before = 0..trigger.at;
    let mut hedge = trigger.hedge.map(|at| at..at + 1);
    let mut denied = trigger.negated || mover_is_none;
    for at in before {
        if !matches!(view.items[at].sort, Sort::Word | Sort::Capital) {
            continue;
        }
        let word = view.word(at);
        let next = view.word(at + 1);
        denied |= is_denial(word)
            || (word == "no" && matches!(next, "evidence" | "proof" | "sign" | "indication" | "truth"));
        let cannot = matches!(word, "not" | "cannot" | "couldn't" | "can't" | "unable")
            && (at + 1..at + 4)
                .any(|at| matches!(view.word(at), "confirm" | "verify" | "confirmed" | "verified"));
        if hedge.is_none() && cannot {
            let verb = (at + 1..at + 4)
                .find(|at| matches!(view.word(*at), "confirm" | "verify" | "confirmed" | "verified"));
            let from = if is_modal(view.before(at)) { at - 1 } else { at };
            hedge = Some(from..verb.map_or(at, |verb| verb) + 1);
        }
        if hedge.is_none() && is_hedge(word) && !matches!(word, "may" | "might") {
            hedge = Some(at..at + 1);
        }
    }
    if hedge.is_none() {
        let after = trigger.end..view.items.len().min(trigger.end + 3);
        hedge = after
            .clone()
            .find(|at| matches!(view.word(*at), "apparently" | "reportedly" | "allegedly"))
            .map(|at| at..at + 1);
    }
    let reported = view.items.iter().enumerate().any(|(at, item)| {
        // "were diverted, adding 3,500 miles": nobody speaks.
        let adds = item.lower == "adding" && !matches!(view.word(at + 1), "that" | ":");
        matches!(item.sort, Sort::Word) && !item.joined && is_speech(&item.lower) && at != trigger.at && !adds
    });
    let polarity = match (denied, reported) {
        (true, _) => Polarity::Denied,
        (false, true) => Polarity::Reported,
        (false, false) => Polarity::Affirmed,
    };
    (polarity, hedge)
}
