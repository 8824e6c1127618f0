// What was found in a text that is not kept yet: each sentence with its mentions, and the journeys.

import { record } from '../data/mentions.js';
import { movement } from '../data/movements.js';
import { h, name } from '../dom.js';
import { capital, counted, date, dateBasis, within } from '../format.js';
import { ABOUT, smallGlyph } from '../kinds.js';
import { markedSentence } from '../mark.js';
import { journey } from '../words.js';

/** Mentions told of one document; all of them are kept. */
const MOST = 200;

/** @param {import('./add.js').Read} of */
export function result({ source, found, error }) {
  if (error) return h('section.read.bad', {}, h('h3', {}, name(source.name)), h('p.warning', { role: 'alert' }, error));
  return h(
    'section.read',
    {},
    h('h3', {}, name(source.name)),
    found.documents.map((/** @type {any} */ document) => one(document, found)),
    !found.documents.length && h('p.quiet', {}, 'No text was found in it'),
  );
}

/** @param {any} document @param {any} found */
function one(document, found) {
  const own = (/** @type {any} */ feature) => feature.properties.document_id === document.id;
  const located = found.features.filter(own).map(record);
  const lost = found.unlocated.filter(own).map(record);
  const mentions = [...located, ...lost].sort((a, b) => a.start - b.start);
  const journeys = found.movements
    .map(movement)
    .filter((/** @type {any} */ of) => of.documents.includes(document.id) && of.geometry_status !== 'reference');
  return h(
    'div.found-document',
    {},
    h(
      'p',
      {},
      name(document.title ?? 'Without a title', 'b'),
      h(
        'span.sub',
        {},
        [date(document.published) ?? 'Undated', document.published && dateBasis(document.published_basis)]
          .filter(Boolean)
          .join(', '),
      ),
    ),
    h(
      'p.quiet',
      {},
      [
        counted(located.length, 'place mention'),
        `${lost.length} without a place`,
        counted(journeys.length, 'movement'),
      ].join(', '),
    ),
    journeys.length > 0 &&
      h(
        'ul.plain',
        {},
        journeys.map((/** @type {any} */ of) => h('li', {}, capital(journey(of)))),
      ),
    h(
      'ul.quotes',
      {},
      mentions
        .slice(0, MOST)
        .map((/** @type {import('../data/mentions.js').Mention} */ mention) =>
          h(
            'li.quote-line',
            { 'data-found': mention.id },
            smallGlyph(mention.kind),
            h(
              'span',
              {},
              h('span.sr', {}, `${ABOUT[mention.kind].label}: `),
              h('span', { dir: 'auto' }, markedSentence(mention)),
              h(
                'span.sub',
                {},
                mention.at ? [mention.name, within(mention)].filter(Boolean).join(', ') : 'no place found',
              ),
            ),
          ),
        ),
    ),
    mentions.length > MOST && h('p.quiet', {}, `and ${mentions.length - MOST} more`),
  );
}
