//! Names that differ by a slip of the keyboard.

use fst::raw::{Fst, Node, Output};

/// Walks the names that are within `most` typos of a folded name, without those that are the same, and gives the value of each
/// and its typos. A typo is a letter too many, too few or another, or two that changed places.
///
/// The table of the optimal string alignment distance grows by a row with every letter down a branch; a branch whose
/// row holds nothing within `most` is left. A row costs the length of the name. Only names in the alphabet of the asked one are
/// walked: there are no typos between alphabets.
pub(super) fn within<D: AsRef<[u8]>>(names: &Fst<D>, asked: &str, most: u8, give: &mut impl FnMut(u8, u64)) {
    let letters: Vec<char> = asked.chars().collect();
    let first_row = (0..=letters.len()).map(|at| u8::try_from(at).unwrap_or(u8::MAX)).collect();
    let mut walk =
        Walk { names, latin: asked.is_ascii(), letters, most, path: Vec::new(), rows: vec![first_row], give };
    walk.node(names.root(), Output::zero(), &mut Letter::default());
}

/// The bytes of a letter that is not yet whole.
#[derive(Clone, Copy, Default)]
struct Letter {
    bytes: [u8; 4],
    length: usize,
}

struct Walk<'w, D, G> {
    names: &'w Fst<D>,
    latin: bool,
    letters: Vec<char>,
    most: u8,
    /// The letters on the way to the node.
    path: Vec<char>,
    /// A row per letter on the way, and the first one.
    rows: Vec<Vec<u8>>,
    give: &'w mut G,
}

impl<D: AsRef<[u8]>, G: FnMut(u8, u64)> Walk<'_, D, G> {
    fn node(&mut self, node: Node<'_>, output: Output, letter: &mut Letter) {
        if letter.length == 0 && node.is_final() {
            let typos = self.rows.last().and_then(|row| row.last()).copied().unwrap_or(u8::MAX);
            if (1..=self.most).contains(&typos) {
                (self.give)(typos, output.cat(node.final_output()).value());
            }
        }
        for transition in node.transitions() {
            if letter.length == 0 && self.latin != transition.inp.is_ascii() && transition.inp != b' ' {
                continue;
            }
            let mut next = *letter;
            let Some(byte) = next.bytes.get_mut(next.length) else { continue };
            *byte = transition.inp;
            next.length += 1;
            let child = self.names.node(transition.addr);
            let output = output.cat(transition.out);
            // The names are UTF-8: bytes that make no letter yet wait for the next one.
            let Ok(text) = std::str::from_utf8(&next.bytes[..next.length]) else {
                self.node(child, output, &mut next);
                continue;
            };
            let Some(c) = text.chars().next() else { continue };
            let row = self.row(c);
            if row.iter().any(|&typos| typos <= self.most) {
                self.path.push(c);
                self.rows.push(row);
                self.node(child, output, &mut Letter::default());
                self.rows.pop();
                self.path.pop();
            }
        }
    }

    /// The row of the table for one more letter.
    fn row(&self, c: char) -> Vec<u8> {
        let above = &self.rows[self.rows.len() - 1];
        let mut row = Vec::with_capacity(above.len());
        row.push(above[0].saturating_add(1));
        for (at, &letter) in self.letters.iter().enumerate() {
            let other = above[at].saturating_add(u8::from(letter != c));
            let more_or_less = above[at + 1].min(row[at]).saturating_add(1);
            let mut typos = other.min(more_or_less);
            let swapped = at > 0 && self.letters[at - 1] == c && self.path.last() == Some(&letter);
            if swapped {
                typos = typos.min(self.rows[self.rows.len() - 2][at - 1].saturating_add(1));
            }
            row.push(typos);
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(names: &[&str], asked: &str, most: u8) -> Vec<(u8, u64)> {
        let mut builder = fst::raw::Builder::memory();
        for (value, name) in names.iter().enumerate() {
            builder.insert(name, value as u64).unwrap();
        }
        let names = Fst::new(builder.into_inner().unwrap()).unwrap();
        let mut found = Vec::new();
        within(&names, asked, most, &mut |typos, value| found.push((typos, value)));
        found
    }

    /// The textbook's table.
    fn distance(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i.min(j) == 0 {
                    i.max(j)
                } else {
                    let other = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let mut least = other.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(table[i - 2][j - 2] + 1);
                    }
                    least
                };
            }
        }
        table[a.len()][b.len()]
    }

    #[test]
    fn slips_of_every_kind_are_one_typo() {
        let names = ["aleppo", "homs", "алеппо"];
        for asked in ["alepo", "aleppoo", "aleppa", "alpepo", "leppo"] {
            assert_eq!(found(&names, asked, 1), [(1, 0)], "{asked}");
        }
        assert_eq!(found(&names, "hmos", 1), [(1, 1)]);
        assert_eq!(found(&names, "алепо", 1), [(1, 2)]);
        assert_eq!(found(&names, "homs", 2), []);
    }

    proptest! {
        #[test]
        fn the_walk_agrees_with_the_textbook(
            names in prop::collection::btree_set("[abcé]{1,7}", 1..40), asked in "[abcé]{3,7}", most in 1..3_u8,
        ) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            // Within one alphabet, as the walk looks.
            let latin = asked.is_ascii();
            let mut expected: Vec<(u8, u64)> = names.iter().enumerate()
                .filter(|(_, name)| name.chars().all(|c| c.is_ascii() == latin))
                .map(|(value, name)| (distance(name, &asked) as u8, value as u64))
                .filter(|(typos, _)| (1..=most).contains(typos))
                .collect();
            let mut found = found(&names, &asked, most);
            expected.sort_unstable();
            found.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
