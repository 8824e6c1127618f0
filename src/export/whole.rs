use std::io::{self, Write};

use tempfile::NamedTempFile;

use super::{flatgeobuf, geoparquet, xlsx};
use crate::feature::Sheet;
use crate::store::write_geopackage;

/// A format that is written as a whole: what stands first depends on what comes last, or columns come one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// `FlatGeobuf` with its index; lists go as JSON, lines as `MultiLineString`. What has no geometry is left out: the format has no
    /// place for it. Costs a parse of every feature, and a temporary file as long as the answer.
    FlatGeobuf,
    /// `GeoParquet` 1.1: geometries as well-known binary, longitude first, with the box of each beside it; days as dates, lists as
    /// JSON. A collection without geometries is a plain Parquet file. Costs a parse of every feature; 65,536 are held at a time.
    GeoParquet,
    /// A workbook for Excel and its like: a row each, longitude and latitude of points first, then the properties; days are dates, lists
    /// are JSON, and a text of more than 32,767 characters is cut. More than 1,048,575 features are an error, before anything is
    /// written. Costs a parse of every feature, temporary files as long as the rows, and memory as long as the answer.
    Xlsx,
    /// A GeoPackage of one layer; lists are JSON, lines and areas of several parts. Costs a parse of every feature, and a temporary file
    /// as long as the answer: a database is a file before it is bytes.
    GeoPackage,
}

impl Whole {
    /// Writes encoded features.
    ///
    /// ```
    /// use dateline::export::{Shaping, Whole};
    /// use dateline::index::CollectionName;
    ///
    /// let sheet = Shaping::default().sheet(CollectionName::Mentions);
    /// let mut out = Vec::new();
    /// Whole::GeoParquet.write(&mut out, &sheet, std::iter::empty::<&[u8]>())?;
    /// assert!(out.starts_with(b"PAR1") && out.ends_with(b"PAR1"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write(
        self,
        out: &mut (impl Write + Send),
        sheet: &Sheet,
        features: impl ExactSizeIterator<Item = impl AsRef<[u8]>>,
    ) -> io::Result<()> {
        match self {
            Self::FlatGeobuf => flatgeobuf::write(out, sheet, features),
            Self::GeoParquet => geoparquet::write(out, sheet, features),
            Self::Xlsx => xlsx::write(out, sheet, features),
            Self::GeoPackage => {
                let mut file = NamedTempFile::new()?;
                write_geopackage(file.path(), sheet, features).map_err(io::Error::other)?;
                io::copy(&mut file, out).map(drop)
            }
        }
    }
}
