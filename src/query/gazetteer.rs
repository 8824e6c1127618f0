//! What may be asked of the gazetteer.

use serde_json::{Value, json};

use super::items::{LONGEST_WORDS, country_code, limit, words};
use super::parameter::{list, parameter};
use super::{FORMAT, Pairs, Parameter, QueryError};
use crate::feature::Shape;
use crate::geometry::Position;

/// Places per answer when nothing else is asked: who looks for one place reads no further.
const DEFAULT_PLACES: usize = 10;
/// Most places per answer.
const MAX_PLACES: usize = 100;

const NAME: Parameter = Parameter {
    required: true,
    ..parameter(
        "q",
        "The name of the place, in any spelling and script; a typo or two are forgiven",
        || json!({"type": "string", "minLength": 1, "maxLength": LONGEST_WORDS, "pattern": "\\S", "example": "Homs"}),
    )
};
const NEAR: Parameter =
    list("near", "Prefer places near this position: longitude,latitude in degrees", position);
const COUNTRY: Parameter =
    parameter("country", "Only places of this country: its ISO 3166-1 alpha-2 code, such as SY", one_country);
const LIMIT: Parameter = parameter(
    "limit",
    "How many to return at most; more than the maximum is taken as the maximum",
    || json!({"type": "integer", "minimum": 1, "maximum": MAX_PLACES, "default": DEFAULT_PLACES}),
);
const LON: Parameter = Parameter {
    required: true,
    ..parameter(
        "lon",
        "Degrees east of Greenwich, -180 to 180",
        || json!({"type": "number", "minimum": -180, "maximum": 180, "example": 36.72}),
    )
};
const LAT: Parameter = Parameter {
    required: true,
    ..parameter(
        "lat",
        "Degrees north of the equator, -90 to 90",
        || json!({"type": "number", "minimum": -90, "maximum": 90, "example": 34.73}),
    )
};
const GEOMETRY: Parameter = parameter(
    "geometry",
    "What to draw: the point, or the area of a place that has one",
    || json!({"type": "string", "enum": Shape::ALL.map(Shape::as_str), "default": Shape::default().as_str()}),
);

/// The schema of a position.
pub(super) fn position() -> Value {
    json!({"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "number"}, "example": [36.72, 34.73]})
}

/// The schema of a country's code.
pub(super) fn one_country() -> Value {
    json!({"type": "string", "pattern": "^[A-Za-z]{2}$"})
}

/// The parameters of a search by name.
#[must_use]
pub fn search_parameters() -> Vec<&'static Parameter> {
    vec![&NAME, &NEAR, &COUNTRY, &LIMIT, &FORMAT]
}

/// The parameters of a look around a position.
#[must_use]
pub fn nearest_parameters() -> Vec<&'static Parameter> {
    vec![&LON, &LAT, &LIMIT, &FORMAT]
}

/// The parameters of one place.
#[must_use]
pub fn place_parameters() -> Vec<&'static Parameter> {
    vec![&GEOMETRY, &FORMAT]
}

/// A search by name.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchQuery {
    /// The name as typed, without white space around it.
    pub name: String,
    /// Where to prefer places.
    pub near: Option<Position>,
    /// The one country whose places count, upper case.
    pub country: Option<String>,
    /// How many at most.
    pub limit: usize,
}

impl SearchQuery {
    /// Reads the decoded pairs of a query string; `f` is allowed and left to the caller.
    ///
    /// ```
    /// use dateline::query::SearchQuery;
    ///
    /// let pairs = [("q".to_owned(), "Paris".to_owned()), ("near".to_owned(), "-95.5,99".to_owned())];
    /// let error = SearchQuery::parse(&pairs).unwrap_err();
    /// assert!(error.to_string().starts_with("near is \"-95.5,99\"; expected longitude,latitude"));
    /// ```
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, QueryError> {
        let pairs = Pairs::check(pairs, &search_parameters())?;
        Ok(Self {
            name: words(required(&pairs, "q", "the name of a place")?)?,
            near: pairs.get("near").map(near).transpose()?,
            country: pairs.get("country").map(|code| country_code("country", code)).transpose()?,
            limit: limit(&pairs, MAX_PLACES)?.unwrap_or(DEFAULT_PLACES),
        })
    }
}

/// A look around a position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NearestQuery {
    /// The position.
    pub position: Position,
    /// How many places at most.
    pub limit: usize,
}

impl NearestQuery {
    /// Reads the decoded pairs of a query string; `f` is allowed and left to the caller.
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, QueryError> {
        let pairs = Pairs::check(pairs, &nearest_parameters())?;
        let coordinate = |name: &'static str, most: f64| {
            let expected = format!("degrees from -{most} to {most}");
            let text = required(&pairs, name, &expected)?;
            degrees(text, most).ok_or_else(|| QueryError::value(name, text, expected))
        };
        Ok(Self {
            position: Position::new(coordinate("lon", 180.0)?, coordinate("lat", 90.0)?),
            limit: limit(&pairs, MAX_PLACES)?.unwrap_or(DEFAULT_PLACES),
        })
    }
}

/// Reads what of one place is to be drawn; `f` is allowed and left to the caller.
pub fn parse_shape(pairs: &[(String, String)]) -> Result<Shape, QueryError> {
    let pairs = Pairs::check(pairs, &place_parameters())?;
    let Some(word) = pairs.get("geometry") else { return Ok(Shape::default()) };
    let found = Shape::ALL.into_iter().find(|shape| shape.as_str() == word);
    found.ok_or_else(|| {
        let words = Shape::ALL.map(Shape::as_str).join(", ");
        QueryError::value("geometry", word, format!("one of {words}"))
    })
}

fn required<'a>(pairs: &Pairs<'a>, name: &'static str, expected: &str) -> Result<&'a str, QueryError> {
    pairs.get(name).ok_or_else(|| QueryError::Missing { parameter: name, expected: expected.to_owned() })
}

pub(super) fn near(text: &str) -> Result<Position, QueryError> {
    let position = text
        .split_once(',')
        .and_then(|(lon, lat)| Some(Position::new(degrees(lon, 180.0)?, degrees(lat, 90.0)?)));
    position.ok_or_else(|| {
        let expected = "longitude,latitude in degrees, -180 to 180 and -90 to 90, such as 36.72,34.73";
        QueryError::value("near", text, expected)
    })
}

/// A number within the bounds; infinities and what is no number never are.
fn degrees(text: &str, most: f64) -> Option<f64> {
    text.trim().parse().ok().filter(|degrees: &f64| degrees.abs() <= most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pairs(query: &[(&str, &str)]) -> Vec<(String, String)> {
        query.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
    }

    #[test]
    fn everything_together_is_read() {
        let query = pairs(&[("q", " Paris "), ("near", "-95.5, 33.7"), ("country", "us"), ("limit", "5000")]);
        let expected = SearchQuery {
            name: "Paris".into(),
            near: Some(Position::new(-95.5, 33.7)),
            country: Some("US".into()),
            limit: MAX_PLACES,
        };
        assert_eq!(SearchQuery::parse(&query), Ok(expected));
    }

    #[test]
    fn the_ends_of_the_earth_are_on_it() {
        let query = NearestQuery::parse(&pairs(&[("lon", "-180"), ("lat", "90")])).unwrap();
        assert_eq!(query, NearestQuery { position: Position::new(-180.0, 90.0), limit: DEFAULT_PLACES });
    }

    #[test]
    fn what_is_required_and_missing_is_named() {
        assert_eq!(SearchQuery::parse(&[]).unwrap_err().parameter(), "q");
        let error = NearestQuery::parse(&pairs(&[("lon", "1")])).unwrap_err();
        assert_eq!(error.to_string(), "lat is missing; expected degrees from -90 to 90");
    }

    proptest! {
        #[test]
        fn any_query_is_read_or_refused(name in "q|near|country|limit|lon|lat|geometry", value in "\\PC{0,150}") {
            let query = pairs(&[(&name, &value)]);
            let _ = (SearchQuery::parse(&query), NearestQuery::parse(&query), parse_shape(&query));
        }
    }
}
