// The world is round and the map is not: everything is drawn once for each turn of the world that is in view, and longitudes are
// told apart by the gaps between them.

/* global L */

/** @typedef {[number, number]} LatLon */

/** Degrees without anything that are worth cutting the world there. */
const LEAST_GAP = 20;

/** A longitude between -180 and 180. @param {number} lon */
export const wrap = (lon) => (lon >= -180 && lon <= 180 ? lon : ((((lon + 180) % 360) + 360) % 360) - 180);

/** The turns of the world that are in view, as whole numbers; a bit more than the view, so that moving shows what is there already. @param {any} map */
export function turnsOf(map) {
  const view = map.getBounds().pad(0.3);
  const [first, last] = [view.getWest(), view.getEast()].map((lon) => Math.floor((lon + 180) / 360));
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/**
 * Calls back when other turns of the world come into view.
 * @param {any} map @param {() => void} listener
 */
export function onTurns(map, listener) {
  let before = turnsOf(map).join();
  map.on('moveend', () => {
    const now = turnsOf(map).join();
    if (now === before) return;
    before = now;
    listener();
  });
}

/** The position as it is nearest to another, perhaps a turn further. @param {LatLon} at @param {number} lon @returns {LatLon} */
export const nearest = ([lat, own], lon) => [lat, own + 360 * Math.round((lon - own) / 360)];

/**
 * Where the line is best cut: the longitude from which all others lie eastwards within the shortest span, behind the largest gap.
 * @param {number[]} longitudes
 */
export function seamOf(longitudes) {
  const sorted = [...new Set(longitudes.map(wrap))].sort((a, b) => a - b);
  let [seam, widest] = [sorted[0] ?? -180, sorted.length ? sorted[0] + 360 - sorted[sorted.length - 1] : 0];
  for (let i = 1; i < sorted.length; i += 1) {
    const gap = sorted[i] - sorted[i - 1];
    if (gap > widest) [seam, widest] = [sorted[i], gap];
  }
  // What goes all around is best cut where maps are.
  return widest < LEAST_GAP ? -180 : seam;
}

/** A longitude eastwards of the seam, at most a turn away. @param {number} lon @param {number} seam */
export const eastOf = (lon, seam) =>
  lon >= seam && lon <= seam + 360 ? lon : lon + 360 * Math.ceil((seam - lon) / 360 - 1e-9);

/** Positions moved by whole turns so that they lie side by side. @param {LatLon[]} points @returns {LatLon[]} */
export function together(points) {
  const seam = seamOf(points.map(([, lon]) => lon));
  // Those that were put side by side before may be a turn further on.
  return points.map(([lat, lon]) => [lat, eastOf(wrap(lon), seam)]);
}

/** A box of the map as the API wants it: the whole world, or within -180 and 180. @param {any} bounds @returns {[number, number, number, number]} */
export function bboxOf(bounds) {
  const [south, north] = [Math.max(-90, bounds.getSouth()), Math.min(90, bounds.getNorth())];
  const [west, east] = [bounds.getWest(), bounds.getEast()];
  const round = (/** @type {number} */ degrees) => Math.round(degrees * 1e4) / 1e4;
  if (east - west >= 360) return [-180, round(south), 180, round(north)];
  return [round(wrap(west)), round(south), round(wrap(east)), round(north)];
}

/** A box of the API on the map: its east is never west of its west. @param {[number, number, number, number]} box */
export const boundsOf = ([west, south, east, north]) =>
  L.latLngBounds([south, west], [north, east < west ? east + 360 : east]);
