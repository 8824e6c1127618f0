//! From plain texts to journeys: how many are right on texts of our own, and what reports tell together.

use std::path::Path;

use dateline::document::{DateBasis, Document};
use dateline::eval::{DetectedJourneys, JourneyFigures, judge_journeys, read_journeys};
use dateline::gazetteer::Gazetteer;
use dateline::movement::{self, GeometryStatus, Movement, Polarity};
use dateline::pipeline::parse;
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 3, 6);

fn derive(texts: &[&str]) -> Vec<Movement> {
    let accounts: Vec<_> = texts
        .iter()
        .flat_map(|text| {
            let document = Document::new(None, Some((DAY, DateBasis::Given)), None, (*text).to_owned());
            parse(document, Gazetteer::bundled()).accounts
        })
        .collect();
    let mut movements = movement::derive(&accounts, Gazetteer::bundled());
    movements.retain(|movement| movement.geometry_status != GeometryStatus::Reference);
    movements
}

#[test]
fn journeys_are_read_out_of_plain_text() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/journeys.jsonl");
    let mut figures = JourneyFigures::default();
    for document in read_journeys(&gold).expect("the gold is well formed") {
        figures += judge_journeys(&document, Gazetteer::bundled()).figures;
    }
    let suffices =
        |figures: &DetectedJourneys| figures.journeys.precision() >= 0.9 && figures.journeys.recall() >= 0.75;
    assert!(suffices(&figures.seen), "{:?}", figures.seen);
    assert!(suffices(&figures.held_out), "{:?}", figures.held_out);
}

#[test]
fn what_two_reports_tell_becomes_one_journey_with_the_evidence_of_both() {
    let movements = derive(&[
        "On Tuesday 14 trucks went from Gaziantep to Aleppo, aid workers said.",
        "A convoy of 14 trucks drove from Gaziantep to Aleppo on Tuesday.",
    ]);
    assert_eq!(movements.len(), 1, "{movements:?}");
    assert_eq!(movements[0].documents.len(), 2);
    assert!(movements[0].evidence.iter().all(|span| !span.why.is_empty()), "{:?}", movements[0].evidence);
}

#[test]
fn reports_that_contradict_each_other_stay_apart_and_are_linked() {
    let movements = derive(&[
        "On Tuesday 14 trucks drove from Gaziantep to Aleppo.",
        "On Tuesday 40 trucks drove from Gaziantep to Aleppo.",
        "The governor denied that trucks drove from Gaziantep to Aleppo on Tuesday.",
    ]);
    assert_eq!(movements.len(), 3, "{movements:?}");
    let counts: Vec<_> = movements.iter().map(|movement| movement.count).collect();
    assert!(counts.contains(&Some(14)) && counts.contains(&Some(40)), "{counts:?}");
    for movement in &movements {
        assert!(!movement.alternatives.is_empty(), "{movement:?}");
    }
    let denied = movements.iter().find(|movement| movement.polarity == Polarity::Denied);
    assert!(denied.is_some_and(|denied| denied.lines.is_empty() && denied.method.contains("denies")));
}

#[test]
fn a_journey_ends_days_after_it_began() {
    let movements =
        derive(&["A cargo ship left Valparaiso on 2 February. The vessel docked in Lima on 1 March."]);
    assert_eq!(movements.len(), 1, "{movements:?}");
    let days = (movements[0].event_start.as_deref(), movements[0].event_end.as_deref());
    assert_eq!(days, (Some("2026-02-02"), Some("2026-03-01")));
}

#[test]
fn fighters_that_went_to_a_neighbour_are_told_as_about_so_many_people() {
    let movements =
        derive(&["About 4,000 fighters went from Libya to Chad in recent weeks, a diplomat said."]);
    assert_eq!(movements.len(), 1, "{movements:?}");
    let told = &movements[0];
    assert_eq!((told.mode.as_str(), told.count), ("people", Some(4000)));
    assert_eq!(told.count_qualifier.as_deref(), Some("about"));
}

#[test]
fn an_incursion_is_listed_and_no_line_is_invented() {
    let movements = derive(&["Two Greek jets entered Turkish airspace at noon, the ministry said."]);
    assert_eq!(movements.len(), 1, "{movements:?}");
    assert!(movements[0].lines.is_empty() && movements[0].length_km.is_none());
    assert_eq!(movements[0].destination.as_deref(), Some("Turkey"));
}

#[test]
fn turns_of_phrase_are_no_journeys() {
    for text in [
        "Thousands fled.",
        "The news was reported from Moscow.",
        "He was ambassador to Russia.",
        "Military aid to Syria went on.",
        "Jets rose to intercept the drone over Turkey.",
    ] {
        assert!(derive(&[text]).is_empty(), "{text}");
    }
}

#[test]
fn what_did_not_happen_takes_nothing_from_what_did() {
    let movements = derive(&["Hundreds of people fled from Homs to Hama but nobody reached Lebanon."]);
    let ends: Vec<_> = movements.iter().map(|movement| movement.destination.clone()).collect();
    assert_eq!(ends, [Some("Hamah".to_owned())]);
    let movements = derive(&["The army advanced from Tikrit toward Mosul but did not reach it."]);
    assert_eq!(movements.len(), 1);
    assert_eq!(movements[0].polarity, Polarity::Affirmed);
    let movements = derive(&["The senator from Texas moved to block the nominee in Washington."]);
    assert!(movements.is_empty(), "{movements:?}");
}

#[test]
fn a_ship_is_not_drawn_over_land() {
    let movements =
        derive(&["The tanker sailed from Ras Tanura, Saudi Arabia, to Rotterdam via the Suez Canal."]);
    assert_eq!(movements.len(), 1);
    assert!(
        movements[0].lines.is_empty() || movements[0].method.contains("keep to the water"),
        "{}",
        movements[0].method
    );
    if movements[0].lines.is_empty() {
        assert!(movements[0].method.contains("a ship does not cross land"), "{}", movements[0].method);
    }
}

#[test]
fn only_a_way_between_points_is_called_a_lower_bound() {
    let movements = derive(&["Ten migrants crossed from Turkey to Lesbos by boat."]);
    assert_eq!(movements.len(), 1, "{movements:?}");
    assert!(!movements[0].lines.is_empty() && !movements[0].method.contains("lower bound"), "{movements:?}");
}

#[test]
fn a_ship_keeps_to_the_water_and_a_train_may_not() {
    let movements = derive(&["The ferry sailed from Naples to Piraeus."]);
    let sailed = &movements[0];
    assert!(sailed.method.contains("keep to the water"), "{}", sailed.method);
    let (length, straight) =
        (sailed.length_km.unwrap_or_default(), sailed.great_circle_km.unwrap_or_default());
    assert!(length > 1.1 * straight && length < 2. * straight, "{length} and {straight}");
    let ashore: f64 = sailed
        .segments
        .iter()
        .filter(|segment| segment.country.is_some())
        .map(|segment| segment.length_km)
        .sum();
    assert!(ashore < 40., "{:?}", sailed.segments);
    let train = &derive(&["The train went from Naples to Rome."])[0];
    assert!(train.method.contains("lower bound"), "{}", train.method);
}
