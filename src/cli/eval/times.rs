use std::io::{self, BufWriter, Write};

use serde_json::{Value, json};

use super::table::{Table, figure};
use super::{Args, Format, Results};
use crate::cli::error::CliError;
use crate::cli::program::Status;
use crate::eval::{Recognition, TimeError, TimeFigures, judge_times, read_time_gold};

/// The line of a text, counted among the texts of its file, and what is wrong in it.
type Errors = Vec<(usize, TimeError)>;

/// Judges the time expressions of the files, and prints the figures or what is wrong.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let mut results = Results { files: Vec::new(), all: TimeFigures::default() };
    let mut errors: Vec<Errors> = Vec::new();
    for file in &args.files {
        let mut figures = TimeFigures::default();
        let mut wrong = Errors::new();
        for (number, document) in read_time_gold(file)?.iter().enumerate() {
            let (of_text, errors) = judge_times(document);
            figures += of_text;
            wrong.extend(errors.into_iter().map(|error| (number + 1, error)));
        }
        results.all += figures;
        results.files.push((file.display().to_string(), figures));
        errors.push(wrong);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let written = match args.format {
        _ if args.misses => write_errors(&mut out, &results, &errors),
        Format::Text => write_table(&mut out, &results),
        Format::Json => write_json(&mut out, &results),
    };
    written.and_then(|()| out.flush()).map_err(CliError::Output)?;
    Ok(Status::Complete)
}

/// The figures by their names in both formats.
const fn named(figures: &TimeFigures) -> [(&'static str, Recognition); 4] {
    [
        ("exact", figures.exact),
        ("overlap", figures.overlap),
        ("interval", figures.interval),
        ("precision", figures.precision),
    ]
}

fn write_table(out: &mut impl Write, results: &Results<TimeFigures>) -> io::Result<()> {
    let head = ["file", "right by", "texts", "marks", "predictions", "right", "precision", "recall", "F1"];
    let mut table = Table::new("Time expressions", 2, &head);
    for (file, figures) in results.listed() {
        for (name, Recognition { right, predicted, marked }) in named(figures) {
            let figure_of = Recognition { right, predicted, marked };
            let counts = [figures.documents, marked, predicted, right].map(|count| count.to_string());
            let scores = [figure_of.precision(), figure_of.recall(), figure_of.f1()].map(figure);
            table.row([file.to_owned(), name.to_owned()].into_iter().chain(counts).chain(scores).collect());
        }
    }
    table.write(out)
}

fn write_json(out: &mut impl Write, results: &Results<TimeFigures>) -> io::Result<()> {
    let of = |figures: &TimeFigures| {
        let mut object = json!({"documents": figures.documents});
        for (name, recognition) in named(figures) {
            object[name] = super::json::recognition(recognition);
        }
        object
    };
    let files: Vec<Value> = results
        .files
        .iter()
        .map(|(file, figures)| {
            let mut object = of(figures);
            object["file"] = file.as_str().into();
            object
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &json!({"files": files, "all": of(&results.all)}))
        .map_err(io::Error::from)?;
    writeln!(out)
}

fn write_errors(out: &mut impl Write, results: &Results<TimeFigures>, errors: &[Errors]) -> io::Result<()> {
    let told = |side: &Option<(String, String, &str)>| match side {
        Some((words, interval, precision)) => {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{words}\t{interval}\t{precision}")
        }
        None => "-\t-\t-".to_owned(),
    };
    for ((file, _), errors) in results.files.iter().zip(errors) {
        for (line, error) in errors {
            writeln!(out, "{file}\t{line}\t{}\t{}", told(&error.marked), told(&error.predicted))?;
        }
    }
    Ok(())
}
