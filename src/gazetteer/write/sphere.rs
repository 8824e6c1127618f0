//! A tree over positions that needs no pointers: the order of the places is the tree.

use crate::gazetteer::sphere::on_sphere;
use crate::geometry::Position;

/// Orders numbered positions so that the middle of every range parts it in two by one axis of the unit sphere, the three axes
/// taking turns: a balanced k-d tree without a byte beside the numbers. Costs O(n log n).
pub(super) fn in_tree_order(positions: impl Iterator<Item = (u32, Position)>) -> Vec<u32> {
    let mut points: Vec<([f32; 3], u32)> =
        positions.map(|(number, position)| (on_sphere(position).map(|axis| axis as f32), number)).collect();
    order(&mut points, 0);
    points.into_iter().map(|(_, number)| number).collect()
}

fn order(points: &mut [([f32; 3], u32)], axis: usize) {
    if points.len() < 2 {
        return;
    }
    let middle = points.len() / 2;
    // Numbers break ties, so that the same places always make the same tree.
    points.select_nth_unstable_by(middle, |(a, number), (b, other)| {
        a[axis].total_cmp(&b[axis]).then(number.cmp(other))
    });
    let (low, high) = points.split_at_mut(middle);
    order(low, (axis + 1) % 3);
    order(&mut high[1..], (axis + 1) % 3);
}
