use crate::cql::Expression;
use crate::geometry::BoundingBox;
use crate::time::Days;

/// A property that features are filtered by, by exact value; a feature may have several values of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// [`crate::mention::Kind`]
    Kind,
    /// ISO 3166-1 alpha-2 code
    Country,
    /// Document id
    Document,
    /// Place id
    Place,
    /// [`crate::movement::Mode`]
    Mode,
    /// [`crate::movement::Polarity`]
    Polarity,
}

/// What is asked for; the default asks for everything. All conditions must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Any part of the geometry in the box or on its edge.
    pub bbox: Option<BoundingBox>,
    /// The feature's days and these share a day; a feature without days matches.
    pub days: Option<Days>,
    /// Each facet has one of the values.
    pub facets: Vec<(Facet, Vec<String>)>,
    /// Confidence at least this; a feature without confidence does not match.
    pub min_confidence: Option<f64>,
    /// Sentence, name or title contain this, whatever its case and accents.
    pub text: Option<String>,
    /// Whatever else must hold; what is not known does not.
    pub expression: Option<Expression>,
}

impl Filter {
    /// Whether it asks for everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }
}
