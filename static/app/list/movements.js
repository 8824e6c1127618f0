// The list of movements: who moved, on which way, and how the lengths agree.

import * as movements from '../data/movements.js';
import * as places from '../data/places.js';
import { h } from '../dom.js';
import { capital, date, km } from '../format.js';
import * as state from '../state.js';
import { mover, reported, route } from '../words.js';
import { invitation } from './invitation.js';
import { isSelected, lazily, nothing } from './rows.js';

/** @param {state.State} current @returns {import('./list.js').Content} */
export function movementList(current) {
  const found = movements.journeys();
  const make = (/** @type {movements.Movement} */ movement) => row(movement, current);
  return {
    head: null,
    rows: lazily(found, make),
    more: movements.hasMore() ? async () => (await movements.more()).map(make) : undefined,
    selected: found.findIndex(({ id }) => isSelected(current, 'movement', id)),
    empty: places.isEmpty()
      ? invitation()
      : nothing(state.isFiltered(current) ? 'No movement matches' : 'The documents tell of no journey', current),
  };
}

/** @param {movements.Movement} movement @param {state.State} current */
function row(movement, current) {
  const lengths = [
    `${km(movement.length_km)} computed`,
    reported(movement) && `${reported(movement)} reported`,
    movements.references(movement).some((one) => !one.consistent_with_text) && 'plain line disagrees',
  ];
  return h(
    'li',
    {},
    h(
      'button.row.movement',
      {
        type: 'button',
        'data-key': `movement:${movement.id}`,
        'aria-current': isSelected(current, 'movement', movement.id),
        onclick: () => state.select('movement', movement.id),
      },
      h('span.when', {}, date(movement.event_start) ?? 'Undated'),
      h('span.title', {}, mover(movement)),
      h('span.sub', {}, capital(route(movement))),
      h('span.sub', {}, movement.geometry ? lengths.filter(Boolean).join(' · ') : 'No line can be drawn'),
    ),
  );
}
