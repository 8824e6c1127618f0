// Under the list: a link to this view, and the same data for other programs.

import { url } from './api.js';
import { byId, fill, h } from './dom.js';
import { KINDS } from './kinds.js';
import * as state from './state.js';

export function drawFooter() {
  const { kinds } = state.get();
  /** @type {Record<string, string>} */
  const query = kinds.size === KINDS.length ? {} : { kind: KINDS.filter((kind) => kinds.has(kind)).join(',') };
  const copy = h('button.link', { type: 'button', onclick: () => copyLink(copy) }, 'Copy link');
  fill(byId('side-foot'), copy,
    h('a', { href: url('mentions.geojson', query).href, download: 'mentions.geojson', title: 'The mentions of the kinds shown' }, 'GeoJSON'),
    h('a', { href: url('', { f: 'json' }).href, title: 'OGC API landing page' }, 'API'));
}

/** @param {HTMLElement} button */
async function copyLink(button) {
  let words = 'Copied';
  try {
    await navigator.clipboard.writeText(location.href);
  } catch {
    words = 'Copy it from the address bar';
  }
  button.textContent = words;
  setTimeout(() => { button.textContent = 'Copy link'; }, 2000);
}
