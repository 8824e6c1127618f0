//! What a client may ask: bbox, datetime, kind, paging, names and positions; parsed and checked.
//!
//! [`Parameter`] describes each parameter once: the same table refuses unknown ones and writes the OpenAPI document.

mod counts;
mod cursor;
mod datetime;
mod error;
mod gazetteer;
mod hints;
mod items;
mod pairs;
mod parameter;

pub use counts::CountsQuery;
pub use error::QueryError;
pub use gazetteer::{
    NearestQuery, SearchQuery, nearest_parameters, parse_shape, place_parameters, search_parameters,
};
pub use hints::{HintsQuery, hint_parameters, text_parameters};
pub use items::{DEFAULT_LIMIT, FilterLanguage, ItemsQuery, MAX_LIMIT, parse_crs};
pub use pairs::Pairs;
pub use parameter::{FORMAT, LIMIT};
pub use parameter::{
    Parameter, corrections_parameters, counts_parameters, facet_parameter, flight_path_parameters,
    item_parameters, items_parameters, list_parameters, tile_parameters,
};
