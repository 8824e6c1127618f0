use axum::extract;
use axum::response::Response;
use serde_json::{Map, json};

use super::asked::Asked;
use super::etag::unless_known;
use super::format::Format;
use super::items::{CONTENT_CRS, content_crs};
use super::problem::Problem;
use super::range::respond_with_part;
use super::state::Service;
use crate::export::{ATTRIBUTION, Shaping, write_feature_collection};
use crate::index::{CollectionName, Facet};
use crate::movement::Mode;
use crate::query::{ItemsQuery, flight_path_parameters};

/// `GET /flight-path.geojson`: the missile journeys, those that follow from the text first and the great circles beside
/// them after; `unplaced` lists those without a line.
pub(super) async fn flight_path(
    extract::State(service): extract::State<Service>,
    asked: Asked,
) -> Result<Response, Problem> {
    asked.checked(&flight_path_parameters(CollectionName::Movements))?;
    let mut query = ItemsQuery::parse(asked.pairs(), CollectionName::Movements)?;
    let format = asked.format(&[Format::GeoJson])?;
    let snapshot = service.snapshot();
    Ok(unless_known(&asked, &snapshot, format, || {
        let is_filtered = !query.filter.is_empty();
        query.filter.facets.push((Facet::Mode, vec![Mode::Missile.as_str().to_owned()]));
        let movements = snapshot.collection(CollectionName::Movements);
        let found = movements.search(&query.filter, &[], query.after.as_ref(), usize::MAX);
        let ids: Vec<_> = found.positions.iter().map(|at| movements.id(*at)).collect();
        let in_order = snapshot.flight_paths().filter(|id| ids.contains(id));
        let limit = query.limit.unwrap_or(usize::MAX);
        let shaping = Shaping::of(&query, CollectionName::Movements);
        let features = in_order.take(limit).filter_map(|id| movements.get(id));
        let features: Vec<_> = features.map(|feature| shaping.shape(&feature).into_owned()).collect();
        // What has no line answers no filter.
        let unplaced = if is_filtered { Vec::new() } else { snapshot.unplaced_flights().collect() };
        let summary = json!({
            "lines": features.len(),
            "unplaced": unplaced.len(),
            "order": "lines that follow from the text first, great circles for comparison after",
        });
        let members = Map::from_iter([
            ("attribution".to_owned(), ATTRIBUTION.into()),
            ("summary".to_owned(), summary),
            ("links".to_owned(), asked.links_to_self(format, &[format]).into()),
        ]);
        let mut body = Vec::new();
        write_feature_collection(&mut body, &members, &[("unplaced", unplaced)], features)
            .expect("writing into memory does not fail");
        let mut response = respond_with_part(&asked, format, body);
        response.headers_mut().insert(CONTENT_CRS, content_crs(query.crs));
        response
    }))
}
