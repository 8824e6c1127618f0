//! Walks through JSON and keeps the fields that are looked for, and nothing else.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::fields::{Slot, Wanted};
use super::record::{Record, Scalar};
use crate::document::MAX_BYTES;

/// Objects in a list: it is read as a whole. Of JSON lines there may be any number.
const MOST_ENTRIES: usize = 1_000_000;

/// An object at the top, or the objects of a list there.
pub(super) struct Top<'w, 'f, T> {
    pub(super) wanted: &'w [Wanted<'f>],
    pub(super) take: T,
}

impl<'de, T: FnMut(Option<usize>, Record)> DeserializeSeed<'de> for Top<'_, '_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: FnMut(Option<usize>, Record)> Visitor<'de> for Top<'_, '_, T> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object or a list of objects")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, map: A) -> Result<(), A::Error> {
        let record = Object { wanted: self.wanted }.visit_map(map)?;
        (self.take)(None, record);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        let mut number = 0;
        while let Some(record) = list.next_element_seed(Object { wanted: self.wanted })? {
            number += 1;
            if number > MOST_ENTRIES {
                return Err(A::Error::custom("the list is too long"));
            }
            (self.take)(Some(number), record);
        }
        Ok(())
    }
}

/// An object with fields that are looked for.
pub(super) struct Object<'w, 'f> {
    pub(super) wanted: &'w [Wanted<'f>],
}

impl<'de> DeserializeSeed<'de> for Object<'_, '_> {
    type Value = Record;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_, '_> {
    type Value = Record;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let inside = map.next_value_seed(Value { fields: &Matching::new(self.wanted, &key) })?;
            record.merge(inside);
        }
        Ok(record)
    }
}

/// The fields that a key ends, and those that it leads to.
struct Matching<'f> {
    ended: Vec<Wanted<'f>>,
    further: Vec<Wanted<'f>>,
}

impl<'f> Matching<'f> {
    fn new(wanted: &[Wanted<'f>], key: &str) -> Self {
        let ended = wanted.iter().filter(|wanted| wanted.path == key).copied().collect();
        let further = wanted.iter().filter_map(|wanted| {
            let path = wanted.path.strip_prefix(key)?.strip_prefix('.')?;
            Some(Wanted { path, ..*wanted })
        });
        Self { ended, further: further.collect() }
    }
}

/// The value of a key.
struct Value<'w, 'f> {
    fields: &'w Matching<'f>,
}

impl<'de> DeserializeSeed<'de> for Value<'_, '_> {
    type Value = Record;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record, D::Error> {
        if self.fields.ended.is_empty() && self.fields.further.is_empty() {
            return IgnoredAny.visit_some(deserializer).map(|_ignored| Record::default());
        }
        deserializer.deserialize_any(self)
    }
}

impl Value<'_, '_> {
    fn keep(&self, value: &Scalar) -> Record {
        let mut record = Record::default();
        for wanted in &self.fields.ended {
            record.keep(*wanted, value.clone());
        }
        record
    }
}

impl<'de> Visitor<'de> for Value<'_, '_> {
    type Value = Record;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Record, E> {
        Ok(self.keep(&Scalar::Text(text.to_owned())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Record, E> {
        Ok(self.keep(&Scalar::Number(number)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Record, E> {
        Ok(self.keep(
            &i64::try_from(number).map_or_else(|_too_large| Scalar::Text(number.to_string()), Scalar::Number),
        ))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Record, E> {
        Ok(self.keep(&Scalar::Number(number as i64)))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Record, E> {
        Ok(Record::default())
    }

    fn visit_unit<E>(self) -> Result<Record, E> {
        Ok(Record::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Record, A::Error> {
        Object { wanted: &self.fields.further }.visit_map(map)
    }

    /// Paragraphs, where a list itself is looked for; else one of its values.
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        let mut paragraphs = String::new();
        let mut number = 0_usize;
        let paragraph = [Wanted { slot: Slot::Text, rank: 0, path: "" }];
        loop {
            let mut fields = Matching::new(&self.fields.further, &number.to_string());
            let takes_paragraphs = !self.fields.ended.is_empty() && fields.ended.is_empty();
            if takes_paragraphs {
                fields.ended = paragraph.to_vec();
            }
            let Some(mut inside) = list.next_element_seed(Value { fields: &fields })? else { break };
            number += 1;
            match if takes_paragraphs { inside.take_text() } else { None } {
                Some(paragraph) => {
                    if !paragraphs.is_empty() {
                        paragraphs.push_str("\n\n");
                    }
                    paragraphs.push_str(&paragraph);
                }
                None => record.merge(inside),
            }
        }
        if !paragraphs.is_empty() && paragraphs.len() <= MAX_BYTES {
            record.merge(self.keep(&Scalar::Text(paragraphs)));
        }
        Ok(record)
    }
}
