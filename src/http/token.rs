//! Bearer tokens: who may do what. Only their hashes are kept.

use std::fmt;
use std::str::FromStr;

/// What a token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// To ask, where a service answers nobody without a token.
    Read,
    /// To put right what was read out of texts.
    Correct,
    /// To take texts in and out.
    Write,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Read, Self::Correct, Self::Write];

    /// The word that it is written by.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Correct => "correct",
            Self::Write => "write",
        }
    }

    /// The scope with a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == word)
    }
}

/// A token that the service knows: whose it is, what for, and the hash of it.
///
/// It is written `NAME SCOPE[,SCOPE] HASH`, the hash (BLAKE3) in 64 hexadecimal digits. A token is made by chance out of 256 bits, so
/// that its hash tells nothing of it, and needs no salt.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    /// Whose it is; corrections tell it where nobody else is named.
    pub name: String,
    /// What it is good for.
    pub scopes: Vec<Scope>,
    hash: blake3::Hash,
}

impl Token {
    /// Keeps the hash of a secret.
    #[must_use]
    pub fn new(name: impl Into<String>, scopes: &[Scope], secret: &str) -> Self {
        Self { name: name.into(), scopes: scopes.to_vec(), hash: blake3::hash(secret.as_bytes()) }
    }

    /// Whether it is the token of this secret. Hashes compare in constant time, and so do not tell how much of a guess was right.
    pub(super) fn is(&self, secret: &str) -> bool {
        self.hash == blake3::hash(secret.as_bytes())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("name", &self.name)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scopes: Vec<_> = self.scopes.iter().map(|scope| scope.as_str()).collect();
        write!(f, "{} {} {}", self.name, scopes.join(","), self.hash.to_hex())
    }
}

impl FromStr for Token {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let expected = || "expected NAME SCOPE[,SCOPE] HASH, as dateline token prints it".to_owned();
        let mut words = line.split_whitespace();
        let (Some(name), Some(scopes), Some(hash), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(expected());
        };
        let scope = |word: &str| {
            let all = Scope::ALL.map(Scope::as_str).join(", ");
            Scope::from_word(word).ok_or_else(|| format!("there is no scope {word:?}; expected {all}"))
        };
        let scopes = scopes.split(',').map(scope).collect::<Result<_, _>>()?;
        let hash = blake3::Hash::from_hex(hash).map_err(|_not_a_hash| expected())?;
        Ok(Self { name: name.to_owned(), scopes, hash })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_known_again_by_its_line_and_the_line_does_not_have_it() {
        let token = Token::new("desk", &[Scope::Correct, Scope::Read], "a secret");
        let line = token.to_string();
        assert!(line.starts_with("desk correct,read ") && !line.contains("secret"));
        let read: Token = line.parse().unwrap();
        assert_eq!(read, token);
        assert!(read.is("a secret") && !read.is("another"));
        assert!(!format!("{token:?}").contains(&token.hash.to_hex()[..]));
    }

    #[test]
    fn a_line_that_is_none_says_what_was_expected() {
        for (line, words) in [
            ("", "expected NAME"),
            ("desk write", "expected NAME"),
            ("desk write 12", "expected NAME"),
            ("desk rule 12", "no scope \"rule\"; expected read, correct, write"),
        ] {
            assert!(line.parse::<Token>().unwrap_err().contains(words), "{line}");
        }
    }
}
