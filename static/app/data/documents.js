// The documents: a list of all, how many of the chosen mentions each has, and one with its text and mentions.

import * as api from '../api.js';
import { noCounts } from '../kinds.js';
import { parameters } from '../query.js';
import { isFiltered } from '../state.js';
import { record } from './mentions.js';
import { movement } from './movements.js';
import { createPart } from './part.js';

/**
 * @typedef {{id: string, title: string|null, published: string|null, published_basis: string|null, source: string|null,
 *   language: string|null, characters: number, kinds: Partial<import('./places.js').Counts>, unlocated: number}} Document
 * @typedef {Document & {text: string, mentions: import('./mentions.js').Mention[], movements: import('./movements.js').Movement[]}} WholeDocument
 *   mentions located or not, in the order of the text
 */

/** Documents per request; all of them are listed, since only a whole list can be put in the order of its days. */
const PAGE = 2000;
/** Whole documents kept: going back to one is then immediate. */
const MOST_KEPT = 20;

/** @type {Map<string, Document>} */
const known = new Map();
/** @type {Map<string, import('./places.js').Counts>|null} */
let filtered = null;
/** @type {Map<string, Promise<WholeDocument>>} */
const whole = new Map();

export const find = (/** @type {string} */ id) => known.get(id);
export const size = () => known.size;

export const list = createPart(
  () => 'all',
  async (_, signal) => {
    /** @type {Document[]} */
    const found = [];
    for await (const { items } of api.pages('documents', { f: 'json', limit: String(PAGE) }, signal, 'documents'))
      found.push(...items);
    found.sort(
      (a, b) => (b.published ?? '').localeCompare(a.published ?? '') || (a.title ?? '').localeCompare(b.title ?? ''),
    );
    return () => {
      known.clear();
      for (const document of found) known.set(document.id, document);
    };
  },
);

export const counts = createPart(
  (/** @type {import('../state.js').State} */ state) =>
    JSON.stringify(isFiltered(state) ? parameters(state, 'mentions', 'kinds') : null),
  async (state, signal) => {
    if (!isFiltered(state))
      return () => {
        filtered = null;
      };
    const { counts: rows } = await api.get(
      'collections/mentions/counts',
      { ...parameters(state, 'mentions', 'kinds'), by: 'document_id,kind' },
      signal,
    );
    return () => {
      filtered = new Map();
      for (const { document_id: id, kind, count } of rows) {
        const counted = filtered.get(id) ?? noCounts();
        counted[/** @type {import('../kinds.js').Kind} */ (kind)] += count;
        filtered.set(id, counted);
      }
    };
  },
);

/** Documents with mentions that pass the filter, newest first, undated last; all of them while nothing is filtered. */
export function shown() {
  return [...known.values()]
    .filter((document) => !filtered || filtered.has(document.id))
    .map((document) => ({
      document,
      counts: filtered?.get(document.id) ?? {
        ...noCounts(),
        ...document.kinds,
      },
    }));
}

/** One document with its text, mentions and movements. @param {string} id @returns {Promise<WholeDocument>} */
export function open(id) {
  const kept = whole.get(id);
  if (kept) return kept;
  const asked = api.get(`documents/${encodeURIComponent(id)}`, { f: 'json' }).then((body) => ({
    ...body,
    text: body.text ?? '',
    mentions: body.mentions.map(record),
    movements: body.movements.map(movement),
  }));
  whole.set(id, asked);
  asked.catch(() => whole.delete(id));
  for (const oldest of [...whole.keys()].slice(0, -MOST_KEPT)) whole.delete(oldest);
  return asked;
}

/** A correction changes what a document holds. */
export function forget() {
  whole.clear();
  list.forget();
  counts.forget();
}
