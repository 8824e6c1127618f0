//! The words journeys are told in: verbs of motion with their arguments, nouns for what moves, and the small words that
//! give places their roles. Nothing here belongs to a particular report.

mod nouns;
mod verbs;

use super::Mode;
pub(super) use nouns::{Class, Noun, noun, plural};
pub(super) use verbs::{EN_ROUTE, INCURSION, verbs};

/// How a verb arranges what moves and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// "launched 26 missiles at": the object flies, the subject is the launcher
    Launch,
    /// "carried out 26 missile strikes against": as [`Frame::Launch`], with strikes for an object
    Strike,
    /// "sent 200 soldiers to": the object moves
    Send,
    /// "sailed from": the subject moves, places stand in prepositional phrases
    Go,
    /// "arrived in", "landed at": as [`Frame::Go`], and "in" and "at" give the destination
    Arrive,
    /// "fled Homs", "left for": the direct object is the origin
    Leave,
    /// "reached Idlib", "entered Syria": the direct object is the destination
    Reach,
    /// "crossed Iran": the direct object is passed through
    Cross,
    /// "hit targets in": the direct object is where a missile ends
    Impact,
    /// "stopped in", "refuelled at": a halt on the way
    Halt,
}

/// A verb of motion.
#[derive(Debug)]
pub(super) struct Verb {
    pub lemma: &'static str,
    pub frame: Frame,
    /// How its subject moves, where the verb alone says so.
    pub mode: Option<Mode>,
    /// "flew 300 km": a length right after it is the length of the journey.
    pub extent: bool,
    /// It is a journey whoever the subject is: a person by name will do.
    pub personal: bool,
    /// Words of which one must follow ("took off"); empty when it stands alone.
    pub particles: &'static [&'static str],
    /// A place with a role must stand in the clause, or the word means something else ("moved", "left").
    pub needs_place: bool,
}

/// The form in which a verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Base,
    Third,
    Past,
    Participle,
    Gerund,
}

const fn verb(lemma: &'static str, frame: Frame, mode: Option<Mode>) -> Verb {
    Verb { lemma, frame, mode, extent: false, personal: false, particles: &[], needs_place: false }
}

impl Verb {
    const fn extent(mut self) -> Self {
        self.extent = true;
        self
    }
    const fn personal(mut self) -> Self {
        self.personal = true;
        self
    }
    const fn then(mut self, particles: &'static [&'static str]) -> Self {
        self.particles = particles;
        self
    }
    const fn placed(mut self) -> Self {
        self.needs_place = true;
        self
    }
}
