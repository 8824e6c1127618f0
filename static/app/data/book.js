// The places of the store with their names, positions and counts, which no filter changes.

import * as api from '../api.js';
import { KINDS, noCounts } from '../kinds.js';
import { PROPERTIES, crowdBehind, inFull, isNobody, placesBehind } from './crowd.js';
import { identity, placeIdOf, record } from './mentions.js';
import { createPart } from './part.js';

/** @typedef {Record<import('../kinds.js').Kind, number>} Counts */
/**
 * @typedef {{id: string, name: string|null, feature_class: string|null, feature_code: string|null, country: string|null,
 *   admin1: string|null, at: [number, number], counts: Counts}} Place `counts` are those of the whole store, `name` is null until the
 *   place was asked for in full
 */

/** Places fetched in full at first, the most mentioned ones. */
const FIRST = 300;
/** Places fetched in full with a view. */
const MOST_IN_VIEW = 2000;
/** Places that a filter leaves and nobody knows yet, fetched at once. */
const MOST_MISSING = 2000;
/** Coordinates that stand in texts belong to no place. */
export const MOST_POINTS = 10_000;
/** @type {import('./crowd.js').Others} */
const NONE = { places: [], complete: true };

/** @type {Map<string, Place>} */
const known = new Map();
/** The others, as long as it is not known which they are. @type {Place[]} */
let crowd = [];
/** The page behind the first places, until the others have come from it. @type {URL|null} */
let behind = null;
/** Whether somebody wants to know which the others are. */
let wanted = false;
/** Whether every place of the store is here or in the crowd. */
let complete = true;
let changes = 0;
/** Another number whenever there are other places. */
export const version = () => changes;

export const find = (/** @type {string} */ id) => known.get(id);
export const isEmpty = () => known.size === 0;
/** Those whose ids are known. */
export const all = () => [...known.values()];
/** All that are counted. */
export const everybody = () => [...known.values(), ...crowd];
/** Whether the store has places that are not even counted here. */
export const hasMore = () => !complete;

export const book = createPart(
  () => 'all',
  async (_, signal) => {
    const first = { f: 'json', limit: String(FIRST), sortby: '-mentions', properties: `mentions,${PROPERTIES}` };
    const coordinates = { f: 'json', limit: String(MOST_POINTS), properties: 'surface,kind,place_id' };
    const [{ items, next }, points] = await Promise.all([
      api.page('collections/places/items', first, signal),
      api.page('collections/mentions/items', { ...coordinates, filter: 'place_id IS NULL' }, signal),
    ]);
    const knows = wanted;
    const others = next ? await (knows ? placesBehind(next, signal) : crowdBehind(items, signal)) : NONE;
    return () => {
      known.clear();
      items.forEach(keep);
      points.items.forEach(keepPoint);
      if (knows) putBehind(others);
      else [changes, crowd, behind, complete] = [changes + 1, others.places, next, true];
    };
  },
);

/** @type {Promise<boolean>|null} */
let completing = null;

/** Finds out which places the others are: what a filter, the list and a near view need. @returns {Promise<boolean>} whether there are new ones */
export async function completed() {
  wanted = true;
  await book.load(null);
  completing ??= complement().finally(() => {
    completing = null;
  });
  return completing;
}

async function complement() {
  const from = behind;
  if (!from) return false;
  const others = await placesBehind(from);
  // The store has changed meanwhile.
  if (from !== behind) return complement();
  putBehind(others);
  return true;
}

/** @param {import('./crowd.js').Others} others */
function putBehind({ places, complete: all }) {
  [changes, crowd, behind, complete] = [changes + 1, [], null, all];
  for (const place of places) if (!known.has(place.id)) known.set(place.id, place);
}

/** The place of the store that a point of the crowd stands for. @param {Place} place @returns {Promise<Place>} */
export async function identified(place) {
  if (!isNobody(place.id)) return place;
  await completed();
  const away = (/** @type {Place} */ { at }) => Math.hypot(at[0] - place.at[0], at[1] - place.at[1]);
  return [...known.values()].reduce((best, one) => (away(one) < away(best) ? one : best), place);
}

/** Fetches places in full that are known by their ids alone. @param {string[]} ids @returns {Promise<boolean>} whether there were any */
export async function named(ids) {
  const unnamed = ids.filter((id) => known.get(id)?.name === null);
  if (!unnamed.length) return false;
  (await inFull(unnamed)).forEach(keep);
  changes += 1;
  return true;
}

/**
 * Fetches the places of a view that are not here yet, where a store has more than the page counts.
 * @param {[number, number, number, number]} bbox @returns {Promise<boolean>} whether there are new ones
 */
export async function lookAround(bbox) {
  if (complete) return false;
  const before = known.size;
  const query = { f: 'json', limit: String(MOST_IN_VIEW), sortby: '-mentions', properties: PROPERTIES };
  const { items } = await api.page('collections/places/items', { ...query, bbox: bbox.join() });
  items.forEach(keep);
  changes += 1;
  return known.size > before;
}

/** Fetches the places that a filter leaves and that are not here yet, the most mentioned first. @param {{place_id: string|null}[]} rows @param {AbortSignal} signal */
export async function fetchMissing(rows, signal) {
  if (complete) return;
  const missing = new Set();
  for (const { place_id: id } of rows)
    if (id !== null && !known.has(id) && missing.size < MOST_MISSING) missing.add(id);
  (await inFull([...missing], signal)).forEach(keep);
  changes += 1;
}

function keep(/** @type {any} */ feature) {
  const { properties, geometry } = feature;
  const id = identity(feature);
  const own = noCounts();
  for (const kind of KINDS) own[kind] = properties[kind] ?? 0;
  const { name, feature_class, feature_code, country, admin1 } = properties;
  known.set(id, {
    id,
    name,
    feature_class,
    feature_code,
    country,
    admin1,
    at: [geometry.coordinates[1], geometry.coordinates[0]],
    counts: own,
  });
}

function keepPoint(/** @type {any} */ feature) {
  const mention = record(feature);
  const id = placeIdOf(mention);
  const place = known.get(id) ?? {
    id,
    name: mention.surface,
    feature_class: null,
    feature_code: null,
    country: null,
    admin1: null,
    at: mention.at ?? [0, 0],
    counts: noCounts(),
  };
  place.counts[mention.kind] += 1;
  known.set(id, place);
}
