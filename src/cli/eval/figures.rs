use std::io::{self, Write};

use super::Results;
use super::table::{Table, figure};
use crate::eval::{ErrorClass, Figures, Found, Judged, Recognition, Share};
use crate::mention::Kind;

/// Prints all tables.
pub(super) fn write(out: &mut impl Write, judged: &Results<Judged>) -> io::Result<()> {
    for table in [
        recognition(judged),
        found_places(judged),
        end_to_end(judged),
        kinds(judged),
        types(judged),
        errors(judged),
    ] {
        table.write(out)?;
    }
    Ok(())
}

/// A file's figures with demonyms and without them, with what the row is called.
pub(super) fn both<'a, T>(name: &str, with: &'a T, without: &'a T) -> [(Vec<String>, &'a T); 2] {
    let row = |mode: &str| vec![name.to_owned(), mode.to_owned()];
    [(row("with"), with), (row("without"), without)]
}

/// A row for each file and each way of counting.
fn rows(table: &mut Table, judged: &Results<Judged>, cells: impl Fn(&Figures) -> Vec<String>) {
    for (name, judged) in judged.listed() {
        for (mut row, figures) in both(name, &judged.with_demonyms, &judged.without_demonyms) {
            row.extend(cells(figures));
            table.row(row);
        }
    }
}

fn scores(recognition: Recognition) -> [String; 3] {
    [recognition.precision(), recognition.recall(), recognition.f1()].map(figure)
}

fn recognition(judged: &Results<Judged>) -> Table {
    let mut table = Table::new(
        "Recognition",
        2,
        &[
            "file",
            "demonyms",
            "texts",
            "marks",
            "predictions",
            "exact precision",
            "recall",
            "F1",
            "overlap precision",
            "recall",
            "F1",
        ],
    );
    rows(&mut table, judged, |figures| {
        let counts = [figures.documents, figures.exact.marked, figures.exact.predicted];
        let counts = counts.map(|count| count.to_string());
        counts.into_iter().chain(scores(figures.exact)).chain(scores(figures.overlap)).collect()
    });
    table
}

fn found_places(judged: &Results<Judged>) -> Table {
    let mut table = Table::new(
        "Places of found marks (pairs in which both have a position)",
        2,
        &[
            "file",
            "demonyms",
            "pairs",
            "within 161 km",
            "median km",
            "mean km",
            "area",
            "same id",
            "pairs with ids",
        ],
    );
    rows(&mut table, judged, |figures| {
        let matched = &figures.matched;
        let ids = figures.same_ids;
        vec![
            matched.count().to_string(),
            figure(matched.accuracy()),
            figure(matched.median_km()),
            figure(matched.mean_km()),
            figure(matched.area_under_curve()),
            share(ids),
            ids.total.to_string(),
        ]
    });
    table
}

fn end_to_end(judged: &Results<Judged>) -> Table {
    let mut table = Table::new(
        "End to end (all marks with a position)",
        2,
        &[
            "file",
            "demonyms",
            "positions",
            "within 161 km",
            "ceiling",
            "median km",
            "mean km",
            "area",
            "precision",
            "recall",
            "F1",
        ],
    );
    rows(&mut table, judged, |figures| {
        let distances = &figures.end_to_end.distances;
        let row = [
            distances.count().to_string(),
            figure(distances.accuracy()),
            share(figures.ceiling.points),
            figure(distances.median_km()),
            figure(distances.mean_km()),
            figure(distances.area_under_curve()),
        ];
        row.into_iter().chain(scores(figures.end_to_end.recognition)).collect()
    });
    table
}

/// The part as a figure; a dash of nothing.
pub(super) fn share(share: Share) -> String {
    figure((share.total > 0).then(|| share.ratio()))
}

/// How many, and of them the share found exactly and by overlap.
fn found(row: &[&str], found: Found) -> Vec<String> {
    let mut cells: Vec<String> = row.iter().map(|&cell| cell.to_owned()).collect();
    cells.extend([found.exact.total.to_string(), share(found.exact), share(found.overlap)]);
    cells
}

fn kinds(judged: &Results<Judged>) -> Table {
    let mut table = Table::new(
        "Predictions of each kind, with demonyms",
        2,
        &["file", "kind", "predictions", "exact precision", "overlap precision"],
    );
    for (name, judged) in judged.listed() {
        let by_kind = &judged.with_demonyms.by_kind;
        for kind in Kind::ALL {
            if let Some(of_kind) = by_kind.get(&kind) {
                table.row(found(&[name, kind.as_str()], *of_kind));
            }
        }
    }
    table
}

fn types(judged: &Results<Judged>) -> Table {
    let mut table = Table::new(
        "Marks of each type, with demonyms",
        2,
        &["file", "type", "marks", "exact recall", "overlap recall"],
    );
    for (name, judged) in judged.listed() {
        for (label, of_type) in &judged.with_demonyms.by_type {
            table.row(found(&[name, label], *of_type));
        }
    }
    table
}

/// The errors of a class: predictions that are wrong, and marks that were not found.
pub(super) fn errors_of(figures: &Figures, class: ErrorClass) -> [usize; 2] {
    let errors = || figures.errors.iter().filter(|error| error.class == class);
    [
        errors().filter(|error| error.predicted.is_some()).count(),
        errors().filter(|error| error.marked.is_some()).count(),
    ]
}

fn errors(judged: &Results<Judged>) -> Table {
    let mut table = Table::new(
        "Errors of each class, with demonyms and without: wrong predictions and marks that are not found exactly",
        2,
        &["file", "class", "with: predictions", "marks", "without: predictions", "marks"],
    );
    for (name, judged) in judged.listed() {
        for class in ErrorClass::ALL {
            let counts = [&judged.with_demonyms, &judged.without_demonyms]
                .into_iter()
                .flat_map(|figures| errors_of(figures, class));
            let mut row = vec![name.to_owned(), class.as_str().to_owned()];
            row.extend(counts.map(|count| count.to_string()));
            table.row(row);
        }
    }
    table
}
