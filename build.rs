//! Prepares what the binary holds: the gazetteer and the files of the map page.

use std::error::Error;

#[path = "build/gazetteer.rs"]
mod gazetteer;
#[path = "build/static_files.rs"]
mod static_files;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    gazetteer::unpack()?;
    static_files::write()
}
