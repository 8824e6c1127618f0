// The form that sets a movement right: its stops, its days, what moved and how many.

import * as corrections from '../data/corrections.js';
import { STOPS, changes, draftOf, objection } from '../data/journey_edit.js';
import { fill, h } from '../dom.js';
import { country, listing } from '../format.js';
import { failure, loading, working } from './parts.js';
import { stopsField } from './stops.js';

/** @typedef {import('../data/movements.js').Movement} Movement */
/** @typedef {import('../data/journey_edit.js').Draft} Draft */

/** @type {Record<string, string>} */
const MODES = {
  missile: 'Missiles, rockets, shells, drones',
  flight: 'Aircraft',
  road: 'Vehicles and convoys',
  rail: 'Trains',
  sea: 'Ships',
  foot: 'On foot',
  people: 'People, by means not told',
};
/** @type {Record<string, string>} */
const POLARITIES = {
  affirmed: 'Stated in the text',
  reported: 'Said by somebody in the text',
  denied: 'Denied in the text',
};
const TITLES = { origins: 'From', vias: 'By way of', destinations: 'To' };

/** A form that is made when it is opened. @param {Movement} movement */
export function edit(movement) {
  const inside = h('div', {}, loading());
  const details = h('details.edit', {}, h('summary', {}, 'Edit this movement'), inside);
  async function show() {
    try {
      fill(inside, form(movement, await draftOf(movement), close));
    } catch (error) {
      fill(inside, failure(error, show));
    }
  }
  function close() {
    details.open = false;
    details.querySelector('summary').focus();
  }
  details.addEventListener('toggle', () => details.open && void show());
  return details;
}

/** @param {Movement} movement @param {Draft} before @param {() => void} close */
function form(movement, before, close) {
  const draft = { ...before };
  for (const stops of STOPS) draft[stops] = [...before[stops]];
  const said = h('p.warning', { role: 'alert' });
  const save = h('button.primary', { type: 'submit' }, 'Save');

  /** @param {string} key @param {string} label @param {Record<string, any>} attributes */
  const field = (key, label, attributes) =>
    h(
      'label',
      {},
      label,
      h('input.field', {
        id: `edit-${key}`,
        autocomplete: 'off',
        value: draft[key],
        ...attributes,
        oninput: (/** @type {any} */ event) => {
          draft[key] = event.target.value.trim();
          attributes.oninput?.();
        },
      }),
    );
  /** @param {string} key @param {string} label @param {Record<string, string>} of */
  const choice = (key, label, of) =>
    h(
      'label',
      {},
      label,
      h(
        'select.field',
        { id: `edit-${key}`, onchange: (/** @type {any} */ event) => (draft[key] = event.target.value) },
        Object.entries(of).map(([value, words]) => h('option', { value, selected: value === draft[key] }, words)),
      ),
    );
  const number = { type: 'text', inputmode: 'numeric' };
  const whose = h('output.quiet', { for: 'edit-operator' });
  const tellWhose = () => {
    draft.operator = draft.operator.toUpperCase();
    whose.textContent = draft.operator.length === 2 ? (country(draft.operator) ?? '') : '';
  };
  tellWhose();

  async function submit() {
    const wrong = objection(before, draft);
    const set = changes(before, draft);
    said.textContent = wrong ?? (set ? '' : 'Nothing is changed yet');
    if (!wrong && set) await working(save, () => corrections.editMovement(movement, set));
  }
  return h(
    'form.edit-form',
    {
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        void submit();
      },
    },
    STOPS.map((stops) => stopsField(TITLES[stops], draft[stops])),
    before.lost.length > 0 &&
      h('p.quiet', {}, `${listing(before.lost)} cannot be found again by name; add it anew when you change the way`),
    h(
      'div.inline',
      {},
      field('event_start', 'First day', { type: 'date' }),
      field('event_end', 'Last day', { type: 'date' }),
    ),
    choice('mode', 'What moved', MODES),
    h('div.inline', {}, field('count', 'How many', number), field('count_unit', 'of what, one of them', {})),
    h('div.inline', {}, field('carriers', 'Carried by', number), field('carrier_unit', 'of what, one of them', {})),
    h(
      'div.inline',
      {},
      field('targets', 'Targets', number),
      field('operator', 'Operator, two letters', { maxlength: 2, oninput: tellWhose }),
      whose,
    ),
    choice('polarity', 'Standing', POLARITIES),
    said,
    h('div.inline', {}, save, h('button.small-button', { type: 'button', onclick: close }, 'Cancel')),
  );
}
