// The map in a frame of another page: to look at and to click through, with a way into the whole page. Nothing can be changed from
// here: a page around the frame could make its readers press what they do not see.

import { onTokenNeeded } from './api.js';
import * as movements from './data/movements.js';
import * as places from './data/places.js';
import { byId } from './dom.js';
import { createDrawer } from './drawer/drawer.js';
import { step } from './drawer/step.js';
import { drawLegend } from './legend.js';
import { createMap } from './map/map.js';
import * as notice from './notice.js';
import { firstSign } from './sign.js';
import * as state from './state.js';

// A frame of another page is no place to type a secret into.
onTokenNeeded(async () => null);
const map = createMap();
const drawer = createDrawer();
map.ondrawn(drawLegend);

async function select() {
  await drawer.open();
  map.showSelection();
  map.reveal();
}

document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') state.clearSelection();
  if (key === '[') step(-1);
  if (key === ']') step(1);
});

function drawLink() {
  byId('whole').setAttribute('href', new URL('../', document.baseURI).href + state.write(state.get()));
}

state.subscribe((_, changed) => {
  drawLink();
  if (changed.has('selection')) void select();
});

async function start() {
  const current = state.get();
  const results = await Promise.allSettled([
    places.book.load(null),
    places.counts.load(current),
    movements.list.load(current),
  ]);
  notice.showFailures(
    results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])),
    !places.isEmpty(),
    start,
  );
  drawLegend();
  map.fit();
  map.show();
  drawLink();
  if (current.selection) await select();
  document.body.classList.add('ready');
  void firstSign.then(map.complete);
}

await start();
