//! Answers written feature by feature out of a snapshot, so that one of a million features is never held whole.

use std::borrow::Cow;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};

use crate::export::{Layout, Shaping};
use crate::index::{CollectionName, Snapshot};

/// Bytes that go to the connection at a time: enough that the steps between them cost little.
const CHUNK: usize = 64 << 10;

/// Features of a snapshot in the form in which they are answered.
pub(super) struct Features {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) collection: CollectionName,
    /// Which, for [`crate::index::Collection::feature`], in the order of the answer.
    pub(super) positions: Vec<u32>,
    pub(super) shaping: Shaping<'static>,
    pub(super) layout: Layout,
}

impl Features {
    /// The features as they are stored.
    pub(super) fn stored(&self) -> impl ExactSizeIterator<Item = Cow<'_, [u8]>> {
        let collection = self.snapshot.collection(self.collection);
        self.positions.iter().map(|at| collection.feature(*at))
    }

    /// How long they are as they are stored, with a separator each: about as long as the answer. O(features).
    pub(super) fn stored_length(&self) -> usize {
        let collection = self.snapshot.collection(self.collection);
        self.positions.iter().map(|at| collection.feature_length(*at) + 1).sum()
    }

    /// The whole answer, where the features as they are stored are so long.
    pub(super) fn write(&self, stored_length: usize) -> io::Result<Vec<u8>> {
        let mut out = Vec::with_capacity(stored_length + 2048);
        self.layout.write_opening(&mut out)?;
        for number in 0..self.positions.len() {
            self.write_feature(&mut out, number)?;
        }
        self.layout.write_closing(&mut out)?;
        Ok(out)
    }

    /// The length of the answer, where features are copied as they are stored. O(features).
    pub(super) fn length(&self) -> Option<usize> {
        let mut ends = Vec::new();
        self.layout.write_opening(&mut ends).ok()?;
        self.layout.write_closing(&mut ends).ok()?;
        let lengths = (0..self.positions.len()).map(|number| self.length_of(number));
        lengths.sum::<Option<usize>>().map(|features| features + ends.len())
    }

    /// The answer, or `length` bytes of it from `first` on, written while it is sent.
    pub(super) fn into_body(self, first: usize, length: Option<usize>) -> Body {
        Body::new(Stream { features: self, at: Stage::Opening, skip: first, left: length })
    }

    fn write_feature(&self, out: &mut Vec<u8>, number: usize) -> io::Result<()> {
        let collection = self.snapshot.collection(self.collection);
        let position = self.positions[number];
        if self.shaping.is_none()
            && let Some((before, behind)) = self.layout.frame(number)
        {
            out.extend_from_slice(before);
            collection.write_feature(position, out);
            out.extend_from_slice(behind);
            return Ok(());
        }
        self.layout.write_feature(out, &self.shaping.shape(&collection.feature(position)), number)
    }

    fn length_of(&self, number: usize) -> Option<usize> {
        if !self.shaping.is_none() {
            return None;
        }
        let (before, behind) = self.layout.frame(number)?;
        let collection = self.snapshot.collection(self.collection);
        Some(before.len() + collection.feature_length(self.positions[number]) + behind.len())
    }
}

/// An answer on its way.
struct Stream {
    features: Features,
    at: Stage,
    /// Bytes that are not wanted before the first that is.
    skip: usize,
    /// Bytes that are wanted still; null for all.
    left: Option<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Opening,
    /// Before the feature of this number.
    Feature(usize),
    Done,
}

impl Stream {
    /// Writes up to about [`CHUNK`] bytes; none at the end.
    fn chunk(&mut self) -> io::Result<Vec<u8>> {
        let mut out = Vec::with_capacity(CHUNK + (CHUNK >> 3));
        while out.len() < CHUNK && self.at != Stage::Done && self.left != Some(0) {
            let before = out.len();
            self.step(&mut out)?;
            if self.skip > 0 {
                // Nothing that is wanted came before.
                let unwanted = self.skip.min(out.len() - before);
                out.drain(before..before + unwanted);
                self.skip -= unwanted;
            }
            if let Some(left) = &mut self.left {
                out.truncate(before + *left);
                *left -= out.len() - before;
            }
        }
        Ok(out)
    }

    fn step(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        match self.at {
            Stage::Opening => {
                self.at = Stage::Feature(0);
                self.features.layout.write_opening(out)
            }
            Stage::Feature(number) if number < self.features.positions.len() => {
                self.at = Stage::Feature(number + 1);
                match self.features.length_of(number) {
                    Some(length) if length <= self.skip => {
                        self.skip -= length;
                        Ok(())
                    }
                    _ => self.features.write_feature(out, number),
                }
            }
            Stage::Feature(_) => {
                self.at = Stage::Done;
                self.features.layout.write_closing(out)
            }
            Stage::Done => Ok(()),
        }
    }
}

impl HttpBody for Stream {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Poll::Ready(match self.chunk() {
            Ok(chunk) if chunk.is_empty() => None,
            Ok(chunk) => Some(Ok(Frame::data(chunk.into()))),
            Err(error) => {
                self.at = Stage::Done;
                Some(Err(error))
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.at == Stage::Done || self.left == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::default, |left| SizeHint::with_exact(left as u64))
    }
}
