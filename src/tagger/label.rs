//! What a token can be: the first, an inner, the last or the only one of an entity of some type, or outside of all.

/// The types of entities that the tagger tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Entity {
    /// Countries, areas, towns, waters, mountains: "Homs", "Mason County"
    Place,
    /// Buildings, sites and streets: "the Pentagon", "Interstate 85"
    Facility,
    /// People: "Jordan Smith"
    Person,
    /// Companies, parties, teams, ministries: "Chicago Bears"
    Organisation,
    /// Peoples, languages and religions: "Syrian"
    People,
    /// Events, laws, ships, weapons, works: "Tour de France"
    Other,
}

impl Entity {
    /// All types, in the order of their labels.
    pub const ALL: [Self; 6] =
        [Self::Place, Self::Facility, Self::Person, Self::Organisation, Self::People, Self::Other];

    /// The short name that annotated text gives it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Place => "LOC",
            Self::Facility => "FAC",
            Self::Person => "PER",
            Self::Organisation => "ORG",
            Self::People => "NORP",
            Self::Other => "MISC",
        }
    }

    /// The type of a short name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|entity| entity.code() == code)
    }
}

/// A label as a number: 0 is outside; each entity has four in a row: first, inner, last, only.
pub(super) type Label = usize;

/// Outside of all entities.
pub(super) const OUTSIDE: Label = 0;
/// How many labels there are.
pub(super) const LABELS: usize = 1 + 4 * Entity::ALL.len();

/// Which token of its entity a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    First,
    Inner,
    Last,
    Only,
}

pub(super) const fn label(entity: Entity, part: Part) -> Label {
    1 + 4 * entity as usize + part as usize
}

/// What a label says; none outside.
pub(super) fn meaning(label: Label) -> Option<(Entity, Part)> {
    let inside = label.checked_sub(1)?;
    let part = match inside % 4 {
        0 => Part::First,
        1 => Part::Inner,
        2 => Part::Last,
        _ => Part::Only,
    };
    Some((Entity::ALL[inside / 4], part))
}

/// Whether an entity goes on behind this label.
pub(super) const fn is_open(label: Label) -> bool {
    label != OUTSIDE && (label - 1) % 4 < 2
}

/// Whether an entity goes on from the label before into this one.
pub(super) const fn is_continuation(label: Label) -> bool {
    label != OUTSIDE && matches!((label - 1) % 4, 1 | 2)
}

/// Whether one label may follow another.
pub(super) const fn may_follow(before: Label, label: Label) -> bool {
    if is_open(before) {
        is_continuation(label) && (before - 1) / 4 == (label - 1) / 4
    } else {
        !is_continuation(label)
    }
}

/// The labels that may stand before each label, rising; of the first so many, the second number says.
const BEFORE: [([u8; LABELS], usize); LABELS] = {
    let mut table = [([0; LABELS], 0); LABELS];
    let mut label = 0;
    while label < LABELS {
        let mut before = 0;
        while before < LABELS {
            if may_follow(before, label) {
                table[label].0[table[label].1] = before as u8;
                table[label].1 += 1;
            }
            before += 1;
        }
        label += 1;
    }
    table
};

/// The labels that may stand before a label, rising.
pub(super) fn before(label: Label) -> &'static [u8] {
    let (labels, count) = &BEFORE[label];
    &labels[..*count]
}

/// The label of the token at `offset` of an entity of `count` tokens.
pub(super) const fn label_at(entity: Entity, offset: usize, count: usize) -> Label {
    let part = match (offset, count) {
        (0, 1) => Part::Only,
        (0, _) => Part::First,
        (offset, count) if offset + 1 == count => Part::Last,
        _ => Part::Inner,
    };
    label(entity, part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_number_every_part_of_every_entity_once() {
        for label in 1..LABELS {
            let (entity, part) = meaning(label).unwrap();
            assert_eq!(super::label(entity, part), label);
        }
        assert_eq!(meaning(OUTSIDE), None);
    }

    #[test]
    fn the_labels_of_an_entity_follow_each_other_and_nothing_else_comes_between() {
        for count in 1..5 {
            let labels: Vec<Label> = (0..count).map(|at| label_at(Entity::Place, at, count)).collect();
            assert!(labels.windows(2).all(|pair| may_follow(pair[0], pair[1])), "{labels:?}");
            assert!(may_follow(OUTSIDE, labels[0]) && may_follow(labels[count - 1], OUTSIDE));
            for &inside in &labels[..count - 1] {
                assert!(!may_follow(inside, OUTSIDE) && !may_follow(inside, label_at(Entity::Person, 0, 1)));
                assert!(!may_follow(inside, label_at(Entity::Person, 1, 2)));
            }
        }
    }

    #[test]
    fn the_labels_before_a_label_are_those_it_may_follow() {
        for label in 0..LABELS {
            let allowed: Vec<u8> =
                (0..LABELS).filter(|&other| may_follow(other, label)).map(|other| other as u8).collect();
            assert_eq!(before(label), allowed);
        }
    }
}
