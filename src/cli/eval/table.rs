use std::io::{self, Write};

/// Rows under a head, the first columns to the left, numbers to the right.
pub(super) struct Table {
    title: String,
    left: usize,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table of which the first `left` columns are words.
    pub(super) fn new(title: &str, left: usize, head: &[&str]) -> Self {
        let head = head.iter().map(|&name| name.to_owned()).collect();
        Self { title: title.to_owned(), left, rows: vec![head] }
    }

    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Writes it with an empty line behind; nothing where it has only a head.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        if self.rows.len() < 2 {
            return Ok(());
        }
        writeln!(out, "{}", self.title)?;
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            self.rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in &self.rows {
            let mut line = String::new();
            for (column, (cell, &width)) in row.iter().zip(&widths).enumerate() {
                let cell =
                    if column < self.left { format!("{cell:width$}") } else { format!("{cell:>width$}") };
                line.push_str(if column == 0 { "" } else { "  " });
                line.push_str(&cell);
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out)
    }
}

/// A figure to four places, or a dash where there is nothing to compute it from.
pub(super) fn figure(figure: impl Into<Option<f64>>) -> String {
    figure.into().map_or_else(|| "-".to_owned(), |figure| format!("{figure:.4}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_left_and_numbers_right() {
        let mut table = Table::new("Title", 1, &["file", "marks"]);
        let written = |table: &Table| {
            let mut out = Vec::new();
            table.write(&mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written(&table), "");
        table.row(vec!["a.jsonl".to_owned(), "7".to_owned()]);
        assert_eq!(written(&table), "Title\nfile     marks\na.jsonl      7\n\n");
    }

    #[test]
    fn what_cannot_be_computed_is_a_dash() {
        assert_eq!((figure(0.123_45), figure(None)), ("0.1235".to_owned(), "-".to_owned()));
    }
}
