// The places of the store with their positions, and how many of the chosen mentions each has, by kind.

import * as api from '../api.js';
import { KINDS, mainKind, noCounts } from '../kinds.js';
import { and, parameters } from '../query.js';
import { isFiltered } from '../state.js';
import { identity, placeIdOf, record } from './mentions.js';
import { createPart } from './part.js';

/** @typedef {Record<import('../kinds.js').Kind, number>} Counts */
/**
 * @typedef {{id: string, name: string, feature_class: string|null, feature_code: string|null, country: string|null, admin1: string|null,
 *   at: [number, number], counts: Counts}} Place `counts` are those of the whole store
 * @typedef {{place: Place, counts: Counts, total: number, kind: import('../kinds.js').Kind}} ShownPlace the mentions that pass the filter
 */

/** Places fetched at once, the most mentioned first; the others come as their part of the map is looked at. */
const MOST_PLACES = 10_000;
/** Places fetched beyond those, with a view or because a filter asks for them. */
const MOST_MORE = 2000;
/** Ids per request: an address has its limits. */
const IDS_AT_ONCE = 100;
/** Coordinates that stand in texts belong to no place. */
const MOST_POINTS = 10_000;
const PROPERTIES = ['name', 'feature_class', 'feature_code', 'country', 'admin1', ...KINDS].join();

/** @type {Map<string, Place>} */
const known = new Map();
/** @type {Map<string, Counts>|null} null while nothing is filtered: then each place has its own counts */
let filtered = null;
/** Whether every place of the store is here. */
let complete = true;
/** Another number whenever places or counts are others. */
let changes = 0;

export const find = (/** @type {string} */ id) => known.get(id);
export const isEmpty = () => known.size === 0;

/** Positions and names, which no filter changes. */
export const book = createPart(
  () => 'all',
  async (_, signal) => {
    const [{ items, matched }, points] = await Promise.all([
      api.page(
        'collections/places/items',
        {
          f: 'json',
          limit: String(MOST_PLACES),
          sortby: '-mentions',
          properties: PROPERTIES,
        },
        signal,
      ),
      api.page(
        'collections/mentions/items',
        {
          f: 'json',
          limit: String(MOST_POINTS),
          filter: 'place_id IS NULL',
          properties: 'surface,kind,place_id',
        },
        signal,
      ),
    ]);
    return () => {
      changes += 1;
      known.clear();
      complete = items.length >= matched;
      items.forEach(keep);
      points.items.forEach(keepPoint);
    };
  },
);

/** How many of the chosen mentions each place has, by kind; the kinds themselves are counted whatever is chosen of them. */
export const counts = createPart(
  (/** @type {import('../state.js').State} */ state) =>
    JSON.stringify(isFiltered(state) ? parameters(state, 'mentions', 'kinds') : null),
  async (state, signal) => {
    if (!isFiltered(state))
      return () => {
        changes += 1;
        filtered = null;
      };
    const query = parameters(state, 'mentions', 'kinds') ?? {};
    const [byPlace, points] = await Promise.all([
      api.get('collections/mentions/counts', { ...query, by: 'place_id,kind' }, signal),
      api.page(
        'collections/mentions/items',
        {
          ...and(query, 'place_id IS NULL'),
          f: 'json',
          limit: String(MOST_POINTS),
          properties: 'surface,kind,place_id',
        },
        signal,
      ),
    ]);
    if (!complete)
      await fetchMissing(
        byPlace.counts.map((/** @type {any} */ { place_id: id }) => id),
        signal,
      );
    return () => {
      changes += 1;
      filtered = new Map();
      for (const { place_id: id, kind, count } of byPlace.counts) if (id !== null) add(filtered, id, kind, count);
      for (const feature of points.items) add(filtered, placeIdOf(record(feature)), feature.properties.kind, 1);
    };
  },
);

/** @param {Map<string, Counts>} into @param {string} id @param {import('../kinds.js').Kind} kind @param {number} count */
function add(into, id, kind, count) {
  const counted = into.get(id) ?? noCounts();
  counted[kind] += count;
  into.set(id, counted);
}

/**
 * Fetches the places of a view that are not here yet, where a store has more than are fetched at once.
 * @param {[number, number, number, number]} bbox @returns {Promise<boolean>} whether there are new ones
 */
export async function lookAround(bbox) {
  if (complete) return false;
  const before = known.size;
  const { items } = await api.page('collections/places/items', {
    f: 'json',
    limit: String(MOST_MORE),
    sortby: '-mentions',
    properties: PROPERTIES,
    bbox: bbox.join(),
  });
  items.forEach(keep);
  changes += 1;
  return known.size > before;
}

/** Fetches the places that a filter leaves and that are not here yet, the most mentioned first. @param {(string|null)[]} ids @param {AbortSignal} signal */
async function fetchMissing(ids, signal) {
  const missing = [...new Set(ids)].filter((id) => id !== null && !known.has(id)).slice(0, MOST_MORE);
  for (let at = 0; at < missing.length; at += IDS_AT_ONCE) {
    const place = missing.slice(at, at + IDS_AT_ONCE).join();
    const query = { f: 'json', limit: String(IDS_AT_ONCE), properties: PROPERTIES, place };
    const { items } = await api.page('collections/places/items', query, signal);
    items.forEach(keep);
  }
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

/** Compares names; made once, since the comparison that strings have makes one each time. */
const byName = new Intl.Collator('en').compare;
/** The places last asked for: the map, the list and its count ask for the same ones. */
let last = { key: '', places: /** @type {ShownPlace[]} */ ([]) };

/** Places with the mentions that pass the filter, most mentioned first. @param {import('../state.js').State} state @returns {ShownPlace[]} */
export function shown(state) {
  const key = `${changes} ${[...state.kinds].sort().join()}`;
  if (key !== last.key) last = { key, places: choose(state) };
  return last.places;
}

/** @param {import('../state.js').State} state @returns {ShownPlace[]} */
function choose(state) {
  const found = [];
  for (const place of known.values()) {
    const counted = filtered ? filtered.get(place.id) : place.counts;
    if (!counted) continue;
    let total = 0;
    for (const kind of state.kinds) total += counted[kind];
    if (!total) continue;
    const own = chosen(counted, state);
    found.push({ place, counts: own, total, kind: mainKind(own) });
  }
  return found.sort((a, b) => b.total - a.total || byName(a.place.name, b.place.name));
}

/** @param {Counts} of @param {import('../state.js').State} state @returns {Counts} */
function chosen(of, state) {
  const result = noCounts();
  for (const kind of state.kinds) result[kind] = of[kind];
  return result;
}

/** Mentions by kind that pass the filter, whether their kind is chosen or not. @returns {Counts} */
export function countsByKind() {
  const sum = noCounts();
  for (const counted of filtered ? filtered.values() : [...known.values()].map((place) => place.counts))
    for (const kind of KINDS) sum[kind] += counted[kind];
  return sum;
}

/** Whether a place is a country or a sea: known by its middle, which says little. @param {string} id */
export function isWide(id) {
  const place = known.get(id);
  return place !== undefined && (isCountry(place) || place.feature_class === 'H');
}

/** Whether a record is of a whole country or more. @param {{feature_code?: string|null}} of */
export const isCountry = (of) => /^(PCL|TERR|CONT)/.test(of.feature_code ?? '');
