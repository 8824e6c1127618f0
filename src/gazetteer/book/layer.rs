use fst::raw::Fst;

use crate::gazetteer::format::{ID_IS_STRING, Section};
use crate::gazetteer::model::name_kind;
use crate::gazetteer::pack::{Bytes, Pack, PackError, Slice};
use crate::gazetteer::{Id, NameKind, PlaceId};

/// A pack in its place in a book.
pub(super) struct Layer {
    pub(super) pack: Pack,
    pub(super) names: Fst<Slice>,
    /// The number of its first place in the book.
    pub(super) first: u32,
    /// The number of its first area in the book.
    pub(super) first_area: usize,
}

impl Layer {
    /// Checks header, table and columns; the checksum is left to [`Layer::verify`].
    pub(super) fn open(bytes: Bytes) -> Result<Self, PackError> {
        let pack = Pack::open(bytes)?;
        let names = Fst::new(pack.slice(Section::Names)).map_err(damaged_names)?;
        Ok(Self { pack, names, first: 0, first_area: 0 })
    }

    /// Reads all of it once and compares the checksums.
    pub(super) fn verify(&self) -> Result<(), PackError> {
        self.pack.verify()?;
        // The names have a checksum of their own, which whoever writes a pack by other means may have got wrong.
        self.names.verify().map_err(damaged_names)
    }

    /// How many places it holds.
    pub(super) fn places(&self) -> usize {
        self.pack.section(Section::Longitude).len() / 4
    }

    /// How many areas it holds.
    pub(super) fn areas(&self) -> usize {
        self.pack.section(Section::AreaIndex).len() / 24
    }

    /// Where a place of the book stands in the pack.
    pub(super) fn local(&self, place: PlaceId) -> usize {
        (place.0 - self.first) as usize
    }

    /// The place of the book that stands somewhere in the pack.
    pub(super) fn global(&self, local: u32) -> PlaceId {
        PlaceId(self.first.saturating_add(local))
    }

    /// The places behind a value of the names, and how they came by the name; the most important first.
    pub(super) fn bearers(&self, value: u64) -> impl Iterator<Item = (u32, NameKind)> + '_ {
        let places = self.places() as u64;
        self.pack
            .postings(value)
            .map(|posting| (posting >> 3, name_kind(posting & 7)))
            // A damaged pack may point anywhere.
            .filter(move |(place, _)| *place < places)
            .map(|(place, kind)| (place as u32, kind))
    }

    pub(super) fn id(&self, local: usize) -> Id<'_> {
        self.id_of(self.pack.u32(Section::Id, local))
    }

    fn id_of(&self, value: u32) -> Id<'_> {
        if value & ID_IS_STRING == 0 {
            Id::GeoNames(value)
        } else {
            Id::Other(self.pack.string(value & !ID_IS_STRING))
        }
    }

    /// Where the place with an id stands.
    pub(super) fn find(&self, id: Id<'_>) -> Option<u32> {
        let (mut low, mut high) = (0, self.pack.section(Section::IdIndex).len() / 8);
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.id_of(self.pack.u32(Section::IdIndex, 2 * middle)).cmp(&id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    let place = self.pack.u32(Section::IdIndex, 2 * middle + 1);
                    return ((place as usize) < self.places()).then_some(place);
                }
            }
        }
        None
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` gives")]
fn damaged_names(error: fst::Error) -> PackError {
    PackError::Damaged { what: format!("the names: {error}") }
}
