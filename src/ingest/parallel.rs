use super::Stages;
use crate::correction::Correction;
use crate::document::Document;
use crate::pipeline::{Parsed, cores, guarded, in_order};

/// Parses documents, with what people have put right in each, on all cores, and answers in their order.
///
/// A document on which the parser panics is an error in words: one text that nobody thought of must not take the writer down.
pub(super) fn parse_all<S: Stages>(
    stages: &S,
    documents: Vec<(Document, Vec<Correction>)>,
) -> Vec<Result<Parsed, String>> {
    in_order(cores(), documents.into_iter(), |(document, corrections)| {
        guarded(|| stages.parse(document, &corrections))
    })
}
