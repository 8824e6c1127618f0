use super::Parsed;
use super::precision::{acled, ucdp};
use crate::correction::{Correction, correct_journeys, correct_mentions};
use crate::document::Document;
use crate::feature::{MentionRecord, time_source};
use crate::gazetteer::Gazetteer;
use crate::mention::{self, Mention, Recogniser, Written};
use crate::movement::{self, NamedPlace, Stop};
use crate::resolve::{Resolution, Resolver, home_of};
use crate::segment::{CharIndex, Segmented, segment};
use crate::time::{self, Governor, TimeExpression};

/// Reads one document: where it names places, which they are, when things happened there, and what it tells of journeys.
///
/// Where nobody says its language the text tells it; [`Recogniser`] tells what finds mentions in it.
///
/// Pure and without failure: any text gives some answer, and the same text the same. Cost: a second for some megabytes.
///
/// ```
/// use dateline::document::Document;
/// use dateline::gazetteer::Gazetteer;
/// use dateline::pipeline::parse;
///
/// let text = "Shells fell on the city of Homs overnight.".to_owned();
/// let parsed = parse(Document::new(None, None, None, text), Gazetteer::bundled());
/// let homs = &parsed.mentions[0];
/// assert_eq!((homs.surface.as_str(), homs.country.as_deref()), ("Homs", Some("SY")));
/// ```
#[must_use]
pub fn parse(document: Document, gazetteer: &Gazetteer) -> Parsed {
    parse_with(document, gazetteer, &Resolver::default())
}

/// The same with a resolver of the caller's: other weights, or a confidence that it asks for.
#[must_use]
pub fn parse_with(document: Document, gazetteer: &Gazetteer, resolver: &Resolver) -> Parsed {
    parse_corrected(document, &[], gazetteer, resolver)
}

/// The same with what people have put right in the document, in the order in which they did: it wins over what the models say.
#[must_use]
pub fn parse_corrected(
    document: Document,
    corrections: &[Correction],
    gazetteer: &Gazetteer,
    resolver: &Resolver,
) -> Parsed {
    let document = document.with_detected_language();
    let segmented = segment(&document.text);
    let recogniser = Recogniser::of(document.language.as_deref());
    let mut mentions = mention::recognise(recogniser, &document.text, &segmented, gazetteer);
    let home = home_of(&document, gazetteer);
    let mut resolutions = resolver.resolve(&document.text, &mentions, &home, gazetteer);
    let text = &document.text;
    let corrected =
        correct_mentions(corrections, text, &segmented, &mut mentions, &mut resolutions, gazetteer);
    let mut times = time::find(&document, &segmented);
    times.retain(|time| !dates_the_report(&document.text, &mentions, time));
    let stops = named_places(&mentions, &resolutions, gazetteer);
    let mut accounts = movement::read(&document, &segmented, &stops, &times);
    correct_journeys(corrections, &mut accounts, gazetteer);
    let mut mentions = records(&document, &segmented, &mentions, &resolutions, &times, gazetteer);
    for (mention, corrected) in mentions.iter_mut().zip(corrected) {
        mention.corrected = corrected;
    }
    Parsed { document, mentions, accounts }
}

/// Whether a time stands in a dateline: "MOSCOW, Oct 7 —" says when the report was written, and not when something happened.
fn dates_the_report(text: &str, mentions: &[Mention], time: &TimeExpression) -> bool {
    /// Bytes between the place and the day, and between the day and the dash.
    const LONGEST: usize = 60;
    let behind = mentions.partition_point(|mention| mention.range.end <= time.range.start);
    let Some(place) = mentions[..behind].last().filter(|mention| mention.dateline) else { return false };
    let is_quiet = |between: &str| {
        let bare: String = between.split(['(', ')']).step_by(2).collect();
        between.len() <= LONGEST && !bare.contains(|letter: char| letter.is_lowercase())
    };
    let rest = &text[time.range.end..];
    let dash = rest.find(['—', '–', '-', '/', ':']);
    is_quiet(&text[place.range.end..time.range.start]) && dash.is_some_and(|dash| is_quiet(&rest[..dash]))
}

/// The resolved mentions as the movements see them: of a region expression and the bare name in it only the name.
fn named_places(
    mentions: &[Mention],
    resolutions: &[Option<Resolution>],
    gazetteer: &Gazetteer,
) -> Vec<NamedPlace> {
    let mut places: Vec<NamedPlace> = Vec::new();
    for (mention, resolution) in mentions.iter().zip(resolutions) {
        let Some(resolution) = resolution else { continue };
        // Nothing in the report came or went where it was written.
        if mention.dateline {
            continue;
        }
        let place = gazetteer.place(resolution.place);
        if places.last().is_some_and(|last| last.range.end > mention.range.start) {
            places.pop();
        }
        places.push(NamedPlace {
            range: mention.range.clone(),
            sentence: mention.sentence,
            kind: mention.kind,
            country: place.country.map(str::to_owned),
            level: place.level,
            stop: Stop {
                place_id: place.id.to_string(),
                name: place.name.to_owned(),
                precision: place.level.as_str().to_owned(),
                position: place.position,
                country: place.country.map(str::to_owned),
            },
        });
    }
    places
}

fn records(
    document: &Document,
    segmented: &Segmented,
    mentions: &[Mention],
    resolutions: &[Option<Resolution>],
    times: &[TimeExpression],
    gazetteer: &Gazetteer,
) -> Vec<MentionRecord> {
    let characters = CharIndex::new(&document.text);
    let published = document.published.map(|date| date.to_string());
    let mut governor = Governor::new(&document.text, segmented, times);
    let mut record = |mention: &Mention, resolution: Option<Resolution>| {
        let (start, end) = (characters.char_of(mention.range.start), characters.char_of(mention.range.end));
        let sentence = segmented.sentences[mention.sentence].range.clone();
        // "MOSCOW, Oct 7 —" dates the report, not an event in Moscow.
        let time = governor.time_of(mention.sentence, &mention.range).filter(|_| !mention.dateline);
        let interval = time.and_then(|time| time.expression.interval);
        let place = resolution.map(|resolution| gazetteer.place(resolution.place));
        let place = place.as_ref();
        let owned = |text: Option<&str>| text.map(str::to_owned);
        MentionRecord {
            id: format!("{}-{start}-{end}", document.id),
            document_id: document.id.clone(),
            document_title: document.title.clone(),
            published: published.clone(),
            sentence_start: characters.char_of(sentence.start),
            sentence: document.text[sentence].to_owned(),
            start,
            end,
            surface: document.text[mention.range.clone()].to_owned(),
            kind: mention.kind,
            place_id: place.map(|place| place.id.to_string()),
            name: owned(place.map(|place| place.name)),
            feature_class: owned(place.map(|place| place.class.as_str())),
            feature_code: owned(place.map(|place| place.code)),
            country: owned(place.and_then(|place| place.country)),
            admin1: owned(place.and_then(|place| place.admin1_name)),
            admin2: owned(place.and_then(|place| place.admin2_name)),
            // Two decimals: more would claim a precision that the calibration does not have.
            confidence: resolution.map(|resolution| (resolution.confidence * 100.0).round() / 100.0),
            precision_ucdp: place.map(|place| ucdp(place, mention.kind)),
            precision_acled: place.map(|place| acled(place, mention.kind)),
            radius_km: place.map(|place| place.radius_km),
            event_start: interval.map(|interval| interval.first_day().to_string()),
            event_end: interval.map(|interval| interval.last_day().to_string()),
            event_time: interval.and_then(|interval| interval.time_of_day()),
            time_precision: interval.map(|interval| interval.precision.as_str().to_owned()),
            time_source: time_source(interval.is_some(), published.is_some()).map(str::to_owned),
            time_text: time.map(|time| document.text[time.expression.range.clone()].to_owned()),
            time_basis: time.map(|time| time.basis()),
            hedged: mention.hedged,
            negated: mention.negated,
            dateline: mention.dateline,
            corrected: false,
            position: place.map(|place| place.position),
        }
    };
    let mut located = |(mention, resolution): (&Mention, &Option<Resolution>)| {
        let record = record(mention, *resolution);
        match mention.written {
            Some(written) => at_written(record, written, gazetteer),
            None => record,
        }
    };
    mentions.iter().zip(resolutions).map(&mut located).collect()
}

/// A mention that gives its own position: no place of the gazetteer, but in a country and a first-level area of it.
fn at_written(record: MentionRecord, written: Written, gazetteer: &Gazetteer) -> MentionRecord {
    let Written { position, radius_km } = written;
    let country = gazetteer.country_at(position).map(|country| gazetteer.place(country));
    let admin1 = gazetteer.first_level_at(position).map(|area| gazetteer.place(area));
    MentionRecord {
        country: country.and_then(|country| country.country).map(str::to_owned),
        admin1: admin1.map(|area| area.name.to_owned()),
        // Nothing was chosen that could be wrong; how exact the position is tells the radius.
        confidence: Some(1.0),
        precision_ucdp: Some(1),
        precision_acled: Some(1),
        radius_km: Some(radius_km),
        position: Some(position),
        ..record
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feature::{document, encode_mention, places_and_regions};
    use crate::geometry::Position;

    #[test]
    fn coordinates_become_features_at_their_own_point() {
        let text = "Rebels in Syria said on Monday that a jet came down at 36°12'N 37°06'E near Aleppo. \
                    Its wreck was not found at 20.5N 60.5W, they said.";
        let gazetteer = Gazetteer::bundled();
        let parsed = parse(Document::new(None, None, None, text.to_owned()), gazetteer);
        let written: Vec<&MentionRecord> =
            parsed.mentions.iter().filter(|mention| mention.place_id.is_none()).collect();
        assert_eq!(written.len(), 2, "{:?}", parsed.mentions);
        let near_aleppo = written[0];
        assert_eq!((near_aleppo.surface.as_str(), near_aleppo.kind.as_str()), ("36°12'N 37°06'E", "literal"));
        assert_eq!(near_aleppo.country.as_deref(), Some("SY"));
        assert_eq!(near_aleppo.admin1.as_deref(), Some("Aleppo"));
        assert_eq!(near_aleppo.confidence, Some(1.0));
        assert_eq!((near_aleppo.precision_ucdp, near_aleppo.precision_acled), (Some(1), Some(1)));
        assert!(near_aleppo.radius_km.unwrap() < 2.0);
        let feature: serde_json::Value = serde_json::from_slice(&encode_mention(near_aleppo)).unwrap();
        assert_eq!(feature["geometry"]["type"], "Point");
        assert_eq!(feature["geometry"]["coordinates"], serde_json::json!([37.1, 36.2]));
        assert_eq!(feature["properties"]["name"], serde_json::Value::Null);
        let at_sea = written[1];
        assert_eq!((at_sea.country.as_deref(), at_sea.negated), (None, true));
        assert!(
            places_and_regions([(parsed.document.id.as_str(), parsed.mentions.as_slice())], gazetteer)
                .0
                .iter()
                .all(|place| place.position != Position::new(37.1, 36.2))
        );
        assert_eq!(document(&parsed.document, &parsed.mentions).unlocated, 0);
        assert!(parsed.mentions.is_sorted_by_key(|mention| mention.start));
    }
}
