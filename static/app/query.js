// What the reader has chosen, as the parameters of the API.

import { KINDS } from './kinds.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {'mentions'|'unlocated'|'movements'} Asked */

/** Which of the choices each collection can answer; a mention without a place has no country, and no box holds it. */
const KNOWN = {
  mentions: ['kinds', 'q', 'countries', 'classes', 'document', 'confidence', 'days', 'undated', 'box'],
  unlocated: ['kinds', 'q', 'document', 'days', 'undated'],
  movements: ['q', 'countries', 'document', 'confidence', 'days', 'undated', 'box'],
};

/** The property that is null in features without a day. */
const DATED_BY = {
  mentions: 'time_source',
  unlocated: 'time_source',
  movements: 'event_start',
};

/**
 * The parameters that ask a collection for what the reader has chosen; null where nothing is asked for.
 * @param {State} state @param {Asked} collection @param {...string} without choices to leave aside
 * @returns {Record<string, string>|null}
 */
export function parameters(state, collection, ...without) {
  const uses = (/** @type {string} */ name) => KNOWN[collection].includes(name) && !without.includes(name);
  /** @type {Record<string, string>} */
  const query = {};
  /** @type {string[]} */
  const conditions = [];
  if (uses('kinds') && state.kinds.size < KINDS.length) {
    if (!state.kinds.size) return null;
    query.kind = KINDS.filter((kind) => state.kinds.has(kind)).join(',');
  }
  if (uses('q') && state.q) query.q = state.q;
  if (uses('countries') && state.countries.length) query.country = state.countries.join(',');
  if (uses('document') && state.document) query.document = state.document;
  if (uses('confidence') && state.confidence) query.confidence = String(state.confidence);
  if (uses('box') && state.box) query.bbox = state.box.join(',');
  if (uses('classes') && state.classes.length)
    conditions.push(`feature_class IN (${state.classes.map((code) => `'${code}'`).join(', ')})`);
  if (uses('days') && state.days) {
    query.datetime = `${state.days.from}/${state.days.to}`;
    // By the standard a feature without a day is in every interval; who asks for days does not mean those.
    conditions.push(`${DATED_BY[collection]} IS NOT NULL`);
  }
  if (uses('undated') && state.undated) conditions.push(`${DATED_BY[collection]} IS NULL`);
  if (conditions.length) query.filter = conditions.join(' AND ');
  return query;
}

/** The same with one more condition. @param {Record<string, string>} query @param {string} condition */
export const and = (query, condition) => ({
  ...query,
  filter: query.filter ? `${query.filter} AND ${condition}` : condition,
});
