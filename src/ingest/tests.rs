use std::sync::{Mutex, PoisonError, mpsc};

use tokio::runtime::Builder;

use super::*;
use crate::document::Document;
use crate::feature::Atlas;
use crate::feature::testing::{ToyAtlas, mention, movement};
use crate::geometry::Position;
use crate::index::CollectionName;
use crate::movement::{Account, Movement};
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
    fn parse(&self, document: Document) -> Parsed {
        assert!(!document.text.contains("panic"), "nobody thought of this");
        if document.text.contains("wait") {
            let _ = self.gate.lock().unwrap_or_else(PoisonError::into_inner).recv();
        }
        let homs = Position::new(36.723_39, 34.726_82);
        let other = if self.model == "toy" { 9 } else { 20 };
        let mentions =
            vec![mention(&document.id, 0, "Homs", Some(homs)), mention(&document.id, other, "Nowhere", None)];
        Parsed { document, mentions, accounts: vec![] }
    }

    fn derive(&self, _: &[Account]) -> Vec<Movement> {
        vec![movement("m", vec![])]
    }

    fn atlas(&self) -> &dyn Atlas {
        &ToyAtlas
    }

    fn provenance(&self) -> Provenance {
        Provenance { model: self.model.to_owned(), gazetteer: "toy".to_owned() }
    }
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
    assert_eq!(writer.corpus().len(), 3);
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
    writer.settle().unwrap();
    assert_eq!(writer.movements().len(), 1);
}

#[test]
fn what_older_models_read_is_read_again_and_the_rest_is_left() {
    let file = std::env::temp_dir().join(format!("dateline-reread-{}.gpkg", std::process::id()));
    let (toy, _open) = Toy::new();
    let mut writer = Writer::new(Store::open(&file).unwrap(), toy).unwrap();
    writer.add(vec![document("one"), document("two")]).unwrap();
    assert!(writer.outdated().unwrap().is_empty());
    let before: Vec<Parsed> = writer.corpus().to_vec();
    drop(writer);

    let (toy, _open) = Toy::new();
    let mut writer = Writer::new(Store::open(&file).unwrap(), Toy { model: "newer", ..toy }).unwrap();
    let outdated = writer.outdated().unwrap();
    assert_eq!(outdated, [before[0].document.id.as_str(), &before[1].document.id]);
    let reread = writer.read_again(&outdated[..1]).unwrap();
    assert_eq!(reread, Reread { documents: 1, found: 1, lost: 1, moved: 0, failed: vec![] });
    assert_eq!(writer.outdated().unwrap(), outdated[1..]);
    assert_eq!(writer.corpus()[0].mentions[0].id, before[0].mentions[0].id);
    assert_ne!(writer.corpus()[0], before[0]);
    assert_eq!(writer.corpus()[1], before[1]);
    let corpus = writer.corpus().to_vec();
    drop(writer);
    assert_eq!(Store::open_read_only(&file).unwrap().load().unwrap(), corpus);
    std::fs::remove_file(file).unwrap();
}
