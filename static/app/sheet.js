// On a phone the list is a sheet that opens over the map.

import { byId } from './dom.js';
import * as state from './state.js';

export function createSheet() {
  const button = byId('side-toggle');
  const setOpen = (/** @type {boolean} */ open) => {
    document.body.classList.toggle('with-list', open);
    button.setAttribute('aria-expanded', String(open));
    button.setAttribute('aria-label', open ? 'Hide the list' : 'Show the list');
  };
  button.addEventListener('click', () => setOpen(!document.body.classList.contains('with-list')));
  byId('tabs').addEventListener('click', () => setOpen(true));
  byId('search').addEventListener('focus', () => setOpen(true));
  state.subscribe((current, changed) => changed.has('selection') && current.selection && setOpen(false));
  return { open: () => setOpen(true) };
}
