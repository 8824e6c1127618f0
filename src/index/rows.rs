//! Records on their way into a collection: encoded, and taken apart into what filters ask.

use std::borrow::Cow;

use geo::{Coord, LineString};

use super::Facet;
use super::space::Shape;
use crate::feature::{
    MentionRecord, PlaceRecord, RegionRecord, days_of, encode_mention, encode_movement, encode_place,
    encode_region,
};
use crate::mention::Kind;
use crate::movement::Movement;
use crate::time::Days;

/// One feature before it is filed.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) id: String,
    pub(super) json: String,
    pub(super) shape: Shape,
    pub(super) facets: Vec<(Facet, Cow<'a, str>)>,
    pub(super) text: Vec<&'a str>,
    pub(super) confidence: Option<f64>,
    pub(super) days: Days,
}

/// An encoded feature as what it is.
fn json(feature: Vec<u8>) -> String {
    String::from_utf8(feature).expect("JSON is text")
}

/// What a feature is sorted by: a mention's document, then its place in the text; other ids as they are.
pub(super) fn order_of(id: &str) -> (&str, usize, usize, &str) {
    in_document(id).unwrap_or((id, 0, 0, id))
}

/// The parts of `document-start-end`. Asked at every step of a search by id, and so by bytes.
fn in_document(id: &str) -> Option<(&str, usize, usize, &str)> {
    let before_end = memchr::memrchr(b'-', id.as_bytes())?;
    let before_start = memchr::memrchr(b'-', &id.as_bytes()[..before_end])?;
    let (start, end) = (&id[before_start + 1..before_end], &id[before_end + 1..]);
    Some((&id[..before_start], start.parse().ok()?, end.parse().ok()?, id))
}

pub(super) fn mention(mention: &MentionRecord) -> Row<'_> {
    let mut facets = vec![
        (Facet::Kind, Cow::Borrowed(mention.kind.as_str())),
        (Facet::Document, Cow::Borrowed(mention.document_id.as_str())),
    ];
    facets.extend(mention.country.as_deref().map(|country| (Facet::Country, Cow::Borrowed(country))));
    facets.extend(mention.place_id.as_deref().map(|place| (Facet::Place, Cow::Borrowed(place))));
    let mut text = vec![mention.sentence.as_str()];
    text.extend(mention.name.as_deref());
    text.extend(mention.document_title.as_deref());
    Row {
        id: mention.id.clone(),
        json: json(encode_mention(mention)),
        shape: mention.position.map_or(Shape::None, Shape::Point),
        facets,
        text,
        confidence: mention.confidence,
        days: Days::of(days_of(mention)),
    }
}

pub(super) fn place(place: &PlaceRecord) -> Row<'_> {
    let counts = [
        (Kind::Literal, place.literal),
        (Kind::Facility, place.facility),
        (Kind::Region, place.region),
        (Kind::Metonymic, place.metonymic),
        (Kind::Demonym, place.demonym),
        (Kind::Embedded, place.embedded),
    ];
    let kinds = counts.into_iter().filter(|(_, count)| *count > 0).map(|(kind, _)| kind);
    Row {
        id: place.id.clone(),
        json: json(encode_place(place)),
        shape: Shape::Point(place.position),
        facets: place_facets(&place.id, place.country.as_deref(), kinds),
        text: vec![&place.name],
        confidence: None,
        days: Days::of(place.first_date.as_deref().zip(place.last_date.as_deref())),
    }
}

pub(super) fn region(region: &RegionRecord) -> Row<'_> {
    Row {
        id: region.id.clone(),
        json: json(encode_region(region)),
        shape: Shape::Area(region.area.clone()),
        facets: place_facets(&region.id, region.country.as_deref(), region.kinds.iter().copied()),
        text: vec![&region.name],
        confidence: None,
        days: Days::ALL,
    }
}

/// All but the documents, which may be all there are: [`super::Snapshot::search`] asks the mentions for them.
fn place_facets<'a>(
    id: &'a str,
    country: Option<&'a str>,
    kinds: impl Iterator<Item = Kind>,
) -> Vec<(Facet, Cow<'a, str>)> {
    let kinds = kinds.map(|kind| (Facet::Kind, kind.as_str()));
    kinds
        .chain([(Facet::Place, id)])
        .chain(country.map(|country| (Facet::Country, country)))
        .map(|(facet, value)| (facet, Cow::Borrowed(value)))
        .collect()
}

pub(super) fn movement(movement: &Movement) -> Row<'_> {
    let mut facets = vec![
        (Facet::Mode, Cow::Borrowed(movement.mode.as_str())),
        (Facet::Polarity, Cow::Borrowed(movement.polarity.as_str())),
    ];
    facets.extend(movement.documents.iter().map(|id| (Facet::Document, Cow::Borrowed(id.as_str()))));
    let stops = [&movement.origin_place_id, &movement.destination_place_id].into_iter().flatten();
    facets.extend(stops.flat_map(|ids| ids.split("; ")).map(|id| (Facet::Place, Cow::Borrowed(id))));
    let crossed = movement.segments.iter().filter_map(|segment| segment.country.as_deref());
    facets.extend(crossed.map(|country| (Facet::Country, Cow::Borrowed(country))));
    let names = [&movement.origin, &movement.via, &movement.destination].into_iter().flatten();
    let mut text: Vec<_> = names.map(String::as_str).collect();
    text.extend(movement.evidence.iter().map(|evidence| evidence.sentence.as_str()));
    let line = |part: &Vec<_>| part.iter().copied().map(Coord::from).collect::<LineString<f64>>();
    let first = movement.event_start.as_deref().or(movement.event_end.as_deref());
    Row {
        id: movement.id.clone(),
        json: json(encode_movement(movement)),
        shape: Shape::Lines(movement.lines.iter().map(line).collect()),
        facets,
        text,
        confidence: Some(movement.confidence),
        days: Days::of(first.zip(movement.event_end.as_deref().or(first))),
    }
}
