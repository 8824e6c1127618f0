use std::io::{self, Write};

use super::error::CliError;
use super::output;
use super::program::Status;
use crate::http::{Scope, Token};

const EXAMPLES: &str = "\
Examples:
  dateline token --name desk --scope read,correct >> tokens
  dateline token --name feed --scope write >> tokens
  dateline serve --listen 0.0.0.0:8080 --tokens tokens

The token is shown once, on standard error. What goes into the file is its hash.";

/// Make a bearer token, and the line that a server knows it by
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Whose it is: one word, which corrections and the log tell
    #[arg(long, value_name = "NAME", value_parser = name)]
    name: String,
    /// What it is good for: read, correct, write
    #[arg(long, value_name = "SCOPE", value_delimiter = ',', required = true, value_parser = scope)]
    scope: Vec<Scope>,
}

fn name(text: &str) -> Result<String, String> {
    let is_word = !text.is_empty() && !text.starts_with('#') && !text.contains(char::is_whitespace);
    if is_word { Ok(text.to_owned()) } else { Err("expected one word".to_owned()) }
}

fn scope(word: &str) -> Result<Scope, String> {
    let all = Scope::ALL.map(Scope::as_str).join(", ");
    Scope::from_word(word).ok_or_else(|| format!("expected one of {all}"))
}

/// Prints the line on standard output and the token beside it.
pub(super) fn run(args: &Args) -> Result<Status, CliError> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret)
        .map_err(|error| CliError::Server(io::Error::other(format!("no chance from the system: {error}"))))?;
    // No hash of anything, but 256 bits in hexadecimal digits all the same.
    let secret = blake3::Hash::from_bytes(secret).to_hex();
    writeln!(io::stdout(), "{}", Token::new(&args.name, &args.scope, &secret)).map_err(CliError::Output)?;
    output::say(&format!("The token of {}: {secret}", args.name));
    Ok(Status::Complete)
}
