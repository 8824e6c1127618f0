// How many of the chosen mentions fall on each day, whichever days are chosen: what the time line draws.

import * as api from '../api.js';
import { parameters } from '../query.js';
import { createPart } from './part.js';

/** @type {{day: string, count: number}[]} in the order of the days */
let found = [];
let without = 0;

export const list = createPart(
  (/** @type {import('../state.js').State} */ state) =>
    JSON.stringify(parameters(state, 'mentions', 'days', 'undated')),
  async (state, signal) => {
    const query = parameters(state, 'mentions', 'days', 'undated');
    const { counts } = query
      ? await api.get('collections/mentions/counts', { ...query, by: 'day' }, signal)
      : { counts: [] };
    return () => {
      without = counts.find((/** @type {any} */ row) => row.day === null)?.count ?? 0;
      found = counts
        .filter((/** @type {any} */ row) => row.day !== null)
        .sort((/** @type {any} */ a, /** @type {any} */ b) => a.day.localeCompare(b.day));
    };
  },
);

export const all = () => found;
export const undated = () => without;
