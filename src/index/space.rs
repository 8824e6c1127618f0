//! Where features are: an R-tree over the envelopes of their parts, and the parts for the exact test.

use geo::{BoundingRect, Coord, Intersects, LineString, MultiPolygon, Polygon, Rect};
use rstar::{AABB, Envelope, RTree, RTreeObject};

use crate::geometry::{BoundingBox, Position};

/// The geometry of one feature.
#[derive(Debug)]
pub(super) enum Shape {
    None,
    Point(Position),
    Lines(Vec<LineString<f64>>),
    Area(MultiPolygon<f64>),
}

impl Shape {
    /// The number of the square of the world that it begins in, so that numbers near each other are squares near each other (Morton
    /// order, 65,536 squares along each edge).
    pub(super) fn square(&self) -> u32 {
        let at = match self {
            Self::None => return 0,
            Self::Point(at) => [at.lon, at.lat],
            Self::Lines(lines) => {
                lines.first().and_then(|line| line.0.first()).map_or([0.0; 2], |at| [at.x, at.y])
            }
            Self::Area(area) => area.bounding_rect().map_or([0.0; 2], |rect| [rect.min().x, rect.min().y]),
        };
        spread((at[0] + 180.0) / 360.0) | spread((at[1] + 90.0) / 180.0) << 1
    }
}

/// A part of a feature in the tree: a line cut at the antimeridian, or a country of many islands, has several.
#[derive(Debug)]
struct Leaf {
    envelope: AABB<[f64; 2]>,
    feature: u32,
    part: Part,
}

/// What the envelope stands for; the number is a place in the list of lines or polygons.
#[derive(Clone, Copy, Debug)]
enum Part {
    Point,
    Line(u32),
    Polygon(u32),
}

impl RTreeObject for Leaf {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        self.envelope
    }
}

/// Collects shapes, then loads the tree in one go: the tighter tree, and the faster way to it.
#[derive(Debug, Default)]
pub(super) struct SpaceBuilder {
    leaves: Vec<Leaf>,
    lines: Vec<LineString<f64>>,
    polygons: Vec<Polygon<f64>>,
    several_parts: bool,
}

impl SpaceBuilder {
    pub(super) fn push(&mut self, feature: u32, shape: Shape) {
        let before = self.leaves.len();
        match shape {
            Shape::None => {}
            Shape::Point(at) if at.lat.abs() >= 90.0 => {
                // A pole has every longitude.
                let envelope = AABB::from_corners([-180.0, at.lat], [180.0, at.lat]);
                self.leaves.push(Leaf { envelope, feature, part: Part::Point });
            }
            Shape::Point(at) => {
                self.leaf(AABB::from_point([at.lon, at.lat]), feature, Part::Point);
                if at.lon.abs() >= 180.0 {
                    // The antimeridian has two names.
                    self.leaf(AABB::from_point([-at.lon, at.lat]), feature, Part::Point);
                }
            }
            Shape::Lines(lines) => {
                for line in lines {
                    if let Some(envelope) = line.bounding_rect() {
                        self.leaf(envelope_of(envelope), feature, Part::Line(self.lines.len() as u32));
                        self.lines.push(line);
                    }
                }
            }
            Shape::Area(area) => {
                for polygon in area {
                    if let Some(envelope) = polygon.bounding_rect() {
                        self.leaf(envelope_of(envelope), feature, Part::Polygon(self.polygons.len() as u32));
                        self.polygons.push(polygon);
                    }
                }
            }
        }
        self.several_parts |= self.leaves.len() > before + 1;
    }

    fn leaf(&mut self, envelope: AABB<[f64; 2]>, feature: u32, part: Part) {
        self.leaves.push(Leaf { envelope, feature, part });
    }

    pub(super) fn build(self) -> Space {
        Space {
            tree: RTree::bulk_load(self.leaves),
            lines: self.lines,
            polygons: self.polygons,
            several_parts: self.several_parts,
        }
    }
}

/// The searchable geometries of a collection.
#[derive(Debug)]
pub(super) struct Space {
    tree: RTree<Leaf>,
    lines: Vec<LineString<f64>>,
    polygons: Vec<Polygon<f64>>,
    /// Whether one feature may be hit twice.
    several_parts: bool,
}

impl Space {
    /// West, south, east and north of everything; null when there is nothing.
    pub(super) fn extent(&self) -> Option<[f64; 4]> {
        let envelope = self.tree.root().envelope();
        (self.tree.size() > 0).then(|| {
            let ([west, south], [east, north]) = (envelope.lower(), envelope.upper());
            [west, south, east, north]
        })
    }

    /// Whether the box holds all there is, so that asking the tree would only cost time.
    pub(super) fn is_within(&self, bbox: &BoundingBox) -> bool {
        self.extent().is_some_and(|[west, south, east, north]| {
            bbox.parts()
                .iter()
                .any(|part| part[0] <= west && part[1] <= south && part[2] >= east && part[3] >= north)
        })
    }

    /// Positions of the features of which any part lies in one of the boxes or on their edges, in order; each west, south, east, north.
    ///
    /// Costs O(log n + k log k) for k hits, and the vertices of those lines and polygons that the box cuts.
    pub(super) fn search(&self, boxes: &[[f64; 4]]) -> Vec<u32> {
        let mut hits = Vec::new();
        for &[west, south, east, north] in boxes {
            let envelope = AABB::from_corners([west, south], [east, north]);
            let rect = Rect::new((west, south), (east, north));
            hits.extend(
                self.tree
                    .locate_in_envelope_intersecting(&envelope)
                    .filter(|leaf| self.touches(leaf, &envelope, &rect))
                    .map(|leaf| leaf.feature),
            );
        }
        hits.sort_unstable();
        if self.several_parts || boxes.len() > 1 {
            hits.dedup();
        }
        hits
    }

    fn touches(&self, leaf: &Leaf, envelope: &AABB<[f64; 2]>, rect: &Rect<f64>) -> bool {
        match leaf.part {
            Part::Point => true,
            _ if envelope.contains_envelope(&leaf.envelope) => true,
            Part::Line(line) => self.lines[line as usize].intersects(rect),
            Part::Polygon(polygon) => self.polygons[polygon as usize].intersects(rect),
        }
    }
}

/// 16 bits of a share of the world, with a bit free between each two.
fn spread(share: f64) -> u32 {
    let mut bits = (share.clamp(0.0, 1.0) * 65_535.0) as u32;
    for (shift, mask) in [(8, 0x00ff_00ff), (4, 0x0f0f_0f0f), (2, 0x3333_3333), (1, 0x5555_5555)] {
        bits = (bits | bits << shift) & mask;
    }
    bits
}

fn envelope_of(rect: Rect<f64>) -> AABB<[f64; 2]> {
    let corner = |Coord { x, y }: Coord<f64>| [x, y];
    AABB::from_corners(corner(rect.min()), corner(rect.max()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(lon: f64, lat: f64) -> u32 {
        Shape::Point(Position::new(lon, lat)).square()
    }

    #[test]
    fn squares_are_numbered_from_the_south_west_quarter_by_quarter() {
        assert_eq!(square(-180.0, -90.0), 0);
        assert_eq!(square(180.0, 90.0), u32::MAX);
        assert_eq!(
            [square(-90.0, -45.0), square(90.0, -45.0), square(-90.0, 45.0), square(90.0, 45.0)]
                .map(|square| square >> 30),
            [0, 1, 2, 3]
        );
        assert!(
            square(36.7, 34.7).abs_diff(square(36.701, 34.701))
                < square(36.7, 34.7).abs_diff(square(40.0, 40.0))
        );
    }
}
