// Starts the page: asks for what it shows, draws it, and asks and draws again what a change of state touches.

import { onTokenNeeded } from './api.js';
import * as areas from './data/areas.js';
import * as corrections from './data/corrections.js';
import * as days from './data/days.js';
import * as documents from './data/documents.js';
import * as movements from './data/movements.js';
import * as places from './data/places.js';
import * as selected from './data/selected.js';
import * as unlocated from './data/unlocated.js';
import { createDialogs } from './dialogs.js';
import { createDrawer } from './drawer/drawer.js';
import { drawActive } from './filter/active.js';
import { drawKinds } from './filter/kinds.js';
import { createSearch } from './filter/search.js';
import { createKeyboard } from './keyboard.js';
import { drawLegend } from './legend.js';
import { onInvited } from './list/invitation.js';
import { createList } from './list/list.js';
import { createMap } from './map/map.js';
import * as notice from './notice.js';
import { createShare } from './share/share.js';
import { createSheet } from './sheet.js';
import { firstSign } from './sign.js';
import * as state from './state.js';
import { createTheme } from './theme.js';
import { createTimeline } from './time/timeline.js';

const search = createSearch();
const map = createMap();
createTheme(map.redraw);
const list = createList(map);
const drawer = createDrawer();
const timeline = createTimeline();
const dialogs = createDialogs({ map, onstored });
createShare(map.bbox);
const sheet = createSheet();
createKeyboard({
  map: map.map,
  search: search.search,
  help: dialogs.help,
  add: () => dialogs.add(''),
  filters: dialogs.filters,
});
map.onhover(list.mark);
map.ondrawn(drawLegend);
onInvited(dialogs.add);
onTokenNeeded(dialogs.token);
corrections.onChanged(onCorrected);

/** A brush that is drawn changes the days many times a second; only where it rests, the server is asked. */
const REST_MS = 80;
let waiting = 0;

state.subscribe((_, changed) => {
  const has = (/** @type {string[]} */ ...names) => names.some((name) => changed.has(name));
  if (has('kinds', ...state.FILTERS)) {
    list.toTop();
    clearTimeout(waiting);
    waiting = setTimeout(refresh, REST_MS);
  }
  if (has('kinds')) drawKinds();
  if (has(...state.FILTERS)) {
    search.draw();
    drawActive();
    dialogs.drawFilters();
  }
  if (has('kinds', 'grid')) map.show();
  if (has('kinds', 'tab', 'inView') || (has('view') && state.get().inView && state.get().tab === 'places')) list.draw();
  if (has('grid')) drawLegend();
  if (has('kinds', 'document')) drawer.draw();
  if (has('days', 'undated')) timeline.draw();
  if (has('view')) map.follow(state.get().view);
  if (has('selection')) void select();
});

/** Opens the selection, and shows it on the map and in the list. */
async function select() {
  await drawer.open();
  map.showSelection();
  map.reveal();
  list.draw();
  list.reveal();
  // An older document than those that are listed at first.
  const document = selected.documentOf();
  if (!document || documents.isWhole() || !(await documents.whole().catch(() => false))) return;
  list.arrived('documents');
  list.reveal();
}

/** Whether the page has drawn for the first time. */
let begun = false;

/** Asks for whatever the state needs, each part by itself: the quick ones are drawn while the others are on their way. */
async function refresh() {
  const current = state.get();
  const both = async (/** @type {Promise<boolean>[]} */ ...parts) => (await Promise.all(parts)).some(Boolean);
  const parts = [
    both(places.book.load(null), places.counts.load(current)).then((fresh) => {
      if (!fresh && begun) return;
      list.arrived('places');
      if (!begun) return;
      drawKinds();
      map.show();
      void map.lookAround();
      drawLegend();
    }),
    movements.list.load(current).then((fresh) => {
      if (!fresh && begun) return;
      list.arrived('movements');
      if (!begun) return;
      map.showSelection();
      void map.lookAround();
      drawLegend();
    }),
    both(documents.list.load(null), documents.counts.load(current)).then((fresh) => {
      if (fresh) {
        list.arrived('documents');
        drawActive();
      }
    }),
    unlocated.list.load(current).then((fresh) => {
      if (fresh) list.arrived('unlocated');
    }),
    days.list.load(current).then((fresh) => {
      if (fresh) timeline.draw();
    }),
  ];
  if (!begun) {
    // The map waits for its marks and lines, and for nothing else.
    await Promise.allSettled(parts.slice(0, 2));
    begin();
  }
  const results = await Promise.allSettled(parts);
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  notice.showFailures(failures, !places.isEmpty(), refresh);
}

function begin() {
  begun = true;
  drawKinds();
  drawActive();
  drawLegend();
  map.fit();
  map.show();
  list.draw();
  timeline.draw();
  document.body.classList.add('ready');
  performance.mark('first-view');
  if (state.get().selection) void select();
  // How to begin stands in the list, which a phone hides.
  else if (places.isEmpty()) sheet.open();
  else void dialogs.offerTour();
  void firstSign.then(dialogs.fetchAll);
  // Of a store with many places the first view has sums alone; a reader will want to know which places they are of.
  void firstSign.then(map.complete).then((fresh) => fresh && list.arrived('places'));
}

/** Everything that a change of the store may touch is asked for anew. */
async function reload() {
  for (const part of [places.book, places.counts, movements.list, unlocated.list, days.list]) part.forget();
  documents.forget();
  areas.forget();
  await refresh();
}

/** @param {string[]} ids of documents that are new or were there already */
async function onstored(ids) {
  await reload();
  if (ids.length === 1) state.select('document', ids[0]);
  notice.showDone(ids.length === 1 ? 'The document is kept' : `${ids.length} documents are kept`, null);
}

/** @param {corrections.Change} change */
async function onCorrected({ words, undo, selection }) {
  const before = state.get().selection;
  await reload();
  state.set({ selection });
  if (JSON.stringify(before) === JSON.stringify(selection)) await select();
  const takeBack = (/** @type {string} */ id) => () =>
    void corrections.undo(id, before).catch((error) => notice.showFailures([error], true, notice.clear));
  notice.showDone(words, undo ? takeBack(undo) : null);
}

await refresh();
