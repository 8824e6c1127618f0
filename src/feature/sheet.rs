use super::Property;

/// A table of features, for formats that say what they hold before the first of them.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name for programs.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it holds, in a sentence.
    pub description: &'static str,
    /// Whom the data are owed to.
    pub attribution: &'static str,
    /// Whether its features have geometries.
    pub is_spatial: bool,
    /// Its columns, in their order.
    pub properties: Vec<&'static Property>,
}
