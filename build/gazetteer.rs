//! Unpacks the gazetteer, so that the binary can hold it in the form in which it is read.

use std::error::Error;
use std::io::Read as _;
use std::path::Path;
use std::{env, fs};

/// Writes `world.gaz` into the build folder.
pub fn unpack() -> Result<(), Box<dyn Error>> {
    const PACK: &str = "gazetteer/world.gaz.zst";
    println!("cargo::rerun-if-changed={PACK}");
    let packed = fs::read(PACK).map_err(|error| format!("{PACK}: {error}"))?;
    let mut decoder = ruzstd::decoding::StreamingDecoder::new(packed.as_slice())
        .map_err(|error| format!("{PACK}: {error}"))?;
    let mut pack = Vec::new();
    decoder.read_to_end(&mut pack).map_err(|error| format!("{PACK}: {error}"))?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("world.gaz"), pack)?;
    Ok(())
}
