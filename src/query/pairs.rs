use super::{Parameter, QueryError};

/// The parameters of one request, each known to the resource and given once.
#[derive(Clone, Debug)]
pub struct Pairs<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Pairs<'a> {
    /// Checks the decoded pairs of a query string against the parameters the resource has.
    pub fn check(pairs: &'a [(String, String)], known: &[&Parameter]) -> Result<Self, QueryError> {
        let mut checked = Vec::with_capacity(pairs.len());
        for (name, value) in pairs {
            if !known.iter().any(|parameter| parameter.name == name) {
                let names: Vec<_> = known.iter().map(|parameter| parameter.name).collect();
                return Err(QueryError::unknown(name, &names));
            }
            if checked.iter().any(|(earlier, _)| earlier == name) {
                return Err(QueryError::Repeated { parameter: name.clone() });
            }
            checked.push((name.as_str(), value.as_str()));
        }
        Ok(Self(checked))
    }

    /// The value of a parameter, where it was given.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(own, _)| *own == name).map(|(_, value)| *value)
    }
}
