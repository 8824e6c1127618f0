//! The `dateline` program: parse the arguments, run, and turn the outcome into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::cli::main()
}
