//! What a file is, by its first lines.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::error::ImportError;
use super::table::Columns;
use crate::gazetteer::format::MAGIC;

/// What a line of a GeoJSON text sequence may begin with.
pub(super) const RECORD_SEPARATOR: char = '\u{1e}';

/// Bytes that are looked at.
const BEGINNING: u64 = 1 << 16;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Form {
    /// `allCountries.txt`, `SY.txt`, `cities500.txt`: 19 columns
    Dump,
    /// A table with a header, its columns parted by this byte
    Table(u8),
    /// A GeoJSON feature collection
    GeoJson,
    /// GeoJSON features, one a line
    GeoJsonLines,
    /// `alternateNamesV2.txt`: names by language
    AlternateNames,
    /// `admin1CodesASCII.txt`: names of first-level areas
    Admin1Codes,
    /// `admin2Codes.txt`: names of second-level areas
    Admin2Codes,
    /// `countryInfo.txt`: the table of countries
    CountryInfo,
    /// `hierarchy.txt`: what lies in what
    Hierarchy,
    /// `shapes_all_low.txt`: areas
    Shapes,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dump => "GeoNames dump",
            Self::Table(_) => "table",
            Self::GeoJson => "GeoJSON",
            Self::GeoJsonLines => "GeoJSON, a feature a line",
            Self::AlternateNames => "GeoNames alternate names",
            Self::Admin1Codes => "GeoNames first-level codes",
            Self::Admin2Codes => "GeoNames second-level codes",
            Self::CountryInfo => "GeoNames country table",
            Self::Hierarchy => "GeoNames hierarchy",
            Self::Shapes => "GeoNames shapes",
        })
    }
}

impl Form {
    /// Whether files of this form bring places, not only more about those of others.
    #[must_use]
    pub const fn brings_places(self) -> bool {
        matches!(self, Self::Dump | Self::Table(_) | Self::GeoJson | Self::GeoJsonLines)
    }

    /// Looks at the beginning of a file.
    pub(super) fn of(path: &Path) -> Result<Self, ImportError> {
        if path.is_dir() {
            let what = "this is a folder; name the files in it".to_owned();
            return Err(ImportError::Form { path: path.to_owned(), what });
        }
        let mut beginning = Vec::new();
        File::open(path)
            .and_then(|file| file.take(BEGINNING).read_to_end(&mut beginning))
            .map_err(|source| ImportError::Read { path: path.to_owned(), source })?;
        Self::detect(&beginning).map_err(|what| ImportError::Form { path: path.to_owned(), what })
    }

    fn detect(beginning: &[u8]) -> Result<Self, String> {
        let packed = [
            (&b"PK\x03\x04"[..], "a zip archive"),
            (b"\x1f\x8b", "a gzip file"),
            (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
        ];
        if let Some((_, what)) = packed.iter().find(|(magic, _)| beginning.starts_with(magic)) {
            return Err(format!("this is {what}; unpack it first"));
        }
        if beginning.starts_with(MAGIC) {
            return Err("this is a gazetteer pack already; use it with --gazetteer".to_owned());
        }
        if beginning.starts_with(b"\xff\xfe") || beginning.starts_with(b"\xfe\xff") {
            return Err("this is UTF-16; save it as UTF-8 first".to_owned());
        }
        if beginning.contains(&0) {
            return Err("this is no text; expected a GeoNames file, a table or GeoJSON".to_owned());
        }
        let text = String::from_utf8_lossy(beginning);
        let text = text.trim_start_matches('\u{feff}');
        if text.trim().is_empty() {
            return Err("the file is empty".to_owned());
        }
        // A text sequence (RFC 8142) begins every line with a record separator.
        let first = text.trim_start().lines().next().unwrap_or_default();
        if first.starts_with([RECORD_SEPARATOR, '{']) {
            let first = first.trim_start_matches(RECORD_SEPARATOR);
            let is_line = serde_json::from_str::<serde_json::Value>(first)
                .is_ok_and(|value| value.get("type").and_then(|kind| kind.as_str()) == Some("Feature"));
            // A first line that is longer than what is looked at: the collection says so at once, or it is none.
            let is_long = first.len() >= BEGINNING as usize / 2 && !text.contains("\"FeatureCollection\"");
            return Ok(if is_line || is_long { Self::GeoJsonLines } else { Self::GeoJson });
        }
        // The last line may be cut in the middle, and one or another may be damaged.
        let lines = || text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).take(50);
        let header = lines().next().unwrap_or_default();
        if let Some(delimiter) = Columns::delimiter(header) {
            return Ok(Self::Table(delimiter));
        }
        lines().find_map(Self::of_row).ok_or_else(|| {
            let shown: String = header.chars().take(60).collect();
            format!(
                "expected a GeoNames file, GeoJSON, or a table whose first row names the columns name, latitude and longitude; it \
                 begins with {shown:?}"
            )
        })
    }

    /// What a row of a `GeoNames` file tells of the file.
    fn of_row(row: &str) -> Option<Self> {
        let fields: Vec<&str> = row.split('\t').collect();
        let is_number = |at: usize| fields.get(at).is_some_and(|field| field.trim().parse::<u32>().is_ok());
        let is_degrees = |at: usize| fields.get(at).is_some_and(|field| field.trim().parse::<f64>().is_ok());
        match fields.len() {
            19 if is_number(0) && is_degrees(4) && is_degrees(5) => Some(Self::Dump),
            17.. if is_code(fields[0], 2) && is_code(fields[1], 3) => Some(Self::CountryInfo),
            8..=10 if is_number(0) && is_number(1) => Some(Self::AlternateNames),
            4 if is_number(3) && fields[0].matches('.').count() == 1 => Some(Self::Admin1Codes),
            4 if is_number(3) && fields[0].contains('.') => Some(Self::Admin2Codes),
            2 if is_number(0) && fields[1].trim_start().starts_with('{') => Some(Self::Shapes),
            2 | 3 if is_number(0) && is_number(1) => Some(Self::Hierarchy),
            _ => None,
        }
    }
}

/// Letters of a country code, "AN" or "AND".
fn is_code(field: &str, length: usize) -> bool {
    field.len() == length && field.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_first_lines() {
        let dump = "3039154\tEl Tarter\tEl Tarter\tEl Tarter,ال تارتر\t42.57952\t1.65362\tP\tPPL\tAD\t\t02\t\t\t\t1052\t\t1721\tEurope/Andorra\t2012-11-03";
        for (beginning, form) in [
            (dump, Form::Dump),
            ("# comment\n1\t2\ten\tHoms\t1\t\t\t\t\t", Form::AlternateNames),
            ("SY.11\tHoms\tHoms\t169575", Form::Admin1Codes),
            ("US.TX.471\tWalker County\tWalker County\t4740063", Form::Admin2Codes),
            ("6295630\t6255146\tADM", Form::Hierarchy),
            ("geoNameId\tgeoJSON\n49518\t{\"type\":\"Polygon\"", Form::Shapes),
            (
                "#ISO\tISO3\nAD\tAND\t020\tAN\tAndorra\tAndorra la Vella\t468\t77006\tEU\t.ad\tEUR\tEuro\t376\t\t\tca\t3041565\tES,FR\t",
                Form::CountryInfo,
            ),
            ("\u{feff}Name;Lat;Lon\nHoms;34,7;36,7", Form::Table(b';')),
            ("{\"type\": \"FeatureCollection\",", Form::GeoJson),
            ("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}\n", Form::GeoJsonLines),
            ("\u{1e}{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}\n", Form::GeoJsonLines),
        ] {
            assert_eq!(Form::detect(beginning.as_bytes()), Ok(form), "{beginning}");
        }
        for (beginning, words) in [
            (&b"PK\x03\x04rest"[..], "zip"),
            (b"", "empty"),
            (b"DATELINE GAZ\r\n\x1a\nxx", "already"),
            (b"\xff\xfea\0b\0", "UTF-16"),
            (b"\x7fELF\0\0", "no text"),
            (b"a letter to the editor", "begins with \"a letter"),
        ] {
            assert!(Form::detect(beginning).unwrap_err().contains(words));
        }
    }
}
