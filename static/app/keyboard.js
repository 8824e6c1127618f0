// Keys that work anywhere on the page.

import { byId } from './dom.js';
import { step } from './drawer/step.js';
import * as state from './state.js';

/** @param {{map: any, search: HTMLInputElement, help: () => void, add: () => void, filters: () => void}} page */
export function createKeyboard({ map, search, help, add, filters }) {
  document.addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target.matches('input:not([type=checkbox], [type=range]), textarea, select');
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog:modal')) return;
    if (event.key === 'Escape') return escape(target, typing);
    if (typing) {
      if (target === search && (event.key === 'ArrowDown' || event.key === 'Enter')) focusFirstRow(event);
      return undefined;
    }
    /** @type {Record<string, () => void>} */
    const actions = {
      '/': () => search.focus(),
      '?': help,
      a: add,
      f: filters,
      m: () => byId('map').focus(),
      '[': () => step(-1),
      ']': () => step(1),
      '+': () => map.zoomIn(),
      '=': () => map.zoomIn(),
      '-': () => map.zoomOut(),
      ArrowDown: () => target === document.body && focusFirstRow(event),
    };
    // The map handles its own zoom keys while it has the focus.
    if (byId('map').contains(target) && '+=-'.includes(event.key)) return undefined;
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (!action) return undefined;
    if (event.key !== 'ArrowDown') event.preventDefault();
    return action();
  });

  /** Closes what is nearest: the search, a field, the details. @param {HTMLElement} target @param {boolean} typing */
  function escape(target, typing) {
    if (target === search && search.value) {
      search.value = '';
      state.set({ q: '' });
    } else if (typing) target.blur();
    else state.clearSelection();
  }
}

/** @param {Event} event */
function focusFirstRow(event) {
  event.preventDefault();
  /** @type {HTMLElement|null} */ (document.querySelector('#list .row'))?.focus();
}
