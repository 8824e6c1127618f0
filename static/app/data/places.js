// How many of the chosen mentions each place has, by kind: what the map and the list of places show.

import * as api from '../api.js';
import { KINDS, mainKind, noCounts } from '../kinds.js';
import { and, parameters } from '../query.js';
import { isFiltered } from '../state.js';
import { MOST_POINTS, all, completed, everybody, fetchMissing, find, named, version } from './book.js';
import { placeIdOf, record } from './mentions.js';
import { createPart } from './part.js';

export { book, completed, find, hasMore, identified, isEmpty, lookAround, named } from './book.js';

/** @typedef {import('./book.js').Place} Place */
/** @typedef {import('./book.js').Counts} Counts */
/** @typedef {{place: Place, counts: Counts, total: number, kind: import('../kinds.js').Kind}} ShownPlace the mentions that pass the filter */

/** @type {Map<string, Counts>|null} null while nothing is filtered: then each place has its own counts */
let filtered = null;
/** Another number whenever counts are others. */
let changes = 0;

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
    await completed();
    await fetchMissing(byPlace.counts, signal);
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

/** Compares names; made once, since the comparison that strings have makes one each time. */
const byName = new Intl.Collator('en').compare;
/** Stands for a name that is not here yet: behind all that are. */
const LAST = '\uffff';
/** The places last asked for: the map, the list and its count ask for the same ones. */
let last = { key: '', places: /** @type {ShownPlace[]} */ ([]) };

/** Places of a list asked for in full at once. */
const PAGE = 60;

/**
 * Some of the shown places in full, from a row on.
 * @param {import('../state.js').State} state @param {number} from @param {(one: ShownPlace) => boolean} isListed
 */
export async function page(state, from, isListed) {
  await completed();
  const next = shown(state)
    .filter(isListed)
    .slice(from, from + PAGE);
  await named(next.map(({ place }) => place.id));
  return next.map((one) => ({ ...one, place: find(one.place.id) ?? one.place }));
}

/** Places with the mentions that pass the filter, most mentioned first. @param {import('../state.js').State} state @returns {ShownPlace[]} */
export function shown(state) {
  const key = `${version()} ${changes} ${[...state.kinds].sort().join()}`;
  if (key !== last.key) last = { key, places: choose(state) };
  return last.places;
}

/** @param {import('../state.js').State} state @returns {ShownPlace[]} */
function choose(state) {
  const found = [];
  for (const place of filtered ? all() : everybody()) {
    const counted = filtered ? filtered.get(place.id) : place.counts;
    if (!counted) continue;
    let total = 0;
    for (const kind of state.kinds) total += counted[kind];
    if (!total) continue;
    const own = chosen(counted, state);
    found.push({ place, counts: own, total, kind: mainKind(own) });
  }
  return found.sort((a, b) => b.total - a.total || byName(a.place.name ?? LAST, b.place.name ?? LAST));
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
  for (const counted of filtered ? filtered.values() : everybody().map((place) => place.counts))
    for (const kind of KINDS) sum[kind] += counted[kind];
  return sum;
}

/** Whether a place is a country or a sea: known by its middle, which says little. @param {string} id */
export function isWide(id) {
  const place = find(id);
  return place !== undefined && (isCountry(place) || place.feature_class === 'H');
}

/** Whether a record is of a whole country or more. @param {{feature_code?: string|null}} of */
export const isCountry = (of) => /^(PCL|TERR|CONT)/.test(of.feature_code ?? '');
