//! Where the flags of a command come from, where the command line does not have them: the environment, then a file.

use std::path::{Path, PathBuf};
use std::{env, fs};

use clap::builder::OsStr;
use clap::{Arg, ArgAction, Command};
use toml::{Table, Value};

use super::error::CliError;

/// The variable that names the file.
pub(super) const VARIABLE: &str = "DATELINE_CONFIG";

/// A command whose flags may also be said in the environment (`DATELINE_` and the name of the flag in capitals, of `serve` and `--store`
/// of every command) and in the file that [`VARIABLE`] names.
///
/// The file is TOML: a table for each command, its keys the names of flags. The command line wins over the environment, and that over
/// the file. What the command does not have is an error.
pub(super) fn configured(command: Command) -> Result<Command, CliError> {
    let command = with_variables(command);
    let Some(path) = env::var_os(VARIABLE).map(PathBuf::from) else { return Ok(command) };
    let wrong = |reason| CliError::Config { path: path.clone(), reason };
    let table = read(&path).map_err(wrong)?;
    with_defaults(command, &table).map_err(wrong)
}

fn read(path: &Path) -> Result<Table, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    text.parse().map_err(|error: toml::de::Error| error.to_string().trim_end().to_owned())
}

/// The name of the variable of a flag.
pub(super) fn variable(long: &str) -> String {
    format!("DATELINE_{}", long.replace('-', "_").to_uppercase())
}

/// The long names of the flags of a command.
pub(super) fn flags(command: &Command) -> Vec<String> {
    let own = command
        .get_arguments()
        .filter(|arg| !matches!(arg.get_action(), ArgAction::Help | ArgAction::Version));
    own.filter_map(Arg::get_long).map(str::to_owned).collect()
}

fn with_variables(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    // Without a command it serves.
    let command = of_flags(command, |_| true);
    names.into_iter().fold(command, |command, name| {
        let is_serve = name == "serve";
        command.mut_subcommand(&name, |sub| of_flags(sub, |long| is_serve || long == "store"))
    })
}

fn of_flags(command: Command, has_variable: impl Fn(&str) -> bool) -> Command {
    command.mut_args(|arg| {
        let is_flag = !matches!(arg.get_action(), ArgAction::Help | ArgAction::Version);
        match arg.get_long().map(variable) {
            Some(name) if is_flag && arg.get_long().is_some_and(&has_variable) => {
                arg.env(OsStr::from(name)).hide_env(true)
            }
            _ => arg,
        }
    })
}

fn with_defaults(mut command: Command, table: &Table) -> Result<Command, String> {
    for (name, flags) in table {
        let commands: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        if !commands.contains(&name.as_str()) {
            return Err(format!("there is no command {name:?}; expected one of {}", commands.join(", ")));
        }
        let Value::Table(flags) = flags else {
            return Err(format!("{name} is a value; expected a table [{name}] of flags"));
        };
        let mut wrong = None;
        let mut put = |sub: Command| match with_flags(sub.clone(), name, flags) {
            Ok(sub) => sub,
            Err(reason) => {
                wrong = Some(reason);
                sub
            }
        };
        if name == "serve" {
            command = put(command);
        }
        command = command.mut_subcommand(name, &mut put);
        if let Some(reason) = wrong {
            return Err(reason);
        }
    }
    Ok(command)
}

fn with_flags(mut command: Command, name: &str, flags: &Table) -> Result<Command, String> {
    for (flag, value) in flags {
        let known = command.get_arguments().find(|arg| arg.get_long() == Some(flag.as_str()));
        let Some(id) = known.map(|arg| arg.get_id().clone()) else {
            let known = self::flags(&command).join(", ");
            return Err(format!("{name}.{flag}: there is no flag --{flag}; expected one of {known}"));
        };
        let values = words(value).map_err(|reason| format!("{name}.{flag}: {reason}"))?;
        command = command.mut_arg(id, |arg| arg.default_values(values.into_iter().map(OsStr::from)));
    }
    Ok(command)
}

/// A value as the command line has it.
fn words(value: &Value) -> Result<Vec<String>, String> {
    Ok(match value {
        Value::String(text) => vec![text.clone()],
        Value::Integer(number) => vec![number.to_string()],
        Value::Float(number) => vec![number.to_string()],
        Value::Boolean(flag) => vec![flag.to_string()],
        Value::Datetime(day) => vec![day.to_string()],
        Value::Array(values) => values.iter().map(words).collect::<Result<Vec<_>, _>>()?.concat(),
        Value::Table(_) => {
            return Err("expected a text, a number, true or false, or a list of them".to_owned());
        }
    })
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use clap::CommandFactory;

    use super::*;
    use crate::cli::program::Arguments;

    fn applied(file: &str) -> Result<Command, String> {
        with_defaults(with_variables(Arguments::command()), &file.parse().unwrap())
    }

    fn value(command: Command, arguments: &[&str], id: &str) -> Vec<String> {
        let matches = command.try_get_matches_from(arguments).unwrap();
        let matches = matches.subcommand().map_or(matches.clone(), |(_, sub)| sub.clone());
        let raw = matches.get_raw(id).into_iter().flatten();
        raw.map(|value| value.to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn the_file_says_what_the_command_line_does_not() {
        let file = "[serve]\nlisten = '127.0.0.1:9'\nno-seeds = true\ntrusted-proxy = ['10.0.0.1', '10.0.0.2']\nrate = 5";
        let of = |arguments: &[&str], id: &str| value(applied(file).unwrap(), arguments, id);
        for serve in [&["dateline"][..], &["dateline", "serve"]] {
            assert_eq!(of(serve, "listen"), ["127.0.0.1:9"]);
            assert_eq!(of(serve, "no_seeds"), ["true"]);
            assert_eq!(of(serve, "trusted_proxy"), ["10.0.0.1", "10.0.0.2"]);
            assert_eq!(of(serve, "rate"), ["5"]);
        }
        assert_eq!(of(&["dateline", "serve", "--listen", "127.0.0.1:8"], "listen"), ["127.0.0.1:8"]);
        assert_eq!(of(&["dateline", "check"], "store"), ["dateline.gpkg"]);
    }

    #[test]
    fn what_a_command_does_not_have_is_named_beside_what_it_has() {
        for (file, words) in [
            ("[server]\n", "there is no command \"server\"; expected one of serve, parse"),
            (
                "[serve]\nport_number = 1",
                "serve.port_number: there is no flag --port_number; expected one of store, listen",
            ),
            ("serve = 1", "serve is a value; expected a table [serve]"),
            ("[serve.listen]\nport = 1", "serve.listen: expected a text"),
        ] {
            let error = applied(file).unwrap_err();
            assert!(error.contains(words), "{file}: {error}");
        }
    }

    /// Every flag of the server with its variable and what it is without either.
    fn table() -> String {
        let command = with_variables(Arguments::command());
        let serve = command.find_subcommand("serve").unwrap();
        let mut table =
            String::from("\n| flag, key | variable | usually | what it is |\n|---|---|---|---|\n");
        for flag in flags(serve) {
            let arg = serve.get_arguments().find(|arg| arg.get_long() == Some(&flag)).unwrap();
            let is_switch = matches!(arg.get_action(), ArgAction::SetTrue);
            let defaults: Vec<_> = arg
                .get_default_values()
                .iter()
                .filter(|_| !is_switch)
                .map(|value| value.to_string_lossy())
                .collect();
            let usually =
                if defaults.is_empty() { String::new() } else { format!("`{}`", defaults.join(" ")) };
            let help = arg.get_help().unwrap().to_string();
            writeln!(table, "| `{flag}` | `{}` | {usually} | {help} |", variable(&flag)).unwrap();
        }
        table
    }

    #[test]
    fn the_documentation_has_every_flag() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md");
        let page = fs::read_to_string(&path).unwrap();
        let (begin, end) = ("<!-- flags -->\n", "<!-- end of flags -->");
        let (before, rest) = page.split_once(begin).unwrap();
        let (_, after) = rest.split_once(end).unwrap();
        let fresh = format!("{before}{begin}{}\n{end}{after}", table());
        if env::var_os("DATELINE_BLESS").is_some() {
            fs::write(&path, &fresh).unwrap();
            return;
        }
        assert!(
            page == fresh,
            "docs/configuration.md is out of date: DATELINE_BLESS=1 cargo test writes it anew"
        );
    }
}
