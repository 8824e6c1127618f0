//! The `dateline` program: parse the arguments, run, and turn the outcome into an exit code.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A request for one feature is answered half as often again by it: the time goes into many small allocations on many threads.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    dateline::cli::main()
}
