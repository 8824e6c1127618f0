// Movements: those drawn and listed without their evidence, and one with all of it.

import * as api from '../api.js';
import { and, parameters } from '../query.js';
import { identity } from './mentions.js';
import { createPart } from './part.js';

/** @typedef {{id: string, geometry: any, [property: string]: any}} Movement */

/** Movements fetched at first, and with each page of the list. */
const PAGE = 200;
/** Movements drawn at once: among more lines than this nobody finds one, and the page says how many there are. */
export const MOST_DRAWN = 1000;
/** All but the evidence, which is long. */
const PROPERTIES = [
  'mode',
  'origin',
  'origin_place_id',
  'via',
  'destination',
  'destination_place_id',
  'count',
  'count_unit',
  'event_start',
  'event_end',
  'length_km',
  'reported_km',
  'reported_qualifier',
  'hedged',
  'polarity',
  'geometry_status',
  'consistent_with_text',
  'contradicting',
  'documents',
  'segments',
  'alternatives',
].join();

/** @type {Map<string, Movement>} */
const known = new Map();
/** Those of the list, in its order. @type {string[]} */
let listed = [];
/** How many journeys there are in all. */
let journeysInAll = 0;
/** The next page of the list. @type {URL|null} */
let next = null;
/** What was asked for last. @type {Record<string, string>} */
let asked = {};
/** Those that are drawn, and how many of the view are not; null where all there are can be. @type {{ids: Set<string>, left: number}|null} */
let view = null;
let changes = 0;

/** @param {any} feature @returns {Movement} */
export function movement(feature) {
  return {
    segments: [],
    evidence: [],
    documents: [],
    alternatives: [],
    ...feature.properties,
    id: identity(feature),
    geometry: feature.geometry?.coordinates?.length ? feature.geometry : null,
  };
}

export const list = createPart(
  (/** @type {import('../state.js').State} */ state) => JSON.stringify(parameters(state, 'movements')),
  async (state, signal) => {
    const query = parameters(state, 'movements') ?? {};
    const first = { ...query, f: 'json', limit: String(PAGE), properties: PROPERTIES };
    const found = await api.page('collections/movements/items', first, signal);
    const total = found.next ? await countJourneys(query, signal) : found.items.filter(isJourney).length;
    return () => {
      known.clear();
      [asked, next, view, journeysInAll] = [query, found.next, null, total];
      listed = found.items.map(keep);
      if (next) view = { ids: new Set(listed), left: total - found.items.filter(isJourney).length };
      changes += 1;
    };
  },
);

/** @param {Record<string, string>} query @param {AbortSignal} signal @returns {Promise<number>} */
async function countJourneys(query, signal) {
  const { counts } = await api.get('collections/movements/counts', { ...query, by: 'geometry_status' }, signal);
  return counts
    .filter((/** @type {any} */ { geometry_status: status }) => status !== REFERENCE)
    .reduce((/** @type {number} */ sum, /** @type {any} */ { count }) => sum + count, 0);
}

/** @param {any} feature @returns {string} its id */
function keep(feature) {
  const one = movement(feature);
  known.set(one.id, one);
  return one.id;
}

/** Another number whenever there are other movements to draw. */
export const version = () => changes;

const REFERENCE = 'reference';
const isReference = (/** @type {Movement} */ one) => one.geometry_status === REFERENCE;
const isJourney = (/** @type {any} */ { properties }) => properties.geometry_status !== REFERENCE;

/** Journeys of the list, without the yardsticks beside them. */
export const journeys = () => listed.flatMap((id) => known.get(id) ?? []).filter((one) => !isReference(one));

/** Journeys of the map: those of its view where there are too many for all, and the selected one. @param {string|null} [selected] */
export const drawn = (selected = null) =>
  [...known.values()].filter(
    (one) => one.geometry && !isReference(one) && (!view || view.ids.has(one.id) || one.id === selected),
  );

/** How many journeys there are in all. */
export const total = () => journeysInAll;

/** How many journeys of the view are not drawn. */
export const left = () => view?.left ?? 0;

export const hasMore = () => next !== null;

/** Fetches the next page of the list. @returns {Promise<Movement[]>} the journeys that are new */
export async function more() {
  const address = next;
  if (!address) return [];
  next = null;
  const page = await api.page(address).catch((error) => {
    next = address;
    throw error;
  });
  const ids = page.items.map(keep);
  listed = [...listed, ...ids];
  next = page.next;
  return ids.flatMap((id) => known.get(id) ?? []).filter((one) => !isReference(one));
}

/** The newest view wins. */
let looks = 0;

/** Fetches the journeys of a view, where a store has more than are fetched at once. @param {[number, number, number, number]} bbox @returns {Promise<boolean>} whether others are to be drawn */
export async function lookAround(bbox) {
  if (!view) return false;
  const own = (looks += 1);
  const query = asked;
  const where = { bbox: bbox.join(), ...and(query, `geometry_status <> '${REFERENCE}'`) };
  const found = [];
  let matched = 0;
  const first = { ...where, f: 'json', limit: String(MOST_DRAWN), properties: PROPERTIES };
  for await (const one of api.pages('collections/movements/items', first)) {
    found.push(...one.items);
    matched ||= one.matched;
    if (own !== looks || query !== asked) return false;
    if (found.length >= MOST_DRAWN) break;
  }
  const ids = new Set(found.map(keep));
  const same = ids.size === view.ids.size && [...ids].every((id) => view?.ids.has(id));
  const before = view.left;
  view = { ids, left: Math.max(0, matched - ids.size) };
  if (same) return before !== view.left;
  changes += 1;
  return true;
}

/** The yardsticks of a journey, as far as they are here: plain great circles. @param {Movement} of @returns {Movement[]} */
export const references = (of) =>
  of.alternatives
    .map((/** @type {string} */ id) => known.get(id))
    .filter((/** @type {any} */ one) => one && isReference(one));

/** One with its evidence and its yardsticks. @param {string} id */
export async function open(id) {
  const whole = movement(await api.get(`collections/movements/items/${encodeURIComponent(id)}`));
  const beside = await Promise.all(
    whole.alternatives.map(async (/** @type {string} */ other) => known.get(other) ?? fetched(other)),
  );
  const yardsticks = beside.filter((one) => one && isReference(one));
  // The map draws both, also where they are none of its view.
  const fresh = [whole, ...yardsticks].filter(({ id: one }) => !known.has(one));
  for (const one of fresh) known.set(one.id, one);
  if (fresh.length) changes += 1;
  return { movement: whole, references: yardsticks };
}

/** @param {string} id */
async function fetched(id) {
  try {
    return movement(await api.get(`collections/movements/items/${encodeURIComponent(id)}`));
  } catch {
    return null;
  }
}
