use geo::{Coord, LineString, MultiPolygon};

/// Edges per band aimed at: fewer bands cost tests per query, more bands cost memory.
const EDGES_PER_BAND: usize = 8;
/// Bands that an edge may lie in on average: an area like a comb has many tall edges, and gets fewer bands for them.
const BANDS_PER_EDGE: usize = 8;

/// The edges of an area in bands of y, so that a point is tested against the few edges beside it.
///
/// Plane coordinates of any kind. Inside is where a ray crosses an odd number of edges, so holes need no mark; a point
/// exactly on an edge falls on either side, but on one side only where two areas share that edge.
#[derive(Clone, Debug)]
pub(super) struct EdgeIndex {
    /// Corners of all rings, one after the other, each ring closed.
    corners: Vec<Coord<f64>>,
    /// Where the edges of each band begin in `edges`, and where the last one ends.
    bands: Vec<u32>,
    /// Index of the first corner of each edge, band by band.
    edges: Vec<u32>,
    low: Coord<f64>,
    high: Coord<f64>,
    bands_per_unit: f64,
}

impl EdgeIndex {
    /// Indexes the edges, in space linear in their number, and time but for a logarithm. Corners that are not finite are left out.
    pub(super) fn new(area: &MultiPolygon<f64>) -> Self {
        let rings =
            || area.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        let mut corners = Vec::with_capacity(rings().map(|ring| ring.0.len() + 1).sum());
        let mut starts = Vec::new();
        for ring in rings() {
            push_ring(&mut corners, &mut starts, ring);
        }
        let mut low = Coord { x: f64::INFINITY, y: f64::INFINITY };
        let mut high = Coord { x: f64::NEG_INFINITY, y: f64::NEG_INFINITY };
        for corner in &corners {
            low = Coord { x: low.x.min(corner.x), y: low.y.min(corner.y) };
            high = Coord { x: high.x.max(corner.x), y: high.y.max(corner.y) };
        }
        let height = high.y - low.y;
        let tall = |start: &u32| (corners[*start as usize].y - corners[*start as usize + 1].y).abs() / height;
        let mut count = (starts.len() / EDGES_PER_BAND).max(1);
        // Bands that all edges together lie in, counting one more for each that is begun.
        let spanned: f64 = if height > 0.0 { starts.iter().map(tall).sum() } else { 0.0 };
        while count > 1 && spanned * count as f64 > (BANDS_PER_EDGE * starts.len()) as f64 {
            count /= 2;
        }
        let bands_per_unit = if height > 0.0 { count as f64 / height } else { 0.0 };

        let band = |y: f64| (((y - low.y) * bands_per_unit) as usize).min(count - 1);
        let span = |&start: &u32| {
            let (a, b) = (corners[start as usize].y, corners[start as usize + 1].y);
            band(a.min(b))..=band(a.max(b))
        };
        // A counting sort: how many edges each band has, where each begins, then the edges in their places.
        let mut bands = vec![0_u32; count + 1];
        for start in &starts {
            for band in span(start) {
                bands[band + 1] += 1;
            }
        }
        for band in 0..count {
            bands[band + 1] += bands[band];
        }
        let mut next = bands.clone();
        let mut edges = vec![0; bands[count] as usize];
        for start in &starts {
            for band in span(start) {
                edges[next[band] as usize] = *start;
                next[band] += 1;
            }
        }
        Self { corners, bands, edges, low, high, bands_per_unit }
    }

    /// The corner with the least x and y, and that with the greatest; infinite without edges.
    pub(super) fn bounds(&self) -> (Coord<f64>, Coord<f64>) {
        (self.low, self.high)
    }

    /// Whether the point is inside.
    pub(super) fn contains(&self, point: Coord<f64>) -> bool {
        let within = point.x >= self.low.x
            && point.x <= self.high.x
            && point.y >= self.low.y
            && point.y <= self.high.y;
        if !within {
            return false;
        }
        let band = (((point.y - self.low.y) * self.bands_per_unit) as usize).min(self.bands.len() - 2);
        let edges = &self.edges[self.bands[band] as usize..self.bands[band + 1] as usize];
        edges.iter().filter(|&&start| self.crosses_ray(start, point)).count() % 2 == 1
    }

    /// Whether the edge crosses the ray from the point towards greater x. Ends count half-open, so that a ray through
    /// a corner crosses one of its two edges; the edge is taken upwards, so that both its areas compute the same.
    fn crosses_ray(&self, start: u32, point: Coord<f64>) -> bool {
        let (mut a, mut b) = (self.corners[start as usize], self.corners[start as usize + 1]);
        if (a.y > point.y) == (b.y > point.y) {
            return false;
        }
        if a.y > b.y {
            (a, b) = (b, a);
        }
        (point.x - a.x) * (b.y - a.y) < (b.x - a.x) * (point.y - a.y)
    }
}

fn push_ring(corners: &mut Vec<Coord<f64>>, starts: &mut Vec<u32>, ring: &LineString<f64>) {
    let first = corners.len();
    corners.extend(ring.0.iter().copied().filter(|corner| corner.x.is_finite() && corner.y.is_finite()));
    if corners.len() - first < 3 {
        corners.truncate(first);
        return;
    }
    if corners[first] != corners[corners.len() - 1] {
        corners.push(corners[first]);
    }
    starts.extend(first as u32..(corners.len() - 1) as u32);
}

#[cfg(test)]
mod tests {
    use geo::{LineString, Polygon};

    use super::*;

    #[test]
    fn a_comb_takes_space_linear_in_its_teeth() {
        let teeth = 20_000;
        let comb = (0..teeth).flat_map(|tooth| {
            let x = f64::from(tooth);
            [(x, 0.0), (x + 0.25, 10.0), (x + 0.5, 10.0), (x + 0.75, 0.0)]
        });
        let ring: LineString<f64> =
            comb.chain([(f64::from(teeth), -1.0), (0.0, -1.0)]).collect::<Vec<_>>().into();
        let index = EdgeIndex::new(&Polygon::new(ring, vec![]).into());
        assert!(index.edges.len() <= 10 * index.corners.len(), "{} entries", index.edges.len());
        assert!(index.contains(Coord { x: 7.4, y: 9.0 }) && !index.contains(Coord { x: 7.9, y: 9.0 }));
    }
}
