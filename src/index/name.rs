use super::Facet;
use crate::feature::{MENTION, MOVEMENT, PLACE, Property, REGION};

/// The collections, each of one geometry type, in the order of [`CollectionName::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CollectionName {
    /// One Point per located mention
    Mentions,
    /// One Point per place mentioned
    Places,
    /// One `MultiPolygon` per area mentioned
    Regions,
    /// One `LineString` per journey that has a line
    Movements,
    /// Mentions without a place, without geometry
    Unlocated,
}

impl CollectionName {
    /// All collections in the order in which they are listed.
    pub const ALL: [Self; 5] =
        [Self::Mentions, Self::Places, Self::Regions, Self::Movements, Self::Unlocated];

    /// The collection with this identifier.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.as_str() == id)
    }

    /// The identifier used in paths.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mentions => "mentions",
            Self::Places => "places",
            Self::Regions => "regions",
            Self::Movements => "movements",
            Self::Unlocated => "unlocated",
        }
    }

    /// The title for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Mentions => "Mentions",
            Self::Places => "Places",
            Self::Regions => "Regions",
            Self::Movements => "Movements",
            Self::Unlocated => "Mentions without a place",
        }
    }

    /// What it holds, in a sentence or two.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::Mentions => {
                "Every mention of a place in the documents, at the place, with the sentence it stands in. Its time is \
                 that of the event, else the day its document was published."
            }
            Self::Places => "Every place mentioned, with counts of its mentions by kind.",
            Self::Regions => "The areas behind mentions of countries, provinces, seas and vague regions.",
            Self::Movements => {
                "Journeys told in the documents whose line can be drawn; those without a line are listed with their \
                 documents."
            }
            Self::Unlocated => "Mentions that could not be tied to a place.",
        }
    }

    /// Whether its features have a geometry; one without matches every box, as OGC API Features asks.
    #[must_use]
    pub const fn is_spatial(self) -> bool {
        !matches!(self, Self::Unlocated)
    }

    /// The properties of its features, in the order in which they are written.
    #[must_use]
    pub const fn properties(self) -> &'static [Property] {
        match self {
            Self::Mentions | Self::Unlocated => &MENTION,
            Self::Places => &PLACE,
            Self::Regions => &REGION,
            Self::Movements => &MOVEMENT,
        }
    }

    /// What its features can be filtered by.
    #[must_use]
    pub const fn facets(self) -> &'static [Facet] {
        match self {
            Self::Mentions | Self::Places | Self::Regions => {
                &[Facet::Kind, Facet::Country, Facet::Document, Facet::Place]
            }
            Self::Movements => &[Facet::Document, Facet::Place, Facet::Country, Facet::Mode, Facet::Polarity],
            Self::Unlocated => &[Facet::Kind, Facet::Document],
        }
    }

    /// Whether its features carry a confidence.
    #[must_use]
    pub const fn has_confidence(self) -> bool {
        matches!(self, Self::Mentions | Self::Movements)
    }
}
