//! A line of JSON on standard error for each write, or for each request.

use std::io::Write;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;

/// What is logged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Log {
    /// Nothing.
    None,
    /// What changes the store, done or refused.
    #[default]
    Writes,
    /// Every request.
    Requests,
}

impl Log {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::None, Self::Writes, Self::Requests];

    /// The word that it is written by.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Writes => "writes",
            Self::Requests => "requests",
        }
    }
}

/// A request that was answered.
pub(super) struct Line<'l> {
    pub(super) method: &'l str,
    pub(super) path: &'l str,
    pub(super) status: u16,
    pub(super) took: Duration,
    /// The name of the request.
    pub(super) id: &'l str,
    /// The address that it came from, where that is known.
    pub(super) from: Option<String>,
    /// Whose token it bore.
    pub(super) who: Option<&'l str>,
    /// What was written, by its address.
    pub(super) location: Option<&'l str>,
}

impl Line<'_> {
    /// Writes it, in one piece.
    pub(super) fn write(&self) {
        let Self { method, path, status, took, id, from, who, location } = self;
        let now = Timestamp::now();
        let line = json!({
            "time": now.round(jiff::Unit::Millisecond).unwrap_or(now).to_string(),
            "level": if *status < 400 { "info" } else { "warning" },
            "method": method,
            "path": path,
            "status": status,
            "milliseconds": (took.as_secs_f64() * 1e6).round() / 1e3,
            "request_id": id,
            "from": from,
            "who": who,
            "location": location,
        });
        // With standard error closed there is nobody to tell.
        let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
    }
}
