// The drawer over the right edge (a sheet from below on a phone): whatever is selected, told in full.

import * as selected from '../data/selected.js';
import { byId, fill, h } from '../dom.js';
import * as state from '../state.js';

/** @typedef {{type: string, tools?: any, body: any}} DrawerView */

/** What the drawer tells is fetched when it is first opened: the first view needs none of it. */
export const views = () => import('./views.js');

/** A quick answer shows no bars. */
const BARS_AFTER_MS = 150;

export function createDrawer() {
  const drawer = byId('drawer');
  /** What had the focus before; a row of the list is drawn anew with each change, so it is known by its key. */
  let opener = {
    element: /** @type {HTMLElement|null} */ (null),
    key: /** @type {string|null} */ (null),
  };
  let waiting = 0;

  /** Fetches and shows the selection. @returns {Promise<void>} */
  async function open() {
    const { selection } = state.get();
    const before = selected.current();
    const from = before?.type === 'mention' ? before.id : null;
    clearTimeout(waiting);
    if (!selection) {
      await selected.open(null);
      close();
      return;
    }
    waiting = setTimeout(() => put({ type: '', body: bars() }), BARS_AFTER_MS);
    try {
      const [found, { build }] = await Promise.all([selected.open(selection), views()]);
      if (!isStill(selection)) return;
      clearTimeout(waiting);
      if (found) put(build(found));
      if (found?.type === 'document' && from) showSpan(from);
    } catch (error) {
      if (!isStill(selection)) return;
      clearTimeout(waiting);
      const { message, status } = /** @type {any} */ (error);
      put({
        type: status === 404 ? 'Not found' : 'Not loaded',
        body: [
          h('p', { role: 'alert' }, status === 404 ? 'What this link points to is no longer in the store' : message),
          status !== 404 && h('button.wide', { type: 'button', onclick: open }, 'Try again'),
        ],
      });
    }
  }

  /** Scrolls the text to the mention that the reader comes from. @param {string} id */
  function showSpan(id) {
    const span = drawer.querySelector(`.span[data-mention="${CSS.escape(id)}"]`);
    span?.classList.add('current');
    span?.scrollIntoView({ block: 'center' });
  }

  /** Whether the reader still waits for it. @param {state.Selection} selection */
  const isStill = (selection) => JSON.stringify(state.get().selection) === JSON.stringify(selection);

  /** Draws again what is here, after the kinds changed, say. */
  async function draw() {
    const { build } = await views();
    const now = selected.current();
    // A mention and a movement are the same whatever else is chosen.
    if (now && now.type !== 'mention' && now.type !== 'movement' && !drawer.hidden) put(build(now));
  }

  function put(/** @type {DrawerView} */ view) {
    const wasHidden = drawer.hidden;
    if (wasHidden) {
      const element = /** @type {HTMLElement|null} */ (document.activeElement);
      opener = { element, key: element?.getAttribute('data-key') ?? null };
    }
    drawer.hidden = false;
    document.body.classList.add('with-drawer');
    const had = drawer.contains(document.activeElement);
    fill(
      drawer,
      h(
        'div.drawer-head',
        {},
        h('p.drawer-type', {}, view.type),
        h(
          'div.drawer-tools',
          {},
          view.tools,
          h(
            'button.icon',
            {
              type: 'button',
              'aria-label': 'Close',
              title: 'Close (Esc)',
              onclick: state.clearSelection,
            },
            '×',
          ),
        ),
      ),
      h('div.drawer-body', { tabindex: 0, role: 'region', 'aria-label': view.type || 'Loading' }, view.body),
    );
    if (had || wasHidden) drawer.focus({ preventScroll: true });
  }

  function close() {
    if (drawer.hidden) return;
    const inside = drawer.contains(document.activeElement);
    drawer.hidden = true;
    document.body.classList.remove('with-drawer');
    if (!inside) return;
    const row =
      opener.key && /** @type {HTMLElement|null} */ (document.querySelector(`[data-key="${CSS.escape(opener.key)}"]`));
    (row || (opener.element?.isConnected ? opener.element : document.getElementById('list')))?.focus({
      preventScroll: true,
    });
  }

  return { open, draw };
}

const bars = () =>
  h(
    'div.skeleton',
    { 'aria-busy': 'true' },
    Array.from({ length: 4 }, () => h('div', {}, h('i'), h('i'), h('i'))),
    h('p.sr', {}, 'Loading'),
  );
