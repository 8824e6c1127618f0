// The documents: a list of them, how many of the chosen mentions each has, and one with its text and mentions.

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

/** Documents asked for at first. Where there are more, the newest are found by their mentions, and the others follow when they are wanted. */
const FIRST = 100;
/** Documents per request after that; all are fetched, since only a whole list can be put in the order of its days. */
const PAGE = 2000;
/** Mentions of the days whose documents are listed first: some hundred documents. */
const MENTIONS_OF_NEWEST = 2500;
/** Whole documents kept: going back to one is then immediate. */
const MOST_KEPT = 20;

/** @type {Map<string, Document>} */
const known = new Map();
/** @type {Map<string, import('./places.js').Counts>|null} */
let filtered = null;
/** @type {Map<string, Promise<WholeDocument>>} */
const opened = new Map();

/** Documents that are not in the list yet. @type {Map<string, Document>} */
const strays = new Map();
/** How many there are in all. */
let matched = 0;
/** Whether somebody wants all of them. */
let wanted = false;

export const find = (/** @type {string} */ id) => known.get(id) ?? strays.get(id);
export const size = () => matched;
/** Whether all are here. */
export const isWhole = () => known.size >= matched;

export const list = createPart(
  () => (wanted ? 'all' : 'newest'),
  async (_, signal) => {
    const query = { f: 'json', limit: String(wanted ? PAGE : FIRST) };
    const first = await api.page('documents', query, signal, 'documents');
    const found = first.next
      ? (!wanted && (await newest(signal))) || [...first.items, ...(await behind(first.next, signal))]
      : first.items;
    found.sort(
      (a, b) => (b.published ?? '').localeCompare(a.published ?? '') || (a.title ?? '').localeCompare(b.title ?? ''),
    );
    return () => {
      matched = first.matched;
      known.clear();
      for (const document of found) known.set(document.id, document);
    };
  },
);

/** Fetches all of them, where only the newest are here. @returns {Promise<boolean>} whether there are new ones */
export function whole() {
  wanted = true;
  return isWhole() && known.size ? Promise.resolve(false) : list.load(null);
}

/** @param {URL} next @param {AbortSignal} signal @returns {Promise<Document[]>} */
async function behind(next, signal) {
  const found = [];
  const further = new URL(next);
  further.searchParams.set('limit', String(PAGE));
  for await (const { items } of api.pages(further, {}, signal, 'documents')) found.push(...items);
  return found;
}

/** The documents of the last days, as far as mentions tell of them; null where these have no title to show. @param {AbortSignal} signal @returns {Promise<Document[]|null>} */
async function newest(signal) {
  const ask = async (/** @type {string} */ by, /** @type {Record<string, string>} */ query = {}) =>
    (await api.get('collections/mentions/counts', { ...query, by }, signal)).counts;
  const days = (await ask('published')).filter((/** @type {any} */ row) => row.published);
  days.sort((/** @type {any} */ a, /** @type {any} */ b) => b.published.localeCompare(a.published));
  let mentions = 0;
  const last = days.find((/** @type {any} */ { count }) => (mentions += count) >= MENTIONS_OF_NEWEST) ?? days.at(-1);
  if (!last) return null;
  const since = { filter: `published >= DATE('${last.published}')` };
  const [titles, kinds] = await Promise.all([
    ask('document_id,document_title,published', since),
    ask('document_id,kind', since),
  ]);
  if (titles.some((/** @type {any} */ row) => !row.document_title)) return null;
  /** @type {Map<string, any>} */
  const byId = new Map();
  for (const { document_id: id, document_title: title, published } of titles)
    byId.set(id, { id, title, published, kinds: {} });
  for (const { document_id: id, kind, count } of kinds) if (byId.has(id)) byId.get(id).kinds[kind] = count;
  return [...byId.values()];
}

/** Sees to it that some documents can be found. @param {string[]} ids */
export async function fetched(ids) {
  const unknown = ids.filter((id) => !known.has(id)).slice(0, MOST_KEPT);
  const apart = await Promise.all(unknown.map((id) => open(id).catch(() => null)));
  for (const document of apart) if (document) strays.set(document.id, document);
}

export const counts = createPart(
  (/** @type {import('../state.js').State} */ state) =>
    JSON.stringify(isFiltered(state) ? parameters(state, 'mentions', 'kinds') : null),
  async (state, signal) => {
    if (!isFiltered(state))
      return () => {
        filtered = null;
      };
    const query = { ...parameters(state, 'mentions', 'kinds'), by: 'document_id,kind' };
    const [{ counts: rows }] = await Promise.all([api.get('collections/mentions/counts', query, signal), whole()]);
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

/** How many of them {@link shown} has, or will have. */
export const total = () => (filtered || isWhole() ? shown().length : matched);

/** One document with its text, mentions and movements. @param {string} id @returns {Promise<WholeDocument>} */
export function open(id) {
  const kept = opened.get(id);
  if (kept) return kept;
  const asked = api.get(`documents/${encodeURIComponent(id)}`, { f: 'json' }).then((body) => ({
    ...body,
    text: body.text ?? '',
    mentions: body.mentions.map(record),
    movements: body.movements.map(movement),
  }));
  opened.set(id, asked);
  asked.catch(() => opened.delete(id));
  for (const oldest of [...opened.keys()].slice(0, -MOST_KEPT)) opened.delete(oldest);
  return asked;
}

/** A correction changes what a document holds. */
export function forget() {
  opened.clear();
  strays.clear();
  list.forget();
  counts.forget();
}
