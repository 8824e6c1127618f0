//! What a client may ask: bbox, datetime, kind, paging, names and positions; parsed and checked.
//!
//! [`Parameter`] describes each parameter once: the same table refuses unknown ones and writes the OpenAPI document.

mod cursor;
mod datetime;
mod error;
mod gazetteer;
mod hints;
mod items;
mod pairs;
mod parameter;

pub use error::QueryError;
pub use gazetteer::{
    NearestQuery, SearchQuery, nearest_parameters, parse_shape, place_parameters, search_parameters,
};
pub use hints::{HintsQuery, hint_parameters, home_parameters, parse_home};
pub use items::{DEFAULT_LIMIT, ItemsQuery, MAX_LIMIT, check_crs};
pub use pairs::Pairs;
pub use parameter::{CRS84, Parameter, facet_parameter, item_parameters, items_parameters, list_parameters};
pub use parameter::{FORMAT, LIMIT};
