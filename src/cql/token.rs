//! The words of CQL2 text.

use super::CqlError;
use super::tree::Place;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A bare word: a keyword, a function or a property.
    Word(String),
    /// A property in double quotation marks.
    Quoted(String),
    Text(String),
    Number(f64),
    /// `(`, `)`, `,`, `<=` and so on.
    Sign(&'static str),
}

/// A token with its first character, counted from 0, and the bytes that it takes.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) token: Token,
    pub(super) at: usize,
    pub(super) bytes: std::ops::Range<usize>,
}

/// Longer signs first.
const SIGNS: [&str; 15] = ["<>", "<=", ">=", "=", "<", ">", "(", ")", ",", "+", "-", "*", "/", "%", "^"];

pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, CqlError> {
    let mut tokens = Vec::new();
    let (mut at, mut byte) = (0, 0);
    while let Some(first) = text[byte..].chars().next() {
        let rest = &text[byte..];
        if first.is_whitespace() {
            at += 1;
            byte += first.len_utf8();
            continue;
        }
        let place = Place::Character(at);
        let (token, length) = if first == '\'' {
            let (text, length) = quoted(rest, '\'').ok_or_else(|| {
                CqlError::new(&place, "the text does not end", "a closing quotation mark '")
            })?;
            (Token::Text(text), length)
        } else if first == '"' {
            let (name, length) = quoted(rest, '"').ok_or_else(|| {
                CqlError::new(&place, "the name does not end", "a closing quotation mark \"")
            })?;
            (Token::Quoted(name), length)
        } else if first.is_ascii_digit() || first == '.' {
            let length = number_length(rest);
            let number = rest[..length].parse().ok().filter(|number: &f64| number.is_finite());
            let error = || CqlError::new(&place, format!("{:?} is no number", &rest[..length]), "a number");
            (Token::Number(number.ok_or_else(error)?), length)
        } else if is_word_start(first) {
            let length = rest.find(|letter| !is_word_part(letter)).unwrap_or(rest.len());
            (Token::Word(rest[..length].to_owned()), length)
        } else if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
            (Token::Sign(sign), sign.len())
        } else {
            return Err(CqlError::new(&place, format!("{first:?}"), "a property, a value or an operator"));
        };
        tokens.push(Placed { token, at, bytes: byte..byte + length });
        at += rest[..length].chars().count();
        byte += length;
    }
    Ok(tokens)
}

fn is_word_start(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, '_' | ':')
}

fn is_word_part(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | ':' | '.')
}

/// What stands in quotation marks, in which a doubled mark or one behind a backslash is itself; and its length in bytes.
fn quoted(text: &str, mark: char) -> Option<(String, usize)> {
    let mut inside = String::new();
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        if letter == mark && next != Some(mark) {
            return Some((inside, at + 1));
        }
        if next == Some(mark) && (letter == mark || letter == '\\') {
            letters.next();
            inside.push(mark);
        } else {
            inside.push(letter);
        }
    }
    None
}

/// Digits, a point, digits, and an exponent.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = digits(0);
    if bytes.get(at) == Some(&b'.') {
        at += 1 + digits(at + 1);
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits((at + 1 + sign).min(bytes.len()));
        if exponent > 0 {
            at += 1 + sign + exponent;
        }
    }
    at.max(1)
}
