//! Compares what Dateline does with texts whose places people have marked.
//!
//! 1. `gold`: the marked texts; `demonym`: which of their marks are peoples' names and adjectives.
//! 2. `prediction`: what the pipeline finds in such a text, or chooses for its marks.
//! 3. `matching`: which prediction is taken for the finding of which mark.
//! 4. `recognition`, `resolution`, `calibration`: the figures, each by itself; `coverage`: the ceiling of any choice.
//! 5. `figures` and `marked`: all of them for a document, to be added up over documents; `error`: each thing that is wrong.
//! 6. `time_gold` and `time_figures`: the same for time expressions.
//!
//! `journey` does the same for texts with their journeys, from plain text to the check of distances.

mod calibration;
mod coverage;
mod demonym;
mod error;
mod figures;
mod gold;
mod journey;
mod marked;
mod matching;
mod prediction;
mod recognition;
mod resolution;
mod share;
mod time_figures;
mod time_gold;

pub use calibration::{Band, Calibration};
pub use coverage::{Coverage, Miss, REACH_KM, coverage};
pub use demonym::is_demonym;
pub use error::{ErrorClass, Excerpt, RecognitionError};
pub use figures::{EndToEnd, Figures, Found, Judged, judge};
pub use gold::{GoldDocument, GoldError, Toponym, read_gold, write_gold};
pub use journey::{
    DetectedJourneys, GoldJourney, GoldStop, JourneyDocument, JourneyFigures, JudgedJourneys, MarkedCount,
    MarkedDistance, judge_journeys, read_journeys,
};
pub use marked::{JudgedMarks, MarkFigures, judge_marks};
pub use matching::{Pair, pair};
pub use prediction::{PredictedPlace, Prediction, marked_text, predict, resolve_marks, write_predictions};
pub use recognition::Recognition;
pub use resolution::{Distances, UNRESOLVED_KM};
pub use share::Share;
pub use time_figures::{TimeError, TimeFigures, judge_times};
pub use time_gold::{MarkedTime, TimeDocument, read_time_gold};
