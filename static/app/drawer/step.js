// From one mention of a document to the next.

import * as selected from '../data/selected.js';
import * as state from '../state.js';

/** The mention beside the selected one, or the first or last of a selected document. @param {1|-1} by */
export function neighbour(by) {
  const now = selected.current();
  if (now?.type === 'document') return now.document.mentions.at(by === 1 ? 0 : -1);
  if (now?.type !== 'mention') return undefined;
  const { mentions } = now.document;
  return mentions[mentions.findIndex((other) => other.id === now.id) + by];
}

/** Goes to the next or previous mention of the same document. @param {1|-1} by */
export function step(by) {
  const target = neighbour(by);
  if (target) state.select('mention', target.id);
}
