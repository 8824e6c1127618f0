// The places beyond the most mentioned, which are too many to be fetched in full before anybody asks for one of them. At first only
// where they are and how often they are mentioned, so that sums on the map are true; then which they are; and each in full when it
// stands on the map by itself or in the list.

import * as api from '../api.js';
import { readCsv } from '../csv.js';
import { KINDS, noCounts } from '../kinds.js';
import { readTile } from '../map/mvt.js';
import { EXTENT, positionIn, quarters } from './tiles.js';

/** @typedef {import('./book.js').Place} Place */
/** @typedef {{places: Place[], complete: boolean}} Others `complete` says whether there are no more than these */

/** A tile of so many features may leave some out. */
const FULL_TILE = 20_000;
/** Units of a tile this deep are smaller than a pixel wherever places without names are drawn. */
const DEEPEST = 2;
/** The server answers with no more at once. */
const PAGE = 10_000;
/** Places known by their ids: beyond those, which are mentioned least, the page says that there are more. */
const MOST = 50_000;
/** Ids per request: an address has its limits. */
const IDS_AT_ONCE = 100;

/** What is asked of a place in full. */
export const PROPERTIES = ['name', 'feature_class', 'feature_code', 'country', 'admin1', ...KINDS].join();

/** @param {string} text */
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

/** A place that nothing is known of but where it is and how often it is mentioned. @param {string} id @param {[number, number]} at @param {Record<string, any>} of @returns {Place} */
function unnamed(id, at, of) {
  const counts = noCounts();
  for (const kind of KINDS) counts[kind] = Number(of[kind] ?? 0);
  const code = of.feature_code || null;
  return { id, name: null, feature_class: null, feature_code: code, country: null, admin1: null, at, counts };
}

/**
 * The others as points without an id, from tiles.
 * @param {any[]} known features in the order of their mentions; what comes behind the last of them is asked for @param {AbortSignal} signal
 * @returns {Promise<Others>}
 */
export async function crowdBehind(known, signal) {
  const least = known.at(-1).properties.mentions;
  const same = known.filter(({ properties }) => properties.mentions === least).map(({ id }) => quoted(String(id)));
  const filter = `mentions < ${least} OR (mentions = ${least} AND NOT id IN (${same.join()}))`;
  const found = await pointsIn({ z: 0, x: 0, y: 0 }, { filter, properties: ['feature_code', ...KINDS].join() }, signal);
  return { places: found.map(({ at, properties }, i) => unnamed(`${NOBODY}${i}`, at, properties)), complete: true };
}

/** How the ids of points begin that stand for a place nobody knows yet. */
const NOBODY = 'nobody ';

/** Whether a place has no id of its own yet. @param {string} id */
export const isNobody = (id) => id.startsWith(NOBODY);

/** Those in a tile; what tiles have beyond their edges is in the next one as well. @param {import('./tiles.js').Tile} tile @param {Record<string, string>} query @param {AbortSignal} signal @returns {Promise<{at: [number, number], properties: any}[]>} */
async function pointsIn(tile, query, signal) {
  const { z, x, y } = tile;
  const address = api.url(`collections/places/tiles/WebMercatorQuad/${z}/${y}/${x}`, query);
  const features = readTile(await api.bytes(address, signal));
  if (features.length < FULL_TILE || z === DEEPEST)
    return features
      .map(({ properties, rings }) => ({ point: rings[0][0], properties }))
      .filter(({ point }) => z === 0 || point.every((unit) => unit >= 0 && unit < EXTENT))
      .map(({ point, properties }) => ({ at: positionIn(tile, point), properties }));
  return (await Promise.all(quarters(tile).map((part) => pointsIn(part, query, signal)))).flat();
}

/**
 * The others with their ids.
 * @param {URL} next the page behind those that are known @param {AbortSignal} [signal] @returns {Promise<Others>}
 */
export async function placesBehind(next, signal) {
  const places = [];
  /** @type {URL|null} */
  let address = new URL(next);
  address.searchParams.set('f', 'csv');
  address.searchParams.set('limit', String(PAGE));
  address.searchParams.set('properties', ['id', 'feature_code', ...KINDS].join());
  while (address && places.length < MOST) {
    const { text, next: further } = await api.text(address, signal);
    for (const row of readCsv(text)) places.push(unnamed(row.id, [Number(row.latitude), Number(row.longitude)], row));
    address = further;
  }
  return { places, complete: !address };
}

/** Places in full. @param {string[]} ids @param {AbortSignal} [signal] @returns {Promise<any[]>} features */
export async function inFull(ids, signal) {
  const found = [];
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    const query = { f: 'json', limit: String(IDS_AT_ONCE), properties: PROPERTIES };
    const place = ids.slice(at, at + IDS_AT_ONCE).join();
    found.push(...(await api.page('collections/places/items', { ...query, place }, signal)).items);
  }
  return found;
}
