use serde_json::{Value, json};

use super::counts::MOST_GROUPINGS;
use super::{DEFAULT_LIMIT, FilterLanguage, MAX_LIMIT};
use crate::cql;
use crate::geometry::Crs;
use crate::index::{CollectionName, Facet};
use crate::mention::Kind;
use crate::movement::{Mode, Polarity};

/// A query parameter as the API describes it.
#[derive(Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub description: &'static str,
    /// Its JSON schema.
    pub schema: fn() -> Value,
    /// Whether a list is written with commas (OpenAPI's `explode: false`).
    pub list: bool,
    /// Whether nothing is answered without it; its schema has an example then.
    pub required: bool,
}

pub(super) const fn parameter(
    name: &'static str,
    description: &'static str,
    schema: fn() -> Value,
) -> Parameter {
    Parameter { name, description, schema, list: false, required: false }
}

pub(super) const fn list(name: &'static str, description: &'static str, schema: fn() -> Value) -> Parameter {
    Parameter { list: true, ..parameter(name, description, schema) }
}

pub(super) fn text() -> Value {
    json!({"type": "string", "minLength": 1})
}

fn texts() -> Value {
    json!({"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1, "pattern": "^[^,]+$"}})
}

fn words(words: impl Iterator<Item = &'static str>) -> Value {
    json!({"type": "array", "minItems": 1, "items": {"type": "string", "enum": words.collect::<Vec<_>>()}})
}

fn crs() -> Value {
    let [default, _, example] = Crs::USUAL.map(Crs::uri);
    let pattern = "^http://www\\.opengis\\.net/def/crs/(OGC/1\\.3/CRS84|EPSG/0/[1-9][0-9]{3,4})$";
    json!({"type": "string", "format": "uri", "pattern": pattern, "default": default, "example": example})
}

const BBOX: Parameter = list(
    "bbox",
    "Only features with any part in this box: west,south,east,north in degrees. A west greater than the east spans the \
     antimeridian; longitudes beyond 180 are wrapped.",
    || json!({"type": "array", "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}], "items": {"type": "number"}}),
);
const BBOX_CRS: Parameter = parameter("bbox-crs", "The reference system of bbox", crs);
const CRS: Parameter = parameter("crs", "The reference system of the answer", crs);
const DATETIME: Parameter = parameter(
    "datetime",
    "Only features of this day or these days: a date, a date-time with zone, or an interval such as 2015-09-30/.. with \
     inclusive ends. A mention has the days of its event where the text tells them, else the day of publication; its \
     time_source says which. Features without a date always match.",
    text,
);
const WORDS: Parameter = parameter(
    "q",
    "Only features whose sentence, name or title contains this, whatever its case and accents",
    || json!({"type": "string", "minLength": 1, "maxLength": super::items::LONGEST_WORDS}),
);
const CONFIDENCE: Parameter = parameter(
    "confidence",
    "Only features with at least this confidence",
    || json!({"type": "number", "minimum": 0, "maximum": 1}),
);
/// How many features an answer holds at most.
pub const LIMIT: Parameter = parameter(
    "limit",
    "How many to return at most; more than the maximum is taken as the maximum",
    || json!({"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}),
);
const CURSOR: Parameter =
    parameter("cursor", "Where to go on: taken from a next link, not made by hand", text);
const FILTER: Parameter = parameter(
    "filter",
    "Only features that this condition in CQL2 holds of, such as population > 100000 AND country = 'SY'; the queryables say what \
     may be asked",
    || json!({"type": "string", "minLength": 1, "maxLength": cql::MAX_BYTES}),
);
const FILTER_LANG: Parameter = parameter(
    "filter-lang",
    "The language of the filter",
    || json!({"type": "string", "enum": FilterLanguage::ALL.map(FilterLanguage::as_str), "default": "cql2-text"}),
);
const FILTER_CRS: Parameter =
    parameter("filter-crs", "The reference system of geometries in the filter", crs);
const SORTBY: Parameter = list(
    "sortby",
    "The order of the features: properties, the greatest first behind a minus; features without a value come last",
    texts,
);
const PROPERTIES: Parameter =
    list("properties", "Only these properties are answered; the geometry and the id always are", texts);
const BY: Parameter = Parameter {
    required: true,
    ..list(
        "by",
        "What to count by: properties that features may be ordered by, or day for the first day that datetime compares with",
        || json!({"type": "array", "minItems": 1, "maxItems": MOST_GROUPINGS, "items": {"type": "string", "minLength": 1}, "example": ["day"]}),
    )
};
/// The format of an answer.
pub const FORMAT: Parameter =
    parameter("f", "The format of the answer, before what the Accept header asks", text);

/// The parameter that asks a facet.
#[must_use]
pub const fn facet_parameter(facet: Facet) -> &'static Parameter {
    const KIND: Parameter = list("kind", "Only these kinds of mention, separated by commas", || {
        words(Kind::ALL.iter().map(|kind| kind.as_str()))
    });
    const COUNTRY: Parameter = list(
        "country",
        "Only these countries: ISO 3166-1 alpha-2 codes, separated by commas",
        || json!({"type": "array", "minItems": 1, "items": {"type": "string", "pattern": "^[A-Za-z]{2}$"}}),
    );
    const DOCUMENT: Parameter = list("document", "Only these documents: ids, separated by commas", texts);
    const PLACE: Parameter = list("place", "Only these places: gazetteer ids, separated by commas", texts);
    const MODE: Parameter = list("mode", "Only journeys of these modes, separated by commas", || {
        words(Mode::ALL.iter().map(|mode| mode.as_str()))
    });
    const POLARITY: Parameter =
        list("polarity", "Only journeys told so: affirmed, denied or reported, separated by commas", || {
            words(Polarity::ALL.iter().map(|polarity| polarity.as_str()))
        });
    match facet {
        Facet::Kind => &KIND,
        Facet::Country => &COUNTRY,
        Facet::Document => &DOCUMENT,
        Facet::Place => &PLACE,
        Facet::Mode => &MODE,
        Facet::Polarity => &POLARITY,
    }
}

/// The parameters of a collection's items.
#[must_use]
pub fn items_parameters(collection: CollectionName) -> Vec<&'static Parameter> {
    let mut parameters = flight_path_parameters(collection);
    parameters.extend([&SORTBY, &PROPERTIES]);
    parameters
}

/// The parameters of tiles, which are boxes themselves.
#[must_use]
pub fn tile_parameters(collection: CollectionName) -> Vec<&'static Parameter> {
    const NOT_OF_TILES: [&str; 6] = ["bbox", "bbox-crs", "crs", "limit", "cursor", "sortby"];
    let mut parameters = items_parameters(collection);
    parameters.retain(|parameter| !NOT_OF_TILES.contains(&parameter.name));
    parameters
}

/// The parameters of counts.
#[must_use]
pub fn counts_parameters(collection: CollectionName) -> Vec<&'static Parameter> {
    const NOT_OF_COUNTS: [&str; 5] = ["crs", "limit", "cursor", "sortby", "properties"];
    let mut parameters = items_parameters(collection);
    parameters.retain(|parameter| !NOT_OF_COUNTS.contains(&parameter.name));
    parameters.push(&BY);
    parameters
}

/// The parameters of features in an order of their own.
#[must_use]
pub fn flight_path_parameters(collection: CollectionName) -> Vec<&'static Parameter> {
    let mut parameters = vec![&BBOX, &DATETIME, &LIMIT, &CURSOR, &FORMAT, &CRS, &BBOX_CRS, &WORDS];
    parameters.extend([&FILTER, &FILTER_LANG, &FILTER_CRS]);
    parameters.extend(collection.facets().iter().map(|facet| facet_parameter(*facet)));
    if collection.has_confidence() {
        parameters.push(&CONFIDENCE);
    }
    parameters
}

/// The parameters of a list that is only paged.
#[must_use]
pub fn list_parameters() -> Vec<&'static Parameter> {
    vec![&LIMIT, &CURSOR, &FORMAT]
}

/// The parameters of the list of corrections.
#[must_use]
pub fn corrections_parameters() -> Vec<&'static Parameter> {
    const DOCUMENT: Parameter = parameter("document", "Only those of this document, by its id", text);
    vec![&DOCUMENT, &FORMAT]
}

/// The parameters of one feature.
#[must_use]
pub fn item_parameters() -> Vec<&'static Parameter> {
    vec![&FORMAT, &CRS]
}
