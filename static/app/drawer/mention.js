// One mention: the sentence with the words marked, the place it was given, why, and how to set it right.

import { placeIdOf } from '../data/mentions.js';
import * as places from '../data/places.js';
import { h, isEmbedded, name } from '../dom.js';
import * as state from '../state.js';
import { candidates } from './candidates.js';
import { correct } from './correct.js';
import {
  confidenceLine,
  documentLine,
  eventLine,
  facts,
  kindLine,
  placeLine,
  precisionLine,
  quote,
  standing,
  textButton,
} from './parts.js';
import { neighbour, step } from './step.js';

/** @param {import('../data/selected.js').SelectedMention} of @returns {import('./drawer.js').DrawerView} */
export function mentionView({ mention, document }) {
  return {
    type: mention.at ? 'Mention' : 'Mention without a place',
    tools: [
      h(
        'button.icon',
        {
          type: 'button',
          'aria-label': 'Previous mention in the document',
          title: 'Previous mention ( [ )',
          onclick: () => step(-1),
          disabled: !neighbour(-1),
        },
        '‹',
      ),
      h(
        'button.icon',
        {
          type: 'button',
          'aria-label': 'Next mention in the document',
          title: 'Next mention ( ] )',
          onclick: () => step(1),
          disabled: !neighbour(1),
        },
        '›',
      ),
    ],
    body: [
      h('h2', {}, name(mention.surface, 'span')),
      quote(mention),
      facts([
        ['Document', documentLine(document)],
        ['Kind', kindLine(mention.kind)],
        ['Place', mention.at ? place(mention) : 'Not found in the gazetteer'],
        ['Confidence', mention.at && confidenceLine(mention.confidence)],
        ['Precision', mention.at && precisionLine(mention)],
        ['Event', eventLine(mention)],
        ['Standing', standing(mention)],
      ]),
      others(mention),
      candidates(mention),
      !isEmbedded() && correct(mention),
    ],
  };
}

/** @param {import('../data/mentions.js').Mention} mention */
function place(mention) {
  return [
    textButton(mention.name ?? mention.surface, () => state.select('place', placeIdOf(mention))),
    h('span.sub', {}, placeLine(mention)),
    h(
      'span.sub',
      {},
      mention.at && `${mention.at[0].toFixed(3)}, ${mention.at[1].toFixed(3)}`,
      mention.place_id && [' · id ', h('code', {}, mention.place_id)],
    ),
  ];
}

/** The way to the other mentions of the same place. @param {import('../data/mentions.js').Mention} mention */
function others(mention) {
  const counts = mention.place_id && places.find(mention.place_id)?.counts;
  const count = counts ? Object.values(counts).reduce((sum, one) => sum + one, 0) - 1 : 0;
  return (
    count > 0 &&
    h(
      'button.wide',
      {
        type: 'button',
        onclick: () => state.select('place', mention.place_id ?? ''),
      },
      count === 1 ? 'One more mention of this place' : `${count} more mentions of this place`,
    )
  );
}
