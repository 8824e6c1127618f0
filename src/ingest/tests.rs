use std::sync::{Arc, Mutex, PoisonError, mpsc};

use geo::MultiPolygon;
use proptest::prelude::*;
use tokio::runtime::Builder;

use super::*;
use crate::correction::{Action, Correction};
use crate::document::Document;
use crate::feature::Atlas;
use crate::feature::testing::{ToyAtlas, mention};
use crate::geometry::Position;
use crate::index::{CollectionName, Facet, Filter, Snapshot};
use crate::movement::{
    self, Account, Count, Evidence, Journeys, Mode, Movement, Polarity, Slot, Stop, Territory,
};
use crate::pipeline::Parsed;
use crate::store::{Provenance, Store};

/// Finds Homs in every text; panics on one that says so, and at another waits until it may go on.
struct Toy {
    gate: Mutex<mpsc::Receiver<()>>,
    model: &'static str,
}

impl Toy {
    fn new() -> (Self, mpsc::Sender<()>) {
        let (open, gate) = mpsc::channel();
        (Self { gate: Mutex::new(gate), model: "toy" }, open)
    }
}

impl Stages for Toy {
    fn parse(&self, document: Document, corrections: &[Correction]) -> Parsed {
        assert!(!document.text.contains("panic"), "nobody thought of this");
        if document.text.contains("wait") {
            let _ = self.gate.lock().unwrap_or_else(PoisonError::into_inner).recv();
        }
        let homs = Position::new(36.723_39, 34.726_82);
        let other = if self.model == "toy" { 9 } else { 20 };
        let mut mentions =
            vec![mention(&document.id, 0, "Homs", Some(homs)), mention(&document.id, other, "Nowhere", None)];
        let mut accounts = accounts(&document);
        for correction in corrections {
            match &correction.action {
                Action::Place(place) => {
                    mentions[0].place_id = Some(place.clone());
                    mentions[0].corrected = true;
                }
                Action::NoPlace => mentions.truncate(1),
                _ => accounts.clear(),
            }
        }
        Parsed { document, mentions, accounts }
    }

    fn check(&self, correction: &Correction, _: &Document) -> Result<(), String> {
        if correction.end > 8 { Err("expected an end of at most 8".to_owned()) } else { Ok(()) }
    }

    fn derive(&self, accounts: &[Account]) -> Vec<Movement> {
        movement::derive(accounts, &NoTerritory)
    }

    fn settle(&self, journeys: &mut Journeys) -> (Vec<Movement>, Vec<String>) {
        journeys.settle(&NoTerritory)
    }

    fn atlas(&self) -> &dyn Atlas {
        &ToyAtlas
    }

    fn provenance(&self) -> Provenance {
        Provenance { model: self.model.to_owned(), gazetteer: "toy".to_owned() }
    }
}

/// Knows no areas: every line is a great circle.
struct NoTerritory;

impl movement::Atlas for NoTerritory {
    fn area(&self, _: &str) -> Option<Arc<MultiPolygon<f64>>> {
        None
    }

    fn country(&self, _: &str) -> Option<Territory> {
        None
    }

    fn territories(&self, _: [f64; 4]) -> Vec<Territory> {
        Vec::new()
    }
}

/// A journey for every line `ORIGIN DESTINATION NUMBER DAY`; places are numbered from 0, and 9 is none.
fn accounts(document: &Document) -> Vec<Account> {
    let account = |(at, line): (usize, &str)| {
        let numbers: Vec<u64> = line.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
        let [origin, destination, number, day] = numbers[..] else { return None };
        let evidence = |slot: &str| Evidence {
            slot: slot.to_owned(),
            document_id: document.id.clone(),
            start: 10 * at,
            end: 10 * at + 4,
            text: "left".to_owned(),
            sentence: line.to_owned(),
            why: String::new(),
        };
        let stop = |place: u64, slot: &str| {
            let stop = Stop {
                place_id: place.to_string(),
                name: format!("Place {place}"),
                precision: "settlement".to_owned(),
                position: Position::new(place as f64, 10.0),
                country: None,
            };
            (place != 9).then(|| Slot { value: stop, evidence: evidence(slot) })
        };
        let date = format!("2015-10-{day:02}");
        Some(Account {
            document_id: document.id.clone(),
            mode: Mode::Road,
            trigger: evidence("mode"),
            count: Some(Slot {
                value: Count { number: Some(number), unit: "truck".to_owned(), qualifier: None },
                evidence: evidence("count"),
            }),
            carriers: None,
            operator: None,
            targets: None,
            origins: stop(origin, "origin").into_iter().collect(),
            vias: vec![],
            destinations: stop(destination, "destination").into_iter().collect(),
            reported_distance: None,
            date: (day > 0)
                .then(|| Slot { value: (date.clone(), date, "told".to_owned()), evidence: evidence("date") }),
            polarity: Polarity::Affirmed,
            hedge: None,
            definite: number == 1,
        })
    };
    document.text.lines().enumerate().filter_map(account).collect()
}

fn document(text: &str) -> Document {
    Document::new(None, None, None, text.to_owned())
}

fn writer() -> (Writer<Toy>, mpsc::Sender<()>) {
    let (toy, open) = Toy::new();
    (Writer::new(Store::in_memory().unwrap(), toy).unwrap(), open)
}

fn mentions(engine: &Engine) -> usize {
    engine.snapshot().load().collection(CollectionName::Mentions).len()
}

fn run<T>(future: impl Future<Output = T>) -> T {
    Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

#[test]
fn an_acknowledged_document_is_in_the_snapshot() {
    let engine = Engine::start(writer().0).unwrap();
    let outcomes = run(engine.handle().add(vec![document("one"), document("two")])).unwrap();
    assert!(
        matches!(outcomes[..], [Outcome::Added { mentions: 2, .. }, Outcome::Added { .. }]),
        "{outcomes:?}"
    );
    assert_eq!(mentions(&engine), 2);
    engine.stop();
}

#[test]
fn outcomes_stand_in_the_order_of_the_documents() {
    let (mut writer, _open) = writer();
    writer.add(vec![document("known")]).unwrap();
    let batch = ["new", "panic", "known", "new", "other"].map(document);
    let ids = batch.each_ref().map(|document| document.id.clone());
    let outcomes = writer.add(batch.to_vec()).unwrap();
    assert_eq!(outcomes[0], Outcome::Added { id: ids[0].clone(), mentions: 2 });
    assert_eq!(
        outcomes[1],
        Outcome::Failed { reason: "the parser failed on it: nobody thought of this".to_owned() }
    );
    assert_eq!(outcomes[2], Outcome::AlreadyThere { id: ids[2].clone() });
    assert_eq!(outcomes[3], Outcome::AlreadyThere { id: ids[3].clone() });
    assert_eq!(outcomes[4], Outcome::Added { id: ids[4].clone(), mentions: 2 });
    assert_eq!(writer.len(), 3);
}

#[test]
fn a_deleted_document_leaves_the_snapshot_and_may_come_back() {
    let engine = Engine::start(writer().0).unwrap();
    let handle = engine.handle();
    let report = document("one");
    run(handle.add(vec![report.clone()])).unwrap();
    assert!(run(handle.delete(report.id.clone())).unwrap());
    assert!(!run(handle.delete(report.id.clone())).unwrap());
    assert_eq!(mentions(&engine), 0);
    let outcomes = run(handle.add(vec![report])).unwrap();
    assert!(matches!(outcomes[..], [Outcome::Added { .. }]));
    assert_eq!(mentions(&engine), 1);
}

#[test]
fn a_full_queue_is_busy_at_once_and_nothing_that_was_accepted_is_lost() {
    let (writer, open) = writer();
    let engine = Engine::start(writer).unwrap();
    run(async {
        let mut accepted = Vec::new();
        let mut busy = 0;
        for number in 0..200 {
            let handle = engine.handle();
            let text = if number == 0 { "wait".to_owned() } else { number.to_string() };
            accepted.push(tokio::spawn(async move { handle.add(vec![document(&text)]).await }));
        }
        // The writer waits in the first document, so that only a refusal can be an answer.
        while !accepted.iter().any(tokio::task::JoinHandle::is_finished) {
            tokio::task::yield_now().await;
        }
        open.send(()).unwrap();
        let mut added = 0;
        for asked in accepted {
            match asked.await.unwrap() {
                Ok(outcomes) => added += outcomes.len(),
                Err(IngestError::Busy { .. }) => busy += 1,
                Err(error) => panic!("{error}"),
            }
        }
        assert!(busy > 0);
        assert_eq!(added + busy, 200);
        assert_eq!(mentions(&engine), added);
    });
}

#[test]
fn a_reader_keeps_the_snapshot_it_started_with() {
    let engine = Engine::start(writer().0).unwrap();
    let before = engine.snapshot().load_full();
    run(engine.handle().add(vec![document("one")])).unwrap();
    assert_eq!(before.collection(CollectionName::Mentions).len(), 0);
    assert_eq!(mentions(&engine), 1);
}

#[test]
fn stopping_waits_for_what_was_handed_in() {
    let (writer, open) = writer();
    let engine = Engine::start(writer).unwrap();
    let (handle, snapshot) = (engine.handle(), engine.snapshot());
    let asker = std::thread::spawn(move || run(handle.add(vec![document("wait")])));
    open.send(()).unwrap();
    engine.stop();
    assert!(asker.join().unwrap().is_ok());
    assert_eq!(snapshot.load().collection(CollectionName::Mentions).len(), 1);
}

#[test]
fn settling_writes_what_is_derived_and_then_rests() {
    let (mut writer, _open) = writer();
    writer.add(vec![document("one")]).unwrap();
    writer.settle().unwrap();
    let snapshot = writer.snapshot();
    writer.settle().unwrap();
    assert!(Arc::ptr_eq(&snapshot, &writer.snapshot()));
}

#[test]
fn a_store_that_is_opened_again_shows_the_same_without_drawing_anew() {
    let file = std::env::temp_dir().join(format!("dateline-opened-{}.gpkg", std::process::id()));
    let (toy, _open) = Toy::new();
    let mut writer = Writer::new(Store::open(&file).unwrap(), toy).unwrap();
    writer
        .add(vec![document("One\n0 1 2 3\n1 9 3 2"), document("Two\n0 1 3 3"), document("Three\n2 0 1 1")])
        .unwrap();
    writer.settle().unwrap();
    let before = writer.snapshot();
    assert!(before.collection(CollectionName::Movements).len() > 2);
    drop(writer);
    let (toy, _open) = Toy::new();
    let store = Store::open(&file).unwrap();
    assert!(!store.movements(&toy.provenance()).unwrap().is_empty());
    let mut writer = Writer::new(store, toy).unwrap();
    assert_eq!(writer.snapshot().fingerprint(), before.fingerprint());
    assert_eq!(writer.whole().unwrap().fingerprint(), before.fingerprint());
    writer.delete(&document("Two\n0 1 3 3").id).unwrap();
    writer.settle().unwrap();
    assert_eq!(writer.snapshot().fingerprint(), writer.whole().unwrap().fingerprint());
    drop(writer);
    std::fs::remove_file(file).unwrap();
}

#[test]
fn damaged_movements_are_found_and_drawn_anew() {
    let file = std::env::temp_dir().join(format!("dateline-redrawn-{}.gpkg", std::process::id()));
    let open = || Writer::new(Store::open(&file).unwrap(), Toy::new().0).unwrap();
    let mut writer = open();
    writer.add(vec![document("One\n0 1 2 3\n1 9 3 2")]).unwrap();
    writer.settle().unwrap();
    let before = writer.snapshot();
    drop(writer);
    let faults = || Store::open_read_only(&file).unwrap().check().unwrap().faults;
    let sound = faults();
    let connection = rusqlite::Connection::open(&file).unwrap();
    for function in ["ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"] {
        // The triggers of the spatial index name them; here they are not called.
        let flags = rusqlite::functions::FunctionFlags::SQLITE_UTF8;
        connection.create_scalar_function(function, 1, flags, |_| Ok(0)).unwrap();
    }
    connection.execute("UPDATE movements SET segments = '{'", []).unwrap();
    drop(connection);
    assert_eq!(faults().len(), sound.len() + 1);
    assert_eq!(open().snapshot().fingerprint(), before.fingerprint());
    assert_eq!(faults(), sound);
    std::fs::remove_file(file).unwrap();
}

#[test]
fn what_older_models_read_is_read_again_and_the_rest_is_left() {
    let file = std::env::temp_dir().join(format!("dateline-reread-{}.gpkg", std::process::id()));
    let (toy, _open) = Toy::new();
    let mut writer = Writer::new(Store::open(&file).unwrap(), toy).unwrap();
    writer.add(vec![document("one"), document("two")]).unwrap();
    assert!(writer.ids(true).unwrap().is_empty());
    drop(writer);
    let load = || Store::open_read_only(&file).unwrap().load().unwrap();
    let before = load();

    let (toy, _open) = Toy::new();
    let mut writer = Writer::new(Store::open(&file).unwrap(), Toy { model: "newer", ..toy }).unwrap();
    let outdated = writer.ids(true).unwrap();
    assert_eq!(outdated, [before[0].document.id.as_str(), &before[1].document.id]);
    let reread = writer.read_again(&outdated[..1]).unwrap();
    assert_eq!(reread, Reread { documents: 1, found: 1, lost: 1, moved: 0, failed: vec![] });
    assert_eq!(writer.ids(true).unwrap(), outdated[1..]);
    drop(writer);
    let after = load();
    assert_eq!(after[0].mentions[0].id, before[0].mentions[0].id);
    assert_ne!(after[0], before[0]);
    assert_eq!(after[1], before[1]);
    std::fs::remove_file(file).unwrap();
}

/// One of three deeds at the start of a document.
fn correction(document: &Document, deed: u8) -> Correction {
    let actions = [Action::Place("syria".to_owned()), Action::NoPlace, Action::Reject];
    Correction {
        id: deed.to_string(),
        at: "2026-01-01T00:00:00Z".to_owned(),
        by: None,
        document_id: document.id.clone(),
        start: 0,
        end: 4,
        surface: "Homs".to_owned(),
        action: actions[usize::from(deed) % actions.len()].clone(),
    }
}

#[test]
fn corrections_hold_when_a_text_is_read_again_and_fall_with_their_document() {
    let (mut writer, _open) = writer();
    let (one, other) = (document("one"), document("two"));
    writer.add(vec![one.clone(), other.clone()]).unwrap();
    let place = |writer: &Writer<Toy>| {
        let whole = writer.whole().unwrap();
        let mentions = whole.mentions_of(&one.id);
        let first: serde_json::Value = serde_json::from_slice(&mentions[0]).unwrap();
        (first["properties"]["place_id"].as_str().unwrap().to_owned(), whole.corrections().len())
    };
    let beyond = Correction { end: 9, ..correction(&one, 0) };
    let unknown = Correction { document_id: "nobody".to_owned(), ..correction(&one, 0) };
    let outcomes = writer.correct(vec![correction(&one, 0), correction(&one, 0), beyond, unknown]).unwrap();
    assert_eq!(outcomes[..2], [Corrected::Added, Corrected::AlreadyThere]);
    assert_eq!(outcomes[2], Corrected::Refused { reason: "expected an end of at most 8".to_owned() });
    assert_eq!(outcomes[3], Corrected::Refused { reason: "there is no document \"nobody\"".to_owned() });
    assert_eq!(place(&writer), ("syria".to_owned(), 1));
    writer.read_again(&[one.id.clone(), other.id.clone()]).unwrap();
    assert_eq!(place(&writer), ("syria".to_owned(), 1));
    assert!(writer.undo("0").unwrap());
    assert!(!writer.undo("0").unwrap());
    assert_eq!(place(&writer), ("homs".to_owned(), 0));
    writer.correct(vec![correction(&one, 0)]).unwrap();
    assert!(writer.delete(&one.id).unwrap());
    writer.add(vec![one.clone()]).unwrap();
    assert_eq!(place(&writer), ("homs".to_owned(), 0));
}

/// What happens to a corpus: documents come by their number, go, or are read anew.
#[derive(Clone, Debug)]
enum Step {
    Add(Vec<usize>),
    Delete(usize),
    ReadAgain(Vec<usize>),
    Correct(usize, u8),
    Undo(u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let some = || prop::collection::vec(0usize..12, 1..5);
    let step = prop_oneof![
        5 => some().prop_map(Step::Add),
        2 => (0usize..12).prop_map(Step::Delete),
        1 => some().prop_map(Step::ReadAgain),
        2 => (0usize..12, 0u8..6).prop_map(|(document, deed)| Step::Correct(document, deed)),
        1 => (0u8..6).prop_map(Step::Undo),
    ];
    prop::collection::vec(step, 1..12)
}

/// Few places, numbers and days, so that many tell of one journey, and some contradict each other.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let place = || prop_oneof![4 => 0u64..3, 1 => Just(9)];
    let line = (place(), place(), 1u64..4, 0u64..4)
        .prop_map(|(origin, destination, number, day)| format!("{origin} {destination} {number} {day}"));
    let text = prop::collection::vec(line, 0..4).prop_map(|lines| lines.join("\n"));
    prop::collection::vec(text, 12).prop_map(|texts| {
        texts.into_iter().enumerate().map(|(number, text)| format!("Report {number}\n{text}")).collect()
    })
}

/// The features of all collections in their order, by way of pages and of a filter.
fn shown(snapshot: &Snapshot, document: &str) -> Vec<String> {
    let mut all = Vec::new();
    let of_document = vec![(Facet::Document, vec![document.to_owned()])];
    for name in CollectionName::ALL {
        let collection = snapshot.collection(name);
        let mut after = None;
        loop {
            let page = snapshot.search(name, &Filter::default(), &[], after.as_ref(), 3);
            assert_eq!(page.matched, collection.len());
            all.extend(
                page.positions
                    .iter()
                    .map(|at| String::from_utf8_lossy(&collection.feature(*at)).into_owned()),
            );
            after = page.positions.last().map(|at| collection.mark(&[], *at));
            if !page.more {
                break;
            }
        }
        let filter = Filter { facets: of_document.clone(), ..Filter::default() };
        let page = snapshot.search(name, &filter, &[], None, usize::MAX);
        all.push(format!("{} of {document}: {:?}", page.matched, collection.extent()));
        all.extend(page.positions.iter().map(|at| collection.id(*at).to_owned()));
    }
    all.extend(snapshot.documents().iter().map(|entry| String::from_utf8_lossy(&entry.bytes).into_owned()));
    all.extend(
        snapshot.movements_of(document).iter().map(|feature| String::from_utf8_lossy(feature).into_owned()),
    );
    all.extend(
        snapshot.mentions_of(document).iter().map(|feature| String::from_utf8_lossy(feature).into_owned()),
    );
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_follows_step_by_step_is_what_follows_of_all_at_once(texts in texts(), steps in steps()) {
        let (mut writer, _open) = writer();
        let documents: Vec<Document> = texts.iter().map(|text| document(text)).collect();
        for step in steps {
            match &step {
                Step::Add(numbers) => {
                    writer.add(numbers.iter().map(|number| documents[*number].clone()).collect()).unwrap();
                }
                Step::Delete(number) => drop(writer.delete(&documents[*number].id).unwrap()),
                Step::Correct(number, deed) => {
                    let correction = correction(&documents[*number], *deed);
                    writer.correct(vec![correction]).unwrap();
                }
                Step::Undo(deed) => drop(writer.undo(&deed.to_string()).unwrap()),
                Step::ReadAgain(numbers) => {
                    let ids: Vec<_> = numbers.iter().map(|number| documents[*number].id.clone()).collect();
                    writer.read_again(&ids).unwrap();
                }
            }
            writer.settle().unwrap();
            let whole = writer.whole().unwrap();
            let snapshot = writer.snapshot();
            prop_assert_eq!(shown(&snapshot, &documents[0].id), shown(&whole, &documents[0].id), "{:?}", step);
            prop_assert_eq!(snapshot.fingerprint(), whole.fingerprint());
        }
    }
}
