//! What is compared with the marks: spans with their kinds and places.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use super::GoldDocument;
use crate::document::Home;
use crate::document::detect_language;
use crate::gazetteer::{Gazetteer, Id};
use crate::geometry::Position;
use crate::mention::{self, Kind, Mention, Recogniser};
use crate::resolve::train::{MarkedText, Target};
use crate::resolve::{Resolution, Resolver};
use crate::segment::{CharIndex, Segmented, segment};

/// A span that was found, with the place chosen for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// Bytes in the text.
    pub range: Range<usize>,
    /// What it does with its place.
    pub kind: Kind,
    /// The place; none where the gazetteer has no candidate. Coordinates are a place of their own.
    pub place: Option<PredictedPlace>,
}

/// A place that was chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PredictedPlace {
    /// Where it is.
    pub position: Position,
    /// Its `GeoNames` number, where it has one.
    pub geonames_id: Option<u32>,
    /// How sure the choice is, 0 to 1.
    pub confidence: f64,
}

/// What the pipeline finds in a text, in text order and each span once.
///
/// A region expression ("north-western Syria") counts as the bare name in it, as corpora mark it, and where that is a mention of
/// its own, with the kind of that.
///
/// ```
/// use dateline::eval::{GoldDocument, predict};
/// use dateline::gazetteer::Gazetteer;
/// use dateline::resolve::Resolver;
///
/// let text = "Shells fell in northern Syria.".to_owned();
/// let document = GoldDocument { id: "1".to_owned(), text, toponyms: Vec::new() };
/// let predictions = predict(&document, Gazetteer::bundled(), &Resolver::default());
/// assert_eq!(predictions.len(), 1);
/// assert_eq!(&document.text[predictions[0].range.clone()], "Syria");
/// ```
#[must_use]
pub fn predict(document: &GoldDocument, gazetteer: &Gazetteer, resolver: &Resolver) -> Vec<Prediction> {
    let mentions =
        mention::recognise(recogniser(document), &document.text, &segment(&document.text), gazetteer);
    let resolutions = resolver.resolve(&document.text, &mentions, &Home::default(), gazetteer);
    let named: HashSet<&Range<usize>> = mentions
        .iter()
        .filter(|mention| !is_region_expression(mention))
        .map(|mention| &mention.name)
        .collect();
    let mut predictions: Vec<Prediction> = mentions
        .iter()
        .zip(resolutions)
        .filter(|(mention, _)| !is_region_expression(mention) || !named.contains(&mention.name))
        .map(|(mention, resolution)| Prediction {
            range: if is_region_expression(mention) { mention.name.clone() } else { mention.range.clone() },
            kind: mention.kind,
            place: place_of(mention, resolution, gazetteer),
        })
        .collect();
    // Stable: of one span found twice the earlier mention stays.
    predictions.sort_by_key(|prediction| (prediction.range.start, prediction.range.end));
    predictions.dedup_by(|later, earlier| later.range == earlier.range);
    predictions
}

/// What finds mentions in the text when it is parsed.
fn recogniser(document: &GoldDocument) -> Recogniser {
    Recogniser::of(detect_language(&document.text).as_deref())
}

/// Whether a mention is a part or surrounding of the place whose bare name is in it.
fn is_region_expression(mention: &Mention) -> bool {
    mention.kind == Kind::Region && mention.name != mention.range
}

/// Takes the marks of a text as its mentions and chooses places for them: one prediction a mark, in the order of the marks.
///
/// Kind, bare name and qualifier are those of the mention that the pipeline finds at the same span; a mark that it does not find
/// is literal. What else it finds is context for them, as it is when the text is parsed.
#[must_use]
pub fn resolve_marks(document: &GoldDocument, gazetteer: &Gazetteer, resolver: &Resolver) -> Vec<Prediction> {
    let (numbers, mentions) = mentions_with_marks(document, gazetteer);
    let resolutions = resolver.resolve(&document.text, &mentions, &Home::default(), gazetteer);
    let mut predictions: Vec<(usize, Prediction)> = numbers
        .into_iter()
        .zip(mentions.into_iter().zip(resolutions))
        .filter_map(|(number, (mention, resolution))| {
            let place = place_of(&mention, resolution, gazetteer);
            Some((number?, Prediction { range: mention.range, kind: mention.kind, place }))
        })
        .collect();
    predictions.sort_unstable_by_key(|(index, _)| *index);
    predictions.into_iter().map(|(_, prediction)| prediction).collect()
}

/// The same as a text to learn the resolver's weights from.
#[must_use]
pub fn marked_text<'d>(document: &'d GoldDocument, gazetteer: &Gazetteer) -> MarkedText<'d> {
    let (numbers, mentions) = mentions_with_marks(document, gazetteer);
    let target = |number: usize| {
        let toponym = &document.toponyms[number];
        Some(Target { position: toponym.position?, geonames_id: toponym.geonames_id })
    };
    let targets = numbers.into_iter().map(|number| number.and_then(target)).collect();
    MarkedText { text: &document.text, mentions, targets }
}

/// The marks of a text as mentions, each with its number, and what else the text names, in text order.
fn mentions_with_marks(document: &GoldDocument, gazetteer: &Gazetteer) -> (Vec<Option<usize>>, Vec<Mention>) {
    let segmented = segment(&document.text);
    let found = mention::recognise(recogniser(document), &document.text, &segmented, gazetteer);
    let mut by_range: HashMap<&Range<usize>, &Mention> = HashMap::new();
    for mention in &found {
        by_range.entry(&mention.range).or_insert(mention);
    }
    // The resolver leans on neighbours and takes its mentions in text order, which marks need not have.
    let mut order: Vec<usize> = (0..document.toponyms.len()).collect();
    order.sort_by_key(|&index| {
        let range = &document.toponyms[index].range;
        (range.start, range.end)
    });
    let mut mentions: Vec<(Option<usize>, Mention)> = order
        .iter()
        .map(|&index| {
            let range = &document.toponyms[index].range;
            let known = by_range.get(range);
            (Some(index), known.map_or_else(|| literal(range, &segmented), |&mention| mention.clone()))
        })
        .collect();
    let marks: Vec<&Range<usize>> = order.iter().map(|&index| &document.toponyms[index].range).collect();
    let is_marked = |range: &Range<usize>| {
        let next = marks.partition_point(|mark| mark.end <= range.start);
        marks.get(next).is_some_and(|mark| mark.start < range.end)
    };
    mentions.extend(
        found.iter().filter(|mention| !is_marked(&mention.range)).map(|mention| (None, mention.clone())),
    );
    mentions.sort_by_key(|(_, mention)| (mention.range.start, mention.range.end));
    mentions.into_iter().unzip()
}

/// A span as a mention of which nothing is known but its sentence.
fn literal(range: &Range<usize>, segmented: &Segmented) -> Mention {
    let sentence = segmented.sentences.partition_point(|sentence| sentence.range.end <= range.start);
    Mention::literal(range.clone(), sentence.min(segmented.sentences.len().saturating_sub(1)))
}

fn place_of(
    mention: &Mention,
    resolution: Option<Resolution>,
    gazetteer: &Gazetteer,
) -> Option<PredictedPlace> {
    if let Some(written) = mention.written {
        return Some(PredictedPlace { position: written.position, geonames_id: None, confidence: 1.0 });
    }
    let resolution = resolution?;
    let place = gazetteer.place(resolution.place);
    let geonames_id = match place.id {
        Id::GeoNames(number) => Some(number),
        Id::Other(_) => None,
    };
    Some(PredictedPlace { position: place.position, geonames_id, confidence: resolution.confidence })
}

#[derive(Serialize)]
struct Line<'a> {
    doc_id: &'a str,
    toponyms: Vec<Written<'a>>,
}

/// Offsets count Unicode characters, end exclusive; what is not known is left out.
#[derive(Serialize)]
struct Written<'a> {
    start: usize,
    end: usize,
    surface: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geonameid: Option<u32>,
    #[serde(rename = "type")]
    kind: Kind,
}

/// Writes the predictions of a text as one line of JSON: `{doc_id, toponyms: [{start, end, surface, lat, lon, geonameid, type}]}`.
///
/// Offsets count Unicode characters, end exclusive, and `type` is the kind. A prediction without a place has no `lat` and `lon`,
/// and one whose place has no `GeoNames` number no `geonameid`.
pub fn write_predictions(
    out: &mut impl Write,
    document: &GoldDocument,
    predictions: &[Prediction],
) -> io::Result<()> {
    let characters = CharIndex::new(&document.text);
    let written = |prediction: &Prediction| Written {
        start: characters.char_of(prediction.range.start),
        end: characters.char_of(prediction.range.end),
        surface: &document.text[prediction.range.clone()],
        lat: prediction.place.map(|place| place.position.lat),
        lon: prediction.place.map(|place| place.position.lon),
        geonameid: prediction.place.and_then(|place| place.geonames_id),
        kind: prediction.kind,
    };
    let line = Line { doc_id: &document.id, toponyms: predictions.iter().map(written).collect() };
    serde_json::to_writer(&mut *out, &line)?;
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::Toponym;

    fn document(text: &str) -> GoldDocument {
        GoldDocument { id: "1".to_owned(), text: text.to_owned(), toponyms: Vec::new() }
    }

    fn found(text: &str) -> Vec<(String, Kind)> {
        predict(&document(text), Gazetteer::bundled(), &Resolver::default())
            .into_iter()
            .map(|prediction| (text[prediction.range].to_owned(), prediction.kind))
            .collect()
    }

    #[test]
    fn a_region_expression_counts_once_as_the_name_in_it_with_its_own_kind() {
        assert_eq!(found("Shells fell in north-western Syria."), [("Syria".to_owned(), Kind::Literal)]);
        assert_eq!(found("They flew in Turkish airspace."), [("Turkish".to_owned(), Kind::Demonym)]);
    }

    #[test]
    fn coordinates_are_predicted_where_they_are() {
        let predictions = predict(
            &document("It fell at 36.2021, 37.1343 at night."),
            Gazetteer::bundled(),
            &Resolver::default(),
        );
        let place = predictions[0].place.unwrap();
        assert_eq!((place.position, place.geonames_id), (Position::new(37.1343, 36.2021), None));
    }

    #[test]
    fn marks_are_resolved_in_their_own_order_and_in_each_others_light() {
        let text = "The road from Paris, Texas, to Xqzwvkj was closed.";
        let mark = |words: &str| {
            let start = text.find(words).unwrap();
            Toponym { range: start..start + words.len(), position: None, geonames_id: None, label: None }
        };
        let toponyms = vec![mark("Xqzwvkj"), mark("Texas"), mark("Paris")];
        let predictions = resolve_marks(
            &GoldDocument { toponyms, ..document(text) },
            Gazetteer::bundled(),
            &Resolver::default(),
        );
        assert_eq!(predictions[0].place, None);
        let paris = predictions[2].place.unwrap();
        assert_eq!(paris.geonames_id, Some(4_717_560), "Paris in Texas");
    }

    #[test]
    fn predictions_are_written_with_offsets_in_characters() {
        let document = document("Près d’Alep et de Homs");
        let homs = document.text.find("Homs").unwrap();
        let prediction =
            |start: usize, end: usize, place| Prediction { range: start..end, kind: Kind::Literal, place };
        let place = PredictedPlace {
            position: Position::new(36.75, 34.5),
            geonames_id: Some(169_577),
            confidence: 0.9,
        };
        let mut out = Vec::new();
        let predictions = [prediction(10, 14, None), prediction(homs, homs + 4, Some(place))];
        write_predictions(&mut out, &document, &predictions).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            concat!(
                r#"{"doc_id":"1","toponyms":[{"start":7,"end":11,"surface":"Alep","type":"literal"},"#,
                r#"{"start":18,"end":22,"surface":"Homs","lat":34.5,"lon":36.75,"geonameid":169577,"type":"literal"}]}"#,
                "\n"
            )
        );
    }
}
