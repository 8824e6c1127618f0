use crate::geometry::Position;

/// Where what a document tells of is likely to be, as the caller says: the outlet's town, the country of a project.
///
/// It weighs as one clue among others: "Paris" in a Texan paper that talks of France is still the capital.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Home {
    /// A position that its places are likely near to.
    pub near: Option<Position>,
    /// The country that its places are likely in: ISO 3166-1 alpha-2, upper case.
    pub country: Option<String>,
}

impl Home {
    /// Whether nothing is said.
    #[must_use]
    pub const fn is_unsaid(&self) -> bool {
        self.near.is_none() && self.country.is_none()
    }
}
