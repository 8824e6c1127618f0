//! Flat scalars, every key always present, null when unknown: QGIS and GDAL guess a layer's schema from its first ten
//! features. A record's serde form is the `properties` of its feature; the geometry is skipped and stands beside it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::geometry::Position;
use crate::mention::Kind;

/// One mention of a place: a Point feature, or an unlocated one without geometry.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "a record is flat: each is a property of a feature")]
pub struct MentionRecord {
    /// `{document_id}-{start}-{end}`: the same text gives the same id for ever.
    pub id: String,
    /// The document it stands in.
    pub document_id: String,
    /// The document's title.
    pub document_title: Option<String>,
    /// The document's date, RFC 3339.
    pub published: Option<String>,
    /// The sentence it stands in.
    pub sentence: String,
    /// First Unicode character of the sentence in the document text; `start - sentence_start` is where to mark.
    pub sentence_start: usize,
    /// First Unicode character of the mention in the document text.
    pub start: usize,
    /// One past its last Unicode character.
    pub end: usize,
    /// The words themselves.
    pub surface: String,
    /// What the mention does with its place.
    pub kind: Kind,
    /// The place's id in the gazetteer.
    pub place_id: Option<String>,
    /// The place's name.
    pub name: Option<String>,
    /// GeoNames feature class.
    pub feature_class: Option<String>,
    /// GeoNames feature code.
    pub feature_code: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// First-level area by name.
    pub admin1: Option<String>,
    /// Second-level area by name.
    pub admin2: Option<String>,
    /// 0 to 1: how likely the place is right within 161 km.
    pub confidence: Option<f64>,
    /// UCDP `where_prec`, 1 (exact) to 7 (international waters).
    pub precision_ucdp: Option<u8>,
    /// ACLED `geo_precision`, 1 (town) to 3 (region).
    pub precision_acled: Option<u8>,
    /// Half the extent of what is meant, in kilometres.
    pub radius_km: Option<f64>,
    /// First day of the event, RFC 3339; null when the clause names no time.
    pub event_start: Option<String>,
    /// Last day, inclusive.
    pub event_end: Option<String>,
    /// The time of day where the clause names one: `06:00`, `18:00/23:59`, `05:42Z` where it says UTC.
    pub event_time: Option<String>,
    /// How finely the words tell the time, see [`crate::time::Precision`].
    pub time_precision: Option<String>,
    /// What a question about time is answered by: `event`, else `publication`; null where neither day is known.
    pub time_source: Option<String>,
    /// The time words.
    pub time_text: Option<String>,
    /// How the days follow from them, in words.
    pub time_basis: Option<String>,
    /// Told with a hedge.
    pub hedged: bool,
    /// Told as not so.
    pub negated: bool,
    /// In a dateline: where the document was written; nothing is said to have happened there.
    pub dateline: bool,
    /// A person has corrected it.
    pub corrected: bool,
    /// Representative point; null when unlocated.
    #[serde(skip)]
    pub position: Option<Position>,
}

/// One gazetteer entry with all that mentions it: a Point feature.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceRecord {
    /// The place's id in the gazetteer.
    pub id: String,
    /// Its name.
    pub name: String,
    /// GeoNames feature class.
    pub feature_class: String,
    /// GeoNames feature code.
    pub feature_code: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// First-level area by name.
    pub admin1: Option<String>,
    /// Inhabitants; null when unknown.
    pub population: Option<u64>,
    /// Mentions of all kinds.
    pub mentions: usize,
    /// Mentions of each kind.
    pub literal: usize,
    /// See `literal`.
    pub facility: usize,
    /// See `literal`.
    pub region: usize,
    /// See `literal`.
    pub metonymic: usize,
    /// See `literal`.
    pub demonym: usize,
    /// See `literal`.
    pub embedded: usize,
    /// Documents that mention it.
    pub documents: usize,
    /// Earliest event or publication day, RFC 3339.
    pub first_date: Option<String>,
    /// Latest.
    pub last_date: Option<String>,
    /// Representative point.
    #[serde(skip)]
    pub position: Position,
}

/// The area behind a region mention or an administrative area: a MultiPolygon feature.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegionRecord {
    /// The place's id in the gazetteer.
    pub id: String,
    /// Its name.
    pub name: String,
    /// GeoNames feature class.
    pub feature_class: String,
    /// GeoNames feature code.
    pub feature_code: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Mentions of all kinds.
    pub mentions: usize,
    /// Documents that mention it.
    pub documents: usize,
    /// What its mentions do with it, each once.
    #[serde(skip)]
    pub kinds: Vec<Kind>,
    /// The area.
    #[serde(skip)]
    pub area: geo::MultiPolygon<f64>,
}

/// One document, with what was found in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentRecord {
    /// See [`crate::document::Document::id`].
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// RFC 3339 day.
    pub published: Option<String>,
    /// A word of `document::DateBasis`, such as `front_matter`.
    pub published_basis: Option<String>,
    /// Where it came from.
    pub source: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// `given` or `detected`.
    pub language_basis: Option<String>,
    /// What finds mentions in this language: `tagger` or `gazetteer`.
    pub recogniser: String,
    /// Unicode characters in the text.
    pub characters: usize,
    /// Located mentions by kind.
    pub kinds: BTreeMap<String, usize>,
    /// Mentions without a place.
    pub unlocated: usize,
    /// BLAKE3, hexadecimal.
    pub content_hash: String,
}
