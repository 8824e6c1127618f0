use axum::extract;
use axum::response::Response;
use serde_json::json;

use super::asked::{Asked, link, respond, respond_either};
use super::etag::unless_known;
use super::format::Format;
use super::page;
use super::problem::Problem;
use super::state::Service;
use crate::export::ATTRIBUTION;
use crate::query::FORMAT;

const DESCRIPTION: &str = "Places and journeys read from news text, each with the sentence it came from. Boundaries and \
                           names are those of the sources and take no side.";

/// The conformance classes that hold.
const CONFORMANCE: &[&str] = &[
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/json",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/core-roles-features",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/sortables",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
    "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-json",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
    "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
    "http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus",
    "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/array-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/property-property",
    "http://www.opengis.net/spec/cql2/1.0/conf/arithmetic",
];

/// `GET /`: the map for a browser, the landing page for a machine.
pub(super) async fn landing(
    extract::State(service): extract::State<Service>,
    asked: Asked,
) -> Result<Response, Problem> {
    asked.checked(&[&FORMAT])?;
    let offers: &[Format] = if page::exists() { &[Format::Json, Format::Html] } else { &[Format::Json] };
    let format = asked.format(offers)?;
    if format == Format::Html {
        return Ok(page::index(&asked.headers));
    }
    let snapshot = service.snapshot();
    Ok(unless_known(&asked, &snapshot, format, || {
        let json = Format::Json.content_type();
        let geojson = Format::GeoJson.content_type();
        let mut links = asked.links_to_self(format, offers);
        for (rel, media_type, title, path) in [
            ("service-desc", Format::OpenApi.content_type(), "The API", "/api"),
            ("service-doc", Format::Html.content_type(), "The API for people", "/api.html"),
            ("conformance", json, "The standards that hold", "/conformance"),
            ("data", json, "The collections", "/collections"),
            (
                "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes",
                json,
                "The squares of tiles",
                "/tileMatrixSets",
            ),
            ("item", geojson, "All mentions", "/mentions.geojson"),
            ("item", geojson, "All places", "/places.geojson"),
            ("item", geojson, "All journeys", "/movements.geojson"),
            ("item", geojson, "The missile flight paths", "/flight-path.geojson"),
            ("related", json, "The documents", "/documents"),
            ("related", geojson, "Places by name, such as Homs", "/gazetteer?q=Homs"),
            (
                "related",
                geojson,
                "Places around a position, such as Homs",
                "/gazetteer/nearest?lon=36.72&lat=34.73",
            ),
        ] {
            links.push(link(rel, media_type, title, asked.address(path)));
        }
        let landing = json!({
            "title": "Dateline",
            "description": DESCRIPTION,
            "attribution": ATTRIBUTION,
            "links": links,
        });
        respond(format, landing.to_string())
    }))
}

/// `GET /conformance`
pub(super) async fn conformance(asked: Asked) -> Result<Response, Problem> {
    asked.checked(&[&FORMAT])?;
    let offers = [Format::Json, Format::Html];
    let format = asked.format(&offers)?;
    let links = asked.links_to_self(format, &offers);
    Ok(respond_either(&asked, format, "Conformance", &json!({"conformsTo": CONFORMANCE, "links": links})))
}
