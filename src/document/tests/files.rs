//! Folders, patterns, compressed files, and the day in a file's name.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::{fs, slice};

use jiff::civil::date;

use super::error_of;
use crate::document::{DateBasis, DocumentError, ReadOptions, expand, read_bytes};

/// A folder of its own for a test, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dateline-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// The files in order, without the folder; errors as their words, without it as well.
    fn expanded(&self, paths: &[PathBuf]) -> Vec<String> {
        let folder = self.0.display().to_string();
        let words = expand(paths).into_iter().map(|path| match path {
            Ok(path) => path.display().to_string(),
            Err(error) => error.to_string(),
        });
        words.map(|words| words.replace(&format!("{folder}/"), "").replace(&folder, ".")).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

#[test]
fn a_folder_becomes_its_documents_in_order() {
    let folder = Folder::new("expand");
    for name in [
        "b.txt",
        "a/z.TEXT",
        "a.md",
        "a/page.html.gz",
        "a/feed.xml",
        "a/lines.jsonl.zst",
        "mails.mbox",
        "places.geojson",
        "README.md",
        "readme.txt",
        ".hidden.txt",
        ".git/x.txt",
        "c.png",
        "c.png.gz",
        "LICENSE",
    ] {
        folder.write(name, "Homs");
    }
    assert_eq!(
        folder.expanded(&[folder.0.clone(), PathBuf::from("-"), folder.0.join("LICENSE")]),
        [
            "a/feed.xml",
            "a/lines.jsonl.zst",
            "a/page.html.gz",
            "a/z.TEXT",
            "a.md",
            "b.txt",
            "mails.mbox",
            "-",
            "LICENSE"
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_and_circles_are_reported() {
    use std::os::unix::fs::symlink;

    let (folder, other) = (Folder::new("links"), Folder::new("linked-to"));
    folder.write("a/one.txt", "Homs");
    other.write("two.txt", "Hama");
    symlink(&folder.0, folder.0.join("a/circle")).unwrap();
    symlink(&other.0, folder.0.join("b")).unwrap();
    symlink(&other.0, folder.0.join("c")).unwrap();
    symlink("nowhere", folder.0.join("gone.txt")).unwrap();
    let found = folder.expanded(slice::from_ref(&folder.0));
    assert_eq!(found[0], "a/circle: this link leads back to ., which it lies in; it is passed over");
    assert_eq!(found[1..3], ["a/one.txt", "b/two.txt"]);
    assert!(found[3].starts_with("gone.txt: "), "{found:?}");
    assert_eq!(found.len(), 4);
}

#[test]
fn a_pattern_becomes_the_files_that_fit_it() {
    let folder = Folder::new("patterns");
    for name in ["b.html", "a/c.html", "a/b/d.html", "a/b/d.txt", ".git/e.html", "a[1].txt"] {
        folder.write(name, "Homs");
    }
    let pattern = |pattern: &str| folder.expanded(&[folder.0.join(pattern)]);
    assert_eq!(pattern("**/*.html"), ["a/b/d.html", "a/c.html", "b.html"]);
    assert_eq!(pattern("a[1].txt"), ["a[1].txt"]);
    assert_eq!(pattern("*.pdf"), ["*.pdf: no file fits this pattern"]);
}

#[test]
fn a_folder_without_documents_and_a_missing_path_are_errors_with_their_names() {
    let folder = Folder::new("no-documents");
    folder.write("picture.png", "");
    let missing = folder.0.join("missing.txt");
    let found = folder.expanded(&[folder.0.clone(), missing.clone()]);
    let expected = ".: no document in this folder, expected files that end in .txt, .text, ";
    assert!(found[0].starts_with(expected), "{found:?}");
    assert!(found[1].starts_with("missing.txt: "), "{found:?}");
    let options = ReadOptions::default();
    for path in [&missing, &folder.0] {
        let read: Vec<_> = options.read_path(path).collect();
        assert!(matches!(read.as_slice(), [Err(DocumentError::Io { .. })]));
    }
}

#[test]
fn a_file_is_read_with_its_name_as_the_source_and_the_day_in_it() {
    let folder = Folder::new("read-path");
    let path = folder.write("2015-10-07-one.txt", "Homs");
    let document = ReadOptions::default().read_path(&path).next().unwrap().unwrap();
    assert_eq!(document.source.as_deref(), Some("2015-10-07-one.txt"));
    assert_eq!(document.published, Some(date(2015, 10, 7)));
    assert_eq!(document.published_basis, Some(DateBasis::FileName));
}

#[test]
fn the_surest_date_counts() {
    let read = |options: &ReadOptions, text: &[u8]| {
        options.read_bytes("2015-10-07.txt", text).unwrap().remove(0).published_basis.unwrap()
    };
    let options = ReadOptions::default();
    assert_eq!(read(&options, b"Homs"), DateBasis::FileName);
    assert_eq!(read(&options, b"HOMS, Oct. 6, 2015 (AP) - They left."), DateBasis::Dateline);
    assert_eq!(read(&options, b"---\ndate: 2015-10-06\n---\nHoms"), DateBasis::FrontMatter);
    let options = ReadOptions { date: Some(date(2015, 10, 5)), ..options };
    assert_eq!(read(&options, b"---\ndate: 2015-10-06\n---\nHoms"), DateBasis::Given);
    for basis in DateBasis::ALL {
        assert_eq!(DateBasis::from_word(basis.as_str()), Some(basis));
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn compressed_files_are_told_by_their_bytes_and_read_as_what_is_in_them() {
    let text = b"---\ntitle: Convoy\n---\nFrom Homs.";
    for bytes in [gzip(text), zstd::encode_all(text.as_slice(), 3).unwrap()] {
        let document = read_bytes("2015-10-07.txt.gz", &bytes).unwrap().remove(0);
        assert_eq!((document.title.as_deref(), document.text.as_str()), (Some("Convoy"), "From Homs."));
        assert_eq!(document.published, Some(date(2015, 10, 7)));
    }
    let page = gzip(b"<p>From Homs.");
    assert_eq!(read_bytes("page.html.gz", &page).unwrap()[0].text, "From Homs.");
    assert!(error_of("a.gz", &gzip(&page)).contains("compressed twice"));
    assert!(error_of("a.gz", &page[..page.len() - 9]).starts_with("a.gz: "));
}

#[test]
fn what_expands_without_end_is_refused_with_the_bound() {
    let expected = "expands to more than 200 times its size, the most that is read of compressed data";
    let blanks = zstd::encode_all(std::io::repeat(b' ').take(200 << 20), 3).unwrap();
    let error = error_of("bomb.txt.zst", &blanks);
    assert!(error.starts_with("bomb.txt.zst: ") && (error.contains("64 MiB") || error.contains(expected)));
    // JSON lines are not held in memory, and yet there is an end: as one line, and as very many.
    for piece in [vec![b' '; 1 << 20], b"\n".repeat(1 << 20)] {
        let folder = Folder::new("bomb");
        let bytes = gzip(&[b"{\"text\": \"a\"}\n".to_vec(), piece.repeat(70)].concat());
        let path = folder.write("bomb.jsonl.gz", bytes);
        let options = ReadOptions::default();
        let read: Vec<_> = options.read_path(&path).collect();
        assert!(read[0].is_ok());
        let error = read.last().unwrap().as_ref().unwrap_err().to_string();
        assert!(error.ends_with(expected), "{error}");
    }
}
