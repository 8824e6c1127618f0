// A search of the gazetteer, for the place that a mention really means.

import * as api from '../api.js';
import { fill, h, name } from '../dom.js';
import { number } from '../format.js';
import { placeLine } from './parts.js';

const WAIT_MS = 200;
const MOST = 8;
let count = 0;

/** The field has a `clear`, for the next search. @param {{words: string, near: [number, number]|null, label: string, verb: string, onchoose: (id: string, name: string, button: HTMLElement) => void}} of */
export function searchPlace({ words, near, label, verb, onchoose }) {
  const id = `search-place-${(count += 1)}`;
  const results = h('ul.found', { 'aria-live': 'polite' });
  let timer = 0;
  let asked = 0;

  async function search() {
    const q = input.value.trim();
    const own = (asked += 1);
    if (!q) return fill(results);
    try {
      const { features } = await api.get('gazetteer', {
        q,
        limit: String(MOST),
        ...(near ? { near: `${near[1]},${near[0]}` } : {}),
      });
      if (own !== asked) return undefined;
      fill(results, features.length ? features.map(result) : h('li.quiet', {}, 'No place of this name is known'));
    } catch (error) {
      if (own === asked) fill(results, h('li.quiet', { role: 'alert' }, /** @type {Error} */ (error).message));
    }
    return undefined;
  }

  function result(/** @type {any} */ feature) {
    const { properties } = feature;
    const button = h(
      'button.small-button',
      {
        type: 'button',
        'aria-label': `${verb} ${properties.name}, ${placeLine(properties)}`,
        onclick: () => onchoose(String(feature.id), properties.name, button),
      },
      verb,
    );
    return h(
      'li',
      {},
      h(
        'span.grow',
        {},
        name(properties.name, 'b'),
        h(
          'span.sub',
          {},
          [placeLine(properties), properties.population && `${number(properties.population)} people`]
            .filter(Boolean)
            .join(', '),
        ),
      ),
      button,
    );
  }

  const input = h('input.field', {
    id,
    type: 'search',
    value: words,
    autocomplete: 'off',
    spellcheck: 'false',
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(search, WAIT_MS);
    },
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        void search();
      }
    },
    onfocus: () => {
      if (!results.hasChildNodes()) void search();
    },
  });
  const field = h('div.search-place', {}, h('label', { for: id }, label), input, results);
  field.clear = () => {
    asked += 1;
    input.value = '';
    fill(results);
  };
  return field;
}
