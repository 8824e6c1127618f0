use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::error::CliError;
use crate::eval::{GoldDocument, read_gold};

/// A file of annotated texts.
pub(super) struct Corpus {
    /// The file as it was typed.
    pub(super) name: String,
    pub(super) documents: Vec<GoldDocument>,
}

/// Reads all files, before anything is computed from any.
pub(super) fn read(files: &[PathBuf]) -> Result<Vec<Corpus>, CliError> {
    let read = |file: &PathBuf| Ok(Corpus { name: file.display().to_string(), documents: read_gold(file)? });
    files.iter().map(read).collect()
}

/// Predictions are joined with their texts by name, so no two files may have one in common.
pub(super) fn check_names(corpora: &[Corpus]) -> Result<(), CliError> {
    let mut files: HashMap<&str, &str> = HashMap::new();
    for corpus in corpora {
        for document in &corpus.documents {
            if let Some(first) = files.insert(&document.id, &corpus.name) {
                let (first, second) = (first.to_owned(), corpus.name.clone());
                return Err(CliError::DocumentInTwoFiles { id: document.id.clone(), first, second });
            }
        }
    }
    Ok(())
}

/// How many of the texts are done: drawn on standard error, and only where that is a terminal.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    pub(super) fn new(corpora: &[Corpus]) -> Self {
        let documents: usize = corpora.iter().map(|corpus| corpus.documents.len()).sum();
        let bar = ProgressBar::new(documents as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} texts, {msg}, {eta} left") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(250));
        Self { bar }
    }

    pub(super) fn step(&self, corpus: &str) {
        self.bar.set_message(corpus.to_owned());
        self.bar.inc(1);
    }

    pub(super) fn finish(self) {
        self.bar.finish_and_clear();
    }
}
