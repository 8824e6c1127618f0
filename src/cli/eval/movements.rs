use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::table::{Table, figure};
use super::{Format, Results, json};
use crate::cli::error::CliError;
use crate::cli::program::Status;
use crate::eval::{DetectedJourneys, JourneyFigures, judge_journeys, read_journeys};
use crate::gazetteer::Gazetteer;

/// Reads the files and prints how well journeys are read.
pub(super) fn run(
    files: &[PathBuf],
    format: Format,
    wrong: bool,
    gazetteer: &Gazetteer,
) -> Result<Status, CliError> {
    let mut results = Results { files: Vec::new(), all: JourneyFigures::default() };
    let mut problems = Vec::new();
    for file in files {
        let mut sum = JourneyFigures::default();
        for document in read_journeys(file)? {
            let judged = judge_journeys(&document, gazetteer);
            sum += judged.figures;
            problems.extend(judged.wrong.into_iter().map(|line| format!("{}\t{line}", document.id)));
        }
        results.all += sum;
        results.files.push((file.display().to_string(), sum));
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let written = match format {
        _ if wrong => problems.iter().try_for_each(|line| writeln!(out, "{line}")),
        Format::Text => tables(&mut out, &results),
        Format::Json => json::write(&mut out, &results, encode),
    };
    written.and_then(|()| out.flush()).map_err(CliError::Output)?;
    Ok(Status::Complete)
}

/// The parts of a corpus that are told apart: all of it, and where some is set aside that and the rest.
fn parts(figures: &JourneyFigures) -> Vec<(&'static str, DetectedJourneys)> {
    let mut parts = vec![("all", figures.all())];
    if figures.held_out.documents > 0 {
        parts.extend([("seen", figures.seen), ("held out", figures.held_out)]);
    }
    parts
}

fn tables(out: &mut impl Write, results: &Results<JourneyFigures>) -> io::Result<()> {
    let mut found = Table::new(
        "Journeys and what is read of them",
        3,
        &["file", "texts", "what", "right", "found", "marked", "precision", "recall", "F1"],
    );
    let mut told =
        Table::new("Of the journeys that are right", 3, &["file", "texts", "what", "right", "of", "share"]);
    for (name, figures) in results.listed() {
        for (part, figures) in parts(figures) {
            let row = |what: &str| vec![name.to_owned(), part.to_owned(), what.replace('_', " ")];
            for (what, it) in figures.listed() {
                let mut row = row(what);
                row.extend([it.right, it.predicted, it.marked].map(|count| count.to_string()));
                row.extend([it.precision(), it.recall(), it.f1()].map(figure));
                found.row(row);
            }
            for (what, it) in figures.shares() {
                let mut row = row(what);
                row.extend([it.reached.to_string(), it.total.to_string(), figure(it.ratio())]);
                told.row(row);
            }
        }
    }
    found.write(out)?;
    told.write(out)
}

fn encode(figures: &JourneyFigures) -> Map<String, Value> {
    let part = |figures: DetectedJourneys| {
        let found = figures.listed().map(|(what, it)| (what.to_owned(), json::recognition(it)));
        let told = figures.shares().map(|(what, it)| (what.to_owned(), json::share(it)));
        let mut part: Map<String, Value> = found.into_iter().chain(told).collect();
        part.insert("documents".to_owned(), json!(figures.documents));
        Value::Object(part)
    };
    Map::from_iter([
        ("all".to_owned(), part(figures.all())),
        ("seen".to_owned(), part(figures.seen)),
        ("held_out".to_owned(), part(figures.held_out)),
    ])
}
