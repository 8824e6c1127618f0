//! Why a place was chosen, in words.

use std::io::{self, Write};

use crate::pipeline::Explained;

/// Candidates that are shown of a mention.
const MOST_SHOWN: usize = 5;

/// Writes the likeliest candidates of a mention, each with what speaks for and against it, and an empty line.
pub(super) fn write(mention: &Explained, out: &mut impl Write) -> io::Result<()> {
    let sentence = mention.sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(out, "{:?} at {}-{}: {sentence}", mention.surface, mention.start, mention.end)?;
    if mention.candidates.is_empty() {
        writeln!(out, "  no place has this name")?;
    }
    for (number, candidate) in mention.candidates.iter().take(MOST_SHOWN).enumerate() {
        let within = [candidate.admin1.as_deref(), candidate.country.as_deref()];
        let within: Vec<&str> = within.into_iter().flatten().filter(|area| *area != candidate.name).collect();
        let name = if within.is_empty() {
            candidate.name.clone()
        } else {
            format!("{} ({})", candidate.name, within.join(", "))
        };
        let [lon, lat] = candidate.position;
        writeln!(
            out,
            "  {}. {:.1} %  {name}  {} {}  {lon},{lat}",
            number + 1,
            100.0 * candidate.likelihood,
            candidate.feature_code,
            candidate.place_id
        )?;
        for reason in &candidate.evidence {
            writeln!(out, "       {:+.2}  {}", reason.weight, reason.words)?;
        }
    }
    let more = mention.candidates.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        writeln!(out, "  and {more} more")?;
    }
    writeln!(out)
}
