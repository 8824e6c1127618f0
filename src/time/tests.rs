use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{Governor, TimeExpression, find};
use crate::{
    document::{DateBasis, Document},
    segment::segment,
};

fn found(text: &str, published: Option<Date>) -> Vec<TimeExpression> {
    let published = published.map(|date| (date, DateBasis::Given));
    let document = Document::new(None, published, None, text.to_owned());
    find(&document, &segment(&document.text))
}

/// Expressions as "text = first..last", a single day as "text = day"; hours where the words tell them.
fn shown(text: &str, published: Option<Date>) -> Vec<String> {
    found(text, published)
        .iter()
        .map(|expression| {
            let days = expression.interval.map_or_else(|| "?".to_owned(), |interval| interval.to_string());
            format!("{} = {days}", &text[expression.range.clone()])
        })
        .collect()
}

/// Each case: the document's date, a text, and what must be found in it, parted by "; ".
fn assert_found(cases: &[(&str, &str, &str)]) {
    let wrong: Vec<_> = cases
        .iter()
        .filter_map(|(published, text, expected)| {
            let got = shown(text, Some(published.parse().unwrap())).join("; ");
            (got != *expected).then(|| format!("{published} {text:?}\nexpected {expected}\n     got {got}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn a_bare_weekday_is_the_latest_on_or_before_the_document() {
    assert_found(&[
        ("2015-10-07", "Ships fired on Wednesday.", "Wednesday = 2015-10-07"),
        ("2015-10-07", "On Monday, envoys condemned it.", "Monday = 2015-10-05"),
        ("2015-10-01", "On Wednesday its air force flew sorties.", "Wednesday = 2015-09-30"),
        ("2015-10-01", "He spoke Monday for a coalition.", "Monday = 2015-09-28"),
        ("2015-10-01", "Thursday’s strikes were in Idlib.", "Thursday = 2015-10-01"),
        (
            "2015-10-01",
            "They hit Wednesday night’s targets.",
            "Wednesday night = 2015-09-30T18:00..2015-09-30T23:59",
        ),
        ("2016-01-01", "It snowed on Thursday.", "Thursday = 2015-12-31"),
        ("2016-03-01", "It snowed on Monday.", "Monday = 2016-02-29"),
        ("2015-03-01", "It snowed on Saturday.", "Saturday = 2015-02-28"),
    ]);
}

#[test]
fn every_weekday_is_found_from_every_day_of_a_week() {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let monday = date(2015, 12, 28); // its week crosses the end of a year
    for today in 0_i8..7 {
        let published = monday.checked_add(jiff::Span::new().days(i64::from(today))).unwrap();
        for (offset, name) in (0_i8..7).zip(names) {
            let past = found(&format!("Troops came on {name}."), Some(published))[0].days().unwrap().0;
            let future = found(&format!("Troops will come on {name}."), Some(published))[0].days().unwrap().0;
            assert_eq!(past.weekday().to_monday_zero_offset(), offset);
            assert_eq!(future.weekday(), past.weekday());
            assert!(past <= published && past.until(published).unwrap().get_days() < 7, "{name} {published}");
            assert!(
                future >= published && published.until(future).unwrap().get_days() < 7,
                "{name} {published}"
            );
        }
    }
}

#[test]
fn the_nearest_verb_tells_past_from_future() {
    assert_found(&[
        ("2015-10-07", "Ministers will meet on Friday.", "Friday = 2015-10-09"),
        ("2015-10-07", "On Friday, the ministers will meet.", "Friday = 2015-10-09"),
        ("2015-10-07", "He said on Monday that talks will resume.", "Monday = 2015-10-05"),
        ("2015-10-07", "He said talks will resume on Monday.", "Monday = 2015-10-12"),
        ("2015-10-07", "The council is to meet Thursday.", "Thursday = 2015-10-08"),
        ("2015-10-07", "Leaders agreed to meet on Sunday.", "Sunday = 2015-10-11"),
        ("2015-10-07", "A vote is scheduled for Tuesday.", "Tuesday = 2015-10-13"),
        ("2015-10-07", "They’ll vote on Wednesday.", "Wednesday = 2015-10-07"),
        (
            "2015-10-07",
            "A second call would come within days, he said, the first having taken place Thursday.",
            "Thursday = 2015-10-01",
        ),
        (
            "2015-10-07",
            "On Wednesday, in a stern speech, Carter said there will be no pact.",
            "Wednesday = 2015-10-07",
        ),
        ("2015-10-07", "Clashes since Monday have killed ten.", "Monday = 2015-10-05"),
        ("2015-12-30", "Ministers will meet on Friday.", "Friday = 2016-01-01"),
        ("2015-10-07", "The storm is forecast to reach Cuba by Thursday.", "Thursday = 2015-10-08"),
        ("2015-10-07", "The trial opens in Oslo on Friday.", "Friday = 2015-10-09"),
        ("2015-10-07", "shells fell on monday, police said", "monday = 2015-10-05"),
    ]);
}

#[test]
fn last_this_and_next_choose_the_weekday() {
    assert_found(&[
        ("2015-10-07", "It fell last Monday.", "last Monday = 2015-10-05"),
        ("2015-10-07", "It fell last Wednesday.", "last Wednesday = 2015-09-30"),
        ("2015-10-07", "Next Friday he goes.", "Next Friday = 2015-10-16"),
        ("2015-10-07", "He goes this Friday.", "this Friday = 2015-10-09"),
        ("2015-10-07", "He goes this coming Wednesday.", "coming Wednesday = 2015-10-14"),
    ]);
}

#[test]
fn full_dates_are_themselves() {
    for text in [
        "7 October 2015",
        "October 7, 2015",
        "Oct. 7, 2015",
        "7 Oct 2015",
        "2015-10-07",
        "7th October 2015",
        "October 7th, 2015",
        "the 7th of October, 2015",
        "Wednesday, October 7, 2015",
        "Wednesday 7 October 2015",
        "Wed. Oct. 7, 2015",
        "07 Oct. 2015",
    ] {
        for published in [None, Some(date(2020, 2, 29))] {
            let found = found(&format!("It began on {text} in Homs."), published);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].days(), Some((date(2015, 10, 7), date(2015, 10, 7))), "{text}");
            assert_eq!(found[0].basis, "as written");
        }
    }
    assert_found(&[
        ("2020-01-01", "From 3-5 October 2015 they met.", "3-5 October 2015 = 2015-10-03..2015-10-05"),
        ("2020-01-01", "On February 29, 2016 it snowed.", "February 29, 2016 = 2016-02-29"),
        ("2020-01-01", "On February 29, 2015 it snowed.", ""),
    ]);
}

#[test]
fn a_date_without_a_year_is_the_nearest() {
    assert_found(&[
        ("2015-10-07", "It began on Sept. 30.", "Sept. 30 = 2015-09-30"),
        ("2016-01-02", "It began on 30 December.", "30 December = 2015-12-30"),
        ("2015-12-30", "It begins on Jan. 2.", "Jan. 2 = 2016-01-02"),
        ("2015-10-07", "On May 7 and March 3 they met.", "May 7 = 2015-05-07; March 3 = 2015-03-03"),
        ("2015-10-07", "It was Feb. 29 there.", "Feb. 29 = 2016-02-29"),
        ("2015-10-07", "On Friday, Oct. 10 it rained.", "Friday, Oct. 10 = 2014-10-10"),
        ("2015-10-07", "They met on October 3-5.", "October 3-5 = 2015-10-03..2015-10-05"),
    ]);
}

#[test]
fn months_and_years_are_whole() {
    assert_found(&[
        ("2015-10-07", "Under attack since September 2014.", "September 2014 = 2014-09-01..2014-09-30"),
        ("2015-10-07", "In February of 2016 it ended.", "February of 2016 = 2016-02-01..2016-02-29"),
        ("2015-10-07", "It fell in November.", "November = 2014-11-01..2014-11-30"),
        ("2015-10-07", "It will end in November.", "November = 2015-11-01..2015-11-30"),
        ("2015-10-07", "It fell in October.", "October = 2015-10-01..2015-10-31"),
        ("2015-10-07", "It fell last March.", "last March = 2015-03-01..2015-03-31"),
        ("2015-10-07", "It fell last October.", "last October = 2014-10-01..2014-10-31"),
        ("2015-10-07", "It fell in May.", "May = 2015-05-01..2015-05-31"),
        (
            "2015-10-07",
            "The war began in 2011 and the winter of 2012.",
            "2011 = 2011-01-01..2011-12-31; winter of 2012 = 2012-12-01..2013-02-28",
        ),
    ]);
}

#[test]
fn words_that_only_look_like_time_are_left_alone() {
    for text in [
        "They may march to the sun in a second.",
        "Theresa May and April Jones met August Strindberg.",
        "March on, he said. May it rain.",
        "A force of 2000 fighters, 2014 of them new, sat down.",
        "He reads the Sunday Times and the Mail on Sunday.",
        "Shops wait for Black Friday and pray every Friday.",
        "It held 2,014 men for the last time this side of the river.",
        "Unit 1999 came from 2000 years of war.",
        "The last man and the next day and the past.",
    ] {
        assert_eq!(shown(text, Some(date(2015, 10, 7))), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn days_and_calendar_stretches_count_from_the_document() {
    assert_found(&[
        (
            "2016-03-01",
            "Today and yesterday and tomorrow.",
            "Today = 2016-03-01; yesterday = 2016-02-29; tomorrow = 2016-03-02",
        ),
        (
            "2015-10-07",
            "It came last night and this morning.",
            "last night = 2015-10-06T18:00..2015-10-06T23:59; this morning = 2015-10-07T06:00..2015-10-07T11:59",
        ),
        ("2015-10-07", "Officials sat down last week.", "last week = 2015-09-28..2015-10-04"),
        ("2015-10-07", "Late last week, a meeting was held.", "Late last week = 2015-10-01..2015-10-04"),
        ("2015-10-07", "It began earlier this month.", "earlier this month = 2015-10-01..2015-10-07"),
        ("2015-10-07", "It ends later this week.", "later this week = 2015-10-07..2015-10-11"),
        ("2016-01-04", "It began last week.", "last week = 2015-12-28..2016-01-03"),
        (
            "2016-01-31",
            "It began last month and ends next month.",
            "last month = 2015-12-01..2015-12-31; next month = 2016-02-01..2016-02-29",
        ),
        ("2015-10-07", "It began last year.", "last year = 2014-01-01..2014-12-31"),
        ("2015-10-07", "It began in mid-September.", "mid-September = 2015-09-11..2015-09-20"),
        ("2015-10-07", "It began in early 2014.", "early 2014 = 2014-01-01..2014-04-30"),
        ("2015-10-07", "By the end of last month it was over.", "end of last month = 2015-09-21..2015-09-30"),
        ("2015-10-07", "Late on Tuesday it ended.", "Late on Tuesday = 2015-10-06T18:00..2015-10-06T23:59"),
        ("2015-10-07", "It rained over the weekend.", "the weekend = 2015-10-03..2015-10-04"),
    ]);
}

#[test]
fn counted_days_reach_back_and_forth() {
    assert_found(&[
        ("2015-10-02", "Three days ago it began.", "Three days ago = 2015-09-29"),
        ("2015-10-07", "The offensive began a week ago.", "a week ago = 2015-09-27..2015-10-03"),
        ("2015-10-07", "It began two months ago.", "two months ago = 2015-08-01..2015-08-31"),
        ("2016-02-29", "It began 4 years ago.", "4 years ago = 2012-01-01..2012-12-31"),
        ("2015-10-07", "It began a few days ago.", "a few days ago = 2015-10-02..2015-10-05"),
        ("2015-10-07", "It began a couple of days ago.", "a couple of days ago = 2015-10-05"),
        ("2015-10-01", "Worries grew over the past 24 hours.", "past 24 hours = 2015-09-30..2015-10-01"),
        ("2015-10-07", "They meet within the next few days.", "next few days = 2015-10-07..2015-10-12"),
        ("2015-10-07", "In the last two weeks it grew.", "last two weeks = 2015-09-23..2015-10-07"),
        ("2015-10-07", "In the past year it grew.", "past year = 2014-10-07..2015-10-07"),
    ]);
}

#[test]
fn without_a_document_date_nothing_is_made_up() {
    let text = "On Monday, last week, two days ago, on Oct. 7 and in May, but in September 2014 too.";
    let expressions = found(text, None);
    assert_eq!(expressions.len(), 6);
    for expression in &expressions[..5] {
        assert_eq!((expression.days(), expression.basis.as_str()), (None, "no document date"));
    }
    assert_eq!(expressions[5].days(), Some((date(2014, 9, 1), date(2014, 9, 30))));
}

#[test]
fn the_basis_reads_as_a_reason() {
    let basis = |text: &str| found(text, Some(date(2015, 10, 7)))[0].basis.clone();
    for (text, expected) in [
        ("Ships fired on Wednesday.", "the Wednesday on or before the document's date, Wednesday 7 Oct 2015"),
        ("Ships will fire on Friday.", "the Friday on or after the document's date, Wednesday 7 Oct 2015"),
        ("It fell yesterday.", "the day before the document's date, Wednesday 7 Oct 2015"),
        ("It fell today.", "the document's date, Wednesday 7 Oct 2015"),
        (
            "It fell late last week.",
            "late part of the week before that of the document's date, Wednesday 7 Oct 2015",
        ),
        ("It fell two days ago.", "2 days before the document's date, Wednesday 7 Oct 2015"),
        ("It fell a week ago.", "the 7 days around 1 week before the document's date, Wednesday 7 Oct 2015"),
        ("It fell on Oct. 3.", "the 3 October nearest to the document's date, Wednesday 7 Oct 2015"),
        (
            "It fell on Saturday, Oct. 3.",
            "the 3 October on that weekday nearest to the document's date, Wednesday 7 Oct 2015",
        ),
        ("It fell in May.", "the May on or before the document's date, Wednesday 7 Oct 2015"),
        (
            "In the next few days.",
            "up to 5 days after and including the document's date, Wednesday 7 Oct 2015",
        ),
    ] {
        assert_eq!(basis(text), expected, "{text}");
    }
}

#[test]
fn the_nearest_expression_of_the_sentence_governs() {
    let text = "On Monday ships left Tartus and on Tuesday they passed Latakia. They reached Homs.";
    let expressions = found(text, Some(date(2015, 10, 7)));
    let segmented = segment(text);
    let day = |place: &str, sentence| {
        let start = text.find(place).unwrap();
        Governor::new(text, &segmented, &expressions)
            .time_of(sentence, &(start..start + place.len()))
            .and_then(|governing| governing.expression.days())
    };
    assert_eq!(day("Tartus", 0).map(|days| days.0), Some(date(2015, 10, 5)));
    assert_eq!(day("Latakia", 0).map(|days| days.0), Some(date(2015, 10, 6)));
    assert_eq!(day("Homs", 1), None);
}

/// The time of each place, "place = words" or "place = -", with a star where it is only the time at which it was said.
fn times_of(text: &str, places: &[&str]) -> String {
    let expressions = found(text, Some(date(2015, 10, 7)));
    let segmented = segment(text);
    let mut governor = Governor::new(text, &segmented, &expressions);
    let time = |place: &&str| {
        let start = text.find(place).unwrap();
        let sentence =
            segmented.sentences.iter().position(|sentence| sentence.range.contains(&start)).unwrap();
        match governor.time_of(sentence, &(start..start + place.len())) {
            None => format!("{place} = -"),
            Some(time) => {
                let star = if time.when_said { "*" } else { "" };
                format!("{place} = {}{star}", &text[time.expression.range.clone()])
            }
        }
    };
    places.iter().map(time).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_clause_keeps_its_own_time_and_lends_it_only_to_what_hangs_on_it() {
    let cases: &[(&str, &[&str], &str)] = &[
        (
            "On Monday ships left Tartus and on Tuesday they passed Latakia.",
            &["Tartus", "Latakia"],
            "Tartus = Monday; Latakia = Tuesday",
        ),
        (
            "On Monday ships left Tartus and sailed to Odessa.",
            &["Tartus", "Odessa"],
            "Tartus = Monday; Odessa = Monday",
        ),
        (
            "Floods reached Hama and spread to Homs on Monday.",
            &["Hama", "Homs"],
            "Hama = Monday; Homs = Monday",
        ),
        (
            "In Hama, Homs and Idlib shops closed on Monday.",
            &["Hama", "Homs", "Idlib"],
            "Hama = Monday; Homs = Monday; Idlib = Monday",
        ),
        ("A mill in Homs, which was built in 2012, burned on Monday.", &["Homs"], "Homs = Monday"),
        (
            "On Monday a mill burned in Homs, which was founded in 1912 by settlers from Hama.",
            &["Homs", "Hama"],
            "Homs = Monday; Hama = 1912",
        ),
        (
            "After talks in Vienna last week, ministers met in Paris.",
            &["Vienna", "Paris"],
            "Vienna = last week; Paris = -",
        ),
        (
            "Ships left Tartus after they met in Odessa on Monday.",
            &["Tartus", "Odessa"],
            "Tartus = -; Odessa = Monday",
        ),
        (
            "The fair in Homs closed because in 2012 a mill burned in Hama.",
            &["Homs", "Hama"],
            "Homs = -; Hama = 2012",
        ),
        ("Ships have stayed in Tartus since Monday.", &["Tartus"], "Tartus = Monday"),
        (
            "While snow fell in Homs on Monday, trains stood still in Hama.",
            &["Homs", "Hama"],
            "Homs = Monday; Hama = Monday",
        ),
        (
            "Snow fell in Homs on Monday; trains stood still in Hama.",
            &["Homs", "Hama"],
            "Homs = Monday; Hama = -",
        ),
    ];
    for (text, places, expected) in cases {
        assert_eq!(times_of(text, places), *expected, "{text}");
    }
}

#[test]
fn what_is_said_goes_by_the_time_of_saying_unless_it_has_its_own_or_lies_ahead() {
    let cases: &[(&str, &[&str], &str)] = &[
        (
            "The mayor of Hama said on Monday that a mill had burned in Homs.",
            &["Hama", "Homs"],
            "Hama = Monday; Homs = Monday*",
        ),
        ("The mayor said on Monday that a mill in Homs burned in 2012.", &["Homs"], "Homs = 2012"),
        ("The mayor said on Monday that talks in Geneva will resume.", &["Geneva"], "Geneva = -"),
        ("The mayor said Monday the bridge in Homs was closed.", &["Homs"], "Homs = Monday*"),
        ("Clerks in Hama said Monday’s flood had spared Homs.", &["Hama", "Homs"], "Hama = -; Homs = Monday"),
        (
            "On Monday, in the last letter he has signed, the mayor of Hama said that Homs was flooded.",
            &["Hama", "Homs"],
            "Hama = Monday; Homs = Monday*",
        ),
        (
            "After sending aid to Homs, the mayor of Hama on Monday called for more.",
            &["Homs", "Hama"],
            "Homs = -; Hama = Monday",
        ),
        (
            "A mill burned in Homs, officials in Hama said on Monday.",
            &["Homs", "Hama"],
            "Homs = Monday*; Hama = Monday",
        ),
        (
            "A mill burned in Homs on Monday, officials in Hama said.",
            &["Homs", "Hama"],
            "Homs = Monday; Hama = -",
        ),
        (
            "He said in Moscow that ships left Tartus on Monday.",
            &["Moscow", "Tartus"],
            "Moscow = -; Tartus = Monday",
        ),
        (
            "On Monday a mill burned in Homs. A fire broke out in Hama.",
            &["Homs", "Hama"],
            "Homs = Monday; Hama = -",
        ),
    ];
    for (text, places, expected) in cases {
        assert_eq!(times_of(text, places), *expected, "{text}");
    }
}

#[test]
fn a_time_of_day_has_a_day_only_where_one_is_known() {
    assert_found(&[
        (
            "2015-10-07",
            "It rained from 7:30 to 9:30 p.m. on Monday.",
            "7:30 to 9:30 p.m. on Monday = 2015-10-05T19:30..2015-10-05T21:30",
        ),
        (
            "2015-10-07",
            "It rained from 11 a.m. to 1 p.m.",
            "11 a.m. to 1 p.m. = 2015-10-07T11:00..2015-10-07T13:00",
        ),
        ("2015-10-07", "It rained from 11 to 1 p.m.", "11 to 1 p.m. = 2015-10-07T11:00..2015-10-07T13:00"),
        ("2015-12-31", "It ends at midnight.", "midnight = 2016-01-01T00:00"),
        (
            "2015-10-07",
            "On Monday it rained. By noon it was dry.",
            "Monday = 2015-10-05; noon = 2015-10-05T12:00",
        ),
        (
            "2015-10-07",
            "In May it rained. By noon it was dry.",
            "May = 2015-05-01..2015-05-31; noon = 2015-10-07T12:00",
        ),
        (
            "2015-10-07",
            "They left at 14:30, or 2:30 p.m.",
            "14:30 = 2015-10-07T14:30; 2:30 p.m. = 2015-10-07T14:30",
        ),
        ("2015-10-07", "They won 14:30 and lost 13 a.m. to 25:10.", ""),
    ]);
    for text in
        ["It ends at midnight.", "On Monday it rained. By noon it was dry.", "It begins at 06:00 GMT."]
    {
        assert!(found(text, None).iter().all(|time| time.interval.is_none()), "{text}");
    }
}

#[test]
fn what_is_unclear_or_beyond_the_calendar_is_kept_without_an_interval() {
    for (published, text, basis) in [
        ("2015-10-07", "Stamped 07/10/2015 there.", "the day cannot be told from the month"),
        ("9999-12-30", "It ends next week.", "beyond the years -9999 to 9999"),
        ("9999-12-31", "It ends tomorrow.", "beyond the years -9999 to 9999"),
        ("-009999-01-01", "It ended yesterday.", "beyond the years -9999 to 9999"),
    ] {
        let found = found(text, Some(published.parse().unwrap()));
        assert_eq!((found.len(), found[0].interval, found[0].basis.as_str()), (1, None, basis), "{text}");
    }
}

/// Every day that a document can have, the first and the last of all time more often than others.
fn any_day() -> impl Strategy<Value = Date> {
    let near_the_ends = (0_i64..400, any::<bool>()).prop_map(|(days, first)| {
        let span = jiff::Span::new().days(days);
        if first { Date::MIN.saturating_add(span) } else { Date::MAX.saturating_sub(span) }
    });
    let any = (-9999_i16..=9999, 1_i8..=12, 1_i8..=31)
        .prop_filter_map("a date", |(year, month, day)| Date::new(year, month, day).ok());
    prop_oneof![any, near_the_ends]
}

proptest! {
    #[test]
    fn any_words_of_time_in_any_order_give_sound_expressions(
        words in prop::collection::vec(prop::sample::select(vec![
            "Monday", "Wed.", "May", "Oct.", "7", "31", "2015", "-", ",", "last", "next", "late", "end", "of", "the", "a", "few",
            "999", "years", "weeks", "hours", "ago", "past", "in", "this", "weekend", "tomorrow", "night", "will", "to", ".", "every",
            "14:30", "6", "p.m.", "midnight", "GMT", "at", "between", "and", "later", "earlier", "following", "day", "before", "same",
            "summer", "winter", "Q3", "century", "1990s", "decade", "since", "until", "half", "first", "/", "12", "Friday", "é", "said",
            "that", "which", "2014-15", "overnight", "quarter", "recent", "29", "February", "07.10.2015", "2015-10-07T14:30Z", "Ltd.",
        ]), 0..40),
        day in any_day(), dated in any::<bool>(),
    ) {
        let text = words.join(" ");
        let mut end = 0;
        for expression in found(&text, dated.then_some(day)) {
            prop_assert!(expression.range.start >= end && expression.range.start < expression.range.end);
            end = expression.range.end;
            prop_assert!(text.get(expression.range.clone()).is_some());
            prop_assert!(!expression.basis.is_empty());
            if let Some(interval) = expression.interval {
                prop_assert!(interval.start <= interval.end, "{:?}", expression);
            }
        }
        let segmented = segment(&text);
        let expressions = found(&text, dated.then_some(day));
        let mut governor = Governor::new(&text, &segmented, &expressions);
        for token in &segmented.tokens {
            if let Some(time) = governor.time_of(token.sentence, &token.range) {
                prop_assert_eq!(time.expression.sentence, token.sentence);
            }
        }
    }

    #[test]
    fn any_text_gives_expressions_inside_it(text in "\\PC{0,200}", day in any_day()) {
        let mut end = 0;
        for expression in found(&text, Some(day)) {
            prop_assert!(expression.range.start >= end);
            end = expression.range.end;
            prop_assert!(text.get(expression.range).is_some());
        }
    }
}
