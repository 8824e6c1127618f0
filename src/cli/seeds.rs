//! The reports inside the binary, so that the first start has something to show.

use crate::document::{Document, DocumentError, read_bytes};

/// The file name, and the text, of a report in `seeds/`.
macro_rules! seed {
    ($name:literal) => {
        ($name, include_str!(concat!("../../seeds/", $name)))
    };
}

const SEEDS: &[(&str, &str)] = &[
    seed!("000_1ff877507b5dae59.txt"),
    seed!("001_cf40c35d884bff84.txt"),
    seed!("002_015f2480325985f3.txt"),
    seed!("003_db6aeaf2ee40e66c.txt"),
    seed!("004_c38ca1512dffc0cc.txt"),
];

/// The bundled reports, in the order of their names.
pub(super) fn documents() -> Result<Vec<Document>, DocumentError> {
    let read = SEEDS.iter().map(|(name, text)| read_bytes(name, text.as_bytes()));
    Ok(read.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_report_in_the_folder_is_bundled() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "txt"))
            .collect();
        names.sort();
        assert_eq!(SEEDS.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
    }

    #[test]
    fn every_bundled_report_has_a_title_and_a_date() {
        let documents = documents().unwrap();
        assert_eq!(documents.len(), SEEDS.len());
        for document in documents {
            assert!(document.title.is_some() && document.published.is_some(), "{:?}", document.source);
        }
    }
}
