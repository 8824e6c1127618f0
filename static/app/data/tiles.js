// The squares of web maps that the server cuts its layers into: which of them a box needs, and where on Earth their units lie.

/** Units along the side of a tile. */
export const EXTENT = 4096;
/** The map may be this many levels above a tile before its units can be seen. */
const FINER = 3;

/** @typedef {{z: number, x: number, y: number}} Tile */

/** The tiles of a box at a zoom of the map. @param {{west: number, east: number, north: number, south: number}} box in the unit square @param {number} zoom @returns {Tile[]} */
export function tilesOf({ west, east, north, south }, zoom) {
  const z = Math.max(0, Math.ceil(zoom) - FINER);
  const count = 2 ** z;
  const tiles = new Map();
  for (let x = Math.floor(west * count); x <= Math.floor(Math.min(east, west + 1) * count); x += 1) {
    for (let y = Math.max(0, Math.floor(north * count)); y <= Math.min(count - 1, Math.floor(south * count)); y += 1) {
      const column = ((x % count) + count) % count;
      tiles.set(`${column}/${y}`, { z, x: column, y });
    }
  }
  return [...tiles.values()];
}

/** The four tiles that a tile consists of. @param {Tile} tile @returns {Tile[]} */
export const quarters = ({ z, x, y }) =>
  [0, 1, 2, 3].map((i) => ({ z: z + 1, x: 2 * x + (i % 2), y: 2 * y + Math.floor(i / 2) }));

/** @param {Tile} tile @param {[number, number]} point in its units @returns {[number, number]} latitude and longitude */
export function positionIn({ z, x, y }, [px, py]) {
  const [across, down] = [(x + px / EXTENT) / 2 ** z, (y + py / EXTENT) / 2 ** z];
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * down))) * 180) / Math.PI;
  return [lat, across * 360 - 180];
}
