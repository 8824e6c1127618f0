//! Unpacks the gazetteer, so that the binary can hold it in the form in which it is read.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    const PACK: &str = "gazetteer/world.gaz.zst";
    println!("cargo::rerun-if-changed={PACK}");
    println!("cargo::rerun-if-changed=build.rs");
    let packed = fs::read(PACK).map_err(|error| format!("{PACK}: {error}"))?;
    let mut decoder = ruzstd::decoding::StreamingDecoder::new(packed.as_slice())
        .map_err(|error| format!("{PACK}: {error}"))?;
    let mut pack = Vec::new();
    std::io::Read::read_to_end(&mut decoder, &mut pack).map_err(|error| format!("{PACK}: {error}"))?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("world.gaz"), pack)?;
    Ok(())
}
