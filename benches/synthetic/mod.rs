//! Mentions by the hundred thousand for benchmarks: the same in every run, with every key filled as a usual one has it.

use dateline::document::Document;
use dateline::feature::MentionRecord;
use dateline::geometry::Position;
use dateline::mention::Kind;
use dateline::pipeline::Parsed;

/// Mentions per synthetic document, as many as a long report has.
const PER_DOCUMENT: usize = 40;

/// Numbers from 0 to 1 that look random and are the same in every run (a 64-bit linear congruential generator).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Documents with so many mentions together.
pub fn documents(count: usize) -> impl Iterator<Item = Parsed> {
    let mut numbers = Numbers(7);
    (0..count / PER_DOCUMENT).map(move |number| {
        let document = Document::new(None, None, None, format!("Report {number}"));
        let mentions = (0..PER_DOCUMENT).map(|n| mention(&document.id, n * 50, &mut numbers)).collect();
        Parsed { document, mentions, accounts: Vec::new() }
    })
}

/// A mention with every key filled as a usual one has it, anywhere between 60 S and 60 N.
fn mention(document_id: &str, start: usize, numbers: &mut Numbers) -> MentionRecord {
    let place = (numbers.next() * 50_000.0) as usize;
    MentionRecord {
        id: format!("{document_id}-{start}-{}", start + 4),
        document_id: document_id.to_owned(),
        document_title: Some("A report of the usual length of a headline".into()),
        published: Some("2015-10-07".into()),
        sentence: format!(
            "The convoy of {start} vehicles was seen on the road to the town, people there said on Monday."
        ),
        sentence_start: start,
        start,
        end: start + 4,
        surface: "town".into(),
        kind: Kind::ALL[place % Kind::ALL.len()],
        place_id: Some(place.to_string()),
        name: Some("A town".into()),
        feature_class: Some("P".into()),
        feature_code: Some("PPL".into()),
        country: Some(["SY", "IQ", "TR", "RU"][place % 4].into()),
        admin1: Some("A province".into()),
        admin2: None,
        confidence: Some(0.75),
        precision_ucdp: Some(1),
        precision_acled: Some(1),
        radius_km: Some(2.5),
        event_start: Some("2015-10-05".into()),
        event_end: Some("2015-10-05".into()),
        event_time: None,
        time_precision: Some("day".into()),
        time_source: Some("event".into()),
        time_text: Some("on Monday".into()),
        time_basis: Some("Monday before or on the document's date, 5 Oct 2015".into()),
        hedged: false,
        negated: false,
        dateline: false,
        corrected: false,
        position: Some(Position::new(numbers.next() * 360.0 - 180.0, numbers.next() * 120.0 - 60.0)),
    }
}
