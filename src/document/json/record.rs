//! What was found in an object, and the document that it makes.

use super::fields::{Fields, Slot, Wanted};
use crate::document::decode::clean;
use crate::document::{DateBasis, DocumentError, Found, date, html};

/// The fields of an object that were looked for.
#[derive(Default)]
pub(super) struct Record {
    text: Option<(usize, Scalar)>,
    date: Option<(usize, Scalar)>,
    id: Option<(usize, Scalar)>,
    title: Option<(usize, Scalar)>,
    source: Option<(usize, Scalar)>,
    language: Option<(usize, Scalar)>,
}

#[derive(Clone)]
pub(super) enum Scalar {
    Text(String),
    Number(i64),
}

impl Scalar {
    fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
        }
    }

    fn day(&self) -> Option<jiff::civil::Date> {
        match self {
            // A day in eight digits looks like a number.
            Self::Number(number) => date::from_unix(*number).or_else(|| date::read(&number.to_string())),
            Self::Text(text) => date::read(text).or_else(|| date::from_unix(text.trim().parse().ok()?)),
        }
    }
}

impl Record {
    pub(super) fn keep(&mut self, wanted: Wanted<'_>, value: Scalar) {
        let slot = match wanted.slot {
            Slot::Text => &mut self.text,
            Slot::Date => &mut self.date,
            Slot::Id => &mut self.id,
            Slot::Title => &mut self.title,
            Slot::Source => &mut self.source,
            Slot::Language => &mut self.language,
        };
        if slot.as_ref().is_none_or(|(rank, _)| wanted.rank <= *rank) {
            *slot = Some((wanted.rank, value));
        }
    }

    /// Takes its text out.
    pub(super) fn take_text(&mut self) -> Option<String> {
        self.text.take().map(|(_, text)| text.into_text())
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (slot, found) in [
            (&mut self.text, other.text),
            (&mut self.date, other.date),
            (&mut self.id, other.id),
            (&mut self.title, other.title),
            (&mut self.source, other.source),
            (&mut self.language, other.language),
        ] {
            if let Some(found) = found
                && slot.as_ref().is_none_or(|(rank, _)| found.0 <= *rank)
            {
                *slot = Some(found);
            }
        }
    }

    pub(super) fn found(
        self,
        place: &str,
        file_name: Option<&str>,
        fields: &Fields,
    ) -> Result<Found, DocumentError> {
        let text = |value: Option<(usize, Scalar)>| {
            value
                .map(|(_, value)| clean(value.into_text()))
                .map(|text| text.trim().to_owned())
                .filter(|text| !text.is_empty())
        };
        let body = text(self.text).ok_or_else(|| DocumentError::NoTextField {
            name: place.to_owned(),
            fields: fields.text_names(),
        })?;
        let body = if body.starts_with('<') && body.contains("</") { html::fragment(&body) } else { body };
        let day = self.date.as_ref().and_then(|(_, value)| value.day());
        if let (Some(field), Some((_, value)), None) = (&fields.date, &self.date, day) {
            return Err(DocumentError::Damaged {
                name: place.to_owned(),
                place: format!("field {field}"),
                reason: format!("the date is {:?}", value.clone().into_text()),
                expected: "a date such as 2015-10-07",
            });
        }
        let id = text(self.id);
        let source = match (text(self.source), id) {
            // Whoever names the field wants it kept.
            (Some(source), Some(id)) if fields.id.is_some() => Some(format!("{source}#{id}")),
            (Some(source), _) => Some(source),
            (None, Some(id)) => {
                Some(file_name.map_or_else(|| id.clone(), |file_name| format!("{file_name}#{id}")))
            }
            (None, None) => None,
        };
        Ok(Found {
            title: text(self.title),
            published: day.map(|day| (day, DateBasis::Metadata)),
            source,
            language: text(self.language),
            language_is_sure: true,
            text: body,
        })
    }
}
