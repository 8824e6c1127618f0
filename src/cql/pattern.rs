//! `LIKE`: `%` stands for any letters, `_` for one, a backslash before either for itself.

/// A pattern taken apart into what stands between its `%`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern {
    /// One at least: a pattern without `%` is one piece.
    pieces: Vec<Vec<Letter>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Letter {
    Any,
    One(char),
}

impl Letter {
    fn is(self, letter: char) -> bool {
        match self {
            Self::Any => true,
            Self::One(own) => own == letter,
        }
    }
}

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        let mut pieces = vec![Vec::new()];
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            let letter = match letter {
                '%' => {
                    pieces.push(Vec::new());
                    continue;
                }
                '_' => Letter::Any,
                '\\' => Letter::One(letters.next().unwrap_or('\\')),
                letter => Letter::One(letter),
            };
            if let Some(piece) = pieces.last_mut() {
                piece.push(letter);
            }
        }
        Self { pieces }
    }

    /// Whether the whole text is like this. O(letters of the text times letters of the pattern) at worst.
    pub(super) fn is_like(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let fits = |piece: &[Letter], at: usize| {
            text.get(at..at + piece.len())
                .is_some_and(|part| piece.iter().zip(part).all(|(own, letter)| own.is(*letter)))
        };
        let [first, rest @ ..] = self.pieces.as_slice() else { return text.is_empty() };
        let Some((last, middle)) = rest.split_last() else {
            return text.len() == first.len() && fits(first, 0);
        };
        if !fits(first, 0) {
            return false;
        }
        let mut at = first.len();
        // Taking each piece as early as it comes leaves the most for those behind it.
        for piece in middle {
            let Some(found) = (at..=text.len().saturating_sub(piece.len())).find(|start| fits(piece, *start))
            else {
                return false;
            };
            at = found + piece.len();
        }
        text.len() >= at + last.len() && fits(last, text.len() - last.len())
    }
}
