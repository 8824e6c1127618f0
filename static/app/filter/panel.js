// The panel of filters: countries, feature classes, confidence, days, a box, and where the counts for them come from.

import * as api from '../api.js';
import { byId, fill, h, name } from '../dom.js';
import { country, number } from '../format.js';
import { parameters } from '../query.js';
import * as state from '../state.js';
import { className } from './classes.js';

/** @param {{bbox: () => state.Box, beginBox: () => void}} map */
export function createPanel(map) {
  const panel = byId('filters');
  const opener = byId('filters-open');
  panel.addEventListener('close', () => opener.setAttribute('aria-expanded', 'false'));
  panel.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    panel.close();
    opener.focus();
  });

  function open() {
    panel.show();
    opener.setAttribute('aria-expanded', 'true');
    first = new Set([...state.get().classes, ...state.get().countries]);
    draw();
    panel.querySelector('button, input')?.focus();
  }

  function draw() {
    if (!panel.open) return;
    if (panel.contains(document.activeElement)) focused = document.activeElement?.id;
    const current = state.get();
    fill(
      panel,
      h(
        'div.panel-head',
        {},
        h('h2', { id: 'filters-title' }, 'Filters'),
        h(
          'button.icon',
          {
            type: 'button',
            'aria-label': 'Close the filters',
            onclick: () => {
              panel.close();
              opener.focus();
            },
          },
          '×',
        ),
      ),
      h(
        'div.panel-body',
        {},
        confidence(current),
        days(current),
        box(current),
        facet('classes', 'feature_class', 'What it is', className),
        facet('countries', 'country', 'Country', (code) => country(code) ?? code),
      ),
    );
    if (focused) panel.querySelector(`#${CSS.escape(focused)}`)?.focus();
  }

  /** The choices stay as they are until the new ones have come. */
  const lists = { classes: h('div.options'), countries: h('div.options') };
  /** What was chosen when the panel was opened stands first; nothing moves while it is open. @type {Set<string>} */
  let first = new Set();
  /** What had the focus when the panel was drawn anew, a choice that has yet to come perhaps. @type {string|undefined} */
  let focused;

  /** @param {'classes'|'countries'} key of the state @param {string} by property of the API @param {string} title @param {(code: string) => string} label */
  function facet(key, by, title, label) {
    const list = lists[key];
    void fillFacet(list, key, by, label);
    return h('fieldset', {}, h('legend', {}, title), list);
  }

  /** @param {HTMLElement} list @param {'classes'|'countries'} key @param {string} by @param {(code: string) => string} label */
  async function fillFacet(list, key, by, label) {
    const current = state.get();
    const query = parameters(current, 'mentions', key);
    try {
      const { counts } = query ? await api.get('collections/mentions/counts', { ...query, by }) : { counts: [] };
      const rows = counts.filter((/** @type {any} */ row) => row[by] !== null);
      // What is chosen stays in the list, also when the other filters leave nothing of it.
      for (const code of current[key])
        if (!rows.some((/** @type {any} */ row) => row[by] === code)) rows.push({ [by]: code, count: 0 });
      rows.sort((/** @type {any} */ a, /** @type {any} */ b) => Number(first.has(b[by])) - Number(first.has(a[by])));
      if (list.contains(document.activeElement)) focused = document.activeElement?.id;
      fill(
        list,
        rows.map((/** @type {any} */ row) => {
          const code = row[by];
          const change = () => {
            const chosen = state.get()[key];
            state.set({
              [key]: chosen.includes(code) ? chosen.filter((other) => other !== code) : [...chosen, code],
            });
          };
          return h(
            'label.check',
            {},
            h('input', {
              id: `filter-${by}-${code}`,
              type: 'checkbox',
              checked: current[key].includes(code),
              onchange: change,
            }),
            h('span.grow', {}, name(label(code))),
            h('span.count', {}, number(row.count)),
          );
        }),
        !rows.length && h('p.quiet', {}, 'Nothing to choose from'),
      );
      const again = focused && /** @type {HTMLElement|null} */ (list.querySelector(`#${CSS.escape(focused)}`));
      if (again && document.activeElement === document.body) again.focus();
    } catch (error) {
      fill(list, h('p.quiet', { role: 'alert' }, /** @type {Error} */ (error).message));
    }
  }

  function confidence(/** @type {state.State} */ current) {
    const said = h(
      'output',
      { for: 'filter-confidence' },
      current.confidence ? `${current.confidence} or more` : 'any',
    );
    return h(
      'fieldset',
      {},
      h('legend', {}, 'Confidence'),
      h(
        'div.inline',
        {},
        h('input', {
          id: 'filter-confidence',
          type: 'range',
          min: 0,
          max: 0.95,
          step: 0.05,
          value: current.confidence,
          'aria-label': 'Least confidence',
          oninput: (/** @type {any} */ event) => {
            said.textContent = Number(event.target.value) ? `${event.target.value} or more` : 'any';
          },
          onchange: (/** @type {any} */ event) => state.set({ confidence: Number(event.target.value) }),
        }),
        said,
      ),
    );
  }

  function days(/** @type {state.State} */ current) {
    const input = (/** @type {'from'|'to'} */ end, /** @type {string} */ words) =>
      h(
        'label',
        {},
        words,
        h('input.field', {
          id: `filter-${end}`,
          type: 'date',
          value: current.days?.[end] ?? '',
          onchange: change,
        }),
      );
    const from = input('from', 'From');
    const to = input('to', 'To');
    function change() {
      const [first, last] = [from, to].map((label) => label.querySelector('input').value);
      if (!first && !last) return state.set({ days: null });
      const ends = [first || last, last || first].sort();
      return state.set({
        days: { from: ends[0], to: ends[1] },
        undated: false,
      });
    }
    return h(
      'fieldset',
      {},
      h('legend', {}, 'Days'),
      h('div.inline', {}, from, to),
      h(
        'label.check',
        {},
        h('input', {
          id: 'filter-undated',
          type: 'checkbox',
          checked: current.undated,
          onchange: (/** @type {any} */ event) => state.set({ undated: event.target.checked, days: null }),
        }),
        'Only what has no day',
      ),
    );
  }

  function box(/** @type {state.State} */ current) {
    const typed = h('input.field', {
      id: 'filter-box',
      type: 'text',
      inputmode: 'text',
      placeholder: 'west, south, east, north',
      value: current.box?.join(', ') ?? '',
      'aria-label': 'Box: west, south, east, north in degrees',
      onchange: change,
    });
    const said = h('p.warning.small', { role: 'status' });
    function change() {
      const found = state.parseBox(typed.value);
      if (!typed.value.trim()) return state.set({ box: null });
      said.textContent = found ? '' : 'Four numbers in degrees: west, south, east, north, such as 35, 34, 38, 37';
      return found && state.set({ box: found });
    }
    return h(
      'fieldset',
      {},
      h('legend', {}, 'Box'),
      typed,
      said,
      h(
        'div.inline',
        {},
        h(
          'button.small-button',
          {
            type: 'button',
            onclick: () => {
              panel.close();
              map.beginBox();
            },
          },
          'Draw on the map',
        ),
        h('button.small-button', { type: 'button', onclick: () => state.set({ box: map.bbox() }) }, 'This view'),
        current.box && h('button.small-button', { type: 'button', onclick: () => state.set({ box: null }) }, 'No box'),
      ),
    );
  }

  return { draw, toggle: () => (panel.open ? panel.close() : open()) };
}
