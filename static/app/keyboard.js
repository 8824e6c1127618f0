// Keys that work anywhere on the page, and the page that lists them.

import { byId, fill, h } from './dom.js';
import { step } from './drawer/mention.js';
import { ABOUT, KINDS, smallGlyph } from './kinds.js';
import * as state from './state.js';

const KEYS = [
  ['/', 'Search'], ['↑ ↓', 'Move through the list'], ['Enter', 'Open what is chosen'], ['Esc', 'Close details, clear the search'],
  ['[ ]', 'Previous and next mention in the document'], ['+ −', 'Zoom'], ['?', 'This page'],
];

/** @param {{map: any, search: HTMLInputElement}} page */
export function createKeyboard({ map, search }) {
  const help = /** @type {HTMLDialogElement} */ (byId('help'));
  byId('help-open').addEventListener('click', () => help.showModal());
  help.addEventListener('click', (event) => event.target === help && help.close());
  fill(help,
    h('h2', { id: 'help-title' }, 'Help'),
    h('h3', {}, 'Keys'), h('dl.keys', {}, KEYS.map(([key, words]) => [h('dt', {}, key.split(' ').map((one) => h('kbd', {}, one))), h('dd', {}, words)])),
    h('h3', {}, 'Kinds of mention'), h('dl.keys', {}, KINDS.map((kind) => [h('dt', {}, smallGlyph(kind)), h('dd', {}, h('b', {}, ABOUT[kind].label), `: ${ABOUT[kind].meaning}`)])),
    h('h3', {}, 'The map'), h('p', {}, 'All mentions of one place share one mark; its size grows with their number. A line shows where the text says something went, as short as the text allows. Borders follow Natural Earth and are no statement on the status of any area.'),
    h('form', { method: 'dialog' }, h('button.wide', {}, 'Close')));

  document.addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.matches('input[type=search], textarea');
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === 'Escape') {
      if (typing && search.value) {
        search.value = '';
        state.set({ q: '' });
      } else if (typing) search.blur();
      else state.clearSelection();
      return;
    }
    if (typing) {
      if (event.key === 'ArrowDown' || event.key === 'Enter') focusFirstRow(event);
      return;
    }
    /** @type {Record<string, () => void>} */
    const actions = {
      '/': () => search.focus(),
      '?': () => help.showModal(),
      '[': () => step(-1),
      ']': () => step(1),
      '+': () => map.zoomIn(),
      '=': () => map.zoomIn(),
      '-': () => map.zoomOut(),
      ArrowDown: () => target === document.body && focusFirstRow(event),
    };
    // The map handles its own zoom keys while it has the focus.
    if (byId('map').contains(target) && '+=-'.includes(event.key)) return;
    const action = actions[event.key];
    if (!action) return;
    if (event.key !== 'ArrowDown') event.preventDefault();
    action();
  });
}

/** @param {Event} event */
function focusFirstRow(event) {
  event.preventDefault();
  /** @type {HTMLElement|null} */ (document.querySelector('#list .row'))?.focus();
}
