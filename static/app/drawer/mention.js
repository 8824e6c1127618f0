// One mention: the sentence with the words marked, the place it was given and how sure that is.

import { corpus, placeIdOf } from '../data.js';
import { h, name } from '../dom.js';
import * as state from '../state.js';
import { confidenceLine, documentLine, eventLine, facts, kindLine, placeLine, precisionLine, quote, standing, textButton } from './parts.js';

/** @param {import('../data.js').Mention} mention @returns {import('./drawer.js').DrawerView} */
export function mentionView(mention) {
  return {
    type: mention.at ? 'Mention' : 'Mention without a place',
    tools: [
      h('button.icon', { type: 'button', 'aria-label': 'Previous mention in the document', title: 'Previous mention ( [ )', onclick: () => step(-1), disabled: !neighbour(mention, -1) }, '‹'),
      h('button.icon', { type: 'button', 'aria-label': 'Next mention in the document', title: 'Next mention ( ] )', onclick: () => step(1), disabled: !neighbour(mention, 1) }, '›'),
    ],
    body: [
      h('h2', {}, name(mention.surface, 'span')),
      quote(mention),
      facts([
        ['Document', documentLine(mention.document_id)],
        ['Kind', kindLine(mention.kind)],
        ['Place', mention.at ? place(mention) : 'Not found in the gazetteer'],
        ['Confidence', mention.at && confidenceLine(mention.confidence)],
        ['Precision', mention.at && precisionLine(mention)],
        ['Event', eventLine(mention)],
        ['Standing', standing(mention)],
      ]),
      others(mention),
    ],
  };
}

/** @param {import('../data.js').Mention} mention */
function place(mention) {
  return [
    textButton(mention.name ?? mention.surface, () => state.select('place', placeIdOf(mention))),
    h('span.sub', {}, placeLine(mention)),
    h('span.sub', {}, mention.place_id && h('code', {}, mention.place_id), mention.at && ` ${mention.at[0].toFixed(3)}, ${mention.at[1].toFixed(3)}`),
  ];
}

/** The way to the other mentions of the same place. @param {import('../data.js').Mention} mention */
function others(mention) {
  if (!mention.place_id) return null;
  const count = [...corpus.mentions.values()].filter((other) => other.place_id === mention.place_id).length - 1;
  return count > 0 && h('button.wide', { type: 'button', onclick: () => state.select('place', mention.place_id ?? '') }, count === 1 ? 'One more mention of this place' : `${count} more mentions of this place`);
}

/** @param {import('../data.js').Mention} mention @param {1|-1} by */
function neighbour(mention, by) {
  const mentions = corpus.documents.get(mention.document_id)?.mentions ?? [];
  return mentions[mentions.findIndex((other) => other.id === mention.id) + by];
}

/** Goes to the next or previous mention of the same document. @param {1|-1} by */
export function step(by) {
  const { selection } = state.get();
  const mention = selection?.type === 'mention' ? corpus.mentions.get(selection.id) : undefined;
  const first = selection?.type === 'document' ? corpus.documents.get(selection.id)?.mentions.at(by === 1 ? 0 : -1) : undefined;
  const target = mention ? neighbour(mention, by) : first;
  if (target) state.select('mention', target.id);
}
