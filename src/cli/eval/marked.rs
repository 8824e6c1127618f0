use std::io::{self, Write};

use super::Results;
use super::figures::{both, share};
use super::table::{Table, figure};
use crate::eval::JudgedMarks;

/// Prints the figures of the places chosen for the marks.
pub(super) fn write(out: &mut impl Write, judged: &Results<JudgedMarks>) -> io::Result<()> {
    places(judged).write(out)?;
    reliability(judged).write(out)
}

fn places(judged: &Results<JudgedMarks>) -> Table {
    let mut table = Table::new(
        "Places chosen for all marks with a position",
        2,
        &[
            "file",
            "demonyms",
            "positions",
            "without place",
            "within 161 km",
            "ceiling",
            "median km",
            "mean km",
            "area",
            "same id",
            "calibration error",
        ],
    );
    for (name, judged) in judged.listed() {
        for (mut row, figures) in both(name, &judged.with_demonyms, &judged.without_demonyms) {
            let distances = &figures.distances;
            row.extend([
                distances.count().to_string(),
                figures.unresolved.to_string(),
                figure(distances.accuracy()),
                share(figures.ceiling.points),
                figure(distances.median_km()),
                figure(distances.mean_km()),
                figure(distances.area_under_curve()),
                share(figures.same_ids),
                figure(figures.calibration.expected_error()),
            ]);
            table.row(row);
        }
    }
    table
}

fn reliability(judged: &Results<JudgedMarks>) -> Table {
    let mut table = Table::new(
        "Choices by their confidence, with demonyms and without",
        2,
        &[
            "file",
            "confidence",
            "with: choices",
            "mean confidence",
            "within 161 km",
            "without: choices",
            "mean confidence",
            "within 161 km",
        ],
    );
    for (name, judged) in judged.listed() {
        let with = judged.with_demonyms.calibration.bands();
        let without = judged.without_demonyms.calibration.bands();
        for ((lower, upper, band), (_, _, band_without)) in with.zip(without) {
            let mut row = vec![name.to_owned(), format!("{lower:.1} to {upper:.1}")];
            for band in [band, band_without] {
                row.extend([band.count.to_string(), figure(band.mean_confidence()), figure(band.accuracy())]);
            }
            table.row(row);
        }
    }
    table
}
