// Which view tells of what is selected.

import { documentView } from './document.js';
import { mentionView } from './mention.js';
import { movementView } from './movement.js';
import { placeView } from './place.js';
import { placesView } from './places.js';

/** @param {import('../data/selected.js').Selected} of @returns {import('./drawer.js').DrawerView} */
export function build(of) {
  switch (of.type) {
    case 'mention':
      return mentionView(of);
    case 'document':
      return documentView(of.document);
    case 'movement':
      return movementView(of);
    case 'places':
      return placesView(of.places);
    default:
      return placeView(of.place);
  }
}
