use std::io::{self, Write};

use super::corpus::{Corpus, Progress};
use crate::cli::output;
use crate::eval::{Coverage, Share, coverage};
use crate::gazetteer::Gazetteer;

/// Prints for each corpus, and for all together, what the gazetteer reaches, or instead what it does not.
pub(super) fn write(
    out: &mut impl Write,
    corpora: &[Corpus],
    misses: bool,
    gazetteer: &Gazetteer,
) -> io::Result<()> {
    let progress = Progress::new(corpora);
    let mut all = Coverage::default();
    let width = corpora.iter().map(|corpus| corpus.name.chars().count()).max().unwrap_or(0);
    for corpus in corpora {
        let mut found = Coverage::default();
        for document in &corpus.documents {
            found.add(&coverage(std::slice::from_ref(document), gazetteer));
            progress.step(&corpus.name);
        }
        if misses {
            write_misses(out, &corpus.name, &found)?;
        } else {
            write_line(out, &corpus.name, width, &found)?;
        }
        all.add(&found);
    }
    progress.finish();
    if corpora.len() > 1 && !misses {
        write_line(out, "all", width, &all)?;
    }
    Ok(())
}

fn write_line(out: &mut impl Write, name: &str, width: usize, coverage: &Coverage) -> io::Result<()> {
    let share = |share: Share| {
        format!(
            "{:.4} ({} of {})",
            share.ratio(),
            output::thousands(share.reached as u64),
            output::thousands(share.total as u64)
        )
    };
    writeln!(
        out,
        "{name:width$}  points {}  ids {}  same id {}",
        share(coverage.points),
        share(coverage.ids),
        share(coverage.same_ids)
    )
}

fn write_misses(out: &mut impl Write, name: &str, coverage: &Coverage) -> io::Result<()> {
    for miss in &coverage.misses {
        let Some(position) = miss.toponym.position else { continue };
        let words = miss.surface.split_whitespace().collect::<Vec<_>>().join(" ");
        let away = miss.nearest_km.map_or("-".to_owned(), |away| format!("{away:.0}"));
        writeln!(out, "{name}\t{}\t{words}\t{}\t{}\t{away}", miss.document, position.lon, position.lat)?;
    }
    Ok(())
}
