// What is asked for: kinds as switches, and words to search for.

import { corpus, matches } from './data.js';
import { byId, fill, h } from './dom.js';
import { number } from './format.js';
import { ABOUT, KINDS, countKinds, smallGlyph } from './kinds.js';
import * as state from './state.js';

const SEARCH_DELAY_MS = 120;

export function createFilters() {
  const kinds = byId('kinds');
  const search = /** @type {HTMLInputElement} */ (byId('search'));
  let timer = 0;

  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => state.set({ q: search.value.trim() }), SEARCH_DELAY_MS);
  });

  /** @param {import('./kinds.js').Kind} kind */
  function toggle(kind) {
    const chosen = new Set(state.get().kinds);
    if (!chosen.delete(kind)) chosen.add(kind);
    state.set({ kinds: chosen });
  }

  function draw() {
    const current = state.get();
    const located = [...corpus.mentions.values()].filter((mention) => mention.at && matches(current.q, mention.surface, mention.name, mention.sentence, mention.document_title));
    const counts = countKinds(located);
    const focused = document.activeElement?.getAttribute('data-kind');
    fill(kinds, KINDS.map((kind) => h('button.chip', {
      type: 'button', 'data-kind': kind, 'aria-pressed': String(current.kinds.has(kind)), title: `${ABOUT[kind].label}: ${ABOUT[kind].meaning}`, onclick: () => toggle(kind),
    }, smallGlyph(kind), h('span.chip-name', {}, ABOUT[kind].label), h('span.count', {}, number(counts[kind])))));
    if (focused) kinds.querySelector(`[data-kind=${focused}]`)?.focus();
    if (document.activeElement !== search && search.value !== current.q) search.value = current.q;
  }

  return { draw, search };
}
