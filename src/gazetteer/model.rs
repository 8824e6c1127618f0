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
    /// "Calif.", "TX": a name only behind another place and a comma
    Postal = 5,
}

/// The kind with a pack's number.
pub(super) fn name_kind(number: u64) -> NameKind {
    match number {
        0 => NameKind::Preferred,
        2 => NameKind::Abbreviation,
        3 => NameKind::Demonym,
        4 => NameKind::Historic,
        5 => NameKind::Postal,
        _ => NameKind::Alternate,
    }
}

impl NameKind {
    /// The word used in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Alternate => "alternate",
            Self::Abbreviation => "abbreviation",
            Self::Demonym => "demonym",
            Self::Historic => "historic",
            Self::Postal => "postal",
        }
    }
}

impl Level {
    /// From the highest, as packs number them.
    const ALL: [Self; 7] = [
        Self::Region,
        Self::Country,
        Self::Admin1,
        Self::Admin2,
        Self::Settlement,
        Self::Site,
        Self::Natural,
    ];

    /// The level with a pack's number; what is unknown is a site, the least of claims.
    pub(super) fn from_number(number: u8) -> Self {
        Self::ALL.get(usize::from(number)).copied().unwrap_or(Self::Site)
    }

    /// The word used in records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Country => "country",
            Self::Admin1 => "admin1",
            Self::Admin2 => "admin2",
            Self::Settlement => "settlement",
            Self::Site => "site",
            Self::Natural => "natural",
        }
    }
}

/// What a place is kept and shown by: written out, GeoNames ids are plain decimal digits, so that they join with
/// other data as they are; all else has its source before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Id<'a> {
    /// `169577`
    GeoNames(u32),
    /// `dateline:the-kremlin`, `ourairports:OSLK`
    Other(&'a str),
}

impl std::fmt::Display for Id<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::GeoNames(number) => write!(f, "{number}"),
            Self::Other(id) => f.write_str(id),
        }
    }
}

/// One place of the gazetteer, borrowed from the pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Place<'a> {
    /// What it is kept and shown by.
    pub id: Id<'a>,
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
    /// The first-level area's name, English where there is one.
    pub admin1_name: Option<&'a str>,
    /// GeoNames second-level code within the first level.
    pub admin2: Option<&'a str>,
    /// The second-level area's name.
    pub admin2_name: Option<&'a str>,
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
