//! Compressed input, expanded as it is read and within bounds.

use std::io::{self, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use super::{DocumentError, Format, MAX_BYTES};

/// The most that compressed data may expand, beyond [`MAX_BYTES`]. Text shrinks to a fifth, tables and logs to a fiftieth; a
/// thousandth is a trap.
pub const MAX_RATIO: u64 = 200;

/// The window of Zstandard that is accepted, as a power of two: 128 MiB, what its own program accepts unless told otherwise.
const MAX_WINDOW_LOG: u32 = 27;

/// Expands input of a compressed format; what is not compressed goes through as it is.
pub fn expand<'a>(
    name: &str,
    format: Format,
    input: Box<dyn Read + 'a>,
) -> Result<Box<dyn Read + 'a>, DocumentError> {
    let counted = |input| Counted { input, count: Count::default() };
    match format {
        Format::Gzip => {
            let input = counted(input);
            let count = input.count.clone();
            let expanded = MultiGzDecoder::new(BufReader::new(input));
            Ok(Box::new(Bounded { expanded, compressed: count, total: 0 }))
        }
        Format::Zstandard => {
            let io = |source| DocumentError::Io { name: name.to_owned(), source };
            let input = counted(input);
            let count = input.count.clone();
            let mut expanded = zstd::stream::read::Decoder::new(input).map_err(io)?;
            expanded.window_log_max(MAX_WINDOW_LOG).map_err(io)?;
            Ok(Box::new(Bounded { expanded, compressed: count, total: 0 }))
        }
        _ => Ok(input),
    }
}

/// What a read of a bounded input fails with; [`error`] makes it an error with a name.
#[derive(Debug, thiserror::Error)]
#[error("expands too much")]
struct ExpandsTooMuch;

/// An error of reading, with the name of the input.
pub fn error(name: &str, source: io::Error) -> DocumentError {
    let name = name.to_owned();
    if source.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<ExpandsTooMuch>) {
        DocumentError::Expands { name, ratio: MAX_RATIO }
    } else {
        DocumentError::Io { name, source }
    }
}

type Count = std::rc::Rc<std::cell::Cell<u64>>;

/// Counts what is read.
struct Counted<R> {
    input: R,
    count: Count,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// Fails where more comes out than the bound allows for what went in.
struct Bounded<R> {
    expanded: R,
    compressed: Count,
    total: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.expanded.read(buffer)?;
        self.total += read as u64;
        if self.total > MAX_BYTES as u64 && self.total / MAX_RATIO > self.compressed.get() {
            return Err(io::Error::other(ExpandsTooMuch));
        }
        Ok(read)
    }
}
