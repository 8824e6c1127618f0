// Near places gathered into clusters with their true sums: every mention is counted once, at every zoom.

import { KINDS, noCounts } from '../kinds.js';
import { unit } from './ground.js';

/**
 * @typedef {import('../data/places.js').ShownPlace} ShownPlace
 * @typedef {{id: string, at: [number, number], members: ShownPlace[], counts: import('../data/places.js').Counts, total: number}} Cluster
 *   one place by itself, or several around the largest of them
 */

/** Pixels within which places become one: about as wide as the mark of many. */
const NEAR = 36;
/** From this zoom on only what would hide something else is gathered. */
const APART_FROM_ZOOM = 10;
const NEAR_WHEN_APART = 10;

/**
 * The largest place takes those near it, then the largest that is left, and so on. O(n) with a grid as wide as the reach.
 * @param {ShownPlace[]} places the largest first @param {number} zoom @returns {Cluster[]}
 */
export function cluster(places, zoom) {
  const reach = (zoom >= APART_FROM_ZOOM ? NEAR_WHEN_APART : NEAR) / (256 * 2 ** zoom);
  const columns = Math.max(1, Math.floor(1 / reach));
  const cell = 1 / columns;
  const points = places.map(({ place }) => unit(place.at[1], place.at[0]));
  /** @type {Map<number, number[]>} */
  const grid = new Map();
  const rowOf = (/** @type {number} */ y) => Math.floor(y / cell);
  const columnOf = (/** @type {number} */ x) => ((Math.floor(x / cell) % columns) + columns) % columns;
  const cellOf = (/** @type {number} */ row, /** @type {number} */ column) => row * columns + column;
  points.forEach(([x, y], i) => {
    const key = cellOf(rowOf(y), columnOf(x));
    const there = grid.get(key);
    if (there) there.push(i);
    else grid.set(key, [i]);
  });

  const taken = new Uint8Array(places.length);
  /** @type {Cluster[]} */
  const clusters = [];
  points.forEach(([x, y], i) => {
    if (taken[i]) return;
    /** @type {number[]} */
    const members = [];
    const seen = new Set();
    for (let row = rowOf(y) - 1; row <= rowOf(y) + 1; row += 1) {
      for (let step = -1; step <= 1; step += 1) {
        // The world is round: the first column is beside the last.
        const key = cellOf(row, (columnOf(x) + step + columns) % columns);
        if (seen.has(key)) continue;
        seen.add(key);
        for (const j of grid.get(key) ?? []) {
          const across = Math.abs(points[j][0] - x);
          if (!taken[j] && Math.hypot(Math.min(across, 1 - across), points[j][1] - y) <= reach) members.push(j);
        }
      }
    }
    for (const j of members) taken[j] = 1;
    clusters.push(together(members.sort((a, b) => a - b).map((j) => places[j])));
  });
  return clusters;
}

/** @param {ShownPlace[]} members the largest first @returns {Cluster} */
function together(members) {
  const [{ place, counts, total }] = members;
  if (members.length === 1) return { id: place.id, at: place.at, members, counts, total };
  const sum = noCounts();
  for (const member of members) for (const kind of KINDS) sum[kind] += member.counts[kind];
  return {
    id: `${place.id} and ${members.length - 1}`,
    at: place.at,
    members,
    counts: sum,
    total: members.reduce((all, member) => all + member.total, 0),
  };
}
