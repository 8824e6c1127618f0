// Areas of places, out of vector tiles: as coarse as the map is, since whole outlines are long.

import * as api from '../api.js';
import { readTile } from '../map/mvt.js';

/** Tiles kept. */
const MOST_KEPT = 64;

/** @type {Map<string, Promise<import('../map/mvt.js').TileFeature[]>>} */
const kept = new Map();

export const forget = () => kept.clear();

/** The areas of some places in a tile. @param {import('./tiles.js').Tile} tile @param {string[]} ids @returns {Promise<import('../map/mvt.js').TileFeature[]>} */
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
