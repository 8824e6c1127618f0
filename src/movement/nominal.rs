//! Journeys told without a verb of motion: "the incursion into Turkish airspace", "on its way from Lima to Cusco".

use super::{
    clause::{self, Trigger},
    lexicon::{self, Form},
    vocabulary::{is_incursion, is_modal, is_voyage_noun},
    words::View,
};

/// "the Russian incursion": whose it is.
pub(super) fn incursor(view: &View, trigger: &Trigger) -> Option<usize> {
    let before = trigger.at.checked_sub(1)?;
    (trigger.verb.lemma == lexicon::INCURSION.lemma && view.place(before).is_some()).then_some(before)
}

/// "the incursion into Turkish airspace", which needs no verb.
pub(super) fn incursions(view: &View) -> Vec<Trigger> {
    (0..view.items.len())
        .filter(|at| is_incursion(view.word(*at)) && matches!(view.word(at + 1), "into" | "in"))
        .filter(|at| (at + 2..at + 6).any(|item| matches!(view.word(item), "airspace" | "skies")))
        .map(|at| Trigger {
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

/// Words of which one stands in every [`en_route`].
pub(super) fn may_be_en_route(word: &str) -> bool {
    matches!(word, "route" | "bound") || is_voyage_noun(word)
}

/// "on its way from", "on a voyage to", "en route to", "bound for".
pub(super) fn en_route(view: &View) -> Vec<Trigger> {
    (0..view.items.len()).filter_map(|at| route_at(view, at)).collect()
}

fn route_at(view: &View, at: usize) -> Option<Trigger> {
    let leads = |at: usize| matches!(view.word(at), "from" | "to" | "into" | "toward" | "towards" | "out");
    let end = match view.word(at) {
        "en" if view.word(at + 1) == "route" && (leads(at + 2) || view.word(at + 2) == "for") => at + 2,
        "bound" if view.word(at + 1) == "for" => at + 1,
        "on" => {
            let owned = matches!(
                view.word(at + 1),
                "its" | "the" | "their" | "his" | "her" | "a" | "an" | "our" | "my"
            );
            let noun = (at + 2..at + 4).find(|noun| is_voyage_noun(view.word(*noun))).filter(|_| owned)?;
            let back = usize::from(matches!(view.word(noun + 1), "back" | "home"));
            if !leads(noun + 1 + back) {
                return None;
            }
            noun + 1
        }
        _ => return None,
    };
    let group = clause::verb_group(view, at);
    let words = view.words(group.clone());
    if words.iter().any(|word| is_modal(word)) || clause::is_conditional(view, group.start) {
        return None;
    }
    let negated = words.iter().any(|word| matches!(*word, "not" | "never") || word.ends_with("n't"));
    Some(Trigger {
        at,
        end,
        verb: &lexicon::EN_ROUTE,
        form: Form::Gerund,
        passive: false,
        negated,
        dependent: false,
        hedge: None,
    })
}
