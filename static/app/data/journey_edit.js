// What a person may change of a movement, as the API takes it, and where the movement is found again: another route or number makes
// another movement of it, with an id of its own.

import * as api from '../api.js';
import { split } from '../format.js';
import { record } from './mentions.js';
import { movement as movementOf } from './movements.js';

/** @typedef {import('./movements.js').Movement} Movement */
/** @typedef {{id: string, name: string}} Stop */
/** @typedef {'origins'|'vias'|'destinations'} StopList */
/** @typedef {Record<StopList, Stop[]> & Record<string, any>} Draft the values of the form: stops, and texts as they stand in the fields; `lost` are names
 *   that no mention has */

/** Fields of one line: their names in the API, which are those of the movement as well. */
export const NUMBERS = ['count', 'carriers', 'targets'];
export const WORDS = ['mode', 'polarity', 'count_unit', 'carrier_unit', 'operator', 'event_start', 'event_end'];
export const STOPS = /** @type {StopList[]} */ (['origins', 'vias', 'destinations']);

/**
 * The movement as the form shows it at first. The ids of the territories passed are those of the mentions of these names.
 * @param {Movement} movement @returns {Promise<Draft>}
 */
export async function draftOf(movement) {
  const pairs = (/** @type {string|null} */ ids, /** @type {string|null} */ names) =>
    split(ids).map((id, i) => ({ id, name: split(names)[i] ?? id }));
  const vias = movement.via ? await passed(movement) : [];
  return {
    lost: split(movement.via).filter((name) => !vias.some((stop) => stop.name === name)),
    ...Object.fromEntries([...NUMBERS, ...WORDS].map((name) => [name, String(movement[name] ?? '')])),
    origins: pairs(movement.origin_place_id, movement.origin),
    vias,
    destinations: pairs(movement.destination_place_id, movement.destination),
  };
}

/** @param {Movement} movement @returns {Promise<Stop[]>} */
async function passed(movement) {
  const documents = await Promise.all(movement.documents.map(opened));
  const mentions = documents.flatMap((document) => document.mentions.map(record));
  return split(movement.via).flatMap((name) => {
    const id = mentions.find((mention) => mention.name === name && mention.place_id)?.place_id;
    return id ? { id, name } : [];
  });
}

/** As it is now, whatever was fetched before. @param {string} id @returns {Promise<{mentions: any[], movements: any[]}>} */
const opened = (id) => api.get(`documents/${encodeURIComponent(id)}`, { f: 'json' });

/**
 * What is otherwise, as the API takes it; null where nothing is.
 * @param {Draft} before @param {Draft} after @returns {Record<string, any>|null}
 */
export function changes(before, after) {
  /** @type {Record<string, any>} */
  const set = {};
  for (const name of NUMBERS) if (after[name] !== before[name]) set[name] = Number(after[name]);
  for (const name of WORDS) if (after[name] !== before[name]) set[name] = after[name];
  const ids = (/** @type {Stop[]} */ stops) => stops.map(({ id }) => id);
  for (const name of STOPS) if (ids(after[name]).join() !== ids(before[name]).join()) set[name] = ids(after[name]);
  return Object.keys(set).length ? set : null;
}

/** What is wrong with a draft, in words; null where nothing is. @param {Draft} before @param {Draft} after @returns {string|null} */
export function objection(before, after) {
  for (const name of [...NUMBERS, ...WORDS])
    if (before[name] && !after[name]) return 'What was read can be changed here, but not left empty';
  for (const name of NUMBERS)
    if (after[name] && !/^\d{1,12}$/.test(after[name])) return 'Numbers are whole, such as 26';
  if (after.operator && !/^[A-Z]{2}$/.test(after.operator))
    return 'The operator is a country of two letters, such as RU';
  if (after.event_start && after.event_end && after.event_start > after.event_end)
    return 'The last day is before the first';
  if (!after.origins.length && !after.destinations.length)
    return 'A movement needs a place that it comes from or goes to';
  return null;
}

/** The words that a movement was read from: they stay, whatever is changed of it. @param {Movement} of */
export const trigger = (of) => of.evidence.filter((/** @type {any} */ { slot }) => slot === 'mode');

/** The movement that is read from the same words now. @param {Movement} before @returns {Promise<Movement|null>} */
export async function foundAgain(before) {
  const spans = trigger(before);
  const isSame = (/** @type {any} */ a) => spans.some((/** @type {any} */ b) => sameSpan(a, b));
  for (const id of new Set(spans.map((/** @type {any} */ span) => span.document_id))) {
    const { movements } = await opened(String(id));
    const found = movements
      .map(movementOf)
      .find((one) => one.geometry_status !== 'reference' && trigger(one).some(isSame));
    if (found) return found;
  }
  return null;
}

/** @typedef {{document_id: string, start: number, end: number}} Span */
/** @param {Span} a @param {Span} b */
export const sameSpan = (a, b) => a.document_id === b.document_id && a.start === b.start && a.end === b.end;
