//! One text.

use std::panic::catch_unwind;

use dateline::document::{DateBasis, Document, MAX_BYTES, read_day};
use dateline::feature::{self, encode_document, encode_mention, encode_movement};
use dateline::gazetteer::Gazetteer;
use dateline::{movement, pipeline};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// Reads a text: its document as a JSON object, with lists of the features of mentions and of movements.
#[pyfunction]
#[pyo3(signature = (text, *, date = None, title = None, source = None, language = None))]
pub fn parse<'py>(
    py: Python<'py>,
    text: &str,
    date: Option<&str>,
    title: Option<&str>,
    source: Option<&str>,
    language: Option<&str>,
) -> PyResult<Bound<'py, PyBytes>> {
    if text.len() > MAX_BYTES {
        let most = MAX_BYTES >> 20;
        return Err(PyValueError::new_err(format!(
            "the text is larger than {most} MiB, the most that is read"
        )));
    }
    let day = |text| {
        read_day(text).ok_or_else(|| {
            PyValueError::new_err(format!("the date is {text:?}: expected a day such as 2015-10-07"))
        })
    };
    let published = said(date).map(day).transpose()?.map(|day| (day, DateBasis::Given));
    let owned = |text: Option<&str>| said(text).map(str::to_owned);
    let document = Document::new(owned(title), published, owned(source), text.to_owned());
    let document = document.in_language(owned(language));
    // Other threads of the interpreter go on meanwhile.
    let json = py.detach(|| catch_unwind(|| read(document)));
    let json = json.map_err(|_panic| PyValueError::new_err("the parser failed on the text"))?;
    Ok(PyBytes::new(py, &json))
}

/// What was given, without white space around it; nothing where nothing is left.
fn said(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn read(document: Document) -> Vec<u8> {
    let gazetteer = Gazetteer::bundled();
    let parsed = pipeline::parse(document, gazetteer);
    let movements = movement::derive(&parsed.accounts, gazetteer);
    let document = encode_document(&feature::document(&parsed.document, &parsed.mentions));
    let mentions: Vec<_> = parsed.mentions.iter().map(encode_mention).collect();
    let movements: Vec<_> = movements.iter().map(encode_movement).collect();
    [
        b"{\"document\":".as_slice(),
        &document,
        b",\"mentions\":[",
        &mentions.join(&b','),
        b"],\"movements\":[",
        &movements.join(&b','),
        b"]}",
    ]
    .concat()
}
