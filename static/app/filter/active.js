// What narrows the view, in a line over the list: each with a cross that takes it away.

import * as documents from '../data/documents.js';
import { byId, fill, h } from '../dom.js';
import { country, dates } from '../format.js';
import * as state from '../state.js';
import { className } from './classes.js';

/** @param {state.State} of @returns {{words: string, clear: Partial<state.State>}[]} */
export function active(of) {
  const found = [];
  if (of.q) found.push({ words: `“${of.q}”`, clear: { q: '' } });
  for (const code of of.countries)
    found.push({
      words: country(code) ?? code,
      clear: { countries: of.countries.filter((other) => other !== code) },
    });
  for (const code of of.classes)
    found.push({
      words: className(code),
      clear: { classes: of.classes.filter((other) => other !== code) },
    });
  if (of.document)
    found.push({
      words: documents.find(of.document)?.title ?? 'One document',
      clear: { document: null },
    });
  if (of.confidence)
    found.push({
      words: `Confidence ${of.confidence} or more`,
      clear: { confidence: 0 },
    });
  if (of.days)
    found.push({
      words: dates(of.days.from, of.days.to) ?? '',
      clear: { days: null },
    });
  if (of.undated) found.push({ words: 'Undated', clear: { undated: false } });
  if (of.box) found.push({ words: 'In a box', clear: { box: null } });
  return found;
}

export function drawActive() {
  const found = active(state.get());
  const target = byId('active');
  const had = target.contains(document.activeElement);
  fill(
    target,
    found.map(({ words, clear }) =>
      h(
        'button.filter-chip',
        {
          type: 'button',
          'aria-label': `Remove the filter ${words}`,
          onclick: () => state.set(clear),
        },
        h('bdi.clip', { dir: 'auto' }, words),
        h('span', { 'aria-hidden': 'true' }, '×'),
      ),
    ),
    found.length > 1 && h('button.link', { type: 'button', onclick: () => state.set(state.NO_FILTERS) }, 'Clear all'),
  );
  if (had)
    /** @type {HTMLElement} */ (target.querySelector('button') ?? byId('filters-open')).focus();
  const button = byId('filters-open');
  fill(button, 'Filters', found.length > 0 && h('span.badge', {}, found.length));
}
