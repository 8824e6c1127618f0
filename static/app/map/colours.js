// The colours of territories along movements.

import { drawn } from '../data/movements.js';

const COLOURS = 7;

/** Colours once given stay, so that a territory keeps its own when others come into view. @type {Map<string, number>} */
const given = new Map();

/** A colour number per territory, in the order in which the corpus names them, so that neighbours differ. @param {import('../data/movements.js').Movement[]} [more] beside what is drawn */
export function territoryColours(more = []) {
  for (const movement of [...drawn(), ...more]) {
    for (const { territory } of movement.segments)
      if (territory && !given.has(territory)) given.set(territory, given.size % COLOURS);
  }
  return given;
}

/** @param {any} segment @param {Map<string, number>} colours */
export const colourClass = (segment, colours) =>
  colours.has(segment.territory) ? `terr-${colours.get(segment.territory)}` : 'terr-none';
