// Mentions: one record each, fetched by place or with their document, never all at once.

import * as api from '../api.js';
import { KINDS } from '../kinds.js';
import { and, parameters } from '../query.js';

/**
 * @typedef {{id: string, document_id: string, document_title: string|null, published: string|null, sentence: string,
 *   sentence_start: number, start: number, end: number, surface: string, kind: import('../kinds.js').Kind, place_id: string|null,
 *   name: string|null, feature_class: string|null, feature_code: string|null, country: string|null, admin1: string|null,
 *   confidence: number|null, precision_ucdp: number|null, radius_km: number|null, event_start: string|null, event_end: string|null,
 *   event_time: string|null, time_precision: string|null, time_source: string|null, time_text: string|null, time_basis: string|null,
 *   hedged: boolean, negated: boolean, dateline: boolean, corrected: boolean, at: [number, number]|null}} Mention
 *   a record of the server with its position as Leaflet wants it (lat, lon)
 * @typedef {{matched: number, mentions: Mention[], next: URL|null}} MentionPage
 */

/** Mentions per page of a list. */
const PAGE = 50;

/** @param {any} feature */
export const identity = (feature) => String(feature.id ?? feature.properties.id);

/** @param {any} feature @returns {Mention} */
export function record(feature) {
  const point = feature.geometry?.coordinates;
  return {
    ...feature.properties,
    id: identity(feature),
    at: point ? [point[1], point[0]] : null,
  };
}

/** What groups mentions: the place, or the point of coordinates, which no place has. @param {{place_id: string|null, at: [number, number]|null}} mention */
export const placeIdOf = (mention) => mention.place_id ?? mention.at?.join() ?? '';

/** Whether an id is that of a point of coordinates. @param {string} id */
export const pointOf = (id) =>
  /^-?[\d.]+,-?[\d.]+$/.test(id) ? /** @type {[number, number]} */ (id.split(',').map(Number)) : null;

/** The document of a mention: its id is that of the document with the first and last character. @param {string} id */
export const documentIdOf = (id) => id.replace(/-\d+-\d+$/, '');

/**
 * The mentions of a place that the reader has chosen, or those of the other kinds.
 * @param {string} place @param {import('../state.js').State} state @param {boolean} others @returns {Promise<MentionPage>}
 */
export async function mentionsOfPlace(place, state, others) {
  const kinds = new Set(KINDS.filter((kind) => state.kinds.has(kind) !== others));
  const query = parameters({ ...state, kinds }, 'mentions');
  if (!query) return { matched: 0, mentions: [], next: null };
  const point = pointOf(place);
  const asked = point
    ? and({ ...query, bbox: [point[1], point[0], point[1], point[0]].join() }, 'place_id IS NULL')
    : { ...query, place };
  return nextMentions(
    api.url('collections/mentions/items', {
      f: 'json',
      limit: String(PAGE),
      ...asked,
    }),
  );
}

/** @param {URL} address @returns {Promise<MentionPage>} */
export async function nextMentions(address) {
  const { items, matched, next } = await api.page(address);
  return { matched, next, mentions: items.map(record) };
}
