// The drawer over the right edge (a sheet from below on a phone): whatever is selected, told in full.

import { corpus, place as placeOf } from '../data.js';
import { byId, fill, h } from '../dom.js';
import * as state from '../state.js';
import { documentView } from './document.js';
import { mentionView } from './mention.js';
import { movementView } from './movement.js';
import { placeView } from './place.js';

export function createDrawer() {
  const drawer = byId('drawer');
  /** What had the focus before; a row of the list is drawn anew with each change, so it is known by its key. */
  let opener = { element: /** @type {HTMLElement|null} */ (null), key: /** @type {string|null} */ (null) };

  function draw() {
    const { selection } = state.get();
    if (!selection) return close();
    const view = build(selection);
    const wasHidden = drawer.hidden;
    if (wasHidden) {
      const element = /** @type {HTMLElement|null} */ (document.activeElement);
      opener = { element, key: element?.getAttribute('data-key') ?? null };
    }
    drawer.hidden = false;
    document.body.classList.add('with-drawer');
    const had = drawer.contains(document.activeElement);
    fill(drawer,
      h('div.drawer-head', {},
        h('p.drawer-type', {}, view.type), h('div.drawer-tools', {}, view.tools, h('button.icon', { type: 'button', 'aria-label': 'Close', title: 'Close (Esc)', onclick: state.clearSelection }, '×'))),
      h('div.drawer-body', { tabindex: 0 }, view.body));
    if (had || wasHidden) drawer.focus({ preventScroll: true });
    view.after?.(drawer);
    return undefined;
  }

  function close() {
    if (drawer.hidden) return;
    const inside = drawer.contains(document.activeElement);
    drawer.hidden = true;
    document.body.classList.remove('with-drawer');
    if (!inside) return;
    const row = opener.key && document.querySelector(`[data-key="${CSS.escape(opener.key)}"]`);
    (row || (opener.element?.isConnected ? opener.element : byId('list'))).focus({ preventScroll: true });
  }

  return { draw };
}

/**
 * @typedef {{type: string, tools?: any, body: any, after?: (drawer: HTMLElement) => void}} DrawerView
 * @param {state.Selection} selection @returns {DrawerView}
 */
function build({ type, id }) {
  const found = {
    mention: () => corpus.mentions.get(id),
    place: () => placeOf(id),
    document: () => corpus.documents.get(id),
    movement: () => corpus.movements.get(id),
  }[type]();
  const views = { mention: mentionView, place: placeView, document: documentView, movement: movementView };
  if (!found) return { type: 'Not found', body: h('p', {}, corpus.loaded ? 'What this link points to is no longer in the store' : 'Loading') };
  return views[type](/** @type {any} */ (found));
}
