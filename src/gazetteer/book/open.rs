use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use geo::MultiPolygon;

use super::layer::Layer;
use super::stack::Stack;
use super::territory::Territories;
use crate::gazetteer::format::Section;
use crate::gazetteer::map::map;
use crate::gazetteer::pack::{Bytes, PackError};
use crate::gazetteer::{PlaceId, Renown};

/// The pack that build.rs has unpacked.
static BUNDLED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/world.gaz"));

/// A book has at most so many packs, the bundled one among them.
pub const MOST_LAYERS: usize = 8;

/// Why a file is no layer of a book.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is no pack, or a damaged one.
    #[error("{}: {source}", path.display())]
    Pack {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        source: PackError,
    },
    /// More packs than a book holds.
    #[error("{count} gazetteers beside the bundled one, expected at most {}", MOST_LAYERS - 1)]
    TooMany {
        /// How many there are.
        count: usize,
    },
}

/// A book of places: look up by name, by id, by position.
///
/// Opening the bundled one costs microseconds: the pack is read where it lies. All look-ups are `&self` and need no lock.
///
/// ```
/// use dateline::gazetteer::Gazetteer;
///
/// let gazetteer = Gazetteer::bundled();
/// let homs = gazetteer.lookup("Homs").next().map(|hit| gazetteer.place(hit.place)).unwrap();
/// assert_eq!((homs.id.to_string().as_str(), homs.country), ("169577", Some("SY")));
/// ```
pub struct Gazetteer {
    /// The bundled one first; never empty.
    pub(super) layers: Vec<Layer>,
    /// What holds between layers, where there are several.
    pub(super) stack: Option<Stack>,
    /// Each area of all layers once it was needed.
    pub(super) areas: Vec<OnceLock<Arc<MultiPolygon<f64>>>>,
    pub(super) countries: OnceLock<Territories>,
    pub(super) first_level: OnceLock<Territories>,
}

impl Gazetteer {
    /// The gazetteer inside the binary.
    ///
    /// # Panics
    /// Never in a released binary: a test opens the same bytes.
    #[must_use]
    pub fn bundled() -> &'static Self {
        static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
        GAZETTEER.get_or_init(|| Self::of(vec![bundled_layer()]))
    }

    /// The bundled book with packs over it, as [`super::super::import`] makes them; a later one wins over an earlier one. A place
    /// with the id of another below replaces it, and keeps its names, and its area where it has none itself.
    ///
    /// The files are mapped, not read into memory, once their checksums have been compared: a second for a gigabyte.
    pub fn stacked(paths: &[impl AsRef<Path>]) -> Result<Self, OpenError> {
        if paths.len() >= MOST_LAYERS {
            return Err(OpenError::TooMany { count: paths.len() });
        }
        let mut layers = vec![bundled_layer()];
        for path in paths {
            layers.push(open(path.as_ref())?);
        }
        Ok(Self::of(layers))
    }

    /// A book of one pack that was read into memory; compares its checksum.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, PackError> {
        let layer = Layer::open(Bytes::Shared(bytes.into()))?;
        layer.verify()?;
        Ok(Self::of(vec![layer]))
    }

    fn of(mut layers: Vec<Layer>) -> Self {
        let (mut places, mut areas) = (0, 0);
        for layer in &mut layers {
            layer.first = places;
            layer.first_area = areas;
            places += layer.places() as u32;
            areas += layer.areas();
        }
        let stack = (layers.len() > 1).then(|| Stack::new(&layers));
        let areas = (0..areas).map(|_| OnceLock::new()).collect();
        Self { layers, stack, areas, countries: OnceLock::new(), first_level: OnceLock::new() }
    }

    /// How many places there are; those that another layer replaces do not count.
    #[must_use]
    pub fn len(&self) -> usize {
        self.layers.iter().map(Layer::places).sum::<usize>() - self.stack.as_ref().map_or(0, Stack::replaced)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many folded names there are; one that several layers hold counts in each.
    #[must_use]
    pub fn name_count(&self) -> usize {
        self.layers.iter().map(|layer| layer.names.len()).sum()
    }

    /// How many areas there are.
    #[must_use]
    pub fn area_count(&self) -> usize {
        self.areas.len()
    }

    /// Bytes of the unpacked packs.
    #[must_use]
    pub fn size(&self) -> usize {
        self.layers.iter().map(|layer| layer.pack.len()).sum()
    }

    /// What each layer was made from, as JSON; the bundled one first.
    pub fn about(&self) -> impl Iterator<Item = &str> {
        self.layers
            .iter()
            .map(|layer| std::str::from_utf8(layer.pack.section(Section::About)).unwrap_or_default())
    }

    /// Every place of the book, in each layer the most important first.
    pub fn places(&self) -> impl Iterator<Item = PlaceId> + '_ {
        self.layers.iter().enumerate().flat_map(move |(number, layer)| {
            (0..layer.places() as u32)
                .filter(move |&local| self.global(number, local) == layer.global(local))
                .map(|local| layer.global(local))
        })
    }

    /// The layer that a place stands in, with its number.
    pub(super) fn layer_of(&self, place: PlaceId) -> (usize, &Layer) {
        let number = self.layers.iter().rposition(|layer| layer.first <= place.0).unwrap_or_default();
        (number, &self.layers[number])
    }

    /// The place of the book that a place of a layer is.
    pub(super) fn global(&self, number: usize, local: u32) -> PlaceId {
        let layer = &self.layers[number];
        self.stack.as_ref().map_or_else(|| layer.global(local), |stack| stack.winner(number, layer, local))
    }

    /// The places of lower layers that a place replaced.
    pub(super) fn inheritance(&self, place: PlaceId) -> impl Iterator<Item = PlaceId> + '_ {
        self.stack.iter().flat_map(move |stack| stack.inheritance(place))
    }

    /// Whether a place is known because it is in the book at all: whether the bundled one has it.
    #[must_use]
    pub fn renown(&self, place: PlaceId) -> Renown {
        let is_bundled = |place: PlaceId| self.layer_of(place).0 == 0;
        if is_bundled(place) || self.inheritance(place).any(is_bundled) {
            Renown::Known
        } else {
            Renown::Unknown
        }
    }
}

fn bundled_layer() -> Layer {
    Layer::open(Bytes::Static(BUNDLED))
        .expect("the bundled pack was written by the same version of this code")
}

fn open(path: &Path) -> Result<Layer, OpenError> {
    let io = |source| OpenError::Io { path: path.to_owned(), source };
    if path.is_dir() {
        return Err(io(std::io::Error::new(
            std::io::ErrorKind::IsADirectory,
            "is a folder, expected a pack",
        )));
    }
    let file = File::open(path).map_err(io)?;
    let pack = |source| OpenError::Pack { path: path.to_owned(), source };
    // An empty file cannot be mapped.
    let is_empty = file.metadata().map_err(io)?.len() == 0;
    let bytes = if is_empty { Bytes::Static(&[]) } else { Bytes::Mapped(Arc::new(map(&file).map_err(io)?)) };
    let layer = Layer::open(bytes).map_err(pack)?;
    layer.verify().map_err(pack)?;
    Ok(layer)
}
