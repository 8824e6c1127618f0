//! Annotated texts: one JSON object a line, as geoparsing corpora are commonly passed on.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::geometry::Position;
use crate::segment::CharIndex;

/// Why annotated texts cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GoldError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line is no annotated text.
    #[error("{}:{line}: {what}", path.display())]
    Form {
        /// Which file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong and what was expected.
        what: String,
    },
}

/// A text with the places that people have marked in it.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldDocument {
    /// Its name in its corpus.
    pub id: String,
    /// The text.
    pub text: String,
    /// The marked places.
    pub toponyms: Vec<Toponym>,
}

/// A marked place.
#[derive(Clone, Debug, PartialEq)]
pub struct Toponym {
    /// Bytes in the text.
    pub range: Range<usize>,
    /// Where it is, in degrees; none where the annotators could not tell.
    pub position: Option<Position>,
    /// Its `GeoNames` number.
    pub geonames_id: Option<u32>,
}

#[derive(Deserialize)]
struct Line {
    doc_id: String,
    text: String,
    toponyms: Vec<Marked>,
}

/// Offsets count Unicode characters, end exclusive; coordinates are degrees.
#[derive(Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    lat: Option<f64>,
    lon: Option<f64>,
    geonameid: Option<u32>,
}

/// Reads `{doc_id, text, toponyms: [{start, end, lat?, lon?, geonameid?}]}`, one object a line; offsets in Unicode characters, end
/// exclusive. Empty lines are passed over, and members with other names.
pub fn read_gold(path: &Path) -> Result<Vec<GoldDocument>, GoldError> {
    let text = fs::read_to_string(path).map_err(|source| GoldError::Io { path: path.to_owned(), source })?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            parse(line).map_err(|what| GoldError::Form { path: path.to_owned(), line: at + 1, what })
        })
        .collect()
}

fn parse(line: &str) -> Result<GoldDocument, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let characters = CharIndex::new(&line.text);
    let end = line.text.chars().count();
    let toponyms = line.toponyms.iter().map(|marked| {
        if marked.start >= marked.end || marked.end > end {
            return Err(format!(
                "characters {} to {} of {:?}: expected a span inside its {end} characters",
                marked.start, marked.end, line.doc_id
            ));
        }
        Ok(Toponym {
            range: characters.byte_of(marked.start)..characters.byte_of(marked.end),
            position: marked.lon.zip(marked.lat).map(|(lon, lat)| Position::new(lon, lat)),
            geonames_id: marked.geonameid,
        })
    });
    let toponyms = toponyms.collect::<Result<_, _>>()?;
    Ok(GoldDocument { id: line.doc_id, text: line.text, toponyms })
}
