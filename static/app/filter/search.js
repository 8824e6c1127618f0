// The words to search for; asked a moment after the last key.

import { byId } from '../dom.js';
import * as state from '../state.js';

const WAIT_MS = 180;
/** The server takes no more. */
const LONGEST = 200;

export function createSearch() {
  const search = /** @type {HTMLInputElement} */ (byId('search'));
  search.maxLength = LONGEST;
  let timer = 0;
  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => state.set({ q: search.value.trim() }), WAIT_MS);
  });
  const draw = () => {
    if (document.activeElement !== search || !state.get().q) search.value = state.get().q;
  };
  draw();
  return { search, draw };
}
