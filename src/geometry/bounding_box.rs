use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Position;

/// A box on the globe, in degrees; a west greater than the east says that it spans the antimeridian.
///
/// Edges belong to the box, the two ends of the antimeridian are one meridian, and a pole is in every box that
/// reaches its latitude, whatever longitude the pole is written with.
///
/// ```
/// use dateline::geometry::{BoundingBox, Position};
///
/// let around_the_dateline = BoundingBox::parse("170,-90,-170,90").unwrap();
/// assert!(around_the_dateline.contains(Position::new(178.4, -18.1))); // Suva
/// assert!(!around_the_dateline.contains(Position::new(36.7, 34.7))); // Homs
/// assert_eq!(around_the_dateline.parts().len(), 2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoundingBox {
    /// Western edge, degrees, -180 to 180.
    pub west: f64,
    /// Southern edge, degrees, -90 to 90.
    pub south: f64,
    /// Eastern edge, degrees, -180 to 180.
    pub east: f64,
    /// Northern edge, degrees, -90 to 90.
    pub north: f64,
}

/// Why a text is not a bounding box.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BoundingBoxError {
    /// Neither four nor six parts.
    #[error(
        "bbox has {found} parts; expected 4 (west,south,east,north) or 6 (with heights), separated by commas"
    )]
    Count {
        /// How many parts there are.
        found: usize,
    },
    /// A part that is not a finite number.
    #[error("bbox {part} is {text:?}; expected a finite number of {unit}")]
    Number {
        /// Name of the part: west, south, lowest height, east, north or highest height.
        part: &'static str,
        /// The part as it was written.
        text: String,
        /// Unit of the part.
        unit: &'static str,
    },
    /// The southern edge lies north of the northern one.
    #[error("bbox south {south} lies north of its north {north}; expected west,south,east,north")]
    SouthAboveNorth {
        /// The southern edge as it was written.
        south: String,
        /// The northern edge as it was written.
        north: String,
    },
    /// The lowest height lies above the highest.
    #[error("bbox lowest height {lowest} lies above its highest height {highest}")]
    LowestAboveHighest {
        /// The lower height as it was written.
        lowest: String,
        /// The upper height as it was written.
        highest: String,
    },
}

impl BoundingBox {
    /// The whole world.
    pub const WORLD: Self = Self { west: -180.0, south: -90.0, east: 180.0, north: 90.0 };

    /// Reads the `bbox` parameter of OGC API Features: `west,south,east,north`, or six numbers of which the heights
    /// are checked and left aside.
    ///
    /// Web maps send what their view spans, so longitudes beyond ±180 are wrapped, a width of 360 degrees or more is
    /// the whole world, and latitudes beyond ±90 are clamped.
    pub fn parse(text: &str) -> Result<Self, BoundingBoxError> {
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        let names: &[&str] = match parts.len() {
            4 => &["west", "south", "east", "north"],
            6 => &["west", "south", "lowest height", "east", "north", "highest height"],
            found => return Err(BoundingBoxError::Count { found }),
        };
        let mut numbers = Vec::with_capacity(parts.len());
        for (&part, &text) in names.iter().zip(&parts) {
            numbers.push(number(part, text)?);
        }
        let half = numbers.len() / 2;
        if numbers[1] > numbers[half + 1] {
            return Err(BoundingBoxError::SouthAboveNorth {
                south: parts[1].to_owned(),
                north: parts[half + 1].to_owned(),
            });
        }
        if half == 3 && numbers[2] > numbers[5] {
            return Err(BoundingBoxError::LowestAboveHighest {
                lowest: parts[2].to_owned(),
                highest: parts[5].to_owned(),
            });
        }
        Ok(Self::wrapped(numbers[0], numbers[1], numbers[half], numbers[half + 1]))
    }

    /// A box from any longitudes and latitudes: wrapped and clamped as [`parse`](Self::parse) says.
    ///
    /// A west greater than the east, both within ±180, spans the antimeridian.
    #[must_use]
    pub fn wrapped(west: f64, south: f64, east: f64, north: f64) -> Self {
        let south = south.clamp(-90.0, 90.0);
        let north = north.clamp(-90.0, 90.0);
        if east - west >= 360.0 {
            return Self { south, north, ..Self::WORLD };
        }
        let (mut west_in, mut east_in) = (wrap(west), wrap(east));
        // The antimeridian has two names; taking the one on the box's own side keeps `-180,..,-170` ten degrees wide
        // and `170,..,180` in one part.
        if west_in >= 180.0 && east_in < 180.0 {
            west_in = -180.0;
        }
        if east_in <= -180.0 && west_in > -180.0 {
            east_in = 180.0;
        }
        Self { west: west_in, south, east: east_in, north }
    }

    /// The narrowest box around all points, over the antimeridian where that is narrower; none without points.
    ///
    /// Costs a sort of the longitudes. It bounds the points, not an area between them: a ring around a pole, whose
    /// vertices leave a gap of longitudes, is cut there.
    #[must_use]
    pub fn of(points: impl IntoIterator<Item = Position>) -> Option<Self> {
        let (mut south, mut north) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut longitudes = Vec::new();
        for point in points {
            south = south.min(point.lat);
            north = north.max(point.lat);
            longitudes.push(point.lon);
        }
        longitudes.sort_by(f64::total_cmp);
        let (&first, &last) = (longitudes.first()?, longitudes.last()?);
        // The box is the globe less the widest gap between neighbouring longitudes.
        let mut widest = 360.0 - (last - first);
        let (mut west, mut east) = (first, last);
        for pair in longitudes.windows(2) {
            if pair[1] - pair[0] > widest {
                widest = pair[1] - pair[0];
                (west, east) = (pair[1], pair[0]);
            }
        }
        // A point on the antimeridian closes the box there, under the name of its side.
        if west > east && west >= 180.0 {
            west = -180.0;
        }
        if west > east && east <= -180.0 {
            east = 180.0;
        }
        Some(Self { west, south, east, north })
    }

    /// Whether it spans the antimeridian.
    #[must_use]
    pub fn crosses_antimeridian(&self) -> bool {
        self.west > self.east
    }

    /// The box as one or two plain ones `[west, south, east, north]` with west at most east: what a planar index asks.
    ///
    /// The western part comes first, that is, the part that ends at 180.
    #[must_use]
    pub fn parts(&self) -> Vec<[f64; 4]> {
        if self.crosses_antimeridian() {
            vec![[self.west, self.south, 180.0, self.north], [-180.0, self.south, self.east, self.north]]
        } else {
            vec![[self.west, self.south, self.east, self.north]]
        }
    }

    /// Width in degrees, 0 to 360.
    #[must_use]
    pub fn width(&self) -> f64 {
        if self.crosses_antimeridian() { self.east - self.west + 360.0 } else { self.east - self.west }
    }

    /// Whether the position, with a longitude of -180 to 180, is in the box or on its edge.
    #[must_use]
    pub fn contains(&self, position: Position) -> bool {
        let Position { lon, lat } = position;
        if !(self.south..=self.north).contains(&lat) {
            return false;
        }
        lat.abs() >= 90.0 || self.spans(lon)
    }

    /// Whether the meridian runs through the box; the antimeridian does under either of its names.
    fn spans(&self, lon: f64) -> bool {
        let between = |lon: f64| {
            if self.crosses_antimeridian() {
                lon >= self.west || lon <= self.east
            } else {
                (self.west..=self.east).contains(&lon)
            }
        };
        between(lon) || (lon.abs() >= 180.0 && between(-lon))
    }

    /// Whether the two boxes share at least a point.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        let (south, north) = (self.south.max(other.south), self.north.min(other.north));
        if south > north {
            return false;
        }
        // At a pole all meridians meet.
        if north >= 90.0 || south <= -90.0 {
            return true;
        }
        // Two arcs of a circle meet where one of them begins, or ends, in the other.
        self.spans(other.west) || self.spans(other.east) || other.spans(self.west) || other.spans(self.east)
    }
}

/// `west,south,east,north`, as the `bbox` parameter takes it.
impl fmt::Display for BoundingBox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{},{}", self.west, self.south, self.east, self.north)
    }
}

impl FromStr for BoundingBox {
    type Err = BoundingBoxError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

fn number(part: &'static str, text: &str) -> Result<f64, BoundingBoxError> {
    text.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| BoundingBoxError::Number {
        part,
        text: text.to_owned(),
        unit: if part.ends_with("height") { "metres" } else { "degrees" },
    })
}

/// A longitude as -180 to 180; those already there stay as they are.
fn wrap(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) { lon } else { (lon + 180.0).rem_euclid(360.0) - 180.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> BoundingBox {
        BoundingBox::parse(text).unwrap()
    }

    fn error(text: &str) -> String {
        BoundingBox::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn a_west_beyond_the_east_means_the_twenty_degrees_around_the_dateline() {
        let bbox = parse("170,-90,-170,90");
        let inside = (0..3600).map(|tenth| f64::from(tenth) / 10.0 - 180.0);
        assert_eq!(inside.filter(|&lon| bbox.contains(Position::new(lon, 0.0))).count(), 201);
        assert!((bbox.width() - 20.0).abs() < 1e-12);
        assert_eq!(bbox.parts(), [[170.0, -90.0, 180.0, 90.0], [-180.0, -90.0, -170.0, 90.0]]);
    }

    #[test]
    fn a_web_map_over_fiji_gets_fiji() {
        let bbox = parse("160.4,-29.1,195.6,-4.1");
        assert!(bbox.contains(Position::new(178.4, -18.1)));
        assert!(bbox.contains(Position::new(-179.9, -16.8)));
        assert!(bbox.contains(Position::new(-172.0, -13.6)), "Samoa");
        assert!(!bbox.contains(Position::new(0.0, -18.1)));
    }

    #[test]
    fn a_view_wider_than_the_world_is_the_whole_world() {
        assert_eq!(parse("-281,-95.9,281,98"), BoundingBox::WORLD);
        assert_eq!(parse("0,-90,360,90"), BoundingBox::WORLD);
        assert_eq!(parse("-180,-90,180,90"), BoundingBox::WORLD);
    }

    #[test]
    fn the_antimeridian_takes_the_name_of_the_box_side() {
        assert_eq!(parse("180,0,190,1").parts(), [[-180.0, 0.0, -170.0, 1.0]]);
        assert_eq!(parse("170,0,-180,1").parts(), [[170.0, 0.0, 180.0, 1.0]]);
        assert_eq!(parse("-190,0,-180,1").parts(), [[170.0, 0.0, 180.0, 1.0]]);
        assert!(parse("170,0,180,1").contains(Position::new(-180.0, 0.5)));
        assert!(parse("-180,0,-170,1").contains(Position::new(180.0, 0.5)));
    }

    #[test]
    fn a_box_that_reaches_the_pole_holds_the_pole_under_any_longitude() {
        let bbox = parse("10,80,20,95");
        assert!(bbox.contains(Position::new(-120.0, 90.0)));
        assert!(!bbox.contains(Position::new(-120.0, 89.9)));
        assert!(bbox.intersects(&parse("100,85,110,90")));
        assert!(!bbox.intersects(&parse("100,85,110,89")));
    }

    #[test]
    fn six_numbers_are_a_box_with_heights() {
        assert_eq!(parse("35, 34, -100, 38, 37, 9000"), parse("35,34,38,37"));
        assert_eq!(error("35,34,9,38,37,8"), "bbox lowest height 9 lies above its highest height 8");
    }

    #[test]
    fn an_error_names_the_part_at_fault_and_what_was_expected() {
        assert_eq!(
            error("35,34,38"),
            "bbox has 3 parts; expected 4 (west,south,east,north) or 6 (with heights), separated by commas"
        );
        assert_eq!(error("35,34,x,37"), "bbox east is \"x\"; expected a finite number of degrees");
        assert_eq!(error("35,,38,37"), "bbox south is \"\"; expected a finite number of degrees");
        assert_eq!(error("NaN,34,38,37"), "bbox west is \"NaN\"; expected a finite number of degrees");
        assert_eq!(error("35,34,38,inf"), "bbox north is \"inf\"; expected a finite number of degrees");
        assert_eq!(
            error("35,37,38,34"),
            "bbox south 37 lies north of its north 34; expected west,south,east,north"
        );
    }

    #[test]
    fn the_box_of_points_is_the_narrow_way_around() {
        let fiji = [Position::new(177.3, -17.8), Position::new(-179.9, -16.8), Position::new(178.4, -18.1)];
        let bbox = BoundingBox::of(fiji).unwrap();
        assert_eq!((bbox.west, bbox.east), (177.3, -179.9));
        assert_eq!((bbox.south, bbox.north), (-18.1, -16.8));
        assert_eq!(BoundingBox::of([]), None);
        let one = BoundingBox::of([Position::new(36.7, 34.7)]).unwrap();
        assert_eq!(one.parts(), [[36.7, 34.7, 36.7, 34.7]]);
    }

    /// The definition, spelled out: somewhere on the way east from west to east lies the longitude, whole turns aside.
    fn on_the_way_east(west: f64, width: f64, lon: f64) -> bool {
        width >= 360.0
            || (-4..=4).any(|turn| (west..=west + width).contains(&(lon + 360.0 * f64::from(turn))))
    }

    proptest! {
        #[test]
        fn containing_equals_the_definition(
            west in -540i32..540, width in 0i32..400, south in -120i32..100, height in 0i32..100,
            lon in -180i32..=180, lat in -90i32..=90,
        ) {
            let [west, width, south, height, lon, lat] = [west, width, south, height, lon, lat].map(f64::from);
            let bbox = BoundingBox::wrapped(west, south, west + width, south + height);
            let latitude_fits = lat >= south.clamp(-90.0, 90.0) && lat <= (south + height).clamp(-90.0, 90.0);
            let expected = latitude_fits && (lat.abs() >= 90.0 || on_the_way_east(west, width, lon));
            prop_assert_eq!(bbox.contains(Position::new(lon, lat)), expected, "{:?}", bbox);
        }

        #[test]
        fn whole_turns_change_nothing(
            west in -180i32..180, width in 1i32..360, turns in -3i32..=3, lon in -180i32..=180,
        ) {
            let text = |turn: i32| format!("{},-10,{},10", west + 360 * turn, west + width + 360 * turn);
            let (plain, turned) = (parse(&text(0)), parse(&text(turns)));
            let position = Position::new(f64::from(lon), 0.0);
            prop_assert_eq!(plain.contains(position), turned.contains(position));
            prop_assert!((plain.width() - turned.width()).abs() < 1e-9);
        }

        #[test]
        fn the_parts_together_hold_what_the_box_holds(
            west in -180.0..180.0, east in -180.0..180.0, lon in -180.0..180.0, lat in -89.0..89.0,
        ) {
            let bbox = BoundingBox { west, south: -40.0, east, north: 60.0 };
            let held = bbox.parts().iter().any(|&[west, south, east, north]| {
                west <= lon && lon <= east && south <= lat && lat <= north
            });
            prop_assert_eq!(held, bbox.contains(Position::new(lon, lat)));
        }

        #[test]
        fn boxes_intersect_when_a_grid_point_is_in_both(
            first in (-180i32..180, 0i32..350), second in (-180i32..180, 0i32..350),
        ) {
            let bbox = |(west, width): (i32, i32)| {
                BoundingBox::wrapped(f64::from(west), -10.0, f64::from(west + width), 10.0)
            };
            let (first, second) = (bbox(first), bbox(second));
            let shared = (-180..=180).map(|lon| Position::new(f64::from(lon), 0.0));
            let expected = shared.into_iter().any(|p| first.contains(p) && second.contains(p));
            prop_assert_eq!(first.intersects(&second), expected);
            prop_assert_eq!(second.intersects(&first), expected);
        }

        #[test]
        fn the_box_of_points_holds_them_all(points in prop::collection::vec((-180i32..=180, -90i32..=90), 1..12)) {
            let points: Vec<_> =
                points.into_iter().map(|(lon, lat)| Position::new(f64::from(lon), f64::from(lat))).collect();
            let bbox = BoundingBox::of(points.iter().copied()).unwrap();
            prop_assert!(points.iter().all(|&point| bbox.contains(point)), "{:?}", bbox);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9eE+.,\\-a-z ]{0,40}") {
            let _ = BoundingBox::parse(&text);
        }
    }
}
