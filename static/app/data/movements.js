// Movements: those drawn and listed without their evidence, and one with all of it.

import * as api from '../api.js';
import { parameters } from '../query.js';
import { identity } from './mentions.js';
import { createPart } from './part.js';

/** @typedef {{id: string, geometry: any, [property: string]: any}} Movement */

/** Movements drawn and listed at once. More lines than this nobody can tell apart; the list says how many there are. */
const MOST = 500;
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
let matched = 0;
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
    const found = await api.page(
      'collections/movements/items',
      {
        ...parameters(state, 'movements'),
        f: 'json',
        limit: String(MOST),
        properties: PROPERTIES,
      },
      signal,
    );
    return () => {
      known.clear();
      for (const feature of found.items) known.set(identity(feature), movement(feature));
      matched = found.matched;
      changes += 1;
    };
  },
);

/** Another number whenever there are other movements. */
export const version = () => changes;

export const all = () => [...known.values()];

const isReference = (/** @type {Movement} */ one) => one.geometry_status === 'reference';

/** Journeys, without the yardsticks beside them. */
export const journeys = () => all().filter((one) => !isReference(one));

/** How many journeys there are in all, beyond those that are here too. */
export const total = () => Math.max(journeys().length, matched - all().filter(isReference).length);

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
  return {
    movement: whole,
    references: beside.filter((one) => one && isReference(one)),
  };
}

/** @param {string} id */
async function fetched(id) {
  try {
    return movement(await api.get(`collections/movements/items/${encodeURIComponent(id)}`));
  } catch {
    return null;
  }
}
