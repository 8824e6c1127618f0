use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use super::error::{ImportError, RowError};

/// The longest line that is read, in bytes: the coasts of a country in one line take some megabytes.
const LONGEST: u64 = 1 << 28;

/// The lines of a file with their numbers, one at a time.
pub(super) struct Lines<'p> {
    path: &'p Path,
    reader: BufReader<File>,
    bytes: Vec<u8>,
    number: usize,
    read: u64,
}

/// A line, without its end; not UTF-8 where the file is damaged.
pub(super) struct Line<'l> {
    /// Counted from 1.
    pub(super) number: usize,
    pub(super) text: Result<&'l str, RowError>,
}

impl<'p> Lines<'p> {
    pub(super) fn open(path: &'p Path) -> Result<Self, ImportError> {
        let file = File::open(path).map_err(|source| ImportError::Read { path: path.to_owned(), source })?;
        let reader = BufReader::with_capacity(1 << 20, file);
        Ok(Self { path, reader, bytes: Vec::new(), number: 0, read: 0 })
    }

    /// Bytes of the file that have been read.
    pub(super) fn bytes_read(&self) -> u64 {
        self.read
    }

    /// The next line that is neither empty nor a comment.
    pub(super) fn next(&mut self) -> Result<Option<Line<'_>>, ImportError> {
        loop {
            self.bytes.clear();
            let wrong = |source| ImportError::Read { path: self.path.to_owned(), source };
            let read = (&mut self.reader).take(LONGEST).read_until(b'\n', &mut self.bytes).map_err(wrong)?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            self.read += read as u64;
            if read as u64 == LONGEST {
                let what = format!("line {} is longer than {} MiB", self.number, LONGEST >> 20);
                return Err(wrong(io::Error::new(io::ErrorKind::InvalidData, what)));
            }
            if !is_passed_over(&self.bytes) {
                break;
            }
        }
        let mut bytes = &self.bytes[..];
        if self.number == 1 {
            bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        }
        let text = std::str::from_utf8(bytes).map(|text| text.trim_end_matches(['\r', '\n']));
        Ok(Some(Line { number: self.number, text: text.map_err(|_not_utf8| RowError::Encoding) }))
    }
}

fn is_passed_over(line: &[u8]) -> bool {
    line.first() == Some(&b'#') || line.iter().all(|&byte| byte == b'\n' || byte == b'\r')
}
