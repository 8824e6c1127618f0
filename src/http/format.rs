//! The formats of answers, and which of them a request gets.

use axum::http::header::ACCEPT;
use axum::http::{HeaderMap, HeaderValue};

use super::problem::Problem;
use crate::index::CollectionName;
use crate::query::QueryError;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A format with its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    JsonLines,
    GeoJson,
    GeoJsonSeq,
    Csv,
    FlatGeobuf,
    GeoParquet,
    Kml,
    GeoPackage,
    Xlsx,
    Html,
    OpenApi,
    Schema,
    Tile,
    TileJson,
    Text,
}

impl Format {
    /// All of them.
    pub(super) const ALL: [Self; 16] = [
        Self::Json,
        Self::JsonLines,
        Self::GeoJson,
        Self::GeoJsonSeq,
        Self::Csv,
        Self::FlatGeobuf,
        Self::GeoParquet,
        Self::Kml,
        Self::GeoPackage,
        Self::Xlsx,
        Self::Html,
        Self::OpenApi,
        Self::Schema,
        Self::Tile,
        Self::TileJson,
        Self::Text,
    ];

    /// Its name for people.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::JsonLines => "JSON Lines",
            Self::GeoJson => "GeoJSON",
            Self::GeoJsonSeq => "GeoJSON sequence",
            Self::Csv => "CSV",
            Self::FlatGeobuf => "FlatGeobuf",
            Self::GeoParquet => "GeoParquet",
            Self::Kml => "KML",
            Self::GeoPackage => "GeoPackage",
            Self::Xlsx => "Excel workbook",
            Self::Html => "HTML",
            Self::OpenApi => "OpenAPI",
            Self::Schema => "JSON Schema",
            Self::Tile => "Vector tile",
            Self::TileJson => "TileJSON",
            Self::Text => "Text",
        }
    }

    /// What `Content-Type` says.
    pub(super) const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::JsonLines => "application/jsonl",
            Self::GeoJson => "application/geo+json",
            Self::GeoJsonSeq => "application/geo+json-seq",
            Self::Csv => "text/csv; charset=utf-8",
            Self::FlatGeobuf => "application/flatgeobuf",
            Self::GeoParquet => "application/vnd.apache.parquet",
            Self::Kml => "application/vnd.google-earth.kml+xml",
            Self::GeoPackage => "application/geopackage+sqlite3",
            Self::Xlsx => XLSX,
            Self::Html => "text/html; charset=utf-8",
            Self::OpenApi => "application/vnd.oai.openapi+json;version=3.0",
            Self::Schema => "application/schema+json",
            Self::Tile => "application/vnd.mapbox-vector-tile",
            Self::TileJson => "application/vnd.mapbox.tile+json",
            Self::Text => "text/plain; version=0.0.4; charset=utf-8",
        }
    }

    /// What `f` may say; the first is the one links use.
    pub(super) const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Json | Self::OpenApi | Self::Schema => &["json"],
            Self::JsonLines => &["jsonl"],
            Self::GeoJson => &["geojson", "json"],
            Self::Tile => &["mvt"],
            Self::TileJson => &["tilejson"],
            Self::GeoJsonSeq => &["geojsonseq"],
            Self::Csv => &["csv"],
            Self::FlatGeobuf => &["flatgeobuf", "fgb"],
            Self::GeoParquet => &["geoparquet", "parquet"],
            Self::Kml => &["kml"],
            Self::GeoPackage => &["gpkg"],
            Self::Xlsx => &["xlsx"],
            Self::Html => &["html"],
            Self::Text => &["text"],
        }
    }

    /// The ending of a file that a browser should keep instead of showing it; none of a format that it can show.
    const fn ending(self) -> Option<&'static str> {
        match self {
            Self::FlatGeobuf => Some("fgb"),
            Self::GeoParquet => Some("parquet"),
            Self::Kml => Some("kml"),
            Self::GeoPackage => Some("gpkg"),
            Self::Xlsx => Some("xlsx"),
            _ => None,
        }
    }

    /// What `Content-Disposition` says of a file of this name; none of what a browser can show.
    pub(super) fn disposition(self, name: CollectionName) -> Option<HeaderValue> {
        let file = format!("attachment; filename=\"{}.{}\"", name.as_str(), self.ending()?);
        Some(HeaderValue::try_from(file).expect("plain letters are a header value"))
    }

    /// The media types it answers to. GeoJSON is JSON, so it answers to that; nothing answers to another's name.
    const fn media_types(self) -> &'static [&'static str] {
        match self {
            Self::Json => &["application/json"],
            Self::JsonLines => &["application/jsonl", "application/x-ndjson"],
            Self::GeoJson => &["application/geo+json", "application/json", "application/vnd.geo+json"],
            Self::GeoJsonSeq => &["application/geo+json-seq"],
            Self::Csv => &["text/csv"],
            Self::FlatGeobuf => &["application/flatgeobuf", "application/vnd.flatgeobuf"],
            Self::GeoParquet => &["application/vnd.apache.parquet"],
            Self::Kml => &["application/vnd.google-earth.kml+xml"],
            Self::GeoPackage => &["application/geopackage+sqlite3"],
            Self::Xlsx => &[XLSX],
            Self::Html => &["text/html", "application/xhtml+xml"],
            Self::OpenApi => {
                &["application/vnd.oai.openapi+json", "application/openapi+json", "application/json"]
            }
            Self::Schema => &["application/schema+json", "application/json"],
            Self::Tile => &["application/vnd.mapbox-vector-tile", "application/x-protobuf"],
            Self::TileJson => &["application/vnd.mapbox.tile+json"],
            Self::Text => &["text/plain"],
        }
    }
}

/// Chooses among the offered formats: `f` first, then the `Accept` header by its q-values (RFC 9110, 12.5.1), the
/// earlier offer where two are wanted alike.
pub(super) fn choose(offers: &[Format], f: Option<&str>, headers: &HeaderMap) -> Result<Format, Problem> {
    if let Some(word) = f {
        let words: Vec<_> = offers.iter().flat_map(|format| format.words()).copied().collect();
        let found = offers.iter().copied().find(|format| format.words().contains(&word));
        return found
            .ok_or_else(|| QueryError::value("f", word, format!("one of {}", words.join(", "))).into());
    }
    let accept: Vec<_> = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    let accept = accept.join(",");
    if accept.trim().is_empty() {
        return Ok(offers[0]);
    }
    let ranges: Vec<_> = accept.split(',').filter_map(Range::parse).collect();
    let mut best = None;
    for offer in offers {
        let quality = offer.media_types().iter().map(|media| quality(media, &ranges)).fold(0.0, f32::max);
        if quality > best.map_or(0.0, |(known, _)| known) {
            best = Some((quality, *offer));
        }
    }
    best.map(|(_, offer)| offer).ok_or_else(|| {
        let media: Vec<_> = offers.iter().map(|format| format.media_types()[0]).collect();
        Problem::not_acceptable(&media.join(", "))
    })
}

/// One entry of an `Accept` header.
struct Range<'a> {
    media: &'a str,
    quality: f32,
}

impl<'a> Range<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let media = parts.next().filter(|media| media.contains('/'))?;
        let quality = parts
            .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
            .map_or(Some(1.0), |number| number.parse().ok().filter(|q| (0.0..=1.0).contains(q)))?;
        Some(Self { media, quality })
    }

    /// How closely it names a media type: 3 by name, 2 by its first half, 1 by a star, 0 not at all.
    fn closeness(&self, media: &str) -> u8 {
        if self.media.eq_ignore_ascii_case(media) {
            3
        } else if self.media == "*/*" {
            1
        } else {
            let half = self.media.strip_suffix("/*");
            let same = half.zip(media.split_once('/')).is_some_and(|(a, (b, _))| a.eq_ignore_ascii_case(b));
            if same { 2 } else { 0 }
        }
    }
}

/// The q-value of the range that names the media type most closely; 0 when none does.
fn quality(media: &str, ranges: &[Range<'_>]) -> f32 {
    let named = ranges.iter().map(|range| (range.closeness(media), range.quality));
    named
        .filter(|(closeness, _)| *closeness > 0)
        .max_by_key(|(closeness, _)| *closeness)
        .map_or(0.0, |(_, q)| q)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEMS: [Format; 3] = [Format::GeoJson, Format::GeoJsonSeq, Format::Csv];
    const LANDING: [Format; 2] = [Format::Json, Format::Html];

    fn chosen(offers: &[Format], accept: &str) -> Option<Format> {
        let headers = HeaderMap::from_iter([(ACCEPT, accept.parse().unwrap())]);
        choose(offers, None, &headers).ok()
    }

    #[test]
    fn what_gdal_and_qgis_send_gets_geojson() {
        for accept in [
            "application/geo+json, application/json",
            "text/plain, application/json",
            "application/json",
            "*/*",
            "",
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        ] {
            assert_eq!(chosen(&ITEMS, accept), Some(Format::GeoJson), "{accept}");
        }
    }

    #[test]
    fn qgis_gets_the_api_by_its_versioned_type() {
        let accept = "application/vnd.oai.openapi+json;version=3.0, application/openapi+json;version=3.0, application/json";
        assert_eq!(chosen(&[Format::OpenApi, Format::Html], accept), Some(Format::OpenApi));
    }

    #[test]
    fn a_browser_gets_the_page_and_curl_the_json() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        assert_eq!(chosen(&LANDING, browser), Some(Format::Html));
        assert_eq!(chosen(&LANDING, "*/*"), Some(Format::Json));
    }

    #[test]
    fn q_values_count_and_the_closest_range_decides() {
        assert_eq!(chosen(&ITEMS, "application/geo+json;q=0.2, text/csv;q=0.9"), Some(Format::Csv));
        assert_eq!(chosen(&LANDING, "text/*;q=0.5, application/json;q=0.4"), Some(Format::Html));
        assert_eq!(chosen(&LANDING, "*/*, application/json;q=0"), Some(Format::Html));
    }

    #[test]
    fn what_cannot_be_met_is_refused() {
        for accept in
            ["image/png", "text/plain", "application/json;q=0, application/geo+json;q=0", "nonsense"]
        {
            assert_eq!(chosen(&[Format::GeoJson], accept), None, "{accept}");
        }
    }

    #[test]
    fn f_wins_over_accept_and_an_unknown_one_lists_what_there_is() {
        let headers = HeaderMap::from_iter([(ACCEPT, "image/png".parse().unwrap())]);
        assert_eq!(choose(&ITEMS, Some("csv"), &headers).unwrap(), Format::Csv);
        assert_eq!(choose(&ITEMS, Some("json"), &headers).unwrap(), Format::GeoJson);
        assert!(format!("{:?}", choose(&ITEMS, Some("xml"), &headers)).contains("geojsonseq"));
    }
}
