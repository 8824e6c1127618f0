use crate::gazetteer::PlaceId;

/// The place chosen for a mention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolution {
    /// The chosen place.
    pub place: PlaceId,
    /// 0 to 1: how likely the choice is right within 161 km.
    pub confidence: f64,
}
