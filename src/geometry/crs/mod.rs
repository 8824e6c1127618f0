//! Coordinate reference systems: what a client may ask coordinates in.
//!
//! Everything inside is WGS 84 with longitude first, as is [`Crs::CRS84`]. The others are those of the EPSG registry that proj4rs
//! has the projection of, with their axes in the order that the registry gives them: EPSG:4326 has latitude first.

mod reproject;

pub use reproject::{Reprojection, ReprojectionError};

/// The codes of projected systems that have northing before easting, in order; `build.rs` tells how.
static NORTHING_FIRST: &[u16] = include!(concat!(env!("OUT_DIR"), "/northing_first.rs"));

/// A coordinate reference system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Crs {
    /// WGS 84, longitude first.
    #[default]
    Crs84,
    /// One of the EPSG registry, by its code.
    Epsg(u16),
}

impl Crs {
    /// Those that maps ask for most, the default first: CRS84, WGS 84 with latitude first, web Mercator.
    pub const USUAL: [Self; 3] = [Self::Crs84, Self::Epsg(4326), Self::Epsg(3857)];

    /// Reads an identifier: `http://www.opengis.net/def/crs/EPSG/0/3857` (also `https`), `urn:ogc:def:crs:EPSG::3857`,
    /// `[EPSG:3857]` or `EPSG:3857`, and the same of `OGC` and `CRS84`. None where it is another or not known here.
    ///
    /// ```
    /// use dateline::geometry::Crs;
    ///
    /// assert_eq!(Crs::parse("http://www.opengis.net/def/crs/EPSG/0/4326"), Some(Crs::Epsg(4326)));
    /// assert_eq!(Crs::parse("[OGC:CRS84]"), Some(Crs::Crs84));
    /// assert_eq!(Crs::parse("EPSG:1"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let address = text.strip_prefix("http").map(|rest| rest.strip_prefix('s').unwrap_or(rest));
        let (authority, code) = if let Some(path) = address {
            let mut parts = path.strip_prefix("://www.opengis.net/def/crs/")?.split('/');
            let (authority, _version, code) = (parts.next()?, parts.next()?, parts.next()?);
            parts.next().is_none().then_some((authority, code))?
        } else if let Some(name) = text.strip_prefix("urn:ogc:def:crs:") {
            let mut parts = name.split(':');
            let (authority, _version, code) = (parts.next()?, parts.next()?, parts.next()?);
            parts.next().is_none().then_some((authority, code))?
        } else {
            let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
            bare.split_once(':')?
        };
        let crs = match (authority, code) {
            ("OGC", "CRS84") => Self::Crs84,
            ("EPSG", code) if code.bytes().all(|byte| byte.is_ascii_digit()) => {
                Self::Epsg(code.parse().ok()?)
            }
            _ => return None,
        };
        crs.is_known().then_some(crs)
    }

    /// Its address in the register of the OGC.
    #[must_use]
    pub fn uri(self) -> String {
        match self {
            Self::Crs84 => "http://www.opengis.net/def/crs/OGC/1.3/CRS84".to_owned(),
            Self::Epsg(code) => format!("http://www.opengis.net/def/crs/EPSG/0/{code}"),
        }
    }

    /// Every system that is known here, the usual ones first. O(codes there are).
    pub fn all() -> impl Iterator<Item = Self> {
        let others =
            (1..=u16::MAX).map(Self::Epsg).filter(|crs| !Self::USUAL.contains(crs) && crs.is_known());
        Self::USUAL.into_iter().chain(others)
    }

    /// Whether coordinates can be given in it.
    fn is_known(self) -> bool {
        Reprojection::new(self).is_ok()
    }

    /// The definition of its projection, in the words of PROJ.
    fn definition(self) -> Option<&'static str> {
        match self {
            Self::Crs84 => Some("+proj=longlat +datum=WGS84 +no_defs"),
            Self::Epsg(code) => crs_definitions::from_code(code).map(|definition| definition.proj4),
        }
    }

    /// Whether latitude or northing comes first.
    fn is_north_first(self, is_geographic: bool) -> bool {
        match self {
            Self::Crs84 => false,
            Self::Epsg(code) => is_geographic || NORTHING_FIRST.binary_search(&code).is_ok(),
        }
    }
}
