//! Sorts more names than fit into memory: sorted runs on disk, merged while they are read.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};

/// A run is written out when its names and its entries take about so many bytes together.
const RUN_BYTES: usize = 256 << 20;

/// Collects folded names with what they belong to and gives them back in the order of their bytes.
pub(super) struct NameSorter {
    text: Vec<u8>,
    entries: Vec<Entry>,
    runs: Vec<File>,
    run_bytes: usize,
}

/// A name in the text of a run.
#[derive(Clone, Copy)]
struct Entry {
    /// The first eight bytes as a number: most comparisons end there, without a look at the text.
    head: u64,
    start: u32,
    length: u16,
    kind: u8,
    row: u32,
}

/// A name as it comes back.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Named {
    pub(super) name: Vec<u8>,
    pub(super) row: u32,
    pub(super) kind: u8,
}

impl NameSorter {
    pub(super) fn new() -> Self {
        Self::with_runs_of(RUN_BYTES)
    }

    fn with_runs_of(run_bytes: usize) -> Self {
        Self { text: Vec::new(), entries: Vec::new(), runs: Vec::new(), run_bytes }
    }

    /// Adds a name; one of more than 65,535 bytes is nobody's and left out.
    pub(super) fn push(&mut self, name: &str, row: u32, kind: u8) -> io::Result<()> {
        let bytes = name.as_bytes();
        let Ok(length) = u16::try_from(bytes.len()) else { return Ok(()) };
        if self.text.len() + size_of::<Entry>() * self.entries.len() > self.run_bytes {
            self.spill()?;
        }
        let mut head = [0; 8];
        let shared = bytes.len().min(8);
        head[..shared].copy_from_slice(&bytes[..shared]);
        let start = self.text.len() as u32;
        self.text.extend_from_slice(bytes);
        self.entries.push(Entry { head: u64::from_be_bytes(head), start, length, kind, row });
        Ok(())
    }

    fn sort(&mut self) {
        let text = &self.text;
        self.entries.sort_unstable_by(|a, b| {
            a.head
                .cmp(&b.head)
                .then_with(|| a.name(text).cmp(b.name(text)))
                .then_with(|| (a.row, a.kind).cmp(&(b.row, b.kind)))
        });
    }

    fn spill(&mut self) -> io::Result<()> {
        self.sort();
        let mut out = BufWriter::new(tempfile::tempfile()?);
        for entry in &self.entries {
            out.write_all(&entry.length.to_le_bytes())?;
            out.write_all(entry.name(&self.text))?;
            out.write_all(&entry.row.to_le_bytes())?;
            out.write_all(&[entry.kind])?;
        }
        let mut run = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        run.rewind()?;
        self.runs.push(run);
        self.text.clear();
        self.entries.clear();
        Ok(())
    }

    /// Gives every name in order; equal names by row and kind.
    pub(super) fn sorted(mut self, mut give: impl FnMut(&[u8], u32, u8) -> io::Result<()>) -> io::Result<()> {
        if self.runs.is_empty() {
            self.sort();
            return self
                .entries
                .iter()
                .try_for_each(|entry| give(entry.name(&self.text), entry.row, entry.kind));
        }
        self.spill()?;
        self.text = Vec::new();
        self.entries = Vec::new();
        let mut runs: Vec<BufReader<File>> =
            self.runs.into_iter().map(|run| BufReader::with_capacity(1 << 18, run)).collect();
        let mut heads = BinaryHeap::new();
        for (number, run) in runs.iter_mut().enumerate() {
            heads.extend(read(run)?.map(|head| Reverse((head, number))));
        }
        while let Some(Reverse((named, number))) = heads.pop() {
            give(&named.name, named.row, named.kind)?;
            heads.extend(read(&mut runs[number])?.map(|head| Reverse((head, number))));
        }
        Ok(())
    }
}

impl Entry {
    fn name<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        &text[self.start as usize..self.start as usize + usize::from(self.length)]
    }
}

/// The next name of a run; none at its end.
fn read(run: &mut BufReader<File>) -> io::Result<Option<Named>> {
    if run.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let mut length = [0; 2];
    run.read_exact(&mut length)?;
    let mut name = vec![0; usize::from(u16::from_le_bytes(length))];
    run.read_exact(&mut name)?;
    let (mut row, mut kind) = ([0; 4], [0; 1]);
    run.read_exact(&mut row)?;
    run.read_exact(&mut kind)?;
    Ok(Some(Named { name, row: u32::from_le_bytes(row), kind: kind[0] }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted(names: &[(String, u32, u8)], run_bytes: usize) -> Vec<(String, u32, u8)> {
        let mut sorter = NameSorter::with_runs_of(run_bytes);
        for (name, row, kind) in names {
            sorter.push(name, *row, *kind).unwrap();
        }
        let mut found = Vec::new();
        sorter
            .sorted(|name, row, kind| {
                found.push((String::from_utf8(name.to_vec()).unwrap(), row, kind));
                Ok(())
            })
            .unwrap();
        found
    }

    proptest! {
        #[test]
        fn names_come_back_in_order_from_memory_and_from_disk(
            names in prop::collection::vec(("[a-c]{0,12}|[é-ü]{1,6}", 0..50_u32, 0..6_u8), 0..200),
        ) {
            let mut expected = names.clone();
            expected.sort();
            prop_assert_eq!(&sorted(&names, usize::MAX), &expected);
            prop_assert_eq!(&sorted(&names, 300), &expected);
        }
    }
}
