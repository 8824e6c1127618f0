// Panels and dialogs, each fetched when it is first opened: the first view needs none of them.

import { byId } from './dom.js';
import { views } from './drawer/drawer.js';
import * as notice from './notice.js';

/** @template T @param {() => Promise<T>} make @returns {() => Promise<T>} */
function once(make) {
  /** @type {Promise<T>|null} */
  let made = null;
  return () => (made ??= make());
}

/** @param {{map: ReturnType<typeof import('./map/map.js').createMap>, onstored: (ids: string[]) => Promise<void>}} page */
export function createDialogs({ map, onstored }) {
  const beginBox = () => {
    notice.showHint('Drag over the map to draw a box; Esc leaves it');
    map.box.begin(notice.clear);
  };
  const add = once(async () => (await import('./add/add.js')).createAdd({ onstored }));
  const panel = once(async () => (await import('./filter/panel.js')).createPanel({ bbox: map.bbox, beginBox }));
  const tour = once(async () => (await import('./tour.js')).createTour());
  const help = once(async () => (await import('./help.js')).createHelp(() => void tour().then(({ start }) => start())));
  const token = () => import('./token.js');
  /** Whether the panel is there to be drawn anew. */
  let hasPanel = false;

  const openAdd = async (/** @type {string} */ text) => (await add()).open(text);
  const openHelp = async () => (await help()).open();
  async function toggleFilters() {
    hasPanel = true;
    (await panel()).toggle();
  }
  byId('add-open').addEventListener('click', () => openAdd(''));
  byId('help-open').addEventListener('click', openHelp);
  byId('filters-open').addEventListener('click', toggleFilters);

  return {
    add: openAdd,
    help: openHelp,
    filters: toggleFilters,
    drawFilters: async () => void (hasPanel && (await panel()).draw()),
    offerTour: async () => (await tour()).offer(),
    token: async (/** @type {boolean} */ wasWrong) => (await token()).askForToken(wasWrong),
    fetchAll: () => void Promise.all([views(), add(), panel(), help(), token()]).catch(() => {}),
  };
}
