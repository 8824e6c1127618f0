// Starts the page: loads, then draws, and draws again what a change of state touches.

import { corpus, load } from './data.js';
import { byId, isPhone } from './dom.js';
import { createDrawer } from './drawer/drawer.js';
import { createFilters } from './filters.js';
import { drawFooter } from './footer.js';
import { createKeyboard } from './keyboard.js';
import { drawLegend } from './legend.js';
import { createList, skeleton } from './list.js';
import { createMap } from './map.js';
import * as notice from './notice.js';
import * as state from './state.js';
import { createTheme } from './theme.js';

const SKELETON_AFTER_MS = 150;

createTheme();
const filters = createFilters();
const map = createMap();
const list = createList(map);
const drawer = createDrawer();
createKeyboard({ map: map.map, search: filters.search });
createSideToggle();
map.onhover(list.mark);

state.subscribe((_, changed) => {
  const has = (/** @type {string[]} */ ...names) => names.some((name) => changed.has(name));
  if (has('kinds', 'q')) filters.draw();
  if (has('kinds', 'q', 'grid')) map.show();
  if (has('kinds', 'q', 'tab', 'selection', 'inView') || (has('view') && state.get().inView)) list.draw();
  if (has('grid')) drawLegend();
  if (has('kinds')) drawFooter();
  if (has('selection', 'kinds')) drawer.draw();
  if (has('selection')) {
    map.showSelection();
    map.reveal();
    list.reveal();
  }
});

async function start() {
  const waiting = setTimeout(skeleton, SKELETON_AFTER_MS);
  const failures = await load();
  clearTimeout(waiting);
  // Beside the map the list says so itself.
  if (!corpus.mentions.size && !failures.length && isPhone()) notice.showEmpty();
  else notice.showFailures(failures, corpus.mentions.size > 0, start);
  filters.draw();
  drawLegend();
  drawFooter();
  drawer.draw();
  map.fit();
  map.show();
  list.draw();
  document.body.classList.add('ready');
}

/** On a phone the list is a sheet that opens over the map. */
function createSideToggle() {
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
}

await start();
