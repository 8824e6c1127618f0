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

    /// Adds the geometries of another index, those of features that `moved` gives a new place.
    pub(super) fn take(&mut self, other: &Space, moved: impl Fn(u32) -> Option<u32>) {
        self.several_parts |= other.several_parts;
        for leaf in &other.tree {
            let Some(feature) = moved(leaf.feature) else { continue };
            let part = match leaf.part {
                Part::Point => Part::Point,
                Part::Line(line) => {
                    self.lines.push(other.lines[line as usize].clone());
                    Part::Line(self.lines.len() as u32 - 1)
                }
                Part::Polygon(polygon) => {
                    self.polygons.push(other.polygons[polygon as usize].clone());
                    Part::Polygon(self.polygons.len() as u32 - 1)
                }
            };
            self.leaf(leaf.envelope, feature, part);
        }
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

    /// The same of some features alone. O(n).
    pub(super) fn extent_of(&self, is_asked: impl Fn(u32) -> bool) -> Option<[f64; 4]> {
        let asked = self.tree.iter().filter(|leaf| is_asked(leaf.feature)).map(|leaf| leaf.envelope);
        let all = asked.reduce(|mut all, envelope| {
            all.merge(&envelope);
            all
        })?;
        let ([west, south], [east, north]) = (all.lower(), all.upper());
        Some([west, south, east, north])
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

fn envelope_of(rect: Rect<f64>) -> AABB<[f64; 2]> {
    let corner = |Coord { x, y }: Coord<f64>| [x, y];
    AABB::from_corners(corner(rect.min()), corner(rect.max()))
}
