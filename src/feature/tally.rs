//! What many mentions say together: of a place, of an area, of a document.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Atlas, Changes, DocumentRecord, MentionRecord, PlaceRecord, RegionRecord};
use crate::document::Document;
use crate::gazetteer::FeatureClass;
use crate::geometry::Position;
use crate::mention::{Kind, Recogniser};
use crate::time::{Days, date_of};

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

/// What the mentions of many documents say together of each place: counts that follow as documents come and go, and the same
/// whatever their order.
#[derive(Debug, Default)]
pub struct Tallies {
    by_place: HashMap<Box<str>, Tally>,
    /// A number for each document, which is shorter than its id.
    numbers: HashMap<Box<str>, u32>,
    next: u32,
    /// Places that documents came to or went from since they were last asked for.
    touched: BTreeSet<Box<str>>,
}

/// Of one place.
#[derive(Debug, Default)]
struct Tally {
    /// In the order of [`Kind::ALL`].
    kinds: [usize; Kind::ALL.len()],
    /// Whether the atlas knows the place, once that was asked.
    is_known: Option<bool>,
    /// By the numbers of the documents.
    shares: HashMap<u32, Share>,
    /// Of a place that the atlas does not know, what the first mention of each document says of it.
    samples: HashMap<u32, MentionRecord>,
}

/// What one document has of one place.
#[derive(Debug, Default)]
struct Share {
    kinds: [u32; Kind::ALL.len()],
    /// The first and the last, where any is known.
    days: Option<Days>,
}

impl Tallies {
    /// Adds the mentions of a document. Those without a place are passed over. A document that is there is removed first.
    pub fn add(&mut self, document_id: &str, mentions: &[MentionRecord], atlas: &dyn Atlas) {
        let number = self.next;
        self.next += 1;
        self.numbers.insert(document_id.into(), number);
        for mention in mentions {
            let (Some(id), Some(_)) = (mention.place_id.as_deref(), mention.position) else { continue };
            let tally = self.by_place.entry(id.into()).or_default();
            let kind = place_of(mention.kind);
            tally.kinds[kind] += 1;
            let share = tally.shares.entry(number).or_default();
            share.kinds[kind] += 1;
            let days = Days::of(days_of(mention));
            if days != Days::ALL {
                share.days = Some(share.days.map_or(days, |known| known.around(days)));
            }
            if !*tally.is_known.get_or_insert_with(|| atlas.place(id).is_some()) {
                tally.samples.entry(number).or_insert_with(|| mention.clone());
            }
            if !self.touched.contains(id) {
                self.touched.insert(id.into());
            }
        }
    }

    /// Takes a document away whose mentions are of these places.
    pub fn remove<'p>(&mut self, document_id: &str, places: impl IntoIterator<Item = &'p str>) {
        let Some(number) = self.numbers.remove(document_id) else { return };
        for id in places {
            let Some(tally) = self.by_place.get_mut(id) else { continue };
            let Some(share) = tally.shares.remove(&number) else { continue };
            tally.samples.remove(&number);
            for (all, own) in tally.kinds.iter_mut().zip(share.kinds) {
                *all -= own as usize;
            }
            if tally.shares.is_empty() {
                self.by_place.remove(id);
            }
            self.touched.insert(id.into());
        }
    }

    /// The places that documents came to or went from since this was last asked, in the order of their ids, and the areas among
    /// them. O(documents that mention them).
    pub fn changes(&mut self, atlas: &dyn Atlas) -> (Changes<PlaceRecord>, Changes<RegionRecord>) {
        let (mut places, mut regions) = (Changes::default(), Changes::default());
        for id in std::mem::take(&mut self.touched) {
            let tally = self.by_place.get(&id);
            match tally.map(|tally| tally.place(&id, atlas)) {
                Some(place) => places.now.push(place),
                None => places.gone.push(id.to_string()),
            }
            match tally.and_then(|tally| tally.region(&id, atlas)) {
                Some(region) => regions.now.push(region),
                // It may have been one while somebody mentioned it as a region.
                None if atlas.place(&id).is_some_and(|place| place.has_area) => regions.gone.push(id.into()),
                None => {}
            }
        }
        (places, regions)
    }

    /// Marks everything as changed: for whoever has to be told all.
    pub fn touch_all(&mut self) {
        self.touched = self.by_place.keys().cloned().collect();
    }
}

impl Tally {
    fn mentions(&self) -> usize {
        self.kinds.iter().sum()
    }

    fn of(&self, kind: Kind) -> usize {
        self.kinds[place_of(kind)]
    }

    fn place(&self, id: &str, atlas: &dyn Atlas) -> PlaceRecord {
        let place = atlas.place(id);
        let days = self.shares.values().filter_map(|share| share.days).reduce(Days::around);
        let date = |day| date_of(day).map(|date| date.to_string());
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let record = PlaceRecord {
            id: id.to_owned(),
            name: String::new(),
            feature_class: String::new(),
            feature_code: String::new(),
            country: None,
            admin1: None,
            population: None,
            mentions: self.mentions(),
            literal: self.of(Kind::Literal),
            facility: self.of(Kind::Facility),
            region: self.of(Kind::Region),
            metonymic: self.of(Kind::Metonymic),
            demonym: self.of(Kind::Demonym),
            embedded: self.of(Kind::Embedded),
            documents: self.shares.len(),
            first_date: days.and_then(|days| date(days.first)),
            last_date: days.and_then(|days| date(days.last)),
            position: Position::new(0.0, 0.0),
        };
        if let Some(place) = place {
            return PlaceRecord {
                name: place.name.to_owned(),
                feature_class: place.class.as_str().to_owned(),
                feature_code: place.code.to_owned(),
                country: owned(place.country),
                admin1: owned(place.admin1_name),
                population: Some(place.population).filter(|people| *people > 0),
                position: place.position,
                ..record
            };
        }
        // Of the first document by id, so that the order in which they came does not matter.
        let sample = self.samples.values().min_by(|one, other| one.document_id.cmp(&other.document_id));
        let Some(sample) = sample else { return record };
        PlaceRecord {
            name: sample.name.clone().unwrap_or_default(),
            feature_class: sample.feature_class.clone().unwrap_or_default(),
            feature_code: sample.feature_code.clone().unwrap_or_default(),
            country: sample.country.clone(),
            admin1: sample.admin1.clone(),
            position: sample.position.unwrap_or(record.position),
            ..record
        }
    }

    /// A place that is drawn as an area: administrative areas, seas and regions that the atlas has a polygon for, and whatever
    /// else with a polygon is mentioned as a region ("north of the Euphrates").
    fn region(&self, id: &str, atlas: &dyn Atlas) -> Option<RegionRecord> {
        let place = atlas.place(id)?;
        let is_area =
            matches!(place.class, FeatureClass::Administrative | FeatureClass::Water | FeatureClass::Region);
        if !place.has_area || !(is_area || self.of(Kind::Region) > 0) {
            return None;
        }
        Some(RegionRecord {
            id: id.to_owned(),
            name: place.name.to_owned(),
            feature_class: place.class.as_str().to_owned(),
            feature_code: place.code.to_owned(),
            country: place.country.map(str::to_owned),
            mentions: self.mentions(),
            documents: self.shares.len(),
            kinds: Kind::ALL.into_iter().filter(|kind| self.of(*kind) > 0).collect(),
            area: atlas.area(id)?,
        })
    }
}

fn place_of(kind: Kind) -> usize {
    Kind::ALL.iter().position(|known| *known == kind).expect("every kind is among all")
}

/// One record per place mentioned, in the order of the ids, and one per area among them. Mentions without a place are passed over.
#[must_use]
pub fn places_and_regions<'a>(
    documents: impl IntoIterator<Item = (&'a str, &'a [MentionRecord])>,
    atlas: &dyn Atlas,
) -> (Vec<PlaceRecord>, Vec<RegionRecord>) {
    let mut tallies = Tallies::default();
    for (id, mentions) in documents {
        tallies.add(id, mentions, atlas);
    }
    let (places, regions) = tallies.changes(atlas);
    (places.now, regions.now)
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
    use proptest::prelude::*;

    use super::*;
    use crate::feature::testing::{ToyAtlas, mention};

    const HOMS: Position = Position::new(36.7, 34.7);

    /// The places of mentions, each of its document.
    fn places(mentions: &[MentionRecord]) -> Vec<PlaceRecord> {
        all(mentions).0
    }

    fn all(mentions: &[MentionRecord]) -> (Vec<PlaceRecord>, Vec<RegionRecord>) {
        let mut by_document = BTreeMap::<&str, Vec<MentionRecord>>::new();
        for mention in mentions {
            by_document.entry(&mention.document_id).or_default().push(mention.clone());
        }
        places_and_regions(by_document.iter().map(|(id, own)| (*id, own.as_slice())), &ToyAtlas)
    }

    #[test]
    fn a_place_counts_its_mentions_by_kind_and_the_documents_they_stand_in() {
        let mut second = mention("b", 0, "Homs", Some(HOMS));
        second.kind = Kind::Embedded;
        let all = [mention("a", 0, "Homs", Some(HOMS)), mention("a", 9, "Homs", Some(HOMS)), second];
        let found = places(&all);
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
        let found = places(&[late, early]);
        assert_eq!(found[0].first_date.as_deref(), Some("2015-09-30"));
        assert_eq!(found[0].last_date.as_deref(), Some("2015-10-01"));
    }

    #[test]
    fn mentions_without_a_place_make_no_place() {
        assert!(places(&[mention("a", 0, "Nowhere", None)]).is_empty());
        let mut coordinates = mention("a", 0, "36.2N 37.1E", Some(HOMS));
        coordinates.place_id = None;
        assert!(places(std::slice::from_ref(&coordinates)).is_empty());
        let record = document(&Document::new(None, None, None, "36.2N 37.1E".into()), &[coordinates]);
        assert_eq!((record.unlocated, record.kinds["literal"]), (0, 1));
    }

    #[test]
    fn only_places_with_an_area_become_regions() {
        let mentions =
            [mention("a", 0, "Syria", Some(Position::new(38.0, 35.0))), mention("a", 9, "Homs", Some(HOMS))];
        let (_, found) = all(&mentions);
        assert_eq!(found.iter().map(|region| region.name.as_str()).collect::<Vec<_>>(), ["Syria"]);
    }

    #[test]
    fn a_document_lists_every_kind_and_keeps_an_unknown_date_unknown() {
        let document_of = Document::new(None, None, None, "Homs".into());
        let record = document(&document_of, &[mention("a", 0, "Nowhere", None)]);
        assert_eq!(record.kinds.len(), Kind::ALL.len());
        assert_eq!((record.unlocated, record.published), (1, None));
    }

    /// A document of mentions of Homs, of Syria and of a place that the atlas does not know.
    fn documents() -> impl Strategy<Value = Vec<Vec<MentionRecord>>> {
        let one = (0usize..3, 0usize..Kind::ALL.len(), prop::option::of(1u8..28));
        prop::collection::vec(prop::collection::vec(one, 0..5), 1..8).prop_map(|documents| {
            let record = |document: usize, at: usize, (name, kind, day): (usize, usize, Option<u8>)| {
                let name = ["Homs", "Syria", "Elsewhere"][name];
                let place = Position::new(document as f64, at as f64);
                MentionRecord {
                    kind: Kind::ALL[kind],
                    published: day.map(|day| format!("2015-10-{day:02}")),
                    ..mention(&format!("d{document}"), 10 * at, name, Some(place))
                }
            };
            let numbered = documents.into_iter().enumerate();
            numbered
                .map(|(document, marks)| {
                    marks.into_iter().enumerate().map(|(at, mark)| record(document, at, mark)).collect()
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn what_is_left_after_documents_came_and_went_is_as_if_the_others_never_came(
            documents in documents(), gone in prop::collection::vec(any::<bool>(), 8),
        ) {
            let mut tallies = Tallies::default();
            let id = |number: usize| format!("d{number}");
            for (number, mentions) in documents.iter().enumerate().rev() {
                tallies.add(&id(number), mentions, &ToyAtlas);
            }
            let (first, _) = tallies.changes(&ToyAtlas);
            for (number, mentions) in documents.iter().enumerate().filter(|(number, _)| gone[*number]) {
                tallies.remove(&id(number), mentions.iter().filter_map(|mention| mention.place_id.as_deref()));
            }
            let left: Vec<_> = documents.iter().enumerate().filter(|(number, _)| !gone[*number]).collect();
            let left: Vec<_> = left.iter().flat_map(|(_, mentions)| mentions.iter().cloned()).collect();
            let (changed, _) = tallies.changes(&ToyAtlas);
            for id in &changed.gone {
                prop_assert!(first.now.iter().any(|place| place.id == *id));
            }
            tallies.touch_all();
            let (places, regions) = tallies.changes(&ToyAtlas);
            prop_assert_eq!((places.now, regions.now), all(&left));
            prop_assert!(tallies.changes(&ToyAtlas).0.is_empty());
        }
    }
}
