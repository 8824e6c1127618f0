use std::io::{self, Write};

use super::Results;
use crate::eval::{ErrorClass, Judged, RecognitionError};

/// Prints up to `examples` errors of each class that is asked for, file by file and in text order.
pub(super) fn write(
    out: &mut impl Write,
    judged: &Results<Judged>,
    examples: usize,
    asks_for: impl Fn(ErrorClass) -> bool,
) -> io::Result<()> {
    for (file, judged) in &judged.files {
        for class in ErrorClass::ALL.into_iter().filter(|class| asks_for(*class)) {
            let errors = judged.with_demonyms.errors.iter().filter(|error| error.class == class);
            for error in spread(&errors.collect::<Vec<_>>(), examples) {
                write_line(out, file, error)?;
            }
        }
    }
    Ok(())
}

/// So many of the items, as evenly spread over all as can be: the first ones would be those of the first texts.
fn spread<T: Copy>(items: &[T], number: usize) -> impl Iterator<Item = T> {
    let number = number.min(items.len());
    (0..number).map(move |index| items[index * items.len() / number])
}

fn write_line(out: &mut impl Write, file: &str, error: &RecognitionError) -> io::Result<()> {
    let what = match (&error.predicted, &error.marked) {
        (Some(kind), _) => format!("predicted as {}", kind.as_str()),
        (None, Some(Some(label))) => format!("marked as {label}"),
        (None, _) => "marked".to_owned(),
    };
    writeln!(
        out,
        "{file}\t{}\t{}\t{what}\t{}[{}]{}\t{}",
        error.document,
        error.class.as_str(),
        error.excerpt.before,
        error.excerpt.words,
        error.excerpt.after,
        error.marked_words.as_deref().unwrap_or("-")
    )
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn examples_are_spread_over_all() {
        let items: Vec<usize> = (0..10).collect();
        assert_eq!(spread(&items, 4).collect::<Vec<_>>(), [0, 2, 5, 7]);
        assert_eq!(spread(&items, 20).count(), 10);
        assert_eq!(spread(&items, 0).count(), 0);
        assert_eq!(spread::<usize>(&[], 3).count(), 0);
    }
}
