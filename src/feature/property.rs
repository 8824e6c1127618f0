//! The properties that each kind of feature has, in the order in which they are written: what schemas, filters and questions
//! all go by.

use PropertyType::{Boolean, Date, Ids, Integer, Number, Objects, Text, Words};

use crate::mention::Kind;
use crate::movement::{Mode, Polarity};
use crate::time::Precision;

/// A property of features.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Its key.
    pub name: &'static str,
    /// What its values are.
    pub of: PropertyType,
    /// Whether it may be null.
    pub nullable: bool,
    /// What it means.
    pub title: &'static str,
}

impl Property {
    /// Whether a filter may ask it.
    #[must_use]
    pub const fn is_queryable(&self) -> bool {
        !matches!(self.of, Objects)
    }

    /// Whether features may be ordered by it.
    #[must_use]
    pub const fn is_sortable(&self) -> bool {
        !matches!(self.of, Objects | Ids)
    }
}

/// What the values of a property are.
#[derive(Clone, Copy, Debug)]
pub enum PropertyType {
    /// Any text.
    Text,
    /// One of some words.
    Words(fn() -> Vec<&'static str>),
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A day, RFC 3339.
    Date,
    /// A list of ids.
    Ids,
    /// A list of objects.
    Objects,
}

/// A property that every feature of its kind knows.
const fn known(name: &'static str, of: PropertyType, title: &'static str) -> Property {
    Property { name, of, nullable: false, title }
}

/// A property that may be null.
const fn maybe(name: &'static str, of: PropertyType, title: &'static str) -> Property {
    Property { name, of, nullable: true, title }
}

fn kinds() -> Vec<&'static str> {
    Kind::ALL.map(Kind::as_str).into()
}

fn modes() -> Vec<&'static str> {
    Mode::ALL.map(Mode::as_str).into()
}

fn polarities() -> Vec<&'static str> {
    Polarity::ALL.map(Polarity::as_str).into()
}

fn precisions() -> Vec<&'static str> {
    Precision::ALL.map(Precision::as_str).into()
}

fn time_sources() -> Vec<&'static str> {
    vec!["event", "publication"]
}

/// Of a [`super::MentionRecord`].
pub const MENTION: [Property; 32] = [
    known("id", Text, "Id: document, first and last character"),
    known("document_id", Text, "Document"),
    maybe("document_title", Text, "Title of the document"),
    maybe("published", Date, "Day the document was published"),
    known("sentence", Text, "Sentence it stands in"),
    known("sentence_start", Integer, "First Unicode character of the sentence in the text"),
    known("start", Integer, "First Unicode character of the mention in the text"),
    known("end", Integer, "One past its last Unicode character"),
    known("surface", Text, "Words of the mention"),
    known("kind", Words(kinds), "What the mention does with its place"),
    maybe("place_id", Text, "Gazetteer id of the place"),
    maybe("name", Text, "Name of the place"),
    maybe("feature_class", Text, "GeoNames feature class"),
    maybe("feature_code", Text, "GeoNames feature code"),
    maybe("country", Text, "ISO 3166-1 alpha-2 code"),
    maybe("admin1", Text, "First-level area"),
    maybe("admin2", Text, "Second-level area"),
    maybe("confidence", Number, "0 to 1: how likely the place is right within 161 km"),
    maybe("precision_ucdp", Integer, "UCDP where_prec, 1 (exact) to 7 (international waters)"),
    maybe("precision_acled", Integer, "ACLED geo_precision, 1 (town) to 3 (region)"),
    maybe("radius_km", Number, "Half the extent of what is meant, in kilometres"),
    maybe("event_start", Date, "First day of the event"),
    maybe("event_end", Date, "Last day of the event, inclusive"),
    maybe("event_time", Text, "Time of day of the event, where the text tells one"),
    maybe("time_precision", Words(precisions), "How finely the text tells the time of the event"),
    maybe("time_source", Words(time_sources), "Which day the datetime parameter compares with"),
    maybe("time_text", Text, "Time words of the text"),
    maybe("time_basis", Text, "How the days follow from them"),
    known("hedged", Boolean, "Told with a hedge"),
    known("negated", Boolean, "Told as not so"),
    known("dateline", Boolean, "In a dateline: where the document was written"),
    known("corrected", Boolean, "Corrected by a person"),
];

/// Of a [`super::PlaceRecord`].
pub const PLACE: [Property; 17] = [
    known("id", Text, "Gazetteer id"),
    known("name", Text, "Name"),
    known("feature_class", Text, "GeoNames feature class"),
    known("feature_code", Text, "GeoNames feature code"),
    maybe("country", Text, "ISO 3166-1 alpha-2 code"),
    maybe("admin1", Text, "First-level area"),
    maybe("population", Integer, "Inhabitants"),
    known("mentions", Integer, "Mentions of all kinds"),
    known("literal", Integer, "Literal mentions"),
    known("facility", Integer, "Facility mentions"),
    known("region", Integer, "Region mentions"),
    known("metonymic", Integer, "Metonymic mentions"),
    known("demonym", Integer, "Demonym mentions"),
    known("embedded", Integer, "Embedded mentions"),
    known("documents", Integer, "Documents that mention it"),
    maybe("first_date", Date, "Earliest day of an event or publication"),
    maybe("last_date", Date, "Latest day of an event or publication"),
];

/// Of a [`super::RegionRecord`].
pub const REGION: [Property; 7] = [
    known("id", Text, "Gazetteer id"),
    known("name", Text, "Name"),
    known("feature_class", Text, "GeoNames feature class"),
    known("feature_code", Text, "GeoNames feature code"),
    maybe("country", Text, "ISO 3166-1 alpha-2 code"),
    known("mentions", Integer, "Mentions of all kinds"),
    known("documents", Integer, "Documents that mention it"),
];

/// Of a [`crate::movement::Movement`].
pub const MOVEMENT: [Property; 42] = [
    known("id", Text, "Id"),
    known("mode", Words(modes), "How it moves"),
    maybe("origin", Text, "Names of the origins"),
    maybe("origin_place_id", Text, "Gazetteer ids of the origins"),
    maybe("origin_precision", Text, "How precisely the origin is known"),
    maybe("via", Text, "Names of the territories passed"),
    maybe("destination", Text, "Names of the destinations"),
    maybe("destination_place_id", Text, "Gazetteer ids of the destinations"),
    maybe("destination_precision", Text, "How precisely the destination is known"),
    maybe("count", Integer, "How many moved"),
    maybe("count_unit", Text, "Of what"),
    maybe("count_qualifier", Text, "About, an estimated, ... as written"),
    maybe("carriers", Integer, "How many carried or launched them"),
    maybe("carrier_unit", Text, "Of what"),
    maybe("operator", Text, "Whose, as an ISO 3166-1 code"),
    maybe("targets", Integer, "How many targets"),
    maybe("event_start", Date, "First day"),
    maybe("event_end", Date, "Last day, inclusive"),
    maybe("date_basis", Text, "How the days follow"),
    maybe("length_km", Number, "Kilometres along the line"),
    maybe("great_circle_km", Number, "Kilometres of the plain geodesic"),
    maybe("feasible_min_km", Number, "Shortest path that the named areas allow"),
    maybe("feasible_max_km", Number, "Longest of the shortest paths between the named areas"),
    maybe("reported_km", Number, "Distance told, in kilometres"),
    maybe("reported_qualifier", Text, "Nearly, about, ... as written"),
    maybe("reported_min_km", Number, "Least kilometres the words allow"),
    maybe("reported_max_km", Number, "Most kilometres the words allow; null when open"),
    maybe("discrepancy_km", Number, "Reported less computed kilometres"),
    maybe("discrepancy_percent", Number, "The same as a share of the computed length"),
    known("distance_check", Text, "How the reported distance stands to the feasible ones"),
    known("hedged", Boolean, "Told with a hedge"),
    known("polarity", Words(polarities), "Whether the text says it happened"),
    known("confidence", Number, "0 to 1"),
    known("confidence_reasons", Text, "Why not more"),
    known("geometry_status", Text, "derived, or reference for a yardstick"),
    known("consistent_with_text", Boolean, "Whether the line agrees with what the text says of the route"),
    known("method", Text, "How the line was found"),
    maybe("contradicting", Text, "Countries the line crosses against the text"),
    known("documents", Ids, "Ids of the documents it rests on"),
    known("segments", Objects, "The stretches of the line in order"),
    known("evidence", Objects, "The spans of text behind each statement"),
    known("alternatives", Ids, "Ids of contradicting claims and of the yardstick"),
];
