use std::path::PathBuf;

use super::error::CliError;
use crate::gazetteer::Gazetteer;

/// Which book of places a command reads with.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Book {
    /// Lay a gazetteer of your own over the bundled one; may be given several times, and the last wins
    ///
    /// Packs are made by `dateline gazetteer import`. Documents that a store holds already are read again by `dateline reparse` alone.
    #[arg(long = "gazetteer", value_name = "PACK")]
    packs: Vec<PathBuf>,
}

impl Book {
    /// The bundled book, with the packs that were asked for over it.
    pub(super) fn open(&self) -> Result<&'static Gazetteer, CliError> {
        if self.packs.is_empty() {
            return Ok(Gazetteer::bundled());
        }
        // It is read with until the process ends, by all its threads.
        Ok(Box::leak(Box::new(Gazetteer::stacked(&self.packs)?)))
    }
}
