use std::io::{self, Write};

use geo::Geometry;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::Value;

use crate::feature::{Encoded, PropertyType, Sheet};

/// Rows of a sheet, the one with the names among them.
const MOST_ROWS: usize = 1 << 20;
/// Characters of a cell, counted as Excel does: in UTF-16.
const MOST_CHARACTERS: usize = 32_767;

/// See [`super::Whole::Xlsx`]. A second sheet says whom the data are owed to.
pub(super) fn write(
    out: &mut impl Write,
    sheet: &Sheet,
    features: impl ExactSizeIterator<Item = impl AsRef<[u8]>>,
) -> io::Result<()> {
    if features.len() >= MOST_ROWS {
        let words = format!("a sheet holds {} rows at most, and these are {}", MOST_ROWS - 1, features.len());
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, words));
    }
    let written = workbook(sheet, features).map_err(|error| match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    })?;
    out.write_all(&written)
}

fn workbook(sheet: &Sheet, features: impl Iterator<Item = impl AsRef<[u8]>>) -> Result<Vec<u8>, XlsxError> {
    let Sheet { title, attribution, is_spatial, properties, .. } = sheet;
    let is_spatial = *is_spatial;
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(*title)?.set_freeze_panes(1, 0)?;
    let position: &[&str] = if is_spatial { &["longitude", "latitude"] } else { &[] };
    let names = position.iter().copied().chain(properties.iter().map(|property| property.name));
    for (column, name) in (0..).zip(names) {
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    let mut rows = 0;
    for feature in features {
        rows += 1;
        let encoded = Encoded::new(feature.as_ref());
        let mut column = 0;
        if is_spatial {
            if let Some(Geometry::Point(at)) = encoded.to_geo() {
                sheet.write_number(rows, 0, at.x())?.write_number(rows, 1, at.y())?;
            }
            column = 2;
        }
        for (column, property) in (column..).zip(properties) {
            let raw = encoded.property(property.name).unwrap_or(b"null");
            write_cell(sheet, rows, column, property.of, raw, &day)?;
        }
    }
    let columns = (position.len() + properties.len()) as u16;
    sheet.autofilter(0, 0, rows, columns.max(1) - 1)?;
    let about = workbook.add_worksheet();
    about.set_name("About")?.write_string(0, 0, *attribution)?;
    workbook.save_to_buffer()
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    of: PropertyType,
    raw: &[u8],
    day: &Format,
) -> Result<(), XlsxError> {
    let value: Value = serde_json::from_slice(raw).unwrap_or_default();
    match (value, of) {
        (Value::Null, _) => return Ok(()),
        (Value::Bool(flag), _) => sheet.write_boolean(row, column, flag)?,
        (Value::Number(number), _) => sheet.write_number(row, column, number.as_f64().unwrap_or(f64::NAN))?,
        (Value::String(text), PropertyType::Date) => match ExcelDateTime::parse_from_str(&text) {
            Ok(date) => sheet.write_datetime_with_format(row, column, &date, day)?,
            // Excel knows no day before 1900.
            Err(_) => sheet.write_string(row, column, text)?,
        },
        (Value::String(text), _) => sheet.write_string(row, column, within(text))?,
        (list, _) => sheet.write_string(row, column, within(list.to_string()))?,
    };
    Ok(())
}

/// A text that a cell can hold.
fn within(text: String) -> String {
    if text.len() <= MOST_CHARACTERS || text.encode_utf16().count() <= MOST_CHARACTERS {
        return text;
    }
    let mut units = 1;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units <= MOST_CHARACTERS
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;
    use crate::export::Shaping;
    use crate::feature::encode_mention;
    use crate::feature::testing::mention;
    use crate::geometry::Position;
    use crate::index::CollectionName;

    fn sheet() -> Sheet {
        Shaping::default().sheet(CollectionName::Mentions)
    }

    #[test]
    fn a_workbook_has_the_rows_and_says_whom_they_are_owed_to() {
        let mut homs = mention("d", 0, "Homs", Some(Position::new(36.5, 34.75)));
        homs.sentence = "=1+1 & <b>".to_owned();
        homs.event_start = Some("2015-10-07".to_owned());
        let features = [encode_mention(&homs)];
        let mut out = Vec::new();
        write(&mut out, &sheet(), features.iter().map(Vec::as_slice)).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(out)).unwrap();
        let mut part = |name: &str| {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        let rows = part("xl/worksheets/sheet1.xml");
        assert!(rows.contains("<v>36.5</v>") && rows.contains("<v>34.75</v>"), "{rows}");
        // Days since 1899-12-30, as Excel counts.
        assert!(rows.contains("<v>42284</v>"), "{rows}");
        assert!(
            rows.contains("=1+1 &amp; &lt;b&gt;") && !rows.contains("<f>"),
            "no text is a formula: {rows}"
        );
        assert!(part("xl/worksheets/sheet2.xml").len() > 100);
        assert!(part("xl/sharedStrings.xml").contains("GeoNames"));
    }

    #[test]
    fn what_no_sheet_holds_is_refused_and_a_long_text_is_cut() {
        let one = encode_mention(&mention("d", 0, "Homs", None));
        let features = std::iter::repeat_n(one.as_slice(), MOST_ROWS);
        let refused = write(&mut Vec::new(), &sheet(), features).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::FileTooLarge);
        let cut = within("🚀".repeat(MOST_CHARACTERS));
        assert_eq!(cut.encode_utf16().count(), MOST_CHARACTERS);
        assert!(cut.ends_with("🚀…"));
        assert_eq!(within("Homs".to_owned()), "Homs");
    }
}
