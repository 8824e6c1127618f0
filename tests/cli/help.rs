use std::path::Path;
use std::{env, fs};

use crate::support::Program;

/// Compares with the file of this name, or writes it when `DATELINE_BLESS` is set.
#[track_caller]
fn assert_golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/help").join(name);
    if env::var_os("DATELINE_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, found).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "{} differs; DATELINE_BLESS=1 records it anew", path.display());
}

#[test]
fn the_help_reads_as_recorded() {
    let program = Program::new();
    for (arguments, file) in [
        (&["--help"][..], "dateline.txt"),
        (&["serve", "--help"], "serve.txt"),
        (&["parse", "--help"], "parse.txt"),
        (&["ingest", "--help"], "ingest.txt"),
        (&["query", "--help"], "query.txt"),
        (&["reparse", "--help"], "reparse.txt"),
        (&["check", "--help"], "check.txt"),
        (&["backup", "--help"], "backup.txt"),
        (&["gazetteer", "--help"], "gazetteer.txt"),
        (&["gazetteer", "info", "--help"], "gazetteer-info.txt"),
        (&["gazetteer", "search", "--help"], "gazetteer-search.txt"),
        (&["gazetteer", "nearest", "--help"], "gazetteer-nearest.txt"),
        (&["gazetteer", "import", "--help"], "gazetteer-import.txt"),
        (&["gazetteer", "show", "--help"], "gazetteer-show.txt"),
        (&["gazetteer", "build", "--help"], "gazetteer-build.txt"),
        (&["eval", "--help"], "eval.txt"),
    ] {
        let answer = program.run(arguments);
        assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
        // The width of the terminal, where there is one, must not matter.
        assert!(answer.out.lines().all(|line| line.chars().count() <= 100), "{}", answer.out);
        assert_golden(file, &answer.out);
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let answer = Program::new().run(&["--version"]);
    assert_eq!(answer.out, concat!("dateline ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_flag_that_does_not_exist_is_named() {
    let program = Program::new();
    for arguments in
        [&["--frobnicate"][..], &["parse", "--frobnicate", "a.txt"], &["ingest", "--frobnicate", "a"]]
    {
        let answer = program.run(arguments);
        assert_eq!(answer.code, Some(2));
        assert_eq!(answer.out, "");
        assert!(answer.err.contains("'--frobnicate'"), "{}", answer.err);
    }
}
