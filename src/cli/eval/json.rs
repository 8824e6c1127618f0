use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::Results;
use super::figures::errors_of;
use crate::eval::{
    Calibration, Coverage, Distances, ErrorClass, Figures, Found, Judged, JudgedMarks, MarkFigures,
    Recognition, Share,
};

/// Prints one document: the figures of each file in order, and of all together.
pub(super) fn write<T>(
    out: &mut impl Write,
    results: &Results<T>,
    encode: impl Fn(&T) -> Map<String, Value>,
) -> io::Result<()> {
    let files: Vec<Map<String, Value>> = results
        .files
        .iter()
        .map(|(name, judged)| {
            let mut file = encode(judged);
            file.insert("file".to_owned(), json!(name));
            file
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &json!({ "files": files, "all": encode(&results.all) }))?;
    writeln!(out)
}

/// Both countings of what is found.
pub(super) fn figures(judged: &Judged) -> Map<String, Value> {
    both(figures_of(&judged.with_demonyms), figures_of(&judged.without_demonyms))
}

/// Both countings of the places chosen for marks.
pub(super) fn marked(judged: &JudgedMarks) -> Map<String, Value> {
    both(marked_of(&judged.with_demonyms), marked_of(&judged.without_demonyms))
}

fn both(with: Value, without: Value) -> Map<String, Value> {
    Map::from_iter([("with_demonyms".to_owned(), with), ("without_demonyms".to_owned(), without)])
}

fn figures_of(figures: &Figures) -> Value {
    let by_kind = figures.by_kind.iter().map(|(kind, of_kind)| (kind.as_str().to_owned(), found(*of_kind)));
    let by_type = figures.by_type.iter().map(|(label, of_type)| (label.clone(), found(*of_type)));
    let errors = ErrorClass::ALL.map(|class| {
        let [predicted, marked] = errors_of(figures, class);
        (class.as_str().to_owned(), json!({ "predicted": predicted, "marked": marked }))
    });
    json!({
        "documents": figures.documents,
        "recognition_exact": recognition(figures.exact),
        "recognition_overlap": recognition(figures.overlap),
        "resolution_matched": distances(&figures.matched),
        "end_to_end": distances(&figures.end_to_end.distances),
        "end_to_end_161": recognition(figures.end_to_end.recognition),
        "same_geonames_id": share(figures.same_ids),
        "ceiling": ceiling(&figures.ceiling),
        "by_kind": by_kind.collect::<Map<_, _>>(),
        "by_type": by_type.collect::<Map<_, _>>(),
        "errors": Map::from_iter(errors),
    })
}

fn marked_of(figures: &MarkFigures) -> Value {
    json!({
        "documents": figures.documents,
        "resolution": distances(&figures.distances),
        "unresolved": figures.unresolved,
        "same_geonames_id": share(figures.same_ids),
        "ceiling": ceiling(&figures.ceiling),
        "expected_calibration_error": figures.calibration.expected_error(),
        "reliability": reliability(&figures.calibration),
    })
}

pub(super) fn recognition(recognition: Recognition) -> Value {
    json!({
        "right": recognition.right,
        "predicted": recognition.predicted,
        "marked": recognition.marked,
        "precision": recognition.precision(),
        "recall": recognition.recall(),
        "f1": recognition.f1(),
    })
}

fn distances(distances: &Distances) -> Value {
    json!({
        "count": distances.count(),
        "accuracy_161": distances.accuracy(),
        "median_km": distances.median_km(),
        "mean_km": distances.mean_km(),
        "area_under_curve": distances.area_under_curve(),
    })
}

pub(super) fn share(share: Share) -> Value {
    let ratio = (share.total > 0).then(|| share.ratio());
    json!({ "reached": share.reached, "total": share.total, "ratio": ratio })
}

fn ceiling(coverage: &Coverage) -> Value {
    json!({
        "points": share(coverage.points),
        "ids": share(coverage.ids),
        "same_ids": share(coverage.same_ids),
    })
}

fn found(found: Found) -> Value {
    json!({ "exact": share(found.exact), "overlap": share(found.overlap) })
}

fn reliability(calibration: &Calibration) -> Vec<Value> {
    let bands = calibration.bands().map(|(lower, upper, band)| {
        json!({
            "from": lower,
            "to": upper,
            "count": band.count,
            "mean_confidence": band.mean_confidence(),
            "accuracy_161": band.accuracy(),
        })
    });
    bands.collect()
}
