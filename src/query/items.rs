use super::parameter::{facet_parameter, items_parameters};
use super::{Pairs, QueryError, cursor, datetime};
use crate::cql::{self, Expression, Schema};
use crate::feature::Property;
use crate::geometry::{BoundingBox, Crs, Reprojection};
use crate::index::{CollectionName, Facet, Filter, Mark, SortKey};
use crate::mention::Kind;
use crate::movement::{Mode, Polarity};

/// Features per page when nothing else is asked: a map's first look, and few enough to read.
pub const DEFAULT_LIMIT: usize = 100;

/// Most features per page; about 10 MB of mentions.
pub const MAX_LIMIT: usize = 10_000;

/// Most features that are written in well under a millisecond.
const QUICK_LIMIT: usize = 1000;

/// Most characters of free text.
pub(super) const LONGEST_WORDS: usize = 200;

/// What is asked of a collection's items.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemsQuery {
    /// Which features.
    pub filter: Filter,
    /// How many at most, 1 to [`MAX_LIMIT`]; null when not said.
    pub limit: Option<usize>,
    /// Where the page before ended.
    pub after: Option<Mark>,
    /// What the features are ordered by, before their ids.
    pub order: Vec<SortKey>,
    /// What the coordinates of the answer are in.
    pub crs: Crs,
    /// Which properties are answered, by their places among those of the collection; null for all.
    pub properties: Option<Vec<usize>>,
}

impl ItemsQuery {
    /// Reads the decoded pairs of a query string; `f` is allowed and left to the caller.
    ///
    /// ```
    /// use dateline::index::CollectionName;
    /// use dateline::query::ItemsQuery;
    ///
    /// let pairs = [("kind".to_owned(), "literal,city".to_owned())];
    /// let error = ItemsQuery::parse(&pairs, CollectionName::Mentions).unwrap_err();
    /// assert!(error.to_string().starts_with("kind is \"city\"; expected one of literal, "));
    /// ```
    pub fn parse(pairs: &[(String, String)], collection: CollectionName) -> Result<Self, QueryError> {
        let pairs = Pairs::check(pairs, &items_parameters(collection))?;
        Ok(Self {
            filter: Self::filter(&pairs, collection)?,
            limit: limit(&pairs, MAX_LIMIT)?,
            after: after(&pairs)?,
            crs: parse_crs("crs", &pairs)?,
            order: pairs.get("sortby").map(|text| order(collection, text)).transpose()?.unwrap_or_default(),
            properties: pairs.get("properties").map(|text| properties(collection, text)).transpose()?,
        })
    }

    /// Reads which features are asked for.
    pub(super) fn filter(pairs: &Pairs<'_>, collection: CollectionName) -> Result<Filter, QueryError> {
        let mut facets = Vec::new();
        for facet in collection.facets() {
            if let Some(value) = pairs.get(facet_parameter(*facet).name) {
                facets.push((*facet, facet_values(*facet, value)?));
            }
        }
        let (bbox, outline) = area(pairs)?;
        Ok(Filter {
            bbox,
            days: pairs.get("datetime").map(datetime::parse).transpose()?,
            facets,
            min_confidence: pairs.get("confidence").map(|text| confidence("confidence", text)).transpose()?,
            text: pairs.get("q").map(words).transpose()?,
            expression: match (outline, expression(pairs, collection)?) {
                (Some(outline), Some(expression)) => Some(outline.and(expression)),
                (outline, expression) => outline.or(expression),
            },
        })
    }

    /// Reads `limit` and `cursor` alone, of a list without a filter.
    pub fn parse_list(pairs: &Pairs<'_>) -> Result<Self, QueryError> {
        Ok(Self { limit: limit(pairs, MAX_LIMIT)?, after: after(pairs)?, ..Self::default() })
    }

    /// Whether the index answers it in well under a millisecond, unless a box holds a great part of all: a page in the order of the
    /// ids, of all or of a box.
    #[must_use]
    pub fn is_quick(&self) -> bool {
        let Filter { bbox: _, days, facets, min_confidence, text, expression } = &self.filter;
        let has_conditions = days.is_some()
            || !facets.is_empty()
            || min_confidence.is_some()
            || text.is_some()
            || expression.is_some();
        !has_conditions && self.order.is_empty() && self.limit.is_some_and(|limit| limit <= QUICK_LIMIT)
    }

    /// The `cursor` of the page behind a mark.
    #[must_use]
    pub fn cursor_after(mark: &Mark) -> String {
        cursor::write(mark)
    }
}

/// Reads the reference system that a parameter asks for; CRS84 where it asks for none.
pub fn parse_crs(name: &'static str, pairs: &Pairs<'_>) -> Result<Crs, QueryError> {
    let Some(text) = pairs.get(name) else { return Ok(Crs::Crs84) };
    let expected = || format!("a known reference system, such as {}", Crs::Epsg(3857).uri());
    Crs::parse(text).ok_or_else(|| QueryError::value(name, text, expected()))
}

/// Reads `bbox` in the system of `bbox-crs`: a box in degrees, or where it is none the condition that features touch its area.
fn area(pairs: &Pairs<'_>) -> Result<(Option<BoundingBox>, Option<Expression>), QueryError> {
    let crs = parse_crs("bbox-crs", pairs)?;
    let Some(text) = pairs.get("bbox") else { return Ok((None, None)) };
    if crs == Crs::Crs84 {
        return Ok((Some(BoundingBox::parse(text)?), None));
    }
    let error = || {
        let expected = format!("the lower corner, then the upper one, as four numbers in {}", crs.uri());
        QueryError::value("bbox", text, expected)
    };
    let numbers: Vec<f64> = text
        .split(',')
        .map(|number| number.trim().parse())
        .collect::<Result<_, _>>()
        .map_err(|_nan| error())?;
    // Heights are left aside.
    let corners = match numbers[..] {
        [a, b, c, d] | [a, b, _, c, d, _] if [a, b, c, d].iter().all(|number| number.is_finite()) => {
            [a, b, c, d]
        }
        _ => return Err(error()),
    };
    let way = Reprojection::new(crs).map_err(|_unknown| error())?;
    let north_low = if way.is_geographic() { corners[0] <= corners[2] } else { corners[1] <= corners[3] };
    let is_ordered = north_low && (way.is_geographic() || corners[0] <= corners[2]);
    let touched = if is_ordered { way.inverse_box(corners) } else { None };
    Ok((None, Some(Expression::touching(touched.ok_or_else(error)?.into()))))
}

/// Reads `limit`; what is more than `most` is taken as that.
pub(super) fn limit(pairs: &Pairs<'_>, most: usize) -> Result<Option<usize>, QueryError> {
    let Some(text) = pairs.get("limit") else { return Ok(None) };
    let error = || QueryError::value("limit", text, format!("a whole number from 1 to {most}"));
    if text.is_empty() || !text.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(error());
    }
    // More digits than a number holds is more than the maximum.
    match text.parse().unwrap_or(usize::MAX) {
        0 => Err(error()),
        number => Ok(Some(number.min(most))),
    }
}

fn after(pairs: &Pairs<'_>) -> Result<Option<Mark>, QueryError> {
    let Some(word) = pairs.get("cursor") else { return Ok(None) };
    let mark =
        cursor::read(word).ok_or_else(|| QueryError::value("cursor", word, "the word of a next link"))?;
    Ok(Some(mark))
}

/// Reads `filter` in the language of `filter-lang`, with geometries in `filter-crs`.
fn expression(pairs: &Pairs<'_>, collection: CollectionName) -> Result<Option<Expression>, QueryError> {
    let crs = parse_crs("filter-crs", pairs)?;
    let language = match pairs.get("filter-lang") {
        None => None,
        Some(text) => {
            let known = FilterLanguage::ALL.into_iter().find(|language| language.as_str() == text);
            let expected = FilterLanguage::ALL.map(FilterLanguage::as_str).join(" or ");
            Some(known.ok_or_else(|| QueryError::value("filter-lang", text, expected))?)
        }
    };
    let Some(text) = pairs.get("filter") else { return Ok(None) };
    let schema = Schema { properties: collection.properties(), spatial: collection.is_spatial(), crs };
    Ok(Some(match language.unwrap_or_default() {
        FilterLanguage::Text => cql::parse_text(text, schema)?,
        FilterLanguage::Json => cql::parse_json(text, schema)?,
    }))
}

/// The languages that a filter may be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FilterLanguage {
    /// CQL2 text
    #[default]
    Text,
    /// CQL2 JSON
    Json,
}

impl FilterLanguage {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Text, Self::Json];

    /// What `filter-lang` says.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "cql2-text",
            Self::Json => "cql2-json",
        }
    }
}

/// Reads `sortby`: properties separated by commas, each perhaps with `+` or `-` before it.
fn order(collection: CollectionName, text: &str) -> Result<Vec<SortKey>, QueryError> {
    let key = |item: &str| {
        // A plus in an address is a blank.
        let item = item.trim();
        let (name, descending) = match item.strip_prefix('-') {
            Some(name) => (name, true),
            None => (item.strip_prefix('+').unwrap_or(item), false),
        };
        let property = property(collection, "sortby", name, Property::is_sortable)?;
        Ok(SortKey { property, descending })
    };
    text.split(',').map(key).collect()
}

/// Reads `properties`: names separated by commas.
fn properties(collection: CollectionName, text: &str) -> Result<Vec<usize>, QueryError> {
    text.split(',').map(|name| property(collection, "properties", name.trim(), |_| true)).collect()
}

/// The place of a property among those of the collection that will do.
pub(super) fn property(
    collection: CollectionName,
    parameter: &'static str,
    name: &str,
    will_do: fn(&Property) -> bool,
) -> Result<usize, QueryError> {
    let properties = collection.properties();
    let found = properties.iter().position(|property| property.name == name && will_do(property));
    found.ok_or_else(|| {
        let known = properties.iter().filter(|property| will_do(property)).map(|property| property.name);
        QueryError::value(parameter, name, format!("one of {}", known.collect::<Vec<_>>().join(", ")))
    })
}

pub(super) fn confidence(name: &'static str, text: &str) -> Result<f64, QueryError> {
    let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| QueryError::value(name, text, "a number from 0 to 1"))
}

pub(super) fn words(text: &str) -> Result<String, QueryError> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST_WORDS {
        return Err(QueryError::value("q", text, format!("1 to {LONGEST_WORDS} characters")));
    }
    Ok(text.to_owned())
}

pub(super) fn country_code(name: &'static str, code: &str) -> Result<String, QueryError> {
    let is_code = code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_alphabetic());
    let error = || QueryError::value(name, code, "an ISO 3166-1 alpha-2 code, such as SY");
    if is_code { Ok(code.to_ascii_uppercase()) } else { Err(error()) }
}

fn facet_values(facet: Facet, text: &str) -> Result<Vec<String>, QueryError> {
    let name = facet_parameter(facet).name;
    let one_of = |words: &[&str]| {
        let check = |value: &str| {
            let error = || QueryError::value(name, value, format!("one of {}", words.join(", ")));
            if words.contains(&value) { Ok(value.to_owned()) } else { Err(error()) }
        };
        text.split(',').map(str::trim).map(check).collect()
    };
    match facet {
        Facet::Kind => one_of(&Kind::ALL.map(Kind::as_str)),
        Facet::Mode => one_of(&Mode::ALL.map(Mode::as_str)),
        Facet::Polarity => one_of(&Polarity::ALL.map(Polarity::as_str)),
        Facet::Country => text.split(',').map(str::trim).map(|code| country_code(name, code)).collect(),
        Facet::Document | Facet::Place => {
            let check = |id: &str| {
                let error = || QueryError::value(name, text, "ids, separated by commas");
                if id.is_empty() { Err(error()) } else { Ok(id.to_owned()) }
            };
            text.split(',').map(str::trim).map(check).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::Days;

    fn parse(query: &[(&str, &str)]) -> Result<ItemsQuery, QueryError> {
        let pairs: Vec<_> = query.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        ItemsQuery::parse(&pairs, CollectionName::Mentions)
    }

    #[test]
    fn everything_together_is_read() {
        let query = parse(&[
            ("bbox", "35,34,38,37"),
            ("datetime", "2015-09-30/.."),
            ("kind", "literal, region"),
            ("country", "sy,RU"),
            ("confidence", "0.5"),
            ("q", " Homs "),
            ("limit", "10"),
            ("crs", "http://www.opengis.net/def/crs/OGC/1.3/CRS84"),
            ("f", "json"),
        ])
        .unwrap();
        assert_eq!(query.limit, Some(10));
        assert_eq!(query.filter.text.as_deref(), Some("Homs"));
        assert_eq!(query.filter.min_confidence, Some(0.5));
        assert_eq!(query.filter.days.map(|days| days.last), Some(Days::ALL.last));
        assert_eq!(
            query.filter.facets,
            [
                (Facet::Kind, vec!["literal".into(), "region".into()]),
                (Facet::Country, vec!["SY".into(), "RU".into()])
            ]
        );
    }

    #[test]
    fn a_limit_above_the_maximum_is_lowered_however_long_it_is() {
        assert_eq!(parse(&[("limit", "10001")]).unwrap().limit, Some(MAX_LIMIT));
        assert_eq!(parse(&[("limit", "99999999999999999999999")]).unwrap().limit, Some(MAX_LIMIT));
    }

    #[test]
    fn a_limit_that_is_no_positive_number_is_refused() {
        for text in ["0", "-1", "", "ten", "1.5", "+5", " 5", "00"] {
            assert_eq!(parse(&[("limit", text)]).unwrap_err().parameter(), "limit", "{text}");
        }
    }

    #[test]
    fn an_unknown_parameter_is_named_beside_those_that_exist() {
        let error = parse(&[("box", "1,2,3,4")]).unwrap_err().to_string();
        assert!(error.contains("\"box\"") && error.contains("bbox, datetime, limit"), "{error}");
        assert!(parse(&[("mode", "sea")]).is_err(), "mentions have no mode");
    }

    #[test]
    fn a_bad_value_names_its_parameter_and_what_was_expected() {
        for (name, value, expected) in [
            ("bbox", "1,2,3", "west,south,east,north"),
            ("kind", "literal,", "one of literal"),
            ("country", "Syria", "ISO 3166-1"),
            ("confidence", "NaN", "0 to 1"),
            ("confidence", "2", "0 to 1"),
            ("crs", "http://www.opengis.net/def/crs/EPSG/0/1", "EPSG/0/3857"),
            ("cursor", "zz", "next link"),
            ("q", "", "characters"),
            ("document", "a,,b", "ids"),
        ] {
            let error = parse(&[(name, value)]).unwrap_err();
            assert_eq!(error.parameter(), name);
            assert!(error.expected().contains(expected), "{name}: {error}");
        }
    }

    #[test]
    fn one_parameter_twice_is_refused() {
        assert!(matches!(
            parse(&[("kind", "literal"), ("kind", "region")]),
            Err(QueryError::Repeated { .. })
        ));
    }

    proptest! {
        #[test]
        fn any_query_is_read_or_refused(name in "bbox|datetime|limit|cursor|q|kind|country|confidence", value in "\\PC{0,150}") {
            let _ = parse(&[(&name, &value)]);
        }
    }
}
