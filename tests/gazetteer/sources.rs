//! What the bundled book is made from is named in sources.toml, and owed to those whom NOTICE names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;

#[derive(Deserialize)]
struct Sources {
    source: Vec<Source>,
}

#[derive(Deserialize)]
struct Source {
    key: String,
    registry: String,
    package: String,
    version: String,
    gives: String,
    rows: u64,
    package_licence: String,
    data_licence: String,
    attribution: String,
    file: Vec<SourceFile>,
}

#[derive(Deserialize)]
struct SourceFile {
    path: String,
    name: String,
    sha256: String,
    each: Option<Vec<String>>,
}

fn sources() -> Vec<Source> {
    let text = fs::read_to_string("gazetteer/sources.toml").unwrap();
    toml::from_str::<Sources>(&text).unwrap().source
}

/// The packages that NOTICE lists under each attribution: the lines of two blanks, and the line of six that follows.
fn noticed() -> BTreeMap<String, BTreeSet<String>> {
    let notice = fs::read_to_string("NOTICE").unwrap();
    let mut noticed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut attribution = None;
    for line in notice.lines() {
        if let Some(list) = line.strip_prefix("      by way of ") {
            let packages = list.split([',', ' ']).filter(|word| !word.is_empty() && *word != "and");
            let attribution: &String =
                attribution.as_ref().expect("an attribution stands before its packages");
            noticed.entry(attribution.clone()).or_default().extend(packages.map(str::to_owned));
        } else if let Some(line) = line.strip_prefix("  ") {
            attribution = line.split(": ").next().map(str::to_owned);
        }
    }
    noticed
}

#[test]
fn every_source_names_package_version_checksum_and_a_licence_that_permits_passing_on() {
    let sources = sources();
    let mut keys = BTreeSet::new();
    for source in &sources {
        let key = &source.key;
        assert!(keys.insert(key), "{key} twice");
        assert!(["pypi", "npm"].contains(&source.registry.as_str()), "{key}");
        assert!(source.version.starts_with(|c: char| c.is_ascii_digit()), "{key}: one version, no range");
        assert!(!source.gives.is_empty() && source.rows > 0 && !source.package_licence.is_empty(), "{key}");
        let permissive = ["CC-BY-4.0", "CC-BY-3.0", "public domain", "Unicode-3.0", "MIT"];
        assert!(permissive.contains(&source.data_licence.as_str()), "{key}: {}", source.data_licence);
        assert!(!source.file.is_empty(), "{key}");
        for file in &source.file {
            let is_sha256 =
                file.sha256.len() == 64 && file.sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(is_sha256, "{key}: {}", file.path);
            assert!(!file.name.starts_with('/') && !file.name.contains(".."), "{key}: {}", file.name);
            assert_eq!(file.each.is_some(), file.path.contains("{}"), "{key}: {}", file.path);
        }
    }
    assert!(sources.len() > 10);
}

#[test]
fn notice_owes_every_package_of_the_sources_and_no_other() {
    let mut owed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources() {
        owed.entry(source.attribution).or_default().insert(source.package);
    }
    assert_eq!(noticed(), owed);
}
