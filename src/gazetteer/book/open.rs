use std::sync::{Arc, OnceLock};

use fst::raw::Fst;
use geo::MultiPolygon;

use super::nearest::Positions;
use super::territory::Territories;
use crate::gazetteer::PlaceId;
use crate::gazetteer::format::Section;
use crate::gazetteer::pack::{Bytes, Pack, PackError, Slice};

/// The pack that build.rs has unpacked.
static BUNDLED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/world.gaz"));

/// A book of places: look up by name, by id, by position.
///
/// Opening costs microseconds: the pack is read where it lies. All look-ups are `&self` and need no lock.
///
/// ```
/// use dateline::gazetteer::Gazetteer;
///
/// let gazetteer = Gazetteer::bundled();
/// let homs = gazetteer.lookup("Homs").next().map(|hit| gazetteer.place(hit.place)).unwrap();
/// assert_eq!((homs.id.to_string().as_str(), homs.country), ("169577", Some("SY")));
/// ```
pub struct Gazetteer {
    pub(super) pack: Pack,
    pub(super) names: Fst<Slice>,
    /// Each area once it was needed.
    pub(super) areas: Vec<OnceLock<Arc<MultiPolygon<f64>>>>,
    pub(super) countries: OnceLock<Territories>,
    pub(super) first_level: OnceLock<Territories>,
    pub(super) positions: OnceLock<Positions>,
}

impl Gazetteer {
    /// The gazetteer inside the binary.
    ///
    /// # Panics
    /// Never in a released binary: a test opens the same bytes.
    #[must_use]
    pub fn bundled() -> &'static Self {
        static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
        GAZETTEER.get_or_init(|| {
            Self::open(Bytes::Static(BUNDLED))
                .expect("the bundled pack was written by the same version of this code")
        })
    }

    /// Opens a pack that was read into memory and compares its checksum.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, PackError> {
        let gazetteer = Self::open(Bytes::Shared(bytes.into()))?;
        gazetteer.pack.verify()?;
        // The checksum says that nobody changed the pack since; this, that its names can be walked.
        gazetteer.names.verify().map_err(damaged_names)?;
        Ok(gazetteer)
    }

    fn open(bytes: Bytes) -> Result<Self, PackError> {
        let pack = Pack::open(bytes)?;
        let names = Fst::new(pack.slice(Section::Names)).map_err(damaged_names)?;
        let areas = (0..pack.section(Section::AreaIndex).len() / 24).map(|_| OnceLock::new()).collect();
        Ok(Self {
            pack,
            names,
            areas,
            countries: OnceLock::new(),
            first_level: OnceLock::new(),
            positions: OnceLock::new(),
        })
    }

    /// How many places there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pack.section(Section::Longitude).len() / 4
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many different folded names there are.
    #[must_use]
    pub fn name_count(&self) -> usize {
        self.names.len()
    }

    /// How many places have an area.
    #[must_use]
    pub fn area_count(&self) -> usize {
        self.areas.len()
    }

    /// Bytes of the unpacked pack.
    #[must_use]
    pub fn size(&self) -> usize {
        self.pack.len()
    }

    /// What the pack was made from, as JSON.
    #[must_use]
    pub fn about(&self) -> &str {
        std::str::from_utf8(self.pack.section(Section::About)).unwrap_or_default()
    }

    /// Every place of the book, the most important first.
    pub fn places(&self) -> impl Iterator<Item = PlaceId> + use<> {
        (0..self.len() as u32).map(PlaceId)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` gives")]
fn damaged_names(error: fst::Error) -> PackError {
    PackError::Damaged { what: format!("the names: {error}") }
}
