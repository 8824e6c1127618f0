//! Files that are read where they lie on disk.

use std::fs::File;
use std::io;

use memmap2::Mmap;

/// Maps a file into memory: nothing is read before it is asked for, and processes that map the same file share it.
#[expect(unsafe_code, reason = "a mapping reads memory that others may change; see the comment inside")]
pub(super) fn map(file: &File) -> io::Result<Mmap> {
    // SAFETY: a mapping is sound as long as nobody changes the file under it. Packs are never changed in place: they are written
    // beside their name and renamed, so that a mapping keeps the file it was made of. Whoever writes into a pack by other means
    // gets wrong answers, as every read of a pack is checked against its length and every string against UTF-8; whoever cuts it
    // short ends the process.
    unsafe { Mmap::map(file) }
}
