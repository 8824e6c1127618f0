//! What people read, as against data.

use std::error::Error;
use std::io::{self, Write as _};

pub(super) use crate::document::explain;

/// A line for whoever watches.
pub(super) fn say(line: &str) {
    // With standard error closed there is nobody to tell, and the work goes on.
    let _ = writeln!(io::stderr(), "{line}");
}

/// An error with all its causes in one line.
pub(super) fn complain(error: &dyn Error) {
    say(&format!("error: {}", explain(error)));
}

/// "1 document", "1,416 documents".
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number as u64), if number == 1 { one } else { many })
}

/// 1610 as "1,610".
pub(super) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let grouped = [0, 26, 999, 1_000, 1_610, 1_000_000].map(thousands);
        assert_eq!(grouped, ["0", "26", "999", "1,000", "1,610", "1,000,000"]);
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(count(1, "document", "documents"), "1 document");
        assert_eq!(count(1_200, "document", "documents"), "1,200 documents");
    }

    #[test]
    fn a_cause_that_was_said_is_not_said_again() {
        let cause = || io::Error::other("disk full");
        let said = crate::document::DocumentError::Io { name: "a.txt".to_owned(), source: cause() };
        assert_eq!(explain(&said), "a.txt: disk full");
        let unsaid = super::super::error::CliError::Output(cause());
        assert_eq!(explain(&unsaid), "cannot write to standard output: disk full");
    }
}
