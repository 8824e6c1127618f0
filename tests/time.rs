//! Time expressions: marked sentences of our own, and the times that mentions of the bundled reports get.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a helper that fails fails the test that calls it"
)]

use dateline::document::{DateBasis, Document, ReadOptions};
use dateline::eval::{TimeFigures, judge_times, read_time_gold};
use dateline::feature::{MentionRecord, days_of};
use dateline::gazetteer::Gazetteer;
use dateline::pipeline::{Parsed, parse};
use jiff::civil::{Date, date};

fn judged(file: &str) -> TimeFigures {
    let mut figures = TimeFigures::default();
    for document in read_time_gold(file.as_ref()).unwrap() {
        figures += judge_times(&document).0;
    }
    for (name, recognition) in [
        ("span", figures.exact),
        ("overlap", figures.overlap),
        ("interval", figures.interval),
        ("precision", figures.precision),
    ] {
        let (precision, recall) = (recognition.precision(), recognition.recall());
        println!("{file} {name:9} precision {precision:.3} recall {recall:.3} of {}", recognition.marked);
    }
    figures
}

#[test]
fn marked_sentences_are_read_as_their_marks_say() {
    let figures = judged("tests/time/tuning.jsonl");
    assert!(figures.exact.marked > 150);
    assert!(figures.exact.f1() > 0.98 && figures.precision.f1() > 0.98, "{figures:?}");
}

#[test]
fn sentences_that_no_rule_was_tuned_on_are_read_nearly_as_well() {
    let figures = judged("tests/time/held_out.jsonl");
    assert!(figures.exact.marked > 100);
    assert!(figures.exact.f1() > 0.95 && figures.precision.f1() > 0.95, "{figures:?}");
}

fn told(text: &str, published: Option<Date>) -> Parsed {
    let published = published.map(|date| (date, DateBasis::Given));
    parse(Document::new(None, published, None, text.to_owned()), Gazetteer::bundled())
}

fn mention<'p>(parsed: &'p Parsed, surface: &str) -> &'p MentionRecord {
    parsed.mentions.iter().find(|mention| mention.surface == surface).unwrap()
}

/// The bundled reports in the order of their names.
fn seeds() -> Vec<Document> {
    let mut files: Vec<_> = std::fs::read_dir("seeds").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let options = ReadOptions::default();
    files.iter().flat_map(|file| options.read_path(file)).map(Result::unwrap).collect()
}

#[test]
fn days_of_the_reports_are_those_of_their_weeks() {
    let expected = [
        (0, "Wednesday", "2015-09-30"),
        (0, "Thursday", "2015-10-01"),
        (1, "Wednesday", "2015-10-07"),
        (1, "Monday", "2015-10-05"),
        (2, "Wednesday", "2015-09-30"),
        (2, "Thursday", "2015-10-01"),
        (3, "Wednesday", "2015-09-30"),
        (3, "Thursday", "2015-10-01"),
        (4, "Wednesday", "2015-10-07"),
        (4, "Thursday", "2015-10-01"),
        (4, "Monday", "2015-10-05"),
    ];
    let parsed: Vec<_> = seeds().into_iter().map(|document| parse(document, Gazetteer::bundled())).collect();
    for (number, words, day) in expected {
        let dated: Vec<_> = parsed[number]
            .mentions
            .iter()
            .filter(|mention| mention.time_text.as_deref() == Some(words))
            .collect();
        assert!(!dated.is_empty(), "report {number} has no mention of {words}");
        for mention in dated {
            let days = (mention.event_start.as_deref(), mention.event_end.as_deref());
            assert_eq!(days, (Some(day), Some(day)), "{mention:?}");
        }
    }
    let since = |mention: &&MentionRecord| mention.time_text.as_deref() == Some("September 2014");
    let since = parsed[1].mentions.iter().find(since).unwrap();
    let days = (since.event_start.as_deref(), since.event_end.as_deref());
    assert_eq!(days, (Some("2014-09-01"), Some("2014-09-30")));
    assert_eq!(since.time_precision.as_deref(), Some("month"));
    assert!(since.time_basis.as_deref().unwrap().contains("began then"));
}

#[test]
fn reports_without_a_date_get_no_times_but_those_that_they_write_out() {
    for mut document in seeds() {
        (document.published, document.published_basis) = (None, None);
        for mention in parse(document, Gazetteer::bundled()).mentions {
            let written = mention.time_text.as_deref() == Some("September 2014");
            assert_eq!(mention.published, None);
            assert_eq!(mention.event_start.is_some(), written, "{mention:?}");
            assert_eq!(mention.event_end.is_some(), written);
            assert_eq!(mention.time_source.as_deref(), written.then_some("event"));
            if mention.time_text.is_some() && !written {
                let basis = mention.time_basis.unwrap();
                assert!(basis.starts_with("no document date"), "{basis}");
            }
        }
    }
}

#[test]
fn a_record_says_whether_its_day_is_of_the_event_or_of_publication() {
    let day = Some(date(2015, 10, 8));
    let parsed = told("A mill burned in Homs at 6 a.m. on Monday. It is the largest in Syria.", day);
    let homs = mention(&parsed, "Homs");
    assert_eq!(
        (homs.event_start.as_deref(), homs.event_time.as_deref()),
        (Some("2015-10-05"), Some("06:00"))
    );
    assert_eq!(
        (homs.time_precision.as_deref(), homs.time_source.as_deref()),
        (Some("minute"), Some("event"))
    );
    let syria = mention(&parsed, "Syria");
    assert_eq!((syria.event_start.as_deref(), syria.time_source.as_deref()), (None, Some("publication")));
    assert_eq!(days_of(syria), Some(("2015-10-08", "2015-10-08")));
    let undated = told("A mill burned in Homs on Monday.", None);
    let homs = mention(&undated, "Homs");
    assert_eq!((homs.time_text.as_deref(), homs.time_source.as_deref()), (Some("Monday"), None));
    assert_eq!(days_of(homs), None);
    for mention in seeds().into_iter().flat_map(|document| parse(document, Gazetteer::bundled()).mentions) {
        let event = mention.event_start.as_deref().zip(mention.event_end.as_deref());
        let source = if event.is_some() { "event" } else { "publication" };
        assert_eq!(mention.time_source.as_deref(), Some(source));
        assert_eq!(mention.time_precision.is_some(), event.is_some());
        let published = mention.published.as_deref().zip(mention.published.as_deref());
        assert_eq!(days_of(&mention), event.or(published));
    }
}

#[test]
fn the_day_of_a_dateline_is_no_day_of_an_event() {
    let text = "BEIRUT, Oct. 7, 2015 (AP) — Russian warships fired from the Caspian Sea, officials said.";
    let parsed = told(text, Some(date(2015, 10, 7)));
    assert!(parsed.mentions.iter().all(|mention| mention.time_text.is_none()), "{:?}", parsed.mentions);
    let text = "BEIRUT, Oct. 7, 2015 (AP) — Warships fired from the Caspian Sea on Tuesday, officials said.";
    assert_eq!(
        mention(&told(text, Some(date(2015, 10, 7))), "Caspian Sea").time_text.as_deref(),
        Some("Tuesday")
    );
}

#[test]
fn what_was_only_told_on_a_day_says_so() {
    let text = "The mayor of Hama said on Monday that a mill had burned in Homs.";
    let parsed = told(text, Some(date(2015, 10, 8)));
    let basis = |surface: &str| mention(&parsed, surface).time_basis.clone().unwrap();
    assert!(basis("Homs").ends_with("; the day on which it was told"));
    assert!(!basis("Hama").contains("told"));
}
