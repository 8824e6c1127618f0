use super::items::property;
use super::parameter::counts_parameters;
use super::{ItemsQuery, Pairs, QueryError};
use crate::feature::Property;
use crate::index::{CollectionName, Filter, Grouping};

/// Most properties that features are counted by at once: more groups than that nobody draws.
pub(super) const MOST_GROUPINGS: usize = 3;

/// Which features of a collection are counted, and by what.
#[derive(Clone, Debug, PartialEq)]
pub struct CountsQuery {
    /// Which features.
    pub filter: Filter,
    /// By what, at least one.
    pub by: Vec<Grouping>,
}

impl CountsQuery {
    /// The grouping by day, beside the names of properties.
    pub const DAY: &str = "day";

    /// Reads the decoded pairs of a query string; `f` is allowed and left to the caller.
    pub fn parse(pairs: &[(String, String)], collection: CollectionName) -> Result<Self, QueryError> {
        let pairs = Pairs::check(pairs, &counts_parameters(collection))?;
        let by: Vec<_> = match pairs.get("by") {
            None => {
                let expected = "what to count by, such as kind".to_owned();
                return Err(QueryError::Missing { parameter: "by", expected });
            }
            Some(text) => {
                text.split(',').map(|name| grouping(collection, name.trim())).collect::<Result<_, _>>()?
            }
        };
        if by.len() > MOST_GROUPINGS {
            let expected = format!("at most {MOST_GROUPINGS} names, separated by commas");
            return Err(QueryError::value("by", pairs.get("by").unwrap_or_default(), expected));
        }
        Ok(Self { filter: ItemsQuery::filter(&pairs, collection)?, by })
    }

    /// The names of the groupings, as they were given.
    #[must_use]
    pub fn names(&self, collection: CollectionName) -> Vec<&'static str> {
        let name = |grouping: &Grouping| match grouping {
            Grouping::Property(property) => collection.properties()[*property].name,
            Grouping::Day => Self::DAY,
        };
        self.by.iter().map(name).collect()
    }
}

fn grouping(collection: CollectionName, name: &str) -> Result<Grouping, QueryError> {
    if name == CountsQuery::DAY {
        return Ok(Grouping::Day);
    }
    property(collection, "by", name, Property::is_sortable).map(Grouping::Property)
}
