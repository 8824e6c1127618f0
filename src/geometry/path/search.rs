use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::plane::lambert_km;
use super::region::{Region, Site};

/// A chain of straight legs.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// Which source it begins at.
    pub(super) source: usize,
    /// Which target it ends at.
    pub(super) target: usize,
    /// The bends on the way, as indices into the region's, first to last.
    pub(super) bends: Vec<usize>,
}

/// A leg that may be the last of a shortest chain to `site`, if it turns out to be free.
struct Candidate {
    /// A lower bound of the length of the whole chain, over this leg.
    bound_km: f64,
    length_km: f64,
    from: usize,
    site: usize,
}

impl Ord for Candidate {
    /// Least bound first out of a heap that gives the greatest; ties by number, so that equal input gives equal paths.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |candidate: &Self| (candidate.site, candidate.from);
        other.bound_km.total_cmp(&self.bound_km).then_with(|| key(other).cmp(&key(self)))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}

/// The shortest chains from any of the sources to the `wanted` targets that are nearest, nearest first; fewer where no
/// chain of at most `limit_km` leads to more.
///
/// A* over the visibility graph of the region's bends, which is never built: whether a leg is free is asked only when
/// the leg comes up as the most promising one left. That makes the cost a cheap distance for each pair of a reached
/// site and another, and the dearer question only for a small share of them.
pub(super) fn chains(
    region: &Region,
    sources: &[Site],
    targets: &[Site],
    wanted: usize,
    limit_km: f64,
) -> Vec<Chain> {
    // Sites are numbered sources first, then bends, then targets.
    let (first_bend, first_target) = (sources.len(), sources.len() + region.bends.len());
    let sites: Vec<Site> = sources.iter().chain(&region.bends).chain(targets).copied().collect();
    // With every target wanted no direction is more promising than another.
    let one_by_one = wanted < targets.len() || targets.len() == 1;
    let towards = |site: &Site| {
        let nearest =
            || targets.iter().map(|target| lambert_km(site.unit, target.unit)).fold(f64::INFINITY, f64::min);
        if one_by_one { nearest() } else { 0.0 }
    };
    let ahead: Vec<f64> = sites.iter().map(towards).collect();
    let mut reached: Vec<Option<(usize, f64)>> = vec![None; sites.len()];
    let mut open: Vec<usize> = (first_bend..sites.len()).collect();
    let mut heap = BinaryHeap::new();
    let mut found = Vec::new();

    let expand = |from: usize, length_km: f64, open: &[usize], heap: &mut BinaryHeap<Candidate>| {
        let here = &sites[from];
        for &site in open {
            let there = &sites[site];
            if here.is_taut(there.point) && there.is_taut(here.point) {
                let length_km = length_km + lambert_km(here.unit, there.unit);
                let bound_km = length_km + ahead[site];
                if bound_km <= limit_km {
                    heap.push(Candidate { bound_km, length_km, from, site });
                }
            }
        }
    };
    for (source, reached) in reached.iter_mut().enumerate().take(sources.len()) {
        *reached = Some((source, 0.0));
        expand(source, 0.0, &open, &mut heap);
    }
    while let Some(Candidate { length_km, from, site, .. }) = heap.pop() {
        if found.len() == wanted {
            break;
        }
        if reached[site].is_some() || !region.is_free(sites[from].point, sites[site].point) {
            continue;
        }
        reached[site] = Some((from, length_km));
        if site < first_target {
            // Dead wood among the open sites costs at each expansion; clearing it each time would cost as much.
            if heap.len() > open.len() {
                open.retain(|&site| reached[site].is_none());
            }
            expand(site, length_km, &open, &mut heap);
        } else {
            let mut bends = Vec::new();
            let mut at = from;
            while at >= first_bend {
                bends.push(at - first_bend);
                at = reached[at].map_or(at, |(from, _)| from);
            }
            bends.reverse();
            found.push(Chain { source: at, target: site - first_target, bends });
        }
    }
    found
}
