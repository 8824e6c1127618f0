//! Any query string becomes a question or a reason; what a question says is in bounds, and comes back when it is written out.
#![no_main]

use dateline::geometry::BoundingBox;
use dateline::index::CollectionName;
use dateline::query::{
    ItemsQuery, MAX_LIMIT, NearestQuery, Pairs, SearchQuery, list_parameters, parse_crs, parse_shape,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = &*String::from_utf8_lossy(data);
    let pairs: Vec<(String, String)> = text
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    for collection in CollectionName::ALL {
        match ItemsQuery::parse(&pairs, collection) {
            Ok(query) => check(&query),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    if let Ok(pairs) = Pairs::check(&pairs, &list_parameters()) {
        let _ = parse_crs("crs", &pairs);
        if let Ok(query) = ItemsQuery::parse_list(&pairs) {
            check(&query);
        }
    }
    if let Ok(query) = SearchQuery::parse(&pairs) {
        assert!(!query.name.trim().is_empty() && query.limit > 0);
        assert!(query.near.is_none_or(|near| near.lon.abs() <= 180.0 && near.lat.abs() <= 90.0));
    }
    if let Ok(query) = NearestQuery::parse(&pairs) {
        assert!(query.position.lon.abs() <= 180.0 && query.position.lat.abs() <= 90.0);
    }
    let _ = parse_shape(&pairs);
});

fn check(query: &ItemsQuery) {
    assert!(query.limit.is_none_or(|limit| (1..=MAX_LIMIT).contains(&limit)));
    assert!(query.filter.days.is_none_or(|days| days.first <= days.last));
    assert!(query.filter.min_confidence.is_none_or(|least| (0.0..=1.0).contains(&least)));
    if let Some(around) = query.filter.bbox {
        let BoundingBox { west, south, east, north } = around;
        assert!(west.abs() <= 180.0 && east.abs() <= 180.0, "{around:?}");
        assert!(-90.0 <= south && south <= north && north <= 90.0, "{around:?}");
        assert!((0.0..=360.0).contains(&around.width()), "{around:?}");
        assert_eq!(BoundingBox::parse(&around.to_string()), Ok(around));
    }
    if let Some(id) = &query.after {
        let again = [("cursor".to_owned(), ItemsQuery::cursor_after(id))];
        let again = ItemsQuery::parse(&again, CollectionName::Mentions).map(|query| query.after);
        assert_eq!(again, Ok(Some(id.clone())));
    }
}
