use crate::gazetteer::{NameKind, PlaceId};

/// Defines the clues once: their names in a model file, and what they say in words that a person reads.
macro_rules! clues {
    ($($(#[$doc:meta])* $clue:ident, $name:literal, $words:literal;)*) => {
        /// What speaks for or against a candidate. The value of a clue is 1 where nothing else is said.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Clue {
            $($(#[$doc])* $clue,)*
        }

        impl Clue {
            /// All clues, in the order of their numbers.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$clue),*];

            /// The name in model files and records.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$clue => $name,)* }
            }

            /// What it says.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Self::$clue => $words,)* }
            }
        }
    };
}

clues! {
    /// The level of the place.
    Region, "region", "a region, sea or continent";
    /// The level of the place.
    Country, "country", "a country";
    /// The level of the place.
    FirstLevel, "first_level", "a first-level area";
    /// The level of the place.
    SecondLevel, "second_level", "a second-level area";
    /// The level of the place.
    Natural, "natural", "a water, mountain or island";
    /// The level of the place.
    Site, "site", "a building or site";
    /// A building that stands for a government.
    SeatOfPower, "seat_of_power", "a seat of power";
    /// Code `PPLC`, by its usual name: "Mexico" is rather the country.
    Capital, "capital", "the capital of a country";
    /// A capital or country where the words around it say that a government acts.
    Speaks, "speaks", "a government, which acts here";
    /// A capital in a document that names its country.
    CapitalNamed, "capital_named", "the capital of a country of the document";
    /// Code `PPLX`.
    Neighbourhood, "neighbourhood", "a part of a town";
    /// A water, mountain or region that only a user's own data know.
    Unknown, "unknown", "hardly known";
    /// Of a settlement: the natural logarithm of its inhabitants, tenths.
    Inhabitants, "inhabitants", "inhabitants";
    /// A settlement of which no inhabitants are known.
    NoInhabitants, "no_inhabitants", "no known inhabitants";
    /// Of any other place: the natural logarithm of its inhabitants, tenths.
    AreaInhabitants, "area_inhabitants", "inhabitants of the area";
    /// Of a settlement: the natural logarithm of its share of the inhabitants of the largest candidate, tenths; 0 or less.
    Share, "share", "smaller than the largest of its name";
    /// The first in the gazetteer's order of importance.
    First, "first", "the most important of its name";
    /// How it came by the name.
    Preferred, "preferred", "its usual name";
    /// How it came by the name.
    Historic, "historic", "a former name";
    /// How it came by the name.
    Abbreviation, "abbreviation", "its abbreviation";
    /// How it came by the name.
    Demonym, "demonym", "its people";
    /// Its name is written in another way.
    Rewritten, "rewritten", "its name, written in another way";
    /// Its name but for a letter.
    Misspelt, "misspelt", "its name but for a letter";
    /// Its name stands inside the words.
    Nested, "nested", "its name is inside the words";
    /// "province of", "city of" ask for its level.
    Asked, "asked", "the kind of place that the words ask for";
    /// They ask for another.
    NotAsked, "not_asked", "another kind of place than the words ask for";
    /// A first-level area that shares its name with its own seat of government: bare, the name means the town.
    Namesake, "namesake", "shares its name with its seat";
    /// A building where the mention is that of one.
    Facility, "facility", "a building, as the words say";
    /// What is named right behind it contains it: "Paris, Texas".
    Inside, "inside", "lies in what is named right behind it";
    /// What is named right before it lies in it.
    Contains, "contains", "holds what is named right before it";
    /// Of its country: the natural logarithm of 1 and how often the document names it.
    CountryNamed, "country_named", "its country is named in the document";
    /// Of its first-level area: the natural logarithm of 1 and how often the document names it.
    AreaNamed, "area_named", "its first-level area is named in the document";
    /// The share of the other places that lie in its country.
    CountryShare, "country_share", "other places of the document lie in its country";
    /// The share of the other places that lie in its first-level area.
    AreaShare, "area_share", "other places of the document lie in its first-level area";
    /// Falls from 1 to 1/e within 1,000 km of the nearest other place.
    FairlyNear, "fairly_near", "fairly near another place of the document";
    /// How many of the names around it, ten either way, could mean places near it: of each name the fourth root of the likelihood
    /// of such a candidate, falling with the distance from 1 to 1/e within 50 km; added up, of 1 and the sum the natural logarithm.
    Companions, "companions", "names around it could mean places near it";
    /// How sure it is where the document has the name elsewhere.
    Sense, "sense", "the name means it elsewhere in the document";
    /// The share of the mentions beside it, in its sentence, that lie in its first-level area.
    Neighbours, "neighbours", "the places named beside it lie in its first-level area";
    /// The share of the mentions beside it, in its sentence, that are of its level and in its country: "Oregon and Washington".
    Peers, "peers", "the places named beside it are of its kind";
    /// Falls from 1 to 1/e within 150 km of the place where the report was written.
    Dateline, "dateline", "near where the report was written";
    /// In the country that the caller says the document is about.
    HomeCountry, "home_country", "in the country that was asked for";
    /// Falls from 1 to 1/e within 150 km of the position that the caller says the document is about.
    HomeNear, "home_near", "near the position that was asked for";
}

/// One clue of a candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// What speaks.
    pub clue: Clue,
    /// How loudly; a model says what it weighs.
    pub value: f64,
}

/// A place that a mention could mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The place.
    pub place: PlaceId,
    /// How it came by the name.
    pub name_kind: NameKind,
    /// All clues.
    pub evidence: Vec<Evidence>,
}

impl Candidate {
    /// Adds a clue, unless it says nothing.
    pub(crate) fn add(&mut self, clue: Clue, value: f64) {
        if value.abs() > 1e-9 {
            self.evidence.push(Evidence { clue, value });
        }
    }
}
