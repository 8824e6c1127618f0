// Mentions without a place, page after page as the list is read.

import * as api from '../api.js';
import { parameters } from '../query.js';
import { record } from './mentions.js';
import { createPart } from './part.js';

const PAGE = 100;

/** @type {import('./mentions.js').Mention[]} */
let found = [];
let matched = 0;
/** @type {URL|null} */
let next = null;

export const list = createPart(
  (/** @type {import('../state.js').State} */ state) => JSON.stringify(parameters(state, 'unlocated')),
  async (state, signal) => {
    const query = parameters(state, 'unlocated');
    const page = query
      ? await api.page('collections/unlocated/items', { ...query, f: 'json', limit: String(PAGE) }, signal)
      : { items: [], matched: 0, next: null };
    return () => {
      found = page.items.map(record);
      ({ matched, next } = page);
    };
  },
);

export const all = () => found;
export const total = () => matched;
export const hasMore = () => next !== null;

/** Fetches the next page. @returns {Promise<import('./mentions.js').Mention[]>} what is new */
export async function more() {
  const address = next;
  if (!address) return [];
  next = null;
  const page = await api.page(address).catch((error) => {
    next = address;
    throw error;
  });
  const fresh = page.items.map(record);
  found = [...found, ...fresh];
  next = page.next;
  return fresh;
}
