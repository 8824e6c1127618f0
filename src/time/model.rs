use std::ops::Range;

use jiff::civil::Date;

/// A time expression of the text with the days it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Bytes in the document text.
    pub range: Range<usize>,
    /// Index into [`crate::segment::Segmented::sentences`].
    pub sentence: usize,
    /// First and last day, both inclusive; null when the document has no date and the expression needs one.
    pub days: Option<(Date, Date)>,
    /// How the days follow, in words a person reads: "the Wednesday on or before the document's date, Wednesday 7 Oct 2015".
    pub basis: String,
}
