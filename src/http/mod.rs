//! OGC API and the rest over a snapshot; thin handlers.
//!
//! [`router()`] puts the table of routes behind the manners every answer shares: bounds on size, time and
//! number, CORS, compression, and errors as problem+json. A handler reads what is asked, searches the snapshot, and copies.

mod aside;
mod asked;
mod body;
mod candidates;
mod collections;
mod corrections;
mod counts;
mod documents;
mod etag;
mod flight_path;
mod format;
mod gazetteer;
mod geoparse;
mod health;
mod html;
mod items;
mod landing;
mod log;
mod manners;
mod metrics;
mod openapi;
mod origin;
mod pace;
mod page;
mod permission;
mod problem;
mod range;
mod request_id;
mod router;
mod routes;
mod schema;
mod server;
mod state;
mod stream;
#[cfg(test)]
mod tests;
mod tiles;
mod token;

pub use log::Log;
pub use router::router;
pub use server::serve;
pub use state::{Backlog, Limits, Parse, Put, State, WriteError, Writer, Written};
pub use token::{Scope, Token};
