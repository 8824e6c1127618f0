// The list of places: the most mentioned first, all of them or those in the map's view.

import * as places from '../data/places.js';
import * as selected from '../data/selected.js';
import { h } from '../dom.js';
import { counted, number } from '../format.js';
import * as state from '../state.js';
import { invitation } from './invitation.js';
import { isSelected, lazily, nothing, placeRow } from './rows.js';

/** @param {state.State} current @param {{inView: (at: [number, number]) => boolean}} map @returns {import('./list.js').Content} */
export function placeList(current, map) {
  const all = places.shown(current);
  const visible = current.inView ? all.filter(({ place }) => map.inView(place.at)) : all;
  const toggle = h(
    'label.check',
    {},
    h('input', {
      type: 'checkbox',
      checked: current.inView,
      onchange: (/** @type {any} */ event) => state.set({ inView: event.target.checked }),
    }),
    'Only in view',
  );
  const spot = selected.spot();
  const row = (/** @type {places.ShownPlace} */ one) =>
    placeRow(one, isSelected(current, 'place', one.place.id) || spot?.id === one.place.id);
  // Those behind the first one without a name are asked for as they are scrolled to.
  const unnamed = visible.findIndex(({ place }) => place.name === null);
  const here = unnamed < 0 ? visible : visible.slice(0, unnamed);
  let given = here.length;
  return {
    head: all.length
      ? [
          h(
            'span.quiet',
            {},
            current.inView
              ? `${number(visible.length)} of ${counted(all.length, 'place')}`
              : counted(
                  all.reduce((sum, { total }) => sum + total, 0),
                  'mention',
                ),
          ),
          toggle,
        ]
      : null,
    selected: here.findIndex(({ place }) => place.id === spot?.id),
    rows: lazily(here, row),
    more:
      unnamed < 0
        ? undefined
        : async () => {
            const next = await places.page(current, given, ({ place }) => !current.inView || map.inView(place.at));
            given += next.length;
            return next.map(row);
          },
    note:
      places.hasMore() && h('p.quiet.pad', {}, 'More places are named than these; filter or come nearer to see them'),
    empty: all.length
      ? h('p.quiet.pad', {}, 'No place in this view. Move the map or show all')
      : places.isEmpty()
        ? invitation()
        : nothing('No place matches. Show more kinds or clear the filters', current),
  };
}
