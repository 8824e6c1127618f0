use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use geo::{Coord, Intersects, LineString, Rect};
use proptest::prelude::*;

use super::*;
use crate::cql::{Expression, Schema, parse_text};
use crate::document::Document;
use crate::feature::testing::{ToyAtlas, mention, movement};
use crate::feature::{Derived, MENTION, MentionRecord, days_of};
use crate::geometry::{BoundingBox, Crs, Position};
use crate::mention::Kind;
use crate::movement::{GeometryStatus, Mode, Movement};
use crate::pipeline::Parsed;
use crate::time::{Days, day_number};

fn parsed(title: &str, mentions: impl FnOnce(&str) -> Vec<MentionRecord>) -> Parsed {
    let document = Document::new(Some(title.to_owned()), None, None, "The text".to_owned());
    let mentions = mentions(&document.id);
    Parsed { document, mentions, accounts: Vec::new() }
}

fn at_points(points: &[Position]) -> Snapshot {
    let documents = parsed("Points", |id| {
        points.iter().enumerate().map(|(n, at)| mention(id, 10 * n, "Somewhere", Some(*at))).collect()
    });
    Snapshot::build(&[documents], &[], &ToyAtlas)
}

fn along(lines: Vec<Vec<Vec<Position>>>) -> Snapshot {
    let movements: Vec<_> =
        lines.into_iter().enumerate().map(|(n, line)| movement(&format!("m{n}"), line)).collect();
    Snapshot::build(&[], &movements, &ToyAtlas)
}

fn boxed(text: &str) -> Filter {
    Filter { bbox: Some(BoundingBox::parse(text).unwrap()), ..Filter::default() }
}

fn matched(snapshot: &Snapshot, name: CollectionName, filter: &Filter) -> usize {
    snapshot.collection(name).search(filter, &[], None, usize::MAX).matched
}

/// One point on every tenth meridian, from -180 to 180, on the equator.
fn equator() -> Vec<Position> {
    (-18..=18).map(|ten| Position::new(f64::from(ten) * 10.0, 0.0)).collect()
}

#[test]
fn a_box_over_the_antimeridian_holds_what_lies_around_it_and_not_the_rest_of_the_world() {
    let snapshot = at_points(&equator());
    assert_eq!(matched(&snapshot, CollectionName::Mentions, &boxed("170,-90,-170,90")), 4);
}

#[test]
fn web_map_longitudes_beyond_180_are_the_same_places() {
    let snapshot = at_points(&equator());
    assert_eq!(matched(&snapshot, CollectionName::Mentions, &boxed("160.4,-29.1,195.6,4.1")), 4);
    assert_eq!(matched(&snapshot, CollectionName::Mentions, &boxed("-281,-85.9,281,88")), 37);
}

#[test]
fn a_line_is_found_by_any_part_of_it_and_not_by_the_corner_of_its_envelope() {
    let snapshot = along(vec![vec![vec![Position::new(0.0, 0.0), Position::new(10.0, 10.0)]]]);
    let found = |bbox| matched(&snapshot, CollectionName::Movements, &boxed(bbox));
    assert_eq!(found("4.5,4.5,5.5,5.5"), 1);
    assert_eq!(found("6,1,9,3"), 0);
}

#[test]
fn a_line_cut_at_the_antimeridian_is_found_once_by_a_box_over_it() {
    let east = vec![Position::new(170.0, 0.0), Position::new(180.0, 0.0)];
    let west = vec![Position::new(-180.0, 0.0), Position::new(-170.0, 0.0)];
    let snapshot = along(vec![vec![east, west]]);
    assert_eq!(matched(&snapshot, CollectionName::Movements, &boxed("175,-5,-175,5")), 1);
    assert_eq!(matched(&snapshot, CollectionName::Movements, &boxed("-175,-5,175,5")), 1);
    assert_eq!(matched(&snapshot, CollectionName::Movements, &boxed("-160,-5,160,5")), 0);
}

#[test]
fn an_area_is_found_from_within_although_no_border_is_in_the_box() {
    let documents = parsed("Syria", |id| vec![mention(id, 0, "Syria", Some(Position::new(38.5, 35.0)))]);
    let snapshot = Snapshot::build(&[documents], &[], &ToyAtlas);
    assert_eq!(matched(&snapshot, CollectionName::Regions, &boxed("38,34,38.1,34.1")), 1);
    assert_eq!(matched(&snapshot, CollectionName::Regions, &boxed("45,34,46,35")), 0);
}

#[test]
fn a_mention_without_a_place_is_unlocated_in_every_box_and_in_no_spatial_collection() {
    let documents = parsed("Nowhere", |id| vec![mention(id, 0, "Nowhere", None)]);
    let snapshot = Snapshot::build(&[documents], &[], &ToyAtlas);
    assert_eq!(matched(&snapshot, CollectionName::Unlocated, &boxed("0,0,1,1")), 1);
    assert!(snapshot.collection(CollectionName::Mentions).is_empty());
}

#[test]
fn a_movement_without_a_line_is_listed_with_its_document_and_not_among_the_lines() {
    let documents = parsed("Report", |_| Vec::new());
    let mut lineless = movement("m", Vec::new());
    lineless.documents = vec![documents.document.id.clone()];
    let snapshot = Snapshot::build(std::slice::from_ref(&documents), &[lineless], &ToyAtlas);
    assert!(snapshot.collection(CollectionName::Movements).is_empty());
    assert_eq!(snapshot.movements_of(&documents.document.id).len(), 1);
    assert_eq!(snapshot.unplaced_flights().count(), 1);
}

#[test]
fn flight_paths_are_missiles_only_and_the_yardstick_comes_last() {
    let line = || vec![vec![Position::new(0.0, 0.0), Position::new(1.0, 1.0)]];
    let yardstick =
        Movement { geometry_status: GeometryStatus::Reference, ..movement("a-reference", line()) };
    let ship = Movement { mode: Mode::Sea, ..movement("ship", line()) };
    let snapshot = Snapshot::build(&[], &[yardstick, ship, movement("z-derived", line())], &ToyAtlas);
    assert_eq!(snapshot.flight_paths().collect::<Vec<_>>(), ["z-derived", "a-reference"]);
}

#[test]
fn facets_days_confidence_and_words_narrow_the_answer() {
    let documents = parsed("Dispatch", |id| {
        let mut homs = mention(id, 0, "Homs", Some(Position::new(36.7, 34.7)));
        homs.event_start = Some("2015-09-30".into());
        homs.event_end = Some("2015-10-01".into());
        let mut moscow = mention(id, 10, "Moscow", Some(Position::new(37.6, 55.8)));
        moscow.kind = Kind::Metonymic;
        moscow.country = Some("RU".into());
        moscow.confidence = Some(0.7);
        moscow.published = Some("2015-10-07".into());
        vec![homs, moscow, mention(id, 20, "Malé", Some(Position::new(73.5, 4.2)))]
    });
    let snapshot = Snapshot::build(&[documents], &[], &ToyAtlas);
    let count = |filter: Filter| matched(&snapshot, CollectionName::Mentions, &filter);
    let facet =
        |facet, value: &str| Filter { facets: vec![(facet, vec![value.into()])], ..Filter::default() };
    let day = |text: &str| day_number(text.parse().unwrap());
    let days =
        |first, last| Filter { days: Some(Days { first: day(first), last: day(last) }), ..Filter::default() };
    assert_eq!(count(facet(Facet::Kind, "metonymic")), 1);
    assert_eq!(count(facet(Facet::Country, "SY")), 2);
    assert_eq!(count(facet(Facet::Place, "homs")), 1);
    assert_eq!(count(facet(Facet::Document, "unknown")), 0);
    assert_eq!(count(facet(Facet::Mode, "missile")), 0, "mentions have no mode");
    assert_eq!(count(Filter { min_confidence: Some(0.7), ..Filter::default() }), 3);
    assert_eq!(count(Filter { min_confidence: Some(0.71), ..Filter::default() }), 2);
    assert_eq!(count(Filter { text: Some("MALE".into()), ..Filter::default() }), 1);
    assert_eq!(count(days("2015-10-01", "2015-10-06")), 2, "the undated one matches any time");
    assert_eq!(count(days("2015-10-07", "2015-10-07")), 2, "without an event, the day of publication counts");
}

#[test]
fn mentions_stand_in_the_order_of_the_text() {
    let documents = parsed("Long", |id| {
        [900, 20, 10_000].map(|start| mention(id, start, "Homs", Some(Position::new(36.7, 34.7)))).to_vec()
    });
    let snapshot = Snapshot::build(&[documents], &[], &ToyAtlas);
    let mentions = snapshot.collection(CollectionName::Mentions);
    let starts: Vec<_> = (0..3).map(|at| mentions.id(at).split('-').nth(1).unwrap().to_owned()).collect();
    assert_eq!(starts, ["20", "900", "10000"]);
}

#[test]
fn the_same_content_has_the_same_fingerprint_and_other_content_another() {
    let one = at_points(&equator());
    assert_eq!(one.fingerprint(), at_points(&equator()).fingerprint());
    assert_ne!(one.fingerprint(), at_points(&equator()[1..]).fingerprint());
}

#[test]
fn paging_meets_every_feature_once_while_documents_come_and_go() {
    let document = |title: &str| {
        parsed(title, |id| {
            (0..7).map(|n| mention(id, n * 10, "Homs", Some(Position::new(36.7, 34.7)))).collect()
        })
    };
    let stays: Vec<_> = ["a", "b", "c", "d"].map(document).into();
    let mut seen = Vec::new();
    let mut after = None;
    for round in 0.. {
        // Every page is asked of another snapshot.
        let mut now = stays.clone();
        now.extend((0..round % 5).map(|n| document(&format!("passing {round} {n}"))));
        let snapshot = Snapshot::build(&now, &[], &ToyAtlas);
        let mentions = snapshot.collection(CollectionName::Mentions);
        let page = mentions.search(&Filter::default(), &[], after.as_ref(), 3);
        seen.extend(page.positions.iter().map(|at| mentions.id(*at).to_owned()));
        after = page.positions.last().map(|at| mentions.mark(&[], *at));
        if !page.more {
            break;
        }
    }
    for mention in stays.iter().flat_map(|parsed| &parsed.mentions) {
        assert_eq!(seen.iter().filter(|id| **id == mention.id).count(), 1, "{}", mention.id);
    }
}

/// Coordinates that hit edges, the antimeridian and the poles often.
fn positions() -> impl Strategy<Value = Position> {
    (-18i32..=18, -9i32..=9, prop::bool::ANY).prop_map(|(lon, lat, shifted)| {
        let shift = if shifted { 0.37 } else { 0.0 };
        Position::new((f64::from(lon) * 10.0 + shift).min(180.0), (f64::from(lat) * 10.0 + shift).min(90.0))
    })
}

fn boxes() -> impl Strategy<Value = BoundingBox> {
    (-54i32..54, -12i32..10, 0i32..40, 0i32..20).prop_map(|(west, south, width, height)| {
        let [west, south, width, height] = [west, south, width, height].map(|ten| f64::from(ten) * 10.0);
        BoundingBox::wrapped(west, south, west + width, south + height)
    })
}

proptest! {
    #[test]
    fn a_box_finds_exactly_the_points_a_linear_scan_finds(
        points in prop::collection::vec(positions(), 0..60), bbox in boxes(),
    ) {
        let snapshot = at_points(&points);
        let filter = Filter { bbox: Some(bbox), ..Filter::default() };
        let expected = points.iter().filter(|at| bbox.contains(**at)).count();
        prop_assert_eq!(matched(&snapshot, CollectionName::Mentions, &filter), expected, "{}", bbox);
    }

    #[test]
    fn a_box_finds_exactly_the_lines_a_linear_scan_finds(
        lines in prop::collection::vec(prop::collection::vec(positions(), 2..5), 0..20), bbox in boxes(),
    ) {
        let touches = |line: &Vec<Position>| {
            let line: LineString<f64> = line.iter().copied().map(Coord::from).collect();
            bbox.parts().iter().any(|part| line.intersects(&Rect::new((part[0], part[1]), (part[2], part[3]))))
        };
        let expected = lines.iter().filter(|line| touches(line)).count();
        let snapshot = along(lines.into_iter().map(|line| vec![line]).collect());
        let filter = Filter { bbox: Some(bbox), ..Filter::default() };
        prop_assert_eq!(matched(&snapshot, CollectionName::Movements, &filter), expected);
    }

    #[test]
    fn pages_joined_are_the_whole(
        points in prop::collection::vec(positions(), 0..60), bbox in boxes(), limit in 1usize..9,
    ) {
        let snapshot = at_points(&points);
        let mentions = snapshot.collection(CollectionName::Mentions);
        let filter = Filter { bbox: Some(bbox), ..Filter::default() };
        let whole = mentions.search(&filter, &[], None, usize::MAX);
        let mut joined = Vec::new();
        loop {
            let after = joined.last().map(|at| mentions.mark(&[], *at));
            let page = mentions.search(&filter, &[], after.as_ref(), limit);
            prop_assert_eq!(page.matched, whole.matched);
            joined.extend(&page.positions);
            if !page.more {
                break;
            }
            prop_assert_eq!(page.positions.len(), limit);
        }
        prop_assert_eq!(joined, whole.positions);
    }

    #[test]
    fn a_filter_finds_exactly_what_a_linear_scan_finds(
        mentions in prop::collection::vec(varied(), 0..40).prop_map(numbered), west in -9i32..9, least in 0usize..5,
    ) {
        let snapshot = of_mentions(&mentions);
        let west = f64::from(west * 20);
        let text = format!(
            "S_INTERSECTS(geometry, BBOX({west},-90,{},90)) AND (confidence * 4 >= {least} OR country IS NULL) AND NOT kind = 'region'",
            west + 20.0,
        );
        let filter = Filter { expression: Some(expression(&text)), ..Filter::default() };
        let expected = mentions.iter().filter(|mention| {
            mention.position.is_some_and(|at| (west..=west + 20.0).contains(&at.lon))
                && (mention.country.is_none()
                    || mention.confidence.is_some_and(|confidence| confidence * 4.0 >= least as f64))
                && mention.kind != Kind::Region
        });
        prop_assert_eq!(matched(&snapshot, CollectionName::Mentions, &filter), expected.count());
    }

    #[test]
    fn what_a_filter_says_of_time_is_found_as_by_asking_every_feature(
        mentions in prop::collection::vec(dated(), 0..150).prop_map(numbered), condition in conditions_on_days(), bbox in boxes(),
    ) {
        let snapshot = of_mentions(&mentions);
        let asked = |text: &str, bbox| Filter { bbox, expression: Some(expression(text)), ..Filter::default() };
        // A negation tells the index of time nothing.
        let each = format!("NOT NOT ({condition})");
        for bbox in [None, Some(bbox)] {
            prop_assert_eq!(
                matched(&snapshot, CollectionName::Mentions, &asked(&condition, bbox)),
                matched(&snapshot, CollectionName::Mentions, &asked(&each, bbox)),
                "{}", condition
            );
        }
    }

    #[test]
    fn datetime_finds_exactly_what_a_linear_scan_finds(
        mentions in prop::collection::vec(dated(), 0..150).prop_map(numbered), first in 0u8..28, more in 0u8..4, bbox in boxes(),
    ) {
        let snapshot = of_mentions(&mentions);
        let days = Days { first: day_number(date(first)), last: day_number(date(first + more)) };
        let is_then = |mention: &&MentionRecord| days.intersects(Days::of(days_of(mention)));
        let filter = Filter { days: Some(days), ..Filter::default() };
        let expected: Vec<_> = mentions.iter().filter(is_then).collect();
        prop_assert_eq!(matched(&snapshot, CollectionName::Mentions, &filter), expected.len());
        let there = expected.iter().filter(|mention| bbox.contains(mention.position.unwrap()));
        let filter = Filter { bbox: Some(bbox), ..filter };
        prop_assert_eq!(matched(&snapshot, CollectionName::Mentions, &filter), there.count());
    }

    #[test]
    fn counts_are_those_of_a_linear_scan(
        mentions in prop::collection::vec(varied(), 0..60).prop_map(numbered), bbox in boxes(),
    ) {
        let snapshot = of_mentions(&mentions);
        let place = |name| Grouping::Property(MENTION.iter().position(|property| property.name == name).unwrap());
        let filter = Filter { bbox: Some(bbox), ..Filter::default() };
        let counts = snapshot.collection(CollectionName::Mentions).counts(&filter, &[place("country"), place("confidence")]);
        let mut expected = BTreeMap::<String, usize>::new();
        for mention in mentions.iter().filter(|mention| bbox.contains(mention.position.unwrap())) {
            let country = mention.country.clone().map_or(SortValue::Null, SortValue::Text);
            let confidence = mention.confidence.map_or(SortValue::Null, SortValue::Number);
            *expected.entry(format!("{:?}", [country, confidence])).or_default() += 1;
        }
        prop_assert_eq!(counts.matched, expected.values().sum::<usize>());
        let found: BTreeMap<_, _> =
            counts.groups.iter().map(|(values, count)| (format!("{values:?}"), *count)).collect();
        prop_assert_eq!(found.len(), counts.groups.len());
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn pages_in_an_order_joined_are_the_whole_sorted(
        mentions in prop::collection::vec(varied(), 0..40).prop_map(numbered), descending in any::<bool>(), limit in 1usize..9,
    ) {
        let snapshot = of_mentions(&mentions);
        let collection = snapshot.collection(CollectionName::Mentions);
        let place = |name| MENTION.iter().position(|property| property.name == name).unwrap();
        let keys = [
            SortKey { property: place("country"), descending },
            SortKey { property: place("confidence"), descending: !descending },
        ];
        let mut joined: Vec<u32> = Vec::new();
        loop {
            let after = joined.last().map(|at| collection.mark(&keys, *at));
            let page = collection.search(&Filter::default(), &keys, after.as_ref(), limit);
            prop_assert_eq!(page.matched, mentions.len());
            joined.extend(&page.positions);
            if !page.more {
                break;
            }
        }
        let found: Vec<_> = joined.iter().map(|at| collection.id(*at).to_owned()).collect();
        let mut sorted: Vec<&MentionRecord> = mentions.iter().collect();
        sorted.sort_by(|one, other| {
            let turned = |ordering: Ordering, descending: bool| if descending { ordering.reverse() } else { ordering };
            // Those without a country come last either way.
            let by_country = match (&one.country, &other.country) {
                (Some(one), Some(other)) => turned(one.cmp(other), descending),
                (one, other) => one.is_none().cmp(&other.is_none()),
            };
            let by_confidence = one.confidence.unwrap().total_cmp(&other.confidence.unwrap());
            by_country.then(turned(by_confidence, !descending)).then(one.start.cmp(&other.start))
        });
        let expected: Vec<_> = sorted.iter().map(|mention| mention.start.to_string()).collect();
        let found: Vec<_> = found.iter().map(|id| id.rsplit('-').nth(1).unwrap().to_owned()).collect();
        prop_assert_eq!(found, expected);
    }
}

fn expression(text: &str) -> Expression {
    let properties = CollectionName::Mentions.properties();
    parse_text(text, Schema { properties, spatial: true, crs: Crs::Crs84 }).unwrap()
}

/// Gives each its own place in the text.
fn numbered(mut mentions: Vec<MentionRecord>) -> Vec<MentionRecord> {
    for (number, mention) in mentions.iter_mut().enumerate() {
        mention.start = 10 * number;
        mention.id = format!("d-{}-{}", mention.start, mention.start + 4);
    }
    mentions
}

/// Mentions that differ in what filters and orders ask.
fn varied() -> impl Strategy<Value = MentionRecord> {
    (positions(), 0u8..5, 0usize..3, prop::bool::ANY).prop_map(|(at, confidence, country, is_region)| {
        let mut record = mention("d", 0, "Somewhere", Some(at));
        record.confidence = Some(f64::from(confidence) / 4.0);
        record.country = ["SY", "IQ"].get(country).map(|&code| code.to_owned());
        record.kind = if is_region { Kind::Region } else { Kind::Literal };
        record
    })
}

/// Mentions of which some have a day of publication and some a span of days in one month.
fn dated() -> impl Strategy<Value = MentionRecord> {
    let day = || prop::option::weighted(0.9, 0u8..28);
    (positions(), day(), day(), 0u8..4).prop_map(|(at, published, start, more)| MentionRecord {
        published: published.map(|day| date(day).to_string()),
        event_start: start.map(|day| date(day).to_string()),
        event_end: start.map(|day| date(day + more).to_string()),
        ..mention("d", 0, "Somewhere", Some(at))
    })
}

/// A day of March 2015, counted from 0, and of April behind it.
fn date(day: u8) -> jiff::civil::Date {
    jiff::civil::date(2015, 3, 1) + jiff::Span::new().days(day)
}

/// Filters in which days are compared in every way.
fn conditions_on_days() -> impl Strategy<Value = String> {
    let comparison = (prop::sample::select(vec!["=", "<", "<=", ">", ">=", "<>"]), 0u8..28, any::<bool>());
    let comparison = comparison.prop_map(|(sign, day, turned)| {
        let day = format!("DATE('{}')", date(day));
        if turned { format!("{day} {sign} published") } else { format!("published {sign} {day}") }
    });
    let relations = ["AFTER", "BEFORE", "DISJOINT", "EQUALS", "INTERSECTS"].map(|name| (name, false));
    let of_intervals =
        ["CONTAINS", "DURING", "FINISHEDBY", "FINISHES", "MEETS", "METBY", "OVERLAPPEDBY", "OVERLAPS"];
    let of_intervals = of_intervals.into_iter().chain(["STARTEDBY", "STARTS"]).map(|name| (name, true));
    let relations: Vec<_> = relations.into_iter().chain(of_intervals).collect();
    let ends = (0u8..28, 0u8..4, 0u8..6).prop_map(|(first, more, open)| {
        let (first, last) = (date(first).to_string(), format!("{}T12:00:00Z", date(first + more)));
        let first = if open == 0 { ".." } else { &first };
        let last = if open == 1 { ".." } else { &last };
        format!("INTERVAL('{first}','{last}')")
    });
    let relation = (prop::sample::select(relations), ends, any::<bool>(), any::<bool>());
    let relation = relation.prop_map(|((name, needs_intervals), ends, is_day, turned)| {
        let own = if is_day && !needs_intervals { "published" } else { "INTERVAL(event_start,event_end)" };
        if turned { format!("T_{name}({ends},{own})") } else { format!("T_{name}({own},{ends})") }
    });
    let list = (0u8..28, 0u8..28)
        .prop_map(|(one, other)| format!("published IN (DATE('{}'), DATE('{}'))", date(one), date(other)));
    let between = (0u8..28, 0u8..6).prop_map(|(low, more)| {
        format!("event_start BETWEEN DATE('{}') AND DATE('{}')", date(low), date(low + more))
    });
    let one = prop_oneof![comparison, relation, list, between];
    (prop::collection::vec(one, 1..4), any::<bool>())
        .prop_map(|(all, both)| all.join(if both { " AND " } else { " OR " }))
}

fn of_mentions(mentions: &[MentionRecord]) -> Snapshot {
    Snapshot::build(&[parsed("Varied", |_id| mentions.to_vec())], &[], &ToyAtlas)
}

#[test]
fn what_comes_bit_by_bit_lies_in_few_segments() {
    let mut snapshot = Snapshot::empty();
    let mut merges = 0;
    for number in 0..100 {
        let homs = |id: &str| vec![mention(id, 0, "Homs", Some(Position::new(36.7, 34.7)))];
        let report = parsed(&format!("Report {number}"), homs);
        let (derived, corrections) = (Derived::default(), Arc::default());
        let documents = vec![&report];
        snapshot =
            snapshot.with(&Change { documents, gone: vec![], derived: &derived, corrections: &corrections });
        let due = snapshot.merges();
        merges += due.len();
        snapshot = snapshot.adopt(due.into_iter().map(Merge::run).collect());
    }
    let mentions = snapshot.collection(CollectionName::Mentions);
    assert_eq!(mentions.len(), 100);
    assert!(merges > 0, "some are too many to be joined at once");
    assert!(mentions.segments().count() < 6, "{}", mentions.segments().count());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    /// Joins are begun at one moment and adopted at a later one, whatever came and went in between.
    #[test]
    fn what_is_joined_aside_is_what_it_was(
        steps in prop::collection::vec((0u8..16, 0usize..7, prop::bool::weighted(0.3)), 1..60),
    ) {
        let mut texts: BTreeMap<u8, Parsed> = BTreeMap::new();
        let mut snapshot = Snapshot::empty();
        let mut merges: Vec<Merge> = Vec::new();
        for (number, count, is_adopted) in steps {
            // None of them are a document that goes.
            let fresh = (count > 0).then(|| parsed(&format!("Report {number}"), |id| {
                let at = |n: usize| Position::new(f64::from(number) * 10.0, n as f64);
                (0..count).map(|n| mention(id, 10 * n, &format!("Place {count}"), Some(at(n)))).collect()
            }));
            let old = texts.remove(&number).map(|parsed| parsed.document.id);
            let gone = old.as_deref().filter(|_| fresh.is_none()).into_iter().collect();
            let documents = fresh.iter().collect();
            let change =
                Change { documents, gone, derived: &Derived::default(), corrections: &Arc::default() };
            snapshot = snapshot.with(&change);
            texts.extend(fresh.map(|fresh| (number, fresh)));
            if is_adopted {
                snapshot = snapshot.adopt(merges.drain(..).map(Merge::run).collect());
            }
            if merges.is_empty() {
                merges = snapshot.merges();
            }
            let expected: Vec<_> = texts.values().cloned().collect();
            let expected = Snapshot::build(&expected, &[], &ToyAtlas);
            let all = |snapshot: &Snapshot| {
                let mentions = snapshot.collection(CollectionName::Mentions);
                let page = mentions.search(&Filter::default(), &[], None, usize::MAX);
                page.positions.iter().map(|at| mentions.feature(*at).to_vec()).collect::<Vec<_>>()
            };
            prop_assert_eq!(all(&snapshot), all(&expected));
            for filter in [boxed("15,0,95,3"), boxed("0,0,10,1")] {
                let found = |snapshot| matched(snapshot, CollectionName::Mentions, &filter);
                prop_assert_eq!(found(&snapshot), found(&expected));
            }
        }
    }
}
