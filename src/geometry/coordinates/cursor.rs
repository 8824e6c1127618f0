//! Reading forward in a text, a few characters at a time. Nothing here reads more than a small fixed number of them, so that
//! trying a form at every number of a text stays linear.

/// Digits before and behind the decimal point that a number of a position may have.
const MOST_DIGITS: usize = 12;
/// White space that a position may have in one place.
const MOST_BLANKS: usize = 3;

/// A place in a text; copied to come back to it.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    pub text: &'t str,
    /// Bytes; always on a character boundary.
    pub at: usize,
}

/// A number as it is written, without sign.
#[derive(Clone, Copy)]
pub(super) struct Number<'t> {
    /// Digits before the decimal point.
    pub whole: &'t str,
    pub decimals: u8,
    pub value: f64,
}

impl Number<'_> {
    /// The worth of a one in the last place.
    pub fn unit(&self) -> f64 {
        0.1_f64.powi(i32::from(self.decimals))
    }
}

impl<'t> Cursor<'t> {
    pub fn rest(self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character before.
    pub fn behind(self) -> Option<char> {
        self.text.get(..self.at)?.chars().next_back()
    }

    pub fn is_at_digit(self) -> bool {
        self.peek().is_some_and(|character| character.is_ascii_digit())
    }

    pub fn is_at_word(self) -> bool {
        self.peek().is_some_and(|character| character.is_alphanumeric() || character == '_')
    }

    /// Steps over the character here if it is such a one.
    pub fn take(&mut self, is_such: impl FnOnce(char) -> bool) -> Option<char> {
        let character = self.peek().filter(|&character| is_such(character))?;
        self.at += character.len_utf8();
        Some(character)
    }

    pub fn take_text(&mut self, text: &str) -> bool {
        let is_here = self.rest().starts_with(text);
        self.at += if is_here { text.len() } else { 0 };
        is_here
    }

    /// Steps over white space, at most one end of line in it; whether there was any.
    pub fn blanks(&mut self) -> bool {
        let (start, mut lines) = (self.at, 0);
        for _ in 0..MOST_BLANKS {
            let blank = self.take(|character| character.is_whitespace() && (character != '\n' || lines == 0));
            lines += usize::from(blank == Some('\n'));
        }
        self.at > start
    }

    /// Steps over the run of ASCII letters here if it is a word of at most `most` letters; lower case.
    pub fn word(&mut self, most: usize) -> Option<String> {
        let rest = self.rest();
        let length = rest.bytes().take(most + 1).take_while(u8::is_ascii_alphabetic).count();
        let after = Self { at: self.at + length, ..*self };
        if length == 0 || length > most || after.is_at_word() {
            return None;
        }
        self.at = after.at;
        Some(rest[..length].to_ascii_lowercase())
    }

    /// Steps over a run of ASCII digits; none where it is too long for a position.
    pub fn digits(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let length = rest.bytes().take(MOST_DIGITS + 1).take_while(u8::is_ascii_digit).count();
        if length == 0 || length > MOST_DIGITS {
            return None;
        }
        self.at += length;
        Some(&rest[..length])
    }

    /// Steps over `52` or `52.52`; none at `1.2.3`.
    pub fn number(&mut self) -> Option<Number<'t>> {
        let start = self.at;
        let whole = self.digits()?;
        let mut decimals = 0_u8;
        let mut point = *self;
        if point.take_text(".") && point.is_at_digit() {
            decimals = u8::try_from(point.digits()?.len()).ok()?;
            *self = point;
            if point.take_text(".") && point.is_at_digit() {
                return None;
            }
        }
        let value = self.text.get(start..self.at)?.parse().ok()?;
        Some(Number { whole, decimals, value })
    }
}
