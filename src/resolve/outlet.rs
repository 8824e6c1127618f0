use super::context::apart_km;
use crate::document::{Document, Home};
use crate::gazetteer::{Gazetteer, Level, PlaceId, on_sphere};

/// Names of outlets have no longer names of places.
const LONGEST_NAME: usize = 4;
/// Smaller towns are called like words that outlets are called too: Sun, Star, Post.
const FEWEST_INHABITANTS: u64 = 50_000;
/// What is called the same within so many kilometres is around the town.
const AROUND_KM: f64 = 150.0;
/// So many times the inhabitants of the next of its name: "Reading Eagle" tells no home.
const CLEARLY_LARGER: u64 = 5;

/// Where a document is at home: what the caller says, else the place that its source is called after ("Houston Chronicle",
/// "The Times of India"), where that is plain.
#[must_use]
pub fn home_of(document: &Document, gazetteer: &Gazetteer) -> Home {
    if !document.home.is_unsaid() {
        return document.home.clone();
    }
    document.source.as_deref().and_then(|source| called_after(source, gazetteer)).unwrap_or_default()
}

fn called_after(source: &str, gazetteer: &Gazetteer) -> Option<Home> {
    // Addresses and names of files are called after anything.
    if source.contains(['/', '\\', '.', '@', '_']) {
        return None;
    }
    let words: Vec<&str> = source.split_whitespace().collect();
    let runs = (1..=LONGEST_NAME.min(words.len())).rev().flat_map(|length| words.windows(length));
    let place = runs.filter(|run| run[0].starts_with(char::is_uppercase)).find_map(|run| {
        let name = run.join(" ");
        plainly(name.trim_matches(|c: char| !c.is_alphanumeric()), gazetteer)
    })?;
    let found = gazetteer.place(place);
    let near = (gazetteer.level(place) == Level::Settlement).then_some(found.position);
    Some(Home { near, country: found.country.map(str::to_owned) })
}

/// The country or the large town that a name means before all others. Areas around a town are no others: the town's province.
fn plainly(name: &str, gazetteer: &Gazetteer) -> Option<PlaceId> {
    let places: Vec<PlaceId> = gazetteer.lookup(name).map(|hit| hit.place).collect();
    let is_home = |place: &&PlaceId| matches!(gazetteer.level(**place), Level::Country | Level::Settlement);
    let first = *places.iter().filter(is_home).max_by_key(|place| gazetteer.population(**place))?;
    let at = |place: PlaceId| on_sphere(gazetteer.place(place).position);
    let others = places.iter().filter(|place| apart_km(at(first), at(**place)) > AROUND_KM);
    let next = others.map(|place| gazetteer.population(*place)).max().unwrap_or_default();
    let fewest = FEWEST_INHABITANTS.max(next.saturating_mul(CLEARLY_LARGER));
    (gazetteer.population(first) >= fewest).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Position;

    fn home(source: &str) -> Home {
        let mut document = Document::new(None, None, Some(source.to_owned()), "Rain.".to_owned());
        document.home = Home::default();
        home_of(&document, Gazetteer::bundled())
    }

    #[test]
    fn an_outlet_is_at_home_where_it_is_called_after() {
        for (source, country, has_town) in [
            ("Houston Chronicle", "US", true),
            ("The Times of India", "IN", false),
            ("San Francisco Chronicle", "US", true),
            ("Damascus Post, weekly", "SY", true),
        ] {
            let home = home(source);
            assert_eq!((home.country.as_deref(), home.near.is_some()), (Some(country), has_town), "{source}");
        }
    }

    #[test]
    fn where_that_is_not_plain_it_is_at_home_nowhere() {
        for source in [
            "Reading Eagle",
            "The Sun",
            "Evening Star",
            "reports/houston.txt",
            "https://houston.example/a",
            "",
            "Émile",
        ] {
            assert!(home(source).is_unsaid(), "{source}: {:?}", home(source));
        }
    }

    #[test]
    fn what_the_caller_says_comes_first() {
        let mut document =
            Document::new(None, None, Some("Houston Chronicle".to_owned()), "Rain.".to_owned());
        document.home = Home { near: Some(Position::new(36.3, 33.5)), country: None };
        assert_eq!(home_of(&document, Gazetteer::bundled()), document.home);
    }
}
