// Areas of places, out of vector tiles: as coarse as the map is, since whole outlines are long.

import * as api from '../api.js';
import { readTile } from '../map/mvt.js';

/** Units along the side of a tile. */
export const EXTENT = 4096;
/** The map may be this many levels above a tile before its units can be seen. */
const FINER = 3;
/** Tiles kept. */
const MOST_KEPT = 64;

/** @typedef {{z: number, x: number, y: number}} Tile */

/** @type {Map<string, Promise<import('../map/mvt.js').TileFeature[]>>} */
const kept = new Map();

export const forget = () => kept.clear();

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

/** The areas of some places in a tile. @param {Tile} tile @param {string[]} ids @returns {Promise<import('../map/mvt.js').TileFeature[]>} */
export function areasIn({ z, x, y }, ids) {
  if (!ids.length) return Promise.resolve([]);
  const address = api.url(`collections/regions/tiles/WebMercatorQuad/${z}/${y}/${x}`, {
    place: [...ids].sort().join(),
    properties: 'id,feature_code',
  });
  let tile = kept.get(address.href);
  if (!tile) {
    tile = api.bytes(address).then(readTile);
    kept.set(address.href, tile);
    tile.catch(() => kept.delete(address.href));
    for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
  }
  return tile;
}
