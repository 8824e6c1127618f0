// Places in their order, to be added, taken out and moved: where a journey begins, what it passes, where it ends.

import { fill, h, name } from '../dom.js';
import { searchPlace } from './search_place.js';

/** @typedef {import('../data/journey_edit.js').Stop} Stop */

/** @param {string} title @param {Stop[]} stops changed in place */
export function stopsField(title, stops) {
  const list = h('ol.stops');
  const said = h('p.sr', { role: 'status' });

  /** @param {string} words what was done @param {number} [focus] the row whose button has the focus then */
  function draw(words, focus) {
    fill(list, stops.length ? stops.map(row) : h('li.quiet', {}, 'None'));
    said.textContent = words;
    if (focus === undefined) return;
    const rows = list.querySelectorAll('.remove');
    (rows[Math.min(focus, rows.length - 1)] ?? search.querySelector('input'))?.focus();
  }

  /** @param {Stop} stop @param {number} i */
  const row = (stop, i) =>
    h(
      'li',
      {},
      h('span.grow', {}, name(stop.name)),
      i > 0 &&
        h(
          'button.icon',
          { type: 'button', 'aria-label': `Move ${stop.name} up`, title: 'Up', onclick: () => up(i) },
          '↑',
        ),
      h(
        'button.icon.remove',
        { type: 'button', 'aria-label': `Take out ${stop.name}`, title: 'Take out', onclick: () => out(i) },
        '×',
      ),
    );

  function up(/** @type {number} */ i) {
    [stops[i - 1], stops[i]] = [stops[i], stops[i - 1]];
    draw(`${stops[i - 1].name} is before ${stops[i].name}`, i - 1);
  }

  function out(/** @type {number} */ i) {
    const [gone] = stops.splice(i, 1);
    draw(`${gone.name} is taken out`, i);
  }

  const search = searchPlace({
    words: '',
    near: null,
    label: `Add a place to “${title}”`,
    verb: 'Add',
    onchoose: (id, chosen) => {
      if (!stops.some((stop) => stop.id === id)) stops.push({ id, name: chosen });
      search.clear();
      draw(`${chosen} is added`);
      search.querySelector('input').focus();
    },
  });
  draw('');
  return h('fieldset.stops-field', {}, h('legend', {}, title), list, said, search);
}
