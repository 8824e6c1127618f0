//! What a client may say of its texts: when they were published, what they are, where they are about.

use serde_json::json;

use super::gazetteer::{near, one_country, position};
use super::items::{confidence, country_code};
use super::parameter::{list, parameter, text};
use super::{FORMAT, Pairs, Parameter, QueryError};
use crate::document::{Home, ReadOptions};

const NEAR: Parameter = list(
    "near",
    "Where the texts are about, the outlet's town, say: longitude,latitude in degrees. Weighs as one clue among others.",
    position,
);
const COUNTRY: Parameter = parameter(
    "country",
    "The country that the texts are about: its ISO 3166-1 alpha-2 code, such as SY. Weighs as one clue among others.",
    one_country,
);
const MIN_CONFIDENCE: Parameter = parameter(
    "min-confidence",
    "Leave a mention without a place where the choice is less sure than this",
    || json!({"type": "number", "minimum": 0, "maximum": 1, "default": 0}),
);

const DATE: Parameter = parameter(
    "date",
    "The day on which the texts were published, whatever they say themselves: year-month-day",
    || json!({"type": "string", "format": "date"}),
);
const TITLE: Parameter = parameter("title", "The headline of the text", text);
const SOURCE: Parameter = parameter("source", "Where the texts come from", text);
const LANGUAGE: Parameter =
    parameter("language", "The language of the texts: a BCP 47 tag, such as en", text);

/// The parameters of texts that are stored.
#[must_use]
pub fn text_parameters() -> Vec<&'static Parameter> {
    vec![&DATE, &TITLE, &SOURCE, &LANGUAGE, &NEAR, &COUNTRY]
}

/// The parameters of what is read without being stored.
#[must_use]
pub fn hint_parameters() -> Vec<&'static Parameter> {
    let mut parameters = text_parameters();
    parameters.extend([&MIN_CONFIDENCE, &FORMAT]);
    parameters
}

/// What is known of texts before they are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HintsQuery {
    /// Where they are about.
    pub home: Home,
    /// When they were published, and what else stands beside a text.
    pub read: ReadOptions,
    /// The least confidence of a place, 0 to 1.
    pub min_confidence: f64,
}

impl HintsQuery {
    /// Reads the decoded pairs of a query string; `f` is allowed and left to the caller.
    ///
    /// ```
    /// use dateline::query::HintsQuery;
    ///
    /// let hints = HintsQuery::parse(&[("country".to_owned(), "us".to_owned())]).unwrap();
    /// assert_eq!(hints.home.country.as_deref(), Some("US"));
    /// ```
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, QueryError> {
        let pairs = Pairs::check(pairs, &hint_parameters())?;
        let least = pairs.get("min-confidence").map(|text| confidence("min-confidence", text)).transpose()?;
        Ok(Self { min_confidence: least.unwrap_or_default(), ..Self::of_texts(&pairs)? })
    }

    /// The same of texts that are stored, which have no least confidence of their own.
    pub fn parse_stored(pairs: &[(String, String)]) -> Result<Self, QueryError> {
        Self::of_texts(&Pairs::check(pairs, &text_parameters())?)
    }

    fn of_texts(pairs: &Pairs<'_>) -> Result<Self, QueryError> {
        let day = |text: &str| {
            text.parse().map_err(|_no_day: jiff::Error| {
                QueryError::value("date", text, "year-month-day, such as 2015-10-07")
            })
        };
        let owned = |name| match pairs.get(name) {
            Some("") => Err(QueryError::value(name, "", "one character at least")),
            value => Ok(value.map(str::to_owned)),
        };
        let read = ReadOptions {
            date: pairs.get("date").map(day).transpose()?,
            title: owned("title")?,
            source: owned("source")?,
            language: owned("language")?,
            ..ReadOptions::default()
        };
        Ok(Self { home: home(pairs)?, read, min_confidence: 0.0 })
    }
}

fn home(pairs: &Pairs<'_>) -> Result<Home, QueryError> {
    Ok(Home {
        near: pairs.get("near").map(near).transpose()?,
        country: pairs.get("country").map(|code| country_code("country", code)).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::Position;

    fn parse(query: &[(&str, &str)]) -> Result<HintsQuery, QueryError> {
        let pairs: Vec<_> = query.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        HintsQuery::parse(&pairs)
    }

    #[test]
    fn everything_together_is_read_and_nothing_is_no_hint() {
        let hints = HintsQuery {
            home: Home { near: Some(Position::new(-95.5, 33.7)), country: Some("US".into()) },
            read: ReadOptions {
                date: "2015-10-07".parse().ok(),
                source: Some("Wire".into()),
                ..ReadOptions::default()
            },
            min_confidence: 0.5,
        };
        let query = [
            ("near", "-95.5,33.7"),
            ("country", "us"),
            ("min-confidence", "0.5"),
            ("date", "2015-10-07"),
            ("source", "Wire"),
        ];
        assert_eq!(parse(&query), Ok(hints));
        assert_eq!(parse(&[]), Ok(HintsQuery::default()));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (name, value) in [
            ("near", "33.7"),
            ("country", "USA"),
            ("min-confidence", "NaN"),
            ("lon", "1"),
            ("date", "7.10.2015"),
        ] {
            assert_eq!(parse(&[(name, value)]).unwrap_err().parameter(), name);
        }
    }

    proptest! {
        #[test]
        fn any_query_is_read_or_refused(name in "near|country|min-confidence|date", value in "\\PC{0,50}") {
            let _ = parse(&[(&name, &value)]);
        }
    }
}
