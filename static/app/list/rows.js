// Rows that several lists share, and the words of an empty one.

import { h, name } from '../dom.js';
import { capital, featureType, number, within } from '../format.js';
import { ABOUT, countsInWords, smallGlyph } from '../kinds.js';
import * as state from '../state.js';

/** @param {state.State} current @param {string} type @param {string} id */
export const isSelected = (current, type, id) => current.selection?.type === type && current.selection.id === id;

/**
 * @param {import('../data/places.js').ShownPlace} shown @param {boolean} selected @param {{inside?: string, onopen?: () => void}} [of] the document in whose
 *   list the row stands, and what it opens there
 */
export function placeRow({ place, counts, total, kind }, selected, { inside = '', onopen } = {}) {
  return h(
    'li',
    {},
    h(
      'button.row.place',
      {
        type: 'button',
        'data-key': `${inside}place:${place.id}`,
        'data-place': place.id,
        'aria-current': selected,
        onclick: onopen ?? (() => state.select('place', place.id)),
      },
      smallGlyph(kind),
      h(
        'span.grow',
        {},
        name(place.name ?? '', 'span'),
        !inside && h('span.sub', {}, [capital(featureType(place)), within(place)].filter(Boolean).join(', ')),
      ),
      inside && h('span.quiet.small', {}, ABOUT[kind].label.toLowerCase()),
      h('span.count', { title: countsInWords(counts) }, number(total), h('span.sr', {}, ' mentions')),
    ),
  );
}

/** @param {import('../data/mentions.js').Mention} mention @param {boolean} selected */
export const unlocatedRow = (mention, selected) =>
  h(
    'li',
    {},
    h(
      'button.row.place',
      {
        type: 'button',
        'data-key': `mention:${mention.id}`,
        'aria-current': selected,
        onclick: () => state.select('mention', mention.id),
      },
      smallGlyph(mention.kind),
      h('span.grow', {}, name(mention.surface, 'span'), h('span.sub.clip', { dir: 'auto' }, mention.sentence)),
    ),
  );

/** A line for an empty list, with a way out where a filter emptied it. @param {string} words @param {state.State} current */
export const nothing = (words, current) =>
  h(
    'div.pad.quiet',
    {},
    h('p', {}, words),
    state.isFiltered(current) &&
      h('button.wide', { type: 'button', onclick: () => state.set(state.NO_FILTERS) }, 'Clear all filters'),
  );

/** Makes rows only as they are asked for. @template T @param {T[]} of @param {(one: T) => Node} make @returns {Generator<Node>} */
export function* lazily(of, make) {
  for (const one of of) yield make(one);
}
