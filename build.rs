//! Unpacks the gazetteer, so that the binary can hold it in the form in which it is read, lists the files of the page, and finds out
//! which reference systems have northing first.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    unpack_gazetteer()?;
    list_static_files()?;
    list_northing_first()?;
    Ok(())
}

/// Writes `northing_first.rs` into the build folder: the codes of projected systems of the EPSG registry that have northing before
/// easting. The definitions at hand leave the axes out just there, as GDAL does, whose words they are.
fn list_northing_first() -> Result<(), Box<dyn Error>> {
    let is_northing_first = |definition: &crs_definitions::Def| {
        definition.wkt.starts_with("PROJCS[") && !definition.wkt.contains("AXIS[")
    };
    let codes: Vec<u16> = (1..=u16::MAX)
        .filter(|code| crs_definitions::from_code(*code).as_ref().is_some_and(is_northing_first))
        .collect();
    fs::write(Path::new(&env::var("OUT_DIR")?).join("northing_first.rs"), format!("&{codes:?}"))?;
    Ok(())
}

fn unpack_gazetteer() -> Result<(), Box<dyn Error>> {
    const PACK: &str = "gazetteer/world.gaz.zst";
    println!("cargo::rerun-if-changed={PACK}");
    let packed = fs::read(PACK).map_err(|error| format!("{PACK}: {error}"))?;
    let mut decoder = ruzstd::decoding::StreamingDecoder::new(packed.as_slice())
        .map_err(|error| format!("{PACK}: {error}"))?;
    let mut pack = Vec::new();
    std::io::Read::read_to_end(&mut decoder, &mut pack).map_err(|error| format!("{PACK}: {error}"))?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("world.gaz"), pack)?;
    Ok(())
}

/// Writes `static_files.rs` into the build folder: a sorted table of `(path, bytes)` of all files under `static/`, so that a
/// new one needs no line anywhere.
fn list_static_files() -> Result<(), Box<dyn Error>> {
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
        let path = root
            .join(&file)
            .into_os_string()
            .into_string()
            .map_err(|path| format!("{}: not Unicode", path.display()))?;
        writeln!(table, "    ({file:?}, include_bytes!({path:?})),")?;
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
