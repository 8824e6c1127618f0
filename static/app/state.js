// What the reader has chosen, kept in the URL's fragment, so that a link restores it and Back undoes a selection.

import { FIRST_KINDS, KINDS } from './kinds.js';

/**
 * @typedef {{type: 'mention'|'place'|'document'|'movement', id: string}} Selection
 * @typedef {{zoom: number, lat: number, lon: number}} View
 * @typedef {{view: View|null, kinds: Set<import('./kinds.js').Kind>, tab: string, q: string, grid: boolean, inView: boolean, selection: Selection|null}} State
 */

export const TABS = ['documents', 'places', 'movements', 'unlocated'];
const SELECTABLE = ['mention', 'place', 'document', 'movement'];

/** @type {Set<(state: State, changed: Set<string>) => void>} */
const listeners = new Set();

/** @type {State} */
let state = parse(location.hash);

export const get = () => state;

/** Called after every change with the names of what changed. @param {(state: State, changed: Set<string>) => void} listener */
export function subscribe(listener) {
  listeners.add(listener);
}

/**
 * Changes some of the state. A new selection is a new entry of the history, all else replaces the present one.
 * @param {Partial<State>} patch
 */
export function set(patch) {
  const before = state;
  state = { ...state, ...patch };
  const changed = difference(before, state);
  if (!changed.size) return;
  const target = write(state) || location.pathname + location.search;
  if (changed.has('selection') && state.selection) history.pushState(null, '', target);
  else history.replaceState(null, '', target);
  for (const listener of listeners) listener(state, changed);
}

/** @param {Selection['type']} type @param {string} id */
export const select = (type, id) => set({ selection: { type, id } });
export const clearSelection = () => set({ selection: null });

addEventListener('popstate', () => {
  const before = state;
  state = parse(location.hash);
  const changed = difference(before, state);
  if (changed.size) for (const listener of listeners) listener(state, changed);
});

/** Unknown or broken parts are ignored: an old link opens as far as it can. @param {string} hash @returns {State} */
export function parse(hash) {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const numbers = (parameters.get('view') ?? '').split('/').map(Number);
  const view = numbers.length === 3 && numbers.every(Number.isFinite) ? { zoom: numbers[0], lat: numbers[1], lon: numbers[2] } : null;
  const kinds = parameters.has('kinds') ? KINDS.filter((kind) => parameters.get('kinds')?.split(',').includes(kind)) : FIRST_KINDS;
  const [, type, id] = /^(\w+):(.+)$/.exec(parameters.get('sel') ?? '') ?? [];
  return {
    view,
    kinds: new Set(kinds),
    tab: TABS.find((tab) => tab === parameters.get('tab')) ?? TABS[0],
    q: parameters.get('q') ?? '',
    grid: parameters.get('grid') === '1',
    inView: parameters.get('inview') === '1',
    selection: SELECTABLE.includes(type) ? { type: /** @type {Selection['type']} */ (type), id } : null,
  };
}

/** @param {State} of @returns {string} a fragment with its `#`, empty when all is as at first */
export function write(of) {
  const parts = [];
  if (of.view) parts.push(`view=${of.view.zoom}/${of.view.lat.toFixed(3)}/${of.view.lon.toFixed(3)}`);
  if (key([...of.kinds]) !== key(FIRST_KINDS)) parts.push(`kinds=${KINDS.filter((kind) => of.kinds.has(kind)).join(',')}`);
  if (of.tab !== TABS[0]) parts.push(`tab=${of.tab}`);
  if (of.q) parts.push(`q=${encodeURIComponent(of.q)}`);
  if (of.grid) parts.push('grid=1');
  if (of.inView) parts.push('inview=1');
  if (of.selection) parts.push(`sel=${of.selection.type}:${encodeURIComponent(of.selection.id)}`);
  return parts.length ? `#${parts.join('&')}` : '';
}

/** @param {string[]} kinds */
const key = (kinds) => [...kinds].sort().join();

/** @param {State} a @param {State} b */
function difference(a, b) {
  const same = {
    view: JSON.stringify(a.view) === JSON.stringify(b.view),
    kinds: key([...a.kinds]) === key([...b.kinds]),
    tab: a.tab === b.tab,
    q: a.q === b.q,
    grid: a.grid === b.grid,
    inView: a.inView === b.inView,
    selection: JSON.stringify(a.selection) === JSON.stringify(b.selection),
  };
  return new Set(Object.entries(same).filter(([, equal]) => !equal).map(([name]) => name));
}
