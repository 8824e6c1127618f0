//! Imports run one way: a module uses those that stand above it in `src/lib.rs`, never those below.

#![expect(clippy::unwrap_used, reason = "a helper that fails fails the test that calls it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order of the title page.
fn modules() -> Vec<String> {
    let title_page = fs::read_to_string("src/lib.rs").unwrap();
    let modules = title_page.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    modules.map(str::to_owned).collect()
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The modules of the crate that a source names, whether in `use crate::{a, b::C}` or in `crate::a::b`. Comments do not count.
fn named(source: &str, modules: &[String]) -> Vec<String> {
    let code: String =
        source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join(" ");
    let mut named = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let tree = match rest.strip_prefix('{') {
            Some(group) => top_level(group),
            None => vec![rest],
        };
        for path in tree {
            let first: String =
                path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if modules.contains(&first) {
                named.push(first);
            }
        }
    }
    named
}

/// The items of a group of imports, nested groups left whole.
fn top_level(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut items) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items
}

#[test]
fn imports_run_one_way() {
    let modules = modules();
    assert!(modules.len() > 10, "src/lib.rs lists its modules as `pub mod name;`, found {modules:?}");
    let rank: BTreeMap<&str, usize> =
        modules.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let mut against = Vec::new();
    for module in &modules {
        let mut files = Vec::new();
        sources(&Path::new("src").join(module), &mut files);
        for file in files {
            for other in named(&fs::read_to_string(&file).unwrap(), &modules) {
                if rank[other.as_str()] > rank[module.as_str()] {
                    against.push(format!("{} uses {other}", file.display()));
                }
            }
        }
    }
    assert!(against.is_empty(), "imports against the stream:\n{}", against.join("\n"));
}

#[test]
fn the_server_reads_snapshots_and_never_the_store() {
    let mut files = Vec::new();
    sources(Path::new("src/http"), &mut files);
    let modules = modules();
    for file in files {
        let named = named(&fs::read_to_string(&file).unwrap(), &modules);
        assert!(!named.iter().any(|module| module == "store"), "{} uses the store", file.display());
    }
}

#[test]
fn the_import_reader_sees_groups_and_paths() {
    let modules = ["store", "index", "query"].map(str::to_owned);
    let source = "use crate::{index::{A, B}, query}; // crate::store\nfn f() { crate::store::g() }";
    assert_eq!(named(source, &modules), ["index", "query", "store"]);
}
