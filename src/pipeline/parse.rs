use super::Parsed;
use super::precision::{acled, ucdp};
use crate::candidate;
use crate::document::Document;
use crate::feature::MentionRecord;
use crate::gazetteer::Gazetteer;
use crate::mention::{self, Mention};
use crate::movement::{self, NamedPlace, Stop};
use crate::resolve::{self, Resolution};
use crate::segment::{CharIndex, Segmented, segment};
use crate::time::{self, TimeExpression};

/// Reads one document: where it names places, which they are, when things happened there, and what it tells of journeys.
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
    let segmented = segment(&document.text);
    let mentions = mention::find(&document.text, &segmented, gazetteer);
    let resolutions = resolve_in_windows(&document.text, &mentions, gazetteer);
    let times = time::find(&document, &segmented);
    let stops = named_places(&mentions, &resolutions, gazetteer);
    let accounts = movement::read(&document, &segmented, &stops, &times);
    let mentions = records(&document, &segmented, &mentions, &resolutions, &times, gazetteer);
    Parsed { document, mentions, accounts }
}

/// Mentions that are resolved in each other's light. A report has fewer; a book is many reports, and what its first chapter
/// names says little of its last. Keeps time and memory linear in the text.
const WINDOW: usize = 300;

/// Lists the candidates of every mention and chooses among them, window by window; none where a mention has no candidate.
#[must_use]
pub fn resolve_in_windows(
    text: &str,
    mentions: &[Mention],
    gazetteer: &Gazetteer,
) -> Vec<Option<Resolution>> {
    let mut resolutions = Vec::with_capacity(mentions.len());
    for window in mentions.chunks(WINDOW) {
        let mut candidates: Vec<_> =
            window.iter().map(|mention| candidate::list(text, mention, gazetteer)).collect();
        resolutions.extend(resolve::choose(text, window, &mut candidates, gazetteer));
    }
    resolutions
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
    let record = |mention: &Mention, resolution: Option<Resolution>| {
        let (start, end) = (characters.char_of(mention.range.start), characters.char_of(mention.range.end));
        let sentence = segmented.sentences[mention.sentence].range.clone();
        let time = time::governing(&document.text, times, mention.sentence, &mention.range);
        let days = time.and_then(|time| time.days);
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
            event_start: days.map(|(first, _)| first.to_string()),
            event_end: days.map(|(_, last)| last.to_string()),
            time_text: time.map(|time| document.text[time.range.clone()].to_owned()),
            time_basis: time.map(|time| time.basis.clone()),
            hedged: mention.hedged,
            negated: mention.negated,
            corrected: false,
            position: place.map(|place| place.position),
        }
    };
    mentions.iter().zip(resolutions).map(|(mention, resolution)| record(mention, *resolution)).collect()
}
