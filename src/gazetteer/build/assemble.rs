//! Joins the sources into the entries of a pack.

use std::collections::HashMap;
use std::path::Path;

use serde::Serialize;

use super::supplement::{self, Alias, Own};
use super::{SourceError, airports, communities, countries, first_level, places, second_level};
use crate::gazetteer::write::{Entry, EntryId, WriteError, write_pack};
use crate::gazetteer::{Level, NameKind, fold};

/// Why a pack could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// A source is missing or damaged.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The entries do not fit.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// An alias names a place that is not there.
    #[error("supplement: {surface:?} means {target:?}, which is no place of the gazetteer")]
    UnknownTarget {
        /// The alias.
        surface: String,
        /// What it should mean.
        target: String,
    },
}

/// How much a pack holds, by layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Countries and dependencies.
    pub countries: usize,
    /// First-level areas.
    pub first_level: usize,
    /// Second-level areas.
    pub second_level: usize,
    /// Cities, towns, villages; small communities among them.
    pub settlements: usize,
    /// Settlements that only have a post office to tell of them.
    pub communities: usize,
    /// Airports and air bases, beside our own.
    pub airports: usize,
    /// Our own rows.
    pub supplement: usize,
    /// Places with an area.
    pub areas: usize,
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} countries, {} first-level and {} second-level areas, {} settlements ({} of them small communities), {} airports, \
             {} rows of our own, {} with an area",
            self.countries,
            self.first_level,
            self.second_level,
            self.settlements,
            self.communities,
            self.airports,
            self.supplement,
            self.areas
        )
    }
}

/// Makes a pack out of the fetched sources (`gazetteer/build`) and our own tables (`gazetteer/supplement`). `progress` is told
/// each step before it starts. Takes about a minute and 2 GB of memory.
pub fn build(
    sources: &Path,
    supplement: &Path,
    mut progress: impl FnMut(&str),
) -> Result<(Vec<u8>, Report), BuildError> {
    progress("representative points");
    let points = supplement::read_points(supplement)?;
    progress("countries");
    let mut countries = countries::read(sources, &points.countries)?;
    progress("populated places");
    let mut towns = places::read(sources)?;
    countries::part_dependencies(&mut countries.entries, &towns);
    progress("first-level areas");
    let areas = first_level::read(sources, &towns, &points.first_level)?;
    let (first_level, drawn): (Vec<_>, Vec<_>) =
        areas.into_iter().partition(|area| area.level == Level::Admin1);
    progress("second-level areas");
    let second_level = second_level::read(sources, &first_level, drawn, &mut towns)?;
    progress("small communities");
    let communities = communities::read(sources, &towns, &second_level)?;
    progress("airports");
    let mut airports = airports::read(sources, &first_level)?;
    progress("supplement");
    let mut own = supplement::read_places(supplement, &countries, &first_level)?;
    airports::merge_into(&mut own.iter_mut().map(|own| &mut own.entry).collect::<Vec<_>>(), &mut airports);
    let (supplement_count, community_count, airport_count) = (own.len(), communities.len(), airports.len());

    let mut entries = countries.entries;
    entries.extend(first_level);
    entries.extend(second_level);
    entries.extend(towns);
    entries.extend(communities);
    entries.extend(airports);
    let slugs = add_own(&mut entries, own);
    progress("names");
    add_aliases(&mut entries, &slugs, supplement::read_aliases(supplement)?)?;

    let count = |level: Level| entries.iter().filter(|entry| entry.level == level).count();
    let report = Report {
        countries: count(Level::Country),
        first_level: count(Level::Admin1),
        second_level: count(Level::Admin2),
        settlements: count(Level::Settlement),
        communities: community_count,
        airports: airport_count,
        supplement: supplement_count,
        areas: entries.iter().filter(|entry| entry.area.is_some()).count(),
    };
    progress("pack");
    let about = serde_json::to_string(&report).unwrap_or_default();
    Ok((write_pack(entries, &about)?, report))
}

/// Adds our own rows, and tells where each stands. A row with the id of a source's place takes its place, and keeps its names,
/// inhabitants and area.
fn add_own(entries: &mut Vec<Entry>, own: Vec<Own>) -> HashMap<String, usize> {
    let known: HashMap<EntryId, usize> =
        entries.iter().enumerate().map(|(at, entry)| (entry.id.clone(), at)).collect();
    let mut slugs = HashMap::new();
    for Own { slug, mut entry } in own {
        let at = if let Some(&at) = known.get(&entry.id) {
            let old = &mut entries[at];
            entry.names.push((std::mem::take(&mut old.name), NameKind::Alternate));
            entry.names.append(&mut old.names);
            entry.population = entry.population.max(old.population);
            entry.area = entry.area.or(old.area.take());
            entry.admin1 = entry.admin1.or(old.admin1.take());
            entry.admin2 = entry.admin2.or(old.admin2.take());
            *old = entry;
            at
        } else {
            entries.push(entry);
            entries.len() - 1
        };
        slugs.insert(slug, at);
    }
    slugs
}

fn add_aliases(
    entries: &mut [Entry],
    slugs: &HashMap<String, usize>,
    aliases: Vec<Alias>,
) -> Result<(), BuildError> {
    let mut targets: HashMap<String, usize> =
        slugs.iter().map(|(slug, &at)| (format!("supplement:{slug}"), at)).collect();
    let mut largest: HashMap<&str, usize> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        match (entry.level, &entry.country, &entry.admin1, &entry.id) {
            (Level::Country, Some(iso), ..) => {
                targets.insert(format!("country:{iso}"), at);
            }
            (Level::Admin1, Some(iso), Some(admin1), _) => {
                targets.insert(format!("admin1:{iso}.{admin1}"), at);
            }
            (Level::Settlement, ..) => {
                let first = largest.entry(&entry.name).or_insert(at);
                if entries[*first].population < entry.population {
                    *first = at;
                }
            }
            _ => {}
        }
        if let EntryId::GeoNames(number) = entry.id {
            targets.insert(format!("geonames:{number}"), at);
        }
    }
    targets.extend(largest.into_iter().map(|(name, at)| (format!("name:{name}"), at)));
    for Alias { surface, target, kind } in aliases {
        let Some(&at) = targets.get(&target) else {
            return Err(BuildError::UnknownTarget { surface, target });
        };
        // "UK" may also stand among the alternates, in one spelling or another: the alias knows better what it is.
        let folded = fold(&surface);
        entries[at].names.retain(|(name, known)| *known == NameKind::Preferred || fold(name) != folded);
        entries[at].names.push((surface, kind));
    }
    Ok(())
}
