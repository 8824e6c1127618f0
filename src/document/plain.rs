//! Plain text, with or without front matter.

use super::{DocumentError, decode::decode, front_matter};

/// What a reader finds in one document before the caller's options are laid over it.
pub struct Found {
    pub front_matter: front_matter::FrontMatter,
    pub text: String,
}

/// Reads plain text: one document.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Found>, DocumentError> {
    let text = decode(name, bytes)?;
    let (front_matter, body) = front_matter::take(name, &text)?;
    let text = if body.len() == text.len() { text } else { body.to_owned() };
    Ok(vec![Found { front_matter, text }])
}
