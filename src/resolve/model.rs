use crate::gazetteer::PlaceId;
use crate::geometry::Position;

/// The place chosen for a mention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolution {
    /// The chosen place.
    pub place: PlaceId,
    /// 0 to 1: how likely the choice is right within 161 km.
    pub confidence: f64,
}

/// What the caller knows of where a document is about: the outlet's town, the country of a project. It weighs as one clue among
/// others; "Paris" in a Texan paper that talks of France is still the capital.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Home {
    /// A position that the places are likely near to.
    pub near: Option<Position>,
    /// The country that the places are likely in.
    pub country: Option<PlaceId>,
}
