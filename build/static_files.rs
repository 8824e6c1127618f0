//! Lists the files under `static/`, so that the binary holds them all and a new one needs no line anywhere.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// Writes `static_files.rs` into the build folder: a sorted table of `(path, bytes)`.
pub fn write() -> Result<(), Box<dyn Error>> {
    const FOLDER: &str = "static";
    println!("cargo::rerun-if-changed={FOLDER}");
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(FOLDER);
    let mut files = Vec::new();
    if root.is_dir() {
        collect(&root, "", &mut files)?;
    }
    files.sort();
    let mut table = String::from("&[\n");
    for file in files {
        writeln!(table, "    ({file:?}, include_bytes!({:?})),", root.join(&file))?;
    }
    table.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("static_files.rs"), table)?;
    Ok(())
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name =
            entry.file_name().into_string().map_err(|name| format!("{}: not Unicode", name.display()))?;
        // Editors leave hidden files behind.
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
