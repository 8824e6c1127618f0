// What the reader has chosen, kept in the URL's fragment, so that a link restores it and Back undoes a selection.

import { FIRST_KINDS, KINDS } from './kinds.js';

/**
 * @typedef {'mention'|'place'|'places'|'document'|'movement'} SelectionType
 * @typedef {{type: SelectionType, id: string}} Selection
 * @typedef {{zoom: number, lat: number, lon: number}} View
 * @typedef {[number, number, number, number]} Box west, south, east, north in degrees; west > east over the antimeridian
 * @typedef {{from: string, to: string}} Days first and last day, inclusive
 * @typedef {{view: View|null, kinds: Set<import('./kinds.js').Kind>, tab: string, q: string, countries: string[], classes: string[],
 *   document: string|null, confidence: number, days: Days|null, undated: boolean, box: Box|null, grid: boolean, inView: boolean,
 *   selection: Selection|null}} State
 */

export const TABS = ['documents', 'places', 'movements', 'unlocated'];
const SELECTABLE = ['mention', 'place', 'places', 'document', 'movement'];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What of the state says which mentions are asked for, beside the kinds. */
export const FILTERS = /** @type {const} */ ([
  'q',
  'countries',
  'classes',
  'document',
  'confidence',
  'days',
  'undated',
  'box',
]);

/** Nothing asked for. @type {Pick<State, 'q'|'countries'|'classes'|'document'|'confidence'|'days'|'undated'|'box'>} */
export const NO_FILTERS = {
  q: '',
  countries: [],
  classes: [],
  document: null,
  confidence: 0,
  days: null,
  undated: false,
  box: null,
};

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

/** @param {SelectionType} type @param {string} id */
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
  const list = (/** @type {string} */ name) => (parameters.get(name) ?? '').split(',').filter(Boolean);
  const [, type, id] = /^(\w+):(.+)$/.exec(parameters.get('sel') ?? '') ?? [];
  const days = (parameters.get('days') ?? '').split('/');
  const confidence = Number(parameters.get('conf'));
  return {
    view: parseView(parameters.get('view')),
    kinds: new Set(parameters.has('kinds') ? KINDS.filter((kind) => list('kinds').includes(kind)) : FIRST_KINDS),
    tab: TABS.find((tab) => tab === parameters.get('tab')) ?? TABS[0],
    q: parameters.get('q') ?? '',
    countries: list('country').filter((code) => /^[A-Z]{2}$/.test(code)),
    classes: list('class').filter((code) => /^[A-Z]$/.test(code)),
    document: parameters.get('doc') || null,
    confidence: confidence > 0 && confidence <= 1 ? confidence : 0,
    days: days.length === 2 && days.every((day) => DAY.test(day)) ? { from: days[0], to: days[1] } : null,
    undated: parameters.get('undated') === '1',
    box: parseBox(parameters.get('box')),
    grid: parameters.get('grid') === '1',
    inView: parameters.get('inview') === '1',
    selection: SELECTABLE.includes(type) ? { type: /** @type {SelectionType} */ (type), id } : null,
  };
}

/** @param {string|null} text @returns {View|null} */
function parseView(text) {
  const [zoom, lat, lon, ...rest] = (text ?? '').split('/').map(Number);
  return [zoom, lat, lon].every(Number.isFinite) && !rest.length ? { zoom, lat, lon } : null;
}

/** @param {string|null|undefined} text four numbers with commas; null where it is no box @returns {Box|null} */
export function parseBox(text) {
  const numbers = (text ?? '')
    .split(/[,;\s]+/)
    .filter(Boolean)
    .map(Number);
  const [west, south, east, north] = numbers;
  const right =
    numbers.length === 4 &&
    numbers.every(Number.isFinite) &&
    Math.abs(south) <= 90 &&
    Math.abs(north) <= 90 &&
    south < north &&
    west !== east;
  return right ? [west, south, east, north] : null;
}

/** @param {State} of @returns {string} a fragment with its `#`, empty when all is as at first */
export function write(of) {
  const parts = [];
  if (of.view) parts.push(`view=${of.view.zoom}/${of.view.lat.toFixed(3)}/${of.view.lon.toFixed(3)}`);
  if (key([...of.kinds]) !== key(FIRST_KINDS))
    parts.push(`kinds=${KINDS.filter((kind) => of.kinds.has(kind)).join(',')}`);
  if (of.tab !== TABS[0]) parts.push(`tab=${of.tab}`);
  if (of.q) parts.push(`q=${encodeURIComponent(of.q)}`);
  if (of.countries.length) parts.push(`country=${of.countries.join(',')}`);
  if (of.classes.length) parts.push(`class=${of.classes.join(',')}`);
  if (of.document) parts.push(`doc=${encodeURIComponent(of.document)}`);
  if (of.confidence) parts.push(`conf=${of.confidence}`);
  if (of.days) parts.push(`days=${of.days.from}/${of.days.to}`);
  if (of.undated) parts.push('undated=1');
  if (of.box) parts.push(`box=${of.box.join(',')}`);
  if (of.grid) parts.push('grid=1');
  if (of.inView) parts.push('inview=1');
  if (of.selection) parts.push(`sel=${of.selection.type}:${encodeURIComponent(of.selection.id)}`);
  return parts.length ? `#${parts.join('&')}` : '';
}

/** Whether anything but the kinds narrows what is shown. @param {State} of */
export const isFiltered = (of) => FILTERS.some((name) => JSON.stringify(of[name]) !== JSON.stringify(NO_FILTERS[name]));

/** @param {string[]} kinds */
const key = (kinds) => [...kinds].sort().join();

/** The names of what differs. @param {State} a @param {State} b */
function difference(a, b) {
  const plain = (/** @type {any} */ value) => JSON.stringify(value instanceof Set ? [...value].sort() : value);
  return new Set(
    Object.keys(b).filter(
      (name) => plain(a[/** @type {keyof State} */ (name)]) !== plain(b[/** @type {keyof State} */ (name)]),
    ),
  );
}
