//! Cuts a sentence into clauses and says which clause takes its time from which.
//!
//! 1. A clause may begin at a comma or the like, at `and`, `while`, `which`, `after`, `that`, and behind a verb of saying. A stretch
//!    without a verb belongs to the clause before it, the first to the one behind; one that `after` or `before` opens stands alone.
//! 2. A clause with a time of its own takes no other.
//! 3. One without goes by the clause it hangs on: one joined by a comma, `and`, `while` or `when` by the last main clause, a
//!    relative clause by the one before it. Verbs joined without a new subject ("bombed Hama and hit Homs on Monday") share
//!    their time both ways.
//! 4. What is said goes by the time at which it was said, marked as such, unless it looks forward.
//! 5. A clause of `after`, `before`, `because` and the like neither takes nor lends a time, nor does a clause of saying take the
//!    time of what is said. A time with a comma at the head of the sentence is that of the saying all the same.

use std::ops::Range;

use super::tense::{Tense, verb};
use crate::segment::{Shape, Token};

/// How a clause hangs on others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// On the last main clause.
    Main,
    /// On the clause before: `which`, and verbs joined to those of a relative clause.
    Relative,
    /// On the clause before, and it on this one.
    SameSubject,
    /// On nothing.
    Apart,
    /// On the clause of saying before.
    Said,
}

/// A clause of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// Bytes in the document text at which it begins; it ends where the next begins.
    pub start: usize,
    /// The clause whose time is its own, and whether that is only the time at which it was said.
    pub source: Option<(usize, bool)>,
}

#[expect(clippy::struct_excessive_bools, reason = "what is seen in it, each by itself")]
struct Draft {
    /// Tokens of the sentence.
    tokens: Range<usize>,
    link: Link,
    has_verb: bool,
    says: bool,
    looks_forward: bool,
    timed: bool,
}

/// The clauses of a sentence, in order; `times` are the bytes of its time expressions. Linear in the tokens.
pub(super) fn clauses(text: &str, tokens: &[Token], times: &[Range<usize>]) -> Vec<Clause> {
    let drafts = joined(drafts(text, tokens, times));
    let sources = sources(&drafts, begins_with_time(text, tokens, times));
    drafts
        .iter()
        .zip(sources)
        .map(|(draft, source)| Clause {
            start: tokens.get(draft.tokens.start).map_or(0, |token| token.range.start),
            source,
        })
        .collect()
}

/// Every stretch that could be a clause.
fn drafts(text: &str, tokens: &[Token], times: &[Range<usize>]) -> Vec<Draft> {
    let word = |at: usize| tokens.get(at).map_or("", |token: &Token| &text[token.range.clone()]);
    // Which expression a token begins or lies in.
    let time_at = |at: usize| {
        tokens.get(at).and_then(|token| {
            let behind = times.partition_point(|time| time.end <= token.range.start);
            times.get(behind).filter(|time| time.start <= token.range.start)
        })
    };
    let mut drafts = Vec::new();
    let mut draft = Draft::new(0, Link::Main);
    // Where what is said may begin: behind a verb of saying and the time that may follow it.
    let mut said_at = None;
    for (at, token) in tokens.iter().enumerate() {
        let here = word(at);
        let inside_time = time_at(at).is_some_and(|time| time.start < token.range.start);
        let link = if inside_time {
            None
        } else if said_at == Some(at) {
            begins_statement(token, here).then_some(Link::Said)
        } else {
            let after_time =
                time_at(at + 1).is_some() || (word(at + 1) == "the" && time_at(at + 2).is_some());
            opener(here, token.shape, &draft, after_time)
        };
        // "and hit": no new subject.
        let link = match link {
            Some(Link::Main) if matches!(here, "and" | "but" | "or") && is_verb(word(at + 1)) => {
                Some(Link::SameSubject)
            }
            link => link,
        };
        if at == 0 && link == Some(Link::Apart) {
            draft.link = Link::Apart;
        }
        if let Some(link) = link.filter(|_| at > draft.tokens.start) {
            draft.tokens.end = at;
            drafts.push(std::mem::replace(&mut draft, Draft::new(at, link)));
        }
        draft.timed |= time_at(at).is_some();
        if token.shape == Shape::Lower && time_at(at).is_none() {
            draft.has_verb |= is_verb(here);
            draft.looks_forward |= verb(here) == Some(Tense::Future);
            if is_speech(here) {
                draft.says = true;
                let on = at + 1 + usize::from(word(at + 1) == "on");
                let behind_time = (on..tokens.len()).find(|&next| time_at(next).is_none()).unwrap_or(on);
                // "said Thursday's strikes": the day is of what is said.
                let of_statement = matches!(word(behind_time), "'s" | "’s");
                said_at = Some(if time_at(on).is_some() && !of_statement { behind_time } else { at + 1 });
            }
        }
    }
    draft.tokens.end = tokens.len();
    drafts.push(draft);
    drafts
}

impl Draft {
    const fn new(start: usize, link: Link) -> Self {
        Self { tokens: start..start, link, has_verb: false, says: false, looks_forward: false, timed: false }
    }
}

/// Whether a statement begins with this token, where it stands right behind a verb of saying.
fn begins_statement(token: &Token, word: &str) -> bool {
    let preposition = matches!(
        word,
        "in" | "at"
            | "on"
            | "by"
            | "to"
            | "from"
            | "of"
            | "for"
            | "after"
            | "during"
            | "with"
            | "as"
            | "and"
            | "late"
            | "early"
    );
    token.shape != Shape::Punctuation && !preposition
}

/// How a clause that begins with this word hangs on others; none where none begins.
fn opener(word: &str, shape: Shape, before: &Draft, before_time: bool) -> Option<Link> {
    match word {
        "," | "—" | "–" | "--" | "“" | "”" | "\"" => Some(Link::Main),
        ";" | ":" | "(" | ")" => Some(Link::Apart),
        _ if shape == Shape::Punctuation => None,
        "and" | "but" | "or" | "yet" | "while" | "While" | "whereas" | "when" | "When" | "as" | "As" => {
            Some(Link::Main)
        }
        "that" if before.says => Some(Link::Said),
        "that" | "which" | "who" | "whose" | "whom" | "where" => Some(Link::Relative),
        // "after Monday", "until the end of May" are times, no clauses.
        "after" | "After" | "before" | "Before" | "since" | "Since" | "until" | "Until" if before_time => {
            None
        }
        "after" | "After" | "before" | "Before" | "since" | "Since" | "until" | "Until" | "because"
        | "Because" | "although" | "Although" | "though" | "Though" | "if" | "If" | "unless" | "Unless" => {
            Some(Link::Apart)
        }
        _ => None,
    }
}

/// Gives the stretches without a verb to their neighbours.
fn joined(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut clauses: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let alone = draft.has_verb || draft.link == Link::Apart;
        match clauses.last_mut() {
            Some(last) if !alone => last.take(&draft),
            // The first words of a sentence wait for their verb: "On Monday, ships left". What "after" opened does not.
            // "A mill in Homs, which was old, burned": the verb comes behind the relative clause.
            Some(last) if !last.has_verb && last.link != Link::Apart && draft.link != Link::Relative => {
                let link =
                    if last.tokens.start == 0 && draft.link != Link::Apart { Link::Main } else { last.link };
                last.take(&draft);
                last.link = link;
            }
            _ => clauses.push(draft),
        }
    }
    clauses
}

impl Draft {
    fn take(&mut self, other: &Self) {
        self.tokens.end = other.tokens.end;
        self.has_verb |= other.has_verb;
        self.says |= other.says;
        self.looks_forward |= other.looks_forward;
        self.timed |= other.timed;
    }
}

/// Whether a sentence begins with a time and a comma: "On Monday, ...".
fn begins_with_time(text: &str, tokens: &[Token], times: &[Range<usize>]) -> bool {
    let (Some(first), Some(time)) = (tokens.first(), times.first()) else { return false };
    let near = tokens.iter().take(3).any(|token| token.range.start == time.start);
    let lower = tokens.iter().take_while(|token| token.range.start < time.start).skip(1);
    near && lower.clone().all(|token| token.shape == Shape::Lower)
        && (first.range.start == time.start || first.shape != Shape::Punctuation)
        && text.get(time.end..).is_some_and(|rest| rest.starts_with(','))
}

/// The clause whose time each takes: itself where it has one.
fn sources(clauses: &[Draft], fronted: bool) -> Vec<Option<(usize, bool)>> {
    let mut sources: Vec<Option<(usize, bool)>> = Vec::with_capacity(clauses.len());
    let mut last_main: Option<usize> = None;
    for (at, clause) in clauses.iter().enumerate() {
        let before = at.checked_sub(1);
        let of = |other: Option<usize>| other.and_then(|other| sources.get(other).copied().flatten());
        let source = match clause.link {
            _ if clause.timed => Some((at, false)),
            // "On Monday, in a letter he had signed, the mayor said": the time stands before all.
            Link::Main
                if clause.says
                    && fronted
                    && clauses.get(at + 1).is_some_and(|next| next.link == Link::Said) =>
            {
                of(last_main)
            }
            // What was said on Monday is not when somebody else says so.
            Link::Main | Link::Relative | Link::SameSubject if clause.says => {
                of(before).filter(|(source, _)| clauses[*source].says && clause.link == Link::SameSubject)
            }
            Link::Main => of(last_main),
            Link::Relative | Link::SameSubject => of(before),
            Link::Said => of(before).map(|(source, _)| (source, true)),
            Link::Apart => None,
        };
        sources.push(source.filter(|(source, told)| {
            !(*told || clauses[*source].says && *source != at) || !clause.looks_forward
        }));
        if !matches!(clause.link, Link::Apart | Link::Relative) {
            last_main = Some(at);
        }
    }
    // The subject of a relative clause goes by the verb behind that.
    for at in 0..clauses.len() {
        if !clauses[at].has_verb && clauses[at].link == Link::Main && sources[at].is_none() {
            let verb = (at + 1..clauses.len()).find(|&next| clauses[next].link != Link::Relative);
            let verb = verb.filter(|&next| matches!(clauses[next].link, Link::Main | Link::SameSubject));
            sources[at] = verb.and_then(|verb| sources[verb]);
        }
    }
    // Verbs of one subject share the time of the last.
    for at in (1..clauses.len()).rev() {
        if clauses[at].link == Link::SameSubject && sources[at - 1].is_none() && !clauses[at - 1].says {
            sources[at - 1] = sources[at];
        }
    }
    // "Ships left Tartus, officials said on Monday."
    for at in 1..clauses.len() {
        if !(clauses[at].says && clauses[at].timed && clauses[at].link == Link::Main) {
            continue;
        }
        for before in (0..at).rev() {
            if sources[before].is_some() {
                break;
            }
            if clauses[before].link != Link::Apart && !clauses[before].looks_forward && !clauses[before].says
            {
                sources[before] = Some((at, true));
            }
        }
    }
    sources
}

fn is_verb(word: &str) -> bool {
    verb(word).is_some()
        || matches!(
            word,
            "is" | "are"
                | "am"
                | "says"
                | "say"
                | "reports"
                | "claims"
                | "denies"
                | "adds"
                | "warns"
                | "expects"
                | "plans"
                | "wants"
                | "remains"
                | "remain"
                | "shows"
                | "show"
                | "keeps"
                | "keep"
                | "holds"
                | "hold"
                | "faces"
                | "face"
                | "can"
                | "could"
                | "may"
                | "must"
                | "do"
                | "does"
                | "makes"
                | "make"
                | "takes"
                | "take"
                | "lies"
                | "lie"
                | "stands"
                | "stand"
                | "begins"
                | "begin"
                | "ends"
                | "meets"
                | "meet"
                | "comes"
                | "come"
                | "goes"
                | "go"
                | "leaves"
                | "leave"
                | "became"
                | "become"
                | "becomes"
                | "burst"
                | "spread"
                | "swept"
                | "slept"
                | "rode"
                | "sailed"
                | "won"
                | "tore"
                | "wore"
                | "sang"
                | "swam"
                | "froze"
                | "blew"
                | "arose"
                | "woke"
        )
}

fn is_speech(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "say"
            | "saying"
            | "told"
            | "tells"
            | "announced"
            | "announces"
            | "reported"
            | "reports"
            | "added"
            | "adds"
            | "warned"
            | "warns"
            | "claimed"
            | "claims"
            | "denied"
            | "denies"
            | "confirmed"
            | "confirms"
            | "stated"
            | "insisted"
            | "insists"
            | "acknowledged"
            | "admitted"
            | "argued"
            | "alleged"
            | "declared"
            | "noted"
            | "wrote"
            | "tweeted"
            | "estimated"
            | "recalled"
            | "believes"
            | "believe"
            | "predicted"
    )
}
