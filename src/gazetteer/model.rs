use crate::geometry::Position;

/// A place's position in its pack: small, fast, and good only as long as the pack is open. What is kept and shown is
/// [`Place::id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u32);

/// The nine feature classes of GeoNames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum FeatureClass {
    /// `A`: countries, states, regions with a government
    Administrative = b'A',
    /// `H`: seas, lakes, rivers
    Water = b'H',
    /// `L`: parks, regions, continents
    Region = b'L',
    /// `P`: cities, towns, villages
    Populated = b'P',
    /// `R`: roads, railways
    Road = b'R',
    /// `S`: buildings, airports, bases
    Spot = b'S',
    /// `T`: mountains, islands, capes
    Terrain = b'T',
    /// `U`: undersea
    Undersea = b'U',
    /// `V`: forests, heaths
    Vegetation = b'V',
}

impl FeatureClass {
    /// The class of a GeoNames letter, upper case.
    #[must_use]
    pub const fn from_letter(letter: u8) -> Option<Self> {
        Some(match letter {
            b'A' => Self::Administrative,
            b'H' => Self::Water,
            b'L' => Self::Region,
            b'P' => Self::Populated,
            b'R' => Self::Road,
            b'S' => Self::Spot,
            b'T' => Self::Terrain,
            b'U' => Self::Undersea,
            b'V' => Self::Vegetation,
            _ => return None,
        })
    }

    /// The GeoNames letter as text.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administrative => "A",
            Self::Water => "H",
            Self::Region => "L",
            Self::Populated => "P",
            Self::Road => "R",
            Self::Spot => "S",
            Self::Terrain => "T",
            Self::Undersea => "U",
            Self::Vegetation => "V",
        }
    }
}

/// How high a place stands in the hierarchy; what the words "province of" or "city of" ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A continent, a sea, a vague region of several countries
    Region,
    /// A country or dependency
    Country,
    /// First-level area: state, governorate, province
    Admin1,
    /// Second-level area: county, district
    Admin2,
    /// A city, town or village
    Settlement,
    /// A building, base, airport, square
    Site,
    /// A lake, river, mountain, island, desert
    Natural,
}

/// How a place came by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NameKind {
    /// The name it is shown by
    Preferred = 0,
    /// Another name in any language or script
    Alternate = 1,
    /// "US", "U.K."
    Abbreviation = 2,
    /// "Syrian", "Iraqis"
    Demonym = 3,
    /// "Burma", "Soviet Union"
    Historic = 4,
}

/// One place of the gazetteer, borrowed from the pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Place<'a> {
    /// The GeoNames id in decimal digits, or `dateline:slug`, `ourairports:OSLK`, ... for what GeoNames lacks.
    pub id: &'a str,
    /// The name to show, English where there is one.
    pub name: &'a str,
    /// Representative point; for countries and first-level areas GeoNames' own.
    pub position: Position,
    /// GeoNames feature class.
    pub class: FeatureClass,
    /// GeoNames feature code, such as `PPLC`, `ADM1`, `SEA`.
    pub code: &'a str,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<&'a str>,
    /// GeoNames first-level code within the country, such as `11`.
    pub admin1: Option<&'a str>,
    /// GeoNames second-level code within the first level.
    pub admin2: Option<&'a str>,
    /// Inhabitants; 0 means unknown.
    pub population: u64,
    /// Half the place's extent in kilometres: how far from the point a mention of it may mean.
    pub radius_km: f64,
    /// Where the place stands in the hierarchy.
    pub level: Level,
    /// ISO code of the state it speaks for when it "says" something: `US` for the Pentagon.
    pub stands_for: Option<&'a str>,
    /// Whether [`super::Gazetteer::area`] has a polygon for it.
    pub has_area: bool,
}
