//! The requirements of OGC API Features Parts 1 to 3, each asked of the running binary over HTTP by the number it has in its standard's
//! abstract test suite.

#![expect(
    clippy::unwrap_used,
    reason = "what is missing in an answer fails the requirement that asks for it"
)]
#![expect(clippy::print_stdout, reason = "a test without the harness says itself what it does")]

mod core;
mod crs;
mod filter;
mod server;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use server::Server;

/// A requirement with what shows that it is met.
type Requirement = (&'static str, fn(&Server));

/// The collections there are, and those of them with geometry.
const COLLECTIONS: [&str; 5] = ["mentions", "places", "regions", "movements", "unlocated"];
const SPATIAL: [&str; 4] = ["mentions", "places", "regions", "movements"];

fn main() -> ExitCode {
    let server = Server::start();
    let mut failed = 0;
    let all = || core::REQUIREMENTS.iter().chain(crs::REQUIREMENTS).chain(filter::REQUIREMENTS);
    for (name, requirement) in all() {
        let met = catch_unwind(AssertUnwindSafe(|| requirement(&server))).is_ok();
        println!("test {name} ... {}", if met { "ok" } else { "FAILED" });
        failed += usize::from(!met);
    }
    println!("\ntest result: {} requirements met, {failed} not", all().count() - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
