//! What many mentions say together: of a place, of an area, of a document.

use std::collections::{BTreeMap, BTreeSet};

use super::{Atlas, DocumentRecord, MentionRecord, PlaceRecord, RegionRecord};
use crate::document::Document;
use crate::gazetteer::FeatureClass;
use crate::mention::{Kind, Recogniser};

/// The first and last day a mention speaks of, RFC 3339: the event's, else the day its document was published, else
/// nothing.
#[must_use]
pub fn days_of(mention: &MentionRecord) -> Option<(&str, &str)> {
    let first = mention.event_start.as_deref().or(mention.event_end.as_deref());
    let last = mention.event_end.as_deref().or(first);
    first.zip(last).or_else(|| mention.published.as_deref().map(|day| (day, day)))
}

/// What [`days_of`] a mention rests on, where the event has a day or not and its document was published on a known one or not.
#[must_use]
pub const fn time_source(event: bool, published: bool) -> Option<&'static str> {
    match (event, published) {
        (true, _) => Some("event"),
        (false, true) => Some("publication"),
        (false, false) => None,
    }
}

/// One record per place mentioned, in the order of the ids. Mentions without a place are passed over.
#[must_use]
pub fn places<'a>(
    mentions: impl IntoIterator<Item = &'a MentionRecord>,
    atlas: &dyn Atlas,
) -> Vec<PlaceRecord> {
    let mut found = BTreeMap::<&str, (PlaceRecord, BTreeSet<&str>)>::new();
    for mention in mentions {
        let (Some(id), Some(position)) = (mention.place_id.as_deref(), mention.position) else { continue };
        let (record, documents) = found.entry(id).or_insert_with(|| {
            let place = atlas.place(id);
            let record = PlaceRecord {
                id: id.to_owned(),
                name: place
                    .as_ref()
                    .map(|place| place.name.to_owned())
                    .or_else(|| mention.name.clone())
                    .unwrap_or_default(),
                feature_class: mention.feature_class.clone().unwrap_or_default(),
                feature_code: mention.feature_code.clone().unwrap_or_default(),
                country: mention.country.clone(),
                admin1: mention.admin1.clone(),
                population: place.as_ref().map(|place| place.population).filter(|people| *people > 0),
                mentions: 0,
                literal: 0,
                facility: 0,
                region: 0,
                metonymic: 0,
                demonym: 0,
                embedded: 0,
                documents: 0,
                first_date: None,
                last_date: None,
                // A mention of a part ("northern Syria") may stand aside of the place's own point.
                position: place.map_or(position, |place| place.position),
            };
            (record, BTreeSet::new())
        });
        record.mentions += 1;
        *match mention.kind {
            Kind::Literal => &mut record.literal,
            Kind::Facility => &mut record.facility,
            Kind::Region => &mut record.region,
            Kind::Metonymic => &mut record.metonymic,
            Kind::Demonym => &mut record.demonym,
            Kind::Embedded => &mut record.embedded,
        } += 1;
        documents.insert(&mention.document_id);
        if let Some((first, last)) = days_of(mention) {
            // Full dates of one form sort as text.
            if record.first_date.as_deref().is_none_or(|known| first < known) {
                record.first_date = Some(first.to_owned());
            }
            if record.last_date.as_deref().is_none_or(|known| last > known) {
                record.last_date = Some(last.to_owned());
            }
        }
    }
    found
        .into_values()
        .map(|(mut record, documents)| {
            record.documents = documents.len();
            record
        })
        .collect()
}

/// One record per place that is drawn as an area, in the order of the ids: administrative areas, seas and regions that
/// the atlas has a polygon for, and whatever else with a polygon is mentioned as a region ("north of the Euphrates").
#[must_use]
pub fn regions<'a>(
    mentions: impl IntoIterator<Item = &'a MentionRecord>,
    atlas: &dyn Atlas,
) -> Vec<RegionRecord> {
    struct Count<'a> {
        mentions: usize,
        documents: BTreeSet<&'a str>,
        as_region: bool,
    }
    let mut found = BTreeMap::<&str, Count>::new();
    for mention in mentions {
        let Some(id) = mention.place_id.as_deref() else { continue };
        let count = found.entry(id).or_insert_with(|| Count {
            mentions: 0,
            documents: BTreeSet::new(),
            as_region: false,
        });
        count.mentions += 1;
        count.documents.insert(&mention.document_id);
        count.as_region |= mention.kind == Kind::Region;
    }
    found
        .into_iter()
        .filter_map(|(id, count)| {
            let place = atlas.place(id)?;
            let is_area = matches!(
                place.class,
                FeatureClass::Administrative | FeatureClass::Water | FeatureClass::Region
            );
            if !place.has_area || !(is_area || count.as_region) {
                return None;
            }
            Some(RegionRecord {
                id: id.to_owned(),
                name: place.name.to_owned(),
                feature_class: place.class.as_str().to_owned(),
                feature_code: place.code.to_owned(),
                country: place.country.map(str::to_owned),
                mentions: count.mentions,
                documents: count.documents.len(),
                area: atlas.area(id)?,
            })
        })
        .collect()
}

/// A document with the counts of what was found in it.
#[must_use]
pub fn document(document: &Document, mentions: &[MentionRecord]) -> DocumentRecord {
    // Every kind is listed, the missing ones with 0, so that every record has the same keys.
    let mut kinds: BTreeMap<String, usize> =
        Kind::ALL.iter().map(|kind| (kind.as_str().to_owned(), 0)).collect();
    for mention in mentions.iter().filter(|mention| mention.position.is_some()) {
        *kinds.entry(mention.kind.as_str().to_owned()).or_default() += 1;
    }
    DocumentRecord {
        id: document.id.clone(),
        title: document.title.clone(),
        published: document.published.map(|day| day.to_string()),
        published_basis: document.published_basis.map(|basis| basis.as_str().to_owned()),
        source: document.source.clone(),
        language: document.language.clone(),
        language_basis: document.language_basis.map(|basis| basis.as_str().to_owned()),
        recogniser: Recogniser::of(document.language.as_deref()).as_str().to_owned(),
        characters: document.text.chars().count(),
        kinds,
        unlocated: mentions.iter().filter(|mention| mention.position.is_none()).count(),
        content_hash: document.content_hash.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feature::testing::{ToyAtlas, mention};
    use crate::geometry::Position;

    const HOMS: Position = Position::new(36.7, 34.7);

    #[test]
    fn a_place_counts_its_mentions_by_kind_and_the_documents_they_stand_in() {
        let mut second = mention("b", 0, "Homs", Some(HOMS));
        second.kind = Kind::Embedded;
        let all = [mention("a", 0, "Homs", Some(HOMS)), mention("a", 9, "Homs", Some(HOMS)), second];
        let found = places(&all, &ToyAtlas);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].mentions, found[0].literal, found[0].embedded), (3, 2, 1));
        assert_eq!(found[0].documents, 2);
        assert_eq!(found[0].population, Some(775_404));
    }

    #[test]
    fn a_place_spans_from_its_earliest_day_to_its_latest_and_the_event_wins_over_publication() {
        let mut early = mention("a", 0, "Homs", Some(HOMS));
        early.published = Some("2015-10-07".into());
        early.event_start = Some("2015-09-30".into());
        let mut late = mention("b", 0, "Homs", Some(HOMS));
        late.published = Some("2015-10-01".into());
        let found = places(&[late, early], &ToyAtlas);
        assert_eq!(found[0].first_date.as_deref(), Some("2015-09-30"));
        assert_eq!(found[0].last_date.as_deref(), Some("2015-10-01"));
    }

    #[test]
    fn mentions_without_a_place_make_no_place() {
        assert!(places(&[mention("a", 0, "Nowhere", None)], &ToyAtlas).is_empty());
        let mut coordinates = mention("a", 0, "36.2N 37.1E", Some(HOMS));
        coordinates.place_id = None;
        assert!(places(std::slice::from_ref(&coordinates), &ToyAtlas).is_empty());
        let record = document(&Document::new(None, None, None, "36.2N 37.1E".into()), &[coordinates]);
        assert_eq!((record.unlocated, record.kinds["literal"]), (0, 1));
    }

    #[test]
    fn only_places_with_an_area_become_regions() {
        let all =
            [mention("a", 0, "Syria", Some(Position::new(38.0, 35.0))), mention("a", 9, "Homs", Some(HOMS))];
        let found = regions(&all, &ToyAtlas);
        assert_eq!(found.iter().map(|region| region.name.as_str()).collect::<Vec<_>>(), ["Syria"]);
    }

    #[test]
    fn a_document_lists_every_kind_and_keeps_an_unknown_date_unknown() {
        let document_of = Document::new(None, None, None, "Homs".into());
        let record = document(&document_of, &[mention("a", 0, "Nowhere", None)]);
        assert_eq!(record.kinds.len(), Kind::ALL.len());
        assert_eq!((record.unlocated, record.published), (1, None));
    }
}
