// Several places at one spot of the map, which no zoom tells apart.

import * as places from '../data/places.js';
import { h } from '../dom.js';
import { counted } from '../format.js';
import { placeRow } from '../list/rows.js';
import * as state from '../state.js';

/** @param {places.Place[]} of @returns {import('./drawer.js').DrawerView} */
export function placesView(of) {
  const ids = new Set(of.map(({ id }) => id));
  const shown = places.shown(state.get()).filter(({ place }) => ids.has(place.id));
  return {
    type: 'Places at one spot',
    body: [
      h('h2', {}, counted(shown.length, 'place')),
      h(
        'ul.in-drawer',
        {},
        shown.map((one) => placeRow(one, false)),
      ),
    ],
  };
}
