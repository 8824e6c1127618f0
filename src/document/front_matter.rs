//! The block of `key: value` lines between two lines `---` with which a text may begin.

use jiff::civil::Date;

use super::DocumentError;

/// More lines than this are text: a second `---` far down is a rule across the page.
const MAX_LINES: usize = 100;

/// What is known from the front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    pub title: Option<String>,
    pub date: Option<Date>,
    pub source: Option<String>,
    pub language: Option<String>,
}

/// Takes the front matter off a text; the rest begins after the empty line that follows it, if one does.
///
/// A block counts as front matter when its first line is `---`, its last `---` or `...`, and each line between is `key: value`,
/// empty, a `#` comment, or belongs to the key before (indented, or a `- item`); the first must be a key. Anything else is text.
/// Unknown keys are passed over, and of a key that stands twice the last one counts.
pub fn take<'t>(name: &str, text: &'t str) -> Result<(FrontMatter, &'t str), DocumentError> {
    let mut found = FrontMatter::default();
    let Some((block, body)) = split(text) else { return Ok((found, text)) };
    for (index, line) in block.lines().enumerate() {
        let Some((key, value)) = entry(line) else { continue };
        let value = Some(unquote(value)).filter(|value| !value.is_empty());
        match key.to_ascii_lowercase().as_str() {
            "title" => found.title = value,
            "source" => found.source = value,
            "language" | "lang" => found.language = value,
            "date" => {
                // The first line is the opening ---.
                let line = index + 2;
                found.date = value
                    .map(|value| {
                        date(&value).ok_or(DocumentError::Date { name: name.to_owned(), line, value })
                    })
                    .transpose()?;
            }
            _ => {}
        }
    }
    Ok((found, body))
}

/// The lines between the rules and what follows the block.
fn split(text: &str) -> Option<(&str, &str)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut end = first.len();
    let mut keys = 0;
    for line in lines.take(MAX_LINES) {
        let trimmed = line.trim_end();
        if matches!(trimmed, "---" | "...") && keys > 0 {
            let rest = &text[end + line.len()..];
            let body = match rest.split_once('\n') {
                Some((empty, body)) if empty.trim().is_empty() => body,
                _ => rest,
            };
            return Some((&text[first.len()..end], body));
        }
        let belongs = trimmed.is_empty()
            || trimmed.starts_with('#')
            || (keys > 0 && (line.starts_with([' ', '\t']) || trimmed.starts_with("- ")));
        if entry(trimmed).is_some() {
            keys += 1;
        } else if !belongs {
            return None;
        }
        end += line.len();
    }
    None
}

/// A line `key: value`. A key is one word, so that "He said: no" is none.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '_'));
    (is_key && (value.is_empty() || value.starts_with([' ', '\t']))).then(|| (key, value.trim()))
}

/// Takes off the quotes of a value: in double ones `\"` and `\\` are escapes, in single ones `''`.
fn unquote(value: &str) -> String {
    let inner = |quote: char| {
        value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)).filter(|_| value.len() > 1)
    };
    if let Some(inner) = inner('"') {
        let mut plain = String::with_capacity(inner.len());
        let mut characters = inner.chars();
        while let Some(character) = characters.next() {
            plain.push(if character == '\\' { characters.next().unwrap_or('\\') } else { character });
        }
        plain
    } else if let Some(inner) = inner('\'') {
        inner.replace("''", "'")
    } else {
        value.to_owned()
    }
}

/// `2015-10-07`, alone or with a time of day after it.
fn date(value: &str) -> Option<Date> {
    let (day, time) = value.split_at_checked(10)?;
    let has_time =
        time.starts_with(['T', 't', ' ']) && time[1..].starts_with(|first: char| first.is_ascii_digit());
    let is_written_out = day.bytes().enumerate().all(|(index, byte)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if is_written_out && (time.is_empty() || has_time) { day.parse().ok() } else { None }
}
